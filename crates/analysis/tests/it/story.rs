//! Short ways to say who marked what in a text, and to read what came out.

use touchstone_analysis::consensus::item::{self, SubmittedReview};
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::gold::{ConsensusSettings, ConsensusSpan, ItemConsensus, SpanThreshold};
use touchstone_domain::id::{AnnotationId, ItemId, ReviewerId};
use touchstone_domain::preset;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

pub(crate) type Range = (u32, u32);

/// The reviewer called by a small number.
pub(crate) fn reviewer(number: u8) -> ReviewerId {
    ReviewerId::from_bytes([number; 16])
}

/// One annotation of the given segments, with a label.
pub(crate) fn annotation(text: &Text, segments: &[Range], label: &str) -> Annotation {
    let spans = segments.iter().map(|(start, end)| text.span(u64::from(*start), u64::from(*end)).unwrap());
    Annotation {
        id: AnnotationId::from_parts(&[label, &format!("{segments:?}")]),
        segments: spans.map(|span| text.segment(span)).collect(),
        labels: if label.is_empty() { Labels::default() } else { Labels::one(label.into()) },
        severity: None,
        evidence: Evidence::NotGiven,
        correction: None,
        note: None,
    }
}

/// A review that annotates each range on its own.
pub(crate) fn review(text: &Text, ranges: &[Range]) -> Content {
    content(ranges.iter().map(|range| annotation(text, &[*range], "contradiction")).collect())
}

/// A review with the verdict that its annotations ask for.
pub(crate) fn content(annotations: Vec<Annotation>) -> Content {
    let verdict = if annotations.is_empty() { "clean" } else { "hallucinated" };
    Content { annotations, verdict: Some(verdict.into()), ..Content::default() }
}

/// The consensus of reviewers 1, 2, 3 ...
pub(crate) fn consensus(text: &Text, contents: &[Content], threshold: SpanThreshold) -> ItemConsensus {
    let reviews: Vec<SubmittedReview> =
        (1..).zip(contents).map(|(number, content)| SubmittedReview { reviewer: reviewer(number), content }).collect();
    let settings = ConsensusSettings { threshold, ..ConsensusSettings::default() };
    item::estimate(ItemId::from_bytes([9; 16]), text, &reviews, &preset::default_schema(), &settings)
}

/// Marks of each reviewer in, consensus out.
pub(crate) fn of(text: &str, marks: &[&[Range]], threshold: SpanThreshold) -> ItemConsensus {
    let text = Text::new(text).unwrap();
    let contents: Vec<Content> = marks.iter().map(|ranges| review(&text, ranges)).collect();
    consensus(&text, &contents, threshold)
}

/// Where the spans are.
pub(crate) fn ranges(spans: &[ConsensusSpan]) -> Vec<Range> {
    spans.iter().map(|span| (span.segment.span.start().0, span.segment.span.end().0)).collect()
}

/// What the spans say.
pub(crate) fn quotes(spans: &[ConsensusSpan]) -> Vec<&str> {
    spans.iter().map(|span| span.segment.quote.as_str()).collect()
}
