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

/// Forty items of which three mark the error and each of two something else; in one more, two of the three
/// mark and nobody else.
fn with_two_careless() -> Vec<serde_json::Value> {
    let both = |id: &str| -> Vec<serde_json::Value> {
        let careful = ["Ada", "Bo", "Cy"].map(|name| marking(id, name, "1932", "contradiction"));
        let careless =
            [("Di", "cost"), ("Ed", "The bridge")].map(|(name, text)| marking(id, name, text, "contradiction"));
        careful.into_iter().chain(careless).collect()
    };
    let mut items: Vec<serde_json::Value> =
        (0..40).map(|number| format!("i{number}")).map(|id| reviewed(&id, &both(&id))).collect();
    let last = ["Ada", "Bo"].map(|name| marking("last", name, "1932", "contradiction"));
    items.push(reviewed("last", &last.into_iter().chain(["Cy", "Di", "Ed"].map(clean)).collect::<Vec<_>>()));
    items
}

#[test]
fn below_five_reviewers_words_are_not_weighed_and_the_answer_says_so() {
    let folder = Folder::with_items(&three_items());
    let plain = folder.json(&["consensus", "p.touchstone"]);
    let weighted = folder.json(&["consensus", "p.touchstone", "--method", "weighted"]);
    assert_eq!(weighted["words"]["weighted"], false);
    assert!(
        weighted["words"]["reason"]
            .as_str()
            .unwrap()
            .starts_with("Words are not weighed below 5 reviewers, and there are 3")
    );
    assert_eq!(weighted["items"][0]["spans"], plain["items"][0]["spans"]);
    assert!(plain.get("words").is_none());
    let words = folder.run(&["consensus", "p.touchstone", "--method", "weighted"]).expect_done();
    assert!(words.stderr.contains("note: Words are not weighed"), "{}", words.stderr);
}

#[test]
fn from_five_reviewers_words_are_weighed_whatever_the_order() {
    let mut items = with_two_careless();
    let run = |items: &[serde_json::Value]| {
        Folder::with_items(items).json(&["consensus", "p.touchstone", "--method", "weighted"])
    };
    let one = run(&items);
    assert_eq!((&one["words"]["weighted"], &one["words"]["reason"]), (&true.into(), &serde_json::Value::Null));
    let weights: Vec<(String, f64)> = one["words"]["reviewers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reviewer| (reviewer["id"].as_str().unwrap().to_owned(), reviewer["weight"].as_f64().unwrap()))
        .collect();
    assert_eq!(weights.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["Ada", "Bo", "Cy", "Di", "Ed"]);
    assert!(weights[0].1 > weights[3].1, "{weights:?}");
    // Two of five mark it: no majority of reviewers, but one of weights.
    let last = |answer: &serde_json::Value| answer["items"][40]["spans"].as_array().unwrap().clone();
    assert_eq!(
        (last(&one).len(), &last(&one)[0]["quote"], &last(&one)[0]["share_min"]),
        (1, &"1932".into(), &0.4.into())
    );
    let folder = Folder::with_items(&items);
    assert_eq!(last(&folder.json(&["consensus", "p.touchstone"])).len(), 0);
    items.reverse();
    for item in &mut items {
        item["reviews"].as_array_mut().unwrap().reverse();
    }
    assert_eq!(run(&items)["words"], one["words"]);
}

#[test]
fn the_method_tells_what_it_learnt_and_what_speaks_against_it() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&["consensus", "p.touchstone", "--method", "dawid-skene"]);
    assert!(answer["advice"].as_str().unwrap().starts_with("With 3 reviewers the majority is often better"));
    assert_eq!(answer["verdicts"], serde_json::json!(["clean", "hallucinated"]));
    let reviewers = answer["reviewers"].as_array().unwrap();
    let names: Vec<&str> = reviewers.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(names, ["Ada", "Bo", "Cy"]);
    for one in reviewers {
        assert!((0.0..=1.0).contains(&one["reliability"].as_f64().unwrap()), "{one}");
        let column: f64 = (0..2).map(|row| one["confusion"][row][1].as_f64().unwrap()).sum();
        assert!((column - 1.0).abs() < 1e-9, "{one}");
    }
    let items = answer["items"].as_array().unwrap();
    assert_eq!(items[0]["verdict_votes"], serde_json::json!({ "hallucinated": 3 }));
    let sum: f64 = items[0]["verdict_probabilities"].as_object().unwrap().values().map(|p| p.as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-9);
    // A tie of two, and an item that nobody reviewed.
    let majority = folder.json(&["consensus", "p.touchstone"]);
    assert!(majority.get("advice").is_none());
    assert_eq!(majority["items"][1]["verdict_probabilities"], serde_json::json!({ "clean": 0.5, "hallucinated": 0.5 }));
    assert_eq!(
        (&majority["items"][1]["verdict_entropy"], &majority["items"][2]["verdict_entropy"]),
        (&1.0.into(), &serde_json::Value::Null)
    );
    assert_eq!(majority["items"][2]["verdict_votes"], serde_json::json!({}));
    let words = folder.run(&["consensus", "p.touchstone", "--method", "mace"]).expect_done();
    assert!(words.stderr.contains("note: With 3 reviewers"), "{}", words.stderr);
}

#[test]
fn items_that_nobody_reviewed_change_no_estimate() {
    let mut items = with_two_careless();
    let mixed = |id: &str, yes: &[&str], no: &[&str]| {
        let yes = yes.iter().map(|name| marking(id, name, "1932", "contradiction"));
        reviewed(id, &yes.chain(no.iter().copied().map(clean)).collect::<Vec<_>>())
    };
    items.push(mixed("m1", &["Ada", "Di"], &["Bo", "Cy", "Ed"]));
    items.push(mixed("m2", &["Di", "Ed"], &["Ada", "Bo"]));
    items.push(mixed("m3", &["Bo", "Cy", "Ed"], &["Di"]));
    let folder = Folder::with_items(&items);
    for method in ["dawid-skene", "one-coin", "mace"] {
        let probabilities = |folder: &Folder| -> Vec<serde_json::Value> {
            let answer = folder.json(&["consensus", "p.touchstone", "--method", method]);
            let items = answer["items"].as_array().unwrap();
            items.iter().map(|item| item["verdict_probability"].clone()).filter(|value| !value.is_null()).collect()
        };
        let found = probabilities(&folder);
        assert_eq!(found.len(), items.len());
        let with_untouched: Vec<serde_json::Value> =
            items.iter().cloned().chain((0..100).map(|number| item(&format!("u{number}")))).collect();
        assert_eq!(probabilities(&Folder::with_items(&with_untouched)), found, "{method}");
    }
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
