//! Lists of items: one for the lead, one for the reviewer, and no field of the first in the second.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's lists")]
mod types {
    use super::{Deserialize, Serialize, TS};

    /// How far an item, or a reviewer with it, is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ItemStatus {
        NotStarted,
        InProgress,
        Submitted,
        Skipped,
    }

    /// By what the lead's table is sorted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum SortKey {
        #[default]
        FileOrder,
        Disagreement,
        Length,
        Status,
        Coverage,
        Longest,
        Density,
    }

    /// A sorting.
    #[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
    pub struct ItemSort {
        pub key: SortKey,
        pub reversed: bool,
    }

    /// A page of the lead's table.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct ItemsPage {
        /// In the words of a filter; empty for all.
        pub filter: String,
        /// File order without one.
        #[serde(default)]
        #[ts(optional)]
        pub sort: Option<ItemSort>,
        pub offset: u64,
        pub limit: u64,
    }

    /// Items of a filter, to be counted.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct CountItems {
        pub filter: String,
    }

    /// How many items a filter lets through; `exact` is false when there are more than were counted.
    #[derive(Debug, Clone, Copy, Serialize, TS)]
    pub struct ItemsCount {
        pub items: u64,
        pub exact: bool,
    }

    /// A row of the lead's table.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ItemRow {
        pub item: String,
        pub ordinal: u64,
        pub external_id: String,
        pub excerpt: String,
        pub length: u32,
        pub status: ItemStatus,
        pub model: Option<String>,
        pub batch: Option<String>,
        pub language: Option<String>,
        pub submitted: u32,
        pub in_progress: u32,
        pub skipped: u32,
        pub flagged: u32,
        pub annotations: u32,
        pub disagreement: Option<f64>,
        pub exposure: Option<super::super::Exposure>,
    }

    /// A page of one's own list.
    #[derive(Debug, Clone, Deserialize, TS)]
    pub struct MyItems {
        /// In the words of a reviewer's filter; empty for all.
        #[serde(default)]
        pub filter: String,
        pub offset: u64,
        pub limit: u64,
    }

    /// A row of one's own list: opaque, in one's own order.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct MyItemRow {
        pub item: String,
        pub at: u64,
        pub excerpt: String,
        pub status: ItemStatus,
        pub verdict: Option<String>,
        pub flagged: bool,
    }

    /// Some rows of many; `exact` is false when there are more than `total`.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Page<Row> {
        pub total: u64,
        pub exact: bool,
        pub rows: Vec<Row>,
    }

    /// A value that items are filtered by.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Facet {
        pub value: String,
        pub items: u64,
    }

    /// A label that annotations are filtered by.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct LabelFacet {
        pub id: String,
        pub name: String,
        pub annotations: u64,
    }

    /// A reviewer, whether they do new work here or came with an import.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewerFacet {
        pub id: String,
        pub name: String,
        pub active: bool,
        pub submitted: u64,
        pub in_progress: u64,
        pub skipped: u64,
        pub annotations: u64,
        pub elapsed_ms: u64,
    }

    /// What the lead's filters offer.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct Facets {
        pub models: Vec<Facet>,
        pub batches: Vec<Facet>,
        pub languages: Vec<Facet>,
        pub labels: Vec<LabelFacet>,
        pub reviewers: Vec<ReviewerFacet>,
    }

    /// The sums of the project, for the lead.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ProjectSums {
        pub items: u64,
        pub samples: u64,
        pub sources: u64,
        pub reviewers: u64,
        pub submitted: u64,
        pub in_progress: u64,
        pub skipped: u64,
        pub annotations: u64,
        pub omissions: u64,
        pub disagreement: Option<f64>,
    }
}

pub use types::*;
