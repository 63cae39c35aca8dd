//! What is printed, and where.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "printing is what this module is for")]

use crate::exit_code::{self, Exit};
use serde::Serialize;
use serde_json::json;
use std::process::ExitCode;
use touchstone_engine::EngineError;

/// One JSON document on standard output.
pub(crate) fn document(value: &impl Serialize) {
    println!("{}", serde_json::to_string_pretty(value).unwrap_or_default());
}

/// A line of the answer.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// A message beside the answer.
pub(crate) fn message(text: &str) {
    eprintln!("{text}");
}

/// An error: what happened, where, and the cure.
pub(crate) fn failure(error: &EngineError, json: bool) -> ExitCode {
    let (place, cure) = (error.place(), error.cure());
    if json {
        document(&json!({ "error": {
            "code": error.code(), "message": error.to_string(), "where": place, "cure": cure,
        }}));
    } else {
        eprintln!("error: {error}");
        if let Some(place) = place {
            eprintln!("  where: {place}");
        }
        eprintln!("  cure: {cure}");
    }
    exit_code::of(error).into()
}

/// Help and version go to standard output; wrong usage is told in the form of every error.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{error}");
        return Exit::Done.into();
    }
    if std::env::args().any(|argument| argument == "--json") {
        let message = error.to_string();
        let message = message.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        document(&json!({ "error": {
            "code": "usage", "message": message, "where": null,
            "cure": "Run the command with --help to see what it takes.",
        }}));
    } else {
        eprint!("{error}");
    }
    Exit::Usage.into()
}
