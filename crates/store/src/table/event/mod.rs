//! Review events: appended, never changed. Triggers refuse everything else.

use crate::column::{Queries as _, count, json, stored, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::event::{Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{DeviceId, Digest, EventId, ItemId, ProjectId, ReviewerId, TextDigest};
use touchstone_domain::timestamp::Timestamp;

/// The events of one reviewer on one item exist; which they are is asked for later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EventGroup {
    pub(crate) item: ItemId,
    pub(crate) reviewer: ReviewerId,
}

/// How the events of one reviewer on one item came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewOrigin {
    /// Of which item.
    pub item: ItemId,
    /// Whose, before anyone turned out to be someone else.
    pub reviewer: ReviewerId,
    /// The earliest moment, in milliseconds since 1970.
    pub at: Option<i64>,
    /// The first by identity of the devices that wrote them.
    pub first_device: DeviceId,
    /// The last.
    pub last_device: DeviceId,
    /// Whether any came from a file of another program.
    pub imported: bool,
    /// How often a hint was stepped to or read.
    pub hints_seen: u64,
    /// How often a hint became an annotation.
    pub hints_taken: u64,
}

fn origin(row: &Row<'_>) -> rusqlite::Result<ReviewOrigin> {
    Ok(ReviewOrigin {
        item: ItemId::from_bytes(row.get(0)?),
        reviewer: ReviewerId::from_bytes(row.get(1)?),
        at: row.get(2)?,
        first_device: DeviceId::from_bytes(row.get(3)?),
        last_device: DeviceId::from_bytes(row.get(4)?),
        imported: row.get(5)?,
        hints_seen: count(row, 6)?,
        hints_taken: count(row, 7)?,
    })
}

/// The columns `number` (0) and those of an event, in the order of the queries here.
fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let payload_version = row.get(12)?;
    // A newer program's fact is kept to the letter, even where it looks like one of ours.
    let payload = if payload_version <= PAYLOAD_VERSION { json(row, 15)? } else { Payload::Unknown(json(row, 15)?) };
    Ok(Event {
        event_id: EventId::from_bytes(row.get(1)?),
        step: EventId::from_bytes(row.get(2)?),
        project_id: ProjectId::from_bytes(row.get(3)?),
        item_id: row.get::<_, Option<_>>(4)?.map(ItemId::from_bytes),
        text_digest: row.get::<_, Option<_>>(5)?.map(TextDigest::from_bytes),
        reviewer_id: ReviewerId::from_bytes(row.get(6)?),
        device_id: DeviceId::from_bytes(row.get(7)?),
        sequence: count(row, 8)?,
        previous_digest: row.get::<_, Option<_>>(9)?.map(Digest::from_bytes),
        lamport: count(row, 10)?,
        schema_version: row.get(11)?,
        payload_version,
        at: row.get::<_, Option<_>>(13)?.map(Timestamp),
        context: json(row, 14)?,
        payload,
    })
}

impl Reader {
    /// The events of a reviewer (and of whoever was merged into them) on an item, in folding order, with
    /// the migrations of the label schema that say how their names are read. What they decided as
    /// adjudicators is no part of their review.
    pub fn events_for(&self, item: ItemId, reviewer: ReviewerId) -> Result<Vec<Event>, StoreError> {
        let mut events = Vec::new();
        for person in self.merged_from(self.merged_reviewer(reviewer)?)? {
            let of_review = params![item.as_bytes(), person.as_bytes()];
            events.extend(self.all(include_str!("of_review.sql"), of_review, event)?);
        }
        events.retain(|event| touchstone_domain::adjudication::fact(event).is_none());
        if !events.is_empty() {
            events.extend(self.migration_events()?);
        }
        events.sort_by_key(Event::folding_key);
        Ok(events)
    }

    /// The events of everyone on an item, adjudications among them, in folding order.
    pub fn events_for_item(&self, item: ItemId) -> Result<Vec<Event>, StoreError> {
        self.all(include_str!("of_item.sql"), [item.as_bytes()], event)
    }

    /// The facts of an item's adjudication in folding order, with the migrations of the label schema;
    /// nothing where nothing was decided.
    pub fn adjudication_events(&self, item: ItemId) -> Result<Vec<Event>, StoreError> {
        let mut events = self.events_for_item(item)?;
        events.retain(|event| touchstone_domain::adjudication::fact(event).is_some());
        if !events.is_empty() {
            events.extend(self.migration_events()?);
        }
        Ok(events)
    }

    /// What names of earlier versions of the label schema are read as, and what of it was taken back.
    pub fn migration_events(&self) -> Result<Vec<Event>, StoreError> {
        self.all(include_str!("migrations.sql"), [], event)
    }

    /// Items and reviewers with events under versions of the label schema before this one.
    pub fn reviews_older_than(&self, version: u32) -> Result<Vec<(ItemId, ReviewerId)>, StoreError> {
        self.all(include_str!("older.sql"), [version], |row| {
            Ok((ItemId::from_bytes(row.get(0)?), ReviewerId::from_bytes(row.get(1)?)))
        })
    }

    /// The events about the project as a whole, in folding order.
    pub fn project_events(&self) -> Result<Vec<Event>, StoreError> {
        self.all(include_str!("of_project.sql"), [], event)
    }

    /// Who turned out to be whom, by all events in their folding order; never in two steps.
    pub(crate) fn merges_of_events(&self) -> Result<BTreeMap<ReviewerId, ReviewerId>, StoreError> {
        let mut merges: BTreeMap<ReviewerId, ReviewerId> = BTreeMap::new();
        for event in self.project_events()? {
            if let Some(EventKind::ReviewersMerged { from, into }) = event.kind() {
                let into = merges.get(into).copied().unwrap_or(*into);
                if into != *from {
                    merges.values_mut().filter(|value| **value == *from).for_each(|value| *value = into);
                    merges.insert(*from, into);
                }
            }
        }
        Ok(merges)
    }

    /// Every event as it was appended, one in memory at a time. An error of `each` ends it.
    pub fn for_each_event<E: From<StoreError>>(&self, mut each: impl FnMut(Event) -> Result<(), E>) -> Result<(), E> {
        self.each(include_str!("all.sql"), [], |row| each(event(row).map_err(StoreError::from)?))
    }

    /// Every event with the digest that was stored when it was appended.
    pub(crate) fn for_each_stored_event<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(i64, rusqlite::Result<(Event, Digest)>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("all.sql"), [], |row| {
            let number = row.get(0).map_err(StoreError::from)?;
            let both = event(row).and_then(|event| Ok((event, Digest::from_bytes(row.get(16)?))));
            each(number, both)
        })
    }

    /// How every review came about. An error of `each` ends it.
    pub fn for_each_review_origin<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(ReviewOrigin) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("origins.sql"), [], |row| each(origin(row).map_err(StoreError::from)?))
    }

    pub(crate) fn for_each_event_group<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(EventGroup) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("groups.sql"), [], |row| {
            let read = || -> rusqlite::Result<EventGroup> {
                let (item, reviewer) = (ItemId::from_bytes(row.get(0)?), ReviewerId::from_bytes(row.get(1)?));
                Ok(EventGroup { item, reviewer })
            };
            each(read().map_err(StoreError::from)?)
        })
    }

    /// Sequence number and digest of the last event that a reviewer's device wrote.
    pub fn last_in_chain(&self, reviewer: ReviewerId, device: DeviceId) -> Result<Option<(u64, Digest)>, StoreError> {
        let chain = params![reviewer.as_bytes(), device.as_bytes()];
        self.one(include_str!("last_in_chain.sql"), chain, |row| Ok((count(row, 0)?, Digest::from_bytes(row.get(1)?))))
    }

    /// The largest Lamport number of all events; 0 when there are none.
    pub fn max_lamport(&self) -> Result<u64, StoreError> {
        let largest = "SELECT coalesce(max(lamport), 0) FROM event";
        Ok(self.one(largest, [], |row| count(row, 0))?.unwrap_or(0))
    }

    /// Whether an event is there.
    pub fn has_event(&self, id: EventId) -> Result<bool, StoreError> {
        let query = "SELECT 1 FROM event WHERE event_id = ?1";
        Ok(self.value::<i64>(query, [id.as_bytes()])?.is_some())
    }

    /// The digest of an event that is there.
    pub fn event_digest(&self, id: EventId) -> Result<Option<Digest>, StoreError> {
        Ok(self.value("SELECT digest FROM event WHERE event_id = ?1", [id.as_bytes()])?.map(Digest::from_bytes))
    }

    /// How many events there are.
    pub fn event_count(&self) -> Result<u64, StoreError> {
        Ok(self.one("SELECT coalesce(max(number), 0) FROM event", [], |row| count(row, 0))?.unwrap_or(0))
    }

    /// Number of the last event of a reviewer on an item, in the order of appending.
    pub(super) fn last_event(&self, item: ItemId, reviewer: ReviewerId) -> Result<i64, StoreError> {
        let of_review = params![item.as_bytes(), reviewer.as_bytes()];
        Ok(self.value::<Option<i64>>(include_str!("last_of_review.sql"), of_review)?.flatten().unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Appends an event; false when it is there already. The review it belongs to is projected by
    /// [`Transaction::project_review`]; a merging of reviewers takes effect at once.
    pub fn append_event(&mut self, event: &Event) -> Result<bool, StoreError> {
        let digest = event.digest();
        let row = params![
            event.event_id.as_bytes(),
            event.step.as_bytes(),
            event.project_id.as_bytes(),
            event.item_id.as_ref().map(touchstone_domain::id::ItemId::as_bytes),
            event.text_digest.as_ref().map(touchstone_domain::id::TextDigest::as_bytes),
            event.reviewer_id.as_bytes(),
            event.device_id.as_bytes(),
            stored(event.sequence)?,
            event.previous_digest.as_ref().map(touchstone_domain::id::Digest::as_bytes),
            stored(event.lamport)?,
            event.schema_version,
            event.payload_version,
            event.at.map(|at| at.0),
            to_json(&event.context),
            to_json(&event.payload),
            digest.as_bytes(),
        ];
        if self.run(include_str!("append.sql"), row)? == 0 {
            return Ok(false);
        }
        if let Some(EventKind::ReviewersMerged { .. }) = event.kind() {
            self.take_over_merges()?;
        }
        Ok(true)
    }

    /// Moves reviews to whoever they belong to by now.
    fn take_over_merges(&mut self) -> Result<(), StoreError> {
        let merges = self.merges_of_events()?;
        let mut moved = BTreeSet::new();
        for from in merges.keys() {
            let (before, after) = (self.merged_reviewer(*from)?, merges.get(from).copied().unwrap_or(*from));
            if before != after {
                let items = self.all(include_str!("items_of_reviewer.sql"), [from.as_bytes()], |row| {
                    Ok(ItemId::from_bytes(row.get(0)?))
                })?;
                moved.extend(items.into_iter().map(|item| (item, before, after)));
            }
        }
        for (item, before, _) in &moved {
            self.forget_review(*item, *before)?;
        }
        self.write_merges(&merges)?;
        for (item, before, after) in moved {
            if self.merged_reviewer(before)? == before {
                self.project_from_events(item, before)?;
            }
            self.project_from_events(item, after)?;
        }
        Ok(())
    }

    /// Writes who turned out to be whom.
    pub(crate) fn write_merges(&mut self, merges: &BTreeMap<ReviewerId, ReviewerId>) -> Result<(), StoreError> {
        self.run("DELETE FROM reviewer_merge", [])?;
        for (from, into) in merges {
            let row = params![from.as_bytes(), into.as_bytes()];
            self.run("INSERT INTO reviewer_merge (from_id, into_id) VALUES (?1, ?2)", row)?;
        }
        Ok(())
    }
}
