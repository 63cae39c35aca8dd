//! `consensus`: the run and its answer.

use crate::program::{Folder, clean, marking, reviewed, three_items, without_identities};
use expect_test::expect;

#[test]
fn the_answer_has_the_names_of_the_contract() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.run(&["consensus", "p.touchstone", "--json"]).expect_done();
    assert_eq!(answer.stderr, "");
    let mut value = answer.json();
    for item in value["items"].as_array_mut().unwrap() {
        for span in item["spans"].as_array_mut().unwrap() {
            // Reviewers stand in the order of their random ids.
            let mut names: Vec<String> = serde_json::from_value(span["supporters"].clone()).unwrap();
            names.sort();
            span["supporters"] = names.into();
        }
    }
    expect![[""]].assert_eq(&without_identities(&serde_json::to_string_pretty(&value).unwrap()));
}

#[test]
fn the_same_input_is_the_same_run() {
    let folder = Folder::with_items(&three_items());
    let run = |more: &[&str]| folder.json(&[&["consensus", "p.touchstone"], more].concat());
    let first = run(&[]);
    assert_eq!(first, run(&["--method", "majority", "--span-threshold", "half", "--seed", "0"]));
    assert_ne!(first["run"], run(&["--span-threshold", "any"])["run"]);
    folder.jsonl("more.jsonl", &[reviewed("c", &[clean("Ada")])]);
    folder.run(&["import", "p.touchstone", "more.jsonl"]).expect_done();
    assert_ne!(first["input_digest"], run(&[])["input_digest"]);
    assert_eq!(folder.json(&["verify", "p.touchstone"])["ok"], true);
}

#[test]
fn thresholds_are_those_of_the_method() {
    let marks = [
        marking("a", "Ada", "in 1932", "contradiction"),
        marking("a", "Bo", "1932", "contradiction"),
        marking("a", "Cy", "1932", "contradiction"),
        clean("Di"),
    ];
    let folder = Folder::with_items(&[reviewed("a", &marks)]);
    let quotes = |threshold: &str| {
        let answer = folder.json(&["consensus", "p.touchstone", "--span-threshold", threshold]);
        assert_eq!(answer["threshold"], threshold);
        let spans = answer["items"][0]["spans"].as_array().unwrap().clone();
        spans.iter().map(|span| span["quote"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(quotes("any"), ["in 1932"]);
    assert_eq!(quotes("half"), ["1932"]);
    assert_eq!(quotes("majority"), ["1932"]);
    assert_eq!(quotes("all"), [""; 0]);
}

#[test]
fn the_words_are_sums() {
    let folder = Folder::with_items(&three_items());
    let words = folder.run(&["consensus", "p.touchstone"]).expect_done();
    expect![[""]].assert_eq(&without_identities(&words.stdout));
}
