//! Agreement over spans: the vectors, the reference on the `XSum` annotations, and hard cases.

use crate::xsum::read;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use touchstone_analysis::agreement::spans::alpha_u::alpha_u_1995;
use touchstone_analysis::agreement::spans::continuum::{Continuum, Unit, u_alpha};
use touchstone_analysis::agreement::spans::{self, Mark, ReviewedSpans, SpanItem, SpanTable};
use touchstone_analysis::figure::{Figure, Undefined};
use touchstone_analysis::tokenize::tokenize;
use touchstone_domain::text::Text;

pub(crate) fn continuum(case: &Value, begin: u64) -> (Continuum, BTreeMap<String, u32>) {
    let mut categories: BTreeMap<String, u32> = BTreeMap::new();
    let mut coders = Vec::new();
    for coder in case["coders"].as_array().unwrap() {
        let mut units = Vec::new();
        for unit in coder.as_array().unwrap() {
            let next = categories.len() as u32;
            let category = *categories.entry(unit[2].as_str().unwrap().to_owned()).or_insert(next);
            let at = |index: usize| (unit[index].as_u64().unwrap() - begin) as u32;
            units.push(Unit { start: at(0), end: at(1), category });
        }
        units.sort_unstable();
        coders.push(units);
    }
    (Continuum { length: case["L"].as_u64().unwrap() as u32, coders }, categories)
}

#[track_caller]
fn close(name: &str, figure: &Figure, expected: &Value) {
    let figure = figure.clone().unwrap_or_else(|reason| panic!("{name}: {reason}"));
    let expected = expected.as_f64().unwrap();
    assert!((figure - expected).abs() < 1e-6, "{name}: {figure} against {expected}");
}

#[test]
fn every_vector_of_unitizing_is_met() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let cases = vectors["unitizing"].as_array().unwrap();
    assert_eq!(cases.len(), 22);
    for (at, case) in cases.iter().enumerate() {
        let (made, categories) = continuum(case, case["begin"].as_u64().unwrap_or(0));
        let (alpha, parts) = alpha_u_1995(&made);
        close(&format!("{at} alpha_U"), &alpha, &case["dkpro_alpha_u_1995"]);
        for (name, expected) in case["dkpro_per_category"].as_object().into_iter().flatten() {
            let (observed, expected_disagreement) = parts[&categories[name]];
            close("Do", &Ok(observed), &expected["Do"]);
            close("De", &Ok(expected_disagreement), &expected["De"]);
        }
        if case.get("u").is_none() {
            continue;
        }
        let found = u_alpha(&made);
        close(&format!("{at} u"), &found.u, &case["u"]);
        close(&format!("{at} |u"), &found.binary, &case["bu"]);
        close(&format!("{at} cu"), &found.cu, &case["cu_2016_eq10"]);
        close(&format!("{at} coverage"), &Ok(found.coverage), &case["cu_coverage"]);
        for (name, expected) in case["ku"].as_object().unwrap() {
            close(&format!("{at} ({name})u"), &found.ku[&categories[name]], expected);
        }
    }
}

#[test]
fn the_xsum_figures_meet_the_reference() {
    let (Some(texts), Some(lines), Some(reference)) =
        (read("data/spans/xsum/texts.jsonl"), read("data/spans/xsum/spans.jsonl"), read("reference/reference.json"))
    else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let parse = |line: &str| serde_json::from_str::<Value>(line).unwrap();
    let mut items: BTreeMap<String, SpanItem> = BTreeMap::new();
    for line in texts.lines().map(parse) {
        let text = Text::new(line["text"].as_str().unwrap()).unwrap();
        let tokens = tokenize(&text).iter().map(|token| (token.start().0, token.end().0)).collect();
        let item = SpanItem { length: text.length().0, tokens, reviews: Vec::new() };
        items.insert(line["item"].as_str().unwrap().to_owned(), item);
    }
    for line in lines.lines().map(parse) {
        let mark = |span: &Value| Mark {
            start: span["start"].as_u64().unwrap() as u32,
            end: span["end"].as_u64().unwrap() as u32,
            label: u32::from(span["label"] == "intrinsic"),
        };
        let marks = line["spans"].as_array().unwrap().iter().map(mark).collect();
        let item = items.get_mut(line["item"].as_str().unwrap()).unwrap();
        item.reviews.push(ReviewedSpans { reviewer: item.reviews.len() as u32, marks });
    }
    let mut table = SpanTable::new(2);
    for item in items.values() {
        table.add(item);
    }
    assert_eq!(table.items(), 2500);
    let found = spans::of(&table);
    let characters: u32 = items.values().map(|item| item.length).sum();
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let expected = &reference["spans"]["xsum"];
    assert_eq!(u64::from(characters), expected["chars"].as_u64().unwrap());
    let tokens: usize = items.values().map(|item| item.tokens.len()).sum();
    assert_eq!(tokens as u64, expected["tokens"].as_u64().unwrap());
    assert_eq!(items.len() as u64, expected["items"].as_u64().unwrap());
    let pairs = |is_one: fn(bool, bool) -> bool| {
        let of_item = |item: &SpanItem| {
            let empty = |at: usize| item.reviews[at].marks.is_empty();
            let pairs = (0..item.reviews.len()).flat_map(|a| (a + 1..item.reviews.len()).map(move |b| (a, b)));
            pairs.filter(|(a, b)| is_one(empty(*a), empty(*b))).count() as u64
        };
        items.values().map(of_item).sum::<u64>()
    };
    assert_eq!(pairs(|_, _| true), expected["pairwise"]["n_item_pairs"].as_u64().unwrap());
    assert_eq!(pairs(|a, b| a && b), expected["pairwise"]["both_empty"].as_u64().unwrap());
    assert_eq!(pairs(|a, b| a != b), expected["pairwise"]["one_empty"].as_u64().unwrap());
    let (micro, macros) = (&expected["pairwise"]["micro"], &expected["pairwise"]["macro_item_pair_empty1"]);
    close("alpha char", &found.alpha_char, &expected["alpha_char_binary"]);
    close("exact", &found.exact_f1, &micro["exact_f1"]);
    close("iou", &found.iou50_f1, &micro["iou50_f1"]);
    close("char", &found.char_f1_micro, &micro["char_f1"]);
    close("exact label", &found.exact_label_f1, &micro["exact_label_f1"]);
    close("exact macro", &found.exact_f1_macro, &macros["exact"]);
    close("iou macro", &found.iou50_f1_macro, &macros["iou5"]);
    close("char macro", &found.char_f1_macro, &macros["char"]);
    close("kind alpha", &found.kind_alpha_char, &expected["alpha_char_categorical"]);
    let near = |figure: &Figure, expected: &Value| {
        assert!((figure.clone().unwrap() - expected.as_f64().unwrap()).abs() < 1e-3, "{figure:?} against {expected}");
    };
    near(&found.alpha_token, &expected["alpha_token_binary"]);
    near(&found.token_f1_micro, &micro["token_f1"]);
    // The reference puts the items of one team behind each other: that is the sum over them.
    let mut table = SpanTable::new(2);
    items.values().filter(|item| item.reviews.len() == 3).for_each(|item| {
        table.add(item);
    });
    let (found, expected) = (spans::of(&table), &expected["unitizing"]["largest"][0]);
    close("u", &found.u, &expected["u"]);
    close("|u", &found.u_binary, &expected["bu"]);
    close("cu", &found.cu, &expected["cu"]);
    close("(extrinsic)u", &found.ku[0], &expected["ku"]["extrinsic"]);
    close("(intrinsic)u", &found.ku[1], &expected["ku"]["intrinsic"]);
    // The 1995 figure depends on which items stand beside each other: in the order of the file.
    let in_order = texts.lines().map(|line| &items[parse(line)["item"].as_str().unwrap()]);
    let joined = joined(in_order.filter(|item| item.reviews.len() == 3));
    assert_eq!(u64::from(joined.length), expected["L"].as_u64().unwrap());
    let family = u_alpha(&joined);
    close("coverage", &Ok(family.coverage), &expected["cu_coverage"]);
    close("u", &family.u, &expected["u"]);
    let (alpha, parts) = alpha_u_1995(&joined);
    close("alpha_U", &alpha, &expected["dkpro_alpha_u"]);
    for (label, name) in [(0, "extrinsic"), (1, "intrinsic")] {
        let (observed, by_chance) = parts[&label];
        close(name, &Ok(1.0 - observed / by_chance), &expected["dkpro_per_category"][name]);
    }
}

/// Items behind each other, as one text of the same three coders. Where marks of one coder overlap,
/// the label with the higher number counts, and marks with one label that touch are one.
fn joined<'a>(items: impl Iterator<Item = &'a SpanItem>) -> Continuum {
    let mut joined = Continuum { length: 0, coders: vec![Vec::new(); 3] };
    for item in items {
        for (coder, review) in joined.coders.iter_mut().zip(&item.reviews) {
            let mut labels: Vec<Option<u32>> = vec![None; item.length as usize];
            for mark in &review.marks {
                labels[mark.start as usize..mark.end as usize]
                    .iter_mut()
                    .for_each(|at| *at = (*at).max(Some(mark.label)));
            }
            let mut start = joined.length;
            for run in labels.chunk_by(|a, b| a == b) {
                let end = start + run.len() as u32;
                coder.extend(run[0].map(|category| Unit { start, end, category }));
                start = end;
            }
        }
        joined.length += item.length;
    }
    joined
}

type Given<'a> = &'a [(u32, u32, u32)];

fn item(length: u32, reviews: &[Given<'_>]) -> SpanItem {
    let review = |(reviewer, marks): (usize, &Given<'_>)| ReviewedSpans {
        reviewer: reviewer as u32,
        marks: marks.iter().map(|(start, end, label)| Mark { start: *start, end: *end, label: *label }).collect(),
    };
    SpanItem {
        length,
        tokens: (0..length / 2).map(|token| (token * 2, token * 2 + 1)).collect(),
        reviews: reviews.iter().enumerate().map(review).collect(),
    }
}

fn of(items: &[SpanItem]) -> spans::SpanAgreement<Figure> {
    let mut table = SpanTable::new(3);
    for item in items {
        table.add(item);
    }
    spans::of(&table)
}

#[test]
fn nothing_marked_is_undefined_but_the_means_are_one() {
    let found = of(&[item(20, &[&[], &[]]), item(20, &[&[], &[], &[]])]);
    let none = Err(Undefined::NothingMarked);
    assert_eq!((&found.alpha_char, &found.exact_f1, &found.kind_alpha_char), (&none, &none, &none));
    assert_eq!((&found.exact_f1_macro, &found.char_f1_macro), (&Ok(1.0), &Ok(1.0)));
    assert_eq!(found.label_agreement, Err(Undefined::NoOverlap));
}

#[test]
fn one_review_or_none_is_not_shared() {
    let found = of(&[item(20, &[&[(0, 4, 0)]]), item(20, &[])]);
    assert_eq!((found.alpha_char, found.char_f1_macro), (Err(Undefined::NothingShared), Err(Undefined::NothingShared)));
}

#[test]
fn everything_marked_by_all_is_undefined() {
    assert_eq!(of(&[item(20, &[&[(0, 20, 1)], &[(0, 20, 1)]])]).alpha_char, Err(Undefined::AllMarked));
}

#[test]
fn one_empty_counts_as_nothing_shared() {
    let found = of(&[item(20, &[&[(0, 4, 0)], &[]])]);
    assert_eq!((found.exact_f1, found.char_f1_macro), (Ok(0.0), Ok(0.0)));
}

#[test]
fn one_word_jitter_keeps_the_match_and_loses_the_exact() {
    let found = of(&[item(100, &[&[(10, 20, 1)], &[(10, 22, 1)]])]);
    assert_eq!((&found.exact_f1, &found.iou50_f1, &found.label_agreement), (&Ok(0.0), &Ok(1.0), &Ok(1.0)));
    assert_eq!(found.char_f1_micro, Ok(20.0 / 22.0));
}

#[test]
fn overlapping_marks_of_one_reviewer_count_characters_once() {
    let found = of(&[item(100, &[&[(10, 20, 0), (15, 30, 1), (10, 20, 0)], &[(10, 30, 0)]])]);
    assert_eq!((found.char_f1_micro, found.alpha_char), (Ok(1.0), Ok(1.0)));
    // Two places of one and one of the other.
    assert_eq!(found.iou50_f1, Ok(2.0 / 3.0));
}

#[test]
fn same_place_with_another_label_is_another_kind() {
    let found = of(&[item(100, &[&[(10, 20, 0)], &[(10, 20, 2)]])]);
    assert_eq!((&found.exact_f1, &found.exact_label_f1, &found.label_agreement), (&Ok(1.0), &Ok(0.0), &Ok(0.0)));
    assert!(found.kind_alpha_char.unwrap() < found.alpha_char.unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn order_of_reviewers_and_marks_does_not_matter(
        marks in prop::collection::vec(prop::collection::vec((0..40_u32, 1..15_u32, 0..3_u32), 0..5), 2..5),
    ) {
        let mut reviews: Vec<Vec<(u32, u32, u32)>> = marks.into_iter()
            .map(|marks| marks.into_iter().map(|(start, length, label)| (start, start + length, label)).collect())
            .collect();
        let as_given: Vec<Given<'_>> = reviews.iter().map(Vec::as_slice).collect();
        let one = of(&[item(60, &as_given)]);
        reviews.reverse();
        reviews.iter_mut().for_each(|marks| marks.reverse());
        let turned: Vec<Given<'_>> = reviews.iter().map(Vec::as_slice).collect();
        let other = of(&[item(60, &turned)]);
        let near = |a: &Figure, b: &Figure| match (a, b) {
            (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        };
        prop_assert!(near(&one.alpha_char, &other.alpha_char));
        prop_assert!(near(&one.alpha_token, &other.alpha_token));
        prop_assert!(near(&one.exact_f1, &other.exact_f1));
        prop_assert!(near(&one.char_f1_macro, &other.char_f1_macro));
        prop_assert!(near(&one.kind_alpha_char, &other.kind_alpha_char));
    }
}
