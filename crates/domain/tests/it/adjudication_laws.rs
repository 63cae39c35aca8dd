//! Laws of adjudication, held for any work an adjudicator may do.

use crate::bench::{Bench, because};
use crate::desk::{Desk, annotation_id};
use proptest::prelude::*;
use touchstone_domain::adjudication::deciding::{Case, Wish};
use touchstone_domain::adjudication::{Adjudication, fold};
use touchstone_domain::event::Event;
use touchstone_domain::id::AnnotationId;
use touchstone_domain::review;
use touchstone_domain::span::ScalarOffset;

/// A candidate, what all agree on, a difference, or a piece of gold by its number.
fn name() -> impl Strategy<Value = AnnotationId> {
    prop_oneof![
        3 => (1..5_u8).prop_map(annotation_id),
        1 => (100..103_u8).prop_map(annotation_id),
        2 => (0..12_u8, 0..2_u8).prop_map(|(at, half)| AnnotationId::from_parts(&["gold", &format!("{at}/{half}")])),
    ]
}

fn wish() -> impl Strategy<Value = Wish> {
    prop_oneof![
        4 => name().prop_map(|id| Wish::Accept(id, because())),
        2 => name().prop_map(|id| Wish::Reject(id, because())),
        2 => (name(), 0..60_u32, 1..15_u32, any::<bool>()).prop_map(|(id, start, length, corrects)| {
            let mut annotation = Desk::new().annotation(1, start, start + length);
            annotation.id = id;
            annotation.correction = corrects.then(|| "other".to_owned());
            Wish::Change(annotation, because())
        }),
        1 => prop::collection::vec(name(), 1..4).prop_map(|ids| Wish::Merge(ids, because())),
        1 => (name(), 20..70_u32).prop_map(|(id, at)| Wish::Split(id, ScalarOffset(at), because())),
        1 => (0..60_u32, 1..15_u32).prop_map(|(start, length)| {
            Wish::Add(Desk::new().annotation(1, start, start + length), because())
        }),
        1 => prop::option::of(prop::sample::select(vec!["clean", "hallucinated"]))
            .prop_map(|verdict| Wish::DecideVerdict(verdict.map(Into::into), because())),
        2 => any::<bool>().prop_map(|confirmed| Wish::Settle { confirmed }),
        1 => Just(Wish::Reopen),
        2 => Just(Wish::Undo),
        1 => Just(Wish::Redo),
    ]
}

fn done(work: Vec<Wish>) -> Bench {
    let mut bench = Bench::new();
    for wish in work {
        let _ = bench.act(wish);
    }
    bench
}

/// All but the stacks of undo.
fn content(adjudication: &Adjudication) -> Adjudication {
    Adjudication { undo: Vec::new(), redo: Vec::new(), ..adjudication.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn order_and_repetition_of_facts_do_not_matter(work in prop::collection::vec(wish(), 0..25), seed in any::<u64>()) {
        let bench = done(work);
        let mut events: Vec<Event> = bench.events.iter().chain(&bench.events[bench.events.len() / 2..]).cloned().collect();
        let mut state = seed | 1;
        for at in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(fold(&events), bench.adjudication());
    }

    #[test]
    fn undo_takes_back_exactly_the_last_act_and_redo_does_it_again(work in prop::collection::vec(wish(), 0..25), last in wish()) {
        let mut bench = done(work);
        prop_assume!(!matches!(last, Wish::Undo | Wish::Redo));
        let (before, count) = (content(&bench.adjudication()), bench.events.len());
        let _ = bench.act(last);
        if bench.events.len() > count {
            let after = content(&bench.adjudication());
            bench.act(Wish::Undo).unwrap();
            prop_assert_eq!(content(&bench.adjudication()), before);
            bench.act(Wish::Redo).unwrap();
            prop_assert_eq!(content(&bench.adjudication()), after);
        }
    }

    #[test]
    fn all_of_it_can_be_undone(work in prop::collection::vec(wish(), 0..25)) {
        let mut bench = done(work);
        while bench.act(Wish::Undo).is_ok() {}
        prop_assert_eq!(content(&bench.adjudication()), Adjudication::default());
    }

    #[test]
    fn settled_gold_can_always_be_corrected_and_fits_its_verdict(work in prop::collection::vec(wish(), 0..40)) {
        let bench = done(work);
        let adjudication = bench.adjudication();
        let case = Case { adjudication: &adjudication, differences: &bench.differences };
        if let Some(settled) = &adjudication.settled {
            prop_assert_eq!(case.open().count(), 0);
            prop_assert_eq!(settled.gold.iter().collect::<Vec<_>>(), case.gold());
            prop_assert!(touchstone_domain::adjudication::corrected::corrected(&bench.desk.sample, &settled.gold).is_ok());
            prop_assert!(settled.verdict.as_str() != "clean" || settled.gold.is_empty());
            for segment in settled.gold.iter().flat_map(|annotation| &annotation.segments) {
                prop_assert!(bench.desk.sample.check(segment).is_ok());
            }
        }
    }

    #[test]
    fn an_adjudication_is_no_review(work in prop::collection::vec(wish(), 0..25)) {
        let bench = done(work);
        prop_assert_eq!(review::fold(&bench.events), review::fold(&[]));
    }
}
