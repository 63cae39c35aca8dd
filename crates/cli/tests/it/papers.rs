//! The formats of two papers through the program: `XSum`'s table with and without its articles, and Mu-SHROOM.

use crate::program::Folder;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name).display().to_string()
}

/// Data that lie beside the repository, where they do: they cannot be committed.
fn published() -> Option<PathBuf> {
    let file = "../../../shared/data/xsum/hallucination_annotations_xsum_summaries.csv";
    Some(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).filter(|path| path.exists())
}

fn issues_by_code(report: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for issue in report["issues"].as_array().unwrap() {
        *counts.entry(issue["code"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn the_published_table_of_xsum_goes_in_as_it_must_and_comes_out_again() {
    let Some(path) = published() else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let folder = Folder::new();
    folder.run(&["new", "p.touchstone", "--schema", "intrinsic-extrinsic"]).expect_done();
    let report = folder.json(&["import", "p.touchstone", &path.display().to_string()]);
    let counts = ["items_added", "reviews_added", "annotations_added"].map(|name| report[name].as_u64().unwrap());
    assert_eq!(counts, [2_500, 7_499, 10_364]);
    let issues = [("duplicate_annotation".to_owned(), 33), ("quote_repaired".to_owned(), 39)];
    assert_eq!(issues_by_code(&report), BTreeMap::from(issues));
    folder
        .run(&["export", "p.touchstone", "--format", "xsum", "--out", "out.csv", "--reviewers", "names"])
        .expect_done();
    // What is written says the same without any trouble: nothing new goes in.
    let again = folder.json(&["import", "p.touchstone", "out.csv"]);
    assert_eq!(issues_by_code(&again), BTreeMap::new());
    assert_eq!(again["items_unchanged"], 2_500);
    for name in ["items_added", "reviews_added", "reviews_changed", "annotations_added"] {
        assert_eq!(again[name], 0, "{name}");
    }
}

#[test]
fn articles_are_joined_from_a_second_file() {
    let folder = Folder::with_project();
    let (table, articles) = (fixture("xsum/sound.csv"), fixture("xsum/sources.jsonl"));
    let report = folder.json(&["import", "p.touchstone", &table, "--sources", &articles]);
    assert_eq!((report["items_added"].as_u64(), report["sources_added"].as_u64()), (Some(3), Some(1)));
    assert_eq!(report["issues"][0]["file"], "sources.jsonl");
    let remarks = report["remarks"].to_string();
    assert!(remarks.contains("2 of 3 items have no source"), "{remarks}");
    // The table alone says nothing of articles: those that are here stay.
    let without = folder.json(&["import", "p.touchstone", &table]);
    assert_eq!(issues_by_code(&without), BTreeMap::new());
    assert_eq!(without["items_unchanged"], 3);
    let status = folder.json(&["status", "p.touchstone"]);
    assert_eq!((&status["items"], &status["sources"]), (&Value::from(3), &Value::from(1)));
}

#[test]
fn articles_that_come_later_are_joined_to_the_items_that_are_there() {
    let folder = Folder::with_project();
    let (table, articles) = (fixture("xsum/sound.csv"), fixture("xsum/sources.jsonl"));
    folder.json(&["import", "p.touchstone", &table]);
    assert_eq!(folder.json(&["verify", "p.touchstone", "--rebuild"])["ok"], true);
    let with = ["import", "p.touchstone", &table, "--sources", &articles];
    let later = folder.json(&with);
    let counts = ["items_added", "items_completed", "items_unchanged", "sources_added", "reviews_changed"];
    assert_eq!(counts.map(|name| later[name].as_u64().unwrap()), [0, 1, 2, 1, 0]);
    assert!(later["remarks"].to_string().contains("1 item that was here without a source"), "{later}");
    assert_eq!(issues_by_code(&later).get("duplicate_id"), None);
    // The words of the article are found, and everything derived is as if it had come at once.
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
    let at_once = Folder::with_project();
    at_once.json(&with);
    let export = ["export", "p.touchstone", "--format", "jsonl", "--what", "annotations", "--out", "out.jsonl"];
    for folder in [&folder, &at_once] {
        folder.json(&export);
    }
    let told = |folder: &Folder| -> Vec<Value> {
        let lines = folder.read("out.jsonl");
        let values = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        values.map(|value| Value::from(vec![value["sources"].clone(), value["copied"].clone()])).collect()
    };
    assert_eq!(told(&folder), told(&at_once));
    let found = ["export", "p.touchstone", "--format", "jsonl", "--what", "items", "--out", "found.jsonl"];
    let found = folder.json(&[&found[..], &["--filter", "source:harbour"]].concat());
    assert_eq!(found["records"], 1, "{found}");
    assert_eq!(folder.json(&with)["items_completed"], 0, "the same again adds nothing");
}

#[test]
fn a_missing_file_of_articles_is_named() {
    let folder = Folder::with_project();
    let answer =
        folder.run(&["import", "p.touchstone", &fixture("xsum/sound.csv"), "--sources", "gone.jsonl", "--json"]);
    let error = answer.expect(3).error_json();
    assert!(error["where"].as_str().unwrap().contains("gone.jsonl"), "{error}");
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn soft_labels_come_out_as_they_went_in() {
    let folder = Folder::with_project();
    let file = fixture("mushroom/extra.jsonl");
    let report = folder.json(&["import", "p.touchstone", &file]);
    assert_eq!((report["items_added"].as_u64(), report["reviews_added"].as_u64()), (Some(2), Some(6)));
    assert_eq!(report["annotations_added"], 6);
    let again = folder.json(&["import", "p.touchstone", &file]);
    assert_eq!((again["reviews_added"].as_u64(), again["reviews_changed"].as_u64()), (Some(0), Some(0)));
    folder.run(&["export", "p.touchstone", "--format", "mushroom", "--out", "out.jsonl"]).expect_done();
    let lines = |text: &str| -> Vec<Value> { text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
    for (ours, theirs) in lines(&folder.read("out.jsonl")).iter().zip(lines(&std::fs::read_to_string(&file).unwrap())) {
        for name in ["id", "lang", "model_input", "model_output_text", "model_id", "soft_labels", "hard_labels"] {
            assert_eq!(ours[name], theirs[name], "{name}");
        }
    }
}

#[test]
fn labels_that_nobody_signed_are_no_reviews_and_come_out_all_the_same() {
    let folder = Folder::with_project();
    let report = folder.json(&["import", "p.touchstone", &fixture("mushroom/plain.jsonl")]);
    assert_eq!((report["items_added"].as_u64(), report["reviews_added"].as_u64()), (Some(2), Some(0)));
    let written = folder.json(&["export", "p.touchstone", "--format", "mushroom", "--out", "out.jsonl"]);
    assert_eq!(written["records"], 2);
    let value = |line: Option<&str>| serde_json::from_str::<Value>(line.unwrap()).unwrap();
    let theirs = std::fs::read_to_string(fixture("mushroom/plain.jsonl")).unwrap();
    assert_eq!(value(folder.read("out.jsonl").lines().next()), value(theirs.lines().next()));
}
