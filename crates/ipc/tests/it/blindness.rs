//! What a reviewer in blind mode gets: never a generator, a score, a file's id or anyone else's answer.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};
use touchstone_ipc::command::LEAD_ONLY;

/// What the demo's file says and a reviewer must not read.
const FORBIDDEN: [&str; 9] = [
    "gold-of-hydra",
    "quill-7b",
    "marlowe-2",
    "sparrow-mini",
    "spring-1",
    "spring-2",
    "self_grade",
    "essay-0",
    "problem-0",
];

fn assert_blind(reply: &Value, what: &str) {
    let text = reply.to_string();
    for forbidden in FORBIDDEN {
        assert!(!text.contains(forbidden), "{forbidden} is in the reply of {what}");
    }
}

#[test]
fn no_reply_to_a_reviewer_names_what_is_hidden() {
    let at = AtDesk::with_demo();
    plant_gold(&at);
    let info = at.ask("project_info", json!(null)).unwrap();
    let mut items = 0;
    for who in info["reviewers"].as_array().unwrap() {
        at.ask("switch_reviewer", json!({ "reviewer": who["id"] })).unwrap();
        let list = at.ask("my_items", json!({ "offset": 0, "limit": 500 })).unwrap();
        assert_blind(&list, "my_items");
        for row in list["rows"].as_array().unwrap() {
            assert_blind(&at.ask("open_review", json!({ "item": row["item"] })).unwrap(), "open_review");
            items += 1;
        }
        for command in ["recent_items", "review_guidance", "project_info", "my_filter_fields", "my_queues"] {
            assert_blind(&at.ask(command, json!(null)).unwrap(), command);
        }
        // Nor does a search find by it.
        for forbidden in FORBIDDEN {
            for place in ["", "sample:", "source:", "note:"] {
                let filter = format!("{place}\"{forbidden}\"");
                let found = at.ask("my_items", json!({ "filter": filter, "offset": 0, "limit": 5 })).unwrap();
                assert_eq!(found["total"], 0, "{forbidden} can be searched for");
            }
            // What is not found by it is not left out by its opposite either.
            let found = at.ask("my_items", json!({ "filter": format!("-\"{forbidden}\""), "offset": 0, "limit": 5 }));
            assert_eq!(found.unwrap()["total"], list["total"], "{forbidden} can be excluded");
        }
    }
    assert!(items > 0);
}

/// Gives every item of the demo a right answer, as a file may.
fn plant_gold(at: &AtDesk) {
    at.ask("close_project", json!(null)).unwrap();
    let path = at.path("demo.touchstone");
    let mut project = touchstone_engine::Project::open(&path).unwrap();
    let mut lines = String::new();
    for id in project.read().item_ids().unwrap() {
        let item = project.read().item(id).unwrap().unwrap();
        let sources: Vec<Value> = item.sources.iter().map(|source| json!({ "text": source.text.as_str() })).collect();
        lines += &json!({
            "id": item.external_id, "sample": { "text": item.sample.text.as_str() }, "sources": sources,
            "gold": { "verdict": "hallucinated", "spans": [{ "start": 0, "end": 3, "label": "gold-of-hydra" }] },
        })
        .to_string();
        lines.push('\n');
    }
    let file = at.path("gold.jsonl");
    std::fs::write(&file, lines).unwrap();
    let options = touchstone_engine::import::ImportOptions::default();
    let report =
        touchstone_engine::work::silently(|work| touchstone_engine::import::run(&mut project, &[file], &options, work))
            .unwrap();
    assert!(report.gold_added > 0 && report.gold_added == project.read().given_gold_count().unwrap());
    project.close().unwrap();
    at.ask("open_project", json!({ "path": path })).unwrap();
}

#[test]
fn the_forbidden_words_are_there_for_the_lead() {
    let at = AtDesk::as_lead();
    let page = at.ask("items_page", json!({ "filter": "", "offset": 0, "limit": 500 })).unwrap().to_string();
    assert!(["quill-7b", "marlowe-2", "spring-1", "essay-0"].iter().all(|word| page.contains(word)));
}

#[test]
fn the_lead_sees_the_right_answer_beside_the_reviews_and_not_while_adjudicating() {
    let at = AtDesk::as_lead();
    let rows = at.ask("items_page", json!({ "filter": "", "offset": 0, "limit": 500 })).unwrap()["rows"].clone();
    let item = rows[0]["item"].clone();
    assert_eq!(at.ask("item_in_full", json!({ "item": item })).unwrap()["given"], Value::Null);
    plant_gold(&at);
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    let full = at.ask("item_in_full", json!({ "item": item })).unwrap();
    let quote: String = full["sample"]["text"].as_str().unwrap().chars().take(3).collect();
    let span =
        json!({ "segment": { "start": 0, "end": 3, "quote": quote }, "label": "gold-of-hydra", "severity": null });
    assert_eq!(full["given"], json!({ "verdict": "hallucinated", "spans": [span], "displaced": 0 }));
    assert!(!full["reviews"].to_string().contains("gold-of-hydra"), "it is nobody's review");
    // Whoever decides is not told before what the file holds for right.
    let cases = at.ask("adjudication_cases", json!({ "state": "open", "offset": 0, "limit": 500 })).unwrap();
    let cases = cases["rows"].as_array().unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let open = at.ask("open_case", json!({ "item": case["item"], "after": null })).unwrap();
        assert!(open["sample"]["text"].is_string() && !open.to_string().contains("gold-of-hydra"));
    }
}

#[test]
fn a_reviewer_is_refused_every_command_of_the_lead_whatever_it_asks() {
    let at = AtDesk::with_demo();
    assert!(LEAD_ONLY.len() > 10);
    for command in LEAD_ONLY {
        let error = at.ask(command, json!({})).unwrap_err();
        assert_eq!(error.code, "lead_only", "{command}");
        assert_blind(&serde_json::to_value(error).unwrap(), command);
    }
}

#[test]
fn becoming_the_lead_is_confirmed_and_ends_blindness() {
    let at = AtDesk::with_demo();
    at.seat("Dana");
    let refused = at.ask("set_role", json!({ "role": "lead" })).unwrap_err();
    assert_eq!(refused.code, "confirmation_needed");
    assert_eq!(at.ask("project_info", json!(null)).unwrap()["role"], "reviewer");
    let lead = at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    assert_eq!(lead["role"], "lead");
    at.ask("set_role", json!({ "role": "reviewer" })).unwrap();
    assert_eq!(at.ask("facets", json!(null)).unwrap_err().code, "lead_only");
    // It is written down: no second question.
    assert_eq!(at.ask("set_role", json!({ "role": "lead" })).unwrap()["role"], "lead");
    // Someone else at the desk is a reviewer, and blind.
    let other = at.ask("project_info", json!(null)).unwrap()["reviewers"][0]["id"].clone();
    let info = at.ask("switch_reviewer", json!({ "reviewer": other })).unwrap();
    assert_eq!(info["role"], "reviewer");
}
