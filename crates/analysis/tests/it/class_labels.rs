//! Agreement and consensus over class labels: exact cases, hard cases, and what must not matter.

use proptest::prelude::*;
use serde_json::Value;
use touchstone_analysis::agreement::class_labels::{self, ClassAgreement, Scale};
use touchstone_analysis::agreement::pairs;
use touchstone_analysis::consensus::class_labels::{ClassConsensus, Method, Stop, estimate};
use touchstone_analysis::figure::Undefined;
use touchstone_analysis::votes::{LabelTable, LabelTableBuilder, Patterns, VoteTable};

const METHODS: [Method; 5] = [Method::Majority, Method::Weighted, Method::DawidSkene, Method::OneCoin, Method::Mace];

fn table(rows: &[(&str, &str, &str)], classes: &[&str]) -> LabelTable {
    let classes: Vec<String> = classes.iter().map(|class| (*class).to_owned()).collect();
    let mut builder = LabelTableBuilder::new((!classes.is_empty()).then_some(classes.as_slice()));
    for (item, reviewer, class) in rows {
        assert!(builder.add(item, reviewer, class));
    }
    LabelTable::of(vec![builder.finish()], str::cmp).unwrap()
}

fn agreement(table: &VoteTable) -> ClassAgreement {
    class_labels::of(&Patterns::new(table), &[Scale::Nominal])
}

#[test]
fn every_vector_of_alpha_is_met() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let cases = vectors["alpha"].as_array().unwrap();
    assert_eq!(cases.len(), 6);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        for (reviewer, given) in case["raters_by_items"].as_array().unwrap().iter().enumerate() {
            for (item, value) in given.as_array().unwrap().iter().enumerate() {
                if let Some(value) = value.as_u64() {
                    rows.push((item as u32, reviewer as u32, value));
                    values.push(value);
                }
            }
        }
        values.sort_unstable();
        values.dedup();
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(item, reviewer, value)| (item, reviewer, values.iter().position(|v| *v == value).unwrap() as u32))
            .collect();
        let table = VoteTable::new(12, 4, values.len(), &rows).unwrap();
        let scales =
            [Scale::Nominal, Scale::Ordinal, Scale::Interval(values.iter().map(|value| *value as f64).collect())];
        let found = class_labels::of(&Patterns::new(&table), &scales);
        for (scale, figure) in ["nominal", "ordinal", "interval"].iter().zip(&found.alpha) {
            match &case["alpha"][scale] {
                Value::String(_) => assert_eq!(figure, &Err(Undefined::OneClass { class: Some(0) }), "{name} {scale}"),
                expected @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                    let (figure, expected) = (figure.clone().unwrap(), expected.as_f64().unwrap());
                    assert!((figure - expected).abs() < 1e-9, "{name} {scale}: {figure} against {expected}");
                }
            }
        }
    }
}

#[test]
fn one_class_only_is_undefined_and_says_why() {
    let made = table(&[("a", "x", "yes"), ("a", "y", "yes"), ("b", "x", "yes"), ("b", "y", "yes")], &["no", "yes"]);
    let found = agreement(&made.votes);
    let one_class = Err(Undefined::OneClass { class: Some(1) });
    assert_eq!((&found.raw, &found.alpha[0]), (&Ok(1.0), &one_class));
    assert_eq!((&found.fleiss, &found.fleiss_generalised, &found.ac1), (&one_class, &one_class, &Ok(1.0)));
    let cohen = pairs::of(&made.votes);
    assert_eq!((cohen.undefined, cohen.mean), (1, Err(Undefined::FewShared { at_least: 10 })));
    let sentence = found.alpha[0].clone().unwrap_err().to_string();
    assert!(sentence.contains("same class"), "{sentence}");
    let one_declared = table(&[("a", "x", "yes"), ("a", "y", "yes")], &["yes"]);
    assert_eq!(agreement(&one_declared.votes).ac1, Err(Undefined::OneDeclared));
}

#[test]
fn nothing_shared_is_undefined() {
    let made = table(&[("a", "x", "yes"), ("b", "y", "no")], &[]);
    let found = agreement(&made.votes);
    let none = Err(Undefined::NothingShared);
    assert_eq!((&found.raw, &found.alpha[0], &found.fleiss, &found.ac1), (&none, &none, &none, &none));
    assert_eq!(pairs::of(&made.votes).mean, none);
    let empty = agreement(&VoteTable::default());
    assert_eq!((empty.items, empty.raw), (0, Err(Undefined::NothingShared)));
}

#[test]
fn declared_classes_count_in_ac1_alone() {
    let rows = [("a", "x", "yes"), ("a", "y", "no"), ("b", "x", "yes"), ("b", "y", "yes")];
    let (two, three) = (table(&rows, &["no", "yes"]), table(&rows, &["no", "yes", "unsure"]));
    let (two, three) = (agreement(&two.votes), agreement(&three.votes));
    assert_eq!(two.alpha, three.alpha);
    assert_eq!(two.fleiss, three.fleiss);
    // π = (1/4, 3/4): P_e = 3/8 over q − 1.
    assert!((two.ac1.unwrap() - (0.5 - 0.375) / (1.0 - 0.375)).abs() < 1e-12);
    assert!((three.ac1.unwrap() - (0.5 - 0.1875) / (1.0 - 0.1875)).abs() < 1e-12);
}

#[test]
fn a_tie_is_unresolved_for_every_method() {
    let made = table(&[("a", "x", "yes"), ("a", "y", "no")], &[]);
    for method in [Method::Majority, Method::Weighted, Method::DawidSkene, Method::OneCoin] {
        let found = estimate(&made.votes, method, Stop::Converged, 0);
        assert_eq!(found.labels, [None], "{method:?}");
        assert_eq!(found.most_probable(0), Some(0), "{method:?}: for accuracy only");
        assert!((found.entropy(0) - 1.0).abs() < 1e-9, "{method:?}");
    }
}

#[test]
fn two_of_five_are_no_majority() {
    let rows = [("a", "p", "1"), ("a", "q", "1"), ("a", "r", "2"), ("a", "s", "3"), ("a", "t", "4")];
    assert_eq!(estimate(&table(&rows, &[]).votes, Method::Majority, Stop::Converged, 0).labels, [None]);
    let rows = [("a", "p", "1"), ("a", "q", "1"), ("a", "r", "2")];
    assert_eq!(estimate(&table(&rows, &[]).votes, Method::Majority, Stop::Converged, 0).labels, [Some(0)]);
}

#[test]
fn a_hundred_labels_on_one_item_do_not_underflow() {
    let names: Vec<String> = (0..400).map(|number| format!("r{number}")).collect();
    let mut rows: Vec<(&str, &str, &str)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        rows.push(("a", name, if number % 3 == 0 { "no" } else { "yes" }));
        rows.push(("b", name, if number % 5 == 0 { "yes" } else { "no" }));
    }
    for method in METHODS {
        let found = estimate(&table(&rows, &[]).votes, method, Stop::Converged, 1);
        assert!(found.posterior.iter().all(|p| p.is_finite()), "{method:?}");
        assert!(found.log_likelihood.is_none_or(f64::is_finite), "{method:?}");
    }
}

#[test]
fn a_reviewer_who_guesses_is_believed_less() {
    let names: Vec<String> = (0..60).map(|number| format!("i{number:02}")).collect();
    let mut rows: Vec<(&str, &str, &str)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let truth = if number % 2 == 0 { "no" } else { "yes" };
        rows.extend(["a", "b", "c"].map(|reviewer| (name.as_str(), reviewer, truth)));
        rows.push((name, "guesser", if (number / 2) % 2 == 0 { "no" } else { "yes" }));
    }
    let made = table(&rows, &[]);
    let guesser = made.reviewers.find_sorted("guesser").unwrap() as usize;
    for method in METHODS {
        let found = estimate(&made.votes, method, Stop::Converged, 3);
        assert!(found.reliability[guesser] < 0.6, "{method:?}: {:?}", found.reliability);
        assert!(found.reliability.iter().enumerate().all(|(at, one)| at == guesser || *one > 0.9), "{method:?}");
        assert_eq!(found.unresolved(), 0, "{method:?}");
    }
}

#[test]
fn so_many_iterations_are_so_many() {
    let made = table(&[("a", "x", "1"), ("a", "y", "1"), ("b", "x", "1"), ("b", "y", "2")], &[]);
    for rounds in [1, 7, 50] {
        let found = estimate(&made.votes, Method::DawidSkene, Stop::After(rounds), 0);
        assert_eq!(found.iterations, rounds);
    }
    assert_eq!(estimate(&VoteTable::default(), Method::DawidSkene, Stop::Converged, 0).iterations, 0);
}

#[test]
fn an_interval_holds_the_figure_and_the_seed_decides_it() {
    let names: Vec<String> = (0..80).map(|number| format!("i{number}")).collect();
    let mut rows: Vec<(&str, &str, &str)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        rows.push((name, "x", if number % 3 == 0 { "no" } else { "yes" }));
        rows.push((name, "y", if number % 4 == 0 { "no" } else { "yes" }));
    }
    let made = table(&rows, &[]);
    let patterns = Patterns::new(&made.votes);
    let figures = class_labels::of(&patterns, &[Scale::Nominal]);
    let intervals = class_labels::intervals(&patterns, &[Scale::Nominal], 1_000, 5);
    for (figure, interval) in [
        (&figures.raw, &intervals.raw),
        (&figures.alpha[0], &intervals.alpha[0]),
        (&figures.fleiss, &intervals.fleiss),
        (&figures.ac1, &intervals.ac1),
    ] {
        let (low, high) = interval.clone().unwrap();
        let figure = figure.clone().unwrap();
        assert!(low < figure && figure < high && high - low < 0.6, "{low} {figure} {high}");
    }
    assert_eq!(class_labels::intervals(&patterns, &[Scale::Nominal], 1_000, 5), intervals);
    assert_ne!(class_labels::intervals(&patterns, &[Scale::Nominal], 1_000, 6), intervals);
    let cohen = pairs::of(&made.votes);
    let (mean, each) = pairs::intervals(&made.votes, &cohen, 1_000, 5);
    assert_eq!(each, [mean]);
}

fn names_of(found: &ClassConsensus, made: &LabelTable) -> Vec<Option<String>> {
    found.labels.iter().map(|label| label.map(|label| made.classes[label as usize].clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn order_of_rows_does_not_matter_to_the_last_bit(
        labels in prop::collection::btree_map((0..12_u8, 0..5_u8), 0..3_u8, 1..50),
        seed in any::<u64>(),
    ) {
        let named: Vec<(String, String, String)> = labels.iter()
            .map(|((item, reviewer), class)| (format!("i{item}"), format!("r{reviewer}"), format!("c{class}")))
            .collect();
        let rows: Vec<(&str, &str, &str)> =
            named.iter().map(|(item, reviewer, class)| (item.as_str(), reviewer.as_str(), class.as_str())).collect();
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|(item, reviewer, _)| {
            touchstone_analysis::seed::Draws::new(seed, u64::from(item.as_bytes()[1]) * 256 + u64::from(reviewer.as_bytes()[1])).next()
        });
        let (one, other) = (table(&rows, &[]), table(&shuffled, &[]));
        prop_assert_eq!(&one.votes, &other.votes);
        prop_assert_eq!(agreement(&one.votes), agreement(&other.votes));
        for method in METHODS {
            let (one, other) = (estimate(&one.votes, method, Stop::Converged, 0), estimate(&other.votes, method, Stop::Converged, 0));
            prop_assert_eq!(one, other);
        }
    }

    #[test]
    fn names_do_not_matter(labels in prop::collection::btree_map((0..12_u8, 0..5_u8), 0..3_u8, 1..50)) {
        let with = |turned: bool| {
            let name = |number: u8, of: u8| if turned { of - number } else { number };
            let named: Vec<(String, String, String)> = labels.iter()
                .map(|((item, reviewer), class)| (
                    format!("i{:02}", name(*item, 11)),
                    format!("r{}", name(*reviewer, 4)),
                    format!("c{}", name(*class, 2)),
                ))
                .collect();
            let rows: Vec<(&str, &str, &str)> = named.iter()
                .map(|(item, reviewer, class)| (item.as_str(), reviewer.as_str(), class.as_str()))
                .collect();
            table(&rows, &["c0", "c1", "c2"])
        };
        let (one, other) = (with(false), with(true));
        let near = |a: &Result<f64, Undefined>, b: &Result<f64, Undefined>| match (a, b) {
            (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
            (Err(_), Err(_)) => true,
            _ => false,
        };
        let (a, b) = (agreement(&one.votes), agreement(&other.votes));
        prop_assert!(near(&a.raw, &b.raw) && near(&a.alpha[0], &b.alpha[0]) && near(&a.ac1, &b.ac1));
        prop_assert!(near(&a.fleiss, &b.fleiss) && near(&a.fleiss_generalised, &b.fleiss_generalised));
        prop_assert!(near(&pairs::of(&one.votes).mean, &pairs::of(&other.votes).mean));
        for method in [Method::Majority, Method::Weighted] {
            let a = names_of(&estimate(&one.votes, method, Stop::Converged, 0), &one);
            let b = names_of(&estimate(&other.votes, method, Stop::Converged, 0), &other);
            let turned: Vec<Option<String>> = b.into_iter().rev()
                .map(|label| label.map(|label| format!("c{}", 2 - (label.as_bytes()[1] - b'0'))))
                .collect();
            prop_assert_eq!(a, turned);
        }
        for method in [Method::DawidSkene, Method::OneCoin] {
            let a = estimate(&one.votes, method, Stop::After(5), 0);
            let b = estimate(&other.votes, method, Stop::After(5), 0);
            for (a, b) in a.posterior.iter().zip(b.posterior.iter().rev()) {
                prop_assert!((a - b).abs() < 1e-6, "{:?}: {} {}", method, a, b);
            }
        }
    }
}
