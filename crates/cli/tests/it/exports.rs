//! `export`: the same project gives the same bytes; nothing is overwritten unasked.

use crate::program::{Folder, clean, item, reviewed, three_items, without_identities};
use expect_test::expect;
use serde_json::Value;

fn export<'a>(format: &'a str, out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["export", "p.touchstone", "--format", format, "--out", out], more].concat()
}

fn records(folder: &Folder, name: &str) -> Vec<Value> {
    folder.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_answer_has_the_names_of_the_contract() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&export("jsonl", "out.jsonl", &[]));
    assert_eq!((answer["records"].as_u64(), answer["excluded"].as_u64()), (Some(2), Some(1)));
    let files = answer["files"].as_array().unwrap();
    let paths: Vec<_> = files.iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["out.jsonl", "out.jsonl.manifest.json"]);
    for file in files {
        let bytes = std::fs::read(folder.path(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"].as_u64().unwrap(), bytes.len() as u64);
        assert_eq!(file["sha256"].as_str().unwrap(), touchstone_domain::id::Digest::of(&bytes).to_string());
    }
    assert!(answer["lost"].is_array());
    expect![[r#"
        {
          "format": "jsonl",
          "what": "gold",
          "project": "<32 hex>",
          "name": "p",
          "program": "Touchstone 0.1.0",
          "label_schema": "faithfulness v1",
          "filter": "",
          "reviewers": "pseudonyms",
          "notes": true,
          "method": "majority",
          "threshold": "half",
          "seed": 0,
          "run": "<32 hex>",
          "input_digest": "<64 hex>",
          "copied": {
            "min_tokens": 8,
            "warn_tokens": 25,
            "warn_characters": 150
          },
          "records": 2,
          "excluded": 1,
          "excluded_by_filter": 0,
          "lost": [],
          "files": [
            {
              "path": "out.jsonl",
              "sha256": "<64 hex>",
              "bytes": "<as told>"
            }
          ]
        }
    "#]]
    .assert_eq(
        &without_identities(&folder.read("out.jsonl.manifest.json"))
            .replace(&format!("\"bytes\": {}", files[0]["bytes"]), "\"bytes\": \"<as told>\""),
    );
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let folder = Folder::with_items(&three_items());
    for format in ["jsonl", "csv", "tsv"] {
        for what in ["gold", "consensus", "annotations", "items"] {
            let (one, two) = (format!("one/{what}.{format}"), format!("two/{what}.{format}"));
            std::fs::create_dir_all(folder.path("one")).unwrap();
            std::fs::create_dir_all(folder.path("two")).unwrap();
            folder.run(&export(format, &one, &["--what", what])).expect_done();
            folder.run(&export(format, &two, &["--what", what])).expect_done();
            assert_eq!(folder.read(&one), folder.read(&two));
            let manifest = folder.read(&format!("{one}.manifest.json"));
            assert_eq!(manifest, folder.read(&format!("{two}.manifest.json")));
            assert!(!manifest.contains(&folder.root().display().to_string()));
        }
    }
    // A run stored in between changes nothing, as it is the one that an export computes.
    folder.run(&["consensus", "p.touchstone"]).expect_done();
    folder.run(&export("jsonl", "three.jsonl", &[])).expect_done();
    assert_eq!(folder.read("one/gold.jsonl"), folder.read("three.jsonl"));
}

#[test]
fn a_hugging_face_folder_has_its_tables_its_card_and_its_manifest() {
    let folder = Folder::with_items(&three_items());
    let names = ["README.md", "data/annotations.parquet", "data/consensus.parquet", "data/items.parquet"];
    let answer = folder.json(&export("parquet", "one", &[]));
    assert_eq!((answer["records"].as_u64(), answer["excluded"].as_u64()), (Some(3), Some(0)));
    let paths: Vec<_> = answer["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert_eq!(paths[..4], names.map(|name| format!("one/{name}")));
    assert_eq!(paths[4..], ["one/manifest.json"]);
    folder.run(&export("parquet", "two", &[])).expect_done();
    for name in [&names[..], &["manifest.json"]].concat() {
        let bytes = |place: &str| std::fs::read(folder.path(&format!("{place}/{name}"))).unwrap();
        assert!(bytes("one") == bytes("two"), "{name}");
    }
    assert!(folder.read("one/README.md").contains("config_name: \"consensus\""));
    folder.run(&export("parquet", "one", &[])).expect(2);
    folder.run(&export("parquet", "one", &["--force"])).expect_done();
}

#[test]
fn each_record_says_where_its_gold_comes_from() {
    let folder = Folder::with_items(&three_items());
    folder.run(&export("jsonl", "out.jsonl", &[])).expect_done();
    let records = records(&folder, "out.jsonl");
    assert_eq!(records.len(), 2);
    assert!(folder.read("out.jsonl").contains(r#""origin":"consensus""#));
    assert_eq!(records[0]["id"], "a");
}

#[test]
fn the_newest_stored_run_is_what_is_exported() {
    let folder = Folder::with_items(&three_items());
    folder.run(&["consensus", "p.touchstone", "--span-threshold", "any"]).expect_done();
    folder.run(&export("jsonl", "out.jsonl", &[])).expect_done();
    let manifest: Value = serde_json::from_str(&folder.read("out.jsonl.manifest.json")).unwrap();
    assert_eq!(manifest["threshold"], "any");
}

#[test]
fn nothing_is_overwritten_without_force() {
    let folder = Folder::with_items(&three_items());
    folder.run(&export("jsonl", "out.jsonl", &[])).expect_done();
    let before = folder.read("out.jsonl");
    folder.run(&export("jsonl", "out.jsonl", &["--what", "items"])).expect(2);
    assert_eq!(folder.read("out.jsonl"), before);
    folder.run(&export("jsonl", "out.jsonl", &["--what", "items", "--force"])).expect_done();
    assert_ne!(folder.read("out.jsonl"), before);
    assert_eq!(folder.names(), ["items.jsonl", "out.jsonl", "out.jsonl.manifest.json", "p.touchstone"]);
}

#[test]
fn what_a_filter_leaves_out_is_counted() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&export("jsonl", "out.jsonl", &["--filter", "\"bridge b\""]));
    let manifest: Value = serde_json::from_str(&folder.read("out.jsonl.manifest.json")).unwrap();
    for told in [answer, manifest] {
        let numbers = ["records", "excluded", "excluded_by_filter"].map(|name| told[name].as_u64());
        assert_eq!(numbers, [Some(1), Some(2), Some(2)], "{told}");
    }
}

#[test]
fn filters_choose_items() {
    let folder = Folder::with_items(&three_items());
    for (filter, ids) in [("label:unsupported", &["a", "b"][..]), ("reviewer:Cy", &["a"]), ("\"bridge b\"", &["b"])] {
        folder.run(&export("jsonl", "out.jsonl", &["--what", "items", "--force", "--filter", filter])).expect_done();
        let found: Vec<String> =
            records(&folder, "out.jsonl").iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(found, ids, "{filter}");
    }
}

#[test]
fn reviewers_appear_as_asked() {
    let mut items = three_items();
    items[0]["reviews"][0]["annotations"][0]["note"] = "a secret note".into();
    let folder = Folder::with_items(&items);
    let told = |more: &[&str]| {
        folder
            .run(&export("jsonl", "out.jsonl", &[&["--what", "annotations", "--force"], more].concat()))
            .expect_done();
        folder.read("out.jsonl")
    };
    let usual = told(&[]);
    assert!(usual.contains("\"R1\"") && !usual.contains("Ada") && usual.contains("a secret note"));
    assert!(told(&["--reviewers", "names"]).contains("\"Ada\""));
    let none = told(&["--reviewers", "none"]);
    assert!(!none.contains("\"R1\"") && !none.contains("Ada"), "{none}");
    assert!(!told(&["--no-notes"]).contains("a secret note"));
}

#[test]
fn an_export_of_annotations_can_be_imported_again() {
    let folder = Folder::with_items(&three_items());
    folder.run(&export("jsonl", "out.jsonl", &["--what", "annotations", "--reviewers", "names"])).expect_done();
    folder.run(&["new", "q.touchstone"]).expect_done();
    let report = folder.json(&["import", "q.touchstone", "out.jsonl"]);
    assert_eq!(report["issues"].as_array().unwrap().len(), 0, "{report}");
    assert_eq!((report["reviews_added"].as_u64(), report["annotations_added"].as_u64()), (Some(5), Some(4)));
}

#[test]
fn the_words_name_the_files() {
    let folder = Folder::with_items(&[item("a")]);
    let words = folder.run(&export("csv", "out.csv", &["--what", "items"])).expect_done();
    assert!(words.stdout.starts_with("Exported 1 item.\nout.csv  "), "{}", words.stdout);
    assert_eq!(words.stderr, "");
}

#[test]
fn how_long_a_review_took_goes_along_with_names_only() {
    let mut review = clean("Ada");
    review["elapsed_ms"] = 5_000.into();
    let folder = Folder::with_items(&[reviewed("a", &[review])]);
    let exported = |names: &str, out: &str| {
        let command = ["export", "p.touchstone", "--what", "annotations", "--format", "jsonl", "--reviewers", names];
        folder.run(&[&command[..], &["--out", out]].concat()).expect_done();
        let line: serde_json::Value = serde_json::from_str(folder.read(out).lines().next().unwrap()).unwrap();
        line["reviews"][0]["elapsed_ms"].clone()
    };
    assert_eq!(exported("pseudonyms", "r.jsonl"), serde_json::Value::Null);
    assert_eq!(exported("none", "n.jsonl"), serde_json::Value::Null);
    assert_eq!(exported("names", "a.jsonl"), 5_000);
}
