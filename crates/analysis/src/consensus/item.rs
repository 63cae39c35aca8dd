//! The consensus of one item: the verdict's vote, the spans' vote, and how far reviewers are apart.

use crate::consensus::{majority_vote, span_consensus};
use std::collections::BTreeMap;
use touchstone_domain::gold::{ConsensusSettings, ItemConsensus, OmissionConsensus};
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::label::LabelSchema;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

/// A review that counts: what its reviewer said when it was last submitted.
#[derive(Debug, Clone, Copy)]
pub struct SubmittedReview<'a> {
    /// Whose; one review for each reviewer.
    pub reviewer: ReviewerId,
    /// What it says.
    pub content: &'a Content,
}

/// What the reviewers of `item` hold together.
///
/// `reviews` are all that were submitted, also those that mark nothing: their number is k. Their
/// order does not matter. Offsets count in `sample`. `schema` ranks the severities. The verdict is
/// that of the majority: every other method looks at all items at once, and its verdicts are put in
/// place of these. What is left out of the sources is voted on by [`super::omission`].
pub fn estimate(
    item: ItemId,
    sample: &Text,
    reviews: &[SubmittedReview<'_>],
    schema: &LabelSchema,
    settings: &ConsensusSettings,
) -> ItemConsensus {
    estimate_weighted(item, sample, reviews, schema, settings, None)
}

/// The same, with the words of each reviewer weighed, from three reviews on. Shares and the soft track
/// stay those of the votes; a tie is one of weights.
pub fn estimate_weighted(
    item: ItemId,
    sample: &Text,
    reviews: &[SubmittedReview<'_>],
    schema: &LabelSchema,
    settings: &ConsensusSettings,
    weights: Option<&BTreeMap<ReviewerId, f64>>,
) -> ItemConsensus {
    let mut reviews = reviews.to_vec();
    reviews.sort_by_key(|review| review.reviewer);
    let verdict = majority_vote::estimate(reviews.iter().map(|review| review.content.verdict.as_ref()));
    let spans = span_consensus::estimate(sample, &reviews, schema, settings.threshold, weights);
    let disagreement = if reviews.len() < 2 {
        0.0
    } else {
        let verdicts_apart = verdict.share.map_or(0.0, |share| (2.0 * (1.0 - share)).min(1.0));
        f64::midpoint(spans.token_disagreement.unwrap_or(0.0), verdicts_apart)
    };
    ItemConsensus {
        item,
        k: u32::try_from(reviews.len()).unwrap_or(u32::MAX),
        verdict: verdict.verdict,
        verdict_probability: verdict.share,
        verdict_votes: verdict.votes,
        unresolved: verdict.unresolved,
        spans: spans.spans,
        contested: spans.contested,
        soft: spans.soft,
        disagreement,
        left_out: OmissionConsensus::default(),
    }
}
