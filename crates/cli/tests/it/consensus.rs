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
    expect![[r#"
        {
          "run": "<32 hex>",
          "input_digest": "<64 hex>",
          "method": "majority",
          "threshold": "half",
          "seed": 0,
          "items": [
            {
              "item": "a",
              "k": 3,
              "verdict": "hallucinated",
              "verdict_probability": 1.0,
              "unresolved": false,
              "unresolved_reason": null,
              "spans": [
                {
                  "start": 23,
                  "end": 27,
                  "quote": "1932",
                  "label": "contradiction",
                  "severity": "major",
                  "severity_tie": false,
                  "share_min": 1.0,
                  "share_mean": 1.0,
                  "supporters": [
                    "Ada",
                    "Bo",
                    "Cy"
                  ],
                  "tie": false,
                  "single": false,
                  "correction": null
                }
              ],
              "contested": [],
              "soft": [
                {
                  "start": 20,
                  "end": 23,
                  "share": 0.3333333333333333,
                  "votes": 1
                },
                {
                  "start": 23,
                  "end": 27,
                  "share": 1.0,
                  "votes": 3
                }
              ],
              "disagreement": 0.16666666666666666
            },
            {
              "item": "b",
              "k": 2,
              "verdict": null,
              "verdict_probability": 0.5,
              "unresolved": true,
              "unresolved_reason": "No verdict has more than half of the 2 submitted reviews: clean 1, hallucinated 1.",
              "spans": [],
              "contested": [
                {
                  "start": 37,
                  "end": 47,
                  "quote": "$4 million",
                  "label": "unsupported",
                  "severity": "major",
                  "severity_tie": false,
                  "share_min": 0.5,
                  "share_mean": 0.5,
                  "supporters": [
                    "Ada"
                  ],
                  "tie": true,
                  "single": false,
                  "correction": null
                }
              ],
              "soft": [
                {
                  "start": 37,
                  "end": 47,
                  "share": 0.5,
                  "votes": 1
                }
              ],
              "disagreement": 1.0
            },
            {
              "item": "c",
              "k": 0,
              "verdict": null,
              "verdict_probability": null,
              "unresolved": true,
              "unresolved_reason": "No review of this item was submitted.",
              "spans": [],
              "contested": [],
              "soft": [],
              "disagreement": 0.0
            }
          ]
        }"#]]
    .assert_eq(&without_identities(&serde_json::to_string_pretty(&value).unwrap()));
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
    expect![[r#"
        run           <32 hex>
        items         3
        unresolved    2
        spans         1
        contested     1
    "#]]
    .assert_eq(&without_identities(&words.stdout));
}
