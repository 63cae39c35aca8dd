//! Filters, snippets and queues, as the window drives them.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

const MINE: &str = "1a";

/// Three items; Ada flagged and remarked on one, Bo remarked on another.
fn desk() -> AtDesk {
    let at = AtDesk::empty();
    let at_path = at.path("p.touchstone");
    at.ask("create_project", json!({ "path": at_path, "name": "P", "schema": "faithfulness", "blind": true })).unwrap();
    let item = |id: &str, text: &str, source: &str, reviews: Value| {
        let generator = json!({ "model": "secret-model" });
        json!({ "id": id, "sample": { "text": text, "generator": generator }, "sources": [{ "text": source }],
            "reviews": reviews })
        .to_string()
    };
    let review = |who: &str, remark: &str| json!({ "reviewer": who, "verdict": "clean", "remark": remark });
    let lines = [
        item(MINE, "The old bridge was opened", "A bridge of 1932", json!([review("Ada", "doubtful harbour")])),
        item("1b", "東京は日本の首都です", "หลวงกรุงเทพ", json!([review("Bo", "weighty secret remark")])),
        item("1c", "A third of nothing", "This source tells of the harbour lights", json!([])),
    ];
    std::fs::write(at.path("items.jsonl"), lines.join("\n")).unwrap();
    let options = json!({ "format": null, "reviewed": "file", "only": "everything", "mapping": {}, "idPrefix": null,
        "sources": null, "strict": false });
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    at.ask("run_import", json!({ "paths": [at.path("items.jsonl")], "options": options })).unwrap();
    at.seat_any("Ada");
    at
}

fn mine(at: &AtDesk, filter: &str) -> u64 {
    at.ask("my_items", json!({ "filter": filter, "offset": 0, "limit": 9 })).unwrap()["total"].as_u64().unwrap()
}

fn ids(at: &AtDesk, filter: &str) -> Vec<Value> {
    let page = at.ask("my_items", json!({ "filter": filter, "offset": 0, "limit": 9 })).unwrap();
    page["rows"].as_array().unwrap().iter().map(|row| row["item"].clone()).collect()
}

/// The pieces of each snippet, hits in brackets, with where they stand.
fn shown(at: &AtDesk, command: &str, filter: &str, items: &[Value]) -> Vec<String> {
    let told = at.ask(command, json!({ "filter": filter, "items": items })).unwrap();
    let piece = |piece: &Value| {
        let text = piece["text"].as_str().unwrap();
        if piece["hit"] == true { format!("[{text}]") } else { text.to_owned() }
    };
    let snippet = |told: &Value| {
        let pieces: String = told["pieces"].as_array().unwrap().iter().map(piece).collect();
        format!("{}: {pieces}", told["place"].as_str().unwrap())
    };
    told.as_array().unwrap().iter().map(snippet).collect()
}

#[test]
fn a_reviewers_filter_knows_nothing_of_what_is_hidden() {
    let at = desk();
    let fields = at.ask("my_filter_fields", json!(null)).unwrap();
    let names: Vec<&str> = fields.as_array().unwrap().iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["status", "label", "severity", "verdict", "flag", "kind", "language", "sample", "source", "note"]
    );
    let nonsense = at.ask("my_items", json!({ "filter": "colour:x", "offset": 0, "limit": 9 })).unwrap_err();
    for field in ["generator", "batch", "reviewer", "disagreement", "copied", "longest", "density"] {
        for sign in ["", "-"] {
            let part = format!("{sign}{field}:x");
            let error = at.ask("my_items", json!({ "filter": part, "offset": 0, "limit": 9 })).unwrap_err();
            assert_eq!((error.code.as_str(), error.detail.as_deref()), ("bad_filter", Some(part.as_str())));
            assert_eq!(error.hint, nonsense.hint, "{field} is told apart from nonsense");
        }
    }
    assert_eq!(mine(&at, "note:weighty"), 0, "another's remark");
    assert_eq!(mine(&at, "weighty"), 0);
    assert_eq!(mine(&at, "note:doubtful"), 1);
    assert_eq!(mine(&at, "harbour"), 2, "one's own remark and a source");
    assert_eq!(mine(&at, "-note:doubtful"), 2);
    assert_eq!(mine(&at, "verdict:clean status:submitted"), 1);
    assert_eq!(mine(&at, "secret"), 0);
}

#[test]
fn a_snippet_says_where_and_what_was_found_in_every_script() {
    let at = desk();
    let all = ids(&at, "");
    assert_eq!(shown(&at, "my_snippets", "bridge", &ids(&at, "bridge")), ["sample: The old [bridge] was opened"]);
    assert_eq!(shown(&at, "my_snippets", "source:1932", &all), ["source: A bridge of [1932]"]);
    assert_eq!(shown(&at, "my_snippets", "日本", &all), ["sample: 東京は[日本]の首都です"]);
    assert_eq!(shown(&at, "my_snippets", "กรุง", &all), ["source: หลวง[กรุง]เทพ"]);
    assert_eq!(shown(&at, "my_snippets", "note:doubtful", &all), ["note: [doubtful] harbour"]);
    assert_eq!(shown(&at, "my_snippets", "weighty", &all), [""; 0], "another's remark");
    assert_eq!(shown(&at, "my_snippets", "1a", &all), [""; 0], "what the file calls it");
    assert_eq!(shown(&at, "my_snippets", "status:submitted", &all), [""; 0], "no word was asked for");
    // The lead sees more, and of a text that has both words rather than one.
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    assert_eq!(shown(&at, "snippets", "weighty remark", &all), ["note: [weighty] secret [remark]"]);
    assert_eq!(shown(&at, "snippets", "1a", &all), ["external-id: [1a]"]);
    let told = shown(&at, "snippets", "harbour lights", &all);
    assert!(told.contains(&"source: This source tells of the [harbour] [lights]".to_owned()), "{told:?}");
}

#[test]
fn a_wrong_part_of_a_filter_is_named_with_what_is_right() {
    let at = desk();
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    let wrong = |filter: &str| {
        let error = at.ask("items_page", json!({ "filter": filter, "offset": 0, "limit": 9 })).unwrap_err();
        assert_eq!(error.code, "bad_filter");
        (error.detail.unwrap(), error.hint)
    };
    assert_eq!(
        wrong("bridge disagreement:0.5"),
        ("disagreement:0.5".into(), "Write >, >=, <, <= or = and a number, for example disagreement:>0.5.".into())
    );
    assert!(wrong("severity:huge").1.contains("minor, major, critical"));
    assert!(wrong("reviewer:Zoe").1.contains("Ada"));
    assert_eq!(wrong("label: x").1, "Write, for example, label:contradiction.");
    assert!(wrong("colour:red").1.contains("quotation marks"));
}

#[test]
fn queues_are_kept_apart_and_told_with_how_many_items_they_have() {
    let at = desk();
    let save = |command: &str, name: &str, filter: &str| at.ask(command, json!({ "name": name, "filter": filter }));
    let own = save("save_my_queue", "Bridges", "bridge").unwrap();
    assert_eq!(own, json!([{ "name": "Bridges", "filter": "bridge", "items": 1, "exact": true }]));
    assert_eq!(save("save_my_queue", "x", "generator:secret-model").unwrap_err().code, "bad_filter");
    assert_eq!(save("save_my_queue", " ", "bridge").unwrap_err().code, "empty_name");
    save("save_my_queue", "All", "").unwrap();
    let taken = at.ask("rename_my_queue", json!({ "from": "All", "to": "bridges" })).unwrap_err();
    assert_eq!(taken.code, "queue_name_taken");
    let renamed = at.ask("rename_my_queue", json!({ "from": "All", "to": "Everything" })).unwrap();
    assert_eq!(renamed[1]["name"], "Everything");
    assert_eq!(save("save_my_queue", "BRIDGES", "bridge status:submitted").unwrap().as_array().unwrap().len(), 2);
    // Neither the lead nor another reviewer has them, and they are still there after a start.
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    assert_eq!(at.ask("queues", json!(null)).unwrap(), json!([]));
    save("save_queue", "Of the model", "generator:secret-model").unwrap();
    at.desk.close();
    at.ask("open_project", json!({ "path": at.path("p.touchstone") })).unwrap();
    at.seat_any("Bo");
    assert_eq!(at.ask("my_queues", json!(null)).unwrap(), json!([]));
    at.seat_any("Ada");
    let kept = at.ask("my_queues", json!(null)).unwrap();
    assert_eq!(kept.as_array().unwrap().len(), 2);
    assert!(!kept.to_string().contains("secret-model"));
    let left = at.ask("remove_my_queue", json!({ "name": "BRIDGES" })).unwrap();
    assert_eq!(left.as_array().unwrap().len(), 1);
}

#[test]
fn a_queue_is_walked_to_its_end_and_left() {
    let at = desk();
    at.ask("save_my_queue", json!({ "name": "Open", "filter": "status:not-started" })).unwrap();
    let first = at.ask("walk_queue", json!({ "name": "Open" })).unwrap();
    assert_eq!(first["queue"], json!({ "name": "Open", "at": 1, "of": 2 }));
    let step = |item: &Value, step: &str| at.ask("step_queue", json!({ "item": item, "step": step })).unwrap();
    let second = step(&first["item"], "next");
    assert_eq!(second["queue"]["at"], 2);
    assert_eq!(step(&second["item"], "next"), Value::Null);
    assert_eq!(step(&second["item"], "previous")["item"], first["item"]);
    // Handing in goes on in the queue as it was when it was begun.
    let verdict = json!({ "item": first["item"], "intent": { "kind": "give_verdict", "verdict": "clean" } });
    at.ask("record_intent", verdict).unwrap();
    let submit = json!({ "item": first["item"], "elapsedMs": 5, "confirmed": false });
    let finished = at.ask("submit_review", submit).unwrap();
    assert_eq!((&finished["next"]["item"], &finished["next"]["queue"]["at"]), (&second["item"], &json!(2)));
    let skip = json!({ "item": second["item"], "reason": "no", "elapsedMs": 5 });
    assert_eq!(at.ask("skip_review", skip).unwrap()["next"], Value::Null, "the end of the queue");
    // Someone else at the desk walks nothing.
    at.seat_any("Bo");
    assert_eq!(at.ask("open_review", json!({ "item": null })).unwrap()["queue"], Value::Null);
    at.seat_any("Ada");
    at.ask("leave_queue", json!(null)).unwrap();
    let left = at.ask("open_review", json!({ "item": first["item"] })).unwrap();
    assert_eq!(left["queue"], Value::Null);
    let error = at.ask("step_queue", json!({ "item": first["item"], "step": "next" })).unwrap_err();
    assert_eq!(error.code, "no_queue");
    assert_eq!(at.ask("walk_queue", json!({ "name": "Open" })).unwrap(), Value::Null, "nothing is open any more");
}
