//! Where reviewers of an item differ, and where all say the same: what adjudication works on.
//!
//! Annotations that share a token, directly or over others, are one place. A place where every
//! reviewer says each thing that is said is agreed on; any other is a difference, with what was said
//! there as its candidates.

mod candidate;
mod information;
mod omission;

use crate::consensus::item::SubmittedReview;
use crate::tokenize::{tokenize, tokens_in};
use candidate::{Variant, agreed, candidates, corrections_conflict};
use std::collections::BTreeMap;
use std::ops::Range;
use touchstone_domain::adjudication::Heard;
use touchstone_domain::adjudication::difference::{Aspect, Difference, Differences};
use touchstone_domain::annotation::Annotation;
use touchstone_domain::gold::ItemConsensus;
use touchstone_domain::id::{AnnotationId, ReviewerId};
use touchstone_domain::label::VerdictId;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// One annotation with the tokens it covers.
#[derive(Debug, Clone)]
struct Said<'a> {
    reviewer: ReviewerId,
    annotation: &'a Annotation,
    /// In order; empty for one that covers white space only.
    tokens: Vec<Range<usize>>,
}

/// What the reviewers of an item say, cut into what all agree on and what they differ in.
///
/// `reviews` are all that were submitted, also those that mark nothing. Their order does not matter.
/// `consensus` is theirs; it adds what it makes of them to the candidates.
pub fn of(sample: &Text, reviews: &[SubmittedReview<'_>], consensus: &ItemConsensus) -> Differences {
    let mut reviews = reviews.to_vec();
    reviews.sort_by_key(|review| review.reviewer);
    let verdicts = verdicts(&reviews);
    let mut found = Differences {
        reviewers: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
        unanimous: if let [(Some(verdict), _)] = &verdicts[..] { Some(verdict.clone()) } else { None },
        verdict_information: information::entropy(verdicts.iter().map(|(_, by)| by.len())),
        verdicts,
        ..Differences::default()
    };
    omission::differ(&reviews, &mut found);
    if reviews.iter().all(|review| review.content.annotations.is_empty()) {
        return found;
    }
    let tokens = tokenize(sample);
    let everyone: Vec<ReviewerId> = reviews.iter().map(|review| review.reviewer).collect();
    for place in places(said(&reviews, &tokens)) {
        let variants = Variant::of(&place);
        let all = variants.iter().all(|variant| variant.voters.len() == everyone.len());
        let conflict = all && variants.iter().any(|variant| corrections_conflict(&variant.said));
        if all && !conflict {
            found.agreed.extend(variants.iter().map(agreed));
        } else {
            let variants = if conflict { Variant::by_correction(&place) } else { variants };
            found.differences.push(difference(sample, &tokens, &everyone, &place, &variants, consensus));
        }
    }
    found
}

/// Who gives which verdict, the most given first, equals by name.
fn verdicts(reviews: &[SubmittedReview<'_>]) -> Vec<(Option<VerdictId>, Vec<ReviewerId>)> {
    let mut verdicts: BTreeMap<Option<VerdictId>, Vec<ReviewerId>> = BTreeMap::new();
    for review in reviews {
        verdicts.entry(review.content.verdict.clone()).or_default().push(review.reviewer);
    }
    let mut verdicts: Vec<_> = verdicts.into_iter().collect();
    verdicts.sort_by_key(|(verdict, by)| (std::cmp::Reverse(by.len()), verdict.clone()));
    verdicts
}

fn said<'a>(reviews: &[SubmittedReview<'a>], tokens: &[Span]) -> Vec<Said<'a>> {
    let covered = |annotation: &Annotation| {
        let ranges = annotation.segments.iter().map(|segment| tokens_in(tokens, segment.span));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for range in ranges.filter(|range| !range.is_empty()) {
            // Two segments may share a token, or touch.
            match joined.last_mut().filter(|last| last.end >= range.start) {
                Some(last) => last.end = last.end.max(range.end),
                None => joined.push(range),
            }
        }
        joined
    };
    let all = reviews.iter().flat_map(|review| {
        let by = review.reviewer;
        review.content.annotations.iter().map(move |annotation| (by, annotation))
    });
    let said = all.map(|(reviewer, annotation)| Said { reviewer, annotation, tokens: covered(annotation) });
    said.collect()
}

/// Annotations by place, in the order of the text. Cost: sorting their segments.
fn places(said: Vec<Said<'_>>) -> Vec<Vec<Said<'_>>> {
    let mut parent: Vec<usize> = (0..said.len()).collect();
    let mut segments: Vec<(Range<usize>, usize)> = Vec::new();
    for (number, one) in said.iter().enumerate() {
        segments.extend(one.tokens.iter().map(|range| (range.clone(), number)));
    }
    segments.sort_by_key(|(range, number)| (range.start, range.end, *number));
    let mut reach: Option<(usize, usize)> = None;
    for (range, number) in segments {
        match reach {
            Some((end, last)) if range.start < end => {
                join(&mut parent, last, number);
                reach = Some((end.max(range.end), number));
            }
            Some(_) | None => reach = Some((range.end, number)),
        }
    }
    let mut places: BTreeMap<usize, Vec<Said<'_>>> = BTreeMap::new();
    for (number, one) in said.into_iter().enumerate() {
        places.entry(root(&parent, number)).or_default().push(one);
    }
    let mut places: Vec<_> = places.into_values().collect();
    places.sort_by_key(|place| place.iter().map(start).min());
    places
}

fn start(said: &Said<'_>) -> u32 {
    said.annotation.segments.first().map_or(0, |segment| segment.span.start().0)
}

fn root(parent: &[usize], mut number: usize) -> usize {
    while parent[number] != number {
        number = parent[number];
    }
    number
}

fn join(parent: &mut [usize], one: usize, other: usize) {
    let (one, other) = (root(parent, one), root(parent, other));
    parent[one.max(other)] = one.min(other);
}

fn difference(
    sample: &Text,
    tokens: &[Span],
    everyone: &[ReviewerId],
    place: &[Said<'_>],
    variants: &[Variant<'_>],
    consensus: &ItemConsensus,
) -> Difference {
    let marking: BTreeMap<ReviewerId, Vec<&Said<'_>>> = place.iter().fold(BTreeMap::new(), |mut marking, said| {
        marking.entry(said.reviewer).or_insert_with(Vec::new).push(said);
        marking
    });
    let silent: Vec<ReviewerId> = everyone.iter().filter(|by| !marking.contains_key(by)).copied().collect();
    let mut heard: Vec<Heard> = place.iter().map(|said| Heard::of(said.annotation)).collect();
    heard.sort();
    let spans = || place.iter().flat_map(|said| &said.annotation.segments).map(|segment| segment.span);
    let start = spans().map(Span::start).min().unwrap_or_default();
    let end = spans().map(Span::end).max().unwrap_or_default();
    let span = Span::new(start, end).unwrap_or_else(|_| place[0].annotation.segments[0].span);
    Difference {
        id: named("difference", &heard),
        span,
        aspects: aspects(&marking, !silent.is_empty(), variants),
        candidates: candidates(sample, tokens, everyone.len(), place, variants, consensus, span),
        information: information::of_place(everyone, &marking),
        apart: if silent.is_empty() { apart(&marking) } else { None },
        silent,
        heard,
    }
}

/// An identity made of what was said: the same as long as the reviews are.
fn named(what: &str, heard: &[Heard]) -> AnnotationId {
    let parts: Vec<String> = heard.iter().map(|one| format!("{}/{}", one.annotation, one.digest)).collect();
    let parts: Vec<&str> = std::iter::once(what).chain(parts.iter().map(String::as_str)).collect();
    AnnotationId::from_parts(&parts)
}

/// In what those who mark anything differ.
fn aspects(marking: &BTreeMap<ReviewerId, Vec<&Said<'_>>>, found: bool, variants: &[Variant<'_>]) -> Vec<Aspect> {
    fn differs<'a, 'b: 'a, T: Ord>(
        marking: &'a BTreeMap<ReviewerId, Vec<&'a Said<'b>>>,
        tell: impl Fn(&'a Said<'b>) -> T,
    ) -> bool {
        let mut told = marking.values().map(|said| {
            let mut told: Vec<T> = said.iter().map(|said| tell(said)).collect();
            told.sort();
            told
        });
        let first = told.next();
        told.any(|other| Some(&other) != first.as_ref())
    }
    let mut aspects = Vec::new();
    aspects.extend(found.then_some(Aspect::Found));
    aspects.extend(
        differs(marking, |said| said.tokens.iter().map(|range| (range.start, range.end)).collect::<Vec<_>>())
            .then_some(Aspect::Where),
    );
    aspects.extend(differs(marking, |said| candidate::labels(said.annotation)).then_some(Aspect::Kind));
    aspects.extend(differs(marking, |said| said.annotation.severity.clone()).then_some(Aspect::Severity));
    let corrections = aspects.is_empty() || variants.iter().any(|variant| corrections_conflict(&variant.said));
    aspects.extend(corrections.then_some(Aspect::Correction));
    aspects
}

/// Where everyone marks one stretch of tokens with the same labels: how many tokens their bounds are
/// apart at most.
fn apart(marking: &BTreeMap<ReviewerId, Vec<&Said<'_>>>) -> Option<u32> {
    let mut ranges = Vec::new();
    let mut labels = Vec::new();
    for said in marking.values() {
        let [said] = said[..] else { return None };
        let [range] = &said.tokens[..] else { return None };
        ranges.push(range.clone());
        labels.push(candidate::labels(said.annotation));
    }
    if labels.windows(2).any(|pair| pair[0] != pair[1]) {
        return None;
    }
    let spread = |ends: &dyn Fn(&Range<usize>) -> usize| {
        let ends = || ranges.iter().map(ends);
        ends().max().unwrap_or(0) - ends().min().unwrap_or(0)
    };
    u32::try_from(spread(&|range| range.start).max(spread(&|range| range.end))).ok()
}
