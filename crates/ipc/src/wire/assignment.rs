//! The plan of who reviews what, for the lead.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How many items a reviewer gets at most.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Quota {
    pub reviewer: String,
    pub items: u32,
}

/// What the lead asks of a plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanWish {
    /// By how many each item is reviewed.
    pub overlap: u32,
    /// How many items everyone reviews first.
    pub calibration: u32,
    /// The items that check attention, as a filter in words.
    pub checks: Option<String>,
    /// Who takes part.
    pub reviewers: Vec<String>,
    /// Whoever is not named has no limit.
    pub quotas: Vec<Quota>,
}

/// What one reviewer gets.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct PlanShare {
    pub reviewer: String,
    pub name: String,
    pub items: u32,
    /// Of them, items that stay because they were begun or sent out.
    pub kept: u32,
}

/// What comes of a plan.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct PlanPreview {
    pub items: u32,
    pub full: u32,
    pub partly: u32,
    pub unassigned: u32,
    pub shares: Vec<PlanShare>,
    /// All of it in a sentence or a few.
    pub words: String,
}

/// The plan in force and how it fits, or one that could be.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlanView {
    /// Whether it is in force. Without a plan, everyone may review everything.
    pub in_force: bool,
    /// What was asked for, or a proposal.
    pub wish: PlanWish,
    /// Items that came after the plan.
    pub new_items: u64,
    /// Who works here and takes no part.
    pub without_part: Vec<String>,
    /// Who takes part and no longer works here.
    pub gone: Vec<String>,
}
