//! Deciding many differences at once.

use super::Reason;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's bulk rule and report")]
mod types {
    use super::{Deserialize, Reason, Serialize, TS};

    /// Which differences are decided at once.
    #[derive(Debug, Clone, Copy, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct BulkRule {
        pub reviewers: u32,
        pub within_words: u32,
        pub settle: bool,
    }

    /// One of them.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct BulkExample {
        pub item: String,
        pub at: u64,
        pub marked: Vec<String>,
        pub becomes: String,
    }

    /// What would be decided.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct BulkPreview {
        pub items: u64,
        pub differences: u64,
        pub settled: u64,
        pub examples: Vec<BulkExample>,
    }

    /// A rule and why reviewers differed.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct BulkAccept {
        pub rule: BulkRule,
        pub reason: Reason,
    }

    /// What was decided; `step` takes it back.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct BulkReport {
        pub step: Option<String>,
        pub items: u64,
        pub differences: u64,
        pub settled: u64,
    }

    /// Which step to take back.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct BulkUndo {
        pub step: String,
    }

    /// Items as they were before, and items that were worked on since.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    pub struct BulkUndone {
        pub items: u64,
        pub kept: u64,
    }
}

pub use types::*;
