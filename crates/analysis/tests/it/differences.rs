//! Inserted, deleted, replaced and moved words, and what weighs most.

use proptest::prelude::*;
use touchstone_analysis::difference::{Change, ChangeKind, Place, Weight, difference};
use touchstone_domain::text::Text;

fn whole(text: &Text) -> touchstone_domain::span::Span {
    text.span(0, u64::from(text.length().0)).unwrap()
}

fn told(claim: &str, source: &str) -> Vec<(ChangeKind, String, String, Weight)> {
    let (claim, source) = (Text::new(claim).unwrap(), Text::new(source).unwrap());
    let found = difference(&claim, whole(&claim), &[&source], &[Place { source: 0, span: whole(&source) }]);
    assert!(!found.approximate);
    let tell = |change: Change| {
        let here = change.sample.map(|span| claim.slice(span).to_owned()).unwrap_or_default();
        let there = change.passage.map(|place| source.slice(place.span).to_owned()).unwrap_or_default();
        (change.kind, here, there, change.weight)
    };
    found.changes.into_iter().map(tell).collect()
}

fn one(kind: ChangeKind, here: &str, there: &str, weight: Weight) -> Vec<(ChangeKind, String, String, Weight)> {
    vec![(kind, here.to_owned(), there.to_owned(), weight)]
}

#[test]
fn signs_and_case_are_no_difference() {
    assert_eq!(told("The Bridge, opened!", "the bridge opened"), []);
}

#[test]
fn words_are_inserted_deleted_and_replaced() {
    let source = "The bridge was opened by the king";
    assert_eq!(
        told("The old bridge was opened by the king", source),
        one(ChangeKind::Inserted, "old", "", Weight::Plain)
    );
    assert_eq!(told("The bridge was opened", source), one(ChangeKind::Deleted, "", "by the king", Weight::Plain));
    assert_eq!(
        told("The bridge was closed by the king", source),
        one(ChangeKind::Replaced, "closed", "opened", Weight::Plain)
    );
}

#[test]
fn numbers_weigh_most_then_names() {
    let source = "It was opened in 1932 by Queen Mary of Teck";
    assert_eq!(
        told("It was opened in 1933 by Queen Mary of Teck", source),
        one(ChangeKind::Replaced, "1933", "1932", Weight::Number)
    );
    assert_eq!(
        told("It was opened in 1932 by Queen Anne of Teck", source),
        one(ChangeKind::Replaced, "Anne", "Mary", Weight::Name)
    );
    assert_eq!(
        told("It was opened by Queen Mary of Teck", source),
        one(ChangeKind::Deleted, "", "in 1932", Weight::Plain)
    );
}

#[test]
fn words_that_stand_elsewhere_are_moved() {
    let found =
        told("In the spring of 1932 the king opened the bridge", "The king opened the bridge in the spring of 1932");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, ChangeKind::Moved);
    assert!(found[0].1.eq_ignore_ascii_case(&found[0].2), "both halves are the same words: {found:?}");
}

#[test]
fn a_stretch_that_could_stand_next_to_another_is_one_with_it() {
    let found = told(
        "In the spring of 1978 the last ferry was broken up by Emma Thompson",
        "The last ferry was broken up in the spring of 1978",
    );
    let told: Vec<_> = found.iter().map(|(kind, here, _, weight)| (*kind, here.as_str(), *weight)).collect();
    assert_eq!(
        told,
        [
            (ChangeKind::Moved, "In the spring of 1978", Weight::Plain),
            (ChangeKind::Inserted, "by", Weight::Plain),
            (ChangeKind::Inserted, "Emma Thompson", Weight::Name),
        ]
    );
}

#[test]
fn without_passages_there_is_nothing_to_tell_and_a_bound_is_told() {
    let text = Text::new("word ".repeat(20_001)).unwrap();
    assert_eq!(difference(&text, whole(&text), &[], &[]).changes, []);
    let found = difference(&text, whole(&text), &[&text], &[Place { source: 0, span: whole(&text) }]);
    assert!(found.approximate && found.changes.is_empty());
}

proptest! {
    #[test]
    fn what_is_not_told_is_the_same_on_both_sides(
        claim in proptest::collection::vec(0_u8..12, 1..40), source in proptest::collection::vec(0_u8..12, 1..40)
    ) {
        let written = |words: &[u8]| Text::new(words.iter().map(|word| format!("wort{word}")).collect::<Vec<_>>().join(" ")).unwrap();
        let (claim, source) = (written(&claim), written(&source));
        let found = difference(&claim, whole(&claim), &[&source], &[Place { source: 0, span: whole(&source) }]);
        let rest = |text: &Text, told: Vec<touchstone_domain::span::Span>| {
            let mut characters: Vec<char> = text.as_str().chars().collect();
            for span in told {
                characters[span.start().get()..span.end().get()].fill(' ');
            }
            characters.into_iter().collect::<String>().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        let here = found.changes.iter().filter_map(|change| change.sample).collect();
        let there = found.changes.iter().filter_map(|change| change.passage).map(|place| place.span).collect();
        prop_assert_eq!(rest(&claim, here), rest(&source, there));
    }
}
