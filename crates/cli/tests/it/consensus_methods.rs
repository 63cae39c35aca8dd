//! `consensus --method`: what weighs and estimates, and what is told of it.

use crate::program::{Folder, clean, item, marking, reviewed, three_items};

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
