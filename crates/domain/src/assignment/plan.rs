//! What a lead asks of an assignment, and what would come of it.

use crate::id::ReviewerId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a lead asks for. Kept with the project, so that the plan can be brought up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanSettings {
    /// By how many reviewers each item is to be reviewed.
    pub overlap: u32,
    /// How many items everyone reviews first, to find out whether all mean the same.
    #[serde(default)]
    pub calibration: u32,
    /// Which items are attention checks: a filter of items. Everyone gets them, spread over their list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checks: Option<String>,
    /// Who takes part.
    pub reviewers: Vec<ReviewerId>,
    /// How many items a reviewer gets at most, all told. Whoever is not named here has no limit.
    #[serde(default)]
    pub quotas: BTreeMap<ReviewerId, u32>,
}

/// What one reviewer would get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberShare {
    /// Who.
    pub reviewer: ReviewerId,
    /// Items in all.
    pub items: u32,
    /// Of them, items that stay because they were begun or sent out.
    pub kept: u32,
}

/// How many items any two reviewers have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairShare {
    /// The pair with the fewest.
    pub least: u32,
    /// The pair with the most.
    pub most: u32,
}

/// What would come of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// Items of the project.
    pub items: u32,
    /// Items that as many reviewers get as was asked for.
    pub full: u32,
    /// Items that fewer get.
    pub partly: u32,
    /// Items that nobody gets.
    pub unassigned: u32,
    /// Items that everyone reviews first.
    pub calibration: u32,
    /// Attention checks.
    pub checks: u32,
    /// By reviewer.
    pub members: Vec<MemberShare>,
    /// Where there are two reviewers or more.
    pub pairs: Option<PairShare>,
}

impl Preview {
    /// The plan in one or a few sentences.
    pub fn in_words(&self) -> String {
        let mut told = vec![self.shares()];
        if self.calibration > 0 {
            told.push(format!("Everyone begins with the same {}.", items(self.calibration)));
        }
        if self.checks > 0 {
            told.push(format!("{} spread over each list as attention checks.", is_are(self.checks)));
        }
        if self.partly > 0 {
            told.push(format!("{} fewer reviewers than asked for.", has_have(self.partly)));
        }
        if self.unassigned > 0 {
            told.push(format!("{} no reviewer.", has_have(self.unassigned)));
        }
        told.join(" ")
    }

    fn shares(&self) -> String {
        let counts = self.members.iter().map(|member| member.items);
        let (Some(least), Some(most)) = (counts.clone().min(), counts.max()) else {
            return "Nobody takes part yet.".to_owned();
        };
        let amount = if least == most { items(least) } else { format!("{least} to {}", items(most)) };
        let who = match self.members.len() {
            1 => return format!("One reviewer gets {amount}."),
            count => format!("Each of {count} reviewers gets {amount}"),
        };
        match self.pairs {
            Some(pairs) if pairs.least == pairs.most => format!("{who}; every pair shares {}.", pairs.least),
            Some(pairs) => format!("{who}; each pair shares {} to {}.", pairs.least, pairs.most),
            None => format!("{who}."),
        }
    }
}

fn items(count: u32) -> String {
    if count == 1 { "1 item".to_owned() } else { format!("{count} items") }
}

fn is_are(count: u32) -> String {
    format!("{} {}", items(count), if count == 1 { "is" } else { "are" })
}

fn has_have(count: u32) -> String {
    format!("{} {}", items(count), if count == 1 { "has" } else { "have" })
}
