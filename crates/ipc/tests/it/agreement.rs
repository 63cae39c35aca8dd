//! Agreement as the window asks for it: figures or reasons, the items behind them, the table saved.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};

fn measured(at: &AtDesk) -> Value {
    at.ask("measure_agreement", json!(null)).unwrap()
}

fn behind(at: &AtDesk, view: &Value, list: &Value) -> Value {
    at.ask("agreement_items", json!({ "asOf": view["asOf"], "behind": list, "offset": 0, "limit": 1000 })).unwrap()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn every_layer_has_figures_with_an_interval_or_a_reason_and_the_items_behind_them() {
    let at = AtDesk::as_lead();
    let view = measured(&at);
    let layers: Vec<&str> = list(&view["layers"]).iter().map(|layer| layer["layer"].as_str().unwrap()).collect();
    assert_eq!(layers, ["verdict", "found", "where", "kind"]);
    let parts = list(&view["pairs"]).iter().chain(list(&view["parts"])).chain(list(&view["times"]));
    let all: Vec<&Value> = list(&view["layers"]).iter().chain(parts.flat_map(|part| list(&part["layers"]))).collect();
    assert!(all.len() > 20, "{}", all.len());
    for layer in all {
        for figure in list(&layer["figures"]) {
            assert_ne!(figure["value"].is_null(), figure["reason"].is_null(), "{figure}");
            assert_ne!(figure["low"].is_null(), figure["noInterval"].is_null(), "{figure}");
        }
        let items = behind(&at, &view, &layer["behind"]);
        assert_eq!(items["total"], layer["nItems"]);
        assert_eq!(items["rows"].as_array().unwrap().len() as u64, layer["nItems"].as_u64().unwrap());
    }
    assert_eq!(list(&view["pairs"]).len(), 3);
}

#[test]
fn what_is_behind_adds_up() {
    let at = AtDesk::as_lead();
    let view = measured(&at);
    for spread in list(&view["spreads"]) {
        let sum: u64 = list(&spread["steps"]).iter().map(|step| step["items"].as_u64().unwrap()).sum();
        assert_eq!(sum, view["shared"].as_u64().unwrap());
    }
    let verdicts = &view["confusions"][0];
    // Three reviewers of an item are three pairs.
    let pairs: u64 = list(&verdicts["cells"]).iter().map(|cell| cell["count"].as_u64().unwrap()).sum();
    let of_pairs: u64 = list(&view["pairs"]).iter().map(|pair| pair["layers"][0]["nItems"].as_u64().unwrap()).sum();
    assert_eq!(pairs, of_pairs);
    let apart = list(&verdicts["cells"]).iter().find(|cell| cell["first"] != cell["second"]).unwrap();
    let rows = behind(&at, &view, &apart["behind"]);
    assert!(list(&rows["rows"]).iter().all(|row| row["disagreement"].as_f64().unwrap() > 0.0), "{rows}");
    let kinds = &view["confusions"][1];
    assert!(list(&kinds["classes"]).iter().any(|class| class == "Contradiction"), "{kinds}");
}

#[test]
fn an_old_list_is_refused_and_what_is_not_shared_has_a_reason() {
    let at = AtDesk::as_lead();
    let view = measured(&at);
    let events = at.ask("event_count", json!(null)).unwrap();
    assert_eq!(events["events"], view["asOf"]);
    let old = json!({ "asOf": view["asOf"].as_u64().unwrap() + 1, "behind": 0, "offset": 0, "limit": 10 });
    assert_eq!(at.ask("agreement_items", old).unwrap_err().code, "measured_anew");
    let path = at.path("empty.touchstone");
    let new = json!({ "path": path, "name": "Empty", "schema": "faithfulness", "blind": false, "reviewers": [] });
    at.ask("create_project", new).unwrap();
    at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
    let empty = measured(&at);
    assert_eq!((&empty["items"], &empty["shared"]), (&json!(0), &json!(0)));
    for figure in list(&empty["layers"]).iter().flat_map(|layer| list(&layer["figures"])) {
        assert!(figure["value"].is_null() && figure["reason"].as_str().unwrap().ends_with('.'), "{figure}");
    }
}

#[test]
fn the_table_behind_is_saved() {
    let at = AtDesk::as_lead();
    let view = measured(&at);
    let path = at.path("behind.csv");
    let file = at.ask("save_agreement_table", json!({ "path": path })).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(file["bytes"], text.len() as u64);
    assert_eq!(text.lines().count() as u64, 1 + view["reviews"].as_u64().unwrap());
}

#[test]
fn stored_runs_are_listed_and_compared_with_reasons() {
    let at = AtDesk::as_lead();
    let runs = || at.ask("consensus_runs", json!(null)).unwrap();
    let before = list(&runs()).len();
    let wish = |threshold: &str| json!({ "method": "majority", "threshold": threshold, "seed": 0 });
    for threshold in ["half", "any"] {
        at.ask("run_consensus", wish(threshold)).unwrap();
    }
    let listed = runs();
    assert!(list(&listed).len() > before && listed[0]["threshold"] == "any" && listed[0]["at"].is_i64(), "{listed}");
    let half = list(&listed).iter().find(|run| run["threshold"] == "half").unwrap();
    let found = at.ask("compare_runs", json!({ "first": half["run"], "second": listed[0]["run"] })).unwrap();
    let rows = list(&found["rows"]);
    assert!(!rows.is_empty() && found["sameReviews"] == true, "{found}");
    for row in rows {
        assert_eq!(row["why"], json!(["Another threshold: any instead of half."]), "{row}");
        assert!(!(list(&row["spans"]).is_empty() && list(&row["omissions"]).is_empty()));
    }
    let unknown = at.ask("compare_runs", json!({ "first": "zz", "second": "zz" })).unwrap_err();
    assert_eq!(unknown.code, "unknown_run");
}

#[test]
fn the_consensus_is_compared_with_right_answers_where_files_gave_any() {
    let at = AtDesk::as_lead();
    assert_eq!(at.ask("measure_given", json!(null)).unwrap(), json!(null));
    let review = |verdict: &str, start: u32| json!({ "reviewer": "Zed", "verdict": verdict, "annotations": [{ "start": start, "end": 9, "label": "other" }] });
    let lines = [
        json!({ "id": "right", "sample": { "text": "The 𝔐 mill opened." }, "gold": { "spans": [{ "start": 4, "end": 9, "label": "other" }] }, "reviews": [review("hallucinated", 4)] }),
        json!({ "id": "wrong", "sample": { "text": "The mill closed." }, "gold": "clean", "reviews": [review("hallucinated", 0)] }),
        json!({ "id": "open", "sample": { "text": "The mill stood." }, "gold": "clean" }),
    ];
    std::fs::write(at.path("gold.jsonl"), lines.map(|line| line.to_string()).join("\n")).unwrap();
    let options = json!({ "format": "jsonl", "reviewed": "fifth", "idPrefix": null, "mapping": {}, "sources": null, "only": "everything", "strict": false });
    let report = at.ask("run_import", json!({ "paths": [at.path("gold.jsonl")], "options": options })).unwrap();
    assert_eq!(report["goldAdded"], 3, "{report}");
    let view = at.ask("measure_given", json!(null)).unwrap();
    assert_eq!((&view["method"], &view["accuracy"]["value"]), (&json!("majority"), &json!(0.5)));
    let names = |of: &Value| -> Vec<String> {
        let wish = json!({ "asOf": view["asOf"], "behind": of["behind"], "offset": 0, "limit": 10 });
        let rows = at.ask("given_items", wish).unwrap();
        assert_eq!(rows["total"], of["items"]);
        list(&rows["rows"]).iter().map(|row| row["externalId"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((names(&view["same"]), names(&view["other"])), (vec!["right".to_owned()], vec!["wrong".to_owned()]));
    assert_eq!(
        (names(&view["counted"]), names(&view["notReviewed"])),
        (vec!["right".into(), "wrong".into()], vec!["open".into()])
    );
    let spans = &view["spans"];
    assert_eq!(
        (names(&spans["compared"]), names(&spans["apart"])),
        (vec!["right".into(), "wrong".into()], vec!["wrong".into()])
    );
    for figure in list(&spans["figures"]).iter().chain([&view["accuracy"]]) {
        assert_ne!(figure["value"].is_null(), figure["reason"].is_null(), "{figure}");
        assert_ne!(figure["low"].is_null(), figure["noInterval"].is_null(), "{figure}");
    }
    at.seat("Ada");
    at.ask("set_role", json!({ "role": "reviewer", "confirmed": true })).unwrap();
    assert_eq!(at.ask("measure_given", json!(null)).unwrap_err().code, "lead_only");
}
