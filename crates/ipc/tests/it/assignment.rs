//! A plan says who reviews what, and a reviewer gets nothing beyond it.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

fn reviewers(at: &AtDesk) -> Vec<Value> {
    at.ask("project_info", json!(null)).unwrap()["reviewers"].as_array().unwrap().clone()
}

fn standing(at: &AtDesk, name: &str) -> (u64, u64) {
    let all = reviewers(at);
    let found = all.iter().find(|who| who["name"] == name).unwrap();
    (found["done"].as_u64().unwrap(), found["of"].as_u64().unwrap())
}

#[test]
fn what_was_previewed_is_what_comes_of_it() {
    let at = AtDesk::as_lead();
    let view = at.ask("assignment", json!(null)).unwrap();
    assert_eq!(view["inForce"], false);
    let mut wish = view["wish"].clone();
    wish["overlap"] = json!(1);
    wish["calibration"] = json!(2);
    let preview = at.ask("preview_assignment", wish.clone()).unwrap();
    assert_eq!(at.ask("assignment", json!(null)).unwrap()["inForce"], false, "a preview sets nothing");
    assert_eq!(at.ask("set_assignment", wish.clone()).unwrap(), preview);
    let view = at.ask("assignment", json!(null)).unwrap();
    assert_eq!((&view["inForce"], &view["wish"]), (&json!(true), &wish));
    for share in preview["shares"].as_array().unwrap() {
        assert_eq!(standing(&at, share["name"].as_str().unwrap()).1, share["items"].as_u64().unwrap());
    }
    at.ask("add_reviewer", json!({ "name": "Edda" })).unwrap();
    assert_eq!(standing(&at, "Edda"), (0, 0));
    assert_eq!(at.ask("assignment", json!(null)).unwrap()["withoutPart"], json!(["Edda"]));
    at.ask("remove_assignment", json!(null)).unwrap();
    let items = at.ask("project_info", json!(null)).unwrap()["items"].as_u64().unwrap();
    assert_eq!(standing(&at, "Edda"), (0, items));
}

#[test]
fn a_reviewer_meets_the_items_of_the_plan_only() {
    let at = AtDesk::as_lead();
    let mut wish = at.ask("assignment", json!(null)).unwrap()["wish"].clone();
    let dana = reviewers(&at).into_iter().find(|who| who["name"] == "Dana").unwrap()["id"].clone();
    // The three others are done with every item: only a fourth review leaves room for Dana.
    wish["overlap"] = json!(4);
    wish["quotas"] = json!([{ "reviewer": dana, "items": 3 }]);
    at.ask("set_assignment", wish).unwrap();
    let all = at.ask("items_page", json!({ "filter": "", "offset": 0, "limit": 1000 })).unwrap();
    at.seat("Dana");
    let list = at.ask("my_items", json!({ "offset": 0, "limit": 1000 })).unwrap();
    assert_eq!(list["total"], 3);
    let own: Vec<&Value> = list["rows"].as_array().unwrap().iter().map(|row| &row["item"]).collect();
    for row in all["rows"].as_array().unwrap() {
        let item = &row["item"];
        let opened = at.ask("open_review", json!({ "item": item }));
        let marked = at.ask("record_intent", json!({ "item": item, "intent": { "kind": "flag", "text": "?" } }));
        if own.contains(&item) {
            assert_eq!(opened.unwrap()["of"], 3);
        } else {
            assert_eq!(opened.unwrap_err().code, "not_given");
            assert!(marked.is_err());
            let skip = json!({ "item": item, "reason": "", "elapsedMs": 1 });
            assert!(at.ask("skip_review", skip).is_err());
        }
    }
    let mut met = 0;
    let mut next = at.ask("open_review", json!({})).unwrap();
    while !next.is_null() {
        met += 1;
        assert_eq!(next["at"], met);
        let skip = json!({ "item": next["item"], "reason": "not mine", "elapsedMs": 1 });
        next = at.ask("skip_review", skip).unwrap()["next"].clone();
    }
    assert_eq!(met, 3);
}

#[test]
fn a_plan_that_makes_no_sense_is_refused_in_a_sentence() {
    let at = AtDesk::as_lead();
    let wish = at.ask("assignment", json!(null)).unwrap()["wish"].clone();
    let refused = |change: &dyn Fn(&mut Value), reason: &str| {
        let mut wish = wish.clone();
        change(&mut wish);
        let error = at.ask("set_assignment", wish).unwrap_err();
        assert!(["bad_plan", "nobody_takes_part"].contains(&error.code.as_str()), "{}", error.code);
        assert!(error.message.contains(reason), "{}", error.message);
    };
    refused(&|wish| wish["overlap"] = json!(0), "at least one reviewer");
    refused(&|wish| wish["reviewers"] = json!([]), "nobody takes part");
    refused(&|wish| wish["checks"] = json!("batch:nowhere"), "no item fits the filter");
    assert_eq!(at.ask("assignment", json!(null)).unwrap()["inForce"], false);
}
