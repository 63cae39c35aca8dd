//! Agreement over spans (methods.md, 'Agreement, spans'): where reviewers mark, and what they call it.
//!
//! Every item is one row of sums; all figures follow from the total of the rows. So drawing items
//! anew adds rows, and the order of items never matters to more than the last bit.

pub mod alpha_u;
pub mod continuum;
pub mod gamma;
mod sums;
mod units;

pub(crate) use sums::matched_places;
pub use sums::{Mark, ReviewedSpans, SpanItem, SpanTable, matched_labels};

use crate::figure::{Figure, Undefined};
use crate::interval::{Interval, draw_all, of_draws};
use crate::seed::Draws;
use sums::at;

/// Figures of the layers 'where' and 'kind'.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanAgreement<F> {
    /// Krippendorff's alpha over characters, marked or not.
    pub alpha_char: F,
    /// The same over tokens.
    pub alpha_token: F,
    /// F1 of equal spans, all pairs of reviews pooled.
    pub exact_f1: F,
    /// F1 of spans matched one to one at an overlap (intersection over union) of at least a half.
    pub iou50_f1: F,
    /// F1 of characters, pooled.
    pub char_f1_micro: F,
    /// F1 of tokens, pooled.
    pub token_f1_micro: F,
    /// Mean F1 of equal spans over pairs of reviews of an item.
    pub exact_f1_macro: F,
    /// Mean F1 of matched spans.
    pub iou50_f1_macro: F,
    /// Mean F1 of characters.
    pub char_f1_macro: F,
    /// Alpha over characters with the label each is marked with, or none.
    pub kind_alpha_char: F,
    /// F1 of spans equal in place and label, pooled.
    pub exact_label_f1: F,
    /// The mean of the same over pairs of reviews.
    pub exact_label_f1_macro: F,
    /// F1 of matched spans with the same label, pooled.
    pub iou50_label_f1: F,
    /// Share of matched spans whose labels are the same.
    pub label_agreement: F,
    /// Krippendorff's `|u`: units against gaps (2016).
    pub u_binary: F,
    /// Krippendorff's `u`: units and labels, gaps included.
    pub u: F,
    /// Krippendorff's `cu`: labels where units meet.
    pub cu: F,
    /// Krippendorff's `(k)u` of each label: it against the others, where units meet.
    pub ku: Vec<F>,
}

impl<F> SpanAgreement<F> {
    fn made(labels: usize, mut make: impl FnMut(usize) -> F) -> Self {
        let mut next = 0..;
        let mut figure = || make(next.next().unwrap_or(0));
        Self {
            alpha_char: figure(),
            alpha_token: figure(),
            exact_f1: figure(),
            iou50_f1: figure(),
            char_f1_micro: figure(),
            token_f1_micro: figure(),
            exact_f1_macro: figure(),
            iou50_f1_macro: figure(),
            char_f1_macro: figure(),
            kind_alpha_char: figure(),
            exact_label_f1: figure(),
            exact_label_f1_macro: figure(),
            iou50_label_f1: figure(),
            label_agreement: figure(),
            u_binary: figure(),
            u: figure(),
            cu: figure(),
            ku: (0..labels).map(|_| figure()).collect(),
        }
    }
}

/// The figures of all items of a table together.
pub fn of(table: &SpanTable) -> SpanAgreement<Figure> {
    let figures = figures(&table.total(), table.labels());
    SpanAgreement::made(table.labels(), |at| figures[at].clone())
}

/// Of each item the mean F1 of characters over its pairs of reviews, in the order of the table.
pub fn character_f1_by_item(table: &SpanTable) -> Vec<f64> {
    (0..table.items()).map(|item| table.row(item)).map(|row| row[at::CHAR_MACRO] / row[at::PAIRS]).collect()
}

/// The intervals of the same figures, from `draws` draws of the items.
pub fn intervals(table: &SpanTable, draws: u32, seed: u64) -> SpanAgreement<Interval> {
    let items = u32::try_from(table.items()).unwrap_or(u32::MAX);
    let samples: Vec<Vec<Option<f64>>> = draw_all(draws, |number| {
        let mut stream = Draws::new(seed, u64::from(number));
        let mut total = vec![0.0; table.width()];
        for _ in 0..items {
            for (sum, value) in total.iter_mut().zip(table.row(stream.below(items) as usize)) {
                *sum += value;
            }
        }
        figures(&total, table.labels()).into_iter().map(Result::ok).collect()
    });
    SpanAgreement::made(table.labels(), |at| of_draws(samples.iter().map(|figures| figures[at])))
}

/// All figures in the order of the fields of [`SpanAgreement`].
fn figures(total: &[f64], labels: usize) -> Vec<Figure> {
    let shared = |figure: Figure| if total[at::PAIRS] == 0.0 { Err(Undefined::NothingShared) } else { figure };
    let pooled = |both: usize, all: usize| {
        if total[all] == 0.0 { Err(Undefined::NothingMarked) } else { Ok(2.0 * total[both] / total[all]) }
    };
    let mean = |sum: usize| Ok(total[sum] / total[at::PAIRS]);
    let kinds = &total[at::KINDS..][..=labels];
    let all: f64 = kinds.iter().sum();
    let squares: f64 = kinds.iter().map(|kind| kind * kind).sum();
    let given = kinds.iter().filter(|kind| **kind > 0.0).count();
    let kind_alpha = match given {
        0 | 1 if kinds[0] > 0.0 => Err(Undefined::NothingMarked),
        0 | 1 => Err(Undefined::OneClass { class: None }),
        _ => Ok(1.0 - total[at::KIND_APART] * (all - 1.0) / (all * all - squares)),
    };
    let matched = total[at::IOU];
    let family = units::family(total, labels);
    let plain = [
        alpha(total[at::CHAR_MARKED], total[at::CHAR_OPEN], total[at::CHAR_APART]),
        alpha(total[at::TOKEN_MARKED], total[at::TOKEN_OPEN], total[at::TOKEN_APART]),
        pooled(at::EXACT, at::SPANS),
        pooled(at::IOU, at::SPANS),
        pooled(at::CHARS_BOTH, at::CHARS),
        pooled(at::TOKENS_BOTH, at::TOKENS),
        mean(at::EXACT_MACRO),
        mean(at::IOU_MACRO),
        mean(at::CHAR_MACRO),
        kind_alpha,
        pooled(at::LABEL_EXACT, at::LABELLED_SPANS),
        mean(at::LABEL_EXACT_MACRO),
        pooled(at::LABEL_IOU, at::SPANS),
        if matched == 0.0 { Err(Undefined::NoOverlap) } else { Ok(total[at::LABEL_IOU] / matched) },
        family.binary,
        family.u,
        family.cu,
    ];
    plain.into_iter().chain(family.ku).map(shared).collect()
}

/// Alpha of places that are marked or not.
fn alpha(marked: f64, open: f64, apart: f64) -> Figure {
    if marked == 0.0 {
        return Err(Undefined::NothingMarked);
    }
    if open == 0.0 {
        return Err(Undefined::AllMarked);
    }
    Ok(1.0 - apart * (marked + open - 1.0) / (2.0 * marked * open))
}
