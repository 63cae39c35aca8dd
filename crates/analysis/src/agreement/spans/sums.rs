//! What one item adds to the figures over spans.

use crate::agreement::spans::units;
use crate::consensus::class_labels::float;
use std::ops::Range;

/// One marked place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Number of the label, from 0.
    pub label: u32,
}

/// What one reviewer marked in one item; nothing is a review as well.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReviewedSpans {
    /// Number of the reviewer.
    pub reviewer: u32,
    /// In any order, and they may overlap.
    pub marks: Vec<Mark>,
}

/// An item that reviewers submitted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SpanItem {
    /// Scalar values of its text.
    pub length: u32,
    /// Where its tokens stand, in order.
    pub tokens: Vec<(u32, u32)>,
    /// One for each reviewer.
    pub reviews: Vec<ReviewedSpans>,
}

/// Places of the sums in a row.
pub(super) mod at {
    pub(crate) const CHAR_MARKED: usize = 0;
    pub(crate) const CHAR_OPEN: usize = 1;
    pub(crate) const CHAR_APART: usize = 2;
    pub(crate) const TOKEN_MARKED: usize = 3;
    pub(crate) const TOKEN_OPEN: usize = 4;
    pub(crate) const TOKEN_APART: usize = 5;
    /// Pairs of reviews.
    pub(crate) const PAIRS: usize = 6;
    /// Spans of both, summed over pairs.
    pub(crate) const SPANS: usize = 7;
    pub(crate) const EXACT: usize = 8;
    pub(crate) const IOU: usize = 9;
    pub(crate) const CHARS: usize = 10;
    pub(crate) const CHARS_BOTH: usize = 11;
    pub(crate) const TOKENS: usize = 12;
    pub(crate) const TOKENS_BOTH: usize = 13;
    pub(crate) const EXACT_MACRO: usize = 14;
    pub(crate) const IOU_MACRO: usize = 15;
    pub(crate) const CHAR_MACRO: usize = 16;
    /// Different (place, label), summed over pairs.
    pub(crate) const LABELLED_SPANS: usize = 17;
    pub(crate) const LABEL_EXACT: usize = 18;
    pub(crate) const LABEL_EXACT_MACRO: usize = 19;
    pub(crate) const LABEL_IOU: usize = 20;
    pub(crate) const KIND_APART: usize = 21;
    /// Characters without a mark, then with each label; behind them the columns of `units`.
    pub(crate) const KINDS: usize = 22;
}

/// One row of sums for each item that two or more reviewed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SpanTable {
    labels: usize,
    width: usize,
    rows: Vec<f64>,
}

impl SpanTable {
    /// For items whose labels are numbered below `labels`.
    pub const fn new(labels: usize) -> Self {
        Self { labels, width: at::KINDS + 1 + labels + units::width(labels), rows: Vec::new() }
    }

    /// Adds an item; one with fewer than two reviews adds nothing. Whether it did.
    pub fn add(&mut self, item: &SpanItem) -> bool {
        if item.reviews.len() < 2 {
            return false;
        }
        let start = self.rows.len();
        self.rows.resize(start + self.width, 0.0);
        fill(item, self.labels, &mut self.rows[start..]);
        true
    }

    /// Takes another table's rows in behind its own.
    pub fn append(&mut self, other: Self) {
        self.rows.extend(other.rows);
    }

    /// How many items.
    pub const fn items(&self) -> usize {
        match self.rows.len().checked_div(self.width) {
            Some(items) => items,
            None => 0,
        }
    }

    /// The table of some of the rows.
    #[must_use]
    pub fn subset(&self, rows: impl IntoIterator<Item = usize>) -> Self {
        let mut part = Self { labels: self.labels, width: self.width, rows: Vec::new() };
        for row in rows {
            part.rows.extend_from_slice(self.row(row));
        }
        part
    }

    pub(super) const fn labels(&self) -> usize {
        self.labels
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) fn row(&self, item: usize) -> &[f64] {
        &self.rows[item * self.width..][..self.width]
    }

    pub(super) fn total(&self) -> Vec<f64> {
        let mut total = vec![0.0; self.width];
        for row in self.rows.chunks_exact(self.width.max(1)) {
            for (sum, value) in total.iter_mut().zip(row) {
                *sum += value;
            }
        }
        total
    }
}

/// The labels of the spans that two reviews share (matched one to one at an overlap of at least a half).
pub fn matched_labels(first: &ReviewedSpans, second: &ReviewedSpans) -> Vec<(u32, u32)> {
    let (first, second) = (Ready::new(first, &[]), Ready::new(second, &[]));
    matched_places(&first.places, &second.places)
        .into_iter()
        .map(|(a, b)| (first.labels[a], second.labels[b]))
        .collect()
}

/// A review made ready: places and labels once each, characters as runs.
struct Ready {
    /// Different places, in order.
    places: Vec<(u32, u32)>,
    /// Different places with labels, in order.
    labelled: Vec<Mark>,
    /// For each place the label of the first mark there.
    labels: Vec<u32>,
    /// Runs that do not overlap, each with one label.
    runs: Vec<Mark>,
    /// Tokens marked, as ordered runs that do not overlap.
    tokens: Vec<Range<usize>>,
}

impl Ready {
    fn new(review: &ReviewedSpans, tokens: &[(u32, u32)]) -> Self {
        let mut labelled: Vec<Mark> = review.marks.iter().copied().filter(|mark| mark.start < mark.end).collect();
        labelled.sort_unstable();
        labelled.dedup();
        let mut first = labelled.clone();
        first.dedup_by_key(|mark| (mark.start, mark.end));
        let mut marked: Vec<Range<usize>> = Vec::new();
        for mark in &first {
            let from = tokens.partition_point(|token| token.1 <= mark.start);
            let to = from + tokens[from..].partition_point(|token| token.0 < mark.end);
            match marked.last_mut() {
                Some(last) if last.end >= from => last.end = last.end.max(to),
                Some(_) | None => marked.push(from..to),
            }
        }
        Self {
            places: first.iter().map(|mark| (mark.start, mark.end)).collect(),
            labels: first.iter().map(|mark| mark.label).collect(),
            runs: runs(&labelled),
            labelled,
            tokens: marked,
        }
    }

    fn characters(&self) -> u32 {
        self.runs.iter().map(|run| run.end - run.start).sum()
    }
}

/// Runs that do not overlap: where marks do, the label with the highest number counts, whatever the
/// order of the marks.
fn runs(ordered: &[Mark]) -> Vec<Mark> {
    if ordered.windows(2).all(|pair| pair[0].end <= pair[1].start) {
        return ordered.to_vec();
    }
    let mut cuts: Vec<u32> = ordered.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut runs: Vec<Mark> = Vec::new();
    for stretch in cuts.windows(2) {
        let (start, end) = (stretch[0], stretch[1]);
        let over = ordered.iter().take_while(|mark| mark.start <= start).filter(|mark| mark.end >= end);
        let Some(label) = over.map(|mark| mark.label).max() else { continue };
        match runs.last_mut() {
            Some(last) if last.end == start && last.label == label => last.end = end,
            Some(_) | None => runs.push(Mark { start, end, label }),
        }
    }
    runs
}

fn number(count: u32) -> f64 {
    f64::from(count)
}

fn fill(item: &SpanItem, labels: usize, row: &mut [f64]) {
    let reviews: Vec<Ready> = item.reviews.iter().map(|review| Ready::new(review, &item.tokens)).collect();
    characters(&reviews, item.length, row);
    tokens(&reviews, item.tokens.len(), row);
    for (position, first) in reviews.iter().enumerate() {
        for second in &reviews[position + 1..] {
            pair(first, second, row);
        }
    }
    let coders: Vec<_> = reviews.iter().map(|review| units::units(&review.labelled)).collect();
    units::fill(&coders, &mut row[at::KINDS + 1 + labels..]);
}

/// Walks over the stretches between boundaries: within one, nothing changes.
fn characters(reviews: &[Ready], length: u32, row: &mut [f64]) {
    let k = float(reviews.len());
    let mut cuts: Vec<u32> = reviews.iter().flat_map(|one| &one.runs).flat_map(|run| [run.start, run.end]).collect();
    cuts.extend([0, length]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut next = vec![0_usize; reviews.len()];
    let mut labels: Vec<u32> = Vec::with_capacity(reviews.len());
    for stretch in cuts.windows(2) {
        let characters = number(stretch[1] - stretch[0]);
        labels.clear();
        for (review, next) in reviews.iter().zip(&mut next) {
            while review.runs.get(*next).is_some_and(|run| run.end <= stretch[0]) {
                *next += 1;
            }
            labels.extend(review.runs.get(*next).filter(|run| run.start <= stretch[0]).map(|run| run.label));
        }
        let marked = float(labels.len());
        row[at::CHAR_MARKED] += characters * marked;
        row[at::CHAR_OPEN] += characters * (k - marked);
        row[at::CHAR_APART] += characters * 2.0 * marked * (k - marked) / (k - 1.0);
        labels.sort_unstable();
        let mut squares = (k - marked) * (k - marked);
        row[at::KINDS] += characters * (k - marked);
        for same in labels.chunk_by(|a, b| a == b) {
            let count = float(same.len());
            squares += count * count;
            row[at::KINDS + 1 + same[0] as usize] += characters * count;
        }
        row[at::KIND_APART] += characters * (k * k - squares) / (k - 1.0);
    }
}

fn tokens(reviews: &[Ready], count: usize, row: &mut [f64]) {
    let k = float(reviews.len());
    // How many reviewers mark each token, by what changes at it.
    let mut changes = vec![0_i32; count + 1];
    for run in reviews.iter().flat_map(|review| &review.tokens) {
        changes[run.start] += 1;
        changes[run.end] -= 1;
    }
    let mut marked = 0;
    for change in &changes[..count] {
        marked += change;
        let marked = f64::from(marked);
        row[at::TOKEN_MARKED] += marked;
        row[at::TOKEN_OPEN] += k - marked;
        row[at::TOKEN_APART] += 2.0 * marked * (k - marked) / (k - 1.0);
    }
}

fn pair(first: &Ready, second: &Ready, row: &mut [f64]) {
    row[at::PAIRS] += 1.0;
    let both_empty = first.places.is_empty() && second.places.is_empty();
    let f1 = |both: f64, all: f64| if both_empty { 1.0 } else { 2.0 * both / all };

    let spans = float(first.places.len() + second.places.len());
    let exact = float(common(&first.places, &second.places));
    row[at::SPANS] += spans;
    row[at::EXACT] += exact;
    row[at::EXACT_MACRO] += f1(exact, spans);

    let matched = matched_places(&first.places, &second.places);
    row[at::IOU] += float(matched.len());
    row[at::IOU_MACRO] += f1(float(matched.len()), spans);
    row[at::LABEL_IOU] += float(matched.iter().filter(|(a, b)| first.labels[*a] == second.labels[*b]).count());

    let labelled = float(first.labelled.len() + second.labelled.len());
    let exact = float(common(&first.labelled, &second.labelled));
    row[at::LABELLED_SPANS] += labelled;
    row[at::LABEL_EXACT] += exact;
    row[at::LABEL_EXACT_MACRO] += f1(exact, labelled);

    let characters = number(first.characters() + second.characters());
    let spans_of =
        |review: &Ready| review.runs.iter().map(|run| run.start as usize..run.end as usize).collect::<Vec<_>>();
    let both = float(overlap(&spans_of(first), &spans_of(second)));
    row[at::CHARS] += characters;
    row[at::CHARS_BOTH] += both;
    row[at::CHAR_MACRO] += f1(both, characters);

    row[at::TOKENS] += float(first.tokens.iter().chain(&second.tokens).map(ExactSizeIterator::len).sum());
    row[at::TOKENS_BOTH] += float(overlap(&first.tokens, &second.tokens));
}

/// How many values two ordered lists share.
fn common<T: Ord>(first: &[T], second: &[T]) -> usize {
    first.iter().filter(|value| second.binary_search(value).is_ok()).count()
}

/// How many places two lists of ordered runs share.
fn overlap(first: &[Range<usize>], second: &[Range<usize>]) -> usize {
    let (mut at, mut other, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (first.get(at), second.get(other)) {
        shared += a.end.min(b.end).saturating_sub(a.start.max(b.start));
        if a.end < b.end { at += 1 } else { other += 1 }
    }
    shared
}

/// Spans matched one to one at an intersection over union of at least a half, the closest first; of
/// equally close ones the earlier.
pub(crate) fn matched_places(first: &[(u32, u32)], second: &[(u32, u32)]) -> Vec<(usize, usize)> {
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (a, one) in first.iter().enumerate() {
        for (b, other) in second.iter().enumerate() {
            let both = one.1.min(other.1).saturating_sub(one.0.max(other.0));
            let either = (one.1 - one.0) + (other.1 - other.0) - both;
            if both > 0 && 2 * both >= either {
                near.push((number(both) / number(either), a, b));
            }
        }
    }
    near.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken, mut others) = (vec![false; first.len()], vec![false; second.len()]);
    let mut matched = Vec::new();
    for (_, a, b) in near {
        if !taken[a] && !others[b] {
            taken[a] = true;
            others[b] = true;
            matched.push((a, b));
        }
    }
    matched
}
