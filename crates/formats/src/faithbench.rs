//! `FaithBench` batches (Bao et al. 2025): one JSON document a batch, offsets in code points.
//!
//! Who saw what is not published: [`Reviewed`] says who counts as having reviewed an item.

use crate::json_words;
use crate::jsonl::readable;
use crate::lines::issue;
use crate::options::{Progress, ReadError, ReadOptions, ReadSummary, Reviewed};
use crate::review::{Surroundings, id_text, state_of};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufRead;
use std::ops::ControlFlow;
use touchstone_domain::amount::{counted, counted_with};
use touchstone_domain::annotation::Stance;
use touchstone_domain::exchange::{
    Imported, ImportedAnnotation, ImportedEvidence, ImportedItem, ImportedReview, ImportedReviewer, ImportedState,
    Issue, IssueCode,
};
use touchstone_domain::preset;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;

#[derive(Deserialize)]
#[serde(untagged, expecting = "a batch of samples: an object with a list “samples”")]
enum File {
    Batch { samples: Vec<Value> },
    List(Vec<Value>),
}

#[derive(Deserialize)]
struct RawSample {
    sample_id: Option<Value>,
    source: Option<String>,
    summary: Option<String>,
    #[serde(default)]
    annotations: Vec<RawAnnotation>,
    #[serde(default)]
    metadata: Map<String, Value>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct RawAnnotation {
    annot_id: Option<Value>,
    annotator_id: Option<String>,
    #[serde(alias = "annotator")]
    annotator_name: Option<String>,
    #[serde(default)]
    label: Vec<String>,
    note: Option<String>,
    summary_span: Option<String>,
    summary_start: Option<i64>,
    summary_end: Option<i64>,
    source_span: Option<String>,
    source_start: Option<i64>,
    source_end: Option<i64>,
}

/// Where the metadata of a sample is kept, to be written back exactly.
pub(crate) const METADATA: &str = "faithbench";

/// Where the order of labels is kept, by annotation, where [`in_file_order`] does not give it back.
pub(crate) const LABEL_ORDER: &str = "faithbench_label_order";

/// The usual order of labels in a file: the primary one behind its parent, the others as they stood.
pub(crate) fn in_file_order(primary_first: &[String]) -> Vec<String> {
    let Some((primary, others)) = primary_first.split_first() else { return Vec::new() };
    let mut labels = others.to_vec();
    let parent = primary.rsplit_once('.').map(|(parent, _)| parent);
    let behind = labels.iter().position(|label| Some(label.as_str()) == parent).map_or(0, |at| at + 1);
    labels.insert(behind, primary.clone());
    labels.retain(|label| label != preset::UNLABELLED);
    labels
}

/// Reads one batch. It is held whole: who reviewed what follows from all of it.
pub(crate) fn read<R: BufRead>(
    mut reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let progress = Progress { bytes_read: bytes.len() as u64 };
    let wrong = |detail: String| ReadError::WrongForm { format: "faithbench", detail };
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let text = std::str::from_utf8(body).map_err(|error| wrong(error.to_string()))?;
    let file: File = serde_json::from_str(text).map_err(|error| {
        let (line, column) = json_words::place(&error, text);
        let told = json_words::told(&error);
        wrong(if error.is_data() {
            format!("it {told}")
        } else {
            format!("it {told}, at line {line}, column {column}")
        })
    })?;
    let (File::Batch { samples } | File::List(samples)) = file;
    let mut issues = Vec::new();
    let mut items = Vec::new();
    for (index, sample) in samples.into_iter().enumerate() {
        items.extend(item(sample, index as u64 + 1, options, &mut issues));
    }
    let remark = settle(&mut items, options);
    let mut summary = ReadSummary { items: items.len() as u64, remarks: remark.into_iter().collect() };
    let first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
    let issues = issues.into_iter().map(Imported::Issue);
    for imported in issues.chain(items.into_iter().map(|item| Imported::Item(Box::new(item)))) {
        if sink(imported, progress).is_break() {
            return Ok(summary);
        }
    }
    summary = readable(summary, first_trouble)?;
    Ok(summary)
}

fn item(raw: Value, line: u64, options: &ReadOptions, issues: &mut Vec<Issue>) -> Option<ImportedItem> {
    let file = &options.file_name;
    let mut refuse = |field: &str, code, message: &str| {
        issues.push(issue(file, line, Some(field), code, format!("{message} The sample was left out.")));
        None
    };
    let raw: RawSample = match serde_json::from_value(raw) {
        Ok(raw) => raw,
        Err(error) => {
            return refuse("samples", IssueCode::Syntax, &format!("The sample {}.", json_words::told(&error)));
        }
    };
    let Some(summary) = raw.summary else {
        return refuse("summary", IssueCode::MissingField, "The sample has no “summary”.");
    };
    if summary.is_empty() {
        return refuse("summary", IssueCode::MissingField, "The summary is empty, so that there is nothing to review.");
    }
    let Some(source) = raw.source else {
        return refuse("source", IssueCode::MissingField, "The sample has no “source”.");
    };
    let (Ok(sample), Ok(source)) = (Text::new(summary), Text::new(source)) else {
        return refuse("source", IssueCode::TooLong, "A text is longer than 4 GB.");
    };
    let id = raw.sample_id.as_ref().and_then(id_text).unwrap_or_else(|| (line - 1).to_string());
    let mut facts = raw.metadata.clone();
    facts
        .extend(raw.rest.into_iter().filter_map(|(name, value)| Some((name.strip_prefix("meta_")?.to_owned(), value))));
    let generator = Generator {
        model: facts.get("summarizer").or_else(|| facts.get("model")).and_then(Value::as_str).map(str::to_owned),
        batch: Some(options.stem().to_owned()),
        scores: facts
            .iter()
            .filter(|(name, _)| *name != "raw_sample_id")
            .filter_map(|(name, value)| Some((name.clone(), value.as_f64()?)))
            .collect(),
        ..Generator::default()
    };
    let mut metadata = Map::new();
    metadata.insert(METADATA.to_owned(), Value::Object(facts));
    let sample =
        Sample { text: sample, kind: Kind::Prose, language: Some("en".to_owned()), structure: Vec::new(), generator };
    let source = Source {
        text: source,
        external_id: None,
        title: None,
        licence: None,
        origin: None,
        language: Some("en".to_owned()),
        kind: Kind::Prose,
        structure: Vec::new(),
    };
    let sources = vec![source];
    let mut around =
        Surroundings { file, line, sample: &sample.text, sources: &sources, schema: &options.schema, issues };
    let mut by_annotator: BTreeMap<ImportedReviewer, (Vec<ImportedAnnotation>, bool)> = BTreeMap::new();
    let mut orders = Map::new();
    for raw in raw.annotations {
        let ordered = in_file_order(&by_gravity(raw.label.clone()));
        if let Some(id) = raw.annot_id.as_ref().and_then(id_text).filter(|_| ordered != raw.label) {
            orders.insert(id, raw.label.iter().map(|label| Value::String(label.clone())).collect());
        }
        let reviewer = ImportedReviewer { external_id: raw.annotator_id.clone(), name: raw.annotator_name.clone() };
        let (found, incomplete) = by_annotator.entry(reviewer).or_default();
        let before = around.issues.len();
        found.extend(annotation(&mut around, raw));
        *incomplete |= around.issues[before..].iter().any(|issue| issue.code.is_loss());
    }
    if !orders.is_empty() {
        metadata.insert(LABEL_ORDER.to_owned(), Value::Object(orders));
    }
    let reviews = by_annotator.into_iter().map(|(reviewer, (annotations, incomplete))| {
        let state = state_of(annotations.is_empty());
        ImportedReview { incomplete, ..ImportedReview::of_annotations(reviewer, state, annotations) }
    });
    let reviews = reviews.collect();
    let external_id = options.prefixed(&format!("{}/{id}", options.stem()));
    Some(ImportedItem { line, external_id, sample, sources, metadata, reviews, gold: None })
}

fn annotation(around: &mut Surroundings<'_>, raw: RawAnnotation) -> Option<ImportedAnnotation> {
    let (sample, source) = (around.sample.clone(), around.sources[0].text.clone());
    let (Some(start), Some(end)) = (raw.summary_start, raw.summary_end) else {
        around.issues.push(issue(
            around.file,
            around.line,
            Some("summary_start"),
            IssueCode::MissingField,
            "An annotation has no place in the summary; it was left out.".to_owned(),
        ));
        return None;
    };
    let segment = around.segment(&sample, "summary_span", (start, end), raw.summary_span.as_deref())?;
    let told: Vec<String> = raw.label.iter().map(|label| label.replace("Instrinsic", "Intrinsic")).collect();
    let labels = by_gravity(told);
    let evidence = match (raw.source_start, raw.source_end) {
        (Some(start), Some(end)) => {
            let found = around.segment(&source, "source_span", (start, end), raw.source_span.as_deref());
            let intrinsic = labels.iter().any(|label| label == "Unwanted.Intrinsic");
            let stance = if intrinsic { Stance::Contradicts } else { Stance::Nearest };
            found.map_or(ImportedEvidence::NotGiven, |segment| ImportedEvidence::Passages(vec![(0, segment, stance)]))
        }
        _ => ImportedEvidence::NotGiven,
    };
    Some(ImportedAnnotation {
        external_id: raw.annot_id.as_ref().and_then(id_text),
        segments: vec![segment],
        labels,
        severity: None,
        evidence,
        correction: None,
        note: raw.note,
    })
}

/// Worst severity first, then the finest subtype; the order of the file among equals.
fn by_gravity(labels: Vec<String>) -> Vec<String> {
    let rank = |label: &String| {
        let severity = ["Unwanted", "Questionable", "Benign"].iter().position(|known| label.starts_with(known));
        (severity.unwrap_or(3), std::cmp::Reverse(label.matches('.').count()))
    };
    let primary = labels.iter().enumerate().min_by_key(|(index, label)| (rank(label), *index)).map(|(index, _)| index);
    let Some(primary) = primary else { return labels };
    let mut ordered = labels;
    let first = ordered.remove(primary);
    ordered.insert(0, first);
    ordered
}

/// Gives everyone who counts as a reviewer of the file a review of every item, and sets the others'
/// reviews in progress.
fn settle(items: &mut [ImportedItem], options: &ReadOptions) -> Option<String> {
    let reviewed = options.reviewed;
    let mut marked: BTreeMap<ImportedReviewer, usize> = BTreeMap::new();
    for review in items.iter().flat_map(|item| &item.reviews) {
        *marked.entry(review.reviewer.clone()).or_default() += 1;
    }
    if reviewed == Reviewed::Marked {
        return None;
    }
    let fifth = items.len().div_ceil(5);
    let counts = |times: usize| reviewed == Reviewed::File || times >= fifth;
    let of_all: BTreeSet<ImportedReviewer> =
        marked.iter().filter(|(_, times)| counts(**times)).map(|(reviewer, _)| reviewer.clone()).collect();
    for item in items.iter_mut() {
        let present: BTreeSet<ImportedReviewer> = item.reviews.iter().map(|review| review.reviewer.clone()).collect();
        for review in &mut item.reviews {
            if !of_all.contains(&review.reviewer) {
                review.state = ImportedState::InProgress;
            }
        }
        let missing = of_all
            .difference(&present)
            .map(|reviewer| ImportedReview::of_annotations(reviewer.clone(), ImportedState::Submitted, Vec::new()));
        item.reviews.extend(missing.collect::<Vec<_>>());
        item.reviews.sort_by(|a, b| a.reviewer.cmp(&b.reviewer));
    }
    let rule = match reviewed {
        Reviewed::File => "everyone in it does, as was asked for".to_owned(),
        Reviewed::Fifth | Reviewed::Marked => format!("who marked at least {fifth} of {} does", items.len()),
    };
    let rest = others_in_words(&marked, &of_all);
    let (file, all) = (&options.file_name, counted_with(of_all.len(), "annotator", ("counts", "count")));
    Some(format!("{file}: {all} as having reviewed every item ({rule}).{rest}"))
}

/// Whose reviews stay in progress, and why.
fn others_in_words(marked: &BTreeMap<ImportedReviewer, usize>, of_all: &BTreeSet<ImportedReviewer>) -> String {
    let others: Vec<_> = marked.iter().filter(|(reviewer, _)| !of_all.contains(reviewer)).collect();
    if others.is_empty() {
        return String::new();
    }
    let items: usize = others.iter().map(|(_, times)| **times).sum();
    let told = others.iter().map(|(reviewer, times)| {
        let name = reviewer.name.as_deref().or(reviewer.external_id.as_deref()).unwrap_or("someone without a name");
        format!("{name} (marked {})", counted(**times, "item"))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    let (who, reviews, they) = if items == 1 {
        ("that annotator", "that review stays in progress: it is", "it counts")
    } else {
        (
            if others.len() == 1 { "that annotator" } else { "they" },
            "those reviews stay in progress: they are",
            "they count",
        )
    };
    format!(
        " Not among them: {told}. The file does not say who looked at what, so nobody knows whether {who} found the rest \
         clean or never saw it; {reviews} kept, shown and exported, and {they} in no figure of agreement and in no consensus."
    )
}
