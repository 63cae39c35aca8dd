//! The written form of events: frozen once released.

use crate::desk::{Desk, annotation_id, event, event_id};
use expect_test::expect;
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::omission::OmissionRuling;
use touchstone_domain::adjudication::{Act, Fact, Heard, Ruling};
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Stance};
use touchstone_domain::event::{Assistance, Context, Event, EventKind, HintNotice, Payload};
use touchstone_domain::id::{AnnotationId, Digest, ReviewerId, TextDigest};
use touchstone_domain::migration::{Migration, Named, Rule};

/// Every kind once, with every field filled, and once more where a field may be missing.
fn every_kind() -> Vec<EventKind> {
    let desk = Desk::new();
    let annotation = annotation_id(7);
    let mut full = desk.annotation(7, 21, 25);
    full.segments.push(desk.segment(60, 65));
    full.labels = Labels { primary: Some("contradiction".into()), others: vec!["other".into()] };
    full.severity = Some("major".into());
    full.evidence = Evidence::Passages(vec![desk.passage(21, 25, Stance::Contradicts)]);
    full.correction = Some("1936".to_owned());
    full.note = Some("„é“ 👩\u{200d}🚀".to_owned());
    let mut omission = desk.omission(8, 27, 46);
    omission.severity = Some("minor".into());
    omission.note = Some("the cost".to_owned());
    let text = |text: &str| Some(text.to_owned());
    vec![
        EventKind::AnnotationAdded { annotation: full.clone() },
        EventKind::AnnotationAdded { annotation: desk.annotation(7, 21, 25) },
        EventKind::AnnotationWithdrawn { annotation },
        EventKind::SegmentsChanged { annotation, from: vec![desk.segment(0, 3)], to: vec![desk.segment(0, 10)] },
        EventKind::LabelsChanged { annotation, from: Labels::default(), to: full.labels.clone() },
        EventKind::SeverityChanged { annotation, from: None, to: full.severity.clone() },
        EventKind::EvidenceChanged { annotation, from: Evidence::NotGiven, to: Evidence::NoneExists },
        EventKind::EvidenceChanged { annotation, from: Evidence::NoneExists, to: full.evidence.clone() },
        EventKind::CorrectionChanged { annotation, from: None, to: text("") },
        EventKind::NoteChanged { annotation, from: text("a"), to: None },
        EventKind::OmissionMarked { omission: omission.clone() },
        EventKind::OmissionChanged { from: omission, to: desk.omission(8, 27, 46) },
        EventKind::OmissionWithdrawn { omission: annotation_id(8) },
        EventKind::VerdictGiven { from: None, to: Some("hallucinated".into()) },
        EventKind::FlagChanged { from: None, to: text("") },
        EventKind::RemarkChanged { from: None, to: text("odd") },
        EventKind::Submitted { elapsed_ms: Some(61_000) },
        EventKind::Submitted { elapsed_ms: None },
        EventKind::Reopened,
        EventKind::Skipped { reason: "not in English".to_owned(), elapsed_ms: None },
        EventKind::ReviewWithdrawn,
        EventKind::StepUndone { step: event_id(1) },
        EventKind::StepRedone { step: event_id(1) },
        EventKind::Unblinded { by: ReviewerId::from_bytes([3; 16]) },
        EventKind::ReviewersMerged { from: ReviewerId::from_bytes([3; 16]), into: ReviewerId::from_bytes([5; 16]) },
        EventKind::HintNoticed { notice: HintNotice::Shown, hint: None },
        EventKind::HintNoticed { notice: HintNotice::Seen, hint: Some(desk.segment(21, 25)) },
        EventKind::HintNoticed { notice: HintNotice::Taken, hint: Some(desk.segment(21, 25)) },
        ruled(full, vec![annotation_id(9)]),
        ruled(desk.annotation(7, 21, 25), Vec::new()),
        adjudicated(Fact::VerdictDecided { from: None, to: Some("clean".into()), reason: taste() }),
        adjudicated(Fact::OmissionRuled {
            ruling: OmissionRuling {
                act: Act::Accepted,
                heard: vec![Heard::of_omission(&desk.omission(8, 27, 46))],
                replaces: Vec::new(),
                gold: vec![desk.omission(8, 27, 46)],
                reason: taste(),
            },
        }),
        adjudicated(Fact::Settled {
            verdict: "hallucinated".into(),
            agreed: vec![desk.annotation(7, 21, 25)],
            agreed_omissions: Vec::new(),
        }),
        adjudicated(Fact::Settled {
            verdict: "clean".into(),
            agreed: Vec::new(),
            agreed_omissions: vec![desk.omission(8, 27, 46)],
        }),
        adjudicated(Fact::Reopened),
        adjudicated(Fact::Undone { step: event_id(1) }),
        adjudicated(Fact::Redone { step: event_id(1) }),
        EventKind::SchemaMigrated { migration: migrated() },
        EventKind::MigrationTakenBack { migration: event_id(1) },
    ]
}

fn migrated() -> Migration {
    let rule = |what, from: &str, to: Option<&str>| Rule {
        what,
        from: from.to_owned(),
        versions: [1, 2].into(),
        to: to.map(str::to_owned),
    };
    let rules = vec![
        rule(Named::Label, "other", Some("unsupported")),
        rule(Named::Severity, "minor", None),
        rule(Named::Verdict, "doubtful", Some("unsure")),
    ];
    Migration { version: 3, rules, reason: "merged".to_owned() }
}

fn taste() -> Reason {
    Reason { cause: Cause::Taste, words: None }
}

fn adjudicated(fact: Fact) -> EventKind {
    EventKind::Adjudicated { fact }
}

fn ruled(annotation: Annotation, replaces: Vec<AnnotationId>) -> EventKind {
    let reason = Reason { cause: Cause::GuidelineGap, words: Some("where a sum ends".to_owned()) };
    let (act, reason) = if replaces.is_empty() { (Act::Accepted, taste()) } else { (Act::Merged, reason) };
    let heard = vec![Heard::of(&annotation)];
    adjudicated(Fact::Ruled { ruling: Ruling { act, heard, replaces, gold: vec![annotation], reason } })
}

/// A new kind must be added to `every_kind`, or this does not compile.
fn ordinal(kind: &EventKind) -> usize {
    match kind {
        EventKind::AnnotationAdded { .. } => 0,
        EventKind::AnnotationWithdrawn { .. } => 1,
        EventKind::SegmentsChanged { .. } => 2,
        EventKind::LabelsChanged { .. } => 3,
        EventKind::SeverityChanged { .. } => 4,
        EventKind::EvidenceChanged { .. } => 5,
        EventKind::CorrectionChanged { .. } => 6,
        EventKind::NoteChanged { .. } => 7,
        EventKind::OmissionMarked { .. } => 8,
        EventKind::OmissionChanged { .. } => 9,
        EventKind::OmissionWithdrawn { .. } => 10,
        EventKind::VerdictGiven { .. } => 11,
        EventKind::FlagChanged { .. } => 12,
        EventKind::RemarkChanged { .. } => 13,
        EventKind::Submitted { .. } => 14,
        EventKind::Reopened => 15,
        EventKind::Skipped { .. } => 16,
        EventKind::ReviewWithdrawn => 17,
        EventKind::StepUndone { .. } => 18,
        EventKind::StepRedone { .. } => 19,
        EventKind::Unblinded { .. } => 20,
        EventKind::ReviewersMerged { .. } => 21,
        EventKind::Adjudicated { .. } => 22,
        EventKind::HintNoticed { .. } => 23,
        EventKind::SchemaMigrated { .. } => 24,
        EventKind::MigrationTakenBack { .. } => 25,
    }
}

#[test]
fn every_kind_is_written_as_released() {
    let kinds = every_kind();
    let covered: std::collections::BTreeSet<usize> = kinds.iter().map(ordinal).collect();
    assert_eq!(covered.len(), 26);
    let lines: Vec<String> = kinds.iter().map(|kind| serde_json::to_string(kind).unwrap()).collect();
    for (kind, line) in kinds.iter().zip(&lines) {
        assert_eq!(&serde_json::from_str::<EventKind>(line).unwrap(), kind, "{line}");
    }
    expect![[r#"
        {"kind":"annotation_added","annotation":{"id":"07070707070707070707070707070707","segments":[{"start":21,"end":25,"quote":"1932"},{"start":60,"end":65,"quote":"Dutch"}],"labels":{"primary":"contradiction","others":["other"]},"severity":"major","evidence":{"passages":[{"source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":21,"end":25,"quote":"1936","stance":"contradicts"}]},"correction":"1936","note":"„é“ 👩‍🚀"}}
        {"kind":"annotation_added","annotation":{"id":"07070707070707070707070707070707","segments":[{"start":21,"end":25,"quote":"1932"}],"labels":{"primary":"reasoning-error"},"evidence":"not-given"}}
        {"kind":"annotation_withdrawn","annotation":"07070707070707070707070707070707"}
        {"kind":"segments_changed","annotation":"07070707070707070707070707070707","from":[{"start":0,"end":3,"quote":"The"}],"to":[{"start":0,"end":10,"quote":"The bridge"}]}
        {"kind":"labels_changed","annotation":"07070707070707070707070707070707","from":{"primary":null},"to":{"primary":"contradiction","others":["other"]}}
        {"kind":"severity_changed","annotation":"07070707070707070707070707070707","from":null,"to":"major"}
        {"kind":"evidence_changed","annotation":"07070707070707070707070707070707","from":"not-given","to":"none-exists"}
        {"kind":"evidence_changed","annotation":"07070707070707070707070707070707","from":"none-exists","to":{"passages":[{"source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":21,"end":25,"quote":"1936","stance":"contradicts"}]}}
        {"kind":"correction_changed","annotation":"07070707070707070707070707070707","from":null,"to":""}
        {"kind":"note_changed","annotation":"07070707070707070707070707070707","from":"a","to":null}
        {"kind":"omission_marked","omission":{"id":"08080808080808080808080808080808","source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":27,"end":46,"quote":"It cost $4 million.","severity":"minor","note":"the cost"}}
        {"kind":"omission_changed","from":{"id":"08080808080808080808080808080808","source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":27,"end":46,"quote":"It cost $4 million.","severity":"minor","note":"the cost"},"to":{"id":"08080808080808080808080808080808","source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":27,"end":46,"quote":"It cost $4 million."}}
        {"kind":"omission_withdrawn","omission":"08080808080808080808080808080808"}
        {"kind":"verdict_given","from":null,"to":"hallucinated"}
        {"kind":"flag_changed","from":null,"to":""}
        {"kind":"remark_changed","from":null,"to":"odd"}
        {"kind":"submitted","elapsed_ms":61000}
        {"kind":"submitted","elapsed_ms":null}
        {"kind":"reopened"}
        {"kind":"skipped","reason":"not in English","elapsed_ms":null}
        {"kind":"review_withdrawn"}
        {"kind":"step_undone","step":"3821e57699c1b99dc63faeaa671c34e1"}
        {"kind":"step_redone","step":"3821e57699c1b99dc63faeaa671c34e1"}
        {"kind":"unblinded","by":"03030303030303030303030303030303"}
        {"kind":"reviewers_merged","from":"03030303030303030303030303030303","into":"05050505050505050505050505050505"}
        {"kind":"hint_noticed","notice":"shown"}
        {"kind":"hint_noticed","notice":"seen","hint":{"start":21,"end":25,"quote":"1932"}}
        {"kind":"hint_noticed","notice":"taken","hint":{"start":21,"end":25,"quote":"1932"}}
        {"kind":"adjudicated","fact":{"what":"ruled","ruling":{"act":"merged","heard":[{"annotation":"07070707070707070707070707070707","label":"contradiction","digest":"8b9ae0735a53b4bf73adcfae3961ba86d751c1229eea321fb2930237dd9cbda3"}],"replaces":["09090909090909090909090909090909"],"gold":[{"id":"07070707070707070707070707070707","segments":[{"start":21,"end":25,"quote":"1932"},{"start":60,"end":65,"quote":"Dutch"}],"labels":{"primary":"contradiction","others":["other"]},"severity":"major","evidence":{"passages":[{"source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":21,"end":25,"quote":"1936","stance":"contradicts"}]},"correction":"1936","note":"„é“ 👩‍🚀"}],"reason":{"cause":"guideline-gap","words":"where a sum ends"}}}}
        {"kind":"adjudicated","fact":{"what":"ruled","ruling":{"act":"accepted","heard":[{"annotation":"07070707070707070707070707070707","label":"reasoning-error","digest":"ab288ee3feb0197c78bdbac0418b7591985efee95779ac90ad9dd1db8aa948be"}],"gold":[{"id":"07070707070707070707070707070707","segments":[{"start":21,"end":25,"quote":"1932"}],"labels":{"primary":"reasoning-error"},"evidence":"not-given"}],"reason":{"cause":"taste"}}}}
        {"kind":"adjudicated","fact":{"what":"verdict_decided","from":null,"to":"clean","reason":{"cause":"taste"}}}
        {"kind":"adjudicated","fact":{"what":"omission_ruled","ruling":{"act":"accepted","heard":[{"annotation":"08080808080808080808080808080808","digest":"dfed9a0666c639eef247f2a590c551056149697f471eec569f193e161bc3aad7"}],"gold":[{"id":"08080808080808080808080808080808","source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":27,"end":46,"quote":"It cost $4 million."}],"reason":{"cause":"taste"}}}}
        {"kind":"adjudicated","fact":{"what":"settled","verdict":"hallucinated","agreed":[{"id":"07070707070707070707070707070707","segments":[{"start":21,"end":25,"quote":"1932"}],"labels":{"primary":"reasoning-error"},"evidence":"not-given"}]}}
        {"kind":"adjudicated","fact":{"what":"settled","verdict":"clean","agreed":[],"agreed_omissions":[{"id":"08080808080808080808080808080808","source":"cd7e6186f5c28fa23bfa9b21c2957a4f5577f5bbfa2f01b96b35900045f66809","start":27,"end":46,"quote":"It cost $4 million."}]}}
        {"kind":"adjudicated","fact":{"what":"reopened"}}
        {"kind":"adjudicated","fact":{"what":"undone","step":"3821e57699c1b99dc63faeaa671c34e1"}}
        {"kind":"adjudicated","fact":{"what":"redone","step":"3821e57699c1b99dc63faeaa671c34e1"}}
        {"kind":"schema_migrated","migration":{"version":3,"rules":[{"what":"label","from":"other","versions":[1,2],"to":"unsupported"},{"what":"severity","from":"minor","versions":[1,2],"to":null},{"what":"verdict","from":"doubtful","versions":[1,2],"to":"unsure"}],"reason":"merged"}}
        {"kind":"migration_taken_back","migration":"3821e57699c1b99dc63faeaa671c34e1"}
    "#]].assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn the_envelope_is_written_as_released() {
    let mut full = event(0, EventKind::Submitted { elapsed_ms: Some(5) });
    full.text_digest = Some(TextDigest::of("sample"));
    full.previous_digest = Some(Digest::of(b"before"));
    full.context = Context { blind: false, assistance: Assistance::Unknown, imported: true };
    expect![[r#"{"event_id":"dc8beec08ace6baf1b50e780babf7e91","step":"dc8beec08ace6baf1b50e780babf7e91","project_id":"01010101010101010101010101010101","item_id":"02020202020202020202020202020202","text_digest":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf","reviewer_id":"03030303030303030303030303030303","device_id":"04040404040404040404040404040404","sequence":1,"previous_digest":"6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb","lamport":1,"schema_version":1,"payload_version":1,"at":1700000000000,"context":{"blind":false,"assistance":"unknown","imported":true},"payload":{"kind":"submitted","elapsed_ms":5}}"#]].assert_eq(&full.canonical());
    expect!["26fcdce48935819efb2700d2c4da5a35fea0a1afbea6c07a843737f896e262d0"].assert_eq(&full.digest().to_string());

    let mut bare = event(1, EventKind::Unblinded { by: ReviewerId::from_bytes([3; 16]) });
    bare.item_id = None;
    bare.at = None;
    expect![[r#"{"event_id":"3821e57699c1b99dc63faeaa671c34e1","step":"3821e57699c1b99dc63faeaa671c34e1","project_id":"01010101010101010101010101010101","item_id":null,"text_digest":null,"reviewer_id":"03030303030303030303030303030303","device_id":"04040404040404040404040404040404","sequence":2,"previous_digest":null,"lamport":2,"schema_version":1,"payload_version":1,"at":null,"context":{"blind":true,"assistance":"none"},"payload":{"kind":"unblinded","by":"03030303030303030303030303030303"}}"#]].assert_eq(&bare.canonical());
    assert_eq!(serde_json::from_str::<Event>(&bare.canonical()).unwrap(), bare);
}

/// The canonical form with another payload and its version.
fn with_payload(version: u32, payload: &str) -> String {
    let canonical = event(0, EventKind::Reopened).canonical();
    canonical
        .replace(r#""payload_version":1"#, &format!(r#""payload_version":{version}"#))
        .replace(r#"{"kind":"reopened"}"#, payload)
}

#[test]
fn a_newer_programs_payload_is_kept_to_the_last_byte() {
    for (version, payload) in [
        (2, r#"{"kind":"praised","b":1,"a":2.50,"n":123456789012345678901234567890,"e":1E+2}"#),
        (2, r#"{"kind":"reopened","why":"a field this program would lose"}"#),
        (2, r#"{ "kind" : "annotation_added" , "annotation" : [ ] }"#),
        (1, r#"{"kind":"of no released program"}"#),
        (7, "[1,2]"),
        (7, "null"),
        (7, r#""\u00e9\/""#),
    ] {
        let line = with_payload(version, payload);
        let read: Event = serde_json::from_str(&line).unwrap();
        assert!(matches!(&read.payload, Payload::Unknown(kept) if kept.as_json() == payload), "{line}");
        assert_eq!(read.kind(), None);
        assert_eq!(read.canonical(), line);
        assert_eq!(read.digest(), Digest::of(line.as_bytes()));
    }
}

#[test]
fn an_unknown_payload_stands_alone_too() {
    let payload = r#"{"kind":"praised","a":2.50}"#;
    let read: Payload = serde_json::from_str(payload).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), payload);
    let known: Payload = serde_json::from_str(r#"{"kind":"reopened"}"#).unwrap();
    assert_eq!(known, Payload::Known(EventKind::Reopened));
}

#[test]
fn events_fold_by_lamport_then_id() {
    let (first, second) = (event(0, EventKind::Reopened), event(1, EventKind::Reopened));
    assert!(first.folding_key() < second.folding_key());
    let tie = Event { lamport: first.lamport, ..second };
    assert_eq!(first.folding_key() < tie.folding_key(), first.event_id < tie.event_id);
}

#[test]
fn states_are_told_from_content() {
    for kind in every_kind() {
        let is_state = matches!(
            kind,
            EventKind::Submitted { .. } | EventKind::Reopened | EventKind::Skipped { .. } | EventKind::ReviewWithdrawn
        );
        assert_eq!(kind.is_state(), is_state, "{kind:?}");
    }
}
