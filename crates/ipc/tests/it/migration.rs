//! Labels change midway: what the lead is told, decides and takes back; and a review that its reviewer
//! withdraws.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

/// The demo, where the label 'contradiction' is no longer in the schema.
fn without_a_label() -> AtDesk {
    let at = AtDesk::as_lead();
    let mut schema = at.ask("review_guidance", json!(null)).unwrap()["schema"].clone();
    let labels = schema["labels"].as_array_mut().unwrap();
    labels.retain(|label| label["id"] != "contradiction");
    at.ask("save_schema", json!({ "schema": schema })).unwrap();
    at
}

fn uses(at: &AtDesk, label: &str) -> u64 {
    let uses = at.ask("label_uses", json!(null)).unwrap();
    let found = uses.as_array().unwrap().iter().find(|uses| uses["id"] == label).cloned();
    found.map_or(0, |found| found["annotations"].as_u64().unwrap())
}

#[test]
fn the_lead_decides_what_old_labels_are_called_and_takes_it_back() {
    let at = without_a_label();
    let view = at.ask("stale_reviews", json!(null)).unwrap();
    let name = &view["names"][0];
    assert_eq!(
        (name["what"].as_str(), name["name"].as_str(), name["gone"].as_bool()),
        (Some("label"), Some("contradiction"), Some(true))
    );
    assert_eq!(name["versions"], json!([1]));
    let (before, other) = (uses(&at, "contradiction"), uses(&at, "unsupported"));
    assert!(before > 0 && view["reviews"].as_u64().unwrap() > 0);
    let page = json!({ "what": "label", "name": "contradiction", "offset": 0, "limit": 2 });
    let items = at.ask("stale_items", page).unwrap();
    assert_eq!(items["rows"].as_array().unwrap().len(), 2);
    assert!(items["total"].as_u64().unwrap() > 2);

    let decision = json!({ "what": "label", "from": "contradiction", "to": "unsupported" });
    let refused = at.ask("migrate_names", json!({ "decisions": [decision], "reason": "" })).unwrap_err();
    assert_eq!(refused.code, "migration_refused");
    let view = at.ask("migrate_names", json!({ "decisions": [decision], "reason": "one label for both" })).unwrap();
    assert_eq!((&view["names"], &view["reviews"]), (&json!([]), &json!(0)));
    assert_eq!(view["migrations"][0]["reason"], "one label for both");
    assert_eq!(view["migrations"][0]["decisions"], json!([decision]));
    assert_eq!((uses(&at, "contradiction"), uses(&at, "unsupported")), (0, before + other));

    let id = view["migrations"][0]["id"].clone();
    let view = at.ask("take_migration_back", json!({ "migration": id })).unwrap();
    assert_eq!(view["migrations"], json!([]));
    assert_eq!((uses(&at, "contradiction"), uses(&at, "unsupported")), (before, other));
}

#[test]
fn a_reviewer_is_told_nothing_of_it() {
    let at = without_a_label();
    at.ask("set_role", json!({ "role": "reviewer" })).unwrap();
    for command in ["stale_reviews", "stale_items", "migrate_names", "take_migration_back"] {
        assert_eq!(at.ask(command, json!(null)).unwrap_err().code, "lead_only");
    }
}

#[test]
fn a_review_is_withdrawn_and_brought_back_as_it_was() {
    let at = AtDesk::with_demo();
    at.seat("Ada");
    let recent = at.ask("recent_items", json!(null)).unwrap();
    let item = recent[0]["item"].clone();
    let act =
        |kind: &str| -> Value { at.ask("record_intent", json!({ "item": item, "intent": { "kind": kind } })).unwrap() };
    let before = at.ask("open_review", json!({ "item": item })).unwrap()["review"].clone();
    assert_eq!(before["status"], "submitted");
    let withdrawn = act("withdraw_review")["change"]["rest"].clone();
    assert_eq!((&withdrawn["status"], &withdrawn["verdict"]), (&json!("withdrawn"), &before["verdict"]));
    act("undo");
    assert_eq!(at.ask("open_review", json!({ "item": item })).unwrap()["review"]["status"], "submitted");
    let again = at.ask("record_intent", json!({ "item": item, "intent": { "kind": "withdraw_review" } })).unwrap();
    assert_eq!(again["change"]["rest"]["status"], "withdrawn");
    let refused = at.ask("record_intent", json!({ "item": item, "intent": { "kind": "withdraw_review" } })).unwrap();
    assert_eq!(refused["refusal"]["code"], "wrong_state");
}
