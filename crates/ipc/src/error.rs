//! Errors as the window gets them: it acts on `code`, and shows the rest.

use serde::{Deserialize, Serialize};
use touchstone_engine::EngineError;
use ts_rs::TS;

/// An error of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WireError {
    /// The class.
    pub code: String,
    /// What happened.
    pub message: String,
    /// The cure.
    pub hint: String,
    /// For a report.
    pub detail: Option<String>,
}

impl WireError {
    pub(crate) fn new(code: &str, message: &str, hint: &str) -> Self {
        Self { code: code.to_owned(), message: message.to_owned(), hint: hint.to_owned(), detail: None }
    }

    pub(crate) fn no_project() -> Self {
        Self::new("no_project", "No project is open.", "Open a project from the start screen.")
    }

    pub(crate) fn no_reviewer() -> Self {
        Self::new(
            "no_reviewer",
            "Nobody is chosen as the reviewer.",
            "Choose who reviews in the title bar, or add someone.",
        )
    }

    pub(crate) fn bad_request(detail: &str) -> Self {
        let mut error = Self::new(
            "bad_request",
            "The window asked for something the program does not understand.",
            "Start Touchstone again. Report this if it stays.",
        );
        error.detail = Some(detail.to_owned());
        error
    }
}

impl From<EngineError> for WireError {
    fn from(error: EngineError) -> Self {
        Self { code: error.code().to_owned(), message: error.to_string(), hint: error.cure(), detail: error.place() }
    }
}
