//! What a use case can fail with: a class for programs, a sentence and a cure for people.

use crate::filter::FilterProblem;
use crate::output::OutputRefusal;
use crate::{file_trouble, store_error};
use std::path::{Path, PathBuf};
use touchstone_domain::exchange::Issue;
use touchstone_formats::label_table::LabelTableError;
use touchstone_formats::{ReadError, WriteError};
use touchstone_store::StoreError;

/// A use case could not be carried out. Nothing of it was done, unless the sentence says so.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The project file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file to be read.
    #[error("{error}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: ReadError,
        /// What was wrong with its rows, as far as they were read.
        issues: Vec<Issue>,
    },
    /// A file that no format fits.
    #[error("The format of this file was not recognised: {why}")]
    UnknownFormat {
        /// Which file.
        path: PathBuf,
        /// What was seen.
        why: String,
    },
    /// A data set could not be written.
    #[error("{0}")]
    Write(WriteError),
    /// A file that cannot be imported, whatever is said of its format.
    #[error("{what}")]
    NotImportable {
        /// Which file.
        path: PathBuf,
        /// What it is, as a sentence.
        what: String,
        /// What to do instead.
        cure: &'static str,
    },
    /// The file system does not give a file to be read.
    #[error("{}", file_trouble::when_reading(path, error))]
    Unopened {
        /// Which file.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
    /// The file system refused what was to be written.
    #[error("{}", file_trouble::when_writing(error))]
    Files {
        /// Where.
        path: PathBuf,
        /// What it said.
        error: std::io::Error,
    },
    /// Nothing is written to that place.
    #[error(transparent)]
    Output(#[from] OutputRefusal),
    /// There is nothing to export; no file was written.
    #[error("There is nothing to export: {reason}")]
    NothingToExport {
        /// Why.
        reason: String,
    },
    /// The filter cannot be read.
    #[error("The filter has a part that is not understood, “{part}”: {problem}.")]
    BadFilter {
        /// The part.
        part: String,
        /// What is wrong with it.
        problem: FilterProblem,
    },
    /// Strict import, and there were issues; nothing was written.
    #[error("Strict import writes nothing where there are issues, and there are some ({}).", issues.len())]
    StrictIssues {
        /// All of them, as far as they are listed.
        issues: Vec<Issue>,
    },
    /// No preset and no file of this name.
    #[error("There is no label schema “{name}”.")]
    UnknownSchema {
        /// What was asked for.
        name: String,
    },
    /// A file that holds no label schema.
    #[error("This file is not a label schema: {error}.")]
    BadSchemaFile {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// A label schema that cannot be used.
    #[error("The label schema cannot be used: {0}.")]
    BadSchema(#[from] touchstone_domain::label::SchemaError),
    /// No such format, or not yet.
    #[error("{reason}")]
    BadFormatName {
        /// What is wrong with the name.
        reason: String,
    },
    /// A column mapping that cannot be read.
    #[error("{reason}")]
    BadMapping {
        /// What is wrong with it.
        reason: String,
    },
    /// A packet.
    #[error(transparent)]
    Packet(#[from] crate::packet::PacketRefusal),
    /// A plan that cannot be put in force.
    #[error("The plan cannot be used: {reason}.")]
    BadPlan {
        /// What is wrong with it.
        reason: String,
    },
    /// A plan without people.
    #[error("The plan cannot be used: nobody takes part.")]
    NobodyTakesPart,
    /// The name belongs to someone who does no new work here.
    #[error(
        "“{name}” is known to this project but does not review here: the name came with a file of reviews, or a lead said so."
    )]
    ReviewerNotActive {
        /// The name.
        name: String,
    },
    /// Names of an earlier label schema cannot be read so.
    #[error("{0}")]
    Migration(#[from] touchstone_domain::migration::Refused),
    /// Nobody has this name or id.
    #[error("There is no reviewer “{name}” in this project.")]
    UnknownReviewer {
        /// What was asked for.
        name: String,
    },
    /// A plain table of labels.
    #[error("{error}")]
    LabelTable {
        /// Which file.
        path: PathBuf,
        /// Why.
        error: LabelTableError,
    },
    /// The classes of a table cannot be put in order.
    #[error("{reason}")]
    BadClasses {
        /// What is wrong with them.
        reason: String,
    },
    /// No stored consensus run, or not one alone, is meant.
    #[error("“{given}” names no consensus run: {why}.")]
    UnknownRun {
        /// What was asked for.
        given: String,
        /// What is wrong with it.
        why: String,
    },
    /// A name without a character.
    #[error("A name needs at least one character.")]
    EmptyName,
    /// A queue of this name is not there.
    #[error("There is no queue “{name}”.")]
    UnknownQueue {
        /// As it was asked for.
        name: String,
    },
    /// Another queue has this name.
    #[error("There is a queue “{name}” already.")]
    QueueNameTaken {
        /// The name.
        name: String,
    },
    /// More queues than anyone can look over.
    #[error("There are {most} queues already; another one was not kept.")]
    TooManyQueues {
        /// How many there can be.
        most: usize,
    },
    /// The caller asked to stop; nothing of the work was kept.
    #[error("Stopped before the end; nothing of it was kept.")]
    Cancelled,
    /// The machine gave no random numbers.
    #[error("The computer gave no random numbers: {0}")]
    NoEntropy(String),
}

impl From<WriteError> for EngineError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

impl EngineError {
    /// The file at `path`, which was to be read, is not given.
    pub fn reading(path: &Path, error: std::io::Error) -> Self {
        Self::Unopened { path: path.to_owned(), error }
    }

    /// A refusal of the file system at `path`, where something was to be written.
    pub fn files(path: &Path, error: std::io::Error) -> Self {
        Self::Files { path: path.to_owned(), error }
    }

    /// What was wrong with the rows of a file, where that is why.
    pub fn issues(&self) -> &[Issue] {
        match self {
            Self::Unreadable { issues, .. } | Self::StrictIssues { issues } => issues,
            Self::Store(_)
            | Self::UnknownFormat { .. }
            | Self::NotImportable { .. }
            | Self::Unopened { .. }
            | Self::Write(_)
            | Self::Files { .. }
            | Self::Output(_)
            | Self::NothingToExport { .. }
            | Self::BadFilter { .. }
            | Self::UnknownSchema { .. }
            | Self::BadSchemaFile { .. }
            | Self::BadSchema(_)
            | Self::BadFormatName { .. }
            | Self::BadMapping { .. }
            | Self::Packet(_)
            | Self::BadPlan { .. }
            | Self::NobodyTakesPart
            | Self::Migration(_)
            | Self::ReviewerNotActive { .. }
            | Self::UnknownReviewer { .. }
            | Self::LabelTable { .. }
            | Self::BadClasses { .. }
            | Self::UnknownRun { .. }
            | Self::EmptyName
            | Self::UnknownQueue { .. }
            | Self::QueueNameTaken { .. }
            | Self::TooManyQueues { .. }
            | Self::Cancelled
            | Self::NoEntropy(_) => &[],
        }
    }

    /// The class, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Store(error) => store_error::code(error),
            Self::Unreadable { error: ReadError::NoSampleColumn { .. }, .. } => "no_sample_column",
            Self::Unreadable { .. } => "unreadable",
            Self::UnknownFormat { .. } => "unknown_format",
            Self::NotImportable { .. } => "not_importable",
            Self::Write(_) => "write",
            // One class for scripts: the file system refused.
            Self::Files { .. } | Self::Unopened { .. } => "files",
            Self::Output(refusal) => refusal.code(),
            Self::NothingToExport { .. } => "nothing_to_export",
            Self::BadFilter { .. } => "bad_filter",
            Self::StrictIssues { .. } => "strict_issues",
            Self::UnknownSchema { .. } => "unknown_schema",
            Self::BadSchema(_) | Self::BadSchemaFile { .. } => "bad_schema",
            Self::BadFormatName { .. } => "bad_format_name",
            Self::BadMapping { .. } => "bad_mapping",
            Self::Packet(refusal) => refusal.code(),
            Self::BadPlan { .. } => "bad_plan",
            Self::NobodyTakesPart => "nobody_takes_part",
            Self::Migration(_) => "migration_refused",
            Self::ReviewerNotActive { .. } => "reviewer_not_active",
            Self::UnknownReviewer { .. } => "unknown_reviewer",
            Self::LabelTable { .. } => "bad_label_table",
            Self::BadClasses { .. } => "bad_classes",
            Self::UnknownRun { .. } => "unknown_run",
            Self::EmptyName => "empty_name",
            Self::UnknownQueue { .. } => "unknown_queue",
            Self::QueueNameTaken { .. } => "queue_name_taken",
            Self::TooManyQueues { .. } => "too_many_queues",
            Self::Cancelled => "cancelled",
            Self::NoEntropy(_) => "no_entropy",
        }
    }

    /// Where it happened, where that is known.
    #[expect(clippy::match_same_arms, reason = "our own errors and the store's are listed apart")]
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Unreadable { path, .. }
            | Self::UnknownFormat { path, .. }
            | Self::NotImportable { path, .. }
            | Self::Unopened { path, .. }
            | Self::BadSchemaFile { path, .. }
            | Self::Files { path, .. } => Some(path.display().to_string()),
            Self::Output(refusal) => Some(refusal.place()),
            Self::BadFilter { part, .. } => Some(part.clone()),
            Self::Packet(refusal) => refusal.place(),
            Self::LabelTable { path, error } => Some(match error.place() {
                Some(place) => format!("{}, {place}", path.display()),
                None => path.display().to_string(),
            }),
            Self::Store(
                StoreError::AlreadyExists { path }
                | StoreError::NotFound { path }
                | StoreError::NoFolder { path }
                | StoreError::NotAProject { path }
                | StoreError::IsAPacket { path }
                | StoreError::NotAPacket { path }
                | StoreError::Files { path, .. },
            ) => Some(path.display().to_string()),
            Self::Store(_)
            | Self::Write(_)
            | Self::NothingToExport { .. }
            | Self::StrictIssues { .. }
            | Self::UnknownSchema { .. }
            | Self::BadSchema(_)
            | Self::BadFormatName { .. }
            | Self::BadMapping { .. }
            | Self::BadPlan { .. }
            | Self::NobodyTakesPart
            | Self::Migration(_)
            | Self::ReviewerNotActive { .. }
            | Self::UnknownReviewer { .. }
            | Self::BadClasses { .. }
            | Self::UnknownRun { .. }
            | Self::EmptyName
            | Self::UnknownQueue { .. }
            | Self::QueueNameTaken { .. }
            | Self::TooManyQueues { .. }
            | Self::Cancelled
            | Self::NoEntropy(_) => None,
        }
    }

    /// What to do about it.
    pub fn cure(&self) -> String {
        let cure = match self {
            Self::Store(error) => store_error::cure(error),
            Self::Unreadable { error, .. } => error.cure(),
            Self::UnknownFormat { .. } => "Name the format with --format. docs/formats describes each.",
            Self::NotImportable { cure, .. } => cure,
            Self::Unopened { error, .. } => file_trouble::cure_of_reading(error),
            Self::Write(_) | Self::Files { .. } => {
                "Check that the folder exists, that you may write to it and that the disk has room."
            }
            Self::Output(refusal) => refusal.cure(),
            Self::NothingToExport { .. } => "Finish some reviews, or choose what to export with --what.",
            Self::BadFilter { problem, .. } => return problem.cure(),
            Self::StrictIssues { .. } => "Mend the rows listed, or import without --strict to take the good rows.",
            Self::UnknownSchema { .. } => {
                "Use faithfulness, ragtruth, faithbench, intrinsic-extrinsic, lettucedetect or mqm, or the path of a schema file."
            }
            Self::BadSchemaFile { .. } => {
                "Take the path of a schema file as the settings save one, or the name of a preset."
            }
            Self::BadSchema(_) => "Mend the schema and try again; the one in force is unchanged.",
            Self::BadFormatName { .. } => {
                "Use jsonl, csv, tsv, parquet, faithbench, xsum, mushroom or text-pairs (which is read only)."
            }
            Self::BadMapping { .. } => {
                "Write FIELD=COLUMN, such as sample=summary; the fields are id, sample, source, model and more."
            }
            Self::Packet(refusal) => refusal.cure(),
            Self::BadPlan { .. } => "Change the plan and try again; the one in force is unchanged.",
            Self::Migration(_) => "Change the decision and try again; nothing was changed.",
            Self::NobodyTakesPart => {
                "Add someone with `touchstone reviewers PROJECT --add NAME`, or name who takes part with --reviewer."
            }
            Self::ReviewerNotActive { .. } => {
                "Let them review here with `touchstone reviewers PROJECT --add NAME`, or choose another name."
            }
            Self::UnknownReviewer { .. } => {
                "`touchstone reviewers PROJECT` lists everyone; with --add NAME it adds someone."
            }
            Self::LabelTable { error, .. } => return error.cure(),
            Self::BadClasses { .. } => {
                "Name every class once, from the lowest to the highest, as in --classes low,middle,high."
            }
            Self::UnknownRun { .. } => {
                "Write the first characters of its id; `touchstone consensus PROJECT --runs` lists the stored runs."
            }
            Self::EmptyName => "Write a name.",
            Self::UnknownQueue { .. } => "Choose one of the queues listed; this one may have been removed since.",
            Self::QueueNameTaken { .. } => "Choose another name, or remove the other queue first.",
            Self::TooManyQueues { .. } => "Remove a queue that is no longer used.",
            Self::Cancelled => "Start again when you are ready.",
            Self::NoEntropy(_) => "Restart the computer; report this if it stays.",
        };
        cure.to_owned()
    }
}
