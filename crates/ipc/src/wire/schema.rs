//! The label schema and the guidelines, as the window shows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the domain")]
mod types {
    use super::{Deserialize, Serialize, TS};

    /// A label.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct Label {
        pub id: String,
        pub name: String,
        pub parent: Option<String>,
        pub colour: u8,
        pub key: Option<char>,
        pub definition: String,
        pub examples: Vec<String>,
        pub counter_examples: Vec<String>,
        #[ts(type = "\"none\" | \"contradicting\" | \"none-exists-or-nearest\" | \"any\"")]
        pub evidence: String,
        pub note: bool,
    }

    /// A severity.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Severity {
        pub id: String,
        pub name: String,
    }

    /// A verdict.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct Verdict {
        pub id: String,
        pub name: String,
        #[ts(type = "\"clean\" | \"hallucinated\" | \"unsure\"")]
        pub meaning: String,
        pub key: Option<char>,
    }

    /// The schema in force.
    #[derive(Debug, Clone, Serialize, Deserialize, TS)]
    pub struct LabelSchema {
        pub version: u32,
        pub name: String,
        pub labels: Vec<Label>,
        pub severities: Vec<Severity>,
        pub verdicts: Vec<Verdict>,
    }

    /// What a reviewer goes by.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Guidance {
        pub schema: LabelSchema,
        pub guidelines: String,
        pub blind: bool,
    }
}

pub use types::*;
