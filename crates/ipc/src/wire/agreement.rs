//! How far reviewers agree: for the lead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's agreement")]
mod types {
    use super::{Deserialize, Serialize, TS};

    /// What is compared: the verdict, whether anything is marked, where, and what kind.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum AgreementLayer {
        Verdict,
        Found,
        Where,
        Kind,
    }

    /// A figure, or the reason why there is none. `low` and `high` are the interval, or `noInterval`
    /// says why it is missing.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct AgreementFigure {
        pub name: String,
        pub value: Option<f64>,
        pub reason: Option<String>,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub no_interval: Option<String>,
    }

    /// How often a class was answered.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ClassCount {
        pub name: String,
        pub count: u64,
    }

    /// The figures of a layer. `behind` names the list of items they rest on.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct LayerView {
        pub layer: AgreementLayer,
        pub n_items: u64,
        pub n_reviews: u64,
        pub classes: Vec<ClassCount>,
        pub remark: Option<String>,
        pub figures: Vec<AgreementFigure>,
        pub behind: u32,
    }

    /// By what a part is parted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum AgreementBy {
        Label,
        Generator,
        Batch,
    }

    /// Marks of one label, items of one generator or batch.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct AgreementPart {
        pub by: AgreementBy,
        pub name: String,
        pub layers: Vec<LayerView>,
    }

    /// Two reviewers who share items.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct AgreementPair {
        pub first: String,
        pub second: String,
        pub layers: Vec<LayerView>,
    }

    /// Items whose reviewers agree so far, with the list that names them.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SpreadStep {
        pub from: f64,
        pub to: f64,
        pub items: u64,
        pub behind: u32,
    }

    /// Items by how far their reviewers agree.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SpreadView {
        pub layer: AgreementLayer,
        pub steps: Vec<SpreadStep>,
    }

    /// How often two reviews say these two things; `first` and `second` are places among the classes.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ConfusionCell {
        pub first: u32,
        pub second: u32,
        pub count: u64,
        pub items: u64,
        pub behind: u32,
    }

    /// What is taken for what.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ConfusionView {
        pub layer: AgreementLayer,
        pub classes: Vec<String>,
        pub cells: Vec<ConfusionCell>,
    }

    /// Items that were finished one after the other; moments in milliseconds since 1970.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct AgreementStretch {
        pub from: i64,
        pub to: i64,
        pub layers: Vec<LayerView>,
    }

    /// How far reviewers agree, as of a number of events.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct AgreementView {
        pub as_of: u64,
        pub items: u64,
        pub shared: u64,
        pub reviews: u64,
        pub reviewers: Vec<String>,
        pub layers: Vec<LayerView>,
        pub pairs: Vec<AgreementPair>,
        pub parts: Vec<AgreementPart>,
        pub spreads: Vec<SpreadView>,
        pub confusions: Vec<ConfusionView>,
        pub times: Vec<AgreementStretch>,
    }

    /// So many items, with the list that names them.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ItemsOf {
        pub items: u64,
        pub behind: u32,
    }

    /// Places and labels of a consensus against right answers that files gave; `apart` are the items in which
    /// the two do not mark the very same characters.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct SpansGivenView {
        pub compared: ItemsOf,
        pub apart: ItemsOf,
        pub figures: Vec<AgreementFigure>,
    }

    /// A consensus of the reviews of now against right answers that files gave. `counted` are the items that
    /// the accuracy rests on; `spans` is missing where no right answer marks anything.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct AgainstGivenView {
        pub as_of: u64,
        pub method: String,
        pub threshold: String,
        pub accuracy: AgreementFigure,
        pub counted: ItemsOf,
        pub same: ItemsOf,
        pub other: ItemsOf,
        pub unresolved: ItemsOf,
        pub not_reviewed: ItemsOf,
        pub spans: Option<SpansGivenView>,
    }

    /// The items behind a figure of the agreement measured last.
    #[derive(Debug, Clone, Deserialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ItemsBehind {
        pub as_of: u64,
        pub behind: u32,
        pub offset: u64,
        pub limit: u64,
    }

    /// An item behind a figure.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct BehindRow {
        pub item: String,
        pub ordinal: u64,
        pub external_id: String,
        pub excerpt: String,
        pub disagreement: Option<f64>,
    }

    /// Whether figures measured before are still those of the project.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct EventCount {
        pub events: u64,
    }
}

pub use types::*;
