//! One review against the other reviews of the same item.

use crate::agreement::spans::{Mark, matched_places};
use crate::consensus::class_labels::float;
use crate::consensus::token_vote::{Electorate, Outcome, Votes, runs};
use std::collections::BTreeMap;
use std::ops::Range;
use touchstone_domain::gold::SpanThreshold;

/// What one reviewer said of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said<'a> {
    /// Number of the verdict, where one was given.
    pub verdict: Option<u32>,
    /// In any order, and they may overlap.
    pub marks: &'a [Mark],
    /// The severity of each mark by rank, where one was given.
    pub severities: &'a [Option<u32>],
}

/// An item with everything that was submitted of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reviewed<'a> {
    /// Where the words of its text stand, in order.
    pub tokens: &'a [(u32, u32)],
    /// One for each reviewer.
    pub reviews: Vec<Said<'a>>,
}

/// A span that the others hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// First scalar value.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Whether the reviewer has a span that overlaps it.
    pub found: bool,
}

/// Places of the sums in a row.
pub(super) mod at {
    pub(crate) const ITEMS: usize = 0;
    pub(crate) const AGREEMENT: usize = 1;
    pub(crate) const REFERENCE: usize = 2;
    pub(crate) const MISSED: usize = 3;
    pub(crate) const OWN: usize = 4;
    /// Own spans without support.
    pub(crate) const LONE: usize = 5;
    pub(crate) const CHARACTERS: usize = 6;
    pub(crate) const LONE_CHARACTERS: usize = 7;
    pub(crate) const MATCHED: usize = 8;
    pub(crate) const STARTS: usize = 9;
    pub(crate) const ENDS: usize = 10;
    pub(crate) const SEVERITIES: usize = 11;
    pub(crate) const SEVERITY: usize = 12;
    pub(crate) const LABELS: usize = 13;
    pub(crate) const SAME_LABEL: usize = 14;
    pub(crate) const VERDICTS: usize = 15;
    pub(crate) const SAME_VERDICT: usize = 16;
    /// Of each third of a sitting: items, and their agreement.
    pub(crate) const THIRDS: usize = 17;
    pub(crate) const WIDTH: usize = THIRDS + 6;
}

/// A review against the others of its item.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// How many others there are.
    pub others: u32,
    /// What they hold.
    pub reference: Vec<Reference>,
    /// Own label and that of the others, of matched spans where both are known and differ.
    pub confused: Vec<(u32, u32)>,
    pub(super) sums: [f64; at::WIDTH],
}

impl Compared {
    /// Whether a span of the others was missed.
    pub fn misses(&self) -> bool {
        self.sums[at::MISSED] > 0.0
    }

    /// Whether a span of the reviewer has no support.
    pub fn marks_alone(&self) -> bool {
        self.sums[at::LONE] > 0.0
    }

    /// Whether a matched span starts or ends elsewhere.
    pub fn bounds_differ(&self) -> bool {
        self.sums[at::STARTS] != 0.0 || self.sums[at::ENDS] != 0.0
    }

    /// Whether severities differ, in sum.
    pub fn severity_differs(&self) -> bool {
        self.sums[at::SEVERITY] != 0.0
    }

    /// Whether a matched span has another label.
    pub fn label_differs(&self) -> bool {
        self.sums[at::SAME_LABEL] < self.sums[at::LABELS]
    }

    /// Whether the verdict is another one than that of most others.
    pub fn verdict_differs(&self) -> bool {
        self.sums[at::SAME_VERDICT] < self.sums[at::VERDICTS]
    }

    /// Mean F1 of characters with the others.
    pub const fn agreement(&self) -> f64 {
        self.sums[at::AGREEMENT]
    }
}

/// One mark without the white space at its ends.
#[derive(Debug, Clone)]
struct Clipped {
    place: (u32, u32),
    tokens: Range<usize>,
    label: u32,
    severity: Option<u32>,
}

/// A review made ready.
struct Ready {
    marks: Vec<Clipped>,
    /// Stretches of marked characters, in order, that neither overlap nor touch.
    characters: Vec<(u32, u32)>,
    votes: Vec<Votes>,
}

impl Ready {
    fn new(said: &Said<'_>, tokens: &[(u32, u32)]) -> Self {
        let mut marks = Vec::new();
        for (at, mark) in said.marks.iter().enumerate() {
            let first = tokens.partition_point(|token| token.1 <= mark.start);
            let last = first + tokens[first..].partition_point(|token| token.0 < mark.end);
            if first < last && mark.start < mark.end {
                let place = (mark.start.max(tokens[first].0), mark.end.min(tokens[last - 1].1));
                let severity = said.severities.get(at).copied().flatten();
                marks.push(Clipped { place, tokens: first..last, label: mark.label, severity });
            }
        }
        marks.sort_by_key(|mark| (mark.place, mark.label, mark.severity));
        let mut characters: Vec<(u32, u32)> = Vec::new();
        for mark in &marks {
            match characters.last_mut() {
                Some(last) if last.1 >= mark.place.0 => last.1 = last.1.max(mark.place.1),
                Some(_) | None => characters.push(mark.place),
            }
        }
        let mut votes = vec![Votes::default(); tokens.len()];
        for token in marks.iter().flat_map(|mark| mark.tokens.clone()) {
            votes[token].marked = 1;
        }
        for token in marks.iter().flat_map(|mark| mark.tokens.start..mark.tokens.end - 1) {
            votes[token].joined = 1;
        }
        for token in 1..votes.len() {
            votes[token - 1].both = votes[token - 1].marked & votes[token].marked;
        }
        Self { marks, characters, votes }
    }

    fn length(&self) -> u32 {
        self.characters.iter().map(|(start, end)| end - start).sum()
    }
}

/// Every review of an item against the others, in the order of the reviews. Items with one review
/// have nothing to compare.
pub fn compare(item: &Reviewed<'_>) -> Vec<Compared> {
    if item.reviews.len() < 2 {
        return Vec::new();
    }
    let reviews: Vec<Ready> = item.reviews.iter().map(|said| Ready::new(said, item.tokens)).collect();
    let mut all = vec![Votes::default(); item.tokens.len()];
    for review in &reviews {
        for (sum, vote) in all.iter_mut().zip(&review.votes) {
            sum.marked += vote.marked;
            sum.both += vote.both;
            sum.joined += vote.joined;
        }
    }
    (0..reviews.len()).map(|own| against(item, &reviews, &all, own)).collect()
}

fn against(item: &Reviewed<'_>, reviews: &[Ready], all: &[Votes], own: usize) -> Compared {
    let (mine, others) = (&reviews[own], u32::try_from(reviews.len() - 1).unwrap_or(u32::MAX));
    let less = |(sum, vote): (&Votes, &Votes)| Votes {
        marked: sum.marked - vote.marked,
        both: sum.both - vote.both,
        joined: sum.joined - vote.joined,
        weight: 0.0,
    };
    let votes: Vec<Votes> = all.iter().zip(&mine.votes).map(less).collect();
    let held: Vec<Range<usize>> = runs(&votes, SpanThreshold::Majority, Electorate { k: others, weight: None })
        .into_iter()
        .filter(|(outcome, _)| *outcome == Outcome::In)
        .map(|(_, run)| run)
        .collect();
    let places: Vec<(u32, u32)> =
        held.iter().map(|run| (item.tokens[run.start].0, item.tokens[run.end - 1].1)).collect();
    let theirs = || reviews.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, review)| review);

    let mut sums = [0.0; at::WIDTH];
    sums[at::ITEMS] = 1.0;
    sums[at::AGREEMENT] = theirs().map(|other| f1(mine, other)).sum::<f64>() / f64::from(others);
    let found = |place: &(u32, u32)| mine.marks.iter().any(|mark| overlap(mark.place, *place) > 0);
    let reference: Vec<Reference> =
        places.iter().map(|place| Reference { start: place.0, end: place.1, found: found(place) }).collect();
    sums[at::REFERENCE] = float(reference.len());
    sums[at::MISSED] = float(reference.iter().filter(|span| !span.found).count());

    // Places once each: the label and severity of the first mark there.
    let mut spans: Vec<&Clipped> = mine.marks.iter().collect();
    spans.dedup_by_key(|mark| mark.place);
    let alone = |mark: &&&Clipped| votes[mark.tokens.clone()].iter().all(|vote| vote.marked == 0);
    sums[at::OWN] = float(spans.len());
    sums[at::LONE] = float(spans.iter().filter(alone).count());
    let mut marked: Vec<(u32, u32)> = theirs().flat_map(|other| &other.characters).copied().collect();
    marked.sort_unstable();
    marked.dedup_by(|next, last| {
        next.0 <= last.1 && {
            last.1 = last.1.max(next.1);
            true
        }
    });
    sums[at::CHARACTERS] = f64::from(mine.length());
    sums[at::LONE_CHARACTERS] = f64::from(mine.length() - shared(&mine.characters, &marked));

    let mut confused = Vec::new();
    let own_places: Vec<(u32, u32)> = spans.iter().map(|mark| mark.place).collect();
    for (span, held) in matched_places(&own_places, &places) {
        let (span, place) = (spans[span], places[held]);
        sums[at::MATCHED] += 1.0;
        sums[at::STARTS] += f64::from(span.place.0) - f64::from(place.0);
        sums[at::ENDS] += f64::from(span.place.1) - f64::from(place.1);
        let touching: Vec<&Clipped> =
            theirs().flat_map(|other| &other.marks).filter(|mark| overlap(mark.place, place) > 0).collect();
        if let (Some(own), Some(others)) = (span.severity, median(touching.iter().filter_map(|mark| mark.severity))) {
            sums[at::SEVERITIES] += 1.0;
            sums[at::SEVERITY] += f64::from(own) - others;
        }
        if let Some(label) = most(touching.iter().map(|mark| (mark.label, overlap(mark.place, place)))) {
            sums[at::LABELS] += 1.0;
            if label == span.label {
                sums[at::SAME_LABEL] += 1.0;
            } else {
                confused.push((span.label, label));
            }
        }
    }
    let given = item.reviews.iter().enumerate().filter(|(at, _)| *at != own).filter_map(|(_, said)| said.verdict);
    let given: Vec<(u32, u32)> = given.map(|verdict| (verdict, 1)).collect();
    if let (Some(verdict), Some(held)) = (item.reviews[own].verdict, more_than_half(&given)) {
        sums[at::VERDICTS] = 1.0;
        sums[at::SAME_VERDICT] = f64::from(u8::from(verdict == held));
    }
    Compared { others, reference, confused, sums }
}

/// F1 of the characters of two reviews; nothing marked by both is agreement in full.
fn f1(first: &Ready, second: &Ready) -> f64 {
    let all = first.length() + second.length();
    if all == 0 { 1.0 } else { 2.0 * f64::from(shared(&first.characters, &second.characters)) / f64::from(all) }
}

fn overlap(first: (u32, u32), second: (u32, u32)) -> u32 {
    first.1.min(second.1).saturating_sub(first.0.max(second.0))
}

/// Characters that two ordered lists of stretches share.
fn shared(first: &[(u32, u32)], second: &[(u32, u32)]) -> u32 {
    let (mut one, mut other, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (first.get(one), second.get(other)) {
        both += overlap(*a, *b);
        if a.1 < b.1 { one += 1 } else { other += 1 }
    }
    both
}

/// The middle of the ranks; between two, half-way, so that it leans to neither.
fn median(ranks: impl Iterator<Item = u32>) -> Option<f64> {
    let mut ranks: Vec<u32> = ranks.collect();
    ranks.sort_unstable();
    let upper = f64::from(*ranks.get(ranks.len() / 2)?);
    Some(if ranks.len() % 2 == 1 { upper } else { f64::midpoint(f64::from(ranks[ranks.len() / 2 - 1]), upper) })
}

/// The class with most weight; none where two have equally much.
fn most(weighed: impl Iterator<Item = (u32, u32)>) -> Option<u32> {
    let mut weights: BTreeMap<u32, u32> = BTreeMap::new();
    weighed.for_each(|(class, weight)| *weights.entry(class).or_default() += weight);
    let largest = weights.values().copied().max()?;
    let mut first = weights.into_iter().filter(|(_, weight)| *weight == largest);
    let class = first.next()?.0;
    first.next().is_none().then_some(class)
}

fn more_than_half(given: &[(u32, u32)]) -> Option<u32> {
    let class = most(given.iter().copied())?;
    (2 * given.iter().filter(|(other, _)| *other == class).count() > given.len()).then_some(class)
}
