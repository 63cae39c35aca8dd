//! Agreement and consensus of a plain table `task,worker,label`.

use crate::agreement::figures::Figures;
use crate::agreement::label_file::{self, by_number, number};
use crate::consensus::advice;
use crate::error::EngineError;
use crate::output::{refuse_input, write_beside};
use crate::work::Work;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use touchstone_analysis::agreement::class_labels::{self, Scale};
use touchstone_analysis::agreement::pairs;
use touchstone_analysis::consensus::class_labels::{ClassConsensus, Method, Stop, estimate};
use touchstone_analysis::threads::both;
use touchstone_analysis::votes::{LabelTable, Patterns};
use touchstone_formats::label_table::{cells, write_probabilities};

/// Why there is no accuracy.
const NO_GOLD_TASK: &str = "No task of the gold table has labels.";

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct VotesOptions {
    /// A table `task,label` to measure the consensus against.
    pub gold: Option<PathBuf>,
    /// The classes there are; those that appear where this is none.
    pub classes: Option<Vec<String>>,
    /// Whether the classes have an order.
    pub ordinal: bool,
    /// How labels become one.
    pub method: Method,
    /// Exactly so many rounds.
    pub iterations: Option<u32>,
    /// Draws for intervals; none for 0.
    pub draws: u32,
    /// For methods that draw, and for intervals.
    pub seed: u64,
    /// Where probabilities go.
    pub out: Option<PathBuf>,
}

/// What was found.
#[derive(Debug, Clone, Serialize)]
pub struct VotesReport {
    /// Items with a label.
    pub n_items: u64,
    /// Items with two or more labels.
    pub n_items_shared: u64,
    /// Reviewers.
    pub n_reviewers: u64,
    /// Labels.
    pub n_labels: u64,
    /// How many labels each class has.
    pub prevalence: Map<String, Value>,
    /// The figures.
    pub agreement: Figures,
    /// What they rest on.
    pub agreement_basis: Basis,
    /// One label for each item.
    pub consensus: ConsensusPart,
    /// What to bear in mind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
}

/// What some figures rest on.
#[derive(Debug, Clone, Serialize)]
pub struct Basis {
    /// The number of labels of the items that Fleiss' kappa takes.
    pub fleiss_labels: u32,
    /// How many items that are.
    pub fleiss_items: u64,
    /// Pairs of reviewers who share an item.
    pub cohen_pairs: u64,
    /// Of those, pairs with enough shared items for the mean.
    pub cohen_pairs_in_mean: u32,
    /// Pairs whose kappa is undefined.
    pub cohen_undefined: u32,
}

/// The consensus in sums, and what was learnt of reviewers.
#[derive(Debug, Clone, Serialize)]
pub struct ConsensusPart {
    /// How.
    pub method: Method,
    /// Rounds; 0 of a method without.
    pub iterations: u32,
    /// Whether the likelihood stood still at the end.
    pub converged: bool,
    /// Of methods that have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_likelihood: Option<f64>,
    /// Share of gold tasks with labels whose most probable class is right; none where no gold was
    /// asked for, null where no gold task has labels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy: Option<Option<f64>>,
    /// Why there is no accuracy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_reason: Option<&'static str>,
    /// How many gold tasks have labels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accuracy_items: Option<u64>,
    /// Items without a class.
    pub unresolved: u64,
    /// Order of the classes in the matrices.
    pub classes: Vec<String>,
    /// Everyone, by name.
    pub reviewers: Vec<ReviewerPart>,
}

/// What was learnt of a reviewer.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewerPart {
    /// As the table calls them.
    pub id: String,
    /// Labels given.
    pub labels: u64,
    /// From 0 to 1; what it means depends on the method (docs/methods.md).
    pub reliability: f64,
    /// Row the class given, column the true class; each column sums to 1.
    pub confusion: Vec<Vec<f64>>,
}

/// The classes of a list parted by commas; a name with a comma in it stands in quotation marks.
pub fn classes(list: &str) -> Vec<String> {
    cells(list)
}

/// Reads a table, measures agreement and estimates the consensus.
pub fn run(labels: &Path, options: &VotesOptions, work: &mut Work<'_>) -> Result<VotesReport, EngineError> {
    check_classes(options)?;
    if let Some(out) = &options.out {
        let inputs: Vec<&Path> = std::iter::once(labels).chain(options.gold.as_deref()).collect();
        refuse_input(out, &inputs)?;
    }
    let table = label_file::labels(labels, options, work)?;
    let gold = options.gold.as_deref().map(|path| label_file::gold(path, work)).transpose()?;
    let stop = options.iterations.map_or(Stop::Converged, Stop::After);
    let ((agreement, agreement_basis, n_items_shared), found) =
        both(|| agreement(&table, options), || estimate(&table.votes, options.method, stop, options.seed));
    if let Some(out) = &options.out {
        write(out, &table, &found)?;
    }
    let prevalence = table.votes.prevalence();
    let prevalence = table.classes.iter().cloned().zip(prevalence.into_iter().map(Value::from)).collect();
    Ok(VotesReport {
        n_items: table.votes.items() as u64,
        n_items_shared,
        n_reviewers: table.votes.reviewers() as u64,
        n_labels: table.votes.all().len() as u64,
        prevalence,
        agreement,
        agreement_basis,
        advice: advice(options.method, table.votes.reviewers()),
        consensus: consensus(&table, options.method, &found, gold.as_ref()),
    })
}

fn check_classes(options: &VotesOptions) -> Result<(), EngineError> {
    let Some(classes) = &options.classes else { return Ok(()) };
    let mut seen = std::collections::BTreeSet::new();
    if let Some(class) = classes.iter().find(|class| class.is_empty() || !seen.insert(class.as_str())) {
        let reason = if class.is_empty() {
            "One of the classes has no name.".to_owned()
        } else {
            format!("The class “{class}” is named twice.")
        };
        return Err(EngineError::BadClasses { reason });
    }
    Ok(())
}

fn agreement(table: &LabelTable, options: &VotesOptions) -> (Figures, Basis, u64) {
    let mut scales = vec![Scale::Nominal];
    let mut names = vec!["krippendorff_alpha.nominal"];
    if options.ordinal {
        scales.push(Scale::Ordinal);
        names.push("krippendorff_alpha.ordinal");
        let values: Option<Vec<f64>> = table.classes.iter().map(|class| number(class)).collect();
        if let Some(values) = values {
            scales.push(Scale::Interval(values));
            names.push("krippendorff_alpha.interval");
        }
    }
    let patterns = Patterns::new(&table.votes);
    let found = class_labels::of(&patterns, &scales);
    let pairs = pairs::of(&table.votes);
    let drawn = options.draws > 0;
    let intervals = drawn.then(|| class_labels::intervals(&patterns, &scales, options.draws, options.seed));
    let mean = drawn.then(|| pairs::intervals(&table.votes, &pairs, options.draws, options.seed).0);
    let basis = Basis {
        fleiss_labels: found.fleiss_on.0,
        fleiss_items: found.fleiss_on.1,
        cohen_pairs: pairs.pairs.len() as u64,
        cohen_pairs_in_mean: pairs.enough,
        cohen_undefined: pairs.undefined,
    };
    let figures = Figures::of_classes(&found, intervals.as_ref(), &pairs, mean.as_ref(), &names);
    (figures, basis, found.shared_items)
}

/// The numbers of the classes in the order of their names, numbers by size.
fn sorted(table: &LabelTable) -> Vec<usize> {
    let numbers = table.classes.iter().all(|class| number(class).is_some());
    let mut order: Vec<usize> = (0..table.classes.len()).collect();
    order.sort_by(|a, b| {
        let (a, b) = (&table.classes[*a], &table.classes[*b]);
        if numbers { by_number(a, b) } else { a.cmp(b) }
    });
    order
}

/// The most probable class, of equal ones the first in sorted order.
fn most_probable(found: &ClassConsensus, order: &[usize], item: usize) -> Option<usize> {
    let row = found.of(item);
    let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    order.iter().copied().find(|class| row[*class] >= largest)
}

fn consensus(
    table: &LabelTable,
    method: Method,
    found: &ClassConsensus,
    gold: Option<&BTreeMap<String, String>>,
) -> ConsensusPart {
    let order = sorted(table);
    let right: Option<Vec<bool>> = gold.map(|gold| {
        let right = gold.iter().filter_map(|(task, label)| {
            let item = table.items.find_sorted(task)?;
            let class = most_probable(found, &order, item as usize)?;
            Some(table.classes[class] == *label)
        });
        right.collect()
    });
    #[expect(clippy::cast_precision_loss, reason = "counts of tasks are far below 2^53")]
    let share = |right: &Vec<bool>| right.iter().filter(|right| **right).count() as f64 / right.len() as f64;
    let labels = table.votes.labels_of_reviewers();
    let classes = found.classes.max(1);
    let reviewers = table.reviewers.iter().enumerate().map(|(at, id)| ReviewerPart {
        id: id.to_owned(),
        labels: labels[at],
        reliability: found.reliability[at],
        confusion: found.confusion[at * classes * classes..][..classes * classes]
            .chunks_exact(classes)
            .map(<[f64]>::to_vec)
            .collect(),
    });
    ConsensusPart {
        method,
        iterations: found.iterations,
        converged: found.converged,
        log_likelihood: found.log_likelihood,
        accuracy: right.as_ref().map(|right| (!right.is_empty()).then(|| share(right))),
        accuracy_reason: right.as_ref().filter(|right| right.is_empty()).map(|_| NO_GOLD_TASK),
        accuracy_items: right.map(|right| right.len() as u64),
        unresolved: found.unresolved() as u64,
        classes: table.classes.clone(),
        reviewers: reviewers.collect(),
    }
}

fn write(out: &Path, table: &LabelTable, found: &ClassConsensus) -> Result<(), EngineError> {
    let order = sorted(table);
    let classes: Vec<&str> = order.iter().map(|class| table.classes[*class].as_str()).collect();
    let rows = table.items.iter().enumerate().map(|(item, task)| {
        let row = found.of(item);
        (task, order.iter().map(|class| row[*class]).collect())
    });
    let pending = write_beside(out, |file| {
        write_probabilities(file, &classes, rows).map_err(|error| EngineError::files(out, error))
    })?;
    pending.put(true)?;
    Ok(())
}

impl VotesReport {
    /// For people.
    pub fn lines(&self) -> Vec<String> {
        let line = |name: &str, value: String| format!("{name:<30}{value}");
        let mut lines = vec![
            line("items", format!("{} ({} with two labels or more)", self.n_items, self.n_items_shared)),
            line("reviewers", self.n_reviewers.to_string()),
            line("labels", self.n_labels.to_string()),
        ];
        lines.extend(
            self.prevalence.iter().map(|(class, count)| line(&format!("  labelled {class}"), count.to_string())),
        );
        lines.extend(self.agreement.lines());
        let consensus = &self.consensus;
        let ended = if consensus.converged { "standing still" } else { "not standing still" };
        let method = serde_json::to_value(consensus.method).unwrap_or_default();
        let method = method.as_str().unwrap_or_default();
        lines.push(line(
            "consensus",
            if consensus.iterations == 0 {
                method.to_owned()
            } else {
                format!("{method}, {} rounds, {ended}", consensus.iterations)
            },
        ));
        lines.push(line("unresolved", consensus.unresolved.to_string()));
        if let (Some(Some(accuracy)), Some(items)) = (consensus.accuracy, consensus.accuracy_items) {
            lines.push(line("accuracy", format!("{accuracy:.4} of {items} gold tasks")));
        }
        lines.extend(consensus.accuracy_reason.map(|reason| line("accuracy", format!("undefined: {reason}"))));
        lines
    }
}
