//! Gamma: by hand, against the authors' way of computing as a published program has it, and its laws.

use crate::span_agreement::continuum;
use proptest::prelude::*;
use serde_json::Value;
use touchstone_analysis::agreement::spans::continuum::Unit;
use touchstone_analysis::agreement::spans::gamma::{Coded, Gamma, gamma};
use touchstone_analysis::figure::Undefined;

fn item(length: u32, coders: &[&[(u32, u32, u32)]]) -> Coded {
    let unit = |(start, end, category): &(u32, u32, u32)| Unit { start: *start, end: *end, category: *category };
    Coded { length, coders: coders.iter().map(|units| units.iter().map(unit).collect()).collect() }
}

#[track_caller]
fn observed(items: &[Coded], expected: f64) {
    let found = gamma(items, 0).observed.unwrap();
    assert!((found - expected).abs() < 1e-5, "{found} against {expected}");
}

#[test]
fn by_hand() {
    // Equal: no disorder. Gamma is 1.
    let equal = gamma(&[item(100, &[&[(10, 20, 0), (40, 45, 1)], &[(10, 20, 0), (40, 45, 1)]])], 0);
    assert_eq!((equal.observed, equal.gamma), (Ok(0.0), Ok(1.0)));
    // One of two marks: that unit alone is 1, over half a unit for each.
    observed(&[item(100, &[&[(10, 20, 0)], &[]])], 2.0);
    // Same place, another label: 1, over one unit for each.
    observed(&[item(100, &[&[(10, 20, 0)], &[(10, 20, 1)]])], 1.0);
    // Apart by 2 + 2 of 10 + 10 characters: (4 / 20)².
    observed(&[item(100, &[&[(10, 20, 0)], &[(12, 22, 0)]])], 0.04);
    // Far apart: put together (80 / 20)² = 16, alone 1 each.
    observed(&[item(100, &[&[(10, 20, 0)], &[(50, 60, 0)]])], 2.0);
    // Two of three agree: two pairs of three lack a partner; over two thirds of a unit for each.
    observed(&[item(100, &[&[(10, 20, 0)], &[(10, 20, 0)], &[]])], 1.0);
    // The whole counts: a near pair is kept where the other two are far apart, ...
    observed(&[item(100, &[&[(0, 10, 0), (12, 22, 0)], &[(11, 21, 0), (23, 33, 0)]])], (0.01 + 1.0 + 1.0) / 2.0);
    // ... and given up for two middling ones where that is better.
    observed(&[item(100, &[&[(0, 10, 0), (11, 21, 0)], &[(9, 19, 0), (20, 30, 0)]])], (0.81 + 0.81) / 2.0);
    // Items add up: 0 and 2 halves, over 1 and ½ units.
    observed(&[item(50, &[&[(10, 20, 0)], &[(10, 20, 0)]]), item(50, &[&[(10, 20, 0)], &[]])], 1.0 / 1.5);
}

/// Disorders of pygamma-agreement 0.5.9 (`CombinedCategoricalDissimilarity`, weights 1) on the vectors
/// of unitizing.
const PUBLISHED: [f64; 22] = [
    1.5732077360153198,
    0.7706788182258606,
    1.4434287548065186,
    1.2536078691482544,
    1.4092445373535156,
    1.6408333778381348,
    1.058306097984314,
    1.1843664646148682,
    1.4509141445159912,
    1.3154062032699585,
    1.3213049173355103,
    1.4697917699813843,
    1.2942938804626465,
    1.26259446144104,
    1.2642360925674438,
    1.533253788948059,
    1.3370616436004639,
    1.4563921689987183,
    0.7065289616584778,
    1.326019287109375,
    0.36543211340904236,
    1.3024691343307495,
];

#[test]
fn the_disorder_is_that_of_the_published_program() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    for (case, expected) in vectors["unitizing"].as_array().unwrap().iter().zip(PUBLISHED) {
        let made = continuum(case, case["begin"].as_u64().unwrap_or(0)).0;
        observed(&[Coded { length: made.length, coders: made.coders }], expected);
    }
}

#[test]
fn nothing_to_compare_has_a_reason() {
    let reason = |items: &[Coded]| gamma(items, 0).gamma.unwrap_err();
    assert_eq!(reason(&[]), Undefined::NothingShared);
    assert_eq!(reason(&[item(10, &[&[(0, 5, 0)]])]), Undefined::NothingShared);
    assert_eq!(reason(&[item(10, &[&[], &[]])]), Undefined::NothingMarked);
}

#[test]
fn too_much_to_be_exact_is_refused_and_not_guessed() {
    let units: Vec<(u32, u32, u32)> = (0..60).map(|at| (at * 3, at * 3 + 40, at % 3)).collect();
    let crowd = item(300, &[&units, &units, &units, &units, &units]);
    assert_eq!(gamma(&[crowd], 0).gamma, Err(Undefined::TooManyAlignments));
}

#[test]
fn the_expected_part_hangs_on_the_seed_alone_and_tells_its_spread() {
    let items: Vec<Coded> = (0..20)
        .map(|at| {
            item(200, &[&[(at * 3, at * 3 + 20, 0), (100, 120, 1)], &[(at * 3 + 2, at * 3 + 20, 0), (101, 120, 0)]])
        })
        .collect();
    let of = |seed| gamma(&items, seed);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1).expected, of(2).expected);
    assert_eq!(of(1).observed, of(2).observed);
    let Gamma { gamma, expected_spread, expected, .. } = of(1);
    let (gamma, spread, expected) = (gamma.unwrap(), expected_spread.unwrap(), expected.unwrap());
    assert!(gamma > 0.0 && gamma < 1.0 && spread > 0.0 && spread < expected, "{gamma} {expected} {spread}");
}

/// Every partition, tried one by one.
fn plainly(coders: &[Vec<Unit>]) -> f64 {
    let pairs = (coders.len() * (coders.len() - 1) / 2) as f64;
    let apart = |a: &Unit, b: &Unit| {
        let place =
            f64::from(a.start.abs_diff(b.start) + a.end.abs_diff(b.end)) / f64::from(a.end - a.start + b.end - b.start);
        place * place + f64::from(u8::from(a.category != b.category))
    };
    let Some(first) = coders.iter().position(|units| !units.is_empty()) else { return 0.0 };
    let mut rest = coders.to_vec();
    let unit = rest[first].remove(0);
    let mut choices: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for (coder, units) in rest.iter().enumerate().skip(first + 1) {
        let grown = choices.clone();
        for number in 0..units.len() {
            choices.extend(grown.iter().map(|chosen| [chosen.as_slice(), &[(coder, number)]].concat()));
        }
    }
    choices
        .into_iter()
        .map(|chosen| {
            let mut left = rest.clone();
            let mut together = vec![unit];
            together.extend(chosen.iter().map(|(coder, number)| left[*coder].remove(*number)));
            let real: f64 = (0..together.len())
                .flat_map(|a| (a + 1..together.len()).map(move |b| (a, b)))
                .map(|(a, b)| apart(&together[a], &together[b]) - 1.0)
                .sum();
            (real + pairs) / pairs + plainly(&left)
        })
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn the_best_alignment_is_the_best_of_all(
        coders in prop::collection::vec(prop::collection::vec((0..30_u32, 1..12_u32, 0..2_u32), 0..4), 2..4),
    ) {
        let coders: Vec<Vec<Unit>> = coders.into_iter()
            .map(|units| units.into_iter().map(|(start, length, category)| Unit { start, end: start + length, category }).collect())
            .collect();
        let units: usize = coders.iter().map(Vec::len).sum();
        prop_assume!(units > 0);
        let found = gamma(&[Coded { length: 50, coders: coders.clone() }], 0).observed.unwrap();
        let expected = plainly(&coders) / (units as f64 / coders.len() as f64);
        prop_assert!((found - expected).abs() < 1e-9, "{} {}", found, expected);
        let mut turned = coders;
        turned.reverse();
        let again = gamma(&[Coded { length: 50, coders: turned }], 0).observed.unwrap();
        prop_assert!((found - again).abs() < 1e-9);
    }
}
