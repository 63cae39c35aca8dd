//! `packet make` and `packet take`, as scripts use them.

use crate::program::Folder;
use serde_json::{Value, json};

fn folder() -> Folder {
    let line = |number: usize| {
        json!({
            "id": format!("secret-{number}"),
            "sample": { "text": format!("Sample {number}."), "generator": { "model": "model-vega" } },
            "sources": [{ "text": "One source." }],
            "reviews": if number == 0 { json!([{ "reviewer": "Ada", "verdict": "clean", "annotations": [] }]) } else { json!([]) },
        })
    };
    Folder::with_items(&(0..5).map(line).collect::<Vec<Value>>())
}

#[test]
fn a_packet_goes_out_and_comes_home() {
    let folder = folder();
    let made = folder.json(&["packet", "make", "p.touchstone", "--reviewer", "ada", "--out", "ada.touchstone-packet"]);
    assert_eq!((&made["items"], &made["reviewer"]), (&json!(4), &json!("Ada")));
    assert_eq!(made["bytes"], folder.read_bytes("ada.touchstone-packet").len());
    let taken = folder.json(&["packet", "take", "p.touchstone", "ada.touchstone-packet"]);
    assert_eq!(taken["file"], "ada.touchstone-packet");
    for (name, value) in [("items", 4), ("open", 4), ("events_added", 0), ("reviews_changed", 0)] {
        assert_eq!(taken[name], value, "{name}");
    }
    assert_eq!((&taken["conflicts"], &taken["schema"]), (&json!([]), &Value::Null));
    let words = folder.run(&["packet", "take", "p.touchstone", "ada.touchstone-packet"]).expect_done().stdout;
    assert!(words.contains("Ada did 0 of 4 items"), "{words}");
    folder.run(&["verify", "p.touchstone"]).expect_done();
    assert!(
        folder.names().iter().all(|name| !name.starts_with('.') && !name.ends_with("-wal")),
        "{:?}",
        folder.names()
    );
}

#[test]
fn wrong_names_and_files_are_told_with_their_exit_codes() {
    let folder = folder();
    let make = |who: &str, out: &str, code: i32| {
        let answer = folder.run(&["packet", "make", "p.touchstone", "--reviewer", who, "--out", out, "--json"]);
        answer.expect(code).json()["error"]["code"].as_str().unwrap_or("none").to_owned()
    };
    assert_eq!(make("Nobody", "x", 2), "unknown_reviewer");
    folder.run(&["packet", "make", "p.touchstone", "--reviewer", "Ada", "--out", "a"]).expect_done();
    assert_eq!(make("Ada", "a", 2), "output_exists");
    folder.write("text", "no packet");
    let bytes = folder.read_bytes("a");
    folder.write("cut", &bytes[..bytes.len() / 2]);
    folder.run(&["demo", "demo.touchstone"]).expect_done();
    for (project, file, exit, code) in [
        ("p.touchstone", "text", 3, "not_a_packet"),
        ("p.touchstone", "cut", 3, "packet_damaged"),
        ("p.touchstone", "p.touchstone", 3, "not_a_packet"),
        ("demo.touchstone", "a", 3, "packet_of_another_project"),
        ("a", "a", 4, "is_a_packet"),
    ] {
        let answer = folder.run(&["packet", "take", project, file, "--json"]).expect(exit).json();
        assert_eq!(answer["error"]["code"], code, "{answer}");
        assert!(answer["error"]["cure"].as_str().unwrap().len() > 10);
    }
    for command in ["status", "verify"] {
        let answer = folder.run(&[command, "a", "--json"]).expect(4).json();
        assert_eq!(answer["error"]["code"], "is_a_packet");
    }
}

#[test]
fn one_bad_packet_keeps_no_other_from_coming_home() {
    let folder = folder();
    folder.run(&["packet", "make", "p.touchstone", "--reviewer", "Ada", "--out", "a"]).expect_done();
    folder.write("bad", "no packet");
    let answer = folder.run(&["packet", "take", "p.touchstone", "bad", "a", "--json"]).expect(3).json();
    assert_eq!(answer["packets"][0]["error"]["code"], "not_a_packet");
    assert_eq!(answer["packets"][1]["items"], 4);
}

#[test]
fn help_has_an_example_for_both() {
    let folder = Folder::new();
    assert!(folder.run(&["--help"]).expect_done().stdout.contains("\n  packet "));
    for verb in ["make", "take"] {
        let help = folder.run(&["packet", verb, "--help"]).expect_done().stdout;
        assert!(help.contains(&format!("Example:\n  touchstone packet {verb} ")) && help.contains("--json"), "{help}");
    }
}
