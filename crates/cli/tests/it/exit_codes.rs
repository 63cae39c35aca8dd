//! Every class of error, in words and in JSON, with its exit code.

use crate::program::{Folder, item, three_items};
use serde_json::Value;

/// The error of a command, which must say the same in words and in JSON.
#[track_caller]
fn error(folder: &Folder, arguments: &[&str], code: i32) -> Value {
    let in_json = folder.run(&[arguments, &["--json"]].concat()).expect(code).error_json();
    let in_words = folder.run(arguments).expect(code);
    assert_eq!(in_words.stdout, "");
    let mut lines = in_words.stderr.lines();
    assert_eq!(lines.next().unwrap(), format!("error: {}", in_json["message"].as_str().unwrap()));
    if let Some(place) = in_json["where"].as_str() {
        assert_eq!(lines.next().unwrap(), format!("  where: {place}"));
    }
    assert_eq!(lines.next().unwrap(), format!("  cure: {}", in_json["cure"].as_str().unwrap()));
    assert_eq!(lines.next(), None);
    in_json
}

#[test]
fn a_project_that_cannot_be_opened_is_4() {
    let folder = Folder::new();
    folder.write("notes.txt", "not a project");
    folder.write("empty.touchstone", "");
    folder.jsonl("items.jsonl", &[item("a")]);
    let mut sqlite = b"SQLite format 3\0".to_vec();
    sqlite.resize(4096, 7);
    folder.write("damaged.touchstone", sqlite);
    for (project, codes) in [
        ("nowhere.touchstone", &["not_found"][..]),
        ("notes.txt", &["not_a_project"]),
        ("empty.touchstone", &["not_a_project"]),
        ("damaged.touchstone", &["not_a_project", "damaged"]),
    ] {
        for arguments in [
            &["status", project][..],
            &["verify", project],
            &["consensus", project],
            &["import", project, "items.jsonl"],
            &["export", project, "--format", "jsonl", "--out", "out.jsonl"],
        ] {
            let error = error(&folder, arguments, 4);
            assert!(codes.contains(&error["code"].as_str().unwrap()), "{arguments:?}: {error}");
        }
    }
    assert!(!folder.path("out.jsonl").exists());
    assert!(!folder.path("nowhere.touchstone").exists(), "nothing is created by looking");
    assert_eq!(folder.read("notes.txt"), "not a project");
    assert_eq!(folder.read("empty.touchstone"), "");
}

#[test]
fn bad_input_is_3_and_writes_nothing() {
    let folder = Folder::with_project();
    folder.write("noise.bin", [0_u8, 159, 146, 150, 1, 2, 3]);
    folder.write("bad.jsonl", "{\"id\": 1\nnot json\n");
    folder.write("empty.jsonl", "");
    std::fs::create_dir(folder.path("no pairs")).unwrap();
    let import = |file: &str| error(&folder, &["import", "p.touchstone", file], 3);
    assert_eq!(import("nowhere.jsonl")["code"], "files");
    assert_eq!(import("noise.bin")["code"], "unknown_format");
    assert_eq!(import("no pairs")["code"], "unreadable");
    let empty = import("empty.jsonl");
    assert!(["unreadable", "unknown_format"].contains(&empty["code"].as_str().unwrap()), "{empty}");
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn a_missing_file_among_others_stops_before_anything_is_written() {
    let folder = Folder::with_project();
    folder.jsonl("items.jsonl", &[item("a")]);
    for format in [&[][..], &["--format", "jsonl"]] {
        let arguments = [&["import", "p.touchstone", "items.jsonl", "nowhere.jsonl"], format].concat();
        assert!(error(&folder, &arguments, 3)["where"].as_str().unwrap().contains("nowhere.jsonl"));
    }
    assert_eq!(folder.json(&["status", "p.touchstone"])["items"], 0);
}

#[test]
fn an_empty_export_is_3_and_leaves_no_file() {
    let folder = Folder::with_project();
    let export = ["export", "p.touchstone", "--format", "jsonl", "--out", "out.jsonl"];
    assert_eq!(error(&folder, &export, 3)["code"], "nothing_to_export");
    folder.jsonl("items.jsonl", &[item("a")]);
    folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
    let nothing = error(&folder, &export, 3);
    assert!(nothing["message"].as_str().unwrap().contains("none of them has a submitted review"), "{nothing}");
    error(&folder, &[&export[..], &["--what", "annotations"]].concat(), 3);
    error(&folder, &[&export[..], &["--what", "items", "--filter", "zeppelin"]].concat(), 3);
    assert_eq!(folder.names(), ["items.jsonl", "p.touchstone"]);
}

#[test]
fn wrong_usage_of_export_is_2() {
    let folder = Folder::with_items(&three_items());
    let export = ["export", "p.touchstone", "--format", "jsonl", "--out", "out.jsonl"];
    for filter in ["colour:red", "status:finished", "reviewer:Zoe", "disagreement:>much"] {
        let error = error(&folder, &[&export[..], &["--filter", filter]].concat(), 2);
        assert_eq!((error["code"].as_str(), error["where"].as_str()), (Some("bad_filter"), Some(filter)));
    }
    folder.write("out.jsonl", "mine");
    assert_eq!(error(&folder, &export, 2)["code"], "output_exists");
    assert_eq!(folder.read("out.jsonl"), "mine");
}

#[test]
fn wrong_usage_of_import_is_2() {
    let folder = Folder::with_project();
    folder.write("table.csv", "a,b\n1,2\n");
    for map in ["sample", "colour=b"] {
        let error = error(&folder, &["import", "p.touchstone", "table.csv", "--map", map], 2);
        assert_eq!(error["code"], "bad_mapping");
    }
}

#[test]
fn an_output_folder_that_is_not_there_is_told() {
    let folder = Folder::with_items(&three_items());
    let arguments = ["export", "p.touchstone", "--format", "jsonl", "--out", "no/such/out.jsonl"];
    let error = error(&folder, &arguments, 3);
    assert_eq!(error["where"], "no/such/out.jsonl");
}
