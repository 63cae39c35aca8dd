//! Tables, written: one long table, a row for each span, passage, run of the soft track, or item without any.

use crate::format::{Format, What};
use crate::jsonl_write::{licences, supporter};
use crate::loss::losses;
use crate::options::{Rows, WriteError, WriteOptions, Written};
use csv::{Writer, WriterBuilder};
use std::io::Write;
use touchstone_domain::annotation::Passage;
use touchstone_domain::event::Assistance;
use touchstone_domain::exchange::ExportedItem;
use touchstone_domain::gold::{ConsensusSpan, Origin, SoftSpan};

const ITEMS: &[&str] = &[
    "item",
    "external_id",
    "sample",
    "sources",
    "kind",
    "language",
    "generator",
    "batch",
    "scores",
    "licence",
    "copied_longest_tokens",
    "copied_coverage",
    "copied_density",
];
const ANNOTATIONS: &[&str] = &[
    "item",
    "external_id",
    "reviewer",
    "state",
    "verdict",
    "annotation",
    "segment",
    "start",
    "end",
    "quote",
    "label",
    "labels",
    "severity",
    "stance",
    "evidence_source",
    "evidence_start",
    "evidence_end",
    "evidence",
    "correction",
    "note",
    "blind",
    "assistance",
];
const GOLD: &[&str] = &[
    "item",
    "external_id",
    "verdict",
    "verdict_probability",
    "unresolved",
    "origin",
    "k",
    "group",
    "start",
    "end",
    "quote",
    "label",
    "severity",
    "share_min",
    "share_mean",
    "support",
    "supporters",
    "tie",
    "correction",
    "method",
    "threshold",
    "run",
];

/// Writes a header and the rows.
pub(crate) fn write<E: From<WriteError>>(
    out: &mut dyn Write,
    format: Format,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let separator = if format == Format::Tsv { b'\t' } else { b',' };
    let mut table = WriterBuilder::new().delimiter(separator).from_writer(out);
    let header = match options.what {
        What::Items => ITEMS,
        What::Annotations => ANNOTATIONS,
        What::Gold | What::Consensus => GOLD,
    };
    put(&mut table, header)?;
    let mut written = Written { records: 0, lost: losses(format, options.what, options.given_gold) };
    for row in rows {
        let item = row?;
        let lines = match options.what {
            What::Items => vec![item_row(&item)],
            What::Annotations => annotation_rows(&item, options.notes),
            What::Gold | What::Consensus => gold_rows(&item, options),
        };
        for line in &lines {
            put(&mut table, line)?;
        }
        written.records += 1;
    }
    table.flush().map_err(WriteError::from)?;
    Ok(written)
}

fn put<T: AsRef<[u8]>>(table: &mut Writer<&mut dyn Write>, row: &[T]) -> Result<(), WriteError> {
    table.write_record(row).map_err(|error| WriteError::Encoding(error.to_string()))
}

fn item_row(item: &ExportedItem) -> Vec<String> {
    let sample = &item.item.sample;
    let sources: Vec<&str> = item.item.sources.iter().map(|source| source.text.as_str()).collect();
    vec![
        item.item.id.to_string(),
        item.item.external_id.clone(),
        sample.text.as_str().to_owned(),
        serde_json::to_string(&sources).unwrap_or_default(),
        sample.kind.as_str().to_owned(),
        sample.language.clone().unwrap_or_default(),
        sample.generator.model.clone().unwrap_or_default(),
        sample.generator.batch.clone().unwrap_or_default(),
        serde_json::to_string(&sample.generator.scores).unwrap_or_default(),
        licences(item).join("; "),
        item.copied.longest_tokens.to_string(),
        item.copied.coverage.to_string(),
        item.copied.density.to_string(),
    ]
}

/// The name of a value that has one in files, without quotation marks.
fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn annotation_rows(item: &ExportedItem, notes: bool) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for told in &item.reviews {
        let review = &told.review;
        let head = [
            item.item.id.to_string(),
            item.item.external_id.clone(),
            told.reviewer.clone().unwrap_or_default(),
            review.state.as_str().to_owned(),
            review.content.verdict.as_ref().map_or_else(String::new, ToString::to_string),
        ];
        let assistance: Assistance = review.assistance;
        let tail = [review.blind.to_string(), name_of(&assistance)];
        if review.content.annotations.is_empty() {
            let empty = std::iter::repeat_n(String::new(), ANNOTATIONS.len() - head.len() - tail.len());
            rows.push(head.iter().cloned().chain(empty).chain(tail.clone()).collect());
        }
        for annotation in &review.content.annotations {
            let passages = annotation.evidence.passages();
            let passages: Vec<Option<&Passage>> =
                if passages.is_empty() { vec![None] } else { passages.iter().map(Some).collect() };
            for (index, segment) in annotation.segments.iter().enumerate() {
                for passage in &passages {
                    let place = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
                    let source = passage.and_then(|passage| {
                        let same = |source: &touchstone_domain::source::Source| source.text.digest() == passage.source;
                        item.item.sources.iter().position(same)
                    });
                    let labels: Vec<&str> =
                        annotation.labels.iter().map(touchstone_domain::label::LabelId::as_str).collect();
                    let stance = match passage {
                        Some(passage) => name_of(&passage.stance),
                        None => name_of(&annotation.evidence).replace("not-given", ""),
                    };
                    let body = [
                        annotation.id.to_string(),
                        (index + 1).to_string(),
                        segment.span.start().to_string(),
                        segment.span.end().to_string(),
                        segment.quote.clone(),
                        annotation.labels.primary.as_ref().map_or_else(String::new, ToString::to_string),
                        labels.join("; "),
                        annotation.severity.as_ref().map_or_else(String::new, ToString::to_string),
                        stance,
                        source.map_or_else(String::new, |at| (at + 1).to_string()),
                        place(passage.map(|passage| passage.segment.span.start().0)),
                        place(passage.map(|passage| passage.segment.span.end().0)),
                        passage.map_or_else(String::new, |passage| passage.segment.quote.clone()),
                        annotation.correction.clone().unwrap_or_default(),
                        annotation.note.clone().filter(|_| notes).unwrap_or_default(),
                    ];
                    rows.push(head.iter().cloned().chain(body).chain(tail.clone()).collect());
                }
            }
        }
    }
    rows
}

fn gold_rows(item: &ExportedItem, options: &WriteOptions) -> Vec<Vec<String>> {
    let Some((origin, gold)) = &item.gold else { return Vec::new() };
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let head = [
        item.item.id.to_string(),
        item.item.external_id.clone(),
        gold.verdict.as_ref().map_or_else(String::new, ToString::to_string),
        number(gold.verdict_probability),
        gold.unresolved.clone().unwrap_or_default(),
        match origin {
            Origin::Adjudicated => "adjudicated".to_owned(),
            Origin::Consensus => "consensus".to_owned(),
        },
        gold.k.to_string(),
    ];
    let run = options.run.as_ref();
    let tail = [
        run.map_or_else(String::new, |run| name_of(&run.settings.method)),
        run.map_or_else(String::new, |run| name_of(&run.settings.threshold)),
        run.map_or_else(String::new, |run| run.id.to_string()),
    ];
    let body = |group: &str, span: &ConsensusSpan| {
        let supporters: Vec<&str> = span.supporters.iter().filter_map(|id| supporter(item, *id)).collect();
        [
            group.to_owned(),
            span.segment.span.start().to_string(),
            span.segment.span.end().to_string(),
            span.segment.quote.clone(),
            span.label.as_ref().map_or_else(String::new, ToString::to_string),
            span.severity.as_ref().map_or_else(String::new, ToString::to_string),
            span.share_min.to_string(),
            span.share_mean.to_string(),
            span.supporters.len().to_string(),
            supporters.join("; "),
            span.tie.to_string(),
            span.correction.clone().unwrap_or_default(),
        ]
    };
    // A run of the soft track: the share of the k who marked it, and how many they are.
    let soft = |run: &SoftSpan| {
        let text = &item.item.sample.text;
        let quote = text.span(run.start.into(), run.end.into()).map(|span| text.slice(span).to_owned());
        let share = run.share.to_string();
        let empty = String::new;
        [
            "soft".to_owned(),
            run.start.to_string(),
            run.end.to_string(),
            quote.unwrap_or_default(),
            empty(),
            empty(),
            share.clone(),
            share,
            run.votes.to_string(),
            empty(),
            empty(),
            empty(),
        ]
    };
    let spans = gold.spans.iter().map(|span| body("consensus", span));
    let contested = gold.contested.iter().map(|span| body("contested", span));
    let mut rows: Vec<Vec<String>> = spans
        .chain(contested)
        .chain(gold.soft.iter().map(soft))
        .map(|body| head.iter().cloned().chain(body).chain(tail.clone()).collect())
        .collect();
    if rows.is_empty() {
        let empty = std::iter::repeat_n(String::new(), GOLD.len() - head.len() - tail.len());
        rows.push(head.iter().cloned().chain(empty).chain(tail).collect());
    }
    rows
}
