//! What the exit code tells a script.

use std::process::ExitCode;
use touchstone_engine::EngineError;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done,
    /// Done, with findings.
    Findings,
    /// Wrong usage.
    Usage,
    /// Bad input; nothing was written.
    BadInput,
    /// The project cannot be opened.
    Project,
    /// Stopped by the person.
    Cancelled,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::BadInput => 3,
            Exit::Project => 4,
            Exit::Cancelled => 130,
        })
    }
}

/// The exit code of an error, by its class.
pub(crate) fn of(error: &EngineError) -> Exit {
    match error.code() {
        "cancelled" => Exit::Cancelled,
        "strict_issues" => Exit::Findings,
        "bad_filter" | "bad_format_name" | "bad_mapping" | "unknown_schema" | "bad_schema" | "empty_name"
        | "output_exists" | "already_exists" => Exit::Usage,
        "locked" | "too_new" | "not_a_project" | "not_found" | "migration_changed" | "damaged" => Exit::Project,
        _ => Exit::BadInput,
    }
}
