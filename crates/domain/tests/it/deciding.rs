//! What intents make, beside refusals.

use crate::desk::{Desk, annotation_id, skip, submit, verdict};
use touchstone_domain::annotation::{Evidence, Labels, Stance};
use touchstone_domain::event::EventKind;
use touchstone_domain::intent::Intent;
use touchstone_domain::review::ReviewState;

fn kinds(desk: &Desk, intent: Intent) -> Vec<String> {
    let name = |kind: &EventKind| serde_json::to_value(kind).unwrap()["kind"].as_str().unwrap().to_owned();
    desk.decide(intent).unwrap().iter().map(name).collect()
}

#[test]
fn what_changes_nothing_makes_no_event() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(Intent::MarkOmission(desk.omission(2, 0, 5))).unwrap();
    for intent in [
        verdict("hallucinated"),
        Intent::Rebound(annotation_id(1), vec![desk.segment(21, 25)]),
        Intent::Relabel(annotation_id(1), Labels::one("reasoning-error".into())),
        Intent::Grade(annotation_id(1), None),
        Intent::Correct(annotation_id(1), None),
        Intent::Note(annotation_id(1), Some("  ".to_owned())),
        Intent::StateNoneExists(annotation_id(1), false),
        Intent::RemoveEvidence(annotation_id(1), 3),
        Intent::ChangeOmission(desk.omission(2, 0, 5)),
        Intent::Flag(None),
        Intent::Remark(Some(String::new())),
    ] {
        assert_eq!(kinds(&desk, intent.clone()), [""; 0], "{intent:?}");
    }
}

#[test]
fn an_annotation_takes_a_clean_verdict_back_in_the_same_step() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    assert_eq!(desk.review().content.verdict, None);
    desk.act(Intent::Undo).unwrap();
    let content = desk.review().content;
    assert_eq!((content.annotations.len(), content.verdict.unwrap().as_str()), (0, "clean"));
}

#[test]
fn other_verdicts_stay_beside_annotations() {
    let mut desk = Desk::new();
    desk.act(verdict("unsure")).unwrap();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    assert_eq!(desk.review().content.verdict.unwrap().as_str(), "unsure");
}

#[test]
fn a_change_of_a_finished_review_reopens_it_first() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    desk.act(submit()).unwrap();
    let added = kinds(&desk, Intent::Annotate(desk.annotation(1, 21, 25)));
    assert_eq!(added, ["reopened", "annotation_added", "verdict_given"]);
    assert_eq!(kinds(&desk, Intent::Undo), ["reopened", "step_undone"]);
    assert_eq!(kinds(&desk, Intent::Reopen), ["reopened"]);
    assert_eq!(kinds(&desk, verdict("clean")), [""; 0], "nothing changes, nothing is reopened");
    assert_eq!(kinds(&desk, skip("torn page")), ["skipped"]);
    desk.act(skip("torn page")).unwrap();
    assert_eq!(kinds(&desk, submit()), ["reopened", "submitted"], "a skipped review can be handed in at once");
}

#[test]
fn evidence_grows_shrinks_and_gives_way_to_none_exists() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    let id = annotation_id(1);
    let of = |desk: &Desk| desk.review().annotation(id).unwrap().evidence.clone();
    desk.act(Intent::AddEvidence(id, desk.passage(21, 25, Stance::Nearest))).unwrap();
    desk.act(Intent::AddEvidence(id, desk.passage(0, 3, Stance::Supports))).unwrap();
    desk.act(Intent::AddEvidence(id, desk.passage(21, 25, Stance::Contradicts))).unwrap();
    let expected = vec![desk.passage(21, 25, Stance::Contradicts), desk.passage(0, 3, Stance::Supports)];
    assert_eq!(of(&desk), Evidence::Passages(expected), "a passage named again changes its stance");
    desk.act(Intent::RemoveEvidence(id, 0)).unwrap();
    desk.act(Intent::RemoveEvidence(id, 0)).unwrap();
    assert_eq!(of(&desk), Evidence::NotGiven);
    desk.act(Intent::AddEvidence(id, desk.passage(0, 3, Stance::Supports))).unwrap();
    desk.act(Intent::StateNoneExists(id, true)).unwrap();
    assert_eq!(of(&desk), Evidence::NoneExists);
    desk.act(Intent::AddEvidence(id, desk.passage(0, 3, Stance::Supports))).unwrap();
    assert_eq!(of(&desk).passages().len(), 1);
    desk.act(Intent::StateNoneExists(id, false)).unwrap();
    assert_eq!(of(&desk).passages().len(), 1, "taking the statement back leaves passages alone");
    desk.act(Intent::StateNoneExists(id, true)).unwrap();
    desk.act(Intent::StateNoneExists(id, false)).unwrap();
    assert_eq!(of(&desk), Evidence::NotGiven);
}

#[test]
fn an_empty_correction_is_one_and_an_empty_note_is_none() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(Intent::Correct(annotation_id(1), Some(String::new()))).unwrap();
    desk.act(Intent::Note(annotation_id(1), Some("see the source".to_owned()))).unwrap();
    desk.act(Intent::Note(annotation_id(1), Some(" \n".to_owned()))).unwrap();
    let review = desk.review();
    let annotation = review.annotation(annotation_id(1)).unwrap();
    assert_eq!((annotation.correction.as_deref(), annotation.note.as_deref()), (Some(""), None));
}

#[test]
fn hallucinated_without_a_mark_is_submitted_once_confirmed() {
    let mut desk = Desk::new();
    desk.act(verdict("hallucinated")).unwrap();
    assert!(desk.decide(submit()).is_err());
    desk.act(Intent::Submit { elapsed_ms: None, confirmed: true }).unwrap();
    assert_eq!(desk.review().state, ReviewState::Submitted);
}

#[test]
fn reasons_are_trimmed() {
    let mut desk = Desk::new();
    desk.act(skip("  not in English \n")).unwrap();
    assert_eq!(desk.review().state, ReviewState::Skipped("not in English".to_owned()));
}

#[test]
fn an_item_without_sources_can_still_be_reviewed() {
    let mut desk = Desk::new();
    desk.sources.clear();
    let mut contradiction = desk.annotation(1, 21, 25);
    contradiction.labels = Labels::one("contradiction".into());
    desk.act(Intent::Annotate(contradiction)).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
}

#[test]
fn more_places_are_judged_alike_in_one_step() {
    let mut desk = Desk::new();
    desk.act(verdict("clean")).unwrap();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk.act(Intent::StateNoneExists(annotation_id(1), true)).unwrap();
    let places = || vec![(annotation_id(2), vec![desk.segment(0, 3)]), (annotation_id(3), vec![desk.segment(51, 56)])];
    let (whole, bare) = (places(), places());
    desk.act(Intent::AnnotateAlike { like: annotation_id(1), places: whole, whole: true }).unwrap();
    let made = desk.review().content.annotations;
    assert_eq!(made.iter().map(|each| each.segments[0].quote.as_str()).collect::<Vec<_>>(), ["1932", "The", "built"]);
    assert!(made.iter().all(|each| each.evidence == Evidence::NoneExists && each.labels == made[0].labels));
    desk.act(Intent::Undo).unwrap();
    assert_eq!(desk.review().content.annotations.len(), 1);
    desk.act(Intent::AnnotateAlike { like: annotation_id(1), places: bare, whole: false }).unwrap();
    assert!(desk.review().content.annotations[1..].iter().all(|each| each.evidence == Evidence::NotGiven));
}

#[test]
fn one_place_that_does_not_fit_refuses_them_all() {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    let mut wrong = desk.segment(0, 3);
    wrong.quote = "Tha".into();
    let places = vec![(annotation_id(2), vec![desk.segment(4, 10)]), (annotation_id(3), vec![wrong])];
    desk.act(Intent::AnnotateAlike { like: annotation_id(1), places, whole: true }).unwrap_err();
    assert_eq!(desk.review().content.annotations.len(), 1);
}
