//! Errors as the window gets them: it acts on `code`, and shows the rest.

use serde::{Deserialize, Serialize};
use touchstone_engine::{EngineError, StoreError};
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

    pub(crate) fn lead_only() -> Self {
        Self::new(
            "lead_only",
            "This is for the lead of the project.",
            "Change to the lead's view on the project screen.",
        )
    }

    pub(crate) fn not_given() -> Self {
        Self::new(
            "not_given",
            "This item is not in your list.",
            "Go on with your own items. Ask the lead if you should review this one too.",
        )
    }

    pub(crate) fn no_queue() -> Self {
        Self::new("no_queue", "No queue is walked now.", "Begin one from the project screen.")
    }

    pub(crate) fn confirmation_needed() -> Self {
        Self::new(
            "confirmation_needed",
            "The lead sees generators and everyone's answers. What you review from then on does not count as blind.",
            "Confirm that you want to see them, or stay a reviewer.",
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
        let code = error.code();
        let hint = cure_in_the_window(code).map_or_else(|| error.cure(), str::to_owned);
        Self { code: code.to_owned(), message: error.to_string(), hint, detail: error.place() }
    }
}

impl From<StoreError> for WireError {
    fn from(error: StoreError) -> Self {
        EngineError::from(error).into()
    }
}

/// The cure where the engine's names a flag of the command line.
fn cure_in_the_window(code: &str) -> Option<&'static str> {
    Some(match code {
        "unreadable" => "Check the file with the program that made it, or choose its format yourself.",
        "no_sample_column" => "Choose under “Columns” which one holds the sample.",
        "unknown_format" => "Choose the format yourself, or check that this is the right file.",
        "output_exists" => "Choose another name, or say that the file may be replaced.",
        "nothing_to_export" => "Finish some reviews, or choose another part of the project to export.",
        "strict_issues" => "Mend the rows listed, or import the good rows only.",
        "bad_mapping" => "Choose a column for each field.",
        "bad_format_name" => "Choose another format.",
        "unknown_schema" => "Choose one of the label schemas that come with the program.",
        "is_a_packet" => "Open it as a packet to work in it, or take it home in the project of the lead.",
        "nobody_takes_part" => "Add reviewers, and tick who takes part.",
        "reviewer_not_active" => {
            "If this is you, the lead can let you review here in Settings, under Reviewers. If not, choose another name."
        }
        "unknown_reviewer" => "Choose one of the reviewers of the project.",
        "duplicate_item" => "Give the items of one file a prefix.",
        "damaged" => "Keep the file as it is, and go on with your last copy.",
        _ => return None,
    })
}
