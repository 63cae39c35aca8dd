//! Every refusal can be reached, and says what to do.

use crate::desk::{Desk, annotation_id, skip, submit, verdict};
use expect_test::{Expect, expect};
use touchstone_domain::annotation::{Evidence, Labels, Stance};
use touchstone_domain::id::TextDigest;
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::span::{ScalarOffset, Segment, Span};

fn check(desk: &Desk, intent: Intent, is: fn(&Refusal) -> bool, sentence: &Expect) {
    let refusal = desk.decide(intent).unwrap_err();
    assert!(is(&refusal), "{refusal:?}");
    sentence.assert_eq(&refusal.to_string());
}

fn annotated() -> Desk {
    let mut desk = Desk::new();
    desk.act(Intent::Annotate(desk.annotation(1, 21, 25))).unwrap();
    desk
}

#[test]
fn nothing_to_undo_or_redo() {
    let desk = Desk::new();
    check(
        &desk,
        Intent::Undo,
        |r| matches!(r, Refusal::NothingToUndo),
        &expect!["There is nothing to undo in this item."],
    );
    check(
        &desk,
        Intent::Redo,
        |r| matches!(r, Refusal::NothingToRedo),
        &expect!["There is nothing to redo in this item."],
    );
}

#[test]
fn states_that_do_not_allow_it() {
    let mut desk = Desk::new();
    check(
        &desk,
        Intent::Reopen,
        |r| matches!(r, Refusal::WrongState { .. }),
        &expect!["This review is not finished yet; this needs one that is submitted or skipped."],
    );
    desk.act(verdict("clean")).unwrap();
    desk.act(submit()).unwrap();
    check(
        &desk,
        submit(),
        |r| matches!(r, Refusal::WrongState { .. }),
        &expect!["This review is submitted already; this needs one that is not finished."],
    );
}

#[test]
fn annotations_that_are_not_there() {
    let desk = annotated();
    let gone = annotation_id(9);
    let sentence = expect!["That annotation is no longer there."];
    for intent in [
        Intent::Withdraw(gone),
        Intent::Rebound(gone, vec![desk.segment(0, 3)]),
        Intent::Relabel(gone, Labels::default()),
        Intent::Grade(gone, None),
        Intent::AddEvidence(gone, desk.passage(0, 3, Stance::Supports)),
        Intent::RemoveEvidence(gone, 0),
        Intent::StateNoneExists(gone, true),
        Intent::Correct(gone, None),
        Intent::Note(gone, None),
        Intent::ChangeOmission(desk.omission(9, 0, 3)),
        Intent::WithdrawOmission(gone),
    ] {
        check(&desk, intent, |r| matches!(r, Refusal::UnknownAnnotation { .. }), &sentence);
    }
}

#[test]
fn names_that_the_schema_does_not_have() {
    let desk = annotated();
    let id = annotation_id(1);
    let label = Intent::Relabel(id, Labels { primary: None, others: vec!["typo".into()] });
    check(
        &desk,
        label,
        |r| matches!(r, Refusal::UnknownLabel { .. }),
        &expect!["The label schema has no label “typo”."],
    );
    let severity = Intent::Grade(id, Some("fatal".into()));
    check(
        &desk,
        severity,
        |r| matches!(r, Refusal::UnknownSeverity { .. }),
        &expect!["The label schema has no severity “fatal”."],
    );
    check(
        &desk,
        verdict("fine"),
        |r| matches!(r, Refusal::UnknownVerdict { .. }),
        &expect!["The label schema has no verdict “fine”."],
    );
}

#[test]
fn a_verdict_that_left_the_schema_cannot_be_submitted() {
    let mut desk = Desk::new();
    desk.act(verdict("unsure")).unwrap();
    desk.schema.verdicts.pop();
    assert!(matches!(desk.decide(submit()), Err(Refusal::UnknownVerdict { .. })));
}

#[test]
fn evidence_that_points_nowhere() {
    let mut desk = annotated();
    let mut passage = desk.passage(0, 3, Stance::Supports);
    passage.source = TextDigest::of("another text");
    let elsewhere = Intent::AddEvidence(annotation_id(1), passage.clone());
    check(
        &desk,
        elsewhere,
        |r| matches!(r, Refusal::UnknownSource { .. }),
        &expect!["That source does not belong to this item."],
    );
    desk.sources.clear();
    let nowhere = Intent::AddEvidence(annotation_id(1), passage);
    check(
        &desk,
        nowhere,
        |r| matches!(r, Refusal::NoSources),
        &expect!["This item has no source. You can only state that no evidence exists."],
    );
}

#[test]
fn selections_that_do_not_fit_the_text() {
    let desk = annotated();
    let mut moved = desk.segment(21, 25);
    moved.quote = "1936".to_owned();
    let rebound = |segments| Intent::Rebound(annotation_id(1), segments);
    check(
        &desk,
        rebound(vec![moved]),
        |r| matches!(r, Refusal::Segment(_)),
        &expect![[r#"The selection does not fit the text: at 21..25 the text reads "1932", but the quote is "1936"."#]],
    );
    let span = Span::new(ScalarOffset(70), ScalarOffset(90)).unwrap();
    let beyond = Segment { span, quote: "x".to_owned() };
    check(
        &desk,
        rebound(vec![beyond]),
        |r| matches!(r, Refusal::Segment(_)),
        &expect!["The selection does not fit the text: the span 70..90 reaches beyond the text of 76 characters."],
    );
    let twice = vec![desk.segment(4, 10), desk.segment(8, 12)];
    check(
        &desk,
        rebound(twice),
        |r| matches!(r, Refusal::SegmentsOverlap),
        &expect!["The parts of one annotation must not overlap and must stand in order."],
    );
    assert_eq!(desk.decide(rebound(Vec::new())), Err(Refusal::SegmentsOverlap));
    let mut evidence = desk.annotation(2, 0, 3);
    let mut wrong = desk.passage(0, 3, Stance::Supports);
    wrong.segment.quote = "Thy".to_owned();
    evidence.evidence = Evidence::Passages(vec![wrong.clone()]);
    assert!(matches!(desk.decide(Intent::Annotate(evidence)), Err(Refusal::Segment(_))), "quotes of evidence too");
    let mut omission = desk.omission(3, 0, 3);
    omission.segment = wrong.segment;
    assert!(matches!(desk.decide(Intent::MarkOmission(omission)), Err(Refusal::Segment(_))));
}

#[test]
fn submitting_without_what_is_needed() {
    let mut desk = Desk::new();
    check(
        &desk,
        submit(),
        |r| matches!(r, Refusal::VerdictMissing),
        &expect!["Give a verdict first: clean, hallucinated or unsure."],
    );
    desk.act(verdict("hallucinated")).unwrap();
    check(
        &desk,
        submit(),
        |r| matches!(r, Refusal::HallucinatedWithoutAnnotations),
        &expect!["Nothing is marked. Submit as hallucinated all the same?"],
    );
    check(
        &desk,
        skip(" "),
        |r| matches!(r, Refusal::ReasonMissing),
        &expect!["Say why you skip this item; the lead reads it."],
    );
}

#[test]
fn clean_beside_annotations() {
    let mut desk = annotated();
    check(
        &desk,
        verdict("clean"),
        |r| matches!(r, Refusal::CleanWithAnnotations { count: 1 }),
        &expect![
            "“Clean” says that nothing was found, but annotations are there (1). Withdraw them or choose another verdict."
        ],
    );
    // Two devices may bring both together: then it cannot be handed in.
    let mut other = Desk::new();
    other.act(verdict("clean")).unwrap();
    desk.keep(other.decide(verdict("unsure")).unwrap());
    desk.keep(Desk::new().decide(verdict("clean")).unwrap());
    assert!(matches!(desk.decide(submit()), Err(Refusal::CleanWithAnnotations { count: 1 })));
}

#[test]
fn labels_that_demand_evidence_or_a_note() {
    let with = |label: &str| {
        let mut desk = Desk::new();
        let mut annotation = desk.annotation(1, 18, 42);
        annotation.labels = Labels::one(label.into());
        desk.act(Intent::Annotate(annotation)).unwrap();
        desk.act(verdict("hallucinated")).unwrap();
        desk
    };
    let evidence: fn(&Refusal) -> bool = |r| matches!(r, Refusal::EvidenceMissing { .. });
    check(
        &with("contradiction"),
        submit(),
        evidence,
        &expect!["“Contradiction” needs a passage of the source that contradicts it for “in 1932, cost $4 million”."],
    );
    check(
        &with("unsupported"),
        submit(),
        evidence,
        &expect![
            "“Unsupported” needs the statement that no evidence exists, or the nearest passage for “in 1932, cost $4 million”."
        ],
    );
    check(
        &with("other"),
        submit(),
        |r| matches!(r, Refusal::NoteMissing { .. }),
        &expect!["“Other” needs a note that says what is wrong with “in 1932, cost $4 million”."],
    );
}
