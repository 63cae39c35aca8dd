//! Whether the file still says what was written: pages, texts, events and their chains.
//! (Projections are compared in `projection`; quotes are the caller's to check against the texts.)

use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use rusqlite::types::ValueRef;
use touchstone_domain::id::{DeviceId, Digest, ReviewerId, TextDigest};

/// Something in the file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// For programs: `file_damaged`, `text_changed`, `event_changed`, `event_unreadable`,
    /// `chain_broken`, `chain_gap`, `chain_forked`, `projection_differs`.
    pub code: &'static str,
    /// Which table, text, event or chain.
    pub place: String,
    /// For people.
    pub message: String,
}

impl Reader {
    /// Whether pages and indexes of the file are whole. Reads all of it.
    pub fn integrity_check(&self) -> Result<Vec<Finding>, StoreError> {
        let damaged = |detail: String| Finding {
            code: "file_damaged",
            place: "file".to_owned(),
            message: format!("The file is damaged: {detail}. Restore it from a copy."),
        };
        let read = self.all("PRAGMA integrity_check(20)", [], |row| row.get::<_, String>(0));
        let mut findings: Vec<Finding> = match read {
            Ok(lines) => lines.into_iter().filter(|line| line != "ok").map(damaged).collect(),
            Err(StoreError::Damaged { detail, .. }) => vec![damaged(detail)],
            Err(error) => return Err(error),
        };
        let dangling = self.all("PRAGMA foreign_key_check", [], |row| row.get::<_, String>(0));
        if let Ok(tables) = dangling {
            findings.extend(
                tables
                    .into_iter()
                    .take(20)
                    .map(|table| damaged(format!("a row of {table} names a text that is missing"))),
            );
        }
        Ok(findings)
    }

    /// Whether every text still has its digest; gives the number of texts read.
    pub fn check_texts(&self) -> Result<(u64, Vec<Finding>), StoreError> {
        let mut texts = 0;
        let mut findings = Vec::new();
        self.each("SELECT digest, content FROM text ORDER BY number", [], |row| {
            let read = || -> rusqlite::Result<(TextDigest, bool)> {
                let stored = TextDigest::from_bytes(row.get(0)?);
                let found = match row.get_ref(1)? {
                    ValueRef::Text(bytes) => Digest::of(bytes),
                    ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) | ValueRef::Blob(_) => Digest::of(&[]),
                };
                Ok((stored, found.as_bytes() == stored.as_bytes()))
            };
            let (digest, same) = read().map_err(StoreError::from)?;
            texts += 1;
            if !same {
                let message = "A text is no longer the one that was imported. Restore the project from a copy.";
                findings.push(Finding {
                    code: "text_changed",
                    place: format!("text {digest}"),
                    message: message.to_owned(),
                });
            }
            Ok::<_, StoreError>(())
        })?;
        Ok((texts, findings))
    }

    /// Whether every event can be read, still has its digest and follows the one before it in its
    /// chain; gives the number of events read.
    pub fn check_events(&self) -> Result<(u64, Vec<Finding>), StoreError> {
        let mut events = 0;
        let mut findings = Vec::new();
        self.for_each_stored_event::<StoreError>(|number, event| {
            events += 1;
            let told = match event {
                Err(error) => Some(("event_unreadable", format!("Event {number} cannot be read: {error}."))),
                Ok((event, stored)) if event.digest() != stored => {
                    Some(("event_changed", format!("Event {} was changed after it was written.", event.event_id)))
                }
                Ok(_) => None,
            };
            let place = format!("event {number}");
            findings.extend(told.map(|(code, message)| Finding { code, place, message }));
            Ok(())
        })?;
        self.check_chains(&mut findings)?;
        Ok((events, findings))
    }

    fn check_chains(&self, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let mut before: Option<(ReviewerId, DeviceId, i64, Digest)> = None;
        self.each(include_str!("table/event/chains.sql"), [], |row| {
            let read = || -> rusqlite::Result<_> {
                let (reviewer, device) = (ReviewerId::from_bytes(row.get(0)?), DeviceId::from_bytes(row.get(1)?));
                let previous = row.get::<_, Option<_>>(3)?.map(Digest::from_bytes);
                Ok((reviewer, device, row.get::<_, i64>(2)?, previous, Digest::from_bytes(row.get(4)?)))
            };
            let (reviewer, device, sequence, previous, digest) = read().map_err(StoreError::from)?;
            let last = before.take().filter(|last| (last.0, last.1) == (reviewer, device));
            let trouble = match last {
                Some((_, _, number, _)) if number == sequence => Some(("chain_forked", "stands twice")),
                Some((_, _, number, last)) if number + 1 == sequence && previous != Some(last) => {
                    Some(("chain_broken", "does not follow the one before it"))
                }
                Some((_, _, number, _)) if number + 1 < sequence => Some((
                    "chain_gap",
                    "comes after a gap: work before it was lost, or is in another copy of the project",
                )),
                None if sequence > 1 => Some((
                    "chain_gap",
                    "comes after a gap: work before it was lost, or is in another copy of the project",
                )),
                Some(_) | None => None,
            };
            findings.extend(trouble.map(|(code, what)| Finding {
                code,
                place: format!("reviewer {reviewer}, device {device}"),
                message: format!("Event {sequence} of this reviewer and device {what}."),
            }));
            before = Some((reviewer, device, sequence, digest));
            Ok(())
        })
    }
}
