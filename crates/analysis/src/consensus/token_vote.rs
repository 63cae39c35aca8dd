//! Which reviewers mark which token, and where they have boundaries (methods.md, 'Consensus,
//! spans', steps 2 to 4).

use crate::consensus::item::SubmittedReview;
use crate::tokenize::tokens_in;
use std::ops::Range;
use touchstone_domain::annotation::Annotation;
use touchstone_domain::gold::SpanThreshold;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::span::Span;

/// One segment of one annotation.
#[derive(Debug, Clone)]
pub(crate) struct Mark<'a> {
    pub(crate) reviewer: ReviewerId,
    pub(crate) annotation: &'a Annotation,
    pub(crate) span: Span,
    /// The tokens of which it covers any character; none where it covers white space only.
    pub(crate) tokens: Range<usize>,
}

/// Every segment of every annotation, by reviewer.
pub(crate) fn marks<'a>(reviews: &[SubmittedReview<'a>], tokens: &[Span]) -> Vec<Mark<'a>> {
    let mut marks = Vec::new();
    for review in reviews {
        for annotation in &review.content.annotations {
            marks.extend(annotation.segments.iter().map(|segment| Mark {
                reviewer: review.reviewer,
                annotation,
                span: segment.span,
                tokens: tokens_in(tokens, segment.span),
            }));
        }
    }
    marks
}

/// How many reviewers say what of a token and of the place after it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Votes {
    /// Mark the token (m).
    pub(crate) marked: u32,
    /// Mark this token and the next.
    pub(crate) both: u32,
    /// Mark both with one segment, so that they see no boundary between them.
    pub(crate) joined: u32,
    /// Sum of the weights of those who mark the token.
    pub(crate) weight: f64,
}

/// Who votes: how many reviewers submitted, and the sum of their weights where they are weighed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Electorate {
    pub(crate) k: u32,
    pub(crate) weight: Option<f64>,
}

/// Sums of the same weights that differ by less are equal.
pub(crate) const SAME: f64 = 1e-12;

impl Electorate {
    /// Whether exactly half mark a token.
    pub(crate) fn tied(self, vote: Votes) -> bool {
        self.weight.map_or(2 * vote.marked == self.k, |all| (2.0 * vote.weight - all).abs() <= SAME * all)
    }

    /// Whether more than half do.
    fn most(self, vote: Votes) -> bool {
        self.weight.map_or(2 * vote.marked > self.k, |all| 2.0 * vote.weight > all && !self.tied(vote))
    }
}

impl Votes {
    /// Whether at least half of the reviewers who mark both have a boundary between this token and
    /// the next. Where nobody marks both, nobody voted for a split.
    pub(crate) const fn split_after(self) -> bool {
        self.both > 0 && 2 * (self.both - self.joined) >= self.both
    }
}

/// The votes on each of `count` tokens. `marks` stand by reviewer. Cost: tokens + marked tokens.
pub(crate) fn count(marks: &[Mark<'_>], count: usize, weight: &impl Fn(ReviewerId) -> f64) -> Vec<Votes> {
    let mut votes = vec![Votes::default(); count];
    // The ordinal of the reviewer who was counted last, so that each counts once.
    let mut counted = vec![Counted::default(); count];
    for (ordinal, marks) in (1..).zip(marks.chunk_by(|a, b| a.reviewer == b.reviewer)) {
        let weight = weight(marks[0].reviewer);
        for token in marks.iter().flat_map(|mark| mark.tokens.clone()) {
            if once(&mut counted[token].marked, ordinal, &mut votes[token].marked) {
                votes[token].weight += weight;
            }
        }
        for mark in marks.iter().filter(|mark| !mark.tokens.is_empty()) {
            for token in mark.tokens.clone() {
                if counted.get(token + 1).is_some_and(|next| next.marked == ordinal) {
                    once(&mut counted[token].both, ordinal, &mut votes[token].both);
                }
            }
            for token in mark.tokens.start..mark.tokens.end - 1 {
                once(&mut counted[token].joined, ordinal, &mut votes[token].joined);
            }
        }
    }
    votes
}

#[derive(Debug, Clone, Copy, Default)]
struct Counted {
    marked: u32,
    both: u32,
    joined: u32,
}

fn once(counted: &mut u32, ordinal: u32, votes: &mut u32) -> bool {
    let first = *counted != ordinal;
    if first {
        *counted = ordinal;
        *votes += 1;
    }
    first
}

/// What the vote on one token comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It is in the consensus.
    In,
    /// One of two reviewers marks it: for the adjudicator.
    Contested,
    /// It is not.
    Out,
}

/// The outcome of the votes on a token.
pub(crate) fn outcome(threshold: SpanThreshold, vote: Votes, electorate: Electorate) -> Outcome {
    let (marked, k) = (vote.marked, electorate.k);
    let is_in = match threshold {
        SpanThreshold::Any => marked >= 1,
        SpanThreshold::Half if k == 2 && marked == 1 => return Outcome::Contested,
        SpanThreshold::Half => marked >= 1 && (electorate.tied(vote) || electorate.most(vote)),
        SpanThreshold::Majority => electorate.most(vote),
        SpanThreshold::All => marked >= 1 && marked == k,
    };
    if is_in { Outcome::In } else { Outcome::Out }
}

/// Runs of tokens of one outcome, split where the reviewers vote for it. Those that are out are
/// left out.
pub(crate) fn runs(votes: &[Votes], threshold: SpanThreshold, electorate: Electorate) -> Vec<(Outcome, Range<usize>)> {
    let mut runs: Vec<(Outcome, Range<usize>)> = Vec::new();
    for (token, vote) in votes.iter().enumerate() {
        let outcome = outcome(threshold, *vote, electorate);
        if outcome == Outcome::Out {
            continue;
        }
        match runs.last_mut() {
            Some((last, run)) if *last == outcome && run.end == token && !votes[token - 1].split_after() => {
                run.end = token + 1;
            }
            Some(_) | None => runs.push((outcome, token..token + 1)),
        }
    }
    runs
}
