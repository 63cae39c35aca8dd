//! `consensus`: the run and its answer.

use crate::program::{Folder, clean, item, marking, reviewed, three_items, without_identities};
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
          "verdicts": [
            "clean",
            "hallucinated"
          ],
          "reviewers": [
            {
              "id": "Ada",
              "verdicts": 2,
              "reliability": 0.75,
              "confusion": [
                [
                  0.0,
                  0.0
                ],
                [
                  0.0,
                  1.0
                ]
              ]
            },
            {
              "id": "Bo",
              "verdicts": 2,
              "reliability": 0.75,
              "confusion": [
                [
                  0.0,
                  0.0
                ],
                [
                  0.0,
                  1.0
                ]
              ]
            },
            {
              "id": "Cy",
              "verdicts": 1,
              "reliability": 1.0,
              "confusion": [
                [
                  0.0,
                  0.0
                ],
                [
                  0.0,
                  1.0
                ]
              ]
            }
          ],
          "items": [
            {
              "item": "a",
              "k": 3,
              "verdict": "hallucinated",
              "verdict_probability": 1.0,
              "verdict_votes": {
                "hallucinated": 3
              },
              "verdict_probabilities": {
                "clean": 0.0,
                "hallucinated": 1.0
              },
              "verdict_entropy": 0.0,
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
              "disagreement": 0.16666666666666666,
              "omissions": [],
              "contested_omissions": [],
              "soft_omissions": []
            },
            {
              "item": "b",
              "k": 2,
              "verdict": null,
              "verdict_probability": 0.5,
              "verdict_votes": {
                "clean": 1,
                "hallucinated": 1
              },
              "verdict_probabilities": {
                "clean": 0.5,
                "hallucinated": 0.5
              },
              "verdict_entropy": 1.0,
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
              "disagreement": 1.0,
              "omissions": [],
              "contested_omissions": [],
              "soft_omissions": []
            },
            {
              "item": "c",
              "k": 0,
              "verdict": null,
              "verdict_probability": null,
              "verdict_votes": {},
              "verdict_probabilities": {},
              "verdict_entropy": null,
              "unresolved": true,
              "unresolved_reason": "No review of this item was submitted.",
              "spans": [],
              "contested": [],
              "soft": [],
              "disagreement": 0.0,
              "omissions": [],
              "contested_omissions": [],
              "soft_omissions": []
            }
          ]
        }"#]]
    .assert_eq(&without_identities(&serde_json::to_string_pretty(&value).unwrap()));
}

#[test]
fn right_answers_of_files_are_compared_with_the_verdicts() {
    let folder = Folder::with_items(&three_items());
    assert!(folder.json(&["consensus", "p.touchstone"]).get("accuracy_given").is_none());
    let told = |id: &str, gold: &str| {
        let mut item = item(id);
        item["gold"] = gold.into();
        item
    };
    folder.jsonl("c.jsonl", &[told("c", "clean")]);
    folder.run(&["import", "p.touchstone", "c.jsonl"]).expect_done();
    let text = folder.run(&["consensus", "p.touchstone"]).expect_done().stdout;
    assert!(text.contains("accuracy      not known yet: no reviewer has given a verdict on 1 item with"), "{text}");
    folder.jsonl("ab.jsonl", &[told("a", "hallucinated"), told("b", "clean")]);
    folder.run(&["import", "p.touchstone", "ab.jsonl"]).expect_done();
    let answer = folder.json(&["consensus", "p.touchstone"]);
    let interval = &answer["accuracy_given"]["value_interval"];
    let expected = serde_json::json!({
        "value": 0.5, "value_interval": interval, "n": 2, "same": 1, "unresolved": 1, "not_reviewed": 1
    });
    assert_eq!(answer["accuracy_given"], expected, "no right answer marks anything, so nothing is said of places");
    // Wilson's interval of one in two.
    let ends = [0, 1].map(|end| interval[end].as_f64().unwrap());
    assert!((ends[0] - 0.0945).abs() < 5e-5 && (ends[1] - 0.9055).abs() < 5e-5, "{ends:?}");
    let text = folder.run(&["consensus", "p.touchstone"]).expect_done().stdout;
    let line = "accuracy      0.500 (95 %: 0.095 to 0.905) against the right answers from files: 1 of 2 items, 1 unresolved; 1 more without a \
                verdict yet\n";
    assert!(text.ends_with(line), "{text}");
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

#[test]
fn two_stored_runs_are_compared_with_the_reason_for_every_change() {
    let folder = Folder::with_items(&three_items());
    let id = |answer: &serde_json::Value| answer["run"].as_str().unwrap().to_owned();
    let half = id(&folder.json(&["consensus", "p.touchstone"]));
    let any = id(&folder.json(&["consensus", "p.touchstone", "--span-threshold", "any"]));
    folder.jsonl("more.jsonl", &[reviewed("c", &[marking("c", "Ada", "1932", "contradiction")])]);
    folder.run(&["import", "p.touchstone", "more.jsonl"]).expect_done();
    let later = id(&folder.json(&["consensus", "p.touchstone"]));

    let runs = folder.json(&["consensus", "p.touchstone", "--runs"]);
    let listed: Vec<&str> = runs["runs"].as_array().unwrap().iter().map(|run| run["run"].as_str().unwrap()).collect();
    assert_eq!(listed, [&later, &any, &half]);
    assert!(runs["runs"][0]["computed_at_ms"].is_i64());

    let compared = |one: &str, two: &str| folder.json(&["consensus", "p.touchstone", "--compare", one, two]);
    let same = compared(&half, &half);
    assert_eq!((&same["n_changed"], &same["same_reviews"]), (&0.into(), &true.into()));

    let threshold = compared(&half, &any);
    assert_eq!((&threshold["n_changed"], &threshold["causes"]), (&2.into(), &serde_json::json!({"threshold": 2})));
    let [a, b] = [&threshold["changed"][0], &threshold["changed"][1]];
    assert_eq!((&a["item"], &a["spans"][0]["change"]), (&"a".into(), &"rebounded".into()));
    assert_eq!(
        (&a["spans"][0]["before"]["quote"], &a["spans"][0]["after"]["quote"]),
        (&"1932".into(), &"in 1932".into())
    );
    let changes: Vec<&str> =
        b["spans"].as_array().unwrap().iter().map(|span| span["change"].as_str().unwrap()).collect();
    assert_eq!(changes, ["gained", "no-longer-contested"]);
    assert_eq!(a["causes"][0]["sentence"], "Another threshold: any instead of half.");

    let reviews = compared(&half[..10], &later[..10]);
    assert_eq!((&reviews["n_changed"], &reviews["causes"]), (&1.into(), &serde_json::json!({"reviews-added": 1})));
    assert_eq!(reviews["changed"][0]["causes"][0]["sentence"], "More reviews: Ada.");
    assert_eq!(reviews["changed"][0]["verdict"]["after"], "hallucinated");
    let words = folder.run(&["consensus", "p.touchstone", "--compare", &half, &later]).expect_done().stdout;
    assert!(words.contains("1 of 3 items changed") && words.contains("why: More reviews: Ada."), "{words}");

    let refused = folder.run(&["consensus", "p.touchstone", "--compare", &half, "zz", "--json"]);
    assert_eq!(refused.json()["error"]["code"], "unknown_run");
}
