//! How long the desk takes to answer the window: an annotation kept, and a review handed in.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

use divan::Bencher;
use serde_json::{Value, json};
use std::fmt::Write as _;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use touchstone_ipc::{Desk, DeskOptions};

struct Bench {
    desk: Desk,
    runtime: Runtime,
    _folder: TempDir,
}

impl Bench {
    /// A project of these items (sample, source), with a reviewer at the desk.
    fn of(items: impl Iterator<Item = (String, String)>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut rows = String::new();
        for (number, (sample, source)) in items.enumerate() {
            let row =
                json!({ "id": number.to_string(), "sample": { "text": sample }, "sources": [{ "text": source }] });
            writeln!(rows, "{row}").unwrap();
        }
        let file = folder.path().join("items.jsonl");
        std::fs::write(&file, rows).unwrap();
        let desk =
            Desk::new(DeskOptions { data_dir: folder.path().join("data"), version: "1".into(), ..Default::default() });
        let bench = Self { desk, runtime: Runtime::new().unwrap(), _folder: folder };
        let path = bench._folder.path().join("bench.touchstone");
        bench.ask("create_project", json!({ "path": path, "name": "bench", "schema": "faithfulness", "blind": true }));
        bench.ask("run_import", json!({ "paths": [file], "options": { "format": null, "mapping": {}, "reviewed": "fifth", "only": "everything", "idPrefix": null, "sources": null, "strict": false } }));
        bench.ask("set_role", json!({ "role": "reviewer" }));
        bench.ask("add_reviewer", json!({ "name": "Ada" }));
        bench
    }

    fn ask(&self, command: &str, request: Value) -> Value {
        let reply = self.runtime.block_on(self.desk.call(command, request, |_| ()));
        serde_json::from_str(&reply.unwrap_or_else(|error| panic!("{command}: {error:?}"))).unwrap()
    }

    fn annotate(&self, item: &Value, text: &str, start: usize) -> Value {
        let segment = json!({ "start": start, "end": start + 8, "quote": &text[start..start + 8] });
        let intent = json!({ "kind": "annotate", "segments": [segment], "primary": "unsupported", "others": [], "severity": "minor" });
        self.ask("record_intent", json!({ "item": item, "intent": intent }))
    }
}

/// Sentences that differ from number to number.
fn text(length: usize, number: usize) -> String {
    let mut text = String::new();
    for at in 0.. {
        if text.len() >= length {
            break;
        }
        write!(text, "Mill {} of {number} turned {} times a day while barges waited. ", at * 7, at % 13).unwrap();
    }
    text.truncate(length);
    text
}

#[divan::bench(args = [0, 1000], sample_count = 60, sample_size = 1)]
fn annotate_in_200_kb(bencher: Bencher, there: usize) {
    let sample = text(200_000, 0);
    let bench = Bench::of(std::iter::once((sample.clone(), text(20_000, 1))));
    let item = bench.ask("open_review", json!({ "item": null }))["item"].clone();
    for number in 0..there {
        bench.annotate(&item, &sample, number * 190);
    }
    bencher.bench_local(|| bench.annotate(&item, &sample, 100));
}

#[divan::bench(sample_count = 100, sample_size = 1)]
fn submit_and_open_the_next(bencher: Bencher) {
    let bench = Bench::of((0..150).map(|number| (text(1500, number), text(4000, number))));
    let mut item = bench.ask("open_review", json!({ "item": null }))["item"].clone();
    bencher.bench_local(|| {
        bench.ask("record_intent", json!({ "item": item, "intent": { "kind": "give_verdict", "verdict": "clean" } }));
        let next = bench.ask("submit_review", json!({ "item": item, "elapsedMs": 1000, "confirmed": false }));
        item = next["next"]["item"].clone();
    });
}

fn main() {
    divan::main();
}
