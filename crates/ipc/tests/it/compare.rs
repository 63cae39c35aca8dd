//! Evidence, copied runs, differences, siblings and hints, as the window asks for them.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

/// Texts with characters outside the basic plane, so that units matter.
const SOURCE: &str =
    "👩\u{200d}🚀 The old bridge was opened by the king in 1932. It cost four million pounds. The ferry stopped later.";
const FIRST: &str = "👩\u{200d}🚀 We read that the old bridge was opened by the king in 1997. It cost much.";
const SECOND: &str = "The ferry stopped later, says Emma.";

/// A project of two samples of one source and one of another, at the desk of Ada.
fn desk(blind: bool) -> AtDesk {
    let at = AtDesk::empty();
    let file = at.path("items.jsonl");
    let row = |id: &str, sample: &str, source: &str| {
        let generator = json!({ "model": "quill-7b" });
        json!({ "id": id, "sample": { "text": sample, "language": "en", "generator": generator },
                "sources": [{ "text": source, "language": "en" }] })
        .to_string()
    };
    let rows = [row("a-quill", FIRST, SOURCE), row("b-quill", SECOND, SOURCE), row("c", "Es ist so.", "Nothing.")];
    std::fs::write(&file, rows.join("\n")).unwrap();
    let new = json!({ "path": at.path("p.touchstone"), "name": "P", "schema": "faithfulness", "blind": blind });
    at.ask("create_project", new).unwrap();
    let options = json!({ "format": null, "mapping": {}, "reviewed": "fifth", "only": "everything", "idPrefix": null, "strict": false });
    at.ask("run_import", json!({ "paths": [file], "options": options })).unwrap();
    let info = at.ask("add_reviewer", json!({ "name": "Ada" })).unwrap();
    at.ask("switch_reviewer", json!({ "reviewer": info["reviewers"][0]["id"] })).unwrap();
    at
}

/// The item whose sample is this.
fn item(at: &AtDesk, sample: &str) -> Value {
    let list = at.ask("my_items", json!({ "offset": 0, "limit": 10 })).unwrap();
    let rows = list["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| sample.starts_with(row["excerpt"].as_str().unwrap())).unwrap();
    json!({ "item": row["item"] })
}

fn slice(text: &str, told: &Value) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |end: &str| usize::try_from(told[end].as_u64().unwrap()).unwrap();
    String::from_utf16(&units[at("start")..at("end")]).unwrap()
}

#[test]
fn sentences_have_their_passages_and_copied_runs_in_utf16() {
    let at = desk(true);
    let read = at.ask("compare_item", item(&at, FIRST)).unwrap();
    let sentences = read["sentences"].as_array().unwrap();
    assert_eq!(sentences.len(), 2);
    assert_eq!(slice(FIRST, &sentences[1]), "It cost much.");
    assert_eq!(slice(SOURCE, &sentences[1]["passages"][0]), "It cost four million pounds.");
    assert!(slice(SOURCE, &sentences[0]["passages"][0]).contains("old bridge"));
    assert!(sentences[0]["passages"].as_array().unwrap().len() <= 3);
    let run = &read["copies"][0];
    assert_eq!(slice(FIRST, run), "the old bridge was opened by the king in");
    assert_eq!(slice(SOURCE, &run["passage"]), "The old bridge was opened by the king in");
    assert_eq!((&run["words"], &run["long"]), (&json!(9), &json!(false)));
    assert_eq!(read["exposure"]["longest"], 9);
    // It is kept: asked again, the same comes back, and the project is sound.
    assert_eq!(at.ask("compare_item", item(&at, FIRST)).unwrap(), read);
}

#[test]
fn a_difference_marks_the_number_that_differs_strongest() {
    let at = desk(true);
    let differences = at.ask("item_differences", item(&at, FIRST)).unwrap();
    let changes = differences[0]["changes"].as_array().unwrap();
    let number = changes.iter().find(|change| change["weight"] == "number").unwrap();
    assert_eq!(slice(FIRST, &number["sample"]), "1997");
    assert_eq!(slice(SOURCE, &number["passage"]), "1932");
    assert_eq!((&number["kind"], &differences[0]["approximate"]), (&json!("replaced"), &json!(false)));
}

#[test]
fn a_selection_in_either_pane_finds_what_is_nearest_in_the_other() {
    let at = desk(true);
    let mut wish = item(&at, FIRST);
    let units = |text: &str| text.encode_utf16().count();
    let from = units(&FIRST[..FIRST.find("It cost").unwrap()]);
    wish["start"] = json!(from);
    wish["end"] = json!(units(FIRST));
    let found = at.ask("nearest_to", wish.clone()).unwrap();
    assert_eq!(slice(SOURCE, &found[0]), "It cost four million pounds.");
    wish["source"] = found[0]["source"].clone();
    wish["start"] = found[0]["start"].clone();
    wish["end"] = found[0]["end"].clone();
    let back = at.ask("nearest_to", wish.clone()).unwrap();
    assert_eq!((slice(FIRST, &back[0]), &back[0]["source"]), ("It cost much.".to_owned(), &Value::Null));
    wish["source"] = json!("0".repeat(64));
    assert_eq!(at.ask("nearest_to", wish).unwrap_err().code, "bad_request");
}

#[test]
fn siblings_are_unnamed_and_nothing_told_betrays_them() {
    let at = desk(true);
    let siblings = at.ask("siblings", item(&at, FIRST)).unwrap();
    let told = siblings.as_array().unwrap();
    assert_eq!(told.len(), 2);
    assert_eq!(told.iter().filter(|sibling| sibling["current"] == true).count(), 1);
    let alike = |left: &Value, right: &Value| {
        left.as_array().unwrap().iter().map(|told| told["item"].clone()).collect::<Vec<_>>()
            == right.as_array().unwrap().iter().map(|told| told["item"].clone()).collect::<Vec<_>>()
    };
    assert!(alike(&siblings, &at.ask("siblings", item(&at, SECOND)).unwrap()), "the order stays while stepping");
    assert_eq!(at.ask("siblings", item(&at, "Es ist so.")).unwrap().as_array().unwrap().len(), 1);
    for command in ["siblings", "compare_item", "item_differences"] {
        let reply = at.ask(command, item(&at, FIRST)).unwrap().to_string();
        for hidden in ["quill", "model", "score", "external"] {
            assert!(!reply.contains(hidden), "{hidden} is in the reply of {command}");
        }
    }
}

fn export(at: &AtDesk) -> Value {
    json!({ "format": "jsonl", "what": "annotations", "names": "pseudonyms", "notes": true, "filter": null,
            "out": at.path("out.jsonl"), "force": false })
}

/// Chooses a policy as the lead, and sits down as the reviewer again.
fn choose(at: &AtDesk, policy: Value) {
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    at.ask("save_hint_policy", policy).unwrap();
    at.ask("set_role", json!({ "role": "reviewer" })).unwrap();
}

#[test]
fn hints_are_off_in_a_blind_project_and_on_where_the_lead_says_so() {
    let at = desk(true);
    assert_eq!(at.ask("compare_item", item(&at, FIRST)).unwrap()["hints"], json!({ "state": "hidden" }));
    choose(&at, json!({ "policy": "always" }));
    let hints = at.ask("compare_item", item(&at, FIRST)).unwrap()["hints"].clone();
    assert_eq!(hints["state"], "shown");
    assert_eq!(slice(FIRST, &hints["hints"][0]), "1997");
    let german = at.ask("compare_item", item(&at, "Es ist so.")).unwrap()["hints"].clone();
    assert_eq!(german["state"], "shown", "the file calls it English");
    let open = desk(false);
    assert_eq!(open.ask("compare_item", item(&open, FIRST)).unwrap()["hints"]["state"], "shown");
}

#[test]
fn hints_after_submitting_wait_for_the_verdict_and_what_was_shown_is_written_down() {
    let at = desk(true);
    choose(&at, json!({ "policy": "after-submit" }));
    let wish = item(&at, FIRST);
    assert_eq!(at.ask("compare_item", wish.clone()).unwrap()["hints"]["state"], "hidden");
    let verdict = json!({ "item": wish["item"], "intent": { "kind": "give_verdict", "verdict": "clean" } });
    assert_eq!(at.ask("record_intent", verdict).unwrap()["outcome"], "recorded");
    let submit = json!({ "item": wish["item"], "elapsedMs": 1, "confirmed": true });
    assert_eq!(at.ask("submit_review", submit).unwrap()["outcome"], "finished");
    let hints = at.ask("compare_item", wish.clone()).unwrap()["hints"].clone();
    assert_eq!(hints["state"], "shown");
    let hint = json!({ "start": hints["hints"][0]["start"], "end": hints["hints"][0]["end"], "quote": "1997" });
    at.ask("notice_hint", json!({ "item": wish["item"], "notice": "seen", "hint": hint })).unwrap();
    let wrong = json!({ "start": 0, "end": 2, "quote": "1997" });
    let refused = at.ask("notice_hint", json!({ "item": wish["item"], "notice": "seen", "hint": wrong })).unwrap_err();
    assert_eq!(refused.code, "bad_request");

    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    at.ask("run_export", export(&at)).unwrap();
    let written = std::fs::read_to_string(at.path("out.jsonl")).unwrap();
    assert!(written.contains(r#""assistance":"none""#), "hints after the verdict did not help: {written}");
}

#[test]
fn a_review_made_with_hints_says_so_in_exports() {
    let at = desk(true);
    choose(&at, json!({ "policy": "randomised", "probability": 1.0 }));
    let wish = item(&at, FIRST);
    assert_eq!(at.ask("compare_item", wish.clone()).unwrap()["hints"]["state"], "shown");
    let verdict = json!({ "item": wish["item"], "intent": { "kind": "give_verdict", "verdict": "unsure" } });
    at.ask("record_intent", verdict).unwrap();
    at.ask("submit_review", json!({ "item": wish["item"], "elapsedMs": 1, "confirmed": true })).unwrap();
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    at.ask("run_export", export(&at)).unwrap();
    let written = std::fs::read_to_string(at.path("out.jsonl")).unwrap();
    assert!(written.contains(r#""assistance":"hints""#), "{written}");
}

#[test]
fn the_lead_has_every_item_read_and_sees_how_much_was_copied() {
    let at = desk(true);
    at.ask("read_ahead", item(&at, FIRST)).unwrap();
    assert_eq!(at.ask("read_items", json!(null)).unwrap_err().code, "lead_only");
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    at.ask("read_items", json!(null)).unwrap();
    assert_eq!(at.ask("read_items", json!(null)).unwrap(), 0, "nothing is read twice");
    let page = at.ask("items_page", json!({ "filter": "", "offset": 0, "limit": 10 })).unwrap();
    assert_eq!(page["rows"][0]["exposure"]["longest"], 9);
    assert!(page["rows"].as_array().unwrap().iter().all(|row| row["exposure"].is_object()));
}

#[test]
fn a_reviewer_parts_and_joins_sentences_for_themselves_alone() {
    let at = desk(true);
    let of_first = item(&at, FIRST);
    let sentences = |at: &AtDesk| {
        let read = at.ask("compare_item", of_first.clone()).unwrap();
        let told = read["sentences"].as_array().unwrap().iter().map(|told| slice(FIRST, told)).collect::<Vec<_>>();
        (told, read["sentences"][0]["passages"].as_array().unwrap().len())
    };
    let recut = |act: &str, place: usize| {
        at.ask("recut_sentence", json!({ "item": of_first["item"], "act": act, "at": place })).unwrap()
    };
    let units = |before: &str| before.encode_utf16().count();
    let that = units(FIRST.split("the old").next().unwrap());
    let read = recut("part", that);
    assert_eq!(slice(FIRST, &read["sentences"][1]), "the old bridge was opened by the king in 1997.");
    assert!(slice(SOURCE, &read["sentences"][1]["passages"][0]).contains("old bridge"), "new sentences have passages");
    assert_eq!(recut("part", that), Value::Null, "a sentence begins there already");
    recut("join", that);
    let (told, _) = sentences(&at);
    assert_eq!(told[1], "the old bridge was opened by the king in 1997. It cost much.");
    assert_eq!(recut("join", that), Value::Null, "the last one has no next");

    at.ask("add_reviewer", json!({ "name": "Grace" })).unwrap();
    let (told, passages) = sentences(&at);
    assert_eq!((told.len(), told[1].as_str()), (2, "It cost much."), "others have the sentences of the rules");
    assert!(passages > 0);
}

#[test]
fn two_samples_of_one_source_are_read_side_by_side_and_no_others() {
    let at = desk(true);
    let id = |sample: &str| item(&at, sample)["item"].clone();
    let told = at.ask("sibling_difference", json!({ "item": id(FIRST), "other": id(SECOND) })).unwrap();
    assert_eq!(told["text"], SECOND);
    let changes = told["difference"]["changes"].as_array().unwrap();
    assert!(changes.iter().any(|change| change["weight"] == "number" && slice(FIRST, &change["sample"]) == "1997"));
    assert!(
        changes
            .iter()
            .filter(|change| !change["passage"].is_null())
            .all(|change| change["passage"]["source"].is_null())
    );
    assert!(!told.to_string().contains("quill") && !told.to_string().contains("b-"));
    let error = at.ask("sibling_difference", json!({ "item": id(FIRST), "other": id("Es ist so.") })).unwrap_err();
    assert!(!error.hint.is_empty());
    let same = at.ask("sibling_difference", json!({ "item": id(FIRST), "other": id(FIRST) })).unwrap();
    assert_eq!(same["difference"]["changes"], json!([]));
}
