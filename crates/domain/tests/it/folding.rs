//! What a review is, folded from single events.

use crate::desk::{Desk, annotation_id, event, event_id, skip, submit, verdict};
use touchstone_domain::event::{Assistance, Context, Event, EventKind, HintNotice, PAYLOAD_VERSION};
use touchstone_domain::intent::Intent;
use touchstone_domain::review::{ReviewState, fold};
use touchstone_domain::timestamp::Timestamp;

#[test]
fn no_event_no_review() {
    let review = fold([]);
    assert_eq!(review.state, ReviewState::NotStarted);
    assert!(!review.counts() && review.blind);
}

#[test]
fn an_edit_of_a_submitted_review_keeps_what_was_submitted_until_it_is_submitted_again() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
    let first = desk.review();
    assert_eq!(first.submitted, Some(first.content.clone()));

    desk.act(Intent::Annotate(desk.annotation(2, 32, 42))).unwrap();
    desk.act(Intent::Note(annotation_id(1), Some("sure".to_owned()))).unwrap();
    let edited = desk.review();
    assert_eq!(edited.state, ReviewState::InProgress);
    assert!(edited.counts());
    assert_eq!(edited.submitted, first.submitted);
    assert_eq!(edited.content.annotations.len(), 2);

    desk.act(submit()).unwrap();
    let again = desk.review();
    assert_eq!(again.submitted, Some(again.content.clone()));
    assert_eq!(again.elapsed_ms, Some(2000), "time of work adds up");
}

#[test]
fn an_undo_after_submitting_does_not_reach_what_was_submitted() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
    desk.act(Intent::Undo).unwrap();
    desk.act(Intent::Undo).unwrap();
    let review = desk.review();
    assert_eq!(review.content.annotations.len(), 0);
    assert_eq!(review.submitted.unwrap().annotations.len(), 1);
    assert_eq!(review.state, ReviewState::InProgress);
}

#[test]
fn what_was_undone_before_submitting_was_not_submitted() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    desk.act(Intent::Remark(Some("odd".to_owned()))).unwrap();
    desk.act(Intent::Undo).unwrap();
    desk.act(submit()).unwrap();
    desk.act(Intent::Redo).unwrap();
    let review = desk.review();
    assert_eq!(review.submitted.unwrap().remark, None);
    assert_eq!(review.content.remark.as_deref(), Some("odd"));
}

#[test]
fn reopening_alone_keeps_the_submission_and_skipping_drops_it() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    desk.act(submit()).unwrap();
    desk.act(Intent::Reopen).unwrap();
    assert!(desk.review().counts());
    assert_eq!(desk.review().state, ReviewState::InProgress);
    desk.act(skip("wrong language")).unwrap();
    assert!(!desk.review().counts());
    desk.act(submit()).unwrap();
    assert!(desk.review().counts());
    desk.keep(vec![EventKind::ReviewWithdrawn]);
    assert_eq!(desk.review().state, ReviewState::Withdrawn);
    assert!(!desk.review().counts());
}

#[test]
fn one_step_is_undone_as_one() {
    let mut desk = Desk::new();
    desk.keep(vec![
        EventKind::AnnotationAdded { annotation: desk.annotation(1, 21, 25) },
        EventKind::AnnotationAdded { annotation: desk.annotation(2, 32, 42) },
    ]);
    assert_eq!(desk.review().undo.len(), 1);
    desk.act(Intent::Undo).unwrap();
    assert_eq!(desk.review().content.annotations, []);
    desk.act(Intent::Redo).unwrap();
    assert_eq!(desk.review().content.annotations.len(), 2);
}

#[test]
fn a_new_act_forgets_what_could_be_redone() {
    let mut desk = Desk::new();
    desk.act(Intent::Remark(Some("one".to_owned()))).unwrap();
    desk.act(Intent::Undo).unwrap();
    desk.act(Intent::Remark(Some("two".to_owned()))).unwrap();
    assert_eq!(desk.review().redo, []);
    desk.act(Intent::Undo).unwrap();
    assert_eq!(desk.review().content.remark, None);
}

#[test]
fn what_was_imported_is_not_undone() {
    let mut desk = Desk::new();
    desk.keep(vec![EventKind::AnnotationAdded { annotation: desk.annotation(1, 21, 25) }]);
    desk.events[0].context.imported = true;
    assert_eq!(desk.review().undo, []);
    assert!(desk.decide(Intent::Undo).is_err());
}

#[test]
fn a_step_undone_on_two_devices_is_done_again_once() {
    let mut desk = Desk::new();
    desk.act(Intent::Remark(Some("one".to_owned()))).unwrap();
    let step = desk.events[0].step;
    desk.keep(vec![EventKind::StepUndone { step }]);
    desk.keep(vec![EventKind::StepUndone { step }]);
    assert_eq!(desk.review().redo, [step]);
    desk.keep(vec![EventKind::StepRedone { step }]);
    desk.keep(vec![EventKind::StepRedone { step }]);
    assert_eq!((desk.review().undo, desk.review().redo), (vec![step], vec![]));
    desk.keep(vec![EventKind::StepRedone { step: event_id(99) }]);
    assert_eq!(desk.review().undo, [step], "a step that nobody knows is not done again");
}

#[test]
fn changes_to_what_is_not_there_change_nothing() {
    let desk = Desk::new();
    let annotation = annotation_id(5);
    let kinds = [
        EventKind::AnnotationWithdrawn { annotation },
        EventKind::NoteChanged { annotation, from: None, to: Some("x".to_owned()) },
        EventKind::OmissionWithdrawn { omission: annotation },
        EventKind::OmissionChanged { from: desk.omission(5, 0, 3), to: desk.omission(5, 0, 5) },
    ];
    let events: Vec<Event> = kinds.into_iter().enumerate().map(|(number, kind)| event(number, kind)).collect();
    let content = fold(&events).content;
    assert_eq!((content.annotations, content.omissions), (Vec::new(), Vec::new()));
}

#[test]
fn the_same_annotation_is_added_once() {
    let desk = Desk::new();
    let added = |number, end| event(number, EventKind::AnnotationAdded { annotation: desk.annotation(1, 21, end) });
    let content = fold(&[added(0, 25), added(1, 26)]).content;
    assert_eq!(content.annotations, [desk.annotation(1, 21, 25)]);
    let marked = |number| event(number, EventKind::OmissionMarked { omission: desk.omission(1, 0, 3) });
    assert_eq!(fold(&[marked(0), marked(1)]).content.omissions.len(), 1);
}

#[test]
fn the_clock_orders_nothing() {
    let remark = |number, to: &str, at| {
        let kind = EventKind::RemarkChanged { from: None, to: Some(to.to_owned()) };
        Event { at, ..event(number, kind) }
    };
    let review = fold(&[remark(0, "first", Some(Timestamp(9_000))), remark(1, "second", Some(Timestamp(1_000)))]);
    assert_eq!(review.content.remark.as_deref(), Some("second"));
    assert_eq!(review.at, Some(Timestamp(1_000)));
    let review = fold(&[remark(0, "first", Some(Timestamp(9_000))), remark(1, "second", None)]);
    assert_eq!(review.at, Some(Timestamp(9_000)), "a missing moment leaves the last one known");
}

#[test]
fn a_review_is_blind_only_if_all_of_it_was() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    assert!(desk.review().blind);
    desk.blind = false;
    desk.act(submit()).unwrap();
    assert!(!desk.review().blind);
    desk.events[0].context = Context { blind: true, assistance: Assistance::Hints, imported: false };
    assert_eq!(desk.review().assistance, Assistance::Hints);
}

#[test]
fn a_newer_programs_event_is_kept_and_not_folded() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    let before = desk.review();
    desk.keep(vec![EventKind::Submitted { elapsed_ms: None }]);
    desk.events[1].payload_version = PAYLOAD_VERSION + 1;
    desk.events[1].context.blind = false;
    assert_eq!(desk.review(), before);
}

#[test]
fn states_have_names_in_files() {
    let names = [
        ReviewState::NotStarted,
        ReviewState::InProgress,
        ReviewState::Submitted,
        ReviewState::Skipped("x".to_owned()),
        ReviewState::Withdrawn,
    ]
    .map(|state| state.as_str());
    assert_eq!(names, ["not-started", "in-progress", "submitted", "skipped", "withdrawn"]);
}

#[test]
fn hints_change_nothing_of_a_review_but_that_it_had_them() {
    let mut desk = Desk::new();
    let noticed = |notice, desk: &mut Desk| {
        let number = desk.events.len();
        let kind = EventKind::HintNoticed { notice, hint: Some(desk.segment(21, 25)) };
        let context = Context { blind: true, assistance: Assistance::Hints, imported: false };
        desk.events.push(Event { context, ..event(number, kind) });
    };
    noticed(HintNotice::Shown, &mut desk);
    let review = desk.review();
    assert_eq!((review.state, review.assistance), (ReviewState::NotStarted, Assistance::Hints));
    assert!(review.undo.is_empty(), "looking is not undone");
    desk.act(verdict("clean")).unwrap();
    desk.act(submit()).unwrap();
    assert_eq!(desk.review().assistance, Assistance::Hints);

    let mut late = Desk::new();
    late.act(verdict("clean")).unwrap();
    late.act(submit()).unwrap();
    noticed(HintNotice::Shown, &mut late);
    let review = late.review();
    assert_eq!((review.state, review.assistance), (ReviewState::Submitted, Assistance::None), "they did not help");
}
