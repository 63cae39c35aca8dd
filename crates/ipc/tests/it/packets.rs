//! Packets at the desk: the lead makes and takes them, a reviewer works in one and sends it back.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};
use touchstone_ipc::command::LEAD_ONLY;

const FORBIDDEN: [&str; 12] = [
    "quill-7b",
    "marlowe-2",
    "sparrow-mini",
    "spring-1",
    "spring-2",
    "self_grade",
    "essay-0",
    "problem-0",
    "Touchstone demo",
    "demo.jsonl",
    "Bahar",
    "Chidi",
];

/// The demo with a fourth review open, and Dana's packet.
fn with_packet() -> (AtDesk, String) {
    let at = AtDesk::as_lead();
    let mut wish = at.ask("assignment", json!(null)).unwrap()["wish"].clone();
    wish["overlap"] = json!(4);
    at.ask("set_assignment", wish).unwrap();
    let info = at.ask("add_reviewer", json!({ "name": "Edda" })).unwrap();
    let id = |name: &str| {
        info["reviewers"].as_array().unwrap().iter().find(|who| who["name"] == name).unwrap()["id"].clone()
    };
    std::fs::create_dir(at.path("out")).unwrap();
    let wish = json!({ "folder": at.path("out"), "reviewers": [id("Edda"), id("Dana")] });
    let made = at.ask("make_packets", wish).unwrap();
    assert_eq!(made[0]["path"], Value::Null);
    assert_eq!(made[0]["refusal"], "Edda has no open item, so there is nothing to put into a packet.");
    let path = made[1]["path"].as_str().unwrap().to_owned();
    assert!(path.ends_with("Touchstone demo - Dana.touchstone-packet"), "{path}");
    (at, path)
}

fn assert_blind(reply: &impl serde::Serialize, names: &[String], what: &str) {
    let text = serde_json::to_string(reply).unwrap();
    for word in FORBIDDEN.iter().copied().chain(names.iter().map(String::as_str)) {
        assert!(!text.contains(word), "{word} is in the reply of {what}: {text}");
    }
}

#[test]
fn a_packet_is_opened_worked_in_and_taken_home() {
    let (lead, path) = with_packet();
    let sent = lead.ask("packets", json!(null)).unwrap();
    assert_eq!((&sent[0]["reviewer"], &sent[0]["takenAt"]), (&json!("Dana"), &Value::Null));
    let names = lead.ask("project_info", json!(null)).unwrap()["reviewers"].clone();
    let others: Vec<String> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|who| who["name"].as_str().unwrap().to_owned())
        .filter(|name| name != "Dana")
        .collect();
    assert_eq!(others.len(), 4);

    let desk = AtDesk::empty();
    let mine = desk.path("mine.touchstone-packet");
    std::fs::copy(&path, &mine).unwrap();
    let info = desk.ask("open_project", json!({ "path": mine })).unwrap();
    assert_eq!(
        (&info["packet"], &info["role"], &info["reviewer"]["name"]),
        (&json!(true), &json!("reviewer"), &json!("Dana"))
    );
    let of = info["reviewer"]["of"].as_u64().unwrap();
    assert!(of > 0);
    let mut view = desk.ask("open_review", json!({})).unwrap();
    let mut done = 0;
    while !view.is_null() {
        assert_blind(&view, &others, "open_review");
        done += 1;
        assert_eq!(view["at"], done);
        let skip = json!({ "item": view["item"], "reason": "not my field", "elapsedMs": 1 });
        let finished = desk.ask("skip_review", skip).unwrap();
        assert_blind(&finished, &others, "skip_review");
        view = finished["next"].clone();
    }
    assert_eq!(done, of);
    for command in ["project_info", "review_guidance", "recent_items", "list_recent"] {
        let reply = desk.ask(command, json!(null)).unwrap();
        assert_blind(&reply, &others, command);
    }
    assert_blind(&desk.ask("my_items", json!({ "offset": 0, "limit": 500 })).unwrap(), &others, "my_items");
    let back = desk.path("back.touchstone-packet");
    desk.ask("save_packet", json!({ "path": back })).unwrap();
    assert_eq!(desk.ask("save_packet", json!({ "path": back })).unwrap_err().code, "output_exists");

    std::fs::copy(&back, lead.path("out/back.touchstone-packet")).unwrap();
    let taken = lead.ask("take_packets", json!({ "paths": [lead.path("out")] })).unwrap();
    let taken = taken.as_array().unwrap();
    assert_eq!(taken.len(), 2, "the packet that went out lies there too");
    let sums: Vec<u64> = taken.iter().map(|packet| packet["reviewsChanged"].as_u64().unwrap()).collect();
    assert_eq!(sums.iter().sum::<u64>(), of);
    assert!(taken.iter().all(|packet| packet["refusal"].is_null()));
    // Watching a folder takes what changed, and nothing twice.
    let again = json!({ "paths": [lead.path("out")], "changedOnly": true });
    assert_eq!(lead.ask("take_packets", again.clone()).unwrap(), json!([]));
    std::fs::write(lead.path("out/bad.touchstone-packet"), "half a").unwrap();
    let told = lead.ask("take_packets", again).unwrap();
    assert_eq!(told.as_array().unwrap().len(), 1);
    assert!(told[0]["refusal"].as_str().unwrap().contains("is not a review packet, or only a part of one"));
    assert!(lead.ask("packets", json!(null)).unwrap()[0]["takenAt"].is_number());
}

#[test]
fn in_a_packet_nobody_is_the_lead() {
    let (_lead, path) = with_packet();
    let desk = AtDesk::empty();
    desk.ask("open_project", json!({ "path": path })).unwrap();
    for (command, request) in
        [("set_role", json!({ "role": "lead", "confirmed": true })), ("add_reviewer", json!({ "name": "Edda" }))]
    {
        let error = desk.ask(command, request).unwrap_err();
        assert_eq!(error.code, "only_for_reviewing", "{command}");
        assert_blind(&error, &[], command);
    }
    for command in LEAD_ONLY {
        let error = desk.ask(command, json!({})).unwrap_err();
        assert_eq!(error.code, "lead_only", "{command}");
        assert_blind(&error, &[], command);
    }
    for (command, request) in [
        ("open_review", json!({ "item": "essay-0" })),
        ("open_review", json!({ "item": "0".repeat(32) })),
        ("switch_reviewer", json!({ "reviewer": "0".repeat(32) })),
        ("my_items", json!({ "filter": "quill-7b", "offset": 0, "limit": 5 })),
    ] {
        match desk.ask(command, request) {
            Ok(reply) => assert_blind(&reply, &[], command),
            Err(error) => {
                let mut error = error;
                error.detail = error.detail.filter(|detail| !detail.contains("no such"));
                assert_blind(&error, &[], command);
            }
        }
    }
}
