//! Import, consensus, export and copies: told while they run, stopped when asked.

use crate::at_desk::AtDesk;
use serde_json::{Value, json};
use std::fmt::Write as _;
use touchstone_engine::Snapshot;
use touchstone_engine::export::{self, ExportOptions, Names, What};
use touchstone_engine::import::Format;
use touchstone_engine::work::silently;

/// A new project and a file of two good rows and a bad one.
fn new_project() -> AtDesk {
    let at = AtDesk::empty();
    let wish = json!({ "path": at.path("new.touchstone"), "name": "New", "schema": "faithfulness", "blind": true });
    let info = at.ask("create_project", wish).unwrap();
    assert_eq!(info["role"], "lead", "whoever makes a project has it to prepare");
    std::fs::write(
        at.path("rows.csv"),
        "id,summary,article,system\n1,Ein Satz.,Eine Quelle.,m1\n2,Two words,A source,m2\n2,Other words,A source,m2\n",
    )
    .unwrap();
    at
}

fn import(at: &AtDesk, name: &str) -> (Value, Vec<Value>) {
    let options = json!({ "format": null, "mapping": {}, "reviewed": "fifth", "only": "everything", "idPrefix": null, "strict": false });
    let (report, steps) = at.watch("run_import", json!({ "paths": [at.path(name)], "options": options }));
    (report.unwrap(), steps)
}

#[test]
fn a_file_is_looked_at_before_a_project_is_there() {
    let at = AtDesk::empty();
    std::fs::write(at.path("rows.csv"), "key,summary,article\n1,A,B\n2,C,D\n3,E,F\n4,G,H\n").unwrap();
    let ask = |mapping: Value| {
        let request =
            json!({ "paths": [at.path("rows.csv")], "format": null, "mapping": mapping, "schema": "faithfulness" });
        at.ask("inspect_files", request).unwrap()[0].clone()
    };
    let found = ask(json!({}));
    assert_eq!(found["format"], "csv");
    assert_eq!(found["columns"], json!(["key", "summary", "article"]));
    assert_eq!(found["mapping"]["sample"], "summary");
    assert_eq!(found["items"].as_array().unwrap().len(), 3);
    let swapped = ask(json!({ "sample": "article", "source": "summary", "id": "key" }));
    assert_eq!(swapped["items"][0]["sample"], "B");
    assert_eq!(swapped["items"][0]["externalId"], "1");
}

#[test]
fn an_import_reports_its_way_and_its_issues() {
    let at = new_project();
    let (report, steps) = import(&at, "rows.csv");
    assert_eq!((&report["itemsAdded"], report["issues"].as_array().unwrap().len()), (&json!(2), 1));
    assert_eq!(report["issues"][0]["code"], "duplicate_id");
    let last = steps.last().unwrap();
    assert_eq!((&last["unit"], last["job"].is_string()), (&json!("bytes"), true));
    at.ask("save_issues", json!({ "path": at.path("issues.jsonl") })).unwrap();
    let saved = std::fs::read_to_string(at.path("issues.jsonl")).unwrap();
    assert_eq!(saved.lines().count(), 1);
    assert_eq!(import(&at, "rows.csv").0["itemsUnchanged"], 2);
}

#[test]
fn a_stopped_import_leaves_nothing_behind() {
    let at = new_project();
    let mut rows = String::from("id,summary,article\n");
    for row in 0..20_000 {
        writeln!(rows, "{row},sample {row},source {row}").unwrap();
    }
    std::fs::write(at.path("many.csv"), rows).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (first, told) = std::sync::mpsc::channel::<Value>();
    let request = json!({ "paths": [at.path("many.csv")], "options": {} });
    let (desk, other) = (at.desk.clone(), at.desk.clone());
    let stopping = std::thread::spawn(move || {
        let job = told.recv().unwrap()["job"].clone();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(other.call("cancel_job", json!({ "job": job }), |_| {})).unwrap();
    });
    // The first step is held until the job was asked to stop.
    let stopping = std::sync::Mutex::new(Some(stopping));
    let step = move |step| {
        let _ = first.send(step);
        if let Some(stopping) = stopping.lock().unwrap().take() {
            stopping.join().unwrap();
        }
    };
    let error = runtime.block_on(desk.call("run_import", request, step)).unwrap_err();
    assert_eq!(error.code, "cancelled");
    assert_eq!(at.ask("project_info", json!(null)).unwrap()["items"], 0);
    assert_eq!(import(&at, "rows.csv").0["itemsAdded"], 2);
}

#[test]
fn stopping_another_job_stops_nothing() {
    let at = new_project();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let other = at.desk.clone();
    let stop = move |_| {
        let other = other.clone();
        let asking = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(other.call("cancel_job", json!({ "job": "no such job" }), |_| {})).unwrap();
        });
        asking.join().unwrap();
    };
    let request = json!({ "paths": [at.path("rows.csv")], "options": {} });
    let report = runtime.block_on(at.desk.call("run_import", request, stop)).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["itemsAdded"], 2);
}

#[test]
fn what_is_planned_is_what_is_written() {
    let at = AtDesk::as_lead();
    let consensus = at.ask("run_consensus", json!({ "method": "majority", "threshold": "half" })).unwrap();
    assert!(consensus["reviewed"].as_u64().unwrap() > 0 && consensus["spans"].as_u64().unwrap() > 0);
    for (format, what) in [("jsonl", "gold"), ("csv", "annotations"), ("faithbench", "annotations")] {
        let out = at.path(&format!("out.{format}"));
        let options = json!({
            "format": format, "what": what, "names": "pseudonyms", "notes": false, "filter": null,
            "out": out, "force": false,
        });
        let plan = at.ask("export_plan", options.clone()).unwrap();
        let record = plan["firstRecord"].as_str().unwrap();
        assert!(!record.is_empty() && !out.exists(), "{format}: a plan shows and writes nothing");
        let (report, steps) = at.watch("run_export", options.clone());
        let report = report.unwrap();
        assert_eq!(report["records"], plan["records"], "{format}");
        assert!(!steps.is_empty());
        if format != "faithbench" {
            let written = std::fs::read_to_string(&out).unwrap();
            assert!(written.starts_with(record), "{format}: the preview is the beginning of the file");
        }
        let again = at.ask("run_export", options).unwrap_err();
        assert_eq!(again.code, "output_exists");
        assert!(!again.hint.contains("--"), "a cure in the window names no flag");
    }
}

#[test]
fn the_window_and_the_command_line_write_the_same_bytes() {
    let at = AtDesk::as_lead();
    let demo = at.path("demo.touchstone");
    for (filter, left_out) in [(Some("status:submitted"), true), (None, false)] {
        let folder = |door: &str| at.path(&format!("{door} {left_out}"));
        let out = |door: &str| folder(door).join("gold.jsonl");
        for door in ["window", "command line"] {
            std::fs::create_dir(folder(door)).unwrap();
        }
        let wish = json!({
            "format": "jsonl", "what": "gold", "names": "pseudonyms", "notes": true, "filter": filter,
            "out": out("window"), "force": false,
        });
        let shown = at.ask("export_plan", wish.clone()).unwrap();
        let told = at.ask("run_export", wish).unwrap();
        // What `touchstone export` is without flags, but for the filter.
        let options = ExportOptions {
            format: Format::Jsonl,
            out: out("command line"),
            what: What::Gold,
            filter: filter.map(str::to_owned),
            names: Names::Pseudonyms,
            notes: true,
            force: false,
        };
        let snapshot = Snapshot::open(&demo).unwrap();
        let report = silently(|work| export::run(&snapshot, &options, work)).unwrap();
        assert_eq!(told["excludedByFilter"], report.excluded_by_filter);
        assert_eq!((&shown["records"], &shown["excluded"]), (&told["records"], &told["excluded"]));
        assert_eq!(told["records"].as_u64().unwrap() + told["excluded"].as_u64().unwrap(), 33);
        assert_eq!(report.excluded_by_filter > 0, left_out);
        for name in ["gold.jsonl", "gold.jsonl.manifest.json"] {
            let [one, other] = ["window", "command line"].map(|door| std::fs::read(folder(door).join(name)).unwrap());
            assert!(one == other, "{name}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_no_other_from_being_looked_into() {
    let at = AtDesk::empty();
    std::fs::write(at.path("rows.csv"), "key,summary\n1,A\n").unwrap();
    std::fs::write(at.path("noise.csv"), [0_u8, 159, 146, 150, 1, 2, 3, 44, 0]).unwrap();
    std::fs::write(at.path("empty.csv"), "").unwrap();
    let paths = ["nowhere.csv", "noise.csv", "empty.csv", "rows.csv"].map(|name| at.path(name));
    let request = json!({ "paths": paths, "format": null, "mapping": {}, "schema": "faithfulness" });
    let found = at.ask("inspect_files", request).unwrap();
    let refused = |index: usize| found[index]["refused"]["message"].as_str().unwrap_or_default().to_owned();
    assert_eq!(refused(0), "“nowhere.csv” is not there.");
    assert_eq!(refused(1), "“noise.csv” is not a text: it holds bytes that only programs read.");
    assert_eq!(refused(2), "“empty.csv” is empty.");
    for index in 0..3 {
        let hint = found[index]["refused"]["hint"].as_str().unwrap();
        assert!(!hint.contains("--") && !hint.contains("write"), "{hint}");
        assert_eq!(found[index]["format"], json!(null));
    }
    assert_eq!((&found[3]["refused"], &found[3]["format"]), (&json!(null), &json!("csv")));
}

#[test]
fn an_empty_plan_says_why() {
    let at = new_project();
    let plan = json!({
        "format": "jsonl", "what": "gold", "names": "none", "notes": false, "filter": null, "out": "x.jsonl", "force": false,
    });
    let plan = at.ask("export_plan", plan).unwrap();
    assert_eq!((&plan["records"], &plan["firstRecord"]), (&json!(0), &Value::Null));
    assert!(plan["why"].as_str().unwrap().ends_with('.'));
}

#[test]
fn a_copy_is_a_whole_project() {
    let at = AtDesk::as_lead();
    let items = at.ask("project_info", json!(null)).unwrap()["items"].clone();
    at.ask("save_copy", json!({ "path": at.path("copy.touchstone") })).unwrap();
    let copy = at.ask("open_project", json!({ "path": at.path("copy.touchstone") })).unwrap();
    assert_eq!(copy["items"], items);
}
