//! What the exit code tells a script.

use std::process::ExitCode;
use touchstone_engine::EngineError;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Done, with findings; or not done because of them (`import --strict`).
    Findings = 1,
    /// Wrong usage; nothing was done.
    Usage = 2,
    /// Bad input; nothing was written.
    BadInput = 3,
    /// The project cannot be opened.
    Project = 4,
    /// Stopped by the person.
    Cancelled = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// The exit code of an error, by its class.
pub(crate) fn of(error: &EngineError) -> Exit {
    match error.code() {
        "cancelled" => Exit::Cancelled,
        "strict_issues" => Exit::Findings,
        "bad_filter"
        | "bad_format_name"
        | "bad_mapping"
        | "bad_classes"
        | "bad_plan"
        | "unknown_reviewer"
        | "unknown_run"
        | "unknown_schema"
        | "empty_name"
        | "output_exists"
        | "output_is_database"
        | "output_is_input"
        | "output_folder_in_use"
        | "already_exists" => Exit::Usage,
        "locked" | "too_new" | "not_a_project" | "is_a_packet" | "not_found" | "no_folder" | "migration_changed"
        | "damaged" | "given_gold_damaged" | "busy" | "not_writable" => Exit::Project,
        _ => Exit::BadInput,
    }
}
