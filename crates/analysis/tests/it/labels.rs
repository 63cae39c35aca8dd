//! The label sets of the reference (crowd-kit, krippendorff, statsmodels), where they lie beside the
//! repository.

use crate::xsum::read;
use serde_json::Value;
use std::collections::BTreeMap;
use touchstone_analysis::agreement::{class_labels, pairs};
use touchstone_analysis::consensus::class_labels::{ClassConsensus, Method, Stop, estimate};
use touchstone_analysis::votes::{LabelTable, LabelTableBuilder, Patterns};

const SETS: [&str; 4] = ["bluebird", "rte", "xsum_factuality", "qags_xsum"];

struct Set {
    name: &'static str,
    table: LabelTable,
    gold: BTreeMap<String, String>,
    reference: Value,
    dawid_skene: Value,
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

/// The sets that are there.
fn sets() -> Vec<Set> {
    let Some(reference) = read("reference/reference.json") else {
        eprintln!("skipped: no shared data beside the repository");
        return Vec::new();
    };
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let set = |name: &&'static str| {
        let mut builder = LabelTableBuilder::new(None);
        for row in rows(&read(&format!("data/labels/{name}/labels.csv"))?) {
            assert!(builder.add(row[0], row[1], row[2]));
        }
        let gold = read(&format!("data/labels/{name}/gold.csv")).unwrap_or_default();
        let gold = rows(&gold).map(|row| (row[0].to_owned(), row[1].to_owned())).collect();
        Some(Set {
            name,
            table: LabelTable::of(vec![builder.finish()], str::cmp).unwrap(),
            gold,
            reference: reference["labels"][*name].clone(),
            dawid_skene: reference["dawid_skene"][*name].clone(),
        })
    };
    SETS.iter().filter_map(set).collect()
}

fn accuracy(set: &Set, found: &ClassConsensus) -> Option<f64> {
    let right = set.gold.iter().filter_map(|(item, class)| {
        let item = set.table.items.find_sorted(item)?;
        let label = found.most_probable(item as usize)?;
        Some(f64::from(u32::from(set.table.classes[label as usize] == *class)))
    });
    let right: Vec<f64> = right.collect();
    (!right.is_empty()).then(|| right.iter().sum::<f64>() / right.len() as f64)
}

#[track_caller]
fn close(set: &Set, name: &str, figure: f64, expected: &Value) {
    let expected = expected.as_f64().unwrap();
    assert!((figure - expected).abs() < 1e-6, "{} {name}: {figure} against {expected}", set.name);
}

#[test]
fn agreement_meets_the_reference() {
    for set in &sets() {
        let (table, expected) = (&set.table.votes, &set.reference["agreement"]);
        assert_eq!(table.all().len() as u64, set.reference["n_labels"].as_u64().unwrap());
        assert_eq!(table.items() as u64, set.reference["n_tasks"].as_u64().unwrap());
        assert_eq!(table.reviewers() as u64, set.reference["n_workers"].as_u64().unwrap());
        let classes: Vec<&str> = expected["classes"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
        assert_eq!(set.table.classes, classes);
        for (class, count) in set.table.classes.iter().zip(table.prevalence()) {
            assert_eq!(count, set.reference["class_counts"][class].as_u64().unwrap(), "{} {class}", set.name);
        }
        let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
        table.by_item().for_each(|votes| *sizes.entry(votes.len().to_string()).or_default() += 1);
        let given = set.reference["labels_per_task"].clone();
        assert_eq!(sizes, serde_json::from_value(given).unwrap(), "{}: labels of an item", set.name);
        let found = class_labels::of(&Patterns::new(table), &[class_labels::Scale::Nominal]);
        assert_eq!(found.shared_items, expected["n_items_ge2"].as_u64().unwrap());
        close(set, "raw", found.raw.unwrap(), &expected["raw_agreement_item_mean"]);
        close(set, "alpha", found.alpha[0].clone().unwrap(), &expected["krippendorff_alpha"]["nominal"]);
        close(set, "fleiss", found.fleiss.unwrap(), &expected["fleiss_kappa"]["value"]);
        assert_eq!(u64::from(found.fleiss_on.0), expected["fleiss_kappa"]["n_raters"].as_u64().unwrap());
        assert_eq!(found.fleiss_on.1, expected["fleiss_kappa"]["n_items"].as_u64().unwrap());
        close(set, "generalised", found.fleiss_generalised.unwrap(), &expected["fleiss_generalised"]);
        close(set, "ac1", found.ac1.unwrap(), &expected["gwet_ac1"]);

        let cohen = pairs::of(table);
        let expected = &expected["cohen_kappa_pairwise"];
        assert_eq!(cohen.pairs.len() as u64, expected["pairs_with_overlap"].as_u64().unwrap());
        assert_eq!(u64::from(cohen.undefined), expected["undefined_pe1"].as_u64().unwrap());
        assert_eq!(u64::from(cohen.enough), expected["n_pairs_ge10"].as_u64().unwrap());
        close(set, "mean kappa", cohen.mean.unwrap(), &expected["mean_unweighted_overlap_ge10"]);
        for (names, pair) in expected["pairs"].as_object().into_iter().flatten() {
            let (first, second) = names.split_once('~').unwrap();
            let number = |name| set.table.reviewers.find_sorted(name).unwrap();
            let (first, second) = (number(first), number(second));
            let found = cohen.pairs.iter().find(|pair| (pair.first, pair.second) == (first, second)).unwrap();
            close(set, names, found.kappa.clone().unwrap(), &pair["kappa"]);
            assert_eq!(u64::from(found.shared), pair["n"].as_u64().unwrap());
            close(set, "same", f64::from(found.same) / f64::from(found.shared), &pair["po"]);
            let matrix: Vec<u32> = serde_json::from_value::<Vec<Vec<u32>>>(pair["matrix"].clone()).unwrap().concat();
            assert_eq!(found.table, matrix);
        }
    }
}

#[test]
fn dawid_skene_meets_both_references() {
    for set in &sets() {
        let expected = &set.dawid_skene;
        let rounds = u32::try_from(expected["crowdkit_iters"].as_u64().unwrap()).unwrap();
        for (stop, file, conv) in
            [(Stop::After(rounds), "ref_ds_probas", false), (Stop::Converged, "own_ds_converged", true)]
        {
            let found = estimate(&set.table.votes, Method::DawidSkene, stop, 0);
            let file = read(&format!("data/labels/{}/{file}.csv", set.name)).unwrap();
            for row in rows(&file) {
                let item = set.table.items.find_sorted(row[0]).unwrap();
                for (class, expected) in row[1..].iter().enumerate() {
                    let expected: f64 = expected.parse().unwrap();
                    let ours = found.of(item as usize)[class];
                    assert!((ours - expected).abs() < 1e-6, "{} {}: {ours} against {expected}", set.name, row[0]);
                }
            }
            let likelihood = if conv { "conv_loglik" } else { "loglik_at_crowdkit_stop" };
            close(set, likelihood, found.log_likelihood.unwrap(), &expected[likelihood]);
            if conv {
                assert!(found.converged);
                assert_eq!(u64::from(found.iterations), expected["conv_iters"].as_u64().unwrap(), "{}", set.name);
                for (prior, class) in found.prior.iter().zip(&set.table.classes) {
                    close(set, "prior", *prior, &expected["conv_prior"][class]);
                }
            }
            let name = if conv { "conv_accuracy" } else { "crowdkit_accuracy" };
            if let Some(accuracy) = accuracy(set, &found) {
                close(set, name, accuracy, &expected[name]);
            }
            if !conv {
                confusion(set, &found);
                let expected = &set.reference["aggregation"]["DawidSkene"];
                assert_eq!(expected["iterations"].as_u64().unwrap(), u64::from(rounds), "{}", set.name);
                for (prior, class) in found.prior.iter().zip(&set.table.classes) {
                    close(set, "prior of the early stop", *prior, &expected["priors"][class]);
                }
                assert_eq!(apart(set, &found, "DawidSkene"), 0, "{}", set.name);
            }
        }
    }
}

/// How many items have another most probable class than the labels of crowd-kit; and the numbers of
/// each class, and of gold, are those that the labels have.
fn apart(set: &Set, found: &ClassConsensus, method: &str) -> usize {
    let labels = read(&format!("data/labels/{}/ref_labels.csv", set.name)).unwrap();
    let column = labels.lines().next().unwrap().split(',').position(|name| name == method).unwrap();
    let (mut apart, mut items) = (0, 0);
    for row in rows(&labels) {
        let item = set.table.items.find_sorted(row[0]).unwrap() as usize;
        let class = found.most_probable(item).unwrap() as usize;
        apart += usize::from(set.table.classes[class] != row[column]);
        items += 1;
    }
    assert_eq!(items, set.table.votes.items());
    let expected = &set.reference["aggregation"][method];
    if let Some(gold) = expected["gold_n"].as_u64() {
        let labelled = set.gold.keys().filter(|item| set.table.items.find_sorted(item).is_some());
        assert_eq!(labelled.count() as u64, gold);
    }
    apart
}

/// The matrices of crowd-kit's own stop.
fn confusion(set: &Set, found: &ClassConsensus) {
    let number = |class: &Value| set.table.classes.iter().position(|name| name == class.as_str().unwrap()).unwrap();
    for (reviewer, expected) in set.reference["ds_worker_confusion"].as_object().into_iter().flatten() {
        let reviewer = set.table.reviewers.find_sorted(reviewer).unwrap() as usize;
        for (row, observed) in expected["observed_rows"].as_array().unwrap().iter().enumerate() {
            for (column, class) in expected["true_cols"].as_array().unwrap().iter().enumerate() {
                let at = (reviewer * found.classes + number(observed)) * found.classes + number(class);
                close(set, "confusion", found.confusion[at], &expected["P_obs_given_true"][row][column]);
            }
        }
    }
}

#[test]
fn one_coin_meets_the_reference() {
    for set in &sets() {
        let found = estimate(&set.table.votes, Method::OneCoin, Stop::Converged, 0);
        let expected = &set.dawid_skene;
        close(set, "one coin likelihood", found.log_likelihood.unwrap(), &expected["onecoin_loglik"]);
        assert_eq!(u64::from(found.iterations), expected["onecoin_iters"].as_u64().unwrap(), "{}", set.name);
        if let Some(accuracy) = accuracy(set, &found) {
            close(set, "one coin accuracy", accuracy, &expected["onecoin_accuracy"]);
        }
        for (reviewer, skill) in expected["onecoin_skill_first5"].as_object().unwrap() {
            let reviewer = set.table.reviewers.find_sorted(reviewer).unwrap();
            close(set, "skill", found.reliability[reviewer as usize], skill);
        }
        // crowd-kit stops earlier, after as many rounds.
        let expected = &set.reference["aggregation"]["OneCoinDawidSkene"];
        let rounds = u32::try_from(expected["iterations"].as_u64().unwrap()).unwrap();
        let early = estimate(&set.table.votes, Method::OneCoin, Stop::After(rounds), 0);
        assert_eq!(apart(set, &early, "OneCoinDawidSkene"), 0, "{}", set.name);
        for (prior, class) in early.prior.iter().zip(&set.table.classes) {
            close(set, "one coin prior", *prior, &expected["priors"][class]);
        }
    }
}

/// The reference breaks the ties of the first vote by the alphabet, which moves a few labels of the
/// weighted vote; its accuracy is met. MACE is drawn from other random numbers there.
#[test]
fn votes_meet_the_reference() {
    for set in &sets() {
        for (name, method) in [("MajorityVote", Method::Majority), ("Wawa", Method::Weighted)] {
            let found = estimate(&set.table.votes, method, Stop::Converged, 0);
            let expected = &set.reference["aggregation"][name];
            let mut counts = vec![0; found.classes];
            for item in 0..set.table.votes.items() {
                counts[found.most_probable(item).unwrap() as usize] += 1;
            }
            for (class, count) in set.table.classes.iter().zip(counts) {
                let apart = if method == Method::Majority { 0 } else { 5 };
                assert!(expected["label_counts"][class].as_u64().unwrap().abs_diff(count) <= apart, "{}", set.name);
            }
            if let Some(accuracy) = accuracy(set, &found) {
                close(set, name, accuracy, &expected["gold_accuracy"]);
            }
            if method == Method::Majority {
                // Of a tie the first in the alphabet is the most probable, as there.
                assert_eq!(apart(set, &found, name), 0, "{}", set.name);
                let ties = set.reference["aggregation"]["_mv_ties"].as_u64().unwrap();
                assert_eq!(found.unresolved() as u64, ties, "{}", set.name);
            }
        }
    }
}

#[test]
fn mace_is_as_good_as_the_reference() {
    for set in &sets() {
        let found = estimate(&set.table.votes, Method::Mace, Stop::Converged, 0);
        if let Some(accuracy) = accuracy(set, &found) {
            let expected = set.reference["aggregation"]["MACE"]["gold_accuracy"].as_f64().unwrap();
            assert!(accuracy >= expected - 1e-6, "{}: {accuracy} against {expected}", set.name);
        }
    }
}
