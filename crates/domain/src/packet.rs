//! Packets: which events one carries out, and whether those it brings home can be believed.

use crate::event::{Event, EventKind};
use crate::id::{DeviceId, Digest, EventId, ItemId, ProjectId, ReviewerId};
use std::collections::{BTreeMap, BTreeSet};

/// The largest Lamport number that is taken from elsewhere. A larger one would leave no room for
/// the events that come after it.
const LARGEST_LAMPORT: u64 = 1 << 53;

/// Why the events of a packet are not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Tampering {
    /// An event of someone else.
    #[error("it holds an event of another reviewer")]
    AnotherReviewer,
    /// An event of another project.
    #[error("it holds an event of another project")]
    AnotherProject,
    /// An event that no packet carries.
    #[error("it holds an event that no reviewer makes")]
    NotOfAReview,
    /// An event differs from the one that went out with the packet.
    #[error("event {number} is not the one that went out with the packet")]
    Changed {
        /// Its number in its chain.
        number: u64,
    },
    /// An event is missing or stands twice.
    #[error("event {number} of its chain is missing or stands twice")]
    Gap {
        /// The number that was expected.
        number: u64,
    },
    /// An event does not follow the one before it.
    #[error("event {number} does not follow the one before it: the chain of digests is broken")]
    Broken {
        /// Its number in its chain.
        number: u64,
    },
    /// A number that no honest chain reaches.
    #[error("event {number} claims a place behind everything that can still come")]
    TooFarAhead {
        /// Its number in its chain.
        number: u64,
    },
}

/// Whether an event goes out with a packet of `reviewer`: their own work, and that they chose to see
/// more. Never a decision about others' answers, nor what this program does not understand.
pub fn carries(reviewer: ReviewerId, event: &Event) -> bool {
    let own_work = match event.kind() {
        None | Some(EventKind::Adjudicated { .. } | EventKind::ReviewersMerged { .. }) => false,
        Some(EventKind::Unblinded { by }) => *by == reviewer,
        Some(_) => event.item_id.is_some(),
    };
    own_work && event.reviewer_id == reviewer
}

/// What a packet brings that is not at home yet.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct News {
    /// In the order they came.
    pub events: Vec<Event>,
    /// How many of them went out with the packet: home is a copy that has lost them.
    pub restored: usize,
}

/// The events of a packet that are not at home yet, or why none of them is taken. The first `carried`
/// went out with it; `known` tells the digest of an event that is there.
pub fn new_events<E: From<Tampering>>(
    project: ProjectId,
    reviewer: ReviewerId,
    events: Vec<Event>,
    carried: usize,
    mut known: impl FnMut(EventId) -> Result<Option<Digest>, E>,
) -> Result<News, E> {
    let mut news = News::default();
    let mut chains: BTreeMap<DeviceId, Vec<(u64, Digest, Option<Digest>)>> = BTreeMap::new();
    let mut growing: BTreeSet<DeviceId> = BTreeSet::new();
    for (place, event) in events.into_iter().enumerate() {
        check_event(project, reviewer, &event)?;
        let (number, digest) = (event.sequence, event.digest());
        chains.entry(event.device_id).or_default().push((number, digest, event.previous_digest));
        match known(event.event_id)? {
            Some(there) if there == digest => continue,
            Some(_) => return Err(Tampering::Changed { number }.into()),
            None if place < carried => news.restored += 1,
            None => {
                growing.insert(event.device_id);
            }
        }
        news.events.push(event);
    }
    // Chains that only went out and came back may have gaps: other items are in between.
    for (device, mut chain) in chains {
        if growing.contains(&device) {
            chain.sort_unstable_by_key(|(number, ..)| *number);
            check_chain(&chain)?;
        }
    }
    Ok(news)
}

fn check_event(project: ProjectId, reviewer: ReviewerId, event: &Event) -> Result<(), Tampering> {
    if event.project_id != project {
        return Err(Tampering::AnotherProject);
    }
    if event.reviewer_id != reviewer {
        return Err(Tampering::AnotherReviewer);
    }
    if event.kind().is_some() && !carries(reviewer, event) {
        return Err(Tampering::NotOfAReview);
    }
    if event.lamport > LARGEST_LAMPORT {
        return Err(Tampering::TooFarAhead { number: event.sequence });
    }
    Ok(())
}

/// Whether a chain, in order, is whole from its first event on.
fn check_chain(chain: &[(u64, Digest, Option<Digest>)]) -> Result<(), Tampering> {
    let mut before = None;
    for (expected, (number, digest, previous)) in (1..).zip(chain) {
        if *number != expected {
            return Err(Tampering::Gap { number: expected.min(*number) });
        }
        if *previous != before {
            return Err(Tampering::Broken { number: *number });
        }
        before = Some(*digest);
    }
    Ok(())
}

/// Items that were reviewed on two devices, neither of which knew of the other's work: those with
/// new events of the packet where home has events that the packet had not.
pub fn reviewed_twice(new: &[Event], packet: &BTreeSet<EventId>, at_home: &[Event]) -> BTreeSet<ItemId> {
    let touched: BTreeSet<ItemId> = new.iter().filter_map(|event| event.item_id).collect();
    let unseen = at_home.iter().filter(|event| !packet.contains(&event.event_id));
    unseen.filter_map(|event| event.item_id).filter(|item| touched.contains(item)).collect()
}
