//! The consensus over what samples leave out: the very vote that spans have, on each source by itself.

use crate::story::{Range, of, quotes, ranges, reviewer};
use touchstone_analysis::consensus::item::SubmittedReview;
use touchstone_analysis::consensus::omission;
use touchstone_domain::annotation::Omission;
use touchstone_domain::gold::{ConsensusOmission, OmissionConsensus, SpanThreshold};
use touchstone_domain::id::AnnotationId;
use touchstone_domain::preset;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

/// A review that marks these ranges of sources, each with a severity.
fn left_out(sources: &[&Text], marks: &[(usize, Range, &str)]) -> Content {
    let omission = |(source, (start, end), severity): &(usize, Range, &str)| Omission {
        id: AnnotationId::from_parts(&[&format!("{source}/{start}/{end}/{severity}")]),
        source: sources[*source].digest(),
        segment: sources[*source].segment(sources[*source].span(u64::from(*start), u64::from(*end)).unwrap()),
        severity: (!severity.is_empty()).then(|| (*severity).into()),
        note: Some("a note".to_owned()),
    };
    Content { omissions: marks.iter().map(omission).collect(), ..Content::default() }
}

fn vote(sources: &[&Text], contents: &[Content], threshold: SpanThreshold) -> OmissionConsensus {
    let mut reviews: Vec<SubmittedReview<'_>> =
        (1..).zip(contents).map(|(number, content)| SubmittedReview { reviewer: reviewer(number), content }).collect();
    let found = omission::estimate(sources.iter().copied(), &reviews, &preset::default_schema(), threshold);
    reviews.reverse();
    assert_eq!(found, omission::estimate(sources.iter().copied(), &reviews, &preset::default_schema(), threshold));
    found
}

fn places(omissions: &[ConsensusOmission]) -> Vec<Range> {
    omissions.iter().map(|one| (one.segment.span.start().0, one.segment.span.end().0)).collect()
}

const TEXT: &str = "The old mill, built in 1932, was closed when the river rose.";

#[test]
fn every_case_of_spans_comes_out_the_same_on_a_source() {
    let cases: &[&[&[Range]]] = &[
        &[&[(0, 12)]],
        &[&[(0, 12)], &[]],
        &[&[(0, 12)], &[(4, 27)]],
        &[&[(0, 12)], &[(4, 12)], &[]],
        &[&[(0, 12), (13, 27)], &[(0, 27)], &[(4, 12)]],
        &[&[(0, 8), (4, 12)], &[(0, 12)], &[(14, 27)], &[(0, 27)]],
        &[&[(12, 13)], &[(12, 13)], &[]],
        &[&[], &[], &[]],
    ];
    let text = Text::new(TEXT).unwrap();
    for case in cases {
        for threshold in [SpanThreshold::Any, SpanThreshold::Half, SpanThreshold::Majority, SpanThreshold::All] {
            let spans = of(TEXT, case, threshold);
            let contents: Vec<Content> = case
                .iter()
                .map(|ranges| left_out(&[&text], &ranges.iter().map(|range| (0, *range, "")).collect::<Vec<_>>()))
                .collect();
            let found = vote(&[&text], &contents, threshold);
            assert_eq!(places(&found.omissions), ranges(&spans.spans), "{case:?} {threshold:?}");
            assert_eq!(places(&found.contested), ranges(&spans.contested), "{case:?} {threshold:?}");
            assert_eq!(found.soft.first().map(|track| track.soft.clone()).unwrap_or_default(), spans.soft);
            assert_eq!(found.is_empty(), spans.soft.is_empty());
            for (omission, span) in found.omissions.iter().zip(&spans.spans) {
                assert_eq!((omission.share_min, omission.share_mean), (span.share_min, span.share_mean));
                assert_eq!((omission.tie, omission.single), (span.tie, span.single));
                assert_eq!((&omission.supporters, &omission.segment), (&span.supporters, &span.segment));
            }
            assert_eq!(quotes(&spans.spans).len(), found.omissions.len());
        }
    }
}

#[test]
fn each_source_is_voted_on_by_itself_with_its_severities() {
    let texts =
        ["The mill stood by the river.", "The river rose.", "Nobody marks this."].map(|text| Text::new(text).unwrap());
    // The same text stands twice among the sources.
    let sources = [&texts[1], &texts[0], &texts[2], &texts[1]];
    let ada = left_out(&sources, &[(1, (4, 8), "minor"), (0, (4, 9), "critical")]);
    let bo = left_out(&sources, &[(1, (4, 8), "major"), (0, (4, 9), "critical")]);
    let cy = left_out(&sources, &[(1, (0, 8), "")]);
    let di = left_out(&sources, &[]);
    let found = vote(&sources, &[ada, bo, cy, di], SpanThreshold::Half);
    let told: Vec<_> = found
        .omissions
        .iter()
        .map(|one| {
            (one.source == texts[0].digest(), one.segment.quote.as_str(), one.severity.clone(), one.severity_tie)
        })
        .collect();
    // In the order of the sources: two of four mark “river”, three of four “mill”.
    let expected = [(false, "river", Some("critical".into()), false), (true, "mill", Some("major".into()), true)];
    assert_eq!(told, expected);
    assert_eq!((found.omissions[0].tie, found.omissions[1].tie), (true, false));
    assert_eq!((found.omissions[1].share_min, found.omissions[1].supporters.len()), (0.75, 3));
    assert_eq!(found.soft.iter().map(|track| track.source).collect::<Vec<_>>(), [texts[1].digest(), texts[0].digest()]);
}

#[test]
fn an_omission_of_a_source_that_the_item_does_not_have_counts_nowhere() {
    let (here, elsewhere) = (Text::new("The mill stood.").unwrap(), Text::new("The river rose.").unwrap());
    let review = left_out(&[&elsewhere], &[(0, (4, 9), "minor")]);
    assert!(vote(&[&here], &[review], SpanThreshold::Any).is_empty());
}
