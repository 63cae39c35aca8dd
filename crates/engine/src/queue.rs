//! Which item a reviewer gets next, and how far they are.

use crate::error::EngineError;
use crate::project::Project;
use touchstone_domain::assignment::{Order, starting_point};
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_store::{OwnFilter, OwnRow};

/// How far a reviewer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Items they are done with: submitted, skipped or withdrawn.
    pub done: u64,
    /// The items they are given: those of the plan, or all where there is none.
    pub of: u64,
}

/// Where the reviewer's own walk through the items begins; none in file order.
fn start(project: &Project, reviewer: ReviewerId) -> Option<ItemId> {
    match project.facts().order {
        Order::Shuffled => Some(starting_point(&project.facts().order_seed, reviewer)),
        Order::AsImported => None,
    }
}

/// The reviewer's next open item after `after` (from the start of their walk without one), going
/// round to the beginning; none when nothing is open.
pub fn next(project: &Project, reviewer: ReviewerId, after: Option<ItemId>) -> Result<Option<ItemId>, EngineError> {
    // Where a plan is in force, the order is that of the reviewer's list.
    let from = after.or_else(|| start(project, reviewer));
    Ok(project.read().next_open_item(reviewer, project.facts().order, from)?)
}

/// Whether a reviewer is given an item. Without a plan, everyone is given everything.
pub fn is_given(project: &Project, reviewer: ReviewerId, item: ItemId) -> Result<bool, EngineError> {
    Ok(project.read().is_given(reviewer, item)?)
}

/// A page of the reviewer's own list, in their own order.
pub fn own_items(
    project: &Project,
    reviewer: ReviewerId,
    filter: &OwnFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<OwnRow>, EngineError> {
    let (order, start) = (project.facts().order, start(project, reviewer));
    Ok(project.read().own_items_page(reviewer, filter, order, start, offset, limit)?)
}

/// The items of such a page.
pub fn own_item_ids(
    project: &Project,
    reviewer: ReviewerId,
    filter: &OwnFilter,
    offset: u64,
    limit: u64,
) -> Result<Vec<ItemId>, EngineError> {
    let (order, start) = (project.facts().order, start(project, reviewer));
    Ok(project.read().own_item_ids(reviewer, filter, order, start, offset, limit)?)
}

/// Place of an item in the reviewer's own walk, from 1.
pub fn position(project: &Project, reviewer: ReviewerId, item: ItemId) -> Result<u64, EngineError> {
    if let Some(place) = project.read().position_in_list(reviewer, item)? {
        return Ok(place);
    }
    let order = project.facts().order;
    Ok(project.read().position_in_order(order, start(project, reviewer), item)?.unwrap_or(1))
}

/// How far a reviewer is.
pub fn standing(project: &Project, reviewer: ReviewerId) -> Result<Standing, EngineError> {
    let progress = project.read().progress(reviewer)?;
    let done = progress.submitted + progress.skipped + progress.withdrawn;
    Ok(Standing { done, of: project.read().given_count(reviewer)? })
}

/// The items the reviewer touched last, newest first.
pub fn recent(project: &Project, reviewer: ReviewerId, limit: u32) -> Result<Vec<ItemId>, EngineError> {
    Ok(project.read().recent_items(reviewer, limit)?)
}
