//! The verdicts of a consensus: what a method that looks at all items at once says of each, and of
//! the reviewers.

use std::collections::{BTreeMap, BTreeSet};
use touchstone_analysis::consensus::class_labels::{ClassConsensus, Method, Stop, estimate};
use touchstone_analysis::votes::VoteTable;
use touchstone_domain::gold::{ConsensusSettings, ItemConsensus};
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::VerdictId;

/// What was learnt of the verdicts of a run.
#[derive(Debug, Clone, Default)]
pub struct Verdicts {
    /// The verdicts that appear, by name: the order of probabilities and matrices.
    pub classes: Vec<VerdictId>,
    /// Places of the items with a verdict.
    places: Vec<u32>,
    /// Everyone who gave a verdict, and how many.
    reviewers: Vec<(ReviewerId, u64)>,
    found: ClassConsensus,
}

/// Probabilities of the verdicts of an item, and how unsure they leave one, in bits.
pub type OfItem<'a> = (BTreeMap<&'a VerdictId, f64>, f64);

/// What was learnt of one reviewer.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewerOfVerdicts {
    /// Who.
    pub id: ReviewerId,
    /// Verdicts given.
    pub verdicts: u64,
    /// From 0 to 1; what it means depends on the method (docs/methods.md).
    pub reliability: f64,
    /// Row the verdict given, column the true one, in the order of the classes; each column sums to 1.
    pub confusion: Vec<Vec<f64>>,
}

impl Verdicts {
    /// Estimates from `said`: place of the item, reviewer, verdict. Only items with a verdict take part:
    /// how many nobody reviewed yet says nothing of the others.
    pub(super) fn estimate(said: &[(u32, ReviewerId, VerdictId)], settings: &ConsensusSettings) -> Self {
        let places: Vec<u32> = in_order(said.iter().map(|(item, ..)| *item));
        let reviewers: Vec<ReviewerId> = in_order(said.iter().map(|(_, reviewer, _)| *reviewer));
        let classes: Vec<VerdictId> = in_order(said.iter().map(|(.., verdict)| verdict.clone()));
        let number = |place: Result<usize, usize>| u32::try_from(place.ok()?).ok();
        let rows = said.iter().filter_map(|(item, reviewer, verdict)| {
            let item = number(places.binary_search(item))?;
            Some((item, number(reviewers.binary_search(reviewer))?, number(classes.binary_search(verdict))?))
        });
        let rows: Vec<_> = rows.collect();
        // A review counts once for each reviewer and item.
        let Ok(table) = VoteTable::new(places.len(), reviewers.len(), classes.len(), &rows) else {
            return Self::default();
        };
        let found = estimate(&table, settings.method, Stop::Converged, settings.seed);
        let reviewers = reviewers.into_iter().zip(table.labels_of_reviewers()).collect();
        Self { classes, places, reviewers, found }
    }

    /// Puts these verdicts in place of the majority's. Items without any keep their reason.
    pub(super) fn decide(&self, items: &mut [ItemConsensus]) {
        for (at, place) in self.places.iter().enumerate() {
            let (item, label) = (&mut items[*place as usize], self.found.labels[at]);
            item.verdict = label.map(|label| self.classes[label as usize].clone());
            item.verdict_probability = Some(self.found.of(at).iter().copied().fold(0.0, f64::max));
            item.unresolved = label.is_none().then(|| "Two verdicts are equally probable.".to_owned());
        }
    }

    /// How probable each verdict is in the item at `place`, and how unsure that leaves one, in bits; none
    /// for an item without a verdict.
    pub fn of(&self, place: usize) -> Option<OfItem<'_>> {
        let at = self.places.binary_search(&u32::try_from(place).ok()?).ok()?;
        let probabilities = self.classes.iter().zip(self.found.of(at).iter().copied()).collect();
        Some((probabilities, self.found.entropy(at)))
    }

    /// What was learnt of each reviewer, by id.
    pub fn reviewers(&self) -> Vec<ReviewerOfVerdicts> {
        let classes = self.found.classes.max(1);
        let matrices = self.found.confusion.chunks_exact(classes * classes);
        let learnt = self.reviewers.iter().zip(&self.found.reliability).zip(matrices);
        let told = learnt.map(|(((id, verdicts), reliability), matrix)| ReviewerOfVerdicts {
            id: *id,
            verdicts: *verdicts,
            reliability: *reliability,
            confusion: matrix.chunks_exact(classes).map(<[f64]>::to_vec).collect(),
        });
        told.collect()
    }

    /// How many reviewers gave a verdict.
    pub const fn reviewer_count(&self) -> usize {
        self.reviewers.len()
    }
}

fn in_order<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.collect::<BTreeSet<T>>().into_iter().collect()
}

/// What experience says against estimating from a few reviewers.
pub fn advice(method: Method, reviewers: usize) -> Option<String> {
    let estimates = matches!(method, Method::DawidSkene | Method::OneCoin | Method::Mace);
    (estimates && reviewers < 5).then(|| {
        format!(
            "With {reviewers} reviewers the majority is often better: in teams drawn from a real crowd, estimation was \
             worse than the majority for 66 % of teams of 2, 39 % of 3, 19 % of 5 and 3 % of 9."
        )
    })
}
