//! What readers and writers are told, and what they tell.

use crate::format::{Format, What};
use crate::sources::Sources;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;
use touchstone_domain::exchange::{ExportedItem, ImportedItem, Issue};
use touchstone_domain::gold::ConsensusRun;
use touchstone_domain::label::LabelSchema;

/// Which annotators of a file count as having reviewed an item, where the file does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reviewed {
    /// Whoever marked at least a fifth of the file's items reviewed all of them.
    #[default]
    Fifth,
    /// Whoever marked the item reviewed it.
    Marked,
    /// Everyone in the file reviewed all of it.
    File,
}

/// Which column of a table means what: field name to column name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMapping(pub BTreeMap<String, String>);

/// The fields that a column can be mapped to.
pub const FIELDS: [&str; 11] =
    ["id", "sample", "source", "title", "licence", "model", "prompt", "temperature", "batch", "language", "kind"];

/// A mapping that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not of the form `FIELD=COLUMN`.
    #[error("“{0}” is not of the form FIELD=COLUMN.")]
    Form(String),
    /// No such field.
    #[error("There is no field “{0}”.")]
    Field(String),
    /// A field mapped to two columns.
    #[error("The field “{0}” is mapped twice.")]
    Twice(String),
}

impl ColumnMapping {
    /// Reads `FIELD=COLUMN` pairs.
    pub fn parse(pairs: &[String]) -> Result<Self, MappingError> {
        let mut mapping = BTreeMap::new();
        for pair in pairs {
            let (field, column) = pair.split_once('=').ok_or_else(|| MappingError::Form(pair.clone()))?;
            if !FIELDS.contains(&field) {
                return Err(MappingError::Field(field.to_owned()));
            }
            if mapping.insert(field.to_owned(), column.to_owned()).is_some() {
                return Err(MappingError::Twice(field.to_owned()));
            }
        }
        Ok(Self(mapping))
    }
}

/// What a reader is told.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The format of the bytes.
    pub format: Format,
    /// Name of the file, for issues and for ids made of its stem.
    pub file_name: String,
    /// For tables.
    pub mapping: ColumnMapping,
    /// For files that do not say who reviewed what.
    pub reviewed: Reviewed,
    /// Put before every external id.
    pub id_prefix: Option<String>,
    /// Sources by name, for formats that keep theirs elsewhere; none where no file of them was given.
    pub sources: Option<Arc<Sources>>,
    /// To resolve the names of labels, severities and verdicts.
    pub schema: LabelSchema,
}

impl ReadOptions {
    /// The external id with the prefix asked for.
    pub(crate) fn prefixed(&self, id: &str) -> String {
        self.id_prefix.as_ref().map_or_else(|| id.to_owned(), |prefix| format!("{prefix}{id}"))
    }

    /// The file's name without its last ending.
    pub(crate) fn stem(&self) -> &str {
        self.file_name.rsplit_once('.').map_or(self.file_name.as_str(), |(stem, _)| stem)
    }
}

/// How far a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes taken from the file so far.
    pub bytes_read: u64,
}

/// What a reader says of the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReadSummary {
    /// Items handed on.
    pub items: u64,
    /// How the file was understood, in sentences.
    pub remarks: Vec<String>,
}

/// Why a file could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file system, or a pipe.
    #[error("The file could not be read: {0}")]
    Io(#[from] io::Error),
    /// No row of it can be used; the issues say why.
    #[error("No row of this file can be read. The first trouble: {first}")]
    NothingReadable {
        /// Of the first bad row.
        first: String,
    },
    /// JSON lines whose objects go over several lines.
    #[error("The objects of this file go over several lines each, and JSON lines have one item in each line.")]
    SpreadOverLines,
    /// A format that is not read.
    #[error("Files of the format “{format}” are not read.")]
    NotReadable {
        /// Its name.
        format: &'static str,
    },
    /// A table of which no column is known to hold the sample.
    #[error("No column of this table is known to hold the sample; the columns are {}.", columns.join(", "))]
    NoSampleColumn {
        /// What is there.
        columns: Vec<String>,
    },
    /// Not a text at all, whatever format it was said to have.
    #[error("This file {why}")]
    NotText {
        /// What it is, as the rest of a sentence.
        why: String,
        /// What to do instead.
        cure: &'static str,
    },
    /// Not the form of the format.
    #[error("This is not a file of the format “{format}”: {detail}.")]
    WrongForm {
        /// Its name.
        format: &'static str,
        /// What is wrong.
        detail: String,
    },
}

impl ReadError {
    /// What to do about it.
    pub const fn cure(&self) -> &'static str {
        match self {
            Self::NoSampleColumn { .. } => "Say which column holds the sample, as in --map sample=COLUMN.",
            Self::NotText { cure, .. } => cure,
            Self::SpreadOverLines => {
                "Write each object in one line, as `jq -c . FILE > NEW.jsonl` does, or put all of them into one list, [ … ]."
            }
            Self::Io(_) | Self::NothingReadable { .. } | Self::NotReadable { .. } | Self::WrongForm { .. } => {
                "Check the file with the program that made it, or name its format with --format."
            }
        }
    }
}

/// What the beginning of a file looks like.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// Columns of a table.
    pub columns: Vec<String>,
    /// Which column each field is read from, as mapped or guessed by name.
    pub mapping: BTreeMap<String, String>,
    /// The first items.
    pub items: Vec<ImportedItem>,
    /// Trouble among the first rows.
    pub issues: Vec<Issue>,
    /// Why nothing can be shown.
    pub trouble: Option<String>,
}

/// Where writers of several files put them.
pub trait FolderSink {
    /// Begins a file at a path below the folder; `/` parts folders. Several may be open at once.
    fn file(&mut self, relative: &str) -> io::Result<Box<dyn Write + Send>>;
}

/// What a writer is told.
#[derive(Debug, Clone)]
pub struct WriteOptions {
    /// Which part.
    pub what: What,
    /// The label schema in force.
    pub schema: LabelSchema,
    /// Whether notes and remarks go along.
    pub notes: bool,
    /// Name of the project.
    pub project_name: String,
    /// Name and version of the program.
    pub program: String,
    /// The run that gold comes from.
    pub run: Option<ConsensusRun>,
    /// Whether any of the records came with its right answer; what a format loses depends on it.
    pub given_gold: bool,
}

/// The records to be written, one after another.
pub type Rows<'a, E> = &'a mut dyn Iterator<Item = Result<ExportedItem, E>>;

/// Why a data set could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The file system, or a pipe.
    #[error("The data set could not be written: {0}")]
    Io(#[from] io::Error),
    /// A value that has no form in the format.
    #[error("The data set could not be written: {0}")]
    Encoding(String),
}

impl From<serde_json::Error> for WriteError {
    fn from(error: serde_json::Error) -> Self {
        if error.is_io() { Self::Io(error.into()) } else { Self::Encoding(error.to_string()) }
    }
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// Items.
    pub records: u64,
    /// What the format could not hold, in sentences.
    pub lost: Vec<String>,
}
