//! The soft track: how many reviewers mark each place of the text.

use crate::consensus::item::SubmittedReview;
use crate::consensus::token_vote::{SAME, Votes, count, marks};
use crate::tokenize::tokenize;
use std::collections::BTreeMap;
use touchstone_domain::gold::SoftSpan;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// Runs of tokens with equal votes. White space between two marked tokens belongs to their run
/// where their votes are equal; else to the side that as many reviewers mark together with it.
pub(crate) fn track(tokens: &[Span], votes: &[Votes], k: u32) -> Vec<SoftSpan> {
    let mut track: Vec<SoftSpan> = Vec::new();
    let mut last_marked = None;
    for (index, (token, vote)) in tokens.iter().zip(votes).enumerate() {
        if vote.marked == 0 {
            continue;
        }
        let mut start = token.start().0;
        let before = (last_marked == index.checked_sub(1)).then(|| track.last_mut()).flatten();
        last_marked = Some(index);
        if let Some(run) = before {
            if run.votes == vote.marked {
                run.end = token.end().0;
                continue;
            }
            let joined = votes[index - 1].joined;
            if joined == run.votes {
                run.end = start;
            } else if joined == vote.marked {
                start = run.end;
            }
        }
        let share = f64::from(vote.marked) / f64::from(k);
        track.push(SoftSpan { start, end: token.end().0, share, votes: vote.marked });
    }
    track
}

/// The soft track of a weighted vote: each share is that of the weights of those who mark a place. Two
/// reviews, or weights that are missing, count the same. `reviews` may stand in any order.
pub fn weighted(sample: &Text, reviews: &[SubmittedReview<'_>], weights: &BTreeMap<ReviewerId, f64>) -> Vec<SoftSpan> {
    let mut reviews = reviews.to_vec();
    reviews.sort_by_key(|review| review.reviewer);
    let tokens = tokenize(sample);
    let marks = marks(&reviews, &tokens);
    let weight = |reviewer: ReviewerId| {
        if reviews.len() > 2 { weights.get(&reviewer).copied().unwrap_or(1.0) } else { 1.0 }
    };
    let all: f64 = reviews.iter().map(|review| weight(review.reviewer)).sum();
    let votes = count(&marks, tokens.len(), &weight);
    let mut track: Vec<SoftSpan> = Vec::new();
    let mut last_marked = None;
    for (index, (token, vote)) in tokens.iter().zip(votes).enumerate().filter(|(_, (_, vote))| vote.marked > 0) {
        let share = if all > 0.0 { vote.weight / all } else { 0.0 };
        let goes_on = last_marked.is_some() && last_marked == index.checked_sub(1);
        last_marked = Some(index);
        match track.last_mut().filter(|run| goes_on && run.votes == vote.marked && (run.share - share).abs() < SAME) {
            Some(run) => run.end = token.end().0,
            None => track.push(SoftSpan { start: token.start().0, end: token.end().0, share, votes: vote.marked }),
        }
    }
    track
}
