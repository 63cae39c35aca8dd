//! The plan of who reviews what: previewed, put in force, brought up to date, taken back.

use crate::error::EngineError;
use crate::filter;
use crate::project::Project;
use crate::work::Work;
use std::collections::BTreeSet;
use touchstone_domain::assignment::{Deal, Member, Table, deal};
use touchstone_domain::id::{Digest, ReviewerId};
use touchstone_domain::reviewer::Reviewer;
use touchstone_store::{Reader, StoredPlan, counted};

pub use touchstone_domain::assignment::{MemberShare, PairShare, PlanSettings, Preview};

/// More attention checks than this are no checks any more.
const MOST_CHECKS: usize = 1000;

/// How the plan in force fits the project as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What the lead asked for.
    pub settings: PlanSettings,
    /// Items that came after the plan.
    pub new_items: u64,
    /// Reviewers who work here and take no part: they have nothing to do.
    pub without_part: Vec<Reviewer>,
    /// Reviewers who take part and do no new work here any more.
    pub gone: Vec<Reviewer>,
}

/// The plan that everyone who works here could be given: each item by two, as far as there are two.
pub fn proposal(project: &Project) -> Result<PlanSettings, EngineError> {
    let active = project.reviewers()?.into_iter().filter(|reviewer| reviewer.active);
    let reviewers: Vec<ReviewerId> = active.map(|reviewer| reviewer.id).collect();
    let overlap = if reviewers.len() > 1 { 2 } else { 1 };
    Ok(PlanSettings { overlap, calibration: 0, checks: None, reviewers, quotas: std::collections::BTreeMap::new() })
}

/// The plan in force, and how it fits; none where everyone may review everything.
pub fn standing(project: &Project) -> Result<Option<Standing>, EngineError> {
    let Some(plan) = project.read().assignment_plan()? else { return Ok(None) };
    let (mut without_part, mut gone) = (Vec::new(), Vec::new());
    for reviewer in project.reviewers()? {
        match (reviewer.active, plan.settings.reviewers.contains(&reviewer.id)) {
            (true, false) => without_part.push(reviewer),
            (false, true) => gone.push(reviewer),
            (true, true) | (false, false) => {}
        }
    }
    let new_items = project.read().item_count()?.saturating_sub(plan.items);
    Ok(Some(Standing { settings: plan.settings, new_items, without_part, gone }))
}

/// What would come of a plan. Setting it right after gives exactly this.
pub fn preview(project: &Project, settings: &PlanSettings) -> Result<Preview, EngineError> {
    Ok(dealt(project, settings)?.preview)
}

/// Puts a plan in force, or brings the one in force up to date. What anyone began, and what was sent
/// to them in a packet, stays with them; everything else is dealt again. Stopped, it leaves all as it was.
pub fn set(project: &mut Project, settings: &PlanSettings, work: &mut Work<'_>) -> Result<Preview, EngineError> {
    let deal = dealt(project, settings)?;
    let plan = StoredPlan {
        settings: settings.clone(),
        seed: seed(project),
        items: project.read().item_count()?,
        calibration: deal.calibration,
        checks: checks(project.read(), settings)?,
    };
    let lists: Vec<_> = settings.reviewers.iter().copied().zip(deal.lists).collect();
    let total = lists.iter().map(|(_, list)| list.len() as u64).sum();
    project.file.transaction(|transaction| {
        transaction.put_plan(&plan, &lists, |written| work.step("places in lists", written, Some(total)))
    })?;
    Ok(deal.preview)
}

/// Takes the plan back: everyone may review everything. Reviews stay as they are.
pub fn remove(project: &mut Project) -> Result<(), EngineError> {
    project.file.transaction(|transaction| {
        transaction.remove_plan()?;
        Ok::<_, EngineError>(())
    })
}

/// Secret as the order of the project is, and another one.
fn seed(project: &Project) -> String {
    Digest::of(format!("plan\0{}", project.facts().order_seed).as_bytes()).to_string()
}

fn dealt(project: &Project, settings: &PlanSettings) -> Result<Deal, EngineError> {
    let read = project.read();
    check(project, settings)?;
    let before = read.assignment_plan()?;
    let mut members = Vec::new();
    for reviewer in &settings.reviewers {
        members.push(Member { reviewer: *reviewer, kept: read.kept_items(*reviewer)? });
    }
    let mut left = Vec::new();
    for reviewer in read.plan_members()?.iter().filter(|reviewer| !settings.reviewers.contains(reviewer)) {
        left.push(read.finished_items(*reviewer)?);
    }
    let table = Table {
        items: u32::try_from(read.item_count()?).map_err(|_| bad("there are more items than a plan can hold"))?,
        members,
        counted: counted(left.iter()),
        calibration: before.map(|plan| plan.calibration).unwrap_or_default(),
        checks: checks(read, settings)?,
    };
    Ok(deal(settings, &seed(project), &table))
}

fn bad(reason: &str) -> EngineError {
    EngineError::BadPlan { reason: reason.to_owned() }
}

fn check(project: &Project, settings: &PlanSettings) -> Result<(), EngineError> {
    if settings.overlap == 0 {
        return Err(bad("each item needs at least one reviewer"));
    }
    if settings.reviewers.is_empty() {
        return Err(EngineError::NobodyTakesPart);
    }
    if settings.reviewers.iter().collect::<BTreeSet<_>>().len() != settings.reviewers.len() {
        return Err(bad("a reviewer is named twice"));
    }
    for reviewer in &settings.reviewers {
        match project.read().reviewer(*reviewer)? {
            None => return Err(bad("a reviewer is named who is not in the project")),
            Some(known) if project.read().merged_reviewer(known.id)? != known.id => {
                return Err(bad("a reviewer is named who turned out to be someone else"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// The ordinals of the attention checks, as their filter finds them now. A plan keeps them.
pub(crate) fn checks(read: &Reader, settings: &PlanSettings) -> Result<Vec<u32>, EngineError> {
    let Some(words) = settings.checks.as_deref().filter(|words| !words.trim().is_empty()) else {
        return Ok(Vec::new());
    };
    let found = filter::matching(read, &filter::parse(read, words)?, MOST_CHECKS + 1)?;
    if found.len() > MOST_CHECKS {
        return Err(bad("more than 1,000 items fit the filter of the attention checks"));
    }
    if found.is_empty() {
        return Err(bad("no item fits the filter of the attention checks"));
    }
    Ok(found.into_iter().filter_map(|ordinal| u32::try_from(ordinal).ok()).collect())
}
