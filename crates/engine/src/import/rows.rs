//! Rows of a file on their way into an open transaction.

use super::reviews::ReviewWriter;
use super::told::Row;
use super::{ImportOptions, ImportReport, Lines, Only, Stopped, duplicate};
use crate::entropy::Entropy;
use crate::error::EngineError;
use crate::work::Work;
use std::ops::ControlFlow;
use std::path::Path;
use touchstone_domain::exchange::{Imported, ImportedItem, Issue, IssueCode};
use touchstone_domain::id::{ItemId, ProjectId};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_formats::{Format, ReadOptions};
use touchstone_store::Transaction;

/// Takes what a reader hands on and writes it.
pub(super) struct Importer<'t, 'w> {
    reviews: ReviewWriter<'t, 'w>,
    entropy: &'w mut Entropy,
    options: &'w ImportOptions,
    file: String,
}

impl<'t, 'w> Importer<'t, 'w> {
    pub(super) fn new(
        transaction: &'w mut Transaction<'t>,
        project: ProjectId,
        schema: LabelSchema,
        entropy: &'w mut Entropy,
        options: &'w ImportOptions,
        report: &'w mut ImportReport,
    ) -> Result<Self, EngineError> {
        let reviews = ReviewWriter::new(transaction, project, schema, report)?;
        Ok(Self { reviews, entropy, options, file: String::new() })
    }

    pub(super) const fn schema(&self) -> &LabelSchema {
        self.reviews.schema()
    }

    /// Something to be told of how the files were read.
    pub(super) fn remark(&mut self, remark: String) {
        self.reviews.report.remarks.push(remark);
    }

    /// Trouble that no row of a file has.
    pub(super) fn push(&mut self, issue: Issue) {
        self.reviews.report.push(issue);
    }

    /// The next rows come from this file.
    pub(super) fn begin(&mut self, format: Format, file: &str) {
        file.clone_into(&mut self.file);
        self.reviews.begin(format);
    }

    /// Reads a file of `total` bytes to its end.
    pub(super) fn read(
        &mut self,
        reader: impl Lines,
        total: u64,
        options: &ReadOptions,
        work: &mut Work<'_>,
    ) -> Result<(), Stopped> {
        let mut stopped = None;
        let summary = touchstone_formats::read(reader, options, &mut |imported, progress| {
            let taken = self.take(imported).and_then(|()| work.step("bytes", progress.bytes_read, Some(total)));
            match taken {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    stopped = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = stopped {
            return Err(Stopped::Engine(error));
        }
        self.reviews.report.remarks.extend(summary.map_err(Stopped::Read)?.remarks);
        Ok(())
    }

    /// Reads a folder of text pairs to its end.
    pub(super) fn text_pairs(
        &mut self,
        folder: &Path,
        options: &ReadOptions,
        work: &mut Work<'_>,
    ) -> Result<(), EngineError> {
        let refused = |error| EngineError::reading(folder, error);
        let taken_before = self.reviews.report.items_added + self.reviews.report.items_unchanged;
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(refused)? {
            let path = entry.map_err(refused)?.path();
            if path.is_file() {
                files.push(path);
            }
        }
        files.sort();
        let names: Vec<String> = files.iter().map(|path| super::name_of(path)).collect();
        let pairs = touchstone_formats::text_pairs::pair(&names);
        let total = pairs.len() as u64;
        let mut done = 0;
        let read = |name: &str| std::fs::read(folder.join(name));
        for pair in pairs {
            for imported in touchstone_formats::text_pairs::read_pair(&pair, options, &read).map_err(refused)? {
                self.take(imported)?;
            }
            done += 1;
            work.step("items", done, Some(total))?;
        }
        let report = &self.reviews.report;
        if report.items_added + report.items_unchanged == taken_before {
            let none = "no file of it ends in .sample.txt".to_owned();
            let first = report.issues.last().map_or(none, |issue| issue.message.clone());
            let error = touchstone_formats::ReadError::NothingReadable { first };
            return Err(EngineError::Unreadable { path: folder.to_owned(), error, issues: Vec::new() });
        }
        Ok(())
    }

    fn take(&mut self, imported: Imported) -> Result<(), EngineError> {
        match imported {
            Imported::Issue(issue) => {
                self.reviews.report.push(issue);
                Ok(())
            }
            Imported::Item(item) => self.take_item(*item),
        }
    }

    fn take_item(&mut self, row: ImportedItem) -> Result<(), EngineError> {
        let sources: Vec<_> = row.sources.iter().map(|source| source.text.digest()).collect();
        let known = self.reviews.transaction.known_item(&row.external_id)?;
        let (id, known_at) = match known {
            Some(known) if known.sample == row.sample.text.digest() && known.sources == sources => {
                self.reviews.report.items_unchanged += 1;
                (known.id, Some(known.ordinal))
            }
            Some(_) => {
                self.reviews.report.push(duplicate(&self.file, row.line, &row.external_id));
                return Ok(());
            }
            None if self.options.only == Only::Reviews => {
                let message = format!(
                    "There is no item named “{}”, so its reviews were left out. Import the items first.",
                    row.external_id
                );
                self.reviews.report.push(Issue {
                    file: self.file.clone(),
                    line: row.line,
                    field: Some("id".to_owned()),
                    code: IssueCode::MissingPartner,
                    message,
                });
                return Ok(());
            }
            None => (ItemId::from_bytes(self.entropy.draw()?), None),
        };
        let ImportedItem { line, external_id, sample, sources, metadata, reviews, gold } = row;
        let item = Item { id, external_id, sample, sources, metadata };
        let is_new = known_at.is_none();
        let ordinal = if let Some(ordinal) = known_at {
            ordinal
        } else {
            let inserted = self.reviews.transaction.insert_item(&item, None)?;
            self.reviews.report.items_added += 1;
            self.reviews.report.sources_added += u64::from(inserted.sources_added);
            inserted.ordinal
        };
        if let Some(gold) = gold.filter(|_| self.options.only != Only::Reviews) {
            self.reviews.take_gold(&item, (&self.file, line), &gold)?;
        }
        if self.options.only != Only::Items && !reviews.is_empty() {
            let row = Row { file: &self.file, line };
            self.reviews.take((&item, ordinal), is_new, row, reviews)?;
        }
        Ok(())
    }

    /// The rows of a file have come to their end.
    pub(super) fn end(&mut self) -> Result<(), EngineError> {
        self.reviews.end(&self.file)
    }

    /// What can only be written when all rows are in.
    pub(super) fn finish(self) -> Result<(), EngineError> {
        self.reviews.finish()
    }
}
