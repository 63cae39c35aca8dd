//! Files read, and what is read made into records as an export has them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission, Passage};
use touchstone_domain::exchange::{
    Copied, ExportedItem, ExportedReview, Imported, ImportedAnnotation, ImportedEvidence, ImportedItem, ImportedReview,
    ImportedState, Issue,
};
use touchstone_domain::gold::{ConsensusRun, ConsensusSettings, ItemConsensus, Origin};
use touchstone_domain::id::{AnnotationId, Digest, ItemId, ReviewerId, RunId};
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelId, LabelSchema, SeverityId, VerdictId, VerdictMeaning};
use touchstone_domain::preset;
use touchstone_domain::review::{Content, Review, ReviewState};
use touchstone_formats::{
    ColumnMapping, FolderSink, Format, ReadError, ReadOptions, ReadSummary, Reviewed, What, WriteError, WriteOptions,
};

/// A file of `fixtures/`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name)
}

pub(crate) fn schema() -> LabelSchema {
    preset::default_schema()
}

/// How a file of this name is read.
pub(crate) fn reading(format: Format, file_name: &str) -> ReadOptions {
    ReadOptions {
        format,
        file_name: file_name.to_owned(),
        mapping: ColumnMapping::default(),
        reviewed: Reviewed::default(),
        id_prefix: None,
        sources: None,
        schema: schema(),
    }
}

/// What a reader handed on.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) items: Vec<ImportedItem>,
    pub(crate) issues: Vec<Issue>,
    pub(crate) outcome: Result<ReadSummary, ReadError>,
}

pub(crate) fn read(bytes: &[u8], options: &ReadOptions) -> Told {
    let (mut items, mut issues) = (Vec::new(), Vec::new());
    let outcome = touchstone_formats::read(bytes, options, &mut |imported, _| {
        match imported {
            Imported::Item(item) => items.push(*item),
            Imported::Issue(issue) => issues.push(issue),
        }
        ControlFlow::Continue(())
    });
    Told { items, issues, outcome }
}

/// The items of a fixture that must be sound.
pub(crate) fn items(format: Format, name: &str) -> Vec<ImportedItem> {
    let path = fixture(name);
    let file_name = path.file_name().unwrap().to_str().unwrap();
    let told = read(&std::fs::read(&path).unwrap(), &reading(format, file_name));
    assert_eq!(told.issues, []);
    told.outcome.unwrap();
    told.items
}

/// The names of reviewers in exports, in the order of `Ada`, `Bo`, `Cy`.
fn reviewer(told: &ImportedReview) -> (ReviewerId, String) {
    let name = told.reviewer.name.clone().or_else(|| told.reviewer.external_id.clone()).unwrap();
    (ReviewerId::from_parts(&[&name]), name)
}

/// Records as an export of a project with these items has them.
pub(crate) fn exported(items: &[ImportedItem]) -> Vec<ExportedItem> {
    items.iter().map(record).collect()
}

fn record(told: &ImportedItem) -> ExportedItem {
    let item = Item {
        id: ItemId::from_parts(&["item", &told.external_id]),
        external_id: told.external_id.clone(),
        sample: told.sample.clone(),
        sources: told.sources.clone(),
        metadata: told.metadata.clone(),
    };
    let reviews = told.reviews.iter().map(|review| exported_review(&item, review)).collect();
    ExportedItem {
        reviews,
        given: None,
        gold: None,
        supporter_names: told.reviews.iter().map(reviewer).collect(),
        corrected: None,
        copied: Copied { longest_tokens: 3, coverage: 0.75, density: 2.25 },
        decided: None,
        item,
    }
}

fn exported_review(item: &Item, told: &ImportedReview) -> ExportedReview {
    let (reviewer_id, name) = reviewer(told);
    let mut annotation_ids = Vec::new();
    let mut annotations = Vec::new();
    for (ordinal, annotation) in told.annotations.iter().enumerate() {
        let id = AnnotationId::from_parts(&[&item.external_id, &name, &ordinal.to_string()]);
        annotation_ids.extend(annotation.external_id.clone().map(|external| (id, external)));
        annotations.push(made(item, id, annotation));
    }
    let omissions = told.omissions.iter().enumerate().map(|(ordinal, told)| Omission {
        id: AnnotationId::from_parts(&["omission", &item.external_id, &name, &ordinal.to_string()]),
        source: item.sources[told.source].text.digest(),
        segment: told.segment.clone(),
        severity: told.severity.clone().map(SeverityId),
        note: told.note.clone(),
    });
    let is_submitted = told.state == ImportedState::Submitted;
    let meaning = if annotations.is_empty() { VerdictMeaning::Clean } else { VerdictMeaning::Hallucinated };
    let follows = || schema().verdict_meaning(meaning).cloned().filter(|_| is_submitted);
    let content = Content {
        verdict: told.verdict.clone().map(VerdictId).or_else(follows),
        annotations,
        omissions: omissions.collect(),
        flag: told.flag.clone(),
        remark: told.remark.clone(),
    };
    let review = Review {
        state: match &told.state {
            ImportedState::Submitted => ReviewState::Submitted,
            ImportedState::InProgress => ReviewState::InProgress,
            ImportedState::Withdrawn => ReviewState::Withdrawn,
            ImportedState::Skipped(reason) => ReviewState::Skipped(reason.clone()),
        },
        submitted: is_submitted.then(|| content.clone()),
        content,
        blind: told.blind,
        assistance: told.assistance,
        elapsed_ms: told.elapsed_ms,
        at: told.at,
        ..Review::default()
    };
    ExportedReview { reviewer: Some(name), reviewer_id, external: Some(told.reviewer.clone()), review, annotation_ids }
}

fn made(item: &Item, id: AnnotationId, told: &ImportedAnnotation) -> Annotation {
    let unlabelled = || vec![LabelId(preset::UNLABELLED.to_owned())];
    let names: Vec<LabelId> = told.labels.iter().cloned().map(LabelId).collect();
    let mut names = if names.is_empty() { unlabelled() } else { names }.into_iter();
    let evidence = match &told.evidence {
        ImportedEvidence::NotGiven => Evidence::NotGiven,
        ImportedEvidence::NoneExists => Evidence::NoneExists,
        ImportedEvidence::Passages(passages) => Evidence::Passages(
            passages
                .iter()
                .map(|(source, segment, stance)| Passage {
                    source: item.sources[*source].text.digest(),
                    segment: segment.clone(),
                    stance: *stance,
                })
                .collect(),
        ),
    };
    Annotation {
        id,
        segments: told.segments.clone(),
        labels: Labels { primary: names.next(), others: names.collect() },
        severity: told.severity.clone().map(SeverityId),
        evidence,
        correction: told.correction.clone(),
        note: told.note.clone(),
    }
}

/// Gives the record a gold, as JSON tells it.
pub(crate) fn with_gold(record: &mut ExportedItem, origin: Origin, mut gold: serde_json::Value) {
    gold["item"] = serde_json::json!(record.item.id);
    let gold: ItemConsensus = serde_json::from_value(gold).unwrap();
    record.gold = Some((origin, gold));
}

/// The run that golds come from.
pub(crate) fn run(items: u64) -> ConsensusRun {
    ConsensusRun {
        id: RunId::from_parts(&["run"]),
        settings: ConsensusSettings::default(),
        input_digest: Digest::of(b"input"),
        items,
        weighing: None,
    }
}

/// How records are written.
pub(crate) fn writing(what: What) -> WriteOptions {
    WriteOptions {
        what,
        schema: schema(),
        notes: true,
        project_name: "Trams: a trial".to_owned(),
        program: "Touchstone 0.0.0".to_owned(),
        run: None,
        given_gold: false,
    }
}

/// What a writer of one file wrote.
pub(crate) fn written(format: Format, records: &[ExportedItem], options: &WriteOptions) -> String {
    let mut out = Vec::new();
    let mut rows = records.iter().cloned().map(Ok::<_, WriteError>);
    let written = touchstone_formats::write(&mut out, format, &mut rows, options);
    assert_eq!(written.unwrap().records, records.len() as u64);
    String::from_utf8(out).unwrap()
}

/// A folder in memory.
#[derive(Default)]
pub(crate) struct MemoryFolder(BTreeMap<String, Arc<Mutex<Vec<u8>>>>);

struct MemoryFile(Arc<Mutex<Vec<u8>>>);

impl Write for MemoryFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(buffer);
        Ok(buffer.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl FolderSink for MemoryFolder {
    fn file(&mut self, relative: &str) -> io::Result<Box<dyn Write + Send>> {
        let bytes = Arc::new(Mutex::new(Vec::new()));
        self.0.insert(relative.to_owned(), bytes.clone());
        Ok(Box::new(MemoryFile(bytes)))
    }
}

impl MemoryFolder {
    /// Names and bytes.
    pub(crate) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        self.0.iter().map(|(name, bytes)| (name.clone(), bytes.lock().unwrap().clone())).collect()
    }
}
