//! The Hugging Face folder, read back with the Parquet library.

use crate::story::{MemoryFolder, exported, fixture, items, run, with_gold, writing};
use bytes::Bytes;
use expect_test::expect_file;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use touchstone_domain::exchange::ExportedItem;
use touchstone_domain::gold::Origin;
use touchstone_formats::{Format, What, WriteError, WriteOptions, Written};

/// The records of `fixtures/jsonl/rich.jsonl`, the first and third with gold.
pub(crate) fn rich() -> Vec<ExportedItem> {
    let mut records = exported(&items(Format::Jsonl, "jsonl/rich.jsonl"));
    let (ada, bo) = (records[0].reviews[0].clone(), records[0].reviews[1].clone());
    let evidence = serde_json::to_value(&ada.review.content.annotations[0].evidence).unwrap();
    let quote = &ada.review.content.annotations[0].segments[0];
    let whole = &bo.review.content.annotations[0].segments[0];
    let span = |segment: &touchstone_domain::span::Segment, more: Value| {
        let mut span = serde_json::to_value(segment).unwrap();
        span.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        span
    };
    let gold = json!({
        "k": 2, "verdict": "hallucinated", "verdict_probability": 1.0, "verdict_votes": [["hallucinated", 2]],
        "unresolved": null, "disagreement": 0.25,
        "spans": [span(quote, json!({
            "label": "contradiction", "severity": "critical", "severity_tie": true, "share_min": 1.0, "share_mean": 1.0,
            "supporters": [ada.reviewer_id, bo.reviewer_id], "tie": false, "single": false,
            "evidence": [[ada.reviewer_id, evidence], [bo.reviewer_id, "none-exists"]],
            "corrections": [["1956", [ada.reviewer_id]], ["until 1956", [bo.reviewer_id]]], "correction": null,
        }))],
        "contested": [span(whole, json!({
            "label": null, "severity": null, "share_min": 0.5, "share_mean": 0.5, "supporters": [bo.reviewer_id],
            "tie": true, "evidence": [], "corrections": [], "correction": null,
        }))],
        "soft": [{ "start": whole.span.start(), "end": quote.span.start(), "share": 0.5, "votes": 1 },
                 { "start": quote.span.start(), "end": quote.span.end(), "share": 1.0, "votes": 2 }],
    });
    with_gold(&mut records[0], Origin::Consensus, gold);
    let tie = json!({
        "k": 2, "verdict": null, "verdict_probability": 0.5,
        "verdict_votes": [["clean", 1], ["hallucinated", 1]], "unresolved": "one says clean, one says hallucinated",
        "spans": [], "contested": [], "soft": [], "disagreement": 1.0,
    });
    with_gold(&mut records[2], Origin::Adjudicated, tie);
    records[2].corrected = Some("Battery life is 12 hours.".to_owned());
    records
}

fn write(records: &[ExportedItem], options: &WriteOptions) -> (BTreeMap<String, Vec<u8>>, Written) {
    let mut folder = MemoryFolder::default();
    let mut rows = records.iter().cloned().map(Ok::<_, WriteError>);
    let written = touchstone_formats::write_folder(&mut folder, Format::Parquet, &mut rows, options).unwrap();
    (folder.files(), written)
}

fn options() -> WriteOptions {
    WriteOptions { run: Some(run(4)), ..writing(What::Gold) }
}

fn table(files: &BTreeMap<String, Vec<u8>>, name: &str) -> SerializedFileReader<Bytes> {
    SerializedFileReader::new(Bytes::from(files[&format!("data/{name}.parquet")].clone())).unwrap()
}

fn rows(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Value> {
    table(files, name).get_row_iter(None).unwrap().map(|row| row.unwrap().to_json_value()).collect()
}

#[test]
fn the_folder_holds_what_the_golden_files_say() {
    let (files, written) = write(&rich(), &options());
    assert_eq!(written.records, 4);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(names, ["README.md", "data/annotations.parquet", "data/consensus.parquet", "data/items.parquet"]);
    for name in ["items", "annotations", "consensus"] {
        let told: Vec<String> = rows(&files, name).iter().map(Value::to_string).collect();
        expect_file![fixture(&format!("parquet/rich.{name}.jsonl"))].assert_eq(&(told.join("\n") + "\n"));
    }
    expect_file![fixture("parquet/rich.README.md")].assert_eq(std::str::from_utf8(&files["README.md"]).unwrap());
}

#[test]
fn the_columns_are_those_of_the_rules() {
    let (files, _) = write(&rich(), &options());
    let columns = |name: &str| -> Vec<String> {
        let reader = table(&files, name);
        let schema = reader.metadata().file_metadata().schema();
        schema.get_fields().iter().map(|field| field.name().to_owned()).collect()
    };
    let items = "item, external_id, sample, sources, kind, language, generator, scores, licence, \
                 copied_longest_tokens, copied_coverage, copied_density";
    let annotations = "item, reviewer, annotation, segment, start, end, quote, label, labels, severity, stance, \
                       evidence, correction, note, verdict, blind, assistance, elapsed";
    let consensus = "item, verdict, verdict_probability, unresolved, origin, k, spans, contested, soft, corrected, \
                     method, threshold, run";
    assert_eq!(columns("items").join(", "), items);
    assert_eq!(columns("annotations").join(", "), annotations);
    assert_eq!(columns("consensus").join(", "), consensus);
}

#[test]
fn the_same_records_give_the_same_bytes_and_no_library_signs_them() {
    let ((one, _), (two, _)) = (write(&rich(), &options()), write(&rich(), &options()));
    assert!(one == two);
    for name in ["items", "annotations", "consensus"] {
        let reader = table(&one, name);
        assert_eq!(reader.metadata().file_metadata().created_by(), Some("Touchstone 0.0.0"));
        assert!(reader.metadata().file_metadata().key_value_metadata().is_none_or(Vec::is_empty));
    }
}

#[test]
fn rows_are_written_in_groups_and_lose_nothing() {
    let one = rich().remove(0);
    let many: Vec<ExportedItem> = (0..14)
        .map(|number| {
            let mut record = one.clone();
            record.item.external_id = format!("tram {number}");
            record.item.sample.text =
                touchstone_domain::text::Text::new(format!("{number} {}", "ab\u{10348}".repeat(300_000))).unwrap();
            record
        })
        .collect();
    let (files, _) = write(&many, &options());
    assert!(table(&files, "items").num_row_groups() > 1);
    let told = rows(&files, "items");
    assert_eq!(told.len(), 14);
    for (row, record) in told.iter().zip(&many) {
        assert_eq!(row["external_id"], record.item.external_id.as_str());
        assert!(row["sample"] == record.item.sample.text.as_str());
        assert_eq!(row["sources"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn a_project_without_reviews_has_empty_tables_and_says_so() {
    let mut records = rich();
    for record in &mut records {
        record.reviews.clear();
        record.gold = None;
    }
    let (files, _) = write(&records, &WriteOptions { notes: false, ..writing(What::Gold) });
    assert_eq!((rows(&files, "annotations").len(), rows(&files, "consensus").len()), (0, 0));
    assert!(std::str::from_utf8(&files["README.md"]).unwrap().contains("no-annotation"));
}

#[test]
fn notes_stay_at_home_when_asked() {
    let (files, _) = write(&rich(), &WriteOptions { notes: false, ..options() });
    assert!(rows(&files, "annotations").iter().all(|row| row["note"].is_null()));
}
