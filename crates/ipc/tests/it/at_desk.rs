//! A desk in a folder of its own, driven as the window drives it.

use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use touchstone_ipc::{Desk, DeskOptions, WireError};

pub(crate) struct AtDesk {
    pub(crate) desk: Desk,
    folder: TempDir,
}

impl AtDesk {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk =
            Desk::new(DeskOptions { data_dir: folder.path().join("data"), version: "1".into(), ..Default::default() });
        Self { desk, folder }
    }

    pub(crate) fn with_demo() -> Self {
        let at = Self::empty();
        at.ask("create_demo", json!({ "path": at.path("demo.touchstone") })).unwrap();
        at
    }

    /// The demo, with the lead looking at it.
    pub(crate) fn as_lead() -> Self {
        let at = Self::with_demo();
        at.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
        at
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn ask(&self, command: &str, request: Value) -> Result<Value, WireError> {
        self.watch(command, request).0
    }

    /// The reply, and every step told on the way.
    pub(crate) fn watch(&self, command: &str, request: Value) -> (Result<Value, WireError>, Vec<Value>) {
        let steps = Arc::new(Mutex::new(Vec::new()));
        let heard = steps.clone();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let call = self.desk.call(command, request, move |step| heard.lock().unwrap().push(step));
        let reply = runtime.block_on(call).map(|text| serde_json::from_str(&text).unwrap());
        let steps = steps.lock().unwrap().clone();
        (reply, steps)
    }

    /// Seats the reviewer of this name, whether they do new work here or came with an import.
    pub(crate) fn seat_any(&self, name: &str) {
        self.ask("set_role", json!({ "role": "lead", "confirmed": true })).unwrap();
        let everyone = self.ask("list_reviewers", json!(null)).unwrap();
        let found = everyone.as_array().unwrap().iter().find(|who| who["name"] == name).unwrap().clone();
        self.ask("switch_reviewer", json!({ "reviewer": found["id"] })).unwrap();
    }

    /// Seats the reviewer of this name.
    pub(crate) fn seat(&self, name: &str) {
        let info = self.ask("project_info", json!(null)).unwrap();
        let found = info["reviewers"].as_array().unwrap().iter().find(|who| who["name"] == name).unwrap();
        self.ask("switch_reviewer", json!({ "reviewer": found["id"] })).unwrap();
    }
}
