//! `new`, `demo`, `status` and `verify`.

use crate::program::{Folder, three_items, without_identities};
use expect_test::expect;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};

#[test]
fn a_new_project_is_empty_and_refuses_to_overwrite() {
    let folder = Folder::new();
    let made = folder.run(&["new", "p.touchstone", "--name", "Naïve news"]).expect_done();
    expect![[r#"
        Created “Naïve news” in p.touchstone: 0 items, label schema faithfulness v1.
    "#]]
    .assert_eq(&made.stdout);
    let before = std::fs::read(folder.path("p.touchstone")).unwrap();
    let refused = folder.run(&["new", "p.touchstone"]).expect(2);
    expect![[r#"
        error: p.touchstone exists already, and nothing is overwritten.
          where: p.touchstone
          cure: Choose another name.
    "#]]
    .assert_eq(&refused.stderr);
    assert_eq!(folder.run(&["demo", "p.touchstone", "--json"]).expect(2).error_json()["code"], "already_exists");
    assert_eq!(std::fs::read(folder.path("p.touchstone")).unwrap(), before);
    assert_eq!(folder.names(), ["p.touchstone"], "no log and no lock stays beside it");
    assert_eq!(folder.json(&["status", "p.touchstone"])["name"], "Naïve news");
}

#[test]
fn the_project_is_named_after_its_file() {
    let folder = Folder::new();
    let made = folder.json(&["new", "my news.touchstone"]);
    assert_eq!(made["project"], "my news.touchstone");
    assert_eq!(made["status"]["name"], "my news");
    assert_eq!(made["status"]["schema"], "faithfulness v1");
}

#[test]
fn schemas_are_presets_or_files() {
    let folder = Folder::new();
    for preset in ["faithfulness", "ragtruth", "faithbench", "intrinsic-extrinsic", "lettucedetect", "mqm"] {
        let made = folder.json(&["new", &format!("{preset}.touchstone"), "--schema", preset]);
        assert_eq!(made["status"]["schema"], format!("{preset} v1"));
    }
    let own = r#"{"version":1,"name":"own","severities":[],"labels":[{"id":"wrong","name":"Wrong","colour":1}],
        "verdicts":[{"id":"ok","name":"Fine","meaning":"clean"},{"id":"bad","name":"Bad","meaning":"hallucinated"}]}"#;
    folder.write("own.json", own);
    assert_eq!(folder.json(&["new", "own.touchstone", "--schema", "own.json"])["status"]["schema"], "own v1");

    let unknown = folder.run(&["new", "x.touchstone", "--schema", "nonsense"]).expect(2);
    expect![[r#"
        error: There is no label schema “nonsense”.
          where: --schema
          cure: Use faithfulness, ragtruth, faithbench, intrinsic-extrinsic, lettucedetect or mqm, or the path of a schema file.
    "#]].assert_eq(&unknown.stderr);
    folder.write("twice.json", own.replace(r#""id":"bad""#, r#""id":"ok""#));
    let bad = folder.run(&["new", "x.touchstone", "--schema", "twice.json", "--json"]).expect(3);
    assert_eq!(bad.error_json()["code"], "bad_schema");
    assert!(!folder.path("x.touchstone").exists());
}

#[test]
fn an_empty_name_is_no_name() {
    let folder = Folder::new();
    let refused = folder.run(&["new", "p.touchstone", "--name", "  ", "--json"]).expect(2);
    assert_eq!(refused.error_json()["code"], "empty_name");
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let folder = Folder::new();
    let refused = folder.run(&["new", "no/such/p.touchstone", "--json"]);
    assert!(refused.code == 3 || refused.code == 4, "{}", refused.stdout);
    refused.error_json();
}

#[test]
fn status_has_the_names_of_the_contract() {
    let folder = Folder::with_items(&three_items());
    let status = folder.run(&["status", "p.touchstone", "--json"]).expect_done();
    expect![[r#"
        {
          "name": "p",
          "blind": true,
          "schema": "faithfulness v1",
          "items": 3,
          "samples": 3,
          "sources": 3,
          "reviewers": 3,
          "omissions": 0,
          "disagreement": 0.5833333333333334,
          "reviews": {
            "submitted": 5,
            "in_progress": 0,
            "skipped": 0
          },
          "adjudication": {
            "open": 2,
            "ready": 0,
            "settled": 0,
            "changed": 0
          },
          "annotations": 4,
          "stale": {
            "reviews": 0,
            "names": []
          }
        }
    "#]]
    .assert_eq(&status.stdout);
    let words = folder.run(&["status", "p.touchstone"]).expect_done();
    expect![[r#"
        project       p
        label schema  faithfulness v1
        items         3
        samples       3
        sources       3
        reviewers     3
        submitted     5
        in progress   0
        skipped       0
        annotations   4
        omissions     0
        disagreement  0.583
        to decide     2
        settled       0
        old labels    none
    "#]]
    .assert_eq(&words.stdout);
    assert_eq!(words.stderr, "");
}

#[test]
fn status_of_an_empty_project_knows_no_disagreement() {
    let folder = Folder::with_project();
    let status = folder.json(&["status", "p.touchstone"]);
    assert_eq!((status["items"].as_u64(), status["disagreement"].is_null()), (Some(0), true));
}

#[test]
fn the_demo_has_finished_and_open_work_and_is_sound() {
    let folder = Folder::new();
    let made = folder.json(&["demo", "d.touchstone"]);
    let mut status = folder.json(&["status", "d.touchstone"]);
    assert_eq!(status.as_object_mut().unwrap().remove("stale").unwrap()["reviews"], 0);
    assert_eq!(made["status"], status);
    assert!(status["items"].as_u64().unwrap() >= 30);
    assert_eq!(status["reviewers"], 4);
    assert!(status["reviews"]["in_progress"].as_u64().unwrap() >= 1);
    assert!(status["disagreement"].as_f64().unwrap() > 0.05);
    assert_eq!(folder.json(&["verify", "d.touchstone"])["ok"], true);
    assert_eq!(folder.names(), ["d.touchstone"]);
}

#[test]
fn verify_says_what_it_checked() {
    let folder = Folder::with_items(&three_items());
    let sound = folder.run(&["verify", "p.touchstone", "--json"]).expect_done();
    expect![[r#"
        {
          "ok": true,
          "checked": {
            "texts": 6,
            "events": 14,
            "quotes": 4,
            "items": 3
          },
          "findings": []
        }
    "#]]
    .assert_eq(&sound.stdout);
    expect![[r#"
        Checked 3 items, 6 texts, 14 events and 4 quotes.
        All is as it was written.
    "#]]
    .assert_eq(&folder.run(&["verify", "p.touchstone"]).expect_done().stdout);
}

/// One letter of a text changed on the disk, as a failing disk or a curious hand would.
#[test]
fn verify_finds_a_changed_text() {
    let folder = Folder::with_items(&three_items());
    let mut file = std::fs::OpenOptions::new().read(true).write(true).open(folder.path("p.touchstone")).unwrap();
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    let wanted = b"The bridge c opened in 1932";
    let places: Vec<usize> = (0..bytes.len() - wanted.len()).filter(|at| bytes[*at..].starts_with(wanted)).collect();
    assert!(!places.is_empty());
    for at in places {
        file.seek(SeekFrom::Start(u64::try_from(at + 23).unwrap())).unwrap();
        file.write_all(b"2").unwrap();
    }
    drop(file);
    let found = folder.run(&["verify", "p.touchstone", "--json"]).expect(1);
    let answer = found.json();
    assert_eq!(answer["ok"], false);
    let finding = &answer["findings"][0];
    for field in ["code", "where", "message"] {
        assert!(!finding[field].as_str().unwrap().is_empty(), "{finding}");
    }
    let words = folder.run(&["verify", "p.touchstone"]).expect(1);
    assert!(words.stdout.contains("restore from your last copy"), "{}", words.stdout);
}

/// A right answer whose bytes were changed on the disk: a finding, an error with its cure, and healed by its file.
#[test]
fn a_damaged_right_answer_is_a_finding_and_its_file_heals_it() {
    let mut told = crate::program::item("d");
    told["gold"] = "unsure".into();
    let folder = Folder::with_items(&three_items());
    folder.jsonl("d.jsonl", &[told]);
    folder.run(&["import", "p.touchstone", "d.jsonl"]).expect_done();
    let path = folder.path("p.touchstone");
    let mut bytes = std::fs::read(&path).unwrap();
    let wanted = br#"{"verdict":"unsure","#;
    let at = bytes.windows(wanted.len()).position(|window| window == wanted).unwrap();
    bytes[at] = b'!';
    std::fs::write(&path, bytes).unwrap();

    let found = folder.run(&["verify", "p.touchstone", "--json"]).expect(1).json();
    let finding = &found["findings"][0];
    assert_eq!((&finding["code"], &finding["where"]), (&"given_gold_damaged".into(), &"item d, given gold".into()));
    let words = folder.run(&["verify", "p.touchstone"]).expect(1).stdout;
    assert!(words.ends_with("each line says how to put it right.\n"), "{words}");
    let export = ["export", "p.touchstone", "--format", "jsonl", "--what", "items", "--out", "x.jsonl"];
    let refused = folder.run(&export).expect(4);
    assert!(refused.stderr.contains("cure: Import the file that gave it once more"), "{}", refused.stderr);
    folder.run(&["import", "p.touchstone", "d.jsonl"]).expect_done();
    folder.run(&["verify", "p.touchstone"]).expect_done();
    folder.run(&export).expect_done();
}

#[test]
fn identities_are_told_by_length_only() {
    let text = format!("run \"{}\" and {} in 1932", "0a".repeat(16), "f".repeat(64));
    assert_eq!(without_identities(&text), "run \"<32 hex>\" and <64 hex> in 1932");
}
