//! What can go wrong with a project file, by what the caller can do about it.

use crate::lock::Holder;
use std::path::PathBuf;

/// A project file could not do what was asked. The sentences are for people.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Nothing is overwritten: choose another name.
    #[error("{} exists already, and nothing is overwritten.", path.display())]
    AlreadyExists {
        /// What exists.
        path: PathBuf,
    },
    /// There is no such file.
    #[error("{} was not found.", path.display())]
    NotFound {
        /// What is missing.
        path: PathBuf,
    },
    /// The folder in which a file was to be made is missing: make it, or choose another.
    #[error("There is no folder {}.", path.display())]
    NoFolder {
        /// What is missing.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a Touchstone project.", path.display())]
    NotAProject {
        /// Which file.
        path: PathBuf,
    },
    /// A packet where a project was expected.
    #[error("{} is a review packet, not a project.", path.display())]
    IsAPacket {
        /// Which file.
        path: PathBuf,
    },
    /// The file is something else than a packet, or only a part of one.
    #[error("{} is not a review packet, or only a part of one.", path.display())]
    NotAPacket {
        /// Which file.
        path: PathBuf,
    },
    /// Another program writes to the project: close it there, or work on a snapshot.
    #[error("The project is open in {holder}.")]
    Locked {
        /// Who has it open.
        holder: Holder,
    },
    /// A newer program is needed.
    #[error(
        "This project file has form {form}, and this program reads forms up to {known}. It was written by {written_by}."
    )]
    TooNew {
        /// The form that a program must know to open it.
        form: u32,
        /// The newest form that this program knows.
        known: u32,
        /// The program that wrote it last, as far as the file tells.
        written_by: String,
    },
    /// The file's history of forms is not this program's: it was made by a changed program.
    #[error("Step {version} of the project file's history is not the one that Touchstone knows.")]
    MigrationChanged {
        /// Which migration.
        version: u32,
    },
    /// The bytes are not what was written: take a copy, then verify or restore.
    #[error("{} is damaged: {detail}.", named(path))]
    Damaged {
        /// Which file; empty where it is not known.
        path: PathBuf,
        /// What SQLite or a check says.
        detail: String,
    },
    /// The right answer that a file gave for an item cannot be read: give it again by importing the file.
    #[error("The right answer that a file gave for item “{item}” is damaged in the project: {detail}.")]
    GivenGoldDamaged {
        /// What the file called the item.
        item: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The disk is full: free some space and do it again. Nothing of the last act was kept.
    #[error("The disk is full; the last change was not saved.")]
    DiskFull,
    /// The file or its folder may not be written to.
    #[error("The project, or the folder it is in, cannot be written to.")]
    NotWritable,
    /// Another program kept the file busy for too long: do it again.
    #[error("Another program keeps the project file busy; the last change was not saved.")]
    Busy,
    /// The caller asked to stop.
    #[error("Stopped.")]
    Interrupted,
    /// An item with this name is there already.
    #[error("An item named {external_id:?} is in the project already.")]
    DuplicateItem {
        /// The file's own id.
        external_id: String,
    },
    /// Two reviewers cannot have the same name.
    #[error("There is a reviewer named {name:?} already.")]
    DuplicateReviewer {
        /// The name.
        name: String,
    },
    /// Nothing in the project has this identity.
    #[error("The project has no {what} {id}.")]
    Unknown {
        /// `item`, `reviewer`, `schema version` ...
        what: &'static str,
        /// Its identity.
        id: String,
    },
    /// A number that the file has no room for.
    #[error("The number {number} is larger than a project file can hold.")]
    NumberTooLarge {
        /// The number.
        number: u64,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Files {
        /// Where.
        path: PathBuf,
        /// What it said.
        source: std::io::Error,
    },
    /// SQLite refused for a reason that only a programmer can mend.
    #[error("the project file refused: {0}")]
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let detail = || error.to_string();
        match error.sqlite_error_code() {
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy,
            Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => Self::NotWritable,
            Some(Code::OperationInterrupted) => Self::Interrupted,
            Some(Code::DatabaseCorrupt | Code::NotADatabase | Code::SystemIoFailure) => {
                Self::Damaged { path: PathBuf::new(), detail: detail() }
            }
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::Damaged { path: PathBuf::new(), detail: detail() },
                other => Self::Database(other),
            },
        }
    }
}

impl StoreError {
    /// The same, naming the file where it can be named.
    #[must_use]
    pub fn at(self, path: &std::path::Path) -> Self {
        match self {
            Self::Damaged { detail, .. } => Self::Damaged { path: path.to_owned(), detail },
            other => other,
        }
    }

    /// A file that could not be made at `path`.
    pub(crate) fn creating(path: &std::path::Path, source: std::io::Error) -> Self {
        let folder = path.parent().unwrap_or(path);
        match source.kind() {
            std::io::ErrorKind::NotFound => Self::NoFolder { path: folder.to_owned() },
            _ => Self::files(path, source),
        }
    }

    pub(crate) fn files(path: &std::path::Path, source: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match source.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Self::DiskFull,
            Kind::PermissionDenied | Kind::ReadOnlyFilesystem => Self::NotWritable,
            Kind::NotFound => Self::NotFound { path: path.to_owned() },
            Kind::AlreadyExists => Self::AlreadyExists { path: path.to_owned() },
            _ => Self::Files { path: path.to_owned(), source },
        }
    }
}

/// The file's path, or a word for it where the path is not known.
fn named(path: &std::path::Path) -> String {
    if path.as_os_str().is_empty() { "The project file".to_owned() } else { path.display().to_string() }
}

#[cfg(test)]
mod tests {
    use super::StoreError;
    use rusqlite::Connection;

    #[test]
    fn a_full_disk_is_told_as_such() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE a (b); PRAGMA max_page_count = 3;").unwrap();
        let full = connection.execute_batch("INSERT INTO a VALUES (zeroblob(100000))").unwrap_err();
        let full = StoreError::from(full);
        assert!(matches!(full, StoreError::DiskFull), "{full}");
        assert_eq!(full.to_string(), "The disk is full; the last change was not saved.");
    }

    #[test]
    fn a_damaged_file_is_named_where_its_name_is_known() {
        let damaged = StoreError::Damaged { path: "".into(), detail: "a page is missing".to_owned() };
        assert_eq!(damaged.to_string(), "The project file is damaged: a page is missing.");
        let named = damaged.at(std::path::Path::new("p.touchstone"));
        assert_eq!(named.to_string(), "p.touchstone is damaged: a page is missing.");
    }
}
