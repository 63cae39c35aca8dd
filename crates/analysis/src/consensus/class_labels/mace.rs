//! MACE (Hovy, Berg-Kirkpatrick, Vaswani and Hovy 2013): a reviewer knows the class, or guesses by a
//! habit of their own. Variational, as the paper recommends, from several seeded starts of which the
//! one with the best likelihood is kept.

use crate::consensus::class_labels::expectation::{Walk, walk};
use crate::consensus::class_labels::{ClassConsensus, Stop, divide, float, only_largest};
use crate::seed::Draws;
use crate::votes::VoteTable;

/// Starts, rounds, noise and priors of the authors' own program.
const STARTS: u64 = 10;
const ROUNDS: u32 = 50;
const NOISE: f64 = 0.5;
const KNOWING_PRIOR: f64 = 0.5;
const HABIT_PRIOR: f64 = 10.0;

/// The likelihood stands still when it changes by less than this part.
const STILL: f64 = 1e-10;

/// After so many factors a product is scaled up again.
const FACTORS: usize = 14;

/// How likely each reviewer guesses and knows, and what they guess.
struct Model {
    /// By reviewer: guesses, knows.
    knowing: Vec<[f64; 2]>,
    /// By reviewer and class.
    habit: Vec<f64>,
}

pub(super) fn estimate(table: &VoteTable, stop: Stop, seed: u64) -> ClassConsensus {
    let rounds = if let Stop::After(rounds) = stop { rounds } else { ROUNDS };
    let mut best: Option<ClassConsensus> = None;
    for start in 0..STARTS {
        let found = from_start(table, rounds, &mut Draws::new(seed, start));
        if best.as_ref().is_none_or(|best| found.log_likelihood > best.log_likelihood) {
            best = Some(found);
        }
    }
    best.unwrap_or_default()
}

fn from_start(table: &VoteTable, rounds: u32, draws: &mut Draws) -> ClassConsensus {
    let classes = table.classes();
    let mut posterior = vec![0.0; table.items() * classes];
    let mut model = Model::drawn(table, draws);
    let mut walk = model.expect(table, &mut posterior);
    let (mut iterations, mut converged) = (0, false);
    while iterations < rounds && !table.all().is_empty() {
        let before = walk.log_likelihood;
        model.learn(table, &walk);
        walk = model.expect(table, &mut posterior);
        iterations += 1;
        converged = (walk.log_likelihood - before).abs() < STILL * walk.log_likelihood.abs();
    }
    let prior = walk.classes.iter().map(|sum| sum / float(table.items().max(1))).collect();
    ClassConsensus {
        classes,
        labels: posterior.chunks_exact(classes.max(1)).map(only_largest).collect(),
        posterior,
        reliability: model.knowing.iter().map(|[_, knows]| *knows).collect(),
        confusion: model.confusion(classes),
        prior,
        iterations,
        converged,
        log_likelihood: Some(walk.log_likelihood),
    }
}

impl Model {
    fn drawn(table: &VoteTable, draws: &mut Draws) -> Self {
        let mut noisy = || 1.0 + draws.unit() * (1.0 + NOISE);
        let mut knowing: Vec<[f64; 2]> = (0..table.reviewers()).map(|_| [noisy(), noisy()]).collect();
        let mut habit: Vec<f64> = (0..table.reviewers() * table.classes()).map(|_| noisy()).collect();
        for row in &mut knowing {
            to_shares(row);
        }
        for row in habit.chunks_exact_mut(table.classes().max(1)) {
            to_shares(row);
        }
        Self { knowing, habit }
    }

    /// Posteriors, and as counts (reviewer, class given, ·) the expected number of labels that were
    /// guessed (column 0) and known (column 1).
    fn expect(&self, table: &VoteTable, posterior: &mut [f64]) -> Walk {
        let classes = table.classes();
        // With one class there is one column only.
        let columns = classes.max(1);
        walk(table, posterior, &|item, row, sums| {
            let votes = table.of(item);
            row.fill(1.0 / float(columns));
            for (at, vote) in votes.iter().enumerate() {
                let (guessed, knows) = self.of(vote.reviewer, vote.class, classes);
                for (class, p) in (0..).zip(row.iter_mut()) {
                    *p *= if class == vote.class { guessed + knows } else { guessed };
                }
                if at % FACTORS == FACTORS - 1 {
                    let largest = row.iter().copied().fold(0.0, f64::max);
                    divide(row, largest);
                    sums.log_likelihood += largest.ln();
                }
            }
            let total: f64 = row.iter().sum();
            sums.log_likelihood += total.ln();
            divide(row, total);
            for vote in votes {
                let (guessed, knows) = self.of(vote.reviewer, vote.class, classes);
                let certain = row[vote.class as usize] * knows / (guessed + knows);
                let start = (vote.reviewer as usize * columns + vote.class as usize) * columns;
                sums.counts[start] += 1.0 - certain;
                if columns > 1 {
                    sums.counts[start + 1] += certain;
                }
            }
            sums.classes.iter_mut().zip(&*row).for_each(|(sum, p)| *sum += p);
        })
    }

    /// The probability of giving `class` by guessing, and of knowing.
    fn of(&self, reviewer: u32, class: u32, classes: usize) -> (f64, f64) {
        let [guesses, knows] = self.knowing[reviewer as usize];
        (guesses * self.habit[reviewer as usize * classes + class as usize], knows)
    }

    fn learn(&mut self, table: &VoteTable, walk: &Walk) {
        let classes = table.classes().max(1);
        let matrices = walk.counts.chunks_exact(classes * classes);
        for ((matrix, knowing), habit) in matrices.zip(&mut self.knowing).zip(self.habit.chunks_exact_mut(classes)) {
            let column =
                |at: usize| -> f64 { (0..classes).map(|class| matrix[class * classes + at.min(classes - 1)]).sum() };
            *knowing = [column(0), if classes > 1 { column(1) } else { 0.0 }];
            variational(knowing, KNOWING_PRIOR);
            for (class, share) in habit.iter_mut().enumerate() {
                *share = matrix[class * classes];
            }
            variational(habit, HABIT_PRIOR);
        }
    }

    fn confusion(&self, classes: usize) -> Vec<f64> {
        let mut confusion = Vec::with_capacity(self.knowing.len() * classes * classes);
        for ([guesses, knows], habit) in self.knowing.iter().zip(self.habit.chunks_exact(classes.max(1))) {
            // The variational parameters do not sum to 1; as probabilities they are scaled to.
            let (all, habits) = (guesses + knows, habit.iter().sum::<f64>());
            for (given, habitual) in habit.iter().enumerate() {
                confusion.extend((0..classes).map(|class| {
                    let known = if given == class { knows / all } else { 0.0 };
                    guesses / all * habitual / habits + known
                }));
            }
        }
        confusion
    }
}

fn to_shares(row: &mut [f64]) {
    let total: f64 = row.iter().sum();
    divide(row, total);
}

/// exp ψ(count + prior) / exp ψ(Σ (count + prior)).
fn variational(row: &mut [f64], prior: f64) {
    let total: f64 = row.iter().map(|count| count + prior).sum();
    for count in row {
        *count = (digamma(*count + prior) - digamma(total)).exp();
    }
}

/// ψ, for positive numbers: recurrence up to 10, then the asymptotic series.
fn digamma(mut x: f64) -> f64 {
    let mut below = 0.0;
    while x < 10.0 {
        below += 1.0 / x;
        x += 1.0;
    }
    let s = 1.0 / (x * x);
    let series = s * (1.0 / 12.0 - s * (1.0 / 120.0 - s * (1.0 / 252.0 - s * (1.0 / 240.0 - s / 132.0))));
    x.ln() - 0.5 / x - series - below
}

#[cfg(test)]
mod tests {
    use super::digamma;

    #[test]
    fn digamma_has_its_known_values() {
        const EULER: f64 = 0.577_215_664_901_532_9;
        assert!((digamma(1.0) + EULER).abs() < 1e-13);
        assert!((digamma(0.5) + EULER + 2.0 * std::f64::consts::LN_2).abs() < 1e-12);
        assert!((digamma(100.0) - 4.600_161_852_738_087).abs() < 1e-12);
    }
}
