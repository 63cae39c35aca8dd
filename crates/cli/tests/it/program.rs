//! Runs the program in a folder of its own, and makes files for it.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with files of a test. Commands run in it, so paths in answers are short.
pub(crate) struct Folder(TempDir);

/// What a command said.
pub(crate) struct Answer {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) fn command() -> Command {
    Command::new(env!("CARGO_BIN_EXE_touchstone"))
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with an empty project `p.touchstone`.
    pub(crate) fn with_project() -> Self {
        let folder = Self::new();
        folder.run(&["new", "p.touchstone"]).expect_done();
        folder
    }

    /// A folder with a project that holds `lines`, one item each.
    pub(crate) fn with_items(lines: &[Value]) -> Self {
        let folder = Self::with_project();
        folder.jsonl("items.jsonl", lines);
        folder.run(&["import", "p.touchstone", "items.jsonl"]).expect_done();
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn read_bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub(crate) fn jsonl(&self, name: &str, lines: &[Value]) {
        self.write(name, lines.iter().map(|line| format!("{line}\n")).collect::<String>());
    }

    /// The names of all files and folders in the folder.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.root()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        let output = command().current_dir(self.root()).args(arguments).stdin(Stdio::null()).output().unwrap();
        Answer::from(output)
    }

    /// The answer in JSON of a command that ends with 0.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        self.run(&[arguments, &["--json"]].concat()).expect_done().json()
    }

    /// Starts a command that reads what the test writes to it.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        command()
            .current_dir(self.root())
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn expect_done(self) -> Self {
        self.expect(0)
    }

    /// The one document on standard output.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }

    /// Holds that the error stands in JSON on standard output, with nothing on standard error.
    #[track_caller]
    pub(crate) fn error_json(&self) -> Value {
        assert_eq!(self.stderr, "");
        let error = self.json()["error"].clone();
        for field in ["code", "message", "where", "cure"] {
            assert!(error.get(field).is_some(), "{error} has {field}");
        }
        assert!(error["cure"].as_str().unwrap().len() > 5, "{error}");
        assert!(!error["where"].as_str().unwrap().is_empty(), "{error}");
        error
    }
}

/// An item with a sample and one source.
pub(crate) fn item(id: &str) -> Value {
    json!({
        "id": id,
        "sample": { "text": format!("The bridge {id} opened in 1932 and cost $4 million.") },
        "sources": [{ "text": format!("The bridge {id} opened in 1936.") }],
    })
}

/// The item with reviews of it.
pub(crate) fn reviewed(id: &str, reviews: &[Value]) -> Value {
    let mut item = item(id);
    item["reviews"] = reviews.into();
    item
}

/// A review that annotates where `quote` stands in the item's sample.
pub(crate) fn marking(id: &str, reviewer: &str, quote: &str, label: &str) -> Value {
    let text = item(id)["sample"]["text"].as_str().unwrap().to_owned();
    let start = text[..text.find(quote).unwrap()].chars().count();
    let end = start + quote.chars().count();
    json!({
        "reviewer": reviewer,
        "verdict": "hallucinated",
        "annotations": [{ "start": start, "end": end, "quote": quote, "label": label, "severity": "major" }],
    })
}

/// A review that found nothing.
pub(crate) fn clean(reviewer: &str) -> Value {
    json!({ "reviewer": reviewer, "verdict": "clean", "annotations": [] })
}

/// Three items, three reviewers: an agreement, a tie of two, and one untouched.
pub(crate) fn three_items() -> [Value; 3] {
    [
        reviewed(
            "a",
            &[
                marking("a", "Ada", "1932", "contradiction"),
                marking("a", "Bo", "in 1932", "contradiction"),
                marking("a", "Cy", "1932", "unsupported"),
            ],
        ),
        reviewed("b", &[marking("b", "Ada", "$4 million", "unsupported"), clean("Bo")]),
        item("c"),
    ]
}

/// Random identities by their length, so that the shape of an answer can be compared.
pub(crate) fn without_identities(text: &str) -> String {
    let mut shape = String::new();
    let mut word = String::new();
    for character in text.chars().chain(['\n']) {
        if character.is_ascii_alphanumeric() {
            word.push(character);
            continue;
        }
        let is_identity = matches!(word.len(), 32 | 64) && word.chars().all(|c| c.is_ascii_hexdigit());
        shape += &if is_identity { format!("<{} hex>", word.len()) } else { std::mem::take(&mut word) };
        word.clear();
        shape.push(character);
    }
    shape.pop();
    shape
}
