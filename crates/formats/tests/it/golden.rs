//! Golden files: what each format is read as, and what is written of the same records.

use crate::hub::rich;
use crate::story::{MemoryFolder, exported, fixture, items, read, reading, run, writing, written};
use expect_test::expect_file;
use std::collections::BTreeMap;
use touchstone_domain::exchange::{ExportedItem, Imported, ImportedItem};
use touchstone_formats::{Detection, Format, What, WriteError, WriteOptions, detect, text_pairs};

/// Compares with a file of `fixtures/`, line ends apart (round trips hold those).
fn expect(name: &str, told: &str) {
    expect_file![fixture(name)].assert_eq(&told.replace("\r\n", "\n"));
}

/// All that was read, in the words of Touchstone JSONL, which loses nothing.
fn canonical(items: &[ImportedItem]) -> String {
    written(Format::Jsonl, &exported(items), &writing(What::Annotations))
}

fn faithbench(records: &[ExportedItem]) -> BTreeMap<String, Vec<u8>> {
    let mut folder = MemoryFolder::default();
    let mut rows = records.iter().cloned().map(Ok::<_, WriteError>);
    touchstone_formats::write_folder(&mut folder, Format::Faithbench, &mut rows, &writing(What::Annotations)).unwrap();
    folder.files()
}

#[test]
fn every_fixture_is_recognised_by_its_content() {
    for (name, format) in [
        ("jsonl/rich.jsonl", Format::Jsonl),
        ("csv/pairs.csv", Format::Csv),
        ("tsv/pairs.tsv", Format::Tsv),
        ("faithbench/batch_0.json", Format::Faithbench),
        ("faithbench/older.json", Format::Faithbench),
        ("xsum/table.csv", Format::Xsum),
        ("mushroom/extra.jsonl", Format::Mushroom),
        ("mushroom/plain.jsonl", Format::Mushroom),
    ] {
        // The name says nothing here: only the content can tell.
        let Detection { format: found, why, .. } = detect("file", &std::fs::read(fixture(name)).unwrap());
        assert_eq!(found, Some(format), "{name}: {why}");
    }
}

#[test]
fn files_are_read_as_the_golden_files_say() {
    for (format, name, golden) in [
        (Format::Jsonl, "jsonl/rich.jsonl", "jsonl/rich.read.jsonl"),
        (Format::Csv, "csv/pairs.csv", "csv/pairs.read.jsonl"),
        (Format::Tsv, "tsv/pairs.tsv", "tsv/pairs.read.jsonl"),
        (Format::Faithbench, "faithbench/batch_0.json", "faithbench/batch_0.read.jsonl"),
        (Format::Faithbench, "faithbench/older.json", "faithbench/older.read.jsonl"),
        (Format::Xsum, "xsum/sound.csv", "xsum/sound.read.jsonl"),
        (Format::Mushroom, "mushroom/extra.jsonl", "mushroom/extra.read.jsonl"),
        (Format::Mushroom, "mushroom/plain.jsonl", "mushroom/plain.read.jsonl"),
    ] {
        expect(golden, &canonical(&items(format, name)));
    }
}

#[test]
fn a_folder_of_pairs_is_read_as_the_golden_file_says() {
    let folder = fixture("text-pairs");
    let mut names: Vec<String> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let options = reading(Format::TextPairs, "text-pairs");
    let mut items = Vec::new();
    for pair in text_pairs::pair(&names) {
        for imported in text_pairs::read_pair(&pair, &options, &|name| std::fs::read(folder.join(name))).unwrap() {
            let Imported::Item(item) = imported else { panic!("{imported:?}") };
            items.push(*item);
        }
    }
    expect("text-pairs/read.jsonl", &canonical(&items));
}

#[test]
fn records_are_written_as_the_golden_files_say() {
    let records = rich();
    let options = |what| WriteOptions { run: Some(run(4)), ..writing(what) };
    for (format, what, name) in [
        (Format::Jsonl, What::Gold, "jsonl/rich.gold.jsonl"),
        (Format::Jsonl, What::Items, "jsonl/rich.items.jsonl"),
        (Format::Csv, What::Gold, "csv/rich.gold.csv"),
        (Format::Csv, What::Annotations, "csv/rich.annotations.csv"),
        (Format::Csv, What::Items, "csv/rich.items.csv"),
        (Format::Tsv, What::Annotations, "tsv/rich.annotations.tsv"),
        (Format::Xsum, What::Annotations, "xsum/rich.csv"),
        (Format::Mushroom, What::Gold, "mushroom/rich.gold.jsonl"),
        (Format::Mushroom, What::Annotations, "mushroom/rich.annotations.jsonl"),
        (Format::Mushroom, What::Items, "mushroom/rich.items.jsonl"),
    ] {
        expect(name, &written(format, &records, &options(what)));
    }
    for (name, bytes) in faithbench(&records) {
        expect(&format!("faithbench/rich.{name}"), std::str::from_utf8(&bytes).unwrap());
    }
}

/// As they were read, without the place in the file.
fn without_lines(items: Vec<ImportedItem>) -> Vec<ImportedItem> {
    items.into_iter().map(|item| ImportedItem { line: 0, ..item }).collect()
}

#[test]
fn jsonl_comes_back_whole() {
    for (format, name) in [
        (Format::Jsonl, "jsonl/rich.jsonl"),
        (Format::Csv, "csv/pairs.csv"),
        (Format::Faithbench, "faithbench/batch_0.json"),
    ] {
        let items = items(format, name);
        let told = read(canonical(&items).as_bytes(), &reading(Format::Jsonl, "again.jsonl"));
        assert_eq!(told.issues, []);
        for (again, item) in without_lines(told.items).into_iter().zip(without_lines(items)) {
            assert_eq!(canonical(&[again]), canonical(&[item]), "{name}");
        }
    }
}

#[test]
fn faithbench_comes_back_as_it_was() {
    let name = "faithbench/batch_0.json";
    let files = faithbench(&exported(&items(Format::Faithbench, name)));
    let again: serde_json::Value = serde_json::from_slice(&files["batch_0.json"]).unwrap();
    let first: serde_json::Value = serde_json::from_slice(&std::fs::read(fixture(name)).unwrap()).unwrap();
    assert_eq!(again, first);
}

#[test]
fn a_table_of_items_comes_back_but_for_what_it_has_no_place_for() {
    let records = exported(&items(Format::Csv, "csv/pairs.csv"));
    let table = written(Format::Csv, &records, &writing(What::Items));
    let mut options = reading(Format::Csv, "again.csv");
    for (field, column) in [("id", "external_id"), ("model", "generator"), ("source", "sources")] {
        options.mapping.0.insert(field.to_owned(), column.to_owned());
    }
    let told = read(table.as_bytes(), &options);
    assert_eq!(told.issues, []);
    for (item, record) in told.items.iter().zip(&records) {
        assert_eq!(item.external_id, record.item.external_id);
        assert_eq!(item.sample.text, record.item.sample.text);
        assert_eq!(item.sample.generator.model, record.item.sample.generator.model);
        // Lost: several sources stand in one cell, as a JSON list.
        let sources: Vec<&str> = record.item.sources.iter().map(|source| source.text.as_str()).collect();
        assert_eq!(item.sources[0].text.as_str(), serde_json::to_string(&sources).unwrap());
    }
}
