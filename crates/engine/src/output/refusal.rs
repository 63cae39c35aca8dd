//! Places that nothing is written to, whatever was asked for.

use super::folder::MANIFEST;
use crate::error::EngineError;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// The place to write to is refused. Nothing was written or replaced.
#[derive(Debug, thiserror::Error)]
pub enum OutputRefusal {
    /// It is taken.
    #[error("{} exists already, and nothing is overwritten.", path.display())]
    Exists {
        /// What exists.
        path: PathBuf,
    },
    /// It is taken, and what is written here never replaces anything.
    #[error("{} exists already, and nothing is overwritten.", path.display())]
    Kept {
        /// What exists.
        path: PathBuf,
    },
    /// A project, a packet or another database stands there.
    #[error("{} is a project, a packet or another database, and those are never replaced.", path.display())]
    Database {
        /// What stands there.
        path: PathBuf,
    },
    /// It is the file that is read.
    #[error("{} is the file that is read, so nothing is written there.", path.display())]
    Input {
        /// The file.
        path: PathBuf,
    },
    /// The folder holds what no export wrote.
    #[error("The folder {} holds “{found}”, which no export wrote, so it is not replaced.", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// A file in it, below the folder.
        found: String,
    },
}

impl OutputRefusal {
    pub(crate) fn exists(path: &Path) -> Self {
        Self::Exists { path: path.to_owned() }
    }

    /// The class, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Exists { .. } | Self::Kept { .. } => "output_exists",
            Self::Database { .. } => "output_is_database",
            Self::Input { .. } => "output_is_input",
            Self::Foreign { .. } => "output_folder_in_use",
        }
    }

    /// The place.
    pub fn place(&self) -> String {
        let (Self::Exists { path }
        | Self::Kept { path }
        | Self::Database { path }
        | Self::Input { path }
        | Self::Foreign { path, .. }) = self;
        path.display().to_string()
    }

    /// What to do about it.
    pub const fn cure(&self) -> &'static str {
        match self {
            Self::Exists { .. } => "Choose another name, or overwrite with --force.",
            Self::Kept { .. } | Self::Database { .. } | Self::Input { .. } => "Choose another name.",
            Self::Foreign { .. } => "Choose another folder, or move what is in this one elsewhere.",
        }
    }
}

/// The beginning of every SQLite file.
const DATABASE: [u8; 16] = *b"SQLite format 3\0";

/// Refuses a place where a project, a packet or another database stands.
pub(crate) fn refuse_database(out: &Path) -> Result<(), OutputRefusal> {
    if is_database(out) { Err(OutputRefusal::Database { path: out.to_owned() }) } else { Ok(()) }
}

fn is_database(path: &Path) -> bool {
    let mut head = [0; DATABASE.len()];
    // What cannot be read is no project that is open to us; writing will say what is wrong.
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == DATABASE
}

/// Refuses a place that is one of the files that are read.
pub(crate) fn refuse_input(out: &Path, inputs: &[&Path]) -> Result<(), OutputRefusal> {
    let Ok(place) = out.canonicalize() else { return Ok(()) };
    let same = |input: &&Path| input.canonicalize().is_ok_and(|input| input == place);
    if inputs.iter().any(same) { Err(OutputRefusal::Input { path: out.to_owned() }) } else { Ok(()) }
}

/// The part of a manifest that says what belongs to the export.
#[derive(Deserialize)]
struct Listed {
    files: Vec<ListedFile>,
}

#[derive(Deserialize)]
struct ListedFile {
    path: String,
}

/// Refuses a folder that holds a file which the manifest in it does not list.
pub(super) fn refuse_foreign(folder: &Path) -> Result<(), EngineError> {
    if !folder.is_dir() {
        return Ok(());
    }
    let listed = fs::read(folder.join(MANIFEST)).ok().and_then(|text| serde_json::from_slice::<Listed>(&text).ok());
    let mut own: BTreeSet<PathBuf> = BTreeSet::new();
    if let Some(listed) = listed {
        own.extend(listed.files.into_iter().map(|file| PathBuf::from(file.path)));
        own.insert(PathBuf::from(MANIFEST));
    }
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        let entries = fs::read_dir(folder.join(&below)).map_err(|error| EngineError::files(folder, error))?;
        for entry in entries {
            let entry = entry.map_err(|error| EngineError::files(folder, error))?;
            let name = below.join(entry.file_name());
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(name);
            } else if !own.contains(&name) {
                let found = name.display().to_string();
                return Err(OutputRefusal::Foreign { path: folder.to_owned(), found }.into());
            }
        }
    }
    Ok(())
}
