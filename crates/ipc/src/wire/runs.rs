//! Stored consensus runs side by side: for the lead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's runs")]
mod types {
    use super::{Deserialize, Serialize, TS};

    /// A stored run. `at` is in milliseconds since 1970, none of a run of an older program;
    /// `equalWords` says why everyone's words count the same, where the method weighs them.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct RunView {
        pub run: String,
        pub method: String,
        pub threshold: String,
        pub seed: u64,
        pub at: Option<i64>,
        pub reviews: String,
        pub items: u64,
        pub equal_words: Option<String>,
    }

    /// Two stored runs to compare.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct CompareRuns {
        pub first: String,
        pub second: String,
    }

    /// What became of a span.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum RunChange {
        Gained,
        Lost,
        Rebounded,
        Relabelled,
        Contested,
        NoLongerContested,
    }

    /// A span that changed: its words before and after, and its label where that changed.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ChangedSpanView {
        pub change: RunChange,
        pub before: Option<String>,
        pub after: Option<String>,
        pub label_before: Option<String>,
        pub label_after: Option<String>,
    }

    /// Two verdicts; none is unresolved.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ChangedVerdict {
        pub before: Option<String>,
        pub after: Option<String>,
    }

    /// An item that changed, and why, in sentences.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ChangedItemView {
        pub item: String,
        pub ordinal: u64,
        pub external_id: String,
        pub verdict: Option<ChangedVerdict>,
        pub spans: Vec<ChangedSpanView>,
        pub omissions: Vec<ChangedSpanView>,
        pub why: Vec<String>,
    }

    /// What the second run says otherwise; `rows` are the first of `changed`.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct RunComparisonView {
        pub items: u64,
        pub changed: u64,
        pub same_reviews: bool,
        pub rows: Vec<ChangedItemView>,
    }
}

pub use types::*;
