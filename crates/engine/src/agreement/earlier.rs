//! Krippendorff's alpha of 1995 over a project: asked for by itself, to compare with other tools.

use crate::agreement::figures::Figures;
use crate::agreement::gathered::{Gathered, GatheredItem};
use touchstone_analysis::agreement::spans::alpha_u::alpha_u_1995;
use touchstone_analysis::agreement::spans::continuum::{Continuum, Unit};
use touchstone_analysis::figure::{Figure, Undefined};

/// Adds the figure over the items that two or more reviewed, put one behind the other.
pub(super) fn add(gathered: &Gathered, figures: &mut Figures) {
    let items: Vec<&GatheredItem> = gathered.items.iter().filter(|item| item.reviews.len() > 1).collect();
    figures.add("alpha_u_1995", one_behind_the_other(&items), None);
}

/// It is a figure of one continuum, so every item must have the same reviewers.
fn one_behind_the_other(items: &[&GatheredItem]) -> Figure {
    let Some(first) = items.first() else { return Err(Undefined::NothingShared) };
    let team = |item: &GatheredItem| -> Vec<u32> { item.reviews.iter().map(|review| review.reviewer).collect() };
    let reviewers = team(first);
    if items.iter().any(|item| team(item) != reviewers) {
        return Err(Undefined::DifferentTeams);
    }
    let mut whole = Continuum { length: 0, coders: vec![Vec::new(); reviewers.len()] };
    for item in items {
        for (coder, review) in whole.coders.iter_mut().zip(&item.spans.reviews) {
            let marks = review.marks.iter().filter(|mark| mark.start < mark.end);
            coder.extend(marks.map(|mark| Unit {
                start: whole.length + mark.start,
                end: whole.length + mark.end,
                category: mark.label,
            }));
        }
        whole.length = whole.length.checked_add(item.spans.length).ok_or(Undefined::TooLarge)?;
    }
    alpha_u_1995(&whole).0
}
