//! Laws of folding, held for any work a reviewer may do.

use crate::desk::{Desk, annotation_id, skip, submit};
use proptest::prelude::*;
use touchstone_domain::annotation::{Labels, Stance};
use touchstone_domain::event::Event;
use touchstone_domain::intent::Intent;
use touchstone_domain::label::VerdictMeaning;
use touchstone_domain::review::{ReviewState, fold};

/// One thing a reviewer tries; what is refused is simply not done.
fn intent() -> impl Strategy<Value = Intent> {
    let id = (0..4_u8).prop_map(annotation_id);
    let text =
        prop::option::of(prop::sample::select(vec!["", "a note", "другое"])).prop_map(|text| text.map(str::to_owned));
    let desk = Desk::new;
    prop_oneof![
        3 => (0..4_u8, 0..60_u32, 1..15_u32)
            .prop_map(move |(number, start, length)| Intent::Annotate(desk().annotation(number, start, start + length))),
        1 => id.clone().prop_map(Intent::Withdraw),
        1 => (id.clone(), 0..40_u32, 1..15_u32, any::<bool>()).prop_map(move |(id, start, length, two)| {
            let desk = desk();
            let mut segments = vec![desk.segment(start, start + length)];
            if two {
                segments.push(desk.segment(60, 70));
            }
            Intent::Rebound(id, segments)
        }),
        1 => (id.clone(), prop::sample::select(vec!["contradiction", "reasoning-error", "no-such-label"]))
            .prop_map(|(id, label)| Intent::Relabel(id, Labels::one(label.into()))),
        1 => (id.clone(), prop::option::of(prop::sample::select(vec!["minor", "critical"])))
            .prop_map(|(id, severity)| Intent::Grade(id, severity.map(Into::into))),
        1 => (id.clone(), 0..20_u32, prop::sample::select(vec![Stance::Contradicts, Stance::Nearest]))
            .prop_map(move |(id, start, stance)| Intent::AddEvidence(id, desk().passage(start, start + 5, stance))),
        1 => (id.clone(), 0..3_usize).prop_map(|(id, index)| Intent::RemoveEvidence(id, index)),
        1 => (id.clone(), any::<bool>()).prop_map(|(id, stated)| Intent::StateNoneExists(id, stated)),
        1 => (id.clone(), text.clone()).prop_map(|(id, text)| Intent::Correct(id, text)),
        1 => (id.clone(), text.clone()).prop_map(|(id, text)| Intent::Note(id, text)),
        1 => (0..4_u8, 0..20_u32).prop_map(move |(number, start)| Intent::MarkOmission(desk().omission(number, start, start + 4))),
        1 => (0..4_u8, 0..20_u32).prop_map(move |(number, start)| Intent::ChangeOmission(desk().omission(number, start, start + 9))),
        1 => id.prop_map(Intent::WithdrawOmission),
        3 => prop::option::of(prop::sample::select(vec!["clean", "hallucinated", "unsure"]))
            .prop_map(|verdict| Intent::GiveVerdict(verdict.map(Into::into))),
        1 => text.clone().prop_map(Intent::Flag),
        1 => text.prop_map(Intent::Remark),
        2 => Just(submit()),
        1 => Just(Intent::Submit { elapsed_ms: None, confirmed: true }),
        1 => Just(skip("later")),
        1 => Just(Intent::Reopen),
        1 => Just(Intent::WithdrawReview),
        3 => Just(Intent::Undo),
        2 => Just(Intent::Redo),
    ]
}

fn is_undoable(intent: &Intent) -> bool {
    !matches!(intent, Intent::Undo | Intent::Redo | Intent::Submit { .. } | Intent::Skip { .. } | Intent::Reopen)
}

fn work() -> impl Strategy<Value = Vec<Intent>> {
    prop::collection::vec(intent(), 0..40)
}

fn done(work: Vec<Intent>) -> Desk {
    let mut desk = Desk::new();
    for intent in work {
        let _ = desk.act(intent);
    }
    desk
}

/// The events of both, as two projects that exchange packets have them.
fn union(one: &[Event], other: &[Event]) -> Vec<Event> {
    [one, other].concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_order_and_the_repetition_of_events_do_not_matter(work in work(), order in any::<prop::sample::Index>(), seed in any::<u64>()) {
        let desk = done(work);
        let mut events = union(&desk.events, &desk.events[..if desk.events.is_empty() { 0 } else { order.index(desk.events.len()) }]);
        let mut state = seed | 1;
        for at in (1..events.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            events.swap(at, usize::try_from(state >> 33).unwrap() % (at + 1));
        }
        prop_assert_eq!(fold(&events), desk.review());
    }

    #[test]
    fn the_union_is_commutative_associative_and_idempotent(work in work(), cuts in prop::collection::vec(0..3_u8, 0..80)) {
        let desk = done(work);
        // Three machines, each with a part; some events are on more than one.
        let part = |number: u8| -> Vec<Event> {
            let has = |at: usize| cuts.get(at).is_none_or(|cut| *cut == number || *cut == (number + 1) % 3);
            desk.events.iter().enumerate().filter(|(at, _)| has(*at)).map(|(_, event)| event.clone()).collect()
        };
        let (a, b, c) = (part(0), part(1), part(2));
        prop_assert_eq!(fold(&union(&a, &b)), fold(&union(&b, &a)));
        prop_assert_eq!(fold(&union(&union(&a, &b), &c)), fold(&union(&a, &union(&b, &c))));
        prop_assert_eq!(fold(&union(&a, &a)), fold(&a));
        prop_assert_eq!(fold(&union(&union(&a, &b), &c)), desk.review());
    }

    #[test]
    fn undo_gives_back_the_content_before_and_redo_the_content_after(work in work(), last in intent()) {
        let mut desk = done(work);
        let before = desk.review().content;
        let count = desk.events.len();
        if is_undoable(&last) && desk.act(last).is_ok() && desk.events.len() > count {
            let after = desk.review().content;
            desk.act(Intent::Undo).unwrap();
            prop_assert_eq!(&desk.review().content, &before);
            desk.act(Intent::Redo).unwrap();
            prop_assert_eq!(&desk.review().content, &after);
            prop_assert_eq!(desk.review().redo, []);
        }
    }

    #[test]
    fn everything_can_be_undone_and_done_again(work in work()) {
        let mut desk = done(work);
        let content = desk.review().content;
        let steps = desk.review().undo;
        for _ in &steps {
            desk.act(Intent::Undo).unwrap();
        }
        prop_assert_eq!(desk.review().content, touchstone_domain::review::Content::default());
        prop_assert!(desk.act(Intent::Undo).is_err());
        for _ in &steps {
            desk.act(Intent::Redo).unwrap();
        }
        let review = desk.review();
        prop_assert_eq!(review.content, content);
        prop_assert_eq!(review.undo, steps);
    }

    #[test]
    fn what_was_submitted_is_what_stood_there_then(work in work()) {
        let mut desk = Desk::new();
        let mut submitted = None;
        // What undoing a withdrawal gives back is told in `migrating`.
        for intent in work.into_iter().filter(|intent| *intent != Intent::WithdrawReview) {
            if desk.act(intent.clone()).is_err() {
                continue;
            }
            let review = desk.review();
            if matches!(intent, Intent::Submit { .. }) {
                prop_assert_eq!(&review.state, &ReviewState::Submitted);
                submitted = Some(review.content);
            } else if matches!(intent, Intent::Skip { .. }) {
                submitted = None;
            }
            prop_assert_eq!(&review.submitted, &submitted);
        }
    }

    #[test]
    fn what_is_submitted_keeps_the_rules(work in work()) {
        let desk = done(work);
        let review = desk.review();
        for annotation in &review.content.annotations {
            for segment in &annotation.segments {
                prop_assert_eq!(desk.sample.check(segment), Ok(()));
            }
        }
        if let Some(submitted) = review.submitted {
            let meaning = desk.schema.meaning(submitted.verdict.as_ref().unwrap()).unwrap();
            prop_assert!(meaning != VerdictMeaning::Clean || submitted.annotations.is_empty());
        }
        prop_assert!(review.undo.iter().all(|step| !review.redo.contains(step)));
    }

    #[test]
    fn events_survive_being_written_and_read(work in work()) {
        let desk = done(work);
        for event in &desk.events {
            let read: Event = serde_json::from_str(&event.canonical()).unwrap();
            prop_assert_eq!(&read, event);
            prop_assert_eq!(read.digest(), event.digest());
        }
    }
}
