//! The desk, as the window drives it.

use serde_json::{Value, json};
use tempfile::TempDir;
use touchstone_ipc::{Desk, DeskOptions, WireError};

struct AtDesk {
    desk: Desk,
    _folder: TempDir,
}

impl AtDesk {
    fn with_demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk =
            Desk::new(DeskOptions { data_dir: folder.path().join("data"), version: "1".into(), ..Default::default() });
        let path = folder.path().join("demo.touchstone");
        let at = Self { desk, _folder: folder };
        at.ask("create_demo", json!({ "path": path })).unwrap();
        at
    }

    fn ask(&self, command: &str, request: Value) -> Result<Value, WireError> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(self.desk.call(command, request, |_| {}))
    }
}

#[test]
fn a_reviewer_marks_submits_and_gets_the_next_item() {
    let at = AtDesk::with_demo();
    let info = at.ask("project_info", json!(null)).unwrap();
    let dana = info["reviewers"].as_array().unwrap().iter().find(|who| who["name"] == "Dana").unwrap();
    at.ask("switch_reviewer", json!({ "reviewer": dana["id"] })).unwrap();
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
    assert_eq!(recorded["review"]["annotations"][0]["segments"][0]["quote"], quote);

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
fn what_a_blind_reviewer_gets_names_no_generator_and_nobody_else() {
    let at = AtDesk::with_demo();
    let info = at.ask("project_info", json!(null)).unwrap();
    for who in info["reviewers"].as_array().unwrap() {
        at.ask("switch_reviewer", json!({ "reviewer": who["id"] })).unwrap();
        for id in at.ask("recent_items", json!(null)).unwrap().as_array().unwrap() {
            let view = at.ask("open_review", json!({ "item": id["item"] })).unwrap().to_string();
            for forbidden in
                ["quill-7b", "marlowe-2", "sparrow-mini", "spring-1", "spring-2", "self_grade", "essay-0", "problem-0"]
            {
                assert!(!view.contains(forbidden), "{forbidden} is in what {} gets", who["name"]);
            }
        }
    }
}

#[test]
fn errors_say_the_cure() {
    let at = AtDesk::with_demo();
    let error = at.ask("open_project", json!({ "path": "/nowhere/x.touchstone" })).unwrap_err();
    assert_eq!(error.code, "not_found");
    assert!(!error.hint.is_empty());
    assert_eq!(at.ask("no_such", json!({})).unwrap_err().code, "bad_request");
}
