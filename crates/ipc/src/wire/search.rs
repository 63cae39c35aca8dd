//! Searching: what can be typed, where it was found, and searches kept under a name.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's search")]
mod types {
    use super::{Deserialize, Serialize, TS};

    /// What stands behind a field of a filter.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum FieldForm {
        Values,
        Number,
        Words,
    }

    /// A value of a field, and what it is called where that is something else.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct FieldValue {
        pub value: String,
        pub name: Option<String>,
    }

    /// A field that can be typed into a filter.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct FilterField {
        pub name: String,
        pub what: String,
        pub example: String,
        pub form: FieldForm,
        pub values: Vec<FieldValue>,
    }

    /// Items of a page, and the filter that found them.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct WhereFound {
        pub filter: String,
        pub items: Vec<String>,
    }

    /// In which text words were found.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum FoundIn {
        Sample,
        Source,
        Title,
        Note,
        ExternalId,
    }

    /// A piece of a snippet; `hit` is what was looked for.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SnippetPiece {
        pub text: String,
        pub hit: bool,
    }

    /// Words found in an item, in their surroundings.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Snippet {
        pub item: String,
        pub place: FoundIn,
        /// The source's number, from 1.
        pub source: Option<u32>,
        pub pieces: Vec<SnippetPiece>,
    }

    /// A filter kept under a name, with how many items fit it now.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SavedQueue {
        pub name: String,
        pub filter: String,
        /// Null where the filter can no longer be read.
        pub items: Option<u64>,
        /// False where there are more than were counted.
        pub exact: bool,
    }

    /// A filter to be kept.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct SaveQueue {
        pub name: String,
        pub filter: String,
    }

    /// Another name for a queue.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct RenameQueue {
        pub from: String,
        pub to: String,
    }

    /// Which queue.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct OfQueue {
        pub name: String,
    }

    /// Where to go in the queue that is walked.
    #[derive(Debug, Clone, Copy, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum QueueStep {
        Next,
        Previous,
    }

    /// A step in the queue that is walked.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct StepQueue {
        pub item: String,
        pub step: QueueStep,
    }

    /// The queue that is walked, and which of its items this is.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct WalkedQueue {
        pub name: String,
        /// From 1; 0 when this item is not one of its.
        pub at: u64,
        pub of: u64,
    }
}

pub use types::*;
