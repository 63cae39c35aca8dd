//! Reliability of a reviewer: values computed by hand, and what holds for any marks.

use proptest::prelude::*;
use touchstone_analysis::agreement::spans::Mark;
use touchstone_analysis::figure::Undefined;
use touchstone_analysis::reliability::gold::{self, Check};
use touchstone_analysis::reliability::influence::{self, Trial};
use touchstone_analysis::reliability::{
    Basis, Entry, Measured, Reference, Reliability, Reviewed, Said, Sampling, compare, measure,
};

const SAMPLING: Sampling = Sampling { draws: 200, seed: 7 };
/// "aaaa bbbb cccc dddd eeee ffff": words of four letters, a blank between them.
const WORDS: [(u32, u32); 6] = [(0, 4), (5, 9), (10, 14), (15, 19), (20, 24), (25, 29)];

#[derive(Debug, Clone, Default)]
struct Spoken {
    verdict: Option<u32>,
    marks: Vec<Mark>,
    severities: Vec<Option<u32>>,
}

fn spoken(verdict: u32, marks: &[(u32, u32, u32, u32)]) -> Spoken {
    Spoken {
        verdict: Some(verdict),
        marks: marks.iter().map(|(start, end, label, _)| Mark { start: *start, end: *end, label: *label }).collect(),
        severities: marks.iter().map(|mark| Some(mark.3)).collect(),
    }
}

fn said(spoken: &Spoken) -> Said<'_> {
    Said { verdict: spoken.verdict, marks: &spoken.marks, severities: &spoken.severities }
}

/// The entries of the reviewer at `who`, an item each.
fn entries(items: &[Vec<Spoken>], who: usize) -> Vec<Entry> {
    let of_item = |(number, item): (i64, &Vec<Spoken>)| {
        let reviewed = Reviewed { tokens: &WORDS, reviews: item.iter().map(said).collect() };
        let compared = compare(&reviewed).into_iter().nth(who);
        Entry { at: Some(number * 60_000), elapsed_ms: Some(30_000), compared }
    };
    (0..).zip(items).map(of_item).collect()
}

fn value(measured: &Measured) -> f64 {
    measured.value.clone().unwrap()
}

/// Three reviewers, two items. The first reviewer: item 1 starts a word early, ends where the others
/// do; item 2 misses a span and marks one alone.
fn two_items() -> Vec<Vec<Spoken>> {
    vec![
        vec![spoken(1, &[(5, 19, 0, 2)]), spoken(1, &[(10, 19, 1, 1)]), spoken(1, &[(10, 19, 1, 0)])],
        vec![spoken(0, &[(25, 29, 0, 0)]), spoken(1, &[(0, 9, 0, 0)]), spoken(1, &[(0, 9, 0, 0)])],
    ]
}

#[test]
fn every_figure_is_what_a_hand_computes() {
    let found = measure(&entries(&two_items(), 0), SAMPLING);
    assert_eq!((found.basis, found.reviews, found.compared), (Basis::Several, 2, 2));
    // The others hold (10, 19) and (0, 9); the second is missed.
    assert_eq!((value(&found.misses), found.misses.n), (0.5, 2));
    // Of two own spans (25, 29) has no support; 14 and 4 characters, of which 5 and 4 stand alone.
    assert_eq!((value(&found.over_marking), found.over_marking.n), (0.5, 2));
    assert_eq!((value(&found.over_marked_characters), found.over_marked_characters.n), (9.0 / 18.0, 18));
    // One matched span: (5, 19) against (10, 19), an overlap of 9 / 14.
    assert_eq!((value(&found.starts), value(&found.ends), found.starts.n), (-5.0, 0.0, 1));
    // Rank 2 against the median of 1 and 0, half-way.
    assert_eq!((value(&found.severity), found.severity.n), (1.5, 1));
    assert_eq!((value(&found.same_label), found.confused), (0.0, Some((0, 1, 1))));
    assert_eq!((value(&found.same_verdict), found.same_verdict.n), (0.5, 2));
    // F1 of characters: 2·9 / (14 + 9) with both others in item 1, 0 in item 2.
    assert!((value(&found.agreement) - 9.0 / 23.0).abs() < 1e-12);
    assert_eq!((value(&found.time), found.time.n), (30_000.0, 2));
    // Two draws of two rows: all or nothing are both among them.
    assert_eq!(found.misses.interval, Ok((0.0, 1.0)));
}

#[test]
fn two_others_hold_only_what_both_mark_and_split_where_half_do() {
    let item = [spoken(1, &[]), spoken(1, &[(0, 9, 0, 0)]), spoken(1, &[(0, 4, 0, 0), (5, 14, 0, 0)])];
    let reviewed = Reviewed { tokens: &WORDS, reviews: item.iter().map(said).collect() };
    let compared = &compare(&reviewed)[0];
    let places: Vec<(u32, u32)> = compared.reference.iter().map(|span| (span.start, span.end)).collect();
    assert_eq!(places, [(0, 4), (5, 9)]);
    assert!(compared.misses() && !compared.marks_alone());
}

#[test]
fn a_single_other_is_the_reference_only_where_there_is_never_a_second() {
    let two = vec![vec![spoken(1, &[(0, 4, 0, 0)]), spoken(1, &[(5, 9, 0, 0)])]];
    let found = measure(&entries(&two, 0), SAMPLING);
    assert_eq!((found.basis, value(&found.misses), value(&found.over_marking)), (Basis::One, 1.0, 1.0));
    let mut mixed = two;
    mixed.extend(two_items());
    let found = measure(&entries(&mixed, 0), SAMPLING);
    assert_eq!((found.basis, found.compared, found.misses.n), (Basis::Several, 2, 2));
}

#[test]
fn what_cannot_be_said_has_its_reason() {
    let alone = measure(&entries(&[vec![spoken(1, &[(0, 4, 0, 0)])]], 0), SAMPLING);
    assert_eq!(alone.basis, Basis::None);
    assert_eq!(alone.misses.value, Err(Undefined::NobodyElse));
    assert_eq!(alone.misses.interval, Err(Undefined::NobodyElse));
    let empty = vec![vec![spoken(1, &[]), spoken(1, &[]), spoken(0, &[])]];
    let found = measure(&entries(&empty, 0), SAMPLING);
    assert_eq!(found.misses.value, Err(Undefined::NothingHeld));
    assert_eq!(found.over_marking.value, Err(Undefined::OwnNothing));
    assert_eq!(found.starts.value, Err(Undefined::NoMatch));
    assert_eq!(found.severity.value, Err(Undefined::NoSeverity));
    // The others are one against one: there is no verdict that most of them give.
    assert_eq!(found.same_verdict.value, Err(Undefined::NoSharedVerdict));
    assert_eq!(found.agreement_thirds.change.value, Err(Undefined::NoSitting { at_least: 6 }));
    // Nothing marked by both is agreement in full.
    assert_eq!(value(&found.agreement), 1.0);
    let untimed = Entry { at: None, elapsed_ms: None, compared: None };
    assert_eq!(measure(&[untimed], SAMPLING).time.value, Err(Undefined::NoTime));
    assert_eq!(measure(&[], SAMPLING).agreement.value, Err(Undefined::NobodyElse));
}

#[test]
fn white_space_at_the_ends_of_a_mark_is_no_bias() {
    let item = vec![vec![spoken(1, &[(4, 10, 0, 0)]), spoken(1, &[(5, 9, 0, 0)]), spoken(1, &[(5, 9, 0, 0)])]];
    let found = measure(&entries(&item, 0), SAMPLING);
    assert_eq!((value(&found.starts), value(&found.ends)), (0.0, 0.0));
}

#[test]
fn a_sitting_that_gets_worse_and_slower_shows_it() {
    let good = || vec![spoken(1, &[(0, 4, 0, 0)]), spoken(1, &[(0, 4, 0, 0)]), spoken(1, &[(0, 4, 0, 0)])];
    let bad = || vec![spoken(1, &[(25, 29, 0, 0)]), spoken(1, &[(0, 4, 0, 0)]), spoken(1, &[(0, 4, 0, 0)])];
    let items: Vec<Vec<Spoken>> = (0..9).map(|number| if number < 6 { good() } else { bad() }).collect();
    let mut told = entries(&items, 0);
    for (number, entry) in (0..).zip(&mut told) {
        entry.elapsed_ms = Some(10_000 + 1_000 * number);
    }
    let found = measure(&told, SAMPLING);
    assert_eq!(found.sittings, 1);
    let thirds: Vec<f64> = found.agreement_thirds.thirds.iter().map(value).collect();
    assert_eq!(thirds, [1.0, 1.0, 0.0]);
    assert_eq!((value(&found.agreement_thirds.change), found.agreement_thirds.change.n), (-1.0, 6));
    let times: Vec<f64> = found.time_thirds.thirds.iter().map(value).collect();
    assert_eq!(times, [11_000.0, 14_000.0, 17_000.0]);
    assert_eq!(value(&found.time_thirds.change), 6_000.0);
    // A pause of more than half an hour before the seventh: two sittings, of which the second is short.
    for (number, entry) in (0..).zip(&mut told) {
        entry.at = Some(number * 60_000 + if number < 6 { 0 } else { 31 * 60_000 });
    }
    let found = measure(&told, SAMPLING);
    assert_eq!(found.sittings, 1);
    assert_eq!(value(&found.agreement_thirds.change), 0.0);
    // Work that came in one moment has no course.
    told.iter_mut().for_each(|entry| entry.at = Some(5));
    assert_eq!(measure(&told, SAMPLING).sittings, 0);
}

#[test]
fn attention_checks_are_counted_against_the_gold() {
    let right = Check { verdict: Some(1), gold_verdict: 1, spans: vec![(0, 4)], gold: vec![(2, 8), (10, 14)] };
    let wrong = Check { verdict: Some(0), gold_verdict: 1, spans: vec![(20, 24)], gold: vec![(0, 4)] };
    let silent = Check { verdict: None, gold_verdict: 0, spans: vec![], gold: vec![] };
    assert!(right.is_wrong() && right.misses() && !right.verdict_is_wrong() && !right.marks_beside());
    assert!(wrong.verdict_is_wrong() && wrong.marks_beside() && !silent.is_wrong());
    let found = gold::measure(&[right, wrong, silent], SAMPLING);
    assert_eq!((found.items, value(&found.verdict), found.verdict.n), (3, 0.5, 2));
    assert_eq!((value(&found.found), found.found.n), (1.0 / 3.0, 3));
    assert_eq!((value(&found.beside), found.beside.n), (0.5, 2));
    assert_eq!(gold::measure(&[], SAMPLING).verdict.value, Err(Undefined::NoGold));
}

#[test]
fn hints_that_draw_marks_and_hold_eyes_are_seen() {
    let hints = [(0, 4), (10, 14)];
    let reference = |found| [Reference { start: 0, end: 4, found: true }, Reference { start: 20, end: 24, found }];
    let (lacks, has) = (reference(false), reference(true));
    let trials: Vec<Trial<'_>> = (0..20)
        .map(|number| {
            let shown = number % 2 == 0;
            let spans = if shown { vec![(0, 4), (10, 14)] } else { vec![(0, 4), (20, 24)] };
            Trial { item: number / 2, shown, hints: &hints, spans, reference: if shown { &lacks } else { &has } }
        })
        .collect();
    let found = influence::measure(&trials, SAMPLING);
    assert_eq!((found.shown, found.hidden), (10, 10));
    let of = |contrast: &influence::Contrast| [&contrast.shown, &contrast.hidden, &contrast.difference].map(value);
    assert_eq!(of(&found.at_hints), [1.0, 0.5, 0.5]);
    assert_eq!(of(&found.outside), [0.0, 0.5, -0.5]);
    assert_eq!(of(&found.away), [0.0, 1.0, -1.0]);
    assert_eq!(of(&found.recall_away), [0.0, 1.0, -1.0]);
    assert_eq!((found.at_hints.shown.n, found.recall_away.hidden.n), (20, 10));
    // Every item is alike, so that no draw differs.
    assert_eq!(found.at_hints.difference.interval, Ok((0.5, 0.5)));
    let shown: Vec<Trial<'_>> = trials.iter().filter(|trial| trial.shown).cloned().collect();
    let one_sided = influence::measure(&shown, SAMPLING);
    assert_eq!(one_sided.at_hints.difference.value, Err(Undefined::OneArm));
    assert_eq!(one_sided.at_hints.hidden.value, Err(Undefined::OneArm));
    let mut turned = trials;
    turned.reverse();
    assert_eq!(influence::measure(&turned, SAMPLING), found);
}

fn anything() -> impl Strategy<Value = Vec<Vec<Spoken>>> {
    let mark = (0..28_u32, 1..12_u32, 0..3_u32, 0..3_u32)
        .prop_map(|(start, length, label, severity)| (start, (start + length).min(29), label, severity));
    let review = (0..2_u32, prop::collection::vec(mark, 0..4)).prop_map(|(verdict, marks)| spoken(verdict, &marks));
    prop::collection::vec(prop::collection::vec(review, 3..5), 1..12)
}

fn shares(found: &Reliability) -> [&Measured; 6] {
    [
        &found.agreement,
        &found.same_verdict,
        &found.misses,
        &found.over_marking,
        &found.over_marked_characters,
        &found.same_label,
    ]
}

proptest! {
    #[test]
    fn neither_the_order_of_items_nor_of_reviewers_nor_of_marks_matters(items in anything(), turn in 0..12_usize) {
        let told = entries(&items, 0);
        // The third of each entry stands in the order of the entries; the figures do not.
        let figures = |entries: &[Entry]| Reliability { third_of: Vec::new(), ..measure(entries, SAMPLING) };
        let expected = figures(&told);
        let mut turned = told;
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        turned.reverse();
        prop_assert_eq!(figures(&turned), expected.clone());
        // The same reviewer in another place, with marks the other way round.
        let mut moved = items.clone();
        for item in &mut moved {
            item.rotate_left(1);
            item[..].iter_mut().for_each(|review| { review.marks.reverse(); review.severities.reverse(); });
        }
        let last: Vec<Entry> = (0..).zip(&moved).map(|(number, item)| {
            let reviewed = Reviewed { tokens: &WORDS, reviews: item.iter().map(said).collect() };
            Entry { at: Some(number * 60_000), elapsed_ms: Some(30_000), compared: compare(&reviewed).pop() }
        }).collect();
        prop_assert_eq!(figures(&last), expected);
    }

    #[test]
    fn shares_are_shares_and_stand_in_their_intervals_hull(items in anything()) {
        let found = measure(&entries(&items, 0), SAMPLING);
        for share in shares(&found) {
            if let Ok(value) = share.value {
                prop_assert!((0.0..=1.0).contains(&value), "{:?}", share);
                prop_assert!(share.n > 0);
            }
            if let Ok((low, high)) = share.interval {
                prop_assert!(0.0 <= low && low <= high && high <= 1.0, "{:?}", share);
            }
        }
    }

    #[test]
    fn who_says_exactly_what_the_others_say_misses_nothing(items in anything()) {
        let alike: Vec<Vec<Spoken>> = items.iter().map(|item| vec![item[1].clone(); 3]).collect();
        let found = measure(&entries(&alike, 0), SAMPLING);
        for never in [&found.misses, &found.over_marking, &found.over_marked_characters] {
            prop_assert_eq!(never.value.clone().unwrap_or(0.0), 0.0);
        }
        prop_assert_eq!(value(&found.agreement), 1.0);
        prop_assert_eq!(value(&found.same_verdict), 1.0);
    }
}
