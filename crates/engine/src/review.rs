//! Reviewing: opening an item, and recording what the reviewer does before it is shown.

use crate::consensus;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use crate::record::{Act, Chain};
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::decision::{Surroundings, decide};
use touchstone_domain::event::{Assistance, Context, Event, EventKind};
use touchstone_domain::id::{AnnotationId, EventId, ItemId, ReviewerId};
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::item::Item;
use touchstone_domain::review::{Review, ReviewState, fold};
use touchstone_domain::reviewer::Reviewer;
use touchstone_domain::text::Text;

/// An item with what one reviewer did with it. What of it may be shown is for the caller to choose,
/// by [`touchstone_domain::blinding::BlindItem`].
#[derive(Debug, Clone)]
pub struct OpenReview {
    /// All of it.
    pub item: Item,
    /// As it stands.
    pub review: Review,
}

/// What became of an intent.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It is on the disk.
    Recorded {
        /// How the review stood.
        before: Box<Review>,
        /// How it stands now.
        after: Box<Review>,
    },
    /// Not allowed now.
    Refused(Refusal),
}

/// A new identity for an annotation or omission.
pub fn new_annotation_id(project: &mut Project) -> Result<AnnotationId, EngineError> {
    Ok(AnnotationId::from_bytes(project.entropy.draw()?))
}

/// Opens an item for a reviewer.
pub fn open(project: &Project, reviewer: ReviewerId, item: ItemId) -> Result<OpenReview, EngineError> {
    let events = project.read().events_for(item, reviewer)?;
    Ok(OpenReview { item: project.known_item(item)?, review: fold(&events) })
}

/// What a reviewer in blind mode may see of an item.
pub fn blind_item(project: &Project, item: ItemId) -> Result<BlindItem, EngineError> {
    Ok(BlindItem::from(&project.known_item(item)?))
}

/// Everyone's review of an item, by name; who did nothing with it is left out. For the lead only.
pub fn of_item(project: &Project, item: ItemId) -> Result<Vec<(Reviewer, Review)>, EngineError> {
    let mut reviews = Vec::new();
    for row in project.read().review_rows_of_item(item)? {
        let Some(reviewer) = project.read().reviewer(row.reviewer)? else { continue };
        let review = fold(&project.read().events_for(item, row.reviewer)?);
        if review.state != ReviewState::NotStarted {
            reviews.push((reviewer, review));
        }
    }
    reviews.sort_by(|(one, _), (other, _)| (&one.name, one.id).cmp(&(&other.name, other.id)));
    Ok(reviews)
}

/// Records what a reviewer wants to do. When this returns, it is on the disk, or was refused.
pub fn record(
    open: &mut Project,
    reviewer: ReviewerId,
    item: ItemId,
    intent: Intent,
    assistance: Assistance,
) -> Result<Outcome, EngineError> {
    let mut events = open.read().events_for(item, reviewer)?;
    let (item, review) = (open.known_item(item)?, fold(&events));
    let sources: Vec<&Text> = item.sources.iter().map(|source| &source.text).collect();
    let around = Surroundings { schema: open.schema(), sample: &item.sample.text, sources: &sources };
    let kinds = match decide(&review, around, intent) {
        Ok(kinds) if kinds.is_empty() => {
            return Ok(Outcome::Recorded { before: Box::new(review.clone()), after: Box::new(review) });
        }
        Ok(kinds) => kinds,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let ids = kinds.iter().map(|_| open.entropy.draw().map(EventId::from_bytes)).collect::<Result<Vec<_>, _>>()?;
    let act = Act {
        item: Some((item.id, item.sample.text.digest())),
        schema_version: open.schema().version,
        at: Some(now()),
        context: Context { blind: is_blind(open, reviewer)?, assistance, imported: false },
    };
    let (project_id, device, schema) = (open.facts().id, open.device, open.schema().clone());
    let after = open.file.transaction(|transaction| {
        let mut chain = Chain::open(transaction, project_id, reviewer, device)?;
        let mut lamport = transaction.max_lamport()?;
        for (kind, id) in kinds.into_iter().zip(&ids) {
            events.extend(chain.append(transaction, &mut lamport, act, (*id, ids[0]), kind)?);
        }
        let recorded = fold(&events);
        transaction.project_review(item.id, reviewer, &recorded)?;
        // Disagreement is made of what was submitted: nothing else changes it, and it reads whole texts.
        if recorded.submitted != review.submitted {
            consensus::refresh_disagreement(transaction, &item, &schema)?;
        }
        Ok::<_, EngineError>(recorded)
    })?;
    Ok(Outcome::Recorded { before: Box::new(review), after: Box::new(after) })
}

/// Whether a reviewer's work counts as blind: the project is, and they never chose to see more.
pub fn is_blind(project: &Project, reviewer: ReviewerId) -> Result<bool, EngineError> {
    Ok(project.facts().blind && !is_unblinded(project, reviewer)?)
}

fn is_unblinded(project: &Project, reviewer: ReviewerId) -> Result<bool, EngineError> {
    let by_them = |event: &Event| matches!(event.kind(), Some(EventKind::Unblinded { by }) if *by == reviewer);
    Ok(project.read().project_events()?.iter().any(by_them))
}

/// Records that someone chose to see generators and answers. Their reviews are not blind from here on.
pub fn unblind(open: &mut Project, reviewer: ReviewerId) -> Result<(), EngineError> {
    if is_unblinded(open, reviewer)? {
        return Ok(());
    }
    let id = EventId::from_bytes(open.entropy.draw()?);
    let act = Act {
        item: None,
        schema_version: open.schema().version,
        at: Some(now()),
        context: Context { blind: false, assistance: Assistance::None, imported: false },
    };
    let (project_id, device) = (open.facts().id, open.device);
    open.file.transaction(|transaction| {
        let mut chain = Chain::open(transaction, project_id, reviewer, device)?;
        let mut lamport = transaction.max_lamport()?;
        chain.append(transaction, &mut lamport, act, (id, id), EventKind::Unblinded { by: reviewer })?;
        Ok(())
    })
}
