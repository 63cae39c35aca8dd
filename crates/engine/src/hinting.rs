//! When hints are shown in a project, and when they were: a measure of their influence needs to know
//! under which policy a review was begun.

use crate::compare;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use serde::{Deserialize, Serialize};
use touchstone_analysis::hint::Hints;
use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::{Digest, ItemId};
use touchstone_store::Reader;

/// Where the policy is kept.
const POLICY: &str = "hints/policy";

/// Where a packet keeps the seed that chance is drawn with; every other project derives it.
const SEED: &str = "hints/seed";

/// Where it is kept which policy held since when.
const HISTORY: &str = "hints/history";

/// A policy and since when it holds, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Since {
    at: i64,
    #[serde(flatten)]
    policy: HintPolicy,
}

/// Which policy held when.
#[derive(Debug, Clone, PartialEq)]
pub struct History(Vec<Since>);

impl History {
    /// Whether hints were ever shown by chance.
    pub fn ever_randomised(&self) -> bool {
        self.0.iter().any(|since| is_randomised(since.policy))
    }

    /// The policy at a moment.
    pub fn at(&self, at: i64) -> Option<HintPolicy> {
        self.0.iter().rev().find(|since| since.at <= at).map(|since| since.policy)
    }
}

/// Whether a policy shows hints by chance.
pub const fn is_randomised(policy: HintPolicy) -> bool {
    matches!(policy, HintPolicy::Randomised { .. })
}

fn standing(reader: &Reader) -> Result<HintPolicy, EngineError> {
    let chosen = reader.setting(POLICY)?.and_then(|text| serde_json::from_str(&text).ok());
    Ok(chosen.unwrap_or(HintPolicy::default_of(reader.project_facts()?.blind)))
}

/// When hints are shown in this project.
pub fn policy(project: &Project) -> Result<HintPolicy, EngineError> {
    standing(project.read())
}

/// The seed that chance draws with. It is made of the project's own and tells nothing of it, so that it may
/// go out with a packet: there the same items have hints as at home.
pub(crate) fn seed(reader: &Reader) -> Result<String, EngineError> {
    if let Some(given) = reader.setting(SEED)? {
        return Ok(given);
    }
    Ok(Digest::of(format!("hints of\0{}", reader.project_facts()?.order_seed).as_bytes()).to_string())
}

/// What a packet needs so that its window follows the policy of the project.
pub(crate) fn for_a_packet(reader: &Reader) -> Result<[(&'static str, String); 2], EngineError> {
    let policy = serde_json::to_string(&standing(reader)?).unwrap_or_default();
    Ok([(POLICY, policy), (SEED, seed(reader)?)])
}

/// Which policy held when. Where it was never written down, today's held always.
pub fn history(reader: &Reader) -> Result<History, EngineError> {
    let told: Option<Vec<Since>> = reader.setting(HISTORY)?.and_then(|text| serde_json::from_str(&text).ok());
    match told {
        Some(told) => Ok(History(told)),
        None => Ok(History(vec![Since { at: i64::MIN, policy: standing(reader)? }])),
    }
}

/// Chooses when hints are shown. A part outside 0 to 1 is moved to the nearer end.
pub fn set_policy(project: &mut Project, policy: HintPolicy) -> Result<(), EngineError> {
    let policy = match policy {
        HintPolicy::Randomised { probability } if !probability.is_finite() => HintPolicy::Off,
        HintPolicy::Randomised { probability } => HintPolicy::Randomised { probability: probability.clamp(0.0, 1.0) },
        HintPolicy::Off | HintPolicy::AfterSubmit | HintPolicy::Always => policy,
    };
    let mut history = history(project.read())?.0;
    if standing(project.read())? != policy {
        history.push(Since { at: now().0, policy });
    }
    project.put_setting(HISTORY, &serde_json::to_string(&history).unwrap_or_default())?;
    project.put_setting(POLICY, &serde_json::to_string(&policy).unwrap_or_default())
}

/// The hints of an item: those that are kept, else found now.
pub fn hints_of(reader: &Reader, item: ItemId) -> Result<Hints, EngineError> {
    if let Some(kept) = compare::kept(reader, item)? {
        return Ok(kept.hints);
    }
    Ok(reader.item(item)?.map_or(Hints::NoSource, |item| compare::hints_in(&item)))
}
