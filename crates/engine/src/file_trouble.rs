//! What the file system says, in sentences: one cure for files to be read, another for places to write to.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the standard library may name further kinds; they are told in its own words"
)]

use std::io::{Error, ErrorKind};
use std::path::Path;

/// What happened, of a place to write to.
pub(crate) fn when_writing(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "This file, or the folder it should stand in, is not there.".to_owned(),
        ErrorKind::IsADirectory => "This is a folder, and a file is needed.".to_owned(),
        _ => otherwise(error),
    }
}

/// What happened, of a file to be read, by its name.
pub(crate) fn when_reading(path: &Path, error: &Error) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match error.kind() {
        ErrorKind::NotFound => format!("“{name}” is not there."),
        ErrorKind::PermissionDenied => format!("You have no permission to read “{name}”."),
        ErrorKind::IsADirectory => format!("“{name}” is a folder, and a file is needed."),
        _ => format!("“{name}” could not be read. {}", otherwise(error)),
    }
}

/// What to do about a file that cannot be read.
pub(crate) fn cure_of_reading(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => {
            "Check its name and its folder: it may have been moved, renamed or deleted, or its disk is not connected."
        }
        ErrorKind::PermissionDenied => "Ask whoever owns the file for permission to read it, or take a copy of it.",
        ErrorKind::IsADirectory => "Name a file in it.",
        _ => "Check that the disk is connected, then try again. A copy of the file may still be readable.",
    }
}

fn otherwise(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::PermissionDenied => "You have no permission for this file or folder.",
        ErrorKind::StorageFull => "The disk is full.",
        ErrorKind::QuotaExceeded => "Your share of the disk is full.",
        ErrorKind::ReadOnlyFilesystem => "This disk can only be read.",
        ErrorKind::NotADirectory => "A part of this path is a file, not a folder.",
        _ => return format!("The file system refused: {error}."),
    };
    known.to_owned()
}
