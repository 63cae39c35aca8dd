//! How much a decision is expected to tell, in bits.
//!
//! Reviewers' answers at one place are a sample of what a careful reader may say. Their entropy
//! counts answers as equally far apart; but a span that is one word longer is nearly the same
//! answer. So the entropy is the one that knows likeness (Leinster and Cobbold 2012, order 1):
//! `H = −Σ p[i] · log2(Σ z[i,j] · p[j])`, with z between 0 (nothing in common) and 1 (the same).

use super::Said;
use std::collections::BTreeMap;
use touchstone_domain::annotation::Annotation;
use touchstone_domain::id::ReviewerId;

/// The likeness that a token keeps where severities differ.
pub(super) const OTHER_SEVERITY: f64 = 0.75;

/// The likeness that a token keeps where corrections differ.
const OTHER_CORRECTION: f64 = 0.9;

/// The entropy of answers that are alike or not, by how often each was given.
pub(super) fn entropy(counts: impl IntoIterator<Item = usize>) -> f64 {
    let counts: Vec<f64> = counts.into_iter().filter(|count| *count > 0).map(number).collect();
    let all: f64 = counts.iter().sum();
    // −0 where all are alike.
    counts.iter().map(|count| -(count / all) * (count / all).log2()).sum::<f64>().max(0.0)
}

/// The entropy of what everyone says of one place; silence is an answer.
pub(super) fn of_place(everyone: &[ReviewerId], marking: &BTreeMap<ReviewerId, Vec<&Said<'_>>>) -> f64 {
    let answers: Vec<BTreeMap<usize, &Annotation>> =
        everyone.iter().map(|reviewer| marking.get(reviewer).map_or_else(BTreeMap::new, |said| tokens(said))).collect();
    of_likeness(&answers, likeness)
}

/// The entropy of answers of which `likeness` tells how alike two are, from 0 to 1.
pub(super) fn of_likeness<T>(answers: &[T], likeness: impl Fn(&T, &T) -> f64) -> f64 {
    let k = number(answers.len());
    let told = answers.iter().map(|one| {
        let likeness: f64 = answers.iter().map(|other| likeness(one, other)).sum();
        -(likeness / k).log2() / k
    });
    told.sum::<f64>().max(0.0)
}

/// Each token with the first annotation over it.
fn tokens<'a>(said: &[&Said<'a>]) -> BTreeMap<usize, &'a Annotation> {
    let mut tokens = BTreeMap::new();
    for said in said {
        for token in said.tokens.iter().cloned().flatten() {
            tokens.entry(token).or_insert(said.annotation);
        }
    }
    tokens
}

/// The share of tokens in both, of those in either; each counts by what is said of it.
fn likeness(one: &BTreeMap<usize, &Annotation>, other: &BTreeMap<usize, &Annotation>) -> f64 {
    let in_both = one.iter().filter_map(|(token, own)| Some((own, other.get(token)?)));
    let (mut both, mut alike) = (0, 0.0);
    for (own, their) in in_both {
        both += 1;
        if own.labels.primary == their.labels.primary {
            let severity = if own.severity == their.severity { 1.0 } else { OTHER_SEVERITY };
            alike += if own.correction == their.correction { severity } else { severity * OTHER_CORRECTION };
        }
    }
    let either = one.len() + other.len() - both;
    if either == 0 { 1.0 } else { alike / number(either) }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
