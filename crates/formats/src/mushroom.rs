//! Mu-SHROOM (`SemEval` 2025, task 3): one answer a line, spans in code points without labels, the annotators'
//! own spans in `.extra` files, soft labels (the share of annotators of each character) in both.

use crate::json_words;
use crate::jsonl::readable;
use crate::lines::{Line, Lines, invalid_utf8, issue, too_long};
use crate::options::{Progress, ReadError, ReadOptions, ReadSummary};
use crate::review::{Surroundings, id_text, state_of};
use serde_json::{Map, Value};
use std::io::BufRead;
use std::ops::ControlFlow;
use touchstone_domain::amount::counted_with;
use touchstone_domain::exchange::{
    Imported, ImportedAnnotation, ImportedEvidence, ImportedItem, ImportedReview, ImportedReviewer, Issue, IssueCode,
};
use touchstone_domain::item::Item;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::text::Text;

/// Where fields are kept that Touchstone has no word for, to be written back.
pub(crate) const METADATA: &str = "mushroom";

/// Labels of which the file does not say who gave them.
pub(crate) const SOFT: &str = "soft_labels";
pub(crate) const HARD: &str = "hard_labels";

/// Reads lines.
pub(crate) fn read<R: BufRead>(
    reader: R,
    options: &ReadOptions,
    sink: &mut dyn FnMut(Imported, Progress) -> ControlFlow<()>,
) -> Result<ReadSummary, ReadError> {
    let mut lines = Lines::new(reader);
    let mut summary = ReadSummary::default();
    let (mut first_trouble, mut unsigned) = (None, 0_u64);
    while let Some(line) = lines.next()? {
        let mut issues = Vec::new();
        let item = match line {
            Line::TooLong => {
                issues.push(too_long(&options.file_name, lines.number));
                None
            }
            Line::Whole if lines.buffer.trim_ascii().is_empty() => continue,
            Line::Whole => item(&lines.buffer, lines.number, options, &mut issues),
        };
        if first_trouble.is_none() {
            first_trouble = issues.iter().find(|issue| issue.code.is_loss()).map(|issue| issue.message.clone());
        }
        summary.items += u64::from(item.is_some());
        unsigned += u64::from(item.as_ref().is_some_and(|item| kept(&item.metadata, SOFT).is_some()));
        let issues = issues.into_iter().map(Imported::Issue);
        for imported in issues.chain(item.map(|item| Imported::Item(Box::new(item)))) {
            if sink(imported, Progress { bytes_read: lines.bytes }).is_break() {
                return Ok(summary);
            }
        }
    }
    if unsigned > 0 {
        summary.remarks.push(format!(
            "{} soft labels of which the file does not say who gave them: they are kept beside the item and written \
             back, and are no reviews. The .extra files say who.",
            counted_with(unsigned, "item", ("has", "have"))
        ));
    }
    readable(summary, first_trouble)
}

/// What is kept of an item's line under this name.
pub(crate) fn kept<'a>(metadata: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    metadata.get(METADATA).and_then(|kept| kept.get(name))
}

/// Whether the item came with labels of which the file did not say who gave them.
pub fn has_unsigned_labels(item: &Item) -> bool {
    kept(&item.metadata, SOFT).is_some()
}

fn item(bytes: &[u8], line: u64, options: &ReadOptions, issues: &mut Vec<Issue>) -> Option<ImportedItem> {
    let file = &options.file_name;
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            issues.push(invalid_utf8(file, line, error.valid_up_to()));
            return None;
        }
    };
    let mut refuse = |field: Option<&str>, code, message: String| {
        issues.push(issue(file, line, field, code, format!("{message} The row was left out.")));
        None
    };
    let mut fields: Map<String, Value> = match serde_json::from_str(text) {
        Ok(fields) => fields,
        Err(error) => return refuse(None, IssueCode::Syntax, format!("This row {}.", json_words::told(&error))),
    };
    let Some(id) = fields.shift_remove("id").as_ref().and_then(id_text) else {
        return refuse(Some("id"), IssueCode::MissingField, "The row has no “id”.".to_owned());
    };
    let Some(Value::String(output)) = fields.shift_remove("model_output_text") else {
        let message = "The row has no “model_output_text”.".to_owned();
        return refuse(Some("model_output_text"), IssueCode::MissingField, message);
    };
    if output.is_empty() {
        let message = "The answer is empty, so that there is nothing to review.".to_owned();
        return refuse(Some("model_output_text"), IssueCode::MissingField, message);
    }
    let Ok(sample) = Text::new(output) else {
        return refuse(Some("model_output_text"), IssueCode::TooLong, "The text is longer than 4 GB.".to_owned());
    };
    let mut text_of = |name: &str| match fields.shift_remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let generator = Generator { model: text_of("model_id"), prompt: text_of("model_input"), ..Generator::default() };
    let language = text_of("lang").map(|language| language.to_lowercase());
    let annotators = match fields.shift_remove("annotations") {
        None | Some(Value::Null) => Map::new(),
        Some(Value::Object(annotators)) => annotators,
        Some(_) => {
            let message = "“annotations” is no list of spans for each annotator.".to_owned();
            return refuse(Some("annotations"), IssueCode::BadValue, message);
        }
    };
    let mut around = Surroundings { file, line, sample: &sample, sources: &[], schema: &options.schema, issues };
    if annotators.is_empty() {
        check_kept(&fields, &mut around);
    } else {
        // They follow from the annotators' spans.
        fields.shift_remove(SOFT);
        fields.shift_remove(HARD);
    }
    let reviews =
        annotators.into_iter().filter_map(|(annotator, spans)| review(annotator, &spans, &mut around)).collect();
    let mut metadata = Map::new();
    if !fields.is_empty() {
        metadata.insert(METADATA.to_owned(), Value::Object(fields));
    }
    let sample = Sample { text: sample, kind: Kind::Prose, language, structure: Vec::new(), generator };
    let external_id = options.prefixed(&id);
    Some(ImportedItem { line, external_id, sample, sources: Vec::new(), metadata, reviews, gold: None })
}

fn pair(start: Option<&Value>, end: Option<&Value>) -> Option<(i64, i64)> {
    Some((start?.as_i64()?, end?.as_i64()?))
}

/// Kept labels must lie in the text too: they are written back as they came, so trouble is only told.
fn check_kept(fields: &Map<String, Value>, around: &mut Surroundings<'_>) {
    let sample = around.sample.clone();
    for soft in fields.get(SOFT).and_then(Value::as_array).into_iter().flatten() {
        if let Some(place) = pair(soft.get("start"), soft.get("end")) {
            around.segment(&sample, SOFT, place, None);
        }
    }
}

fn review(annotator: String, spans: &Value, around: &mut Surroundings<'_>) -> Option<ImportedReview> {
    let sample = around.sample.clone();
    let mut annotations = Vec::new();
    let Some(spans) = spans.as_array() else {
        let message = format!("What {annotator} marked is no list of spans; their review was left out.");
        around.trouble("annotations", IssueCode::BadValue, message);
        return None;
    };
    for span in spans {
        let ends = span.as_array().map(Vec::as_slice).unwrap_or_default();
        let Some(place) = pair(ends.first(), ends.get(1)) else {
            let message = format!("{span} is no span [start, end]; it was left out.");
            around.trouble("annotations", IssueCode::BadValue, message);
            continue;
        };
        annotations.extend(around.segment(&sample, "annotations", place, None).map(|segment| ImportedAnnotation {
            external_id: None,
            segments: vec![segment],
            labels: Vec::new(),
            severity: None,
            evidence: ImportedEvidence::NotGiven,
            correction: None,
            note: None,
        }));
    }
    let reviewer = ImportedReviewer { external_id: Some(annotator.clone()), name: Some(annotator) };
    let state = state_of(!spans.is_empty() && annotations.is_empty());
    let incomplete = annotations.len() < spans.len();
    Some(ImportedReview { incomplete, ..ImportedReview::of_annotations(reviewer, state, annotations) })
}
