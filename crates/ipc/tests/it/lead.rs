//! Lists, filters and settings, as the lead uses them.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

fn page(at: &AtDesk, filter: &str) -> Value {
    at.ask("items_page", json!({ "filter": filter, "offset": 0, "limit": 1000 })).unwrap()
}

#[test]
fn a_page_holds_what_its_count_says() {
    let at = AtDesk::as_lead();
    let all = page(&at, "");
    let items = at.ask("project_sums", json!(null)).unwrap()["items"].clone();
    assert_eq!(all["total"], items);
    assert_eq!(all["rows"].as_array().unwrap().len() as u64, items.as_u64().unwrap());
    let facets = at.ask("facets", json!(null)).unwrap();
    assert!(!facets["models"].as_array().unwrap().is_empty());
    for model in facets["models"].as_array().unwrap() {
        let filter = format!("generator:{}", model["value"]);
        let of_model = page(&at, &filter);
        assert_eq!(of_model["total"], model["items"]);
        assert!(of_model["rows"].as_array().unwrap().iter().all(|row| row["model"] == model["value"]));
        let count = at.ask("items_count", json!({ "filter": filter })).unwrap();
        assert_eq!(count, json!({ "items": model["items"], "exact": true }));
    }
    let submitted: u64 =
        facets["reviewers"].as_array().unwrap().iter().map(|who| who["submitted"].as_u64().unwrap()).sum();
    assert!(submitted > 0);
}

#[test]
fn the_table_is_sorted_as_asked() {
    let at = AtDesk::as_lead();
    let request = json!({ "filter": "", "sort": { "key": "length", "reversed": true }, "offset": 0, "limit": 1000 });
    let rows = at.ask("items_page", request).unwrap()["rows"].clone();
    let lengths: Vec<u64> = rows.as_array().unwrap().iter().map(|row| row["length"].as_u64().unwrap()).collect();
    assert!(lengths.len() > 1 && lengths.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_changed_schema_is_a_new_version_and_a_wrong_one_is_refused_in_a_sentence() {
    let at = AtDesk::as_lead();
    let mut schema = at.ask("review_guidance", json!(null)).unwrap()["schema"].clone();
    let version = schema["version"].as_u64().unwrap();
    schema["labels"][0]["definition"] = json!("Says what no source says.");
    let saved = at.ask("save_schema", json!({ "schema": schema })).unwrap();
    assert_eq!(saved["version"], version + 1);
    assert_eq!(at.ask("save_schema", json!({ "schema": schema })).unwrap()["version"], version + 1);
    schema["labels"][1]["id"] = schema["labels"][0]["id"].clone();
    let refused = at.ask("save_schema", json!({ "schema": schema })).unwrap_err();
    assert_eq!(refused.code, "bad_schema");
    assert!(refused.message.contains("used twice") && !refused.hint.is_empty());
    let guidance = at.ask("review_guidance", json!(null)).unwrap();
    assert_eq!(guidance["schema"]["version"], version + 1);
    assert_eq!(guidance["schema"]["labels"][0]["definition"], "Says what no source says.");
}

#[test]
fn guidelines_and_names_are_kept() {
    let at = AtDesk::as_lead();
    at.ask("save_guidelines", json!({ "text": "# Mark *less*." })).unwrap();
    assert_eq!(at.ask("review_guidance", json!(null)).unwrap()["guidelines"], "# Mark *less*.");
    let who = at.ask("project_info", json!(null)).unwrap()["reviewers"][0]["id"].clone();
    let info = at.ask("rename_reviewer", json!({ "reviewer": who, "name": "Zoë" })).unwrap();
    assert!(info["reviewers"].as_array().unwrap().iter().any(|other| other["name"] == "Zoë"));
    let empty = at.ask("rename_reviewer", json!({ "reviewer": who, "name": " " })).unwrap_err();
    assert_eq!(empty.code, "empty_name");
}

#[test]
fn a_lead_adds_reviewers_without_giving_up_the_seat() {
    let at = AtDesk::as_lead();
    let before = at.ask("project_info", json!(null)).unwrap()["reviewer"].clone();
    let info = at.ask("add_reviewer", json!({ "name": "Edda" })).unwrap();
    assert_eq!((&info["role"], &info["reviewer"]), (&json!("lead"), &before));
}
