//! `FaithBench` batches, written: one file for each batch, every offset as it came.

use crate::faithbench::{LABEL_ORDER, METADATA, in_file_order};
use crate::format::{Format, What};
use crate::loss::losses;
use crate::options::{FolderSink, Rows, WriteError, WriteOptions, Written};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use touchstone_domain::annotation::Annotation;
use touchstone_domain::exchange::{ExportedItem, ExportedReview};

/// Writes the batches in the order in which they first come.
pub(crate) fn write<E: From<WriteError>>(
    sink: &mut dyn FolderSink,
    rows: Rows<'_, E>,
    options: &WriteOptions,
) -> Result<Written, E> {
    let mut written = Written { records: 0, lost: losses(Format::Faithbench, What::Annotations, options.given_gold) };
    let mut batches: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for row in rows {
        let item = row?;
        let batch = item.item.sample.generator.batch.clone();
        let name = batch.unwrap_or_else(|| "batch".to_owned());
        let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
        let file: String = name.chars().map(safe).collect();
        let samples = batches.entry(file).or_default();
        let number = samples.len();
        samples.push(sample(&item, number, options));
        written.records += 1;
    }
    for (batch, samples) in &batches {
        let mut file = sink.file(&format!("{batch}.json")).map_err(WriteError::from)?;
        let document = json!({ "samples": samples });
        serde_json::to_writer_pretty(&mut file, &document).map_err(WriteError::from)?;
        file.write_all(b"\n").and_then(|()| file.flush()).map_err(WriteError::from)?;
    }
    Ok(written)
}

/// The part of the external id behind the last `/`, as a number where it is one.
fn sample_id(external: &str, number: usize) -> Value {
    let (_, own) = external.rsplit_once('/').unwrap_or(("", ""));
    match own.parse::<u64>() {
        Ok(id) => json!(id),
        Err(_) if own.is_empty() => json!(number),
        Err(_) => json!(own),
    }
}

fn sample(item: &ExportedItem, number: usize, options: &WriteOptions) -> Value {
    let mut annotations: Vec<(u64, Value)> = Vec::new();
    for review in &item.reviews {
        for annotation in &review.review.content.annotations {
            let told = annotation_json(item, review, annotation, options);
            let order = told["annot_id"].as_u64().unwrap_or(u64::MAX);
            annotations.push((order, told));
        }
    }
    annotations.sort_by_key(|(order, _)| *order);
    let metadata = match item.item.metadata.get(METADATA) {
        Some(Value::Object(known)) => known.clone(),
        _ => facts(item),
    };
    json!({
        "sample_id": sample_id(&item.item.external_id, number),
        "source": item.item.sources.first().map_or("", |source| source.text.as_str()),
        "summary": item.item.sample.text.as_str(),
        "annotations": annotations.into_iter().map(|(_, told)| told).collect::<Vec<_>>(),
        "metadata": metadata,
    })
}

fn facts(item: &ExportedItem) -> Map<String, Value> {
    let generator = &item.item.sample.generator;
    let mut facts = Map::new();
    facts.insert("summarizer".to_owned(), json!(generator.model));
    facts.extend(generator.scores.iter().map(|(name, score)| (name.clone(), json!(score))));
    facts
}

/// The labels in the order of the file: as it was kept, else the primary label behind its parent.
fn labels(item: &ExportedItem, id: Option<&String>, annotation: &Annotation) -> Value {
    let kept = item.item.metadata.get(LABEL_ORDER).zip(id).and_then(|(orders, id)| orders.get(id));
    kept.cloned().unwrap_or_else(|| {
        let all: Vec<String> = annotation.labels.iter().map(|label| label.0.clone()).collect();
        json!(in_file_order(&all))
    })
}

fn annotation_json(
    item: &ExportedItem,
    review: &ExportedReview,
    annotation: &Annotation,
    options: &WriteOptions,
) -> Value {
    let external = review.annotation_ids.iter().find(|(id, _)| *id == annotation.id).map(|(_, external)| external);
    let id = external
        .map_or_else(|| json!(annotation.id), |id| id.parse::<u64>().map_or_else(|_| json!(id), |id| json!(id)));
    let (first, last) = (annotation.segments.first(), annotation.segments.last());
    let source = item.item.sources.first().map(|source| source.text.digest());
    let passage = annotation.evidence.passages().iter().find(|passage| Some(passage.source) == source);
    let told = review.external.as_ref();
    let name = told.and_then(|told| told.name.clone()).or_else(|| review.reviewer.clone());
    let own = told.and_then(|told| told.external_id.clone()).or_else(|| review.reviewer.clone());
    json!({
        "annot_id": id,
        "annotator_id": own,
        "annotator_name": name,
        "label": labels(item, external, annotation),
        "note": annotation.note.as_ref().filter(|_| options.notes).map_or("", String::as_str),
        "summary_span": annotation.segments.iter().map(|segment| segment.quote.as_str()).collect::<Vec<_>>().join(" … "),
        "summary_start": first.map(|segment| segment.span.start()),
        "summary_end": last.map(|segment| segment.span.end()),
        "source_span": passage.map(|passage| passage.segment.quote.as_str()),
        "source_start": passage.map(|passage| passage.segment.span.start()),
        "source_end": passage.map(|passage| passage.segment.span.end()),
    })
}
