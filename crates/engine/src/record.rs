//! Appending events to a reviewer's chain, whoever makes them: work here or an import.

use crate::error::EngineError;
use touchstone_domain::event::{Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{DeviceId, Digest, EventId, ItemId, ProjectId, ReviewerId, TextDigest};
use touchstone_domain::review::{Review, fold};
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::Transaction;

/// The end of one chain of events: (reviewer, device).
#[derive(Debug)]
pub(crate) struct Chain {
    project: ProjectId,
    reviewer: ReviewerId,
    device: DeviceId,
    sequence: u64,
    previous: Option<Digest>,
}

/// What all events of one act share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Act {
    pub(crate) item: Option<(ItemId, TextDigest)>,
    pub(crate) schema_version: u32,
    pub(crate) at: Option<Timestamp>,
    pub(crate) context: Context,
}

impl Chain {
    /// Where the chain ends in the file.
    pub(crate) fn open(
        transaction: &Transaction<'_>,
        project: ProjectId,
        reviewer: ReviewerId,
        device: DeviceId,
    ) -> Result<Self, EngineError> {
        let last = transaction.last_in_chain(reviewer, device)?;
        let (sequence, previous) = last.map_or((0, None), |(sequence, digest)| (sequence, Some(digest)));
        Ok(Self { project, reviewer, device, sequence, previous })
    }

    /// Appends one fact and gives it back; none when an event of this id was there already.
    pub(crate) fn append(
        &mut self,
        transaction: &mut Transaction<'_>,
        lamport: &mut u64,
        act: Act,
        (event_id, step): (EventId, EventId),
        kind: EventKind,
    ) -> Result<Option<Event>, EngineError> {
        let event = Event {
            event_id,
            step,
            project_id: self.project,
            item_id: act.item.map(|(item, _)| item),
            text_digest: act.item.map(|(_, digest)| digest),
            reviewer_id: self.reviewer,
            device_id: self.device,
            sequence: self.sequence + 1,
            previous_digest: self.previous,
            lamport: *lamport + 1,
            schema_version: act.schema_version,
            payload_version: PAYLOAD_VERSION,
            at: act.at,
            context: act.context,
            payload: Payload::Known(kind),
        };
        let added = transaction.append_event(&event)?;
        if added {
            self.sequence = event.sequence;
            self.previous = Some(event.digest());
            *lamport = event.lamport;
        }
        Ok(added.then_some(event))
    }
}

/// Folds a review anew from its events and writes it into the tables that are shown.
pub(crate) fn project(
    transaction: &mut Transaction<'_>,
    item: ItemId,
    reviewer: ReviewerId,
) -> Result<Review, EngineError> {
    let review = fold(&transaction.events_for(item, reviewer)?);
    transaction.project_review(item, reviewer, &review)?;
    Ok(review)
}
