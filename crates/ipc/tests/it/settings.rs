//! What is set for this machine and for the project, and an item as the lead sees it.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

#[test]
fn the_look_is_kept_on_disk_within_bounds() {
    let at = AtDesk::empty();
    let first = at.ask("appearance", json!(null)).unwrap();
    assert_eq!(first, json!({ "theme": "system", "textSize": 100, "readingWidth": "medium", "motion": "system" }));
    let chosen = json!({ "theme": "dark", "textSize": 900, "readingWidth": "wide", "motion": "reduced" });
    at.ask("save_appearance", chosen).unwrap();
    let kept = at.ask("appearance", json!(null)).unwrap();
    assert_eq!(kept, json!({ "theme": "dark", "textSize": 200, "readingWidth": "wide", "motion": "reduced" }));
    // A file of an older program has fewer fields.
    std::fs::write(at.path("data").join("appearance.json"), r#"{"theme":"light"}"#).unwrap();
    let older = at.ask("appearance", json!(null)).unwrap();
    assert_eq!((&older["theme"], &older["textSize"]), (&json!("light"), &json!(100)));
}

#[test]
fn every_preset_can_be_put_in_force() {
    let at = AtDesk::as_lead();
    let presets = at.ask("preset_schemas", json!(null)).unwrap();
    assert_eq!(presets.as_array().unwrap().len(), 6);
    for preset in presets.as_array().unwrap() {
        let saved = at.ask("save_schema", json!({ "schema": preset })).unwrap();
        assert_eq!(saved["labels"], preset["labels"]);
    }
}

#[test]
fn a_schema_goes_to_a_file_and_back() {
    let at = AtDesk::as_lead();
    let mut schema = at.ask("review_guidance", json!(null)).unwrap()["schema"].clone();
    schema["labels"][0]["counterExamples"] = json!(["“about 60” for 61 — rounded"]);
    let wish = json!({ "schema": schema, "path": at.path("labels.json"), "force": false });
    at.ask("write_schema", wish.clone()).unwrap();
    let back = at.ask("read_schema", json!({ "path": at.path("labels.json") })).unwrap();
    assert_eq!((&back["labels"], &back["severities"]), (&schema["labels"], &schema["severities"]));
    assert_eq!(at.ask("write_schema", wish.clone()).unwrap_err().code, "output_exists");
    let mut again = wish;
    again["force"] = json!(true);
    at.ask("write_schema", again).unwrap();
    std::fs::write(at.path("other.json"), "[1]").unwrap();
    let refused = at.ask("read_schema", json!({ "path": at.path("other.json") })).unwrap_err();
    assert!(refused.message.ends_with('.') && !refused.hint.is_empty(), "{refused:?}");
}

#[test]
fn uses_of_a_label_stay_known_when_it_is_gone() {
    let at = AtDesk::as_lead();
    let uses = |id: &Value| {
        let all = at.ask("label_uses", json!(null)).unwrap();
        all.as_array().unwrap().iter().find(|label| label["id"] == *id).map(|label| label["annotations"].clone())
    };
    let mut schema = at.ask("review_guidance", json!(null)).unwrap()["schema"].clone();
    let gone = schema["labels"].as_array_mut().unwrap().remove(0)["id"].clone();
    let before = uses(&gone);
    assert!(before.as_ref().unwrap().as_u64().unwrap() > 0);
    at.ask("save_schema", json!({ "schema": schema })).unwrap();
    assert_eq!(uses(&gone), before, "annotations keep a label that the schema dropped");
}

#[test]
fn a_project_is_renamed_and_its_order_set() {
    let at = AtDesk::as_lead();
    assert_eq!(at.ask("rename_project", json!({ "name": " Café 7 " })).unwrap()["name"], "Café 7");
    assert_eq!(at.ask("rename_project", json!({ "name": "" })).unwrap_err().code, "empty_name");
    let order = |at: &AtDesk| at.ask("project_settings", json!(null)).unwrap()["order"].clone();
    let other = if order(&at) == "shuffled" { "as-imported" } else { "shuffled" };
    assert_eq!(at.ask("set_order", json!({ "order": other })).unwrap()["order"], other);
    assert_eq!(order(&at), other);
}

#[test]
fn an_erased_name_is_gone_and_its_reviews_stay() {
    let at = AtDesk::as_lead();
    let people = at.ask("list_reviewers", json!(null)).unwrap();
    let busy = people.as_array().unwrap().iter().find(|who| who["submitted"].as_u64() > Some(0)).unwrap().clone();
    let info = at.ask("erase_reviewer_name", json!({ "reviewer": busy["id"] })).unwrap();
    assert!(!info.to_string().contains(busy["name"].as_str().unwrap()));
    let after = at.ask("list_reviewers", json!(null)).unwrap();
    let same = after.as_array().unwrap().iter().find(|who| who["id"] == busy["id"]).unwrap();
    assert_eq!(same["submitted"], busy["submitted"]);
}

#[test]
fn the_lead_sees_what_wrote_an_item_and_what_everyone_answered() {
    let at = AtDesk::as_lead();
    let rows = at.ask("items_page", json!({ "filter": "", "offset": 0, "limit": 100 })).unwrap()["rows"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["submitted"].as_u64() > Some(1)).unwrap();
    let item = at.ask("item_in_full", json!({ "item": row["item"] })).unwrap();
    assert_eq!((&item["externalId"], &item["generator"]["model"]), (&row["externalId"], &row["model"]));
    assert_eq!(item["ordinal"], row["ordinal"]);
    let reviews = item["reviews"].as_array().unwrap();
    let submitted = reviews.iter().filter(|review| review["status"] == "submitted").count() as u64;
    assert_eq!(Some(submitted), row["submitted"].as_u64());
    assert!(reviews.iter().all(|review| !review["name"].as_str().unwrap().is_empty()));
    let marks = reviews.iter().flat_map(|review| review["review"]["annotations"].as_array().unwrap());
    let text: Vec<u16> = item["sample"]["text"].as_str().unwrap().encode_utf16().collect();
    for segment in marks.flat_map(|mark| mark["segments"].as_array().unwrap()) {
        let at = |end: &str| usize::try_from(segment[end].as_u64().unwrap()).unwrap();
        assert_eq!(String::from_utf16(&text[at("start")..at("end")]).unwrap(), segment["quote"].as_str().unwrap());
    }
    assert!(item["scores"].as_array().is_some_and(|scores| !scores.is_empty()));
}

#[test]
fn the_demo_opens_in_one_step_and_the_same_one_again() {
    let at = AtDesk::empty();
    let first = at.ask("create_demo", json!({ "path": null })).unwrap();
    assert!(first["items"].as_u64().unwrap() > 20);
    at.ask("add_reviewer", json!({ "name": "Edda" })).unwrap();
    at.ask("close_project", json!(null)).unwrap();
    let again = at.ask("create_demo", json!({ "path": null })).unwrap();
    assert_eq!(again["path"], first["path"]);
    assert!(again["reviewers"].as_array().unwrap().iter().any(|who| who["name"] == "Edda"));
}

#[test]
fn a_project_that_was_open_elsewhere_opens_when_it_is_asked_for_again() {
    let at = AtDesk::with_demo();
    let options = || touchstone_ipc::DeskOptions {
        data_dir: at.path("other"),
        open: Some(at.path("demo.touchstone")),
        ..Default::default()
    };
    let (one, other) = (touchstone_ipc::Desk::new(options()), touchstone_ipc::Desk::new(options()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let ask = |desk: &touchstone_ipc::Desk, command| {
        let reply = runtime.block_on(desk.call(command, json!(null), |_| {}))?;
        Ok::<serde_json::Value, touchstone_ipc::WireError>(serde_json::from_str(&reply).unwrap())
    };
    assert_eq!(ask(&one, "project_info").unwrap_err().code, "locked");
    assert_eq!(ask(&one, "project_info").unwrap_err().code, "locked", "it is told as long as it is so");
    ask(&other, "close_project").unwrap();
    assert_eq!(ask(&other, "project_info").unwrap(), json!(null), "given up, it is not asked for again");
    at.ask("close_project", json!(null)).unwrap();
    assert!(ask(&one, "project_info").unwrap()["items"].as_u64().unwrap() > 0);
}
