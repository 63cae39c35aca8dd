//! `agreement`: the four layers of a project, their names in JSON, and the reference where it is there.

use crate::program::{Folder, marking, reviewed, three_items};
use serde_json::{Value, json};
use std::path::Path;

#[test]
fn the_answer_has_the_names_of_the_contract() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&["agreement", "p.touchstone"]);
    for layer in ["verdict", "found"] {
        for name in
            ["n_items", "raw", "krippendorff_alpha", "fleiss_kappa", "gwet_ac1", "cohen_kappa_mean", "prevalence"]
        {
            assert!(answer[layer].get(name).is_some(), "{layer} {name}");
        }
    }
    for name in ["alpha_char", "alpha_token", "exact_f1", "iou50_f1", "char_f1_micro", "char_f1_macro"] {
        assert!(answer["where"].get(name).is_some(), "{name}");
    }
    for name in ["alpha_char", "exact_label_f1"] {
        assert!(answer["kind"].get(name).is_some(), "{name}");
    }
    // Figures of other tools stand beside them.
    assert!(answer["where"].get("|u").is_some());
    for name in ["u", "cu", "(k)u"] {
        assert!(answer["kind"].get(name).is_some(), "{name}");
    }
    assert!(answer["kind"].get("gamma").is_none(), "only when asked for");
    // A figure has an interval or says why not; an undefined one says why.
    for layer in ["verdict", "found", "where", "kind"] {
        for (name, value) in answer[layer]
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, value)| value.is_f64() && !name.ends_with("_interval"))
        {
            assert!(answer[layer].get(format!("{name}_interval")).is_some(), "{layer} {name} {value}");
        }
    }
    assert_eq!(answer["verdict"]["cohen_kappa_mean"], Value::Null);
    assert!(answer["verdict"]["cohen_kappa_mean_reason"].is_string());
}

#[test]
fn figures_of_other_tools_are_numbers_or_say_why_not() {
    // “1932” by three, “in 1932” by one of them; “$4 million” by one of two.
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&["agreement", "p.touchstone", "--gamma", "--seed", "3"]);
    let kind = &answer["kind"];
    for name in ["u", "gamma", "gamma_observed", "gamma_expected", "gamma_expected_sd"] {
        assert!(kind[name].is_f64(), "{name}: {kind}");
    }
    // Where “1932” is marked by all, one calls it otherwise: no better than chance.
    assert!(kind["cu"].as_f64().unwrap() <= 0.0, "{kind}");
    let labels = kind["(k)u"].as_object().unwrap();
    assert!(labels["contradiction"].is_f64() && labels.contains_key("unsupported"), "{labels:?}");
    let alone = folder.json(&["agreement", "p.touchstone", "--layer", "kind", "--pairs"]);
    let of_pair = alone["pairs"].as_array().unwrap().iter().find(|pair| pair["kind"]["cu"].is_null()).unwrap();
    assert!(of_pair["kind"]["cu_reason"].is_string());
    let (gamma, observed, expected) = (
        kind["gamma"].as_f64().unwrap(),
        kind["gamma_observed"].as_f64().unwrap(),
        kind["gamma_expected"].as_f64().unwrap(),
    );
    assert!((gamma - (1.0 - observed / expected)).abs() < 1e-12);
    assert_eq!(answer, folder.json(&["agreement", "p.touchstone", "--gamma", "--seed", "3"]));
    // Items a and b have different reviewers.
    let earlier = folder.json(&["agreement", "p.touchstone", "--alpha-u-1995"])["kind"].clone();
    assert!(earlier["alpha_u_1995"].is_null() && earlier["alpha_u_1995_reason"].as_str().unwrap().contains("see u"));
    let same = Folder::with_items(&["a", "b"].map(|id| {
        reviewed(
            id,
            &["Ada", "Bo"].map(|name| {
                marking(
                    id,
                    name,
                    match (id, name) {
                        ("a", _) => "1932",
                        (_, "Ada") => "cost",
                        _ => "$4 million",
                    },
                    "other",
                )
            }),
        )
    }));
    let earlier = same.json(&["agreement", "p.touchstone", "--alpha-u-1995"])["kind"]["alpha_u_1995"].clone();
    assert!((-1.0..1.0).contains(&earlier.as_f64().unwrap()), "{earlier}");
    let words = folder.run(&["agreement", "p.touchstone", "--gamma"]).expect_done().stdout;
    assert!(words.contains("gamma expected sd") && words.contains("(k)u contradiction"), "{words}");
}

#[test]
fn one_layer_alone_and_parts_and_pairs() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&["agreement", "p.touchstone", "--layer", "where", "--pairs", "--parts"]);
    assert!(answer.get("verdict").is_none() && answer.get("kind").is_none());
    let pairs = answer["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 3);
    assert!(pairs.iter().all(|pair| pair["first"].is_string() && pair["where"].get("alpha_char").is_some()));
    assert!(answer["parts"].as_array().unwrap().iter().any(|part| part["by"] == "label"));
}

#[test]
fn reviewers_stand_beside_the_figures_and_change_none() {
    let items: Vec<Value> = (0..8)
        .map(|number| {
            let marks = |start: u32| json!([{"start": start, "end": 10, "label": "contradiction", "severity": "minor"}]);
            let reviews: Vec<Value> = [("Ada", marks(0)), ("Bo", marks(4)), ("Cy", marks(4)), ("Di", json!([]))]
                .into_iter()
                .map(|(reviewer, annotations)| json!({"reviewer": reviewer, "verdict": "hallucinated", "annotations": annotations}))
                .collect();
            json!({"id": format!("i{number}"), "sample": {"text": "The bridge opened in 1932."}, "sources": [{"text": format!("It opened, {number}.")}], "reviews": reviews})
        })
        .collect();
    let folder = Folder::with_items(&items);
    let plain = folder.json(&["agreement", "p.touchstone"]);
    let asked = folder.json(&["agreement", "p.touchstone", "--reviewers"]);
    for (name, value) in plain.as_object().unwrap() {
        assert_eq!(&asked[name], value, "{name}");
    }
    let reviewers = asked["reviewers"].as_array().unwrap();
    let names: Vec<&str> = reviewers.iter().map(|one| one["reviewer"].as_str().unwrap()).collect();
    assert_eq!(names, ["Ada", "Bo", "Cy", "Di"]);
    // Of three others, two mark “bridge”: Ada begins four characters early, Di misses it.
    let (ada, di) = (&reviewers[0], &reviewers[3]);
    assert_eq!(ada["compared_with"], "vote-of-the-others");
    assert_eq!((&ada["starts"], &ada["ends"], &ada["starts_n"]), (&json!(-4.0), &json!(0.0), &json!(8)));
    assert_eq!((&ada["misses"], &ada["misses_interval"]), (&json!(0.0), &json!([0.0, 0.0])));
    assert_eq!((&di["misses"], &di["misses_n"]), (&json!(1.0), &json!(8)));
    assert_eq!(di["over_marking"], Value::Null);
    assert_eq!(di["over_marking_reason"], "The reviewer marked nothing on these items.");
    assert_eq!(asked["hint_influence"]["randomised"], false);
    let told = folder.run(&["agreement", "p.touchstone", "--reviewers"]).expect_done().stdout;
    assert!(told.contains("Ada (8 reviews, 8 compared with the vote of two or more others)"), "{told}");
    assert!(told.contains("4.00 characters early  (95 %: -4.00 to -4.00; 8 spans)"), "{told}");
    assert!(told.contains("Hints were never randomised in this project, so their influence cannot be measured."));
}

#[test]
fn the_table_holds_a_row_for_each_review() {
    let folder = Folder::with_items(&three_items());
    let answer = folder.json(&["agreement", "p.touchstone", "--table", "reviews.csv"]);
    let table = folder.read("reviews.csv");
    assert_eq!(table.lines().next().unwrap(), "item,reviewer,verdict,found,spans,characters,shared,generator,batch");
    assert_eq!(table.lines().count() as u64 - 1, answer["n_reviews"].as_u64().unwrap());
}

#[test]
fn nobody_submitted_is_no_error_and_says_so() {
    let folder = Folder::with_items(&[json!({"id": "a", "sample": {"text": "One."}, "sources": [{"text": "One."}]})]);
    let answer = folder.json(&["agreement", "p.touchstone"]);
    assert_eq!(answer["verdict"]["raw"], Value::Null);
    assert_eq!(answer["verdict"]["raw_reason"], "No item was answered by two reviewers.");
    assert_eq!(answer["where"]["alpha_char"], Value::Null);
    assert!(folder.run(&["agreement", "p.touchstone"]).expect_done().stdout.contains("undefined: No item"));
}

#[test]
fn the_order_of_items_and_reviews_does_not_matter() {
    let mut items = three_items();
    let one = Folder::with_items(&items).json(&["agreement", "p.touchstone"]);
    items.reverse();
    for item in &mut items {
        if let Some(reviews) = item["reviews"].as_array_mut() {
            reviews.reverse();
        }
    }
    let other = Folder::with_items(&items).json(&["agreement", "p.touchstone"]);
    for (layer, name) in [("verdict", "raw"), ("found", "gwet_ac1"), ("where", "alpha_char"), ("kind", "alpha_char")] {
        assert_eq!(one[layer][name], other[layer][name], "{layer} {name}");
    }
}

#[test]
fn every_method_decides_the_verdicts_of_a_project() {
    let folder = Folder::with_project();
    let items: Vec<Value> = (0..30)
        .map(|number| {
            let truth = if number % 3 == 0 { "hallucinated" } else { "clean" };
            let guess = if number % 2 == 0 { "hallucinated" } else { "clean" };
            let reviews = [("A", truth), ("B", truth), ("C", truth), ("D", guess), ("E", guess)]
                .map(|(reviewer, verdict)| json!({"reviewer": reviewer, "verdict": verdict, "annotations": []}));
            json!({"id": format!("i{number}"), "sample": {"text": "The bridge opened in 1932."}, "sources": [{"text": format!("It opened, {number}.")}], "reviews": reviews})
        })
        .collect();
    folder.jsonl("items.jsonl", &items);
    folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
    let mut runs = std::collections::BTreeSet::new();
    for method in ["majority", "weighted", "dawid-skene", "one-coin", "mace"] {
        let answer = folder.json(&["consensus", "p.touchstone", "--method", method]);
        assert_eq!(answer["method"], method);
        assert!(runs.insert(answer["run"].to_string()), "{method} is a run of its own");
        for (number, item) in answer["items"].as_array().unwrap().iter().enumerate() {
            let truth = if number % 3 == 0 { "hallucinated" } else { "clean" };
            assert_eq!(item["verdict"], truth, "{method} {number}");
            let probability = item["verdict_probability"].as_f64().unwrap();
            assert!((0.5..=1.0).contains(&probability), "{method} {probability}");
        }
        assert_eq!(answer, folder.json(&["consensus", "p.touchstone", "--method", method]));
    }
}

/// The `XSum` annotations as Touchstone JSONL: where the data lie beside the repository.
#[test]
fn a_project_of_xsum_meets_the_reference() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let read = |path: &str| std::fs::read_to_string(shared.join(path)).ok();
    let (Some(texts), Some(spans), Some(reference)) =
        (read("data/spans/xsum/texts.jsonl"), read("data/spans/xsum/spans.jsonl"), read("reference/reference.json"))
    else {
        return;
    };
    let parse = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let mut items: std::collections::BTreeMap<String, (String, Vec<Value>)> = texts
        .lines()
        .map(parse)
        .map(|line| {
            (line["item"].as_str().unwrap().to_owned(), (line["text"].as_str().unwrap().to_owned(), Vec::new()))
        })
        .collect();
    for line in spans.lines().map(parse) {
        let (text, reviews) = items.get_mut(line["item"].as_str().unwrap()).unwrap();
        let characters: Vec<char> = text.chars().collect();
        let at = |offset: &Value| usize::try_from(offset.as_u64().unwrap()).unwrap();
        let annotation = |span: &Value| {
            let (start, end) = (at(&span["start"]), at(&span["end"]));
            let quote: String = characters[start..end].iter().collect();
            json!({"start": start, "end": end, "quote": quote, "label": span["label"]})
        };
        let annotations: Vec<Value> = line["spans"].as_array().unwrap().iter().map(annotation).collect();
        let verdict = if annotations.is_empty() { "clean" } else { "hallucinated" };
        reviews.push(json!({"reviewer": line["annotator"], "verdict": verdict, "annotations": annotations}));
    }
    let lines: Vec<Value> = items
        .into_iter()
        .map(|(id, (text, reviews))| json!({"id": id, "sample": {"text": text}, "sources": [], "reviews": reviews}))
        .collect();
    let folder = Folder::new();
    folder.run(&["new", "p.touchstone", "--schema", "intrinsic-extrinsic"]).expect_done();
    folder.jsonl("items.jsonl", &lines);
    folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
    let answer = folder.json(&["agreement", "p.touchstone"]);
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let expected = &reference["spans"]["xsum"];
    let (micro, macros) = (&expected["pairwise"]["micro"], &expected["pairwise"]["macro_item_pair_empty1"]);
    let close = |found: &Value, expected: &Value, within: f64| {
        let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
        assert!((found - expected).abs() < within, "{found} against {expected}");
    };
    close(&answer["where"]["alpha_char"], &expected["alpha_char_binary"], 1e-6);
    close(&answer["where"]["alpha_token"], &expected["alpha_token_binary"], 1e-3);
    close(&answer["where"]["exact_f1"], &micro["exact_f1"], 1e-6);
    close(&answer["where"]["iou50_f1"], &micro["iou50_f1"], 1e-6);
    close(&answer["where"]["char_f1_micro"], &micro["char_f1"], 1e-6);
    close(&answer["where"]["char_f1_macro"], &macros["char"], 1e-6);
    close(&answer["kind"]["alpha_char"], &expected["alpha_char_categorical"], 1e-6);
    close(&answer["kind"]["exact_label_f1"], &micro["exact_label_f1"], 1e-6);
}
