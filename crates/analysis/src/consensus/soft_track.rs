//! The soft track: how many reviewers mark each place of the text.

use crate::consensus::token_vote::Votes;
use touchstone_domain::gold::SoftSpan;
use touchstone_domain::span::Span;

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
