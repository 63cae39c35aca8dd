//! Consensus and export.

use super::FormatName;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's export")]
mod types {
    use super::{Deserialize, FormatName, Serialize, TS};

    /// Which part of a project is written.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum What {
        Gold,
        Consensus,
        Annotations,
        Items,
    }

    /// How reviewers appear.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Names {
        Pseudonyms,
        Names,
        None,
    }

    /// What to export, and how.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct ExportOptions {
        pub format: FormatName,
        pub what: What,
        pub names: Names,
        pub notes: bool,
        pub filter: Option<String>,
        pub out: String,
        pub force: bool,
    }

    /// What an export would hold. `excluded` counts all that stay out, `excluded_by_filter` those of them that the
    /// filter leaves out. `unfinished` items have a review that is begun and not handed in.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ExportPlan {
        pub items: u64,
        pub records: u64,
        pub excluded: u64,
        pub excluded_by_filter: u64,
        pub unfinished: u64,
        pub lost: Vec<String>,
        pub first_record: Option<String>,
        pub why: Option<String>,
    }

    /// A file that was written.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct WrittenFile {
        pub path: String,
        pub sha256: String,
        pub bytes: u64,
    }

    /// What an export wrote.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ExportReport {
        pub files: Vec<WrittenFile>,
        pub records: u64,
        pub lost: Vec<String>,
        pub excluded: u64,
        pub excluded_by_filter: u64,
    }

    /// How the verdict is decided.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum Method {
        #[default]
        Majority,
        Weighted,
        DawidSkene,
        OneCoin,
        Mace,
    }

    /// Which tokens enter the consensus.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum SpanThreshold {
        Any,
        #[default]
        Half,
        Majority,
        All,
    }

    /// What a consensus is asked for.
    #[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
    #[serde(default)]
    pub struct RunConsensus {
        pub method: Method,
        pub threshold: SpanThreshold,
    }

    /// A consensus run in sums.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ConsensusReport {
        pub run: String,
        pub items: u64,
        pub reviewed: u64,
        pub unresolved: u64,
        pub spans: u64,
        pub contested: u64,
    }
}

pub use types::*;
