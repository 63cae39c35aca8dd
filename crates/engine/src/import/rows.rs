//! Rows of a file on their way into an open transaction.

use super::difference::is_by_hand;
use super::reviews::ReviewWriter;
use super::told::Row;
use super::{ImportOptions, ImportReport, Lines, Only, Stopped};
use crate::entropy::Entropy;
use crate::error::EngineError;
use crate::work::Work;
use std::ops::ControlFlow;
use std::path::Path;
use touchstone_domain::amount::counted_with;
use touchstone_domain::exchange::{Imported, ImportedEvidence, ImportedItem, ImportedReview, Issue, IssueCode};
use touchstone_domain::id::{ItemId, ProjectId};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_formats::{Format, ReadOptions};
use touchstone_store::{KnownItem, Transaction};

/// Takes what a reader hands on and writes it.
pub(super) struct Importer<'t, 'w> {
    reviews: ReviewWriter<'t, 'w>,
    entropy: &'w mut Entropy,
    options: &'w ImportOptions,
    file: String,
    /// Items of this file that got their sources.
    completed: u64,
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
        Ok(Self { reviews, entropy, options, file: String::new(), completed: 0 })
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

    fn take_item(&mut self, mut row: ImportedItem) -> Result<(), EngineError> {
        let sources: Vec<_> = row.sources.iter().map(|source| source.text.digest()).collect();
        let known = self.reviews.transaction.known_item(&row.external_id)?;
        let (id, known_at) = match known {
            Some(known) if known.sample == row.sample.text.digest() && known.sources == sources => {
                self.reviews.report.items_unchanged += 1;
                (known.id, Some(known.ordinal))
            }
            // A file that leaves sources out says nothing of them.
            Some(known) if known.sample == row.sample.text.digest() && sources.is_empty() => {
                self.reviews.report.items_unchanged += 1;
                row.sources = self.reviews.transaction.item(known.id)?.map(|item| item.sources).unwrap_or_default();
                (known.id, Some(known.ordinal))
            }
            Some(known) if known.sample == row.sample.text.digest() && known.sources.is_empty() => {
                self.complete(&known, &mut row)?;
                (known.id, Some(known.ordinal))
            }
            Some(_) => {
                let place = Row { file: &self.file, line: row.line };
                self.reviews.report.push(place.duplicate(&row.external_id));
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

    /// Gives an item that came without sources those of the row, unless someone reviewed it without them
    /// or may still do so.
    fn complete(&mut self, known: &KnownItem, row: &mut ImportedItem) -> Result<(), EngineError> {
        let transaction = &mut *self.reviews.transaction;
        let was_reviewed = || Ok::<_, EngineError>(transaction.events_for_item(known.id)?.iter().any(is_by_hand));
        let only_reviews = self.options.only == Only::Reviews;
        if only_reviews || transaction.is_in_packet(known.ordinal)? || was_reviewed()? {
            row.sources.clear();
            let lost_evidence = without_sources(&mut row.reviews);
            if !only_reviews || lost_evidence {
                let place = Row { file: &self.file, line: row.line };
                self.reviews.report.push(place.sources_held_back(&row.external_id, only_reviews));
            }
            self.reviews.report.items_unchanged += 1;
            return Ok(());
        }
        if let Some(mut item) = transaction.item(known.id)? {
            item.sources.clone_from(&row.sources);
            self.reviews.report.sources_added += u64::from(transaction.add_sources(&item)?);
            self.reviews.report.items_completed += 1;
            self.completed += 1;
        }
        Ok(())
    }

    /// The rows of a file have come to their end.
    pub(super) fn end(&mut self) -> Result<(), EngineError> {
        let completed = std::mem::take(&mut self.completed);
        if completed > 0 {
            let items = counted_with(completed, "item", ("that was", "that were"));
            self.remark(format!("{}: {items} here without a source got what the file gives.", self.file));
        }
        self.reviews.end(&self.file)
    }

    /// What can only be written when all rows are in.
    pub(super) fn finish(self) -> Result<(), EngineError> {
        self.reviews.finish()
    }
}

/// Takes out what reviews say of sources that their item does not get; whether that was anything.
fn without_sources(reviews: &mut [ImportedReview]) -> bool {
    let mut any = false;
    for review in reviews {
        let mut lost = !std::mem::take(&mut review.omissions).is_empty();
        for annotation in &mut review.annotations {
            if matches!(annotation.evidence, ImportedEvidence::Passages(_)) {
                annotation.evidence = ImportedEvidence::NotGiven;
                lost = true;
            }
        }
        review.incomplete |= lost;
        any |= lost;
    }
    any
}
