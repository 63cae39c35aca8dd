//! Adjudication as the window asks for it: no names, only letters; decisions, refusals, many at once.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

fn cases(at: &AtDesk, state: &str) -> Value {
    at.ask("adjudication_cases", json!({ "state": state, "offset": 0, "limit": 100 })).unwrap()
}

fn wish(at: &AtDesk, item: &Value, wish: Value) -> Value {
    at.ask("record_wish", json!({ "item": item, "wish": wish })).unwrap()
}

fn next(at: &AtDesk) -> Value {
    at.ask("open_case", json!({ "item": null, "after": null })).unwrap()
}

const WHY: &str = "guideline-gap";

#[test]
fn the_queue_opens_at_the_most_informative_item_and_names_nobody() {
    let at = AtDesk::as_lead();
    let queue = cases(&at, "open");
    assert_eq!(queue["counts"]["open"], queue["rows"].as_array().unwrap().len());
    let case = next(&at);
    assert_eq!(case["item"], queue["rows"][0]["item"]);
    let tracks: Vec<&str> =
        case["tracks"].as_array().unwrap().iter().map(|track| track["name"].as_str().unwrap()).collect();
    assert_eq!(tracks, ["A", "B", "C"]);
    let told = case.to_string();
    let info = at.ask("project_info", json!(null)).unwrap();
    for who in info["reviewers"].as_array().unwrap() {
        for name in [&who["id"], &who["name"]] {
            assert!(!told.contains(&format!("\"{}\"", name.as_str().unwrap())), "{name}");
        }
    }
    for difference in case["stand"]["differences"].as_array().unwrap() {
        assert!(!difference["candidates"].as_array().unwrap().is_empty());
        let text: Vec<u16> = case["sample"]["text"].as_str().unwrap().encode_utf16().collect();
        let (start, end) =
            (difference["start"].as_u64().unwrap() as usize, difference["end"].as_u64().unwrap() as usize);
        assert_eq!(String::from_utf16(&text[start..end]).unwrap(), difference["quote"]);
    }
}

#[test]
fn letters_are_shuffled_anew_for_each_item_and_stay_while_it_is_open() {
    let at = AtDesk::as_lead();
    let rows = cases(&at, "open")["rows"].clone();
    let open = |item: &Value| at.ask("open_case", json!({ "item": item, "after": null })).unwrap();
    assert_eq!(open(&rows[0]["item"])["tracks"], open(&rows[0]["item"])["tracks"]);
}

#[test]
fn an_item_is_decided_settled_taken_up_and_undone() {
    let at = AtDesk::as_lead();
    let case = next(&at);
    let item = &case["item"];
    let refused = wish(&at, item, json!({ "kind": "settle", "confirmed": false }));
    assert_eq!((&refused["outcome"], &refused["refusal"]["code"]), (&json!("refused"), &json!("still_open")));
    let mut stand = case["stand"].clone();
    for difference in case["stand"]["differences"].as_array().unwrap() {
        let candidate = &difference["candidates"][0]["annotation"]["id"];
        let reason = json!({ "cause": WHY, "words": " the end of a sum " });
        stand = wish(&at, item, json!({ "kind": "accept", "candidate": candidate, "reason": reason }))["stand"].clone();
    }
    let first = &stand["differences"][0];
    assert_eq!(first["decided"], json!({ "act": "accepted", "reason": { "cause": WHY, "words": "the end of a sum" } }));
    assert_eq!(first["gold"].as_array().unwrap().len(), 1);
    // The bounds of a piece of gold are changed as the window changes them.
    let mut piece = stand["gold"][0]["annotation"].clone();
    piece["correction"] = json!("other words");
    let reason = json!({ "cause": "taste", "words": null });
    stand = wish(&at, item, json!({ "kind": "change", "annotation": piece, "reason": reason }))["stand"].clone();
    assert!(stand["gold"].as_array().unwrap().iter().any(|gold| gold["annotation"]["correction"] == "other words"));
    for difference in case["stand"]["omissions"].as_array().unwrap() {
        let accept =
            json!({ "kind": "accept", "candidate": difference["candidates"][0]["omission"]["id"], "reason": reason });
        stand = wish(&at, item, accept)["stand"].clone();
    }
    if stand["verdict"].is_null() {
        let decide = json!({ "kind": "decide_verdict", "verdict": "hallucinated", "reason": reason });
        stand = wish(&at, item, decide)["stand"].clone();
    }
    let settled = wish(&at, item, json!({ "kind": "settle", "confirmed": true }));
    if settled["outcome"] == "refused" {
        assert_eq!(settled["refusal"]["code"], "corrections_overlap");
    } else {
        assert_eq!(settled["stand"]["settled"], true);
        assert_eq!(cases(&at, "settled")["rows"][0]["item"], *item);
        assert_ne!(next(&at)["item"], *item);
        assert_eq!(wish(&at, item, json!({ "kind": "reopen" }))["stand"]["settled"], false);
    }
    while wish(&at, item, json!({ "kind": "undo" }))["outcome"] == "recorded" {}
    let again = at.ask("open_case", json!({ "item": item, "after": null })).unwrap();
    assert_eq!(again["stand"]["differences"], case["stand"]["differences"]);
    assert_eq!(again["stand"]["omissions"], case["stand"]["omissions"]);
    assert_eq!(stand["canUndo"], true);
}

#[test]
fn omissions_stand_in_their_source_and_take_another_place_by_the_windows_units() {
    let at = AtDesk::as_lead();
    let rows = cases(&at, "open")["rows"].clone();
    let open = |row: &Value| at.ask("open_case", json!({ "item": row["item"], "after": null })).unwrap();
    let opened: Vec<Value> = rows.as_array().unwrap().iter().map(open).collect();
    let case = opened.iter().find(|case| case["stand"]["omissions"] != json!([])).expect("the demo has omissions");
    let difference = &case["stand"]["omissions"][0];
    let text = |source: &Value| {
        let sources = case["sources"].as_array().unwrap();
        let found = sources.iter().find(|one| one["source"] == *source).unwrap();
        found["text"].as_str().unwrap().encode_utf16().collect::<Vec<u16>>()
    };
    let cut = |of: &Value| {
        let at = |end: &str| of[end].as_u64().unwrap() as usize;
        String::from_utf16(&text(&of["source"])[at("start")..at("end")]).unwrap()
    };
    assert_eq!(cut(difference), difference["quote"]);
    let reason = json!({ "cause": "taste", "words": null });
    let mut omission = difference["candidates"][0]["omission"].clone();
    assert_eq!(cut(&omission), omission["quote"]);
    assert!(case["tracks"].as_array().unwrap().iter().any(|track| track["omissions"] != json!([])));
    omission["end"] = json!(omission["end"].as_u64().unwrap() - 2);
    omission["quote"] = json!(cut(&omission));
    let change = json!({ "kind": "change_omission", "omission": omission, "reason": reason });
    let stand = wish(&at, &case["item"], change)["stand"].clone();
    assert_eq!(stand["goldOmissions"][0]["omission"]["quote"], omission["quote"]);
    assert_eq!(stand["omissions"][0]["decided"]["act"], "rebound");
    let report = at.ask("adjudication_causes", json!(null)).unwrap();
    assert_eq!((&report["omissions"]["taste"], &report["spans"]["taste"]), (&json!(1), &json!(0)));
}

#[test]
fn many_are_decided_at_once_and_taken_back() {
    let at = AtDesk::as_lead();
    at.ask("prepare_adjudication", json!(null)).unwrap();
    let before = cases(&at, "open")["counts"].clone();
    let rule = json!({ "reviewers": 2, "withinWords": 3, "settle": true });
    let preview = at.ask("preview_bulk", rule.clone()).unwrap();
    let accept = json!({ "rule": rule, "reason": { "cause": "taste", "words": null } });
    let report = at.ask("accept_bulk", accept).unwrap();
    assert!(report["settled"].as_u64().unwrap() > 0);
    for figure in ["items", "differences", "settled"] {
        assert_eq!(report[figure], preview[figure]);
    }
    assert_eq!(cases(&at, "settled")["counts"]["settled"], report["settled"]);
    let undone = at.ask("undo_bulk", json!({ "step": report["step"] })).unwrap();
    assert_eq!(undone["kept"], 0);
    assert_eq!(cases(&at, "open")["counts"], before);
}

#[test]
fn causes_are_told_by_label() {
    let at = AtDesk::as_lead();
    let case = next(&at);
    let candidate = &case["stand"]["differences"][0]["candidates"][0]["annotation"];
    let reason = json!({ "cause": WHY, "words": "unclear" });
    wish(&at, &case["item"], json!({ "kind": "accept", "candidate": candidate["id"], "reason": reason }));
    let report = at.ask("adjudication_causes", json!(null)).unwrap();
    assert_eq!((&report["items"], &report["spans"]["guidelineGap"]), (&json!(1), &json!(1)));
    assert_eq!(report["labels"][0]["causes"]["guidelineGap"], 1);
    assert_eq!(report["words"][0]["words"], "unclear");
}

#[test]
fn a_reviewer_is_refused_all_of_it() {
    let at = AtDesk::with_demo();
    for (command, request) in [
        ("adjudication_cases", json!({ "state": "open", "offset": 0, "limit": 1 })),
        ("open_case", json!({ "item": null, "after": null })),
        ("record_wish", json!({ "item": "x", "wish": { "kind": "undo" } })),
        ("adjudication_causes", json!(null)),
        ("prepare_adjudication", json!(null)),
        ("preview_bulk", json!({ "reviewers": 2, "withinWords": 1, "settle": false })),
        ("undo_bulk", json!({ "step": "x" })),
    ] {
        assert_eq!(at.ask(command, request).unwrap_err().code, "lead_only", "{command}");
    }
}
