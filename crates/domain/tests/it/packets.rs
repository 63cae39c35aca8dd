//! Which events a packet carries, and which chains are believed.

use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{DeviceId, Digest, EventId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::packet::{Tampering, carries, new_events, reviewed_twice};
use touchstone_domain::timestamp::Timestamp;

const PROJECT: ProjectId = ProjectId::from_bytes([1; 16]);
const ADA: ReviewerId = ReviewerId::from_bytes([2; 16]);
const BO: ReviewerId = ReviewerId::from_bytes([3; 16]);
const ITEM: ItemId = ItemId::from_bytes([4; 16]);

fn event(device: u8, sequence: u64, previous: Option<Digest>) -> Event {
    let id = EventId::from_parts(&["event", &device.to_string(), &sequence.to_string()]);
    Event {
        event_id: id,
        step: id,
        project_id: PROJECT,
        item_id: Some(ITEM),
        text_digest: None,
        reviewer_id: ADA,
        device_id: DeviceId::from_bytes([device; 16]),
        sequence,
        previous_digest: previous,
        lamport: sequence,
        schema_version: 1,
        payload_version: PAYLOAD_VERSION,
        // A clock that runs backwards says nothing about the order.
        at: Some(Timestamp(1_000_000 - i64::try_from(sequence).unwrap() * 1000)),
        context: Context { blind: true, assistance: Assistance::None, imported: false },
        payload: Payload::Known(EventKind::RemarkChanged { from: None, to: Some(sequence.to_string()) }),
    }
}

fn chain(device: u8, length: u64) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    for sequence in 1..=length {
        let previous = events.last().map(Event::digest);
        events.push(event(device, sequence, previous));
    }
    events
}

fn unknown(events: Vec<Event>) -> Result<Vec<Event>, Tampering> {
    new_events(PROJECT, ADA, events, 0, |_| Ok(None)).map(|news| news.events)
}

/// Replaces an event of a chain without mending the chain.
fn changed(at: usize, change: impl FnOnce(&mut Event)) -> Vec<Event> {
    let mut events = chain(7, 4);
    change(&mut events[at]);
    events
}

#[test]
fn a_sound_chain_is_taken_in_any_order_and_once() {
    let mut events = chain(7, 5);
    events.extend(chain(8, 3));
    events.reverse();
    assert_eq!(unknown(events.clone()).unwrap().len(), 8);
    let there = chain(7, 2);
    let known = |id: EventId| Ok::<_, Tampering>(there.iter().find(|event| event.event_id == id).map(Event::digest));
    assert_eq!(new_events(PROJECT, ADA, events, 0, known).unwrap().events.len(), 6);
}

#[test]
fn chains_that_only_went_out_may_have_gaps() {
    let out: Vec<Event> = chain(5, 9).into_iter().step_by(3).collect();
    let known = |id: EventId| Ok::<_, Tampering>(out.iter().find(|event| event.event_id == id).map(Event::digest));
    let mut events = out.clone();
    events.extend(chain(7, 2));
    assert_eq!(new_events(PROJECT, ADA, events, 3, known).unwrap().events, chain(7, 2));
    // As new events they would not be believed.
    assert_eq!(unknown(out.clone()), Err(Tampering::Gap { number: 2 }));
}

#[test]
fn what_went_out_is_taken_where_home_has_lost_it_and_hides_nothing_of_what_came_after() {
    let nothing = |_: EventId| Ok::<_, Tampering>(None);
    let mut events: Vec<Event> = chain(5, 9).into_iter().step_by(3).collect();
    events.extend(chain(7, 4));
    let news = new_events(PROJECT, ADA, events.clone(), 3, nothing).unwrap();
    assert_eq!((news.events.len(), news.restored), (7, 3));
    let mut cut = events.clone();
    cut.remove(4);
    assert_eq!(new_events(PROJECT, ADA, cut, 3, nothing), Err(Tampering::Gap { number: 2 }));
    // One event more is put into a chain that went out.
    events.push(event(5, 2, Some(events[0].digest())));
    assert_eq!(new_events(PROJECT, ADA, events, 3, nothing), Err(Tampering::Gap { number: 3 }));
}

#[test]
fn each_way_of_tampering_is_told() {
    let refused = |events: Vec<Event>| unknown(events).unwrap_err();
    assert_eq!(refused(changed(1, |event| event.lamport = 40)), Tampering::Broken { number: 3 });
    assert_eq!(refused(changed(2, |event| event.previous_digest = None)), Tampering::Broken { number: 3 });
    assert_eq!(refused(changed(0, |event| event.reviewer_id = BO)), Tampering::AnotherReviewer);
    assert_eq!(
        refused(changed(3, |event| event.project_id = ProjectId::from_bytes([9; 16]))),
        Tampering::AnotherProject
    );
    assert_eq!(refused(changed(3, |event| event.lamport = u64::MAX)), Tampering::TooFarAhead { number: 4 });
    assert_eq!(refused(changed(3, |event| event.sequence = 3)), Tampering::Gap { number: 3 });
    let merge = Payload::Known(EventKind::ReviewersMerged { from: BO, into: ADA });
    assert_eq!(refused(changed(3, |event| event.payload = merge)), Tampering::NotOfAReview);
    let mut missing = chain(7, 4);
    missing.remove(1);
    assert_eq!(refused(missing), Tampering::Gap { number: 2 });
    assert_eq!(refused(chain(7, 4).split_off(1)), Tampering::Gap { number: 1 });
    let other = |_: EventId| Ok::<_, Tampering>(Some(Digest::of(b"another")));
    assert_eq!(new_events(PROJECT, ADA, chain(7, 1), 0, other), Err(Tampering::Changed { number: 1 }));
}

#[test]
fn a_packet_carries_the_reviewers_own_work_only() {
    let mut own = event(7, 1, None);
    assert!(carries(ADA, &own));
    assert!(!carries(BO, &own));
    own.item_id = None;
    assert!(!carries(ADA, &own));
    own.payload = Payload::Known(EventKind::Unblinded { by: ADA });
    assert!(carries(ADA, &own));
    own.payload = Payload::Known(EventKind::Unblinded { by: BO });
    assert!(!carries(ADA, &own));
    let mut newer = event(7, 1, None);
    newer.payload_version = PAYLOAD_VERSION + 1;
    assert!(!carries(ADA, &newer), "nobody knows what it would tell");
    // Coming home it is kept, for the program that understands it.
    assert_eq!(unknown(vec![newer]).unwrap().len(), 1);
}

#[test]
fn work_on_two_devices_that_did_not_know_of_each_other_is_a_conflict() {
    let (here, there) = (chain(5, 2), chain(7, 2));
    let ids = |events: &[Event]| events.iter().map(|event| event.event_id).collect();
    assert_eq!(reviewed_twice(&there, &ids(&there), &here), [ITEM].into());
    let mut with_earlier = there.clone();
    with_earlier.extend(here.clone());
    assert_eq!(reviewed_twice(&there, &ids(&with_earlier), &here), [].into());
    assert_eq!(reviewed_twice(&[], &ids(&there), &here), [].into());
}
