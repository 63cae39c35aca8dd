//! What the lead learns about reviewers.

use serde::Serialize;
use ts_rs::TS;

#[expect(missing_docs, reason = "the fields are those of the engine's report")]
mod types {
    use super::{Serialize, TS};

    /// What a figure of a reviewer is counted in. Characters and steps below 0 are earlier and milder;
    /// time is in milliseconds.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReviewerUnit {
        Share,
        Points,
        Characters,
        Steps,
        Time,
        PerReview,
    }

    /// A figure of a reviewer, or the reason why there is none. It rests on `n` of `of`; `behind`
    /// names the list of `items` in which it happened.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewerFigure {
        pub name: String,
        pub unit: ReviewerUnit,
        pub of: String,
        pub n: u64,
        pub value: Option<f64>,
        pub reason: Option<String>,
        pub low: Option<f64>,
        pub high: Option<f64>,
        pub no_interval: Option<String>,
        pub items: u64,
        pub behind: u32,
        pub nowhere: bool,
    }

    /// With what a reviewer is compared: the vote of several others, the one other, or nobody.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum ReviewerBasis {
        Several,
        One,
        None,
    }

    /// Which items of the plan have gold.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
    #[serde(rename_all = "kebab-case")]
    pub enum CheckKind {
        AttentionChecks,
        Calibration,
    }

    /// How a reviewer did on items of the plan that are settled.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewerChecks {
        pub kind: CheckKind,
        pub seen: u64,
        pub with_gold: u64,
        pub figures: Vec<ReviewerFigure>,
    }

    /// The own label, that of the others on the same span, and how often.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ConfusedLabels {
        pub own: String,
        pub others: String,
        pub times: u64,
    }

    /// Everything about one reviewer.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct ReviewerMeasured {
        pub name: String,
        pub basis: ReviewerBasis,
        pub reviews: u64,
        pub compared: u64,
        pub figures: Vec<ReviewerFigure>,
        pub confused: Option<ConfusedLabels>,
        pub sittings: u64,
        pub course: Vec<ReviewerFigure>,
        pub checks: Vec<ReviewerChecks>,
    }

    /// A figure with hints shown, with hints hidden, and the difference.
    #[derive(Debug, Clone, Serialize, TS)]
    pub struct HintContrast {
        pub name: String,
        pub shown: ReviewerFigure,
        pub hidden: ReviewerFigure,
        pub difference: ReviewerFigure,
    }

    /// What hints did, where they were ever shown by chance.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct HintInfluence {
        pub randomised: bool,
        pub shown: u64,
        pub hidden: u64,
        pub left_out: u64,
        pub seen: u64,
        pub taken: u64,
        pub contrasts: Vec<HintContrast>,
    }

    /// What the lead learns about reviewers, as of a number of events.
    #[derive(Debug, Clone, Serialize, TS)]
    #[serde(rename_all = "camelCase")]
    pub struct ReviewersView {
        pub as_of: u64,
        pub reviewers: Vec<ReviewerMeasured>,
        pub hints: HintInfluence,
    }
}

pub use types::*;
