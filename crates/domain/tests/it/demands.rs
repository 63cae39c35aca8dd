//! What each label must carry before a review can be handed in.

use crate::desk::{Desk, submit, verdict};
use touchstone_domain::annotation::{Evidence, Labels, Stance};
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::label::EvidenceDemand;

type Giving<'a> = &'a dyn Fn(&Desk) -> Evidence;

fn can_submit(demand: EvidenceDemand, evidence: Giving<'_>) -> bool {
    let mut desk = Desk::new();
    desk.schema.labels[0].evidence = demand;
    let mut annotation = desk.annotation(1, 21, 25);
    annotation.labels = Labels::one("contradiction".into());
    annotation.evidence = evidence(&desk);
    desk.act(Intent::Annotate(annotation)).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    match desk.decide(submit()) {
        Ok(_) => true,
        Err(refusal) => {
            assert!(matches!(refusal, Refusal::EvidenceMissing { .. }), "{refusal:?}");
            false
        }
    }
}

#[test]
fn evidence_against_demand() {
    let none = |_: &Desk| Evidence::NotGiven;
    let none_exists = |_: &Desk| Evidence::NoneExists;
    let one = |stance| move |desk: &Desk| Evidence::Passages(vec![desk.passage(21, 25, stance)]);
    let (contradicts, supports, nearest) = (one(Stance::Contradicts), one(Stance::Supports), one(Stance::Nearest));
    let given: [(&str, Giving<'_>); 5] = [
        ("none", &none),
        ("none exists", &none_exists),
        ("contradicts", &contradicts),
        ("supports", &supports),
        ("nearest", &nearest),
    ];
    for (demand, enough) in [
        (EvidenceDemand::None, &["none", "none exists", "contradicts", "supports", "nearest"][..]),
        (EvidenceDemand::Contradicting, &["contradicts"]),
        (EvidenceDemand::NoneExistsOrNearest, &["none exists", "nearest"]),
        (EvidenceDemand::Any, &["none exists", "contradicts", "supports", "nearest"]),
    ] {
        for (name, evidence) in given {
            assert_eq!(can_submit(demand, evidence), enough.contains(&name), "{demand:?} with {name}");
        }
    }
}

#[test]
fn every_label_of_an_annotation_may_demand() {
    let mut desk = Desk::new();
    let mut annotation = desk.annotation(1, 21, 25);
    annotation.labels = Labels { primary: Some("reasoning-error".into()), others: vec!["unsupported".into()] };
    desk.act(Intent::Annotate(annotation)).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    assert!(matches!(desk.decide(submit()), Err(Refusal::EvidenceMissing { label, .. }) if label == "Unsupported"));
}

#[test]
fn an_annotation_without_a_label_demands_nothing() {
    let mut desk = Desk::new();
    let mut annotation = desk.annotation(1, 21, 25);
    annotation.labels = Labels::default();
    desk.act(Intent::Annotate(annotation)).unwrap();
    desk.act(verdict("hallucinated")).unwrap();
    desk.act(submit()).unwrap();
}
