//! Review events are appended and stay as they are, to the letter.

use crate::story::{Story, item_id, new_project, person};
use touchstone_domain::event::{EventKind, Payload};
use touchstone_store::StoreError;

#[test]
fn triggers_refuse_what_would_change_an_event() {
    let story = Story::reviewed();
    let digests = |story: &Story| {
        let mut digests = Vec::new();
        story
            .file
            .read()
            .for_each_event(|event| {
                digests.push(event.digest());
                Ok::<_, StoreError>(())
            })
            .unwrap();
        digests
    };
    let before = digests(&story);
    let raw = story.raw();
    for (sql, expected) in [
        ("UPDATE event SET lamport = 0", "never changed"),
        ("UPDATE event SET payload = '{}' WHERE number = 1", "never changed"),
        ("DELETE FROM event", "never deleted"),
    ] {
        let refused = raw.execute_batch(sql).unwrap_err().to_string();
        assert!(refused.contains(expected), "{sql}: {refused}");
    }
    // Replacing would delete without asking the trigger above.
    let columns = "event_id, step, project_id, item_id, text_digest, reviewer_id, device_id, sequence, previous_digest,
        lamport, schema_version, payload_version, at, context, payload, digest";
    let replace =
        format!("INSERT OR REPLACE INTO event ({columns}) SELECT {} FROM event", columns.replace("lamport", "0"));
    raw.execute_batch(&replace).unwrap();
    raw.execute_batch("INSERT OR REPLACE INTO event SELECT * FROM event WHERE number = 2").unwrap();
    drop(raw);
    assert_eq!(digests(&story), before);
}

#[test]
fn an_event_comes_back_as_it_was_and_only_once() {
    let mut story = Story::reviewed();
    let events = story.file.read().events_for(item_id("a"), person("Ada")).unwrap();
    assert_eq!(events.len(), 4);
    let again = story.file.transaction(|transaction| transaction.append_event(&events[0])).unwrap();
    assert!(!again, "an event that is there is not appended again");
    let (checked, findings) = story.file.read().check_events().unwrap();
    assert_eq!((checked, findings), (story.file.read().event_count().unwrap(), vec![]));
}

#[test]
fn a_newer_programs_fact_is_kept_to_the_letter() {
    let mut story = Story::with_items(&["a"]);
    let mut event = story.event(Some(item_id("a")), "Ada", EventKind::Reopened);
    event.payload_version = 2;
    // It looks like one of ours, and has a field that we do not know.
    let newer = r#"{"kind":"submitted","elapsed_ms":5,"mood":"good","shares":[0.1,1e3]}"#;
    event.payload = Payload::Unknown(serde_json::from_str(newer).unwrap());
    story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    let kept = story.file.read().events_for(item_id("a"), person("Ada")).unwrap();
    assert_eq!(kept, [event.clone()]);
    assert_eq!(kept[0].digest(), event.digest());
    assert_eq!(story.file.read().check_events().unwrap().1, []);
}

#[test]
fn broken_chains_are_found() {
    let mut story = Story::with_items(&["a"]);
    let first = story.event(Some(item_id("a")), "Ada", EventKind::Reopened);
    let mut second = first.clone();
    second.event_id = touchstone_domain::id::EventId::from_parts(&["second"]);
    second.sequence = 2;
    second.previous_digest = Some(touchstone_domain::id::Digest::of(b"something else"));
    let mut fourth = second.clone();
    fourth.event_id = touchstone_domain::id::EventId::from_parts(&["fourth"]);
    fourth.sequence = 4;
    let mut twice = fourth.clone();
    twice.event_id = touchstone_domain::id::EventId::from_parts(&["twice"]);
    story
        .file
        .transaction(|transaction| {
            [first, second, fourth, twice].iter().try_for_each(|event| transaction.append_event(event).map(|_| ()))
        })
        .unwrap();
    let (_, findings) = story.file.read().check_events().unwrap();
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["chain_broken", "chain_gap", "chain_forked"]);
}

#[test]
fn facts_about_the_project_belong_to_no_item() {
    let mut story = Story::with_items(&["a"]);
    let event = story.event(None, "Ada", EventKind::Unblinded { by: person("Ada") });
    story.file.transaction(|transaction| transaction.append_event(&event)).unwrap();
    assert_eq!(story.file.read().project_events().unwrap(), [event]);
    assert_eq!(story.file.read().project_facts().unwrap().id, new_project().id);
}
