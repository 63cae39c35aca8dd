//! `import`: good rows go in, bad rows are told, nothing goes in twice.

use crate::program::{Folder, clean, item, marking, reviewed, three_items};
use expect_test::expect;
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn the_report_has_the_names_of_the_contract() {
    let folder = Folder::with_project();
    folder.jsonl("items.jsonl", &three_items());
    let first = folder.run(&["import", "p.touchstone", "items.jsonl", "--json"]).expect_done();
    expect![[r#"
        {
          "items_added": 3,
          "items_unchanged": 0,
          "items_completed": 0,
          "sources_added": 3,
          "reviews_added": 5,
          "reviews_changed": 0,
          "annotations_added": 4,
          "gold_added": 0,
          "reviewers_added": 3,
          "labels_added": [],
          "remarks": [],
          "issues": [],
          "issues_not_listed": 0
        }
    "#]]
    .assert_eq(&first.stdout);
    assert_eq!(first.stderr, "", "no bar where nobody looks");

    let again = folder.json(&["import", "p.touchstone", "items.jsonl"]);
    for name in ["items_added", "sources_added", "reviews_added", "reviews_changed", "annotations_added"] {
        assert_eq!(again[name], 0, "{name}");
    }
    assert_eq!(again["items_unchanged"], 3);
    assert_eq!(again["issues"], json!([]));
    let words = folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
    expect![[r#"
        items added      0
        items unchanged  3
        sources added    0
        reviews added    0
        reviews changed  0
        annotations      0
        issues           0
    "#]]
    .assert_eq(&words.stdout);
}

#[test]
fn a_second_file_adds_what_is_new() {
    let folder = Folder::with_items(&three_items());
    folder.jsonl("more.jsonl", &[reviewed("c", &[clean("Ada")]), item("d")]);
    let more = folder.json(&["import", "p.touchstone", "more.jsonl"]);
    assert_eq!((more["items_added"].as_u64(), more["items_unchanged"].as_u64()), (Some(1), Some(1)));
    assert_eq!(more["reviews_added"], 1);
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
}

#[test]
fn a_changed_review_is_new_events_and_a_missing_one_stays() {
    let folder = Folder::with_items(&three_items());
    folder.jsonl("newer.jsonl", &[reviewed("b", &[marking("b", "Ada", "1932", "contradiction")])]);
    let newer = folder.json(&["import", "p.touchstone", "newer.jsonl"]);
    assert_eq!((newer["reviews_added"].as_u64(), newer["reviews_changed"].as_u64()), (Some(0), Some(1)));
    assert_eq!(newer["issues"][0]["code"], "review_missing", "Bo's review is told and kept");
    assert_eq!(folder.json(&["status", "p.touchstone"])["reviews"]["submitted"], 5);
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
}

/// Bad rows of every kind beside good ones.
fn mixed(folder: &Folder) {
    let mut bytes = format!("\u{feff}{}\r\n", item("good")).into_bytes();
    let mut other = item("good");
    other["sample"]["text"] = "another text".into();
    let mut wrong_quote = marking("quoted", "Ada", "1932", "contradiction");
    wrong_quote["annotations"][0]["quote"] = "1999".into();
    let mut outside = marking("outside", "Ada", "1932", "contradiction");
    outside["annotations"][0]["end"] = 4000.into();
    outside["annotations"][0]["quote"] = Value::Null;
    let mut empty = marking("empty", "Ada", "1932", "contradiction");
    empty["annotations"][0]["end"] = empty["annotations"][0]["start"].clone();
    for line in [
        r#"{"id": "cut"#.to_owned(),
        r#"{"id": "bare"}"#.to_owned(),
        r#"{"id": "lone", "sample": {"text": "a \ud800 b"}}"#.to_owned(),
        other.to_string(),
        reviewed("quoted", &[wrong_quote]).to_string(),
        reviewed("outside", &[outside]).to_string(),
        reviewed("empty", &[empty]).to_string(),
        String::new(),
        item("last").to_string(),
    ] {
        bytes.extend(line.into_bytes());
        bytes.push(b'\n');
    }
    bytes.extend(b"{\"id\":\"bytes\",\"sample\":{\"text\":\"\xff\xfe\"}}\n");
    folder.write("mixed.jsonl", bytes);
}

#[test]
fn bad_rows_are_issues_with_file_line_and_cure_while_good_rows_go_in() {
    let folder = Folder::with_project();
    mixed(&folder);
    let report = folder.json(&["import", "p.touchstone", "mixed.jsonl"]);
    let told: Vec<String> = report["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| {
            format!("{}:{} {}\n", issue["file"].as_str().unwrap(), issue["line"], issue["code"].as_str().unwrap())
        })
        .collect();
    expect![[r#"
        mixed.jsonl:2 syntax
        mixed.jsonl:3 missing_field
        mixed.jsonl:4 syntax
        mixed.jsonl:5 duplicate_id
        mixed.jsonl:6 quote_mismatch
        mixed.jsonl:7 span_outside_text
        mixed.jsonl:8 zero_length_span
        mixed.jsonl:11 invalid_utf8
    "#]]
    .assert_eq(&told.concat());
    assert!(report["issues"].as_array().unwrap().iter().all(|issue| issue["message"].as_str().unwrap().len() > 20));
    assert_eq!(report["items_added"], 5, "good, quoted, outside, empty and last");
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
}

#[test]
fn issues_are_told_in_words_and_saved_when_asked() {
    let folder = Folder::with_project();
    mixed(&folder);
    let words = folder.run(&["import", "p.touchstone", "mixed.jsonl", "--issues", "issues.jsonl"]).expect_done();
    assert!(words.stdout.contains("items added      5\n"));
    assert!(words.stderr.contains("mixed.jsonl, line 2: "), "{}", words.stderr);
    let saved = folder.read("issues.jsonl");
    let lines: Vec<Value> = saved.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), words.stderr.lines().count());
    for line in lines {
        assert!(line["code"].is_string() && line["line"].is_u64() && line["file"] == "mixed.jsonl", "{line}");
    }
}

#[test]
fn many_issues_are_shown_in_part() {
    let folder = Folder::with_project();
    folder.write("many.jsonl", format!("{}\n{}", item("a"), "{}\n".repeat(50)));
    let words = folder.run(&["import", "p.touchstone", "many.jsonl"]).expect_done();
    assert_eq!(words.stderr.lines().count(), 21);
    assert!(words.stderr.ends_with("… and 30 more; save them with --issues FILE.\n"), "{}", words.stderr);
    assert!(words.stdout.contains("issues           50\n"));
}

#[test]
fn colliding_ids_of_two_files_are_cured_by_a_prefix() {
    let folder = Folder::with_items(&[item("a")]);
    let mut other = item("a");
    other["sample"]["text"] = "another text".into();
    folder.jsonl("other.jsonl", &[other, item("b")]);
    let refused = folder.json(&["import", "p.touchstone", "other.jsonl"]);
    assert_eq!(refused["issues"][0]["code"], "duplicate_id");
    assert!(refused["issues"][0]["message"].as_str().unwrap().contains("--id-prefix"));
    assert_eq!(refused["items_added"], 1);
    let taken = folder.json(&["import", "p.touchstone", "other.jsonl", "--id-prefix", "other/"]);
    assert_eq!((taken["items_added"].as_u64(), taken["issues"].as_array().unwrap().len()), (Some(2), 0));
}

#[test]
fn one_text_is_one_source_however_many_items_have_it() {
    let folder = Folder::with_project();
    let mut second = item("b");
    second["sources"] = item("a")["sources"].clone();
    folder.jsonl("items.jsonl", &[item("a"), second]);
    assert_eq!(folder.json(&["import", "p.touchstone", "items.jsonl"])["sources_added"], 1);
}

#[test]
fn items_first_and_reviews_later() {
    let folder = Folder::with_project();
    folder.jsonl("items.jsonl", &three_items());
    let refused = folder.run(&["import", "p.touchstone", "items.jsonl", "--only", "reviews", "--json"]);
    assert_eq!(refused.json()["items_added"].as_u64().unwrap_or(0), 0);
    let items = folder.json(&["import", "p.touchstone", "items.jsonl", "--only", "items"]);
    assert_eq!((items["items_added"].as_u64(), items["reviews_added"].as_u64()), (Some(3), Some(0)));
    let reviews = folder.json(&["import", "p.touchstone", "items.jsonl", "--only", "reviews"]);
    assert_eq!((reviews["items_added"].as_u64(), reviews["reviews_added"].as_u64()), (Some(0), Some(5)));
}

#[test]
fn several_files_at_once_and_one_that_cannot_be_read() {
    let folder = Folder::with_project();
    folder.jsonl("one.jsonl", &[item("a")]);
    folder.write("broken.jsonl", "{}\n{}\n");
    folder.jsonl("two.jsonl", &[item("b")]);
    let report =
        folder.json(&["import", "p.touchstone", "one.jsonl", "broken.jsonl", "two.jsonl", "--format", "jsonl"]);
    assert_eq!(report["items_added"], 2);
    assert!(report["issues"].as_array().unwrap().iter().all(|issue| issue["file"] == "broken.jsonl"));
    assert!(report["issues"].as_array().unwrap().len() >= 3, "its rows, and the file as a whole");
}

#[test]
fn a_folder_of_text_pairs_is_read() {
    let folder = Folder::with_project();
    folder.write("pairs/one.sample.txt", "It opened in 1932.");
    folder.write("pairs/one.source.txt", "It opened in 1936.");
    folder.write("pairs/two.sample.txt", "Ünïcode 👩\u{200d}🚀");
    folder.write("pairs/two.source.1.txt", "eins");
    folder.write("pairs/two.source.2.txt", "zwei");
    let report = folder.json(&["import", "p.touchstone", "pairs"]);
    assert_eq!((report["items_added"].as_u64(), report["sources_added"].as_u64()), (Some(2), Some(3)));
    let again = folder.json(&["import", "p.touchstone", "pairs", "--format", "text-pairs"]);
    assert_eq!((again["items_added"].as_u64(), again["items_unchanged"].as_u64()), (Some(0), Some(2)));
}

#[test]
fn files_with_every_kind_of_trouble_leave_a_sound_project() {
    let folder = Folder::with_project();
    let trouble = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/malformed");
    let mut files: Vec<_> = std::fs::read_dir(trouble).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 30);
    let mut added = 0;
    for file in files {
        let (path, prefix) = (file.display().to_string(), file.file_name().unwrap().to_str().unwrap());
        let import = ["import", "p.touchstone", &path, "--id-prefix", prefix, "--json"];
        let first = folder.run(&import);
        assert!([0, 3].contains(&first.code), "{path}: {}{}", first.stdout, first.stderr);
        added += first.json()["items_added"].as_u64().unwrap_or_default();
        if first.code == 0 {
            // The same again adds nothing.
            let again = folder.run(&import).expect_done().json();
            for name in ["items_added", "reviews_added", "annotations_added", "reviews_changed"] {
                assert_eq!(again[name], 0, "{path}: {name}");
            }
        }
    }
    let sound = folder.json(&["verify", "p.touchstone"]);
    assert_eq!((sound["ok"].as_bool(), sound["checked"]["items"].as_u64()), (Some(true), Some(added)));
}

#[test]
fn a_file_for_programs_is_refused_whatever_format_it_is_said_to_have() {
    let folder = Folder::with_project();
    folder.write("sheet.csv", b"PK\x03\x04\x14\0\x06\0sample,source\n\x01\x02".as_slice());
    folder.write("odd.csv", b"sample,source\0\x01\x02\x03\nA,B\n".as_slice());
    for (file, told) in [("sheet.csv", "is an archive or a spreadsheet"), ("odd.csv", "is not a text")] {
        for format in ["csv", "tsv", "jsonl", "xsum"] {
            let refused = folder.run(&["import", "p.touchstone", file, "--format", format, "--json"]);
            assert_eq!(refused.code, 3, "{file} as {format}");
            let error = &refused.json()["error"];
            assert!(error["message"].as_str().unwrap().contains(told), "{error}");
            assert!(error["cure"].as_str().unwrap().contains("CSV"), "{error}");
        }
    }
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn a_check_tells_numbers_in_good_words() {
    let folder = Folder::with_items(&[crate::program::item("a")]);
    let told = folder.run(&["verify", "p.touchstone"]).expect_done().stdout;
    assert!(told.starts_with("Checked 1 item, 2 texts, 0 events and 0 quotes.\n"), "{told}");
}
