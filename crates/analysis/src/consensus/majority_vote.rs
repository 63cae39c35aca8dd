//! The verdict of a strict majority. A tie is unresolved, never the first in the alphabet.

use std::collections::BTreeMap;
use touchstone_domain::label::VerdictId;

/// What a vote on the verdict came to.
#[derive(Debug, Clone, PartialEq)]
pub struct MajorityVote {
    /// The verdict that more than half of the reviews give.
    pub verdict: Option<VerdictId>,
    /// Share in the reviews of the verdict, or of the largest class when there is none; none
    /// without any review.
    pub share: Option<f64>,
    /// Votes for each verdict, by name.
    pub votes: Vec<(VerdictId, u32)>,
    /// Why there is no verdict, when there is none: a sentence for people.
    pub unresolved: Option<String>,
}

/// Counts the verdicts of all submitted reviews. A review without a verdict counts in the
/// denominator and votes for nothing.
pub fn estimate<'a>(verdicts: impl IntoIterator<Item = Option<&'a VerdictId>>) -> MajorityVote {
    let mut reviews = 0;
    let mut votes: BTreeMap<&VerdictId, u32> = BTreeMap::new();
    for verdict in verdicts {
        reviews += 1;
        if let Some(verdict) = verdict {
            *votes.entry(verdict).or_default() += 1;
        }
    }
    let largest = votes.values().copied().max().unwrap_or(0);
    let winner = votes.iter().find(|(_, count)| 2 * **count > reviews).map(|(verdict, _)| (*verdict).clone());
    MajorityVote {
        unresolved: winner.is_none().then(|| reason(reviews, &votes)),
        verdict: winner,
        share: (reviews > 0).then(|| f64::from(largest) / f64::from(reviews)),
        votes: votes.into_iter().map(|(verdict, count)| (verdict.clone(), count)).collect(),
    }
}

fn reason(reviews: u32, votes: &BTreeMap<&VerdictId, u32>) -> String {
    if reviews == 0 {
        return "No review of this item was submitted.".to_owned();
    }
    let votes: Vec<String> = votes.iter().map(|(verdict, count)| format!("{verdict} {count}")).collect();
    match (reviews, votes.is_empty()) {
        (1, true) => "The only submitted review gives no verdict.".to_owned(),
        (_, true) => format!("None of the {reviews} submitted reviews gives a verdict."),
        (_, false) => {
            format!("No verdict has more than half of the {reviews} submitted reviews: {}.", votes.join(", "))
        }
    }
}
