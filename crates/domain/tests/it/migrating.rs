//! Names of earlier versions of the label schema: read as a lead decided, and as they were given once
//! that is taken back; and a whole review withdrawn and brought back.

use crate::desk::{Desk, event, submit, verdict};
use touchstone_domain::event::{Event, EventKind};
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::label::{LabelSchema, SeverityId};
use touchstone_domain::migration::{Migration, Named, Refused, Rule, Stale, Use, check, stale};
use touchstone_domain::preset;
use touchstone_domain::review::{ReviewState, fold, uses};

fn rule(what: Named, from: &str, versions: &[u32], to: Option<&str>) -> Rule {
    Rule { what, from: from.to_owned(), versions: versions.iter().copied().collect(), to: to.map(str::to_owned) }
}

/// A decision of the lead about the project, appended as event `number`.
fn decided(number: usize, version: u32, rules: Vec<Rule>) -> Event {
    let migration = Migration { version, rules, reason: "merged at the meeting".to_owned() };
    Event {
        item_id: None,
        text_digest: None,
        schema_version: version,
        ..event(number, EventKind::SchemaMigrated { migration })
    }
}

/// A submitted review under version 1, and one more annotation under version 2.
fn reviewed() -> Vec<Event> {
    let mut desk = Desk::new();
    let mut first = desk.annotation(1, 21, 25);
    (first.labels.others, first.severity) = (vec!["other".into()], Some("minor".into()));
    first.note = Some("why".to_owned());
    desk.act(Intent::Annotate(first)).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
    desk.act(Intent::Annotate(desk.annotation(2, 32, 42))).unwrap();
    let mut events = desk.events;
    let from = events.len() - 1;
    events[from].schema_version = 2;
    events
}

#[test]
fn old_names_are_read_as_decided_and_the_same_name_given_later_is_not() {
    let mut events = reviewed();
    let given = fold(&events);
    events.push(decided(
        50,
        2,
        vec![
            rule(Named::Label, "reasoning-error", &[1], Some("other")),
            rule(Named::Severity, "minor", &[1], Some("major")),
        ],
    ));
    let review = fold(&events);
    let [first, second] = &review.content.annotations[..] else { panic!() };
    assert_eq!(first.labels.primary.as_ref().unwrap().as_str(), "other");
    assert_eq!(first.labels.others, [], "no label stands twice");
    assert_eq!(first.severity, Some(SeverityId::from("major")));
    assert_eq!(second.labels.primary.as_ref().unwrap().as_str(), "reasoning-error", "it was given under version 2");
    assert_eq!(review.submitted.unwrap().annotations, std::slice::from_ref(first));
    assert_eq!((review.state, review.undo, review.blind), (given.state.clone(), given.undo.clone(), given.blind));
    // The order of events does not matter, and taken back all is as it was given.
    events.reverse();
    assert_eq!(fold(&events).content, review.content);
    let id = events.iter().find(|event| event.item_id.is_none()).unwrap().event_id;
    events.push(Event { item_id: None, ..event(51, EventKind::MigrationTakenBack { migration: id }) });
    assert_eq!(fold(&events), given);
}

#[test]
fn migrations_follow_each_other_and_uses_tell_where_a_name_belongs() {
    let mut events = reviewed();
    let label = |name: &str, version| Use { what: Named::Label, name: name.to_owned(), version };
    assert!(uses(&events).contains(&label("reasoning-error", 1)));
    events.push(decided(50, 2, vec![rule(Named::Label, "reasoning-error", &[1], None)]));
    assert!(uses(&events).contains(&label("reasoning-error", 2)), "left as it is, it belongs to version 2");
    assert!(!uses(&events).contains(&label("reasoning-error", 1)));
    events.push(decided(60, 3, vec![rule(Named::Label, "reasoning-error", &[1, 2], Some("unsupported"))]));
    let found = uses(&events);
    assert!(found.contains(&label("unsupported", 3)) && !found.contains(&label("reasoning-error", 2)), "{found:?}");
}

#[test]
fn a_name_is_stale_when_it_is_gone_or_means_something_else() {
    let before = preset::default_schema();
    let mut after = before.clone();
    after.labels.retain(|label| label.id.as_str() != "other");
    after.labels[0].definition = "Something else.".to_owned();
    after.labels[1].colour += 1;
    after.labels[1].examples.push("One more.".to_owned());
    let of = |schema: &LabelSchema, name: &str| stale(&before, schema, Named::Label, name);
    assert_eq!(of(&after, "other"), Some(Stale::Gone));
    assert_eq!(of(&after, before.labels[0].id.as_str()), Some(Stale::Redefined));
    assert_eq!(of(&after, before.labels[1].id.as_str()), None, "looks and examples change no meaning");
    assert_eq!(of(&after, "never-was"), None);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let schema = preset::default_schema();
    let clean = |_: &Rule| false;
    let gone = |to| rule(Named::Label, "gone", &[1], to);
    assert_eq!(check(&[gone(None)], " ", &schema, clean), Err(Refused::ReasonMissing));
    assert_eq!(check(&[], "so", &schema, clean), Err(Refused::Empty));
    assert!(matches!(check(&[gone(Some("nowhere"))], "so", &schema, clean), Err(Refused::UnknownName { .. })));
    assert!(matches!(check(&[gone(None), gone(None)], "so", &schema, clean), Err(Refused::NotStale { .. })));
    assert!(matches!(
        check(&[rule(Named::Label, "x", &[], None)], "so", &schema, clean),
        Err(Refused::NotStale { .. })
    ));
    let verdict = rule(Named::Verdict, "doubtful", &[1], Some("clean"));
    assert!(matches!(check(std::slice::from_ref(&verdict), "so", &schema, clean), Err(Refused::BecomesClean { .. })));
    assert_eq!(check(&[verdict], "so", &schema, |_| true), Ok(()));
    assert_eq!(check(&[gone(Some("other"))], "so", &schema, clean), Ok(()));
}

#[test]
fn a_withdrawn_review_counts_nowhere_and_stands_again_as_it_was_when_that_is_undone() {
    let mut desk = Desk::new();
    assert!(matches!(desk.act(Intent::WithdrawReview), Err(Refusal::WrongState { .. })));
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
    desk.act(Intent::Reopen).unwrap();
    desk.act(Intent::Remark(Some("not yet submitted".to_owned()))).unwrap();
    let before = desk.review();
    desk.act(Intent::WithdrawReview).unwrap();
    let withdrawn = desk.review();
    assert_eq!((&withdrawn.state, withdrawn.counts()), (&ReviewState::Withdrawn, false));
    assert!(matches!(desk.act(Intent::WithdrawReview), Err(Refusal::WrongState { .. })));
    desk.act(Intent::Undo).unwrap();
    let after = desk.review();
    assert_eq!((&after.state, &after.content, &after.submitted), (&before.state, &before.content, &before.submitted));
    assert_eq!(after.undo, before.undo);
    desk.act(Intent::Redo).unwrap();
    assert_eq!(desk.review().state, ReviewState::Withdrawn);
    // Taken up again instead, it is open and counts once it is submitted.
    desk.act(Intent::Reopen).unwrap();
    assert_eq!((desk.review().state, desk.review().submitted), (ReviewState::InProgress, None));
    desk.act(submit()).unwrap();
    assert!(desk.review().counts());
}
