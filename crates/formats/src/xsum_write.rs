//! The `XSum` hallucination table, written: what was submitted, a row for each span or one that says NULL.

use crate::format::{Format, What};
use crate::loss::losses;
use crate::options::{Rows, WriteError, WriteOptions, Written};
use crate::xsum::{APOSTROPHE, COLUMNS, METADATA};
use csv::{Terminator, Writer, WriterBuilder};
use serde_json::Value;
use std::io::Write;
use touchstone_domain::exchange::{ExportedItem, ExportedReview};
use touchstone_domain::label::VerdictMeaning;

/// Writes a header and the rows.
pub(crate) fn write<E: From<WriteError>>(
    out: &mut dyn Write,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    put(&mut table, &COLUMNS)?;
    let mut written = Written { records: 0, lost: losses(Format::Xsum, What::Annotations, options.given_gold) };
    for row in rows {
        let item = row?;
        for line in item_rows(&item, options) {
            put(&mut table, &line)?;
        }
        written.records += 1;
    }
    table.flush().map_err(WriteError::from)?;
    Ok(written)
}

fn put<T: AsRef<[u8]>>(table: &mut Writer<&mut dyn Write>, row: &[T]) -> Result<(), WriteError> {
    table.write_record(row).map_err(|error| WriteError::Encoding(error.to_string()))
}

fn escaped(text: &str) -> String {
    text.replace('\'', APOSTROPHE)
}

fn item_rows(item: &ExportedItem, options: &WriteOptions) -> Vec<[String; 8]> {
    let sample = &item.item.sample;
    let kept = item.item.metadata.get(METADATA);
    let told = |name: &str| kept.and_then(|kept| kept.get(name)).and_then(Value::as_str);
    let system = sample.generator.model.clone().unwrap_or_default();
    let external = &item.item.external_id;
    let without_system = external.strip_suffix(&format!("|{system}")).unwrap_or(external);
    let bbcid = told("bbcid").unwrap_or(without_system);
    let summary = told("summary").map_or_else(|| escaped(sample.text.as_str()), str::to_owned);
    let row = |kind: &str, quote: String, start: String, end: String, worker: &str| {
        [bbcid.to_owned(), system.clone(), summary.clone(), kind.to_owned(), quote, start, end, worker.to_owned()]
    };
    let mut rows = Vec::new();
    for review in &item.reviews {
        let Some(content) = &review.review.submitted else { continue };
        let worker = worker(review);
        let meaning = content.verdict.as_ref().and_then(|verdict| options.schema.meaning(verdict));
        if content.annotations.is_empty() && meaning == Some(VerdictMeaning::Clean) {
            rows.push(row("NULL", "NULL".to_owned(), "-1".to_owned(), "-1".to_owned(), &worker));
        }
        for annotation in &content.annotations {
            let kind = annotation.labels.primary.as_ref().map_or("", |label| label.as_str());
            for segment in &annotation.segments {
                let place = |offset: touchstone_domain::span::ScalarOffset| (u64::from(offset.0) + 1).to_string();
                let (start, end) = (place(segment.span.start()), place(segment.span.end()));
                let quote = if told("summary").is_some() { segment.quote.clone() } else { escaped(&segment.quote) };
                rows.push(row(kind, quote, start, end, &worker));
            }
        }
    }
    rows
}

/// The file's own id of the reviewer where names were chosen, else the name of this export.
fn worker(review: &ExportedReview) -> String {
    let own = review.external.as_ref().and_then(|external| external.external_id.clone());
    own.or_else(|| review.reviewer.clone()).unwrap_or_default()
}
