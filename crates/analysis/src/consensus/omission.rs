//! What the reviewers of an item hold together to be left out by its sample: the vote on spans (methods.md,
//! 'Consensus, spans'), on the tokens of each source. An omission has a severity and no label, and the votes are never
//! weighed: weights are learned from what reviewers mark in samples.

use crate::consensus::item::SubmittedReview;
use crate::consensus::span_consensus;
use std::collections::BTreeSet;
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission};
use touchstone_domain::gold::{ConsensusOmission, ConsensusSpan, OmissionConsensus, OmissionTrack, SpanThreshold};
use touchstone_domain::id::{ReviewerId, TextDigest};
use touchstone_domain::label::LabelSchema;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

/// The vote on each source, in their order. `reviews` are all that were submitted, also those that mark nothing;
/// their order does not matter.
pub fn estimate<'t>(
    sources: impl IntoIterator<Item = &'t Text>,
    reviews: &[SubmittedReview<'_>],
    schema: &LabelSchema,
    threshold: SpanThreshold,
) -> OmissionConsensus {
    let mut found = OmissionConsensus::default();
    let marked: BTreeSet<TextDigest> =
        reviews.iter().flat_map(|review| &review.content.omissions).map(|omission| omission.source).collect();
    if marked.is_empty() {
        return found;
    }
    let mut reviews = reviews.to_vec();
    reviews.sort_by_key(|review| review.reviewer);
    let mut seen = BTreeSet::new();
    for text in sources {
        let source = text.digest();
        // A text may stand among the sources twice.
        if !marked.contains(&source) || !seen.insert(source) {
            continue;
        }
        let contents: Vec<(ReviewerId, Content)> =
            reviews.iter().map(|review| (review.reviewer, as_marks(review.content, source))).collect();
        let voters: Vec<SubmittedReview<'_>> =
            contents.iter().map(|(reviewer, content)| SubmittedReview { reviewer: *reviewer, content }).collect();
        let voted = span_consensus::estimate(text, &voters, schema, threshold, None);
        let named = |span: ConsensusSpan| of_span(span, source);
        found.omissions.extend(voted.spans.into_iter().map(named));
        found.contested.extend(voted.contested.into_iter().map(named));
        if !voted.soft.is_empty() {
            found.soft.push(OmissionTrack { source, soft: voted.soft });
        }
    }
    found
}

/// The omissions of one source as what the vote counts.
fn as_marks(content: &Content, source: TextDigest) -> Content {
    let of_source = content.omissions.iter().filter(|omission| omission.source == source);
    let mark = |omission: &Omission| Annotation {
        id: omission.id,
        segments: vec![omission.segment.clone()],
        labels: Labels::default(),
        severity: omission.severity.clone(),
        evidence: Evidence::NotGiven,
        correction: None,
        note: None,
    };
    Content { annotations: of_source.map(mark).collect(), ..Content::default() }
}

fn of_span(span: ConsensusSpan, source: TextDigest) -> ConsensusOmission {
    let ConsensusSpan { segment, severity, severity_tie, share_min, share_mean, supporters, tie, single, .. } = span;
    ConsensusOmission { source, segment, severity, severity_tie, share_min, share_mean, supporters, tie, single }
}
