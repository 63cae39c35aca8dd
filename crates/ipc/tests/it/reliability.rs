//! What the lead learns about reviewers, as the window asks for it; refused to reviewers.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn every_figure_has_an_interval_or_a_reason_and_opens_its_items() {
    let at = AtDesk::as_lead();
    let view = at.ask("measure_reviewers", json!(null)).unwrap();
    let names: Vec<&str> = list(&view["reviewers"]).iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Ada", "Bahar", "Chidi"]);
    assert_eq!(view["hints"]["randomised"], false);
    let mut defined = 0;
    for figure in
        list(&view["reviewers"]).iter().flat_map(|one| list(&one["figures"]).iter().chain(list(&one["course"])))
    {
        assert_ne!(figure["value"].is_null(), figure["reason"].is_null(), "{figure}");
        assert_ne!(figure["low"].is_null(), figure["noInterval"].is_null(), "{figure}");
        defined += u32::from(!figure["value"].is_null());
        let asked = json!({ "asOf": view["asOf"], "behind": figure["behind"], "offset": 0, "limit": 1000 });
        let rows = at.ask("reviewer_items", asked).unwrap();
        assert_eq!(
            (&rows["total"], list(&rows["rows"]).len() as u64),
            (&figure["items"], figure["items"].as_u64().unwrap())
        );
    }
    assert!(defined > 30, "{defined}");
    // Each list is that of the figures measured last, and not one of the agreement.
    let old = json!({ "asOf": view["asOf"].as_u64().unwrap() + 1, "behind": 0, "offset": 0, "limit": 10 });
    assert_eq!(at.ask("reviewer_items", old).unwrap_err().code, "measured_anew");
    let asked = json!({ "asOf": view["asOf"], "behind": 0, "offset": 0, "limit": 10 });
    assert_eq!(at.ask("agreement_items", asked).unwrap_err().code, "measured_anew");
}

#[test]
fn a_reviewer_is_refused_before_anything_is_measured() {
    let at = AtDesk::as_lead();
    let view = at.ask("measure_reviewers", json!(null)).unwrap();
    let info = at.ask("project_info", json!(null)).unwrap();
    let someone = info["reviewers"][0]["id"].clone();
    at.ask("switch_reviewer", json!({ "reviewer": someone })).unwrap();
    assert_eq!(at.ask("measure_reviewers", json!(null)).unwrap_err().code, "lead_only");
    // What was measured for the lead stays out of reach as well.
    let asked = json!({ "asOf": view["asOf"], "behind": 0, "offset": 0, "limit": 10 });
    assert_eq!(at.ask("reviewer_items", asked).unwrap_err().code, "lead_only");
}
