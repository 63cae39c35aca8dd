//! Mu-SHROOM, written: soft labels are the share of submitted reviews that mark a character, hard labels the
//! runs of more than one half.

use crate::format::{Format, What};
use crate::loss::losses;
use crate::mushroom::{HARD, METADATA, SOFT, kept};
use crate::options::{Rows, WriteError, WriteOptions, Written};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use touchstone_domain::exchange::{ExportedItem, ExportedReview};
use touchstone_domain::gold::Origin;

/// A run of characters that the same number of reviewers marked.
struct Run {
    start: u32,
    end: u32,
    votes: usize,
}

/// Writes one line for each record.
pub(crate) fn write<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let mut written = Written { records: 0, lost: losses(Format::Mushroom, options.what, options.given_gold) };
    for row in rows {
        serde_json::to_writer(&mut *out, &record(&row?, options.what)).map_err(WriteError::from)?;
        out.write_all(b"\n").map_err(WriteError::from)?;
        written.records += 1;
    }
    Ok(written)
}

fn record(item: &ExportedItem, what: What) -> Value {
    let sample = &item.item.sample;
    let mut record = Map::new();
    record.insert("id".into(), json!(item.item.external_id));
    let language = sample.language.as_deref().unwrap_or_default();
    let language = language.split(['-', '_']).next().unwrap_or_default().to_uppercase();
    record.insert("lang".into(), json!(language));
    record.insert("model_input".into(), json!(sample.generator.prompt.as_deref().unwrap_or_default()));
    record.insert("model_output_text".into(), json!(sample.text.as_str()));
    record.insert("model_id".into(), json!(sample.generator.model.as_deref().unwrap_or_default()));
    let submitted: Vec<&ExportedReview> =
        item.reviews.iter().filter(|review| review.review.submitted.is_some()).collect();
    if what != What::Items {
        let (soft, hard) = labels(item, &submitted, what);
        record.insert(SOFT.into(), soft);
        record.insert(HARD.into(), hard);
    }
    if let Some(Value::Object(more)) = item.item.metadata.get(METADATA) {
        for (name, value) in more.iter().filter(|(name, _)| ![SOFT, HARD].contains(&name.as_str())) {
            record.insert(name.clone(), value.clone());
        }
    }
    if what == What::Annotations {
        record.insert("annotations".into(), Value::Object(annotations(&submitted)));
    }
    Value::Object(record)
}

/// Soft and hard labels: of the reviews; as the file had them where there is no review; and hard labels as
/// they were settled where an adjudicator did.
fn labels(item: &ExportedItem, submitted: &[&ExportedReview], what: What) -> (Value, Value) {
    let runs = runs(submitted);
    let k = submitted.len();
    let (mut soft, mut hard) = if k == 0 {
        let of_file = |name| kept(&item.item.metadata, name).cloned().unwrap_or_else(|| json!([]));
        (of_file(SOFT), of_file(HARD))
    } else {
        #[expect(clippy::cast_precision_loss, reason = "numbers of reviewers are small")]
        let share = |run: &Run| run.votes as f64 / k as f64;
        let soft = runs.iter().map(|run| json!({ "start": run.start, "prob": share(run), "end": run.end })).collect();
        (soft, merged(runs.iter().filter(|run| 2 * run.votes > k).map(|run| (run.start, run.end))))
    };
    if let (Some((Origin::Adjudicated, gold)), What::Gold) = (&item.gold, what) {
        let mut spans: Vec<(u32, u32)> =
            gold.spans.iter().map(|span| (span.segment.span.start().0, span.segment.span.end().0)).collect();
        spans.sort_unstable();
        hard = merged(spans.into_iter());
        if k == 0 {
            soft = json!([]);
        }
    }
    (soft, hard)
}

/// Spans that touch or overlap become one; they come ordered.
fn merged(spans: impl Iterator<Item = (u32, u32)>) -> Value {
    let mut merged: Vec<(u32, u32)> = Vec::new();
    for (start, end) in spans {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    json!(merged)
}

/// Each reviewer counts once for a character, however many of their spans cover it.
fn runs(submitted: &[&ExportedReview]) -> Vec<Run> {
    let mut changes: BTreeMap<u32, isize> = BTreeMap::new();
    for (start, end) in submitted.iter().flat_map(|review| covered(review)) {
        *changes.entry(start).or_default() += 1;
        *changes.entry(end).or_default() -= 1;
    }
    let mut runs: Vec<Run> = Vec::new();
    let (mut votes, mut from) = (0_isize, 0);
    for (at, change) in changes {
        let marked = usize::try_from(votes).unwrap_or_default();
        if at > from && marked > 0 {
            match runs.last_mut() {
                Some(last) if last.end == from && last.votes == marked => last.end = at,
                _ => runs.push(Run { start: from, end: at, votes: marked }),
            }
        }
        votes += change;
        from = at;
    }
    runs
}

/// What a reviewer marked: every segment, overlapping ones joined.
fn covered(review: &ExportedReview) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::new();
    for (start, end) in spans(review) {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// A reviewer's segments, in the order of the text.
fn spans(review: &ExportedReview) -> Vec<(u32, u32)> {
    let annotations = review.review.submitted.iter().flat_map(|content| &content.annotations);
    let segments = annotations.flat_map(|annotation| &annotation.segments);
    let mut spans: Vec<(u32, u32)> = segments.map(|segment| (segment.span.start().0, segment.span.end().0)).collect();
    spans.sort_unstable();
    spans
}

/// The spans of each annotator, under the file's own id where names were chosen; without names, numbered.
fn annotations(submitted: &[&ExportedReview]) -> Map<String, Value> {
    let mut told = Map::new();
    for (number, review) in submitted.iter().enumerate() {
        let own = review.external.as_ref().and_then(|external| external.external_id.clone());
        let name = own.or_else(|| review.reviewer.clone()).unwrap_or_else(|| format!("annotator_{}", number + 1));
        told.insert(name, json!(spans(review)));
    }
    told
}
