//! The desk, as the window drives it.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

#[test]
fn a_reviewer_marks_submits_and_gets_the_next_item() {
    let at = AtDesk::with_demo();
    at.seat("Dana");
    let view = at.ask("open_review", json!({ "item": null })).unwrap();
    let item = view["item"].clone();
    let text: Vec<u16> = view["sample"]["text"].as_str().unwrap().encode_utf16().collect();
    let quote = String::from_utf16(&text[..4]).unwrap();
    let mark = |severity: Value| {
        let segments = json!([{ "start": 0, "end": 4, "quote": quote }]);
        json!({ "item": item, "intent": {
            "kind": "annotate", "segments": segments, "primary": "reasoning-error", "others": [], "severity": severity,
        }})
    };
    let recorded = at.ask("record_intent", mark(json!("minor"))).unwrap();
    assert_eq!(recorded["outcome"], "recorded");
    assert_eq!(recorded["change"]["put"][0]["annotation"]["segments"][0]["quote"], quote);
    assert_eq!((&recorded["change"]["put"][0]["at"], &recorded["change"]["of"]), (&json!(0), &json!(1)));

    let submit = json!({ "item": item, "elapsedMs": 1200, "confirmed": false });
    let refused = at.ask("submit_review", submit.clone()).unwrap();
    assert_eq!(refused["refusal"]["code"], "verdict_missing");
    let verdict = json!({ "item": item, "intent": { "kind": "give_verdict", "verdict": "hallucinated" } });
    at.ask("record_intent", verdict).unwrap();
    let finished = at.ask("submit_review", submit).unwrap();
    assert_eq!(finished["outcome"], "finished");
    assert_ne!(finished["next"]["item"], item);
    assert_eq!(finished["next"]["done"], 1);
}

#[test]
fn errors_say_the_cure() {
    let at = AtDesk::with_demo();
    let error = at.ask("open_project", json!({ "path": "/nowhere/x.touchstone" })).unwrap_err();
    assert_eq!(error.code, "not_found");
    assert!(!error.hint.is_empty());
    assert_eq!(at.ask("no_such", json!({})).unwrap_err().code, "bad_request");
}

#[test]
fn where_the_reviewer_was_is_still_known_after_the_program_ended() {
    let at = AtDesk::with_demo();
    at.seat("Dana");
    let item = at.ask("open_review", json!({ "item": null })).unwrap()["item"].clone();
    let position = json!({
        "sourceIndex": 0, "sample": { "anchor": 3, "focus": 9 }, "source": { "anchor": 0, "focus": 0 },
        "sampleScroll": 12.5, "sourceScroll": 0.0, "focused": null,
        "drafts": [{ "annotation": "a", "field": "note", "text": "half a th" }],
    });
    at.ask("save_position", json!({ "item": item, "position": position })).unwrap();
    at.desk.close();
    at.ask("open_project", json!({ "path": at.path("demo.touchstone") })).unwrap();
    let view = at.ask("open_review", json!({ "item": item })).unwrap();
    assert_eq!(view["position"], position);
    assert_eq!(at.ask("project_info", json!(null)).unwrap()["reviewer"]["name"], "Dana");
}

#[test]
fn projects_opened_before_are_listed_until_they_are_gone() {
    let at = AtDesk::with_demo();
    at.ask("close_project", json!(null)).unwrap();
    let recent = at.ask("list_recent", json!(null)).unwrap();
    assert_eq!(recent[0]["name"], "Touchstone demo");
    std::fs::remove_file(at.path("demo.touchstone")).unwrap();
    assert_eq!(at.ask("list_recent", json!(null)).unwrap(), json!([]));
}

#[test]
fn the_look_is_kept() {
    let at = AtDesk::empty();
    assert_eq!(at.ask("appearance", json!(null)).unwrap()["theme"], "system");
    at.ask("save_appearance", json!({ "theme": "dark" })).unwrap();
    assert_eq!(at.ask("appearance", json!(null)).unwrap()["theme"], "dark");
}

#[test]
fn opening_the_open_project_again_keeps_it_open() {
    let at = AtDesk::with_demo();
    let again = at.ask("open_project", json!({ "path": at.path("demo.touchstone") })).unwrap();
    assert_eq!(again["name"], "Touchstone demo");
}

#[test]
fn keys_macros_and_phrases_are_kept() {
    let at = AtDesk::empty();
    let fresh = at.ask("habits", json!(null)).unwrap();
    assert_eq!(fresh["keys"], json!({}));
    let habits = json!({
        "preset": "vim", "keys": { "note": ["Ctrl+Alt+n"] }, "recent": ["find"],
        "macros": [{ "name": "grave", "keys": ["Alt+1"], "label": "contradiction", "severity": "critical", "note": null }],
        "phrases": [{ "text": "Das weiß die Quelle nicht. ", "keys": [] }],
    });
    at.ask("save_habits", habits.clone()).unwrap();
    assert_eq!(at.ask("habits", json!(null)).unwrap(), habits);
}
