//! Spans by a vote of the reviewers on each token (methods.md, 'Consensus, spans', steps 1 to 6).

use crate::consensus::item::SubmittedReview;
use crate::consensus::soft_track;
use crate::consensus::span_description::{Described, describe};
use crate::consensus::token_vote::{Electorate, Mark, Outcome, Votes, count, marks, runs};
use crate::tokenize::tokenize;
use std::collections::BTreeMap;
use touchstone_domain::gold::{ConsensusSpan, SoftSpan, SpanThreshold};
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// What a vote on the spans of one sample came to.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SpanConsensus {
    pub(crate) spans: Vec<ConsensusSpan>,
    pub(crate) contested: Vec<ConsensusSpan>,
    pub(crate) soft: Vec<SoftSpan>,
    /// Mean over marked tokens of 1 − |2·m/k − 1|; none where no token is marked.
    pub(crate) token_disagreement: Option<f64>,
}

/// `reviews` are all that were submitted, also those that mark nothing, by reviewer.
pub(crate) fn estimate(
    sample: &Text,
    reviews: &[SubmittedReview<'_>],
    schema: &LabelSchema,
    threshold: SpanThreshold,
    weights: Option<&BTreeMap<ReviewerId, f64>>,
) -> SpanConsensus {
    // Most samples are clean: their tokens are not needed.
    if reviews.iter().all(|review| review.content.annotations.is_empty()) {
        return SpanConsensus::default();
    }
    let k = u32::try_from(reviews.len()).unwrap_or(u32::MAX);
    let tokens = tokenize(sample);
    let marks = marks(reviews, &tokens);
    // Two are compared, not weighed against each other.
    let weights = weights.filter(|_| k > 2);
    let weight = |reviewer: ReviewerId| weights.and_then(|all| all.get(&reviewer)).copied().unwrap_or(1.0);
    let electorate =
        Electorate { k, weight: weights.map(|_| reviews.iter().map(|review| weight(review.reviewer)).sum()) };
    let votes = count(&marks, tokens.len(), &weight);
    let mut found = SpanConsensus {
        soft: soft_track::track(&tokens, &votes, k),
        token_disagreement: token_disagreement(&votes, k),
        ..SpanConsensus::default()
    };
    if k == 1 {
        found.spans = single(sample, &marks, schema);
        return found;
    }
    let mut window = 0;
    let marks = by_start(marks);
    for (outcome, run) in runs(&votes, threshold, electorate) {
        let Ok(span) = Span::new(tokens[run.start].start(), tokens[run.end - 1].end()) else { continue };
        // Marks that end before this run end before all that follow, unless a longer one stands
        // among them: the window moves only past marks that are behind for good.
        while marks.get(window).is_some_and(|mark| mark.reach <= run.start) {
            window += 1;
        }
        let touching = marks[window..].iter().map(|mark| &mark.mark).take_while(|mark| mark.tokens.start < run.end);
        let touching: Vec<&Mark<'_>> = touching.filter(|mark| mark.tokens.end > run.start).collect();
        let described = describe(sample, span, &touching, schema);
        let span = with_shares(described, &votes[run.clone()], electorate);
        match outcome {
            Outcome::In => found.spans.push(span),
            Outcome::Contested => found.contested.push(span),
            Outcome::Out => {}
        }
    }
    found
}

/// A mark with the furthest token that any mark up to it reaches.
struct Placed<'a> {
    mark: Mark<'a>,
    reach: usize,
}

/// By first token, without those that mark white space only; the sort is stable, so reviewers stay
/// in their order.
fn by_start(mut marks: Vec<Mark<'_>>) -> Vec<Placed<'_>> {
    marks.retain(|mark| !mark.tokens.is_empty());
    marks.sort_by_key(|mark| mark.tokens.start);
    let mut reach = 0;
    let mut placed: Vec<Placed<'_>> = Vec::with_capacity(marks.len());
    for mark in marks {
        reach = reach.max(mark.tokens.end);
        placed.push(Placed { mark, reach });
    }
    placed
}

fn with_shares(described: Described, votes: &[Votes], electorate: Electorate) -> ConsensusSpan {
    let k = electorate.k;
    let marked = || votes.iter().map(|vote| vote.marked);
    // Whole numbers and one division: equal votes give equal shares to the last bit.
    let all: f64 = marked().map(f64::from).sum();
    described.into_span(
        f64::from(marked().min().unwrap_or(0)) / f64::from(k),
        all / (f64::from(k) * number(votes.len())),
        votes.iter().any(|vote| electorate.tied(*vote)),
    )
}

/// A single reviewer's spans as they are; equal ones are one.
fn single(sample: &Text, marks: &[Mark<'_>], schema: &LabelSchema) -> Vec<ConsensusSpan> {
    let mut places: BTreeMap<Span, Vec<&Mark<'_>>> = BTreeMap::new();
    for mark in marks {
        places.entry(mark.span).or_default().push(mark);
    }
    let spans = places.into_iter().map(|(span, marks)| {
        let span = describe(sample, span, &marks, schema).into_span(1.0, 1.0, false);
        ConsensusSpan { single: true, ..span }
    });
    spans.collect()
}

fn token_disagreement(votes: &[Votes], k: u32) -> Option<f64> {
    let marked: Vec<u32> = votes.iter().map(|vote| vote.marked).filter(|marked| *marked > 0).collect();
    let apart = |marked: &u32| 1.0 - (2.0 * f64::from(*marked) / f64::from(k) - 1.0).abs();
    (!marked.is_empty()).then(|| marked.iter().map(apart).sum::<f64>() / number(marked.len()))
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
