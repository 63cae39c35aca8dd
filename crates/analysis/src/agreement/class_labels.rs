//! Agreement over class labels (methods.md, 'Agreement, class labels').
//!
//! All figures are functions of how many items have which pattern of counts, so a bootstrap draw
//! needs new weights only.

use crate::figure::{Figure, Undefined};
use crate::interval::{Interval, of_draws};
use crate::seed::Draws;
use crate::votes::Patterns;

/// How far apart two classes are.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// The same or not.
    Nominal,
    /// Ranks, in the order of the classes.
    Ordinal,
    /// Numbers, one for each class.
    Interval(Vec<f64>),
}

/// The figures of one table. Shown together, since each alone can mislead.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassAgreement {
    /// Mean over items of the share of pairs of reviewers who agree.
    pub raw: Figure,
    /// Krippendorff's alpha, for each scale asked for.
    pub alpha: Vec<Figure>,
    /// Fleiss' kappa on the items with the most frequent number of labels.
    pub fleiss: Figure,
    /// That number of labels, and how many items have it.
    pub fleiss_on: (u32, u64),
    /// Fleiss' kappa for any number of labels (Gwet 2014).
    pub fleiss_generalised: Figure,
    /// Gwet's AC1.
    pub ac1: Figure,
    /// Items with at least one label.
    pub items: u64,
    /// Items with at least two.
    pub shared_items: u64,
}

/// The 95 % intervals of the same figures.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassIntervals {
    /// Of the raw agreement.
    pub raw: Interval,
    /// Of alpha, for each scale.
    pub alpha: Vec<Interval>,
    /// Of Fleiss' kappa.
    pub fleiss: Interval,
    /// Of the generalised form.
    pub fleiss_generalised: Interval,
    /// Of AC1.
    pub ac1: Interval,
}

/// Computes every figure for the items as they are.
pub fn of(patterns: &Patterns, scales: &[Scale]) -> ClassAgreement {
    weighted(patterns, &patterns.items, scales, None)
}

/// Draws the items anew, `draws` times, on as many threads as there are. The numbers do not depend
/// on how many those are.
pub fn intervals(patterns: &Patterns, scales: &[Scale], draws: u32, seed: u64) -> ClassIntervals {
    let on = modal(patterns, &patterns.items).0;
    let items = u32::try_from(patterns.of_item.len()).unwrap_or(u32::MAX);
    let samples = crate::interval::draw_all(draws, |number| {
        let mut stream = Draws::new(seed, u64::from(number));
        let mut weights = vec![0_u32; patterns.patterns.len()];
        for _ in 0..items {
            weights[patterns.of_item[stream.below(items) as usize] as usize] += 1;
        }
        weighted(patterns, &weights, scales, Some(on))
    });
    let pick = |figure: &dyn Fn(&ClassAgreement) -> &Figure| {
        of_draws(samples.iter().map(|agreement| figure(agreement).as_ref().ok().copied()))
    };
    ClassIntervals {
        raw: pick(&|one| &one.raw),
        alpha: (0..scales.len()).map(|scale| pick(&move |one| &one.alpha[scale])).collect(),
        fleiss: pick(&|one| &one.fleiss),
        fleiss_generalised: pick(&|one| &one.fleiss_generalised),
        ac1: pick(&|one| &one.ac1),
    }
}

/// The most frequent number of labels among items with two or more (of equally frequent ones the
/// larger), and how many items have it.
fn modal(patterns: &Patterns, weights: &[u32]) -> (u32, u64) {
    let mut sizes = std::collections::BTreeMap::new();
    for (pattern, weight) in patterns.patterns.iter().zip(weights) {
        if pattern.labels >= 2 {
            *sizes.entry(pattern.labels).or_insert(0_u64) += u64::from(*weight);
        }
    }
    sizes.into_iter().max_by_key(|(size, items)| (*items, *size)).unwrap_or((0, 0))
}

#[expect(clippy::cast_precision_loss, reason = "counts of items and labels are far below 2^53")]
const fn float(count: u64) -> f64 {
    count as f64
}

/// Sums over items, each standing for its weight.
struct Sums {
    /// Items with a label.
    items: f64,
    /// Items with two or more.
    shared: f64,
    /// Σ of the items' raw agreement.
    raw: f64,
    /// Σ of shares of each class over items.
    shares: Vec<f64>,
    /// Coincidences of different classes, both ways.
    coincidences: Vec<f64>,
    /// Pairable labels of each class.
    pairable: Vec<f64>,
}

impl Sums {
    fn of<'a>(patterns: impl Iterator<Item = (&'a crate::votes::Pattern, u32)>, classes: usize) -> Self {
        let mut sums = Self {
            items: 0.0,
            shared: 0.0,
            raw: 0.0,
            shares: vec![0.0; classes],
            coincidences: vec![0.0; classes * classes],
            pairable: vec![0.0; classes],
        };
        for (pattern, weight) in patterns.filter(|(pattern, weight)| *weight > 0 && pattern.labels > 0) {
            let (weight, labels) = (f64::from(weight), f64::from(pattern.labels));
            sums.items += weight;
            for (class, count) in &pattern.counts {
                sums.shares[*class as usize] += weight * f64::from(*count) / labels;
            }
            if pattern.labels < 2 {
                continue;
            }
            sums.shared += weight;
            let agreeing: f64 = pattern.counts.iter().map(|(_, n)| f64::from(*n) * (f64::from(*n) - 1.0)).sum();
            sums.raw += weight * agreeing / (labels * (labels - 1.0));
            for (class, count) in &pattern.counts {
                sums.pairable[*class as usize] += weight * f64::from(*count);
                for (other, others) in pattern.counts.iter().filter(|(other, _)| other != class) {
                    sums.coincidences[*class as usize * classes + *other as usize] +=
                        weight * f64::from(*count) * f64::from(*others) / (labels - 1.0);
                }
            }
        }
        sums
    }

    fn raw(&self) -> Figure {
        if self.shared == 0.0 { Err(Undefined::NothingShared) } else { Ok(self.raw / self.shared) }
    }

    /// Observed less expected over 1 less expected, with Σ π² expected.
    fn kappa(&self) -> Figure {
        let observed = self.raw()?;
        let expected: f64 = self.shares.iter().map(|share| (share / self.items).powi(2)).sum();
        // Of one class alone the sum of shares is exactly the number of items.
        if let Some(class) = Self::only_class(&self.shares) {
            return Err(Undefined::OneClass { class: Some(class) });
        }
        Ok((observed - expected) / (1.0 - expected))
    }

    fn only_class(totals: &[f64]) -> Option<u32> {
        let mut given = totals.iter().enumerate().filter(|(_, total)| **total > 0.0);
        let (first, _) = given.next()?;
        given.next().is_none().then(|| u32::try_from(first).unwrap_or(u32::MAX))
    }

    fn ac1(&self) -> Figure {
        let observed = self.raw()?;
        let classes = self.shares.len();
        if classes < 2 {
            return Err(Undefined::OneDeclared);
        }
        let share = |total: &f64| total / self.items;
        let expected: f64 = self.shares.iter().map(|total| share(total) * (1.0 - share(total))).sum::<f64>()
            / float(classes as u64 - 1);
        Ok((observed - expected) / (1.0 - expected))
    }

    fn alpha(&self, scale: &Scale) -> Figure {
        if self.shared == 0.0 {
            return Err(Undefined::NothingShared);
        }
        if let Some(class) = Self::only_class(&self.pairable) {
            return Err(Undefined::OneClass { class: Some(class) });
        }
        let classes = self.pairable.len();
        let total: f64 = self.pairable.iter().sum();
        let (mut observed, mut expected) = (0.0, 0.0);
        for class in 0..classes {
            // Σ n_g from `class` to `other`, for the ordinal distance.
            let mut between = self.pairable[class];
            for other in class + 1..classes {
                between += self.pairable[other];
                let distance = match scale {
                    Scale::Nominal => 1.0,
                    Scale::Ordinal => (between - f64::midpoint(self.pairable[class], self.pairable[other])).powi(2),
                    Scale::Interval(values) => (values[class] - values[other]).powi(2),
                };
                observed += distance * self.coincidences[class * classes + other];
                expected += distance * self.pairable[class] * self.pairable[other];
            }
        }
        if expected == 0.0 {
            return Err(Undefined::OneClass { class: None });
        }
        Ok(1.0 - observed * (total - 1.0) / expected)
    }
}

fn weighted(patterns: &Patterns, weights: &[u32], scales: &[Scale], on: Option<u32>) -> ClassAgreement {
    let all = || patterns.patterns.iter().zip(weights.iter().copied());
    let sums = Sums::of(all(), patterns.classes);
    let (on, on_items) = on.map_or_else(|| modal(patterns, weights), |on| (on, 0));
    let one_size = all().all(|(pattern, weight)| weight == 0 || pattern.labels == on);
    let fleiss = if one_size {
        sums.kappa()
    } else {
        Sums::of(all().filter(|(pattern, _)| pattern.labels == on), patterns.classes).kappa()
    };
    let items = |at_least: u32| -> u64 {
        all().filter(|(pattern, _)| pattern.labels >= at_least).map(|(_, weight)| u64::from(weight)).sum()
    };
    ClassAgreement {
        raw: sums.raw(),
        alpha: scales.iter().map(|scale| sums.alpha(scale)).collect(),
        fleiss,
        fleiss_on: (on, on_items),
        fleiss_generalised: sums.kappa(),
        ac1: sums.ac1(),
        items: items(1),
        shared_items: items(2),
    }
}
