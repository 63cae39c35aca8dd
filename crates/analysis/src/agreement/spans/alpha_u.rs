//! Krippendorff's `alpha_U` of 1995 and 2004, for comparison with other tools.
//!
//! It weighs squared lengths: one long unit outweighs many short ones. It is never a headline.

use crate::agreement::spans::continuum::{Continuum, float};
use crate::consensus::class_labels::float as count;
use crate::figure::{Figure, Undefined};
use std::collections::BTreeMap;

/// Krippendorff's `alpha_U` of 1995, over all categories together, and the observed and expected
/// disagreement of each.
pub fn alpha_u_1995(continuum: &Continuum) -> (Figure, BTreeMap<u32, (f64, f64)>) {
    let categories: std::collections::BTreeSet<u32> =
        continuum.coders.iter().flatten().map(|unit| unit.category).collect();
    let parts: BTreeMap<u32, (f64, f64)> = categories
        .into_iter()
        .map(|category| {
            let coders: Vec<Vec<(f64, f64)>> = continuum
                .coders
                .iter()
                .map(|units| {
                    let mut units: Vec<(f64, f64)> = units
                        .iter()
                        .filter(|unit| unit.category == category)
                        .map(|unit| (float(unit.start), float(unit.end)))
                        .collect();
                    units.sort_by(|a, b| a.0.total_cmp(&b.0));
                    units
                })
                .collect();
            (
                category,
                (observed_1995(&coders, float(continuum.length)), expected_1995(&coders, float(continuum.length))),
            )
        })
        .collect();
    let (observed, expected) = parts.values().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    let figure = if continuum.coders.len() < 2 {
        Err(Undefined::NothingShared)
    } else if expected == 0.0 {
        Err(Undefined::NothingMarked)
    } else {
        Ok(1.0 - observed / expected)
    };
    (figure, parts)
}

/// Units and gaps of one coder: start, end, whether a unit.
fn sections(units: &[(f64, f64)], length: f64) -> Vec<(f64, f64, bool)> {
    let mut sections = Vec::new();
    let mut reached = 0.0;
    for (start, end) in units {
        if *start > reached {
            sections.push((reached, *start, false));
        }
        sections.push((*start, *end, true));
        reached = *end;
    }
    if reached < length {
        sections.push((reached, length, false));
    }
    sections
}

fn observed_1995(coders: &[Vec<(f64, f64)>], length: f64) -> f64 {
    let sections: Vec<_> = coders.iter().map(|units| sections(units, length)).collect();
    let mut sum = 0.0;
    for (at, first) in sections.iter().enumerate() {
        for second in sections.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, second)| second) {
            for (start, end, unit) in first {
                for (other_start, other_end, other_unit) in second {
                    let meet = start.max(*other_start) < end.min(*other_end);
                    sum += match (*unit, *other_unit) {
                        (true, true) if meet => (start - other_start).powi(2) + (end - other_end).powi(2),
                        (true, false) if start >= other_start && end <= other_end => (end - start).powi(2),
                        (false, true) if other_start >= start && other_end <= end => (other_end - other_start).powi(2),
                        _ => 0.0,
                    };
                }
            }
        }
    }
    let m = count(coders.len());
    sum / (m * (m - 1.0) * length * length)
}

fn expected_1995(coders: &[Vec<(f64, f64)>], length: f64) -> f64 {
    let m = count(coders.len());
    let sections: Vec<_> = coders.iter().map(|units| sections(units, length)).collect();
    let lengths = |wanted: bool| {
        sections.iter().flatten().filter(move |(_, _, unit)| *unit == wanted).map(|(start, end, _)| end - start)
    };
    let units = count(lengths(true).count());
    let mut sum = 0.0;
    for b in lengths(true) {
        let gaps: f64 = lengths(false).filter(|gap| *gap >= b).map(|gap| gap - b + 1.0).sum();
        sum += (units - 1.0) / 3.0 * (2.0 * b.powi(3) - 3.0 * b * b + b) + b * b * gaps;
    }
    let paired = m * length * (m * length - 1.0) - lengths(true).map(|b| b * (b - 1.0)).sum::<f64>();
    2.0 / length * sum / paired
}
