//! `plan`: a preview changes nothing, and what is set is what was shown.

use crate::program::Folder;
use serde_json::{Value, json};

fn items(count: usize) -> Vec<Value> {
    (0..count)
        .map(|number| {
            json!({
                "id": format!("i{number}"),
                "sample": { "text": format!("Sample {number}.") },
                "sources": [{ "text": "One source." }],
                "reviews": if number == 0 {
                    ["Ada", "Bo", "Cy", "Di"].map(|who| json!({ "reviewer": who, "verdict": "clean", "annotations": [] })).to_vec()
                } else {
                    Vec::new()
                },
            })
        })
        .collect()
}

#[test]
fn a_plan_is_shown_set_and_taken_back() {
    let folder = Folder::with_items(&items(151));
    let all = ["--reviewer", "Ada", "--reviewer", "Bo", "--reviewer", "cy", "--reviewer", "Di"];
    let shown = folder.json(&[&["plan", "p.touchstone", "--overlap", "2"], &all[..]].concat());
    assert_eq!(shown["in_force"], false);
    assert_eq!(shown["words"], "Each of 4 reviewers gets 76 items; every pair shares 26.", "{shown}");
    let mut set = folder.json(&[&["plan", "p.touchstone", "--overlap", "2", "--set"], &all[..]].concat());
    assert_eq!(set["in_force"], true);
    set["in_force"] = json!(false);
    assert_eq!(set, shown);
    let later = folder.json(&["plan", "p.touchstone"]);
    assert_eq!((&later["words"], &later["full"]), (&shown["words"], &json!(151)), "the plan in force is the base");
    let told = folder.run(&["plan", "p.touchstone", "--quota", "Ada=10", "--set"]).expect_done().stdout;
    assert!(told.contains("Ada: 10 items, 1 of them begun or sent out"), "{told}");
    folder.run(&["plan", "p.touchstone", "--remove"]).expect_done();
    folder.run(&["verify", "p.touchstone"]).expect_done();
}

#[test]
fn a_wrong_name_or_quota_is_wrong_usage() {
    let folder = Folder::with_items(&items(3));
    for (flags, code) in [
        (["--reviewer", "Nobody"], "unknown_reviewer"),
        (["--quota", "Ada"], "bad_plan"),
        (["--quota", "Ada=many"], "bad_plan"),
        (["--overlap", "0"], "bad_plan"),
    ] {
        let answer = folder.run(&[&["plan", "p.touchstone", "--json"], &flags[..]].concat()).expect(2);
        assert_eq!(answer.json()["error"]["code"], code);
    }
}
