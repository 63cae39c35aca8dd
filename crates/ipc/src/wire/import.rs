//! Files before, while and after they become items.

use crate::error::WireError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's import")]
mod types {
    use super::{BTreeMap, Deserialize, Serialize, TS, WireError};

    /// A format by its name on the command line.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum FormatName {
        Jsonl,
        Csv,
        Tsv,
        Parquet,
        Faithbench,
        Xsum,
        Mushroom,
        TextPairs,
    }

    /// Which annotators of a file count as having reviewed an item.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Reviewed {
        #[default]
        Fifth,
        Marked,
        File,
    }

    /// Which part of the files goes in.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Only {
        #[default]
        Everything,
        Items,
        Reviews,
    }

    /// Files to look at. `schema` names the preset to read labels with; without one it is that of the open project.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct InspectFiles {
        pub paths: Vec<String>,
        pub format: Option<FormatName>,
        #[serde(default)]
        pub mapping: BTreeMap<String, String>,
        pub schema: Option<String>,
    }

    /// Trouble with one place of a file.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Issue {
        pub file: String,
        pub line: u64,
        pub field: Option<String>,
        pub code: String,
        pub message: String,
    }

    /// An item as it would go in.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct PreviewItem {
        pub external_id: String,
        pub sample: String,
        pub sources: Vec<String>,
        pub facts: Vec<String>,
        pub reviews: u32,
    }

    /// What is known of a file before it is imported.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Inspection {
        pub path: String,
        pub bytes: u64,
        pub format: Option<FormatName>,
        pub why: String,
        pub columns: Vec<String>,
        pub mapping: BTreeMap<String, String>,
        pub items: Vec<PreviewItem>,
        pub issues: Vec<Issue>,
        pub trouble: Option<String>,
        /// Why the file cannot be looked into; all else is empty then.
        pub refused: Option<WireError>,
    }

    /// How to import.
    #[derive(Debug, Clone, Default, Deserialize, TS)]
    #[serde(rename_all = "camelCase", default)]
    pub struct ImportOptions {
        pub format: Option<FormatName>,
        pub mapping: BTreeMap<String, String>,
        pub reviewed: Reviewed,
        pub only: Only,
        pub id_prefix: Option<String>,
        pub sources: Option<String>,
        pub strict: bool,
    }

    /// Files to import into the open project.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct RunImport {
        pub paths: Vec<String>,
        pub options: ImportOptions,
    }

    /// How far a job is. `rate` is in units a second.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct Progress {
        pub job: String,
        #[ts(type = "\"bytes\" | \"items\" | \"files\" | \"pages\"")]
        pub unit: String,
        pub done: u64,
        pub total: Option<u64>,
        pub elapsed_ms: u64,
        pub rate: Option<f64>,
        pub seconds_left: Option<f64>,
    }

    /// What an import did.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ImportReport {
        pub items_added: u64,
        pub items_unchanged: u64,
        pub sources_added: u64,
        pub reviews_added: u64,
        pub reviews_changed: u64,
        pub annotations_added: u64,
        pub reviewers_added: u64,
        /// Items that got the right answer that their file gave.
        pub gold_added: u64,
        pub labels_added: Vec<String>,
        pub remarks: Vec<String>,
        /// The first thousand; `save_issues` writes all that are kept.
        pub issues: Vec<Issue>,
        pub issues_not_listed: u64,
    }
}

pub use types::*;
