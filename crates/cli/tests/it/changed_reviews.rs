//! A newer file tells a review otherwise: what goes in, what is told, and that the project stays sound.

use crate::program::{Folder, clean, item, marking, reviewed};
use serde_json::{Value, json};

fn import(folder: &Folder, name: &str, lines: &[Value]) -> Value {
    folder.jsonl(name, lines);
    folder.json(&["import", "p.touchstone", name])
}

fn codes(report: &Value) -> Vec<&str> {
    report["issues"].as_array().unwrap().iter().map(|issue| issue["code"].as_str().unwrap()).collect()
}

fn sound(folder: &Folder) {
    let checked = folder.json(&["verify", "p.touchstone"]);
    assert_eq!(checked["ok"], true, "{checked}");
}

/// The reviews of the first item, as an export has them, by name.
fn reviews(folder: &Folder) -> Vec<Value> {
    let export = ["export", "p.touchstone", "--format", "jsonl", "--what", "annotations", "--reviewers", "names"];
    folder.json(&[&export[..], &["--out", "out.jsonl", "--force"]].concat());
    let first: Value = serde_json::from_str(folder.read("out.jsonl").lines().next().unwrap()).unwrap();
    let mut reviews = first["reviews"].as_array().unwrap().clone();
    reviews.sort_by_key(|review| review["reviewer"].to_string());
    reviews
}

/// An export of the project goes into a new one without an issue, and an export of that is the same.
fn comes_back_whole(folder: &Folder) {
    let exported = reviews(folder);
    let other = Folder::with_project();
    other.write("back.jsonl", folder.read("out.jsonl"));
    let report = other.json(&["import", "p.touchstone", "back.jsonl"]);
    assert_eq!(report["issues"], json!([]), "{report}");
    assert_eq!(reviews(&other), exported);
}

#[test]
fn what_the_newer_file_no_longer_marks_is_withdrawn() {
    let folder = Folder::with_items(&[reviewed("a", &[marking("a", "Ada", "1932", "contradiction")])]);
    let newer = import(&folder, "newer.jsonl", &[reviewed("a", &[json!({"reviewer": "Ada", "annotations": []})])]);
    assert_eq!((newer["reviews_changed"].as_u64(), codes(&newer)), (Some(1), vec![]));
    let now = reviews(&folder);
    assert_eq!((&now[0]["verdict"], &now[0]["annotations"]), (&json!("clean"), &json!([])));
    assert_eq!(folder.json(&["status", "p.touchstone"])["annotations"], 0);
    sound(&folder);
    comes_back_whole(&folder);
}

#[test]
fn one_of_two_annotations_goes_and_the_other_stays() {
    let mut review = marking("a", "Ada", "1932", "contradiction");
    let mut second = marking("a", "Ada", "$4 million", "unsupported")["annotations"][0].clone();
    second["id"] = "second".into();
    review["annotations"].as_array_mut().unwrap().push(second.clone());
    let folder = Folder::with_items(&[reviewed("a", &[review.clone()])]);
    review["annotations"] = json!([second]);
    let newer = import(&folder, "newer.jsonl", &[reviewed("a", &[review])]);
    assert_eq!(newer["reviews_changed"], 1);
    let kept: Vec<Value> = reviews(&folder)[0]["annotations"].as_array().unwrap().clone();
    assert_eq!(kept.iter().map(|annotation| &annotation["quote"]).collect::<Vec<_>>(), ["$4 million"]);
    sound(&folder);
}

#[test]
fn two_files_in_turn_each_have_the_last_word() {
    let marked = [reviewed("a", &[marking("a", "Ada", "1932", "contradiction")])];
    let found_none = [reviewed("a", &[clean("Ada")])];
    let folder = Folder::with_items(&marked);
    for _ in 0..3 {
        assert_eq!(import(&folder, "none.jsonl", &found_none)["reviews_changed"], 1);
        assert_eq!(reviews(&folder)[0]["verdict"], "clean");
        assert_eq!(import(&folder, "marked.jsonl", &marked)["reviews_changed"], 1);
        assert_eq!(reviews(&folder)[0]["annotations"].as_array().unwrap().len(), 1);
    }
    assert_eq!(import(&folder, "marked.jsonl", &marked)["reviews_changed"], 0, "the same again changes nothing");
    sound(&folder);
}

#[test]
fn a_second_review_by_one_person_is_told_and_left_out() {
    for other in ["Ada", "ADA", " ada "] {
        let folder = Folder::with_project();
        let row = reviewed("a", &[marking("a", "Ada", "1932", "contradiction"), clean(other)]);
        let report = import(&folder, "items.jsonl", std::slice::from_ref(&row));
        assert_eq!((report["reviews_added"].as_u64(), codes(&report)), (Some(1), vec!["duplicate_review"]));
        assert!(report["issues"][0]["message"].as_str().unwrap().contains("Give each person"));
        assert_eq!(reviews(&folder)[0]["verdict"], "hallucinated", "the first was kept");
        sound(&folder);

        let again = import(&folder, "items.jsonl", &[row]);
        assert_eq!((again["reviews_changed"].as_u64(), codes(&again)), (Some(0), vec!["duplicate_review"]));
        comes_back_whole(&folder);
    }
}

#[test]
fn rows_of_one_item_may_each_have_another_persons_review() {
    let rows = [reviewed("a", &[clean("Ada")]), reviewed("a", &[clean("Bo")]), reviewed("a", &[clean("Ada")])];
    let folder = Folder::with_project();
    let first = import(&folder, "rows.jsonl", &rows);
    assert_eq!((first["reviews_added"].as_u64(), codes(&first)), (Some(2), vec!["duplicate_review"]));
    assert_eq!(first["issues"][0]["line"], 3);
    // Nobody is missing: what the first row does not have, the second does.
    assert_eq!(codes(&import(&folder, "rows.jsonl", &rows)), ["duplicate_review"]);
    let without_bo = import(&folder, "less.jsonl", &rows[..1]);
    assert_eq!(codes(&without_bo), ["review_missing"]);
    assert!(without_bo["issues"][0]["message"].as_str().unwrap().contains("“a” by Bo"));
}

#[test]
fn a_broken_row_takes_nothing_from_the_review_that_was_whole() {
    let whole = marking("a", "Ada", "1932", "contradiction");
    let folder = Folder::with_items(&[reviewed("a", std::slice::from_ref(&whole))]);
    let mut broken = whole;
    broken["annotations"][0]["quote"] = "1999".into();
    let report = import(&folder, "broken.jsonl", &[reviewed("a", &[broken])]);
    assert_eq!(
        (report["reviews_changed"].as_u64(), codes(&report)),
        (Some(0), vec!["quote_mismatch", "review_held_back"])
    );
    assert_eq!(reviews(&folder)[0]["annotations"][0]["quote"], "1932");
}

#[test]
fn a_verdict_that_nobody_knows_does_not_become_clean() {
    let folder = Folder::with_project();
    let weird = reviewed("a", &[json!({"reviewer": "Ada", "verdict": "weird"})]);
    let report = import(&folder, "items.jsonl", std::slice::from_ref(&weird));
    assert_eq!((report["reviews_added"].as_u64(), codes(&report)), (Some(1), vec!["unknown_value"]));
    let told = report["issues"][0]["message"].as_str().unwrap();
    assert!(told.contains("begun and not as submitted") && told.contains("clean, hallucinated, unsure"), "{told}");
    let now = reviews(&folder);
    assert_eq!((&now[0]["state"], &now[0]["verdict"]), (&json!("in-progress"), &json!(null)));
    let status = folder.json(&["status", "p.touchstone"]);
    assert_eq!((&status["reviews"]["submitted"], &status["reviews"]["in_progress"]), (&json!(0), &json!(1)));
    assert_eq!(import(&folder, "items.jsonl", &[weird])["reviews_changed"], 0);
    sound(&folder);
    comes_back_whole(&folder);

    // With something marked, the verdict follows from that.
    let mut marked = marking("b", "Ada", "1932", "contradiction");
    marked["verdict"] = "weird".into();
    let report = import(&folder, "more.jsonl", &[reviewed("b", &[marked])]);
    assert_eq!(codes(&report), ["unknown_value"]);
    assert_eq!(folder.json(&["status", "p.touchstone"])["reviews"]["submitted"], 1);
}

#[test]
fn every_state_that_an_export_writes_comes_back() {
    let mut withdrawn = marking("a", "Ada", "1932", "contradiction");
    withdrawn["state"] = "withdrawn".into();
    let skipped = json!({"reviewer": "Bo", "state": "skipped", "skip_reason": "too long"});
    let begun = json!({"reviewer": "Cy", "state": "in-progress"});
    let idle = json!({"reviewer": "Di", "state": "not-started", "annotations": []});
    let row = reviewed("a", &[withdrawn, skipped, begun, idle]);
    let folder = Folder::with_project();
    let report = import(&folder, "items.jsonl", std::slice::from_ref(&row));
    assert_eq!((report["reviews_added"].as_u64(), codes(&report)), (Some(3), vec![]));
    let states: Vec<Value> = reviews(&folder).iter().map(|review| review["state"].clone()).collect();
    assert_eq!(states, ["withdrawn", "skipped", "in-progress"]);
    assert_eq!(
        folder.json(&["status", "p.touchstone"])["reviews"]["submitted"],
        0,
        "a withdrawn review counts nowhere"
    );
    let again = import(&folder, "items.jsonl", &[row]);
    assert_eq!((again["reviews_changed"].as_u64(), codes(&again)), (Some(0), vec![]));
    comes_back_whole(&folder);

    // A newer file submits what was withdrawn, and the other way round.
    let newer = import(&folder, "newer.jsonl", &[reviewed("a", &[marking("a", "Ada", "1932", "contradiction")])]);
    assert_eq!(newer["reviews_changed"], 1);
    assert_eq!(folder.json(&["status", "p.touchstone"])["reviews"]["submitted"], 1);
    sound(&folder);
}

#[test]
fn a_project_takes_its_own_export_as_nothing_new() {
    let folder =
        Folder::with_items(&[reviewed("a", &[marking("a", "Ada", "1932", "contradiction"), clean("Bo")]), item("b")]);
    let before = reviews(&folder);
    let report = folder.json(&["import", "p.touchstone", "out.jsonl"]);
    assert_eq!((report["reviews_changed"].as_u64(), report["annotations_added"].as_u64()), (Some(0), Some(0)));
    assert_eq!(codes(&report), Vec::<&str>::new());
    assert_eq!(reviews(&folder), before);
}
