//! Touchstone JSONL, written: the same form that is read, with what is exported as true beside it.

use crate::format::What;
use crate::options::{Rows, WriteError, WriteOptions, Written};
use serde_json::{Map, Value, json};
use std::io::Write;
use touchstone_domain::adjudication::cause::Reason;
use touchstone_domain::adjudication::omission::OmissionRuling;
use touchstone_domain::adjudication::{Heard, Ruling};
use touchstone_domain::annotation::{Annotation, Evidence, Omission, Passage};
use touchstone_domain::exchange::{ExportedDecisions, ExportedItem, ExportedReview};
use touchstone_domain::gold::{ConsensusOmission, ConsensusSpan, ItemConsensus, OmissionConsensus, Origin};
use touchstone_domain::id::{ReviewerId, TextDigest};
use touchstone_domain::review::ReviewState;
use touchstone_domain::sample::{Kind, Part};
use touchstone_domain::source::Source;
use touchstone_domain::span::Segment;

/// Writes one line for each record.
pub(crate) fn write<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let mut written = Written::default();
    for row in rows {
        let record = record(&row?, options);
        serde_json::to_writer(&mut *out, &record).map_err(WriteError::from)?;
        out.write_all(b"\n").map_err(WriteError::from)?;
        written.records += 1;
    }
    Ok(written)
}

/// One record, as it stands in a line.
pub fn record(item: &ExportedItem, options: &WriteOptions) -> Value {
    let mut record = Map::new();
    let sample = &item.item.sample;
    record.insert("id".into(), json!(item.item.external_id));
    let mut told = text_fields(sample.text.as_str(), sample.kind, sample.language.as_deref(), &sample.structure);
    let generator = serde_json::to_value(&sample.generator).unwrap_or_default();
    if generator.as_object().is_some_and(|fields| !fields.is_empty()) {
        told.insert("generator".into(), generator);
    }
    record.insert("sample".into(), Value::Object(told));
    record.insert("sources".into(), source_list(item));
    record.insert("copied".into(), json!(item.copied));
    if options.what == What::Annotations {
        let reviews = item.reviews.iter().map(|review| review_json(item, review, options.notes)).collect();
        record.insert("reviews".into(), Value::Array(reviews));
    }
    if matches!(options.what, What::Gold | What::Consensus)
        && let Some((origin, gold)) = &item.gold
    {
        record.insert("gold".into(), gold_json(item, *origin, gold, options));
    }
    if let Some(given) = &item.given {
        let mut told = Map::from_iter([("origin".to_owned(), json!("given"))]);
        told.extend(json!(given).as_object().cloned().unwrap_or_default());
        record.insert("given_gold".into(), Value::Object(told));
    }
    if !item.item.metadata.is_empty() {
        record.insert("metadata".into(), Value::Object(item.item.metadata.clone()));
    }
    Value::Object(record)
}

fn text_fields(text: &str, kind: Kind, language: Option<&str>, structure: &[Part]) -> Map<String, Value> {
    let mut fields = Map::new();
    fields.insert("text".into(), json!(text));
    fields.insert("kind".into(), json!(kind));
    if let Some(language) = language {
        fields.insert("language".into(), json!(language));
    }
    if !structure.is_empty() {
        fields.insert("structure".into(), json!(structure));
    }
    fields
}

/// The name of a source in the record: the file's own, else its number.
fn source_name(index: usize, source: &Source) -> String {
    source.external_id.clone().unwrap_or_else(|| format!("s{}", index + 1))
}

fn source_json(index: usize, source: &Source) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), json!(source_name(index, source)));
    fields.extend(text_fields(source.text.as_str(), source.kind, source.language.as_deref(), &source.structure));
    for (name, value) in [("title", &source.title), ("licence", &source.licence), ("origin", &source.origin)] {
        if let Some(value) = value {
            fields.insert(name.into(), json!(value));
        }
    }
    Value::Object(fields)
}

/// All sources, in the item's order.
pub(crate) fn source_list(item: &ExportedItem) -> Value {
    item.item.sources.iter().enumerate().map(|(index, source)| source_json(index, source)).collect()
}

fn named_source(item: &ExportedItem, digest: TextDigest) -> Value {
    let sources = item.item.sources.iter().enumerate().rev();
    let mut found =
        sources.filter(|(_, source)| source.text.digest() == digest).map(|(index, source)| source_name(index, source));
    found.next().map_or(Value::Null, Value::String)
}

fn put_segments(fields: &mut Map<String, Value>, segments: &[Segment]) {
    if let [one] = segments {
        fields.insert("start".into(), json!(one.span.start()));
        fields.insert("end".into(), json!(one.span.end()));
        fields.insert("quote".into(), json!(one.quote));
    } else {
        fields.insert("segments".into(), json!(segments));
    }
}

fn evidence_json(item: &ExportedItem, evidence: &Evidence) -> Option<Value> {
    match evidence {
        Evidence::NotGiven => None,
        Evidence::NoneExists => Some(json!("none-exists")),
        Evidence::Passages(_) => Some(evidence_list(item, evidence)),
    }
}

/// The passages; an empty list where none are named.
pub(crate) fn evidence_list(item: &ExportedItem, evidence: &Evidence) -> Value {
    let passage = |passage: &Passage| {
        json!({
            "source": named_source(item, passage.source),
            "start": passage.segment.span.start(),
            "end": passage.segment.span.end(),
            "quote": passage.segment.quote,
            "stance": passage.stance,
        })
    };
    evidence.passages().iter().map(passage).collect()
}

fn annotation_json(item: &ExportedItem, id: &str, annotation: &Annotation, notes: bool) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), json!(id));
    put_segments(&mut fields, &annotation.segments);
    fields.insert("label".into(), json!(annotation.labels.primary));
    if !annotation.labels.others.is_empty() {
        fields.insert("labels".into(), annotation.labels.iter().map(|label| json!(label)).collect());
    }
    if let Some(severity) = &annotation.severity {
        fields.insert("severity".into(), json!(severity));
    }
    if let Some(evidence) = evidence_json(item, &annotation.evidence) {
        fields.insert("evidence".into(), evidence);
    }
    if let Some(correction) = &annotation.correction {
        fields.insert("correction".into(), json!(correction));
    }
    if let Some(note) = annotation.note.as_ref().filter(|_| notes) {
        fields.insert("note".into(), json!(note));
    }
    Value::Object(fields)
}

fn omission_json(item: &ExportedItem, omission: &Omission, notes: bool) -> Value {
    let mut fields = Map::new();
    fields.insert("id".into(), json!(omission.id));
    fields.insert("source".into(), named_source(item, omission.source));
    put_segments(&mut fields, std::slice::from_ref(&omission.segment));
    if let Some(severity) = &omission.severity {
        fields.insert("severity".into(), json!(severity));
    }
    if let Some(note) = omission.note.as_ref().filter(|_| notes) {
        fields.insert("note".into(), json!(note));
    }
    Value::Object(fields)
}

fn review_json(item: &ExportedItem, told: &ExportedReview, notes: bool) -> Value {
    let review = &told.review;
    let content = &review.content;
    let mut fields = Map::new();
    fields.insert("reviewer".into(), json!(told.reviewer));
    fields.insert("state".into(), json!(review.state.as_str()));
    fields.insert("verdict".into(), json!(content.verdict));
    if let ReviewState::Skipped(reason) = &review.state {
        fields.insert("skip_reason".into(), json!(reason));
    }
    if let Some(flag) = content.flag.as_ref().filter(|_| notes) {
        fields.insert("flag".into(), json!(flag));
    }
    if let Some(remark) = content.remark.as_ref().filter(|_| notes) {
        fields.insert("remark".into(), json!(remark));
    }
    if let Some(at) = review.at.and_then(|at| jiff::Timestamp::from_millisecond(at.0).ok()) {
        fields.insert("at".into(), json!(at.to_string()));
    }
    if let Some(elapsed) = review.elapsed_ms {
        fields.insert("elapsed_ms".into(), json!(elapsed));
    }
    fields.insert("blind".into(), json!(review.blind));
    fields.insert("assistance".into(), json!(review.assistance));
    let annotations = content.annotations.iter();
    let annotations =
        annotations.map(|annotation| annotation_json(item, &annotation_name(told, annotation), annotation, notes));
    fields.insert("annotations".into(), annotations.collect());
    if !content.omissions.is_empty() {
        let omissions = content.omissions.iter().map(|omission| omission_json(item, omission, notes));
        fields.insert("omissions".into(), omissions.collect());
    }
    Value::Object(fields)
}

/// The licences of an item's sources, each once.
pub(crate) fn licences(item: &ExportedItem) -> Vec<&str> {
    let mut licences: Vec<&str> = Vec::new();
    for licence in item.item.sources.iter().filter_map(|source| source.licence.as_deref()) {
        if !licences.contains(&licence) {
            licences.push(licence);
        }
    }
    licences
}

/// The file's own id of an annotation, else the one it has here.
pub(crate) fn annotation_name(told: &ExportedReview, annotation: &Annotation) -> String {
    let known = told.annotation_ids.iter().find(|(id, _)| *id == annotation.id);
    known.map_or_else(|| annotation.id.to_string(), |(_, external)| external.clone())
}

/// The name of a supporter, as chosen for the export; none when reviewers are left out.
pub(crate) fn supporter(item: &ExportedItem, id: ReviewerId) -> Option<&str> {
    item.supporter_names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
}

/// A span of the consensus, with who supports it.
pub(crate) fn consensus_span(item: &ExportedItem, span: &ConsensusSpan) -> Value {
    let supporters: Vec<&str> = span.supporters.iter().filter_map(|id| supporter(item, *id)).collect();
    let evidence: Vec<Value> = span
        .evidence
        .iter()
        .filter_map(|(id, evidence)| {
            Some(json!({ "reviewer": supporter(item, *id), "evidence": evidence_json(item, evidence)? }))
        })
        .collect();
    let corrections: Vec<Value> = span
        .corrections
        .iter()
        .map(|(text, by)| json!({ "text": text, "supporters": by.iter().filter_map(|id| supporter(item, *id)).collect::<Vec<_>>() }))
        .collect();
    json!({
        "start": span.segment.span.start(),
        "end": span.segment.span.end(),
        "quote": span.segment.quote,
        "label": span.label,
        "severity": span.severity,
        "severity_tie": span.severity_tie,
        "share_min": span.share_min,
        "share_mean": span.share_mean,
        "supporters": supporters,
        "support": span.supporters.len(),
        "tie": span.tie,
        "single": span.single,
        "evidence": evidence,
        "correction": span.correction,
        "corrections": corrections,
    })
}

/// How the gold of a settled item came about: each ruling that stands, then the verdict where it was
/// decided. What all reviewers agreed on needed no decision, and is not told.
fn decisions(item: &ExportedItem, decided: &ExportedDecisions, notes: bool) -> Value {
    let with_reason = |mut fields: Map<String, Value>, reason: &Reason| {
        fields.insert("cause".into(), json!(reason.cause));
        if let Some(words) = reason.words.as_ref().filter(|_| notes) {
            fields.insert("words".into(), json!(words));
        }
        Value::Object(fields)
    };
    let ruling = |ruling: &Ruling| {
        let mut fields = Map::new();
        fields.insert("act".into(), json!(ruling.act));
        let pieces = ruling.gold.iter();
        let pieces = pieces.map(|annotation| annotation_json(item, &annotation.id.to_string(), annotation, notes));
        fields.insert("gold".into(), pieces.collect());
        let heard =
            ruling.heard.iter().map(|heard| json!({ "annotation": heard_name(item, heard), "label": heard.label }));
        fields.insert("heard".into(), heard.collect());
        with_reason(fields, &ruling.reason)
    };
    let omissions = |ruling: &OmissionRuling| {
        let mut fields = Map::new();
        fields.insert("act".into(), json!(ruling.act));
        let pieces = ruling.gold.iter().map(|omission| omission_json(item, omission, notes));
        fields.insert("omissions".into(), pieces.collect());
        fields
            .insert("heard".into(), ruling.heard.iter().map(|heard| json!({ "omission": heard.annotation })).collect());
        with_reason(fields, &ruling.reason)
    };
    let verdict = decided.verdict.iter().map(|(verdict, reason)| {
        let mut fields = Map::new();
        fields.insert("act".into(), json!("verdict"));
        fields.insert("verdict".into(), json!(verdict));
        with_reason(fields, reason)
    });
    decided.rulings.iter().map(ruling).chain(decided.omission_rulings.iter().map(omissions)).chain(verdict).collect()
}

/// An annotation that a ruling heard, by the name that an export of annotations gives it.
fn heard_name(item: &ExportedItem, heard: &Heard) -> String {
    let known = item.reviews.iter().flat_map(|review| &review.annotation_ids);
    let mut known = known.filter(|(id, _)| *id == heard.annotation).map(|(_, external)| external.clone());
    known.next().unwrap_or_else(|| heard.annotation.to_string())
}

fn gold_json(item: &ExportedItem, origin: Origin, gold: &ItemConsensus, options: &WriteOptions) -> Value {
    let spans = |spans: &[ConsensusSpan]| spans.iter().map(|span| consensus_span(item, span)).collect::<Vec<_>>();
    let mut fields = json!({
        "origin": origin,
        "verdict": gold.verdict,
        "verdict_probability": gold.verdict_probability,
        "unresolved": gold.unresolved.is_some(),
        "unresolved_reason": gold.unresolved,
        "k": gold.k,
        "spans": spans(&gold.spans),
        "contested": spans(&gold.contested),
        "soft": gold.soft,
        "corrected": item.corrected,
        "method": options.run.as_ref().map(|run| run.settings.method),
        "threshold": options.run.as_ref().map(|run| run.settings.threshold),
        "run": options.run.as_ref().map(|run| run.id),
    });
    if let Some(fields) = fields.as_object_mut() {
        put_left_out(item, &gold.left_out, fields);
    }
    if let (Some(decided), Some(fields)) = (&item.decided, fields.as_object_mut()) {
        fields.insert("settled_by".into(), json!(supporter(item, decided.settled_by)));
        if !decided.omissions.is_empty() {
            let omissions = decided.omissions.iter().map(|omission| omission_json(item, omission, options.notes));
            fields.insert("omissions".into(), omissions.collect());
        }
        fields.insert("decisions".into(), decisions(item, decided, options.notes));
    }
    fields
}

/// What the reviewers hold together to be left out by the sample; nothing where nobody marked any of it.
fn put_left_out(item: &ExportedItem, left_out: &OmissionConsensus, fields: &mut Map<String, Value>) {
    let told = |omissions: &[ConsensusOmission]| -> Value {
        omissions.iter().map(|omission| consensus_omission(item, omission)).collect()
    };
    for (name, omissions) in [("omissions", &left_out.omissions), ("contested_omissions", &left_out.contested)] {
        if !omissions.is_empty() {
            fields.insert(name.into(), told(omissions));
        }
    }
    let runs = left_out.soft.iter().flat_map(|track| {
        let source = named_source(item, track.source);
        track.soft.iter().map(move |run| {
            json!({ "source": source, "start": run.start, "end": run.end, "share": run.share, "votes": run.votes })
        })
    });
    if !left_out.is_empty() {
        fields.insert("soft_omissions".into(), runs.collect());
    }
}

fn consensus_omission(item: &ExportedItem, omission: &ConsensusOmission) -> Value {
    let supporters: Vec<&str> = omission.supporters.iter().filter_map(|id| supporter(item, *id)).collect();
    json!({
        "source": named_source(item, omission.source),
        "start": omission.segment.span.start(),
        "end": omission.segment.span.end(),
        "quote": omission.segment.quote,
        "severity": omission.severity,
        "severity_tie": omission.severity_tie,
        "share_min": omission.share_min,
        "share_mean": omission.share_mean,
        "supporters": supporters,
        "support": omission.supporters.len(),
        "tie": omission.tie,
        "single": omission.single,
    })
}
