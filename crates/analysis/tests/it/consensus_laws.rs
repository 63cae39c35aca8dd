//! What holds for any marks of any reviewers.

use crate::story::{Range, review, reviewer};
use proptest::prelude::*;
use touchstone_analysis::consensus::item::{self, SubmittedReview};
use touchstone_analysis::tokenize::tokenize;
use touchstone_domain::gold::{ConsensusSettings, ItemConsensus, SpanThreshold};
use touchstone_domain::id::ItemId;
use touchstone_domain::preset;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

const TEXT: &str = "Die Brücke wurde 1932 eröffnet, für $4 Mio. — 橋を開通した, then closed.";

fn marks() -> impl Strategy<Value = Vec<Vec<Range>>> {
    let length = u32::try_from(TEXT.chars().count()).unwrap();
    let range = (0..length - 1, 1..24_u32).prop_map(move |(start, len)| (start, (start + len).min(length)));
    prop::collection::vec(prop::collection::vec(range, 0..5), 0..6)
}

fn threshold() -> impl Strategy<Value = SpanThreshold> {
    prop::sample::select(vec![SpanThreshold::Any, SpanThreshold::Half, SpanThreshold::Majority, SpanThreshold::All])
}

fn estimate(text: &Text, contents: &[(u8, Content)], threshold: SpanThreshold) -> ItemConsensus {
    let reviews: Vec<SubmittedReview> =
        contents.iter().map(|(number, content)| SubmittedReview { reviewer: reviewer(*number), content }).collect();
    let settings = ConsensusSettings { threshold, ..ConsensusSettings::default() };
    item::estimate(ItemId::from_bytes([1; 16]), text, &reviews, &preset::default_schema(), &settings)
}

proptest! {
    #[test]
    fn the_order_of_the_reviews_does_not_matter(marks in marks(), threshold in threshold(), turn in 0..6_usize) {
        let text = Text::new(TEXT).unwrap();
        let contents: Vec<(u8, Content)> = (1..).zip(marks.iter().map(|ranges| review(&text, ranges))).collect();
        let expected = estimate(&text, &contents, threshold);
        let mut turned = contents.clone();
        turned.reverse();
        let by = turn.min(turned.len());
        turned.rotate_left(by);
        prop_assert_eq!(estimate(&text, &turned, threshold), expected);
    }

    /// Counted again in the plainest way there is.
    #[test]
    fn a_token_is_in_exactly_when_its_votes_say_so(marks in marks(), threshold in threshold()) {
        let text = Text::new(TEXT).unwrap();
        let contents: Vec<(u8, Content)> = (1..).zip(marks.iter().map(|ranges| review(&text, ranges))).collect();
        let found = estimate(&text, &contents, threshold);
        let k = marks.len();
        for token in tokenize(&text) {
            let marked = marks
                .iter()
                .filter(|ranges| ranges.iter().any(|(start, end)| *start < token.end().0 && token.start().0 < *end))
                .count();
            let holds = |spans: &[touchstone_domain::gold::ConsensusSpan]| {
                spans.iter().filter(|span| span.segment.span.contains(token)).count()
            };
            let soft = found.soft.iter().find(|soft| soft.start <= token.start().0 && token.end().0 <= soft.end);
            prop_assert_eq!(soft.map_or(0, |soft| soft.votes as usize), marked);
            if k == 1 {
                continue;
            }
            let (expected, contested) = match threshold {
                SpanThreshold::Any => (marked >= 1, false),
                SpanThreshold::Half => (marked > 0 && 2 * marked >= k && k != 2 || marked == 2 && k == 2, k == 2 && marked == 1),
                SpanThreshold::Majority => (2 * marked > k, false),
                SpanThreshold::All => (marked == k && k > 0, false),
            };
            prop_assert_eq!(holds(&found.spans), usize::from(expected));
            prop_assert_eq!(holds(&found.contested), usize::from(contested));
        }
    }

    #[test]
    fn every_span_is_checked_described_and_in_order(marks in marks(), threshold in threshold()) {
        let text = Text::new(TEXT).unwrap();
        let contents: Vec<(u8, Content)> = (1..).zip(marks.iter().map(|ranges| review(&text, ranges))).collect();
        let found = estimate(&text, &contents, threshold);
        for spans in [&found.spans, &found.contested] {
            for span in spans {
                prop_assert_eq!(text.check(&span.segment), Ok(()));
                prop_assert!(!span.supporters.is_empty());
                prop_assert!(span.share_min > 0.0 && span.share_min <= span.share_mean && span.share_mean <= 1.0);
                let supporters = marks.iter().zip(1..).filter(|(ranges, _)| {
                    tokenize(&text).into_iter().filter(|token| span.segment.span.contains(*token)).any(|token| {
                        ranges.iter().any(|(start, end)| *start < token.end().0 && token.start().0 < *end)
                    })
                });
                if !span.single {
                    prop_assert_eq!(&span.supporters, &supporters.map(|(_, number)| reviewer(number)).collect::<Vec<_>>());
                }
            }
            if marks.len() > 1 {
                prop_assert!(spans.windows(2).all(|pair| pair[0].segment.span.end() <= pair[1].segment.span.start()));
            }
        }
        prop_assert!(found.soft.windows(2).all(|pair| pair[0].end <= pair[1].start));
        prop_assert!((0.0..=1.0).contains(&found.disagreement));
    }

    #[test]
    fn thresholds_are_nested(marks in marks()) {
        let text = Text::new(TEXT).unwrap();
        let contents: Vec<(u8, Content)> = (1..).zip(marks.iter().map(|ranges| review(&text, ranges))).collect();
        let inside = |threshold| {
            let found = estimate(&text, &contents, threshold);
            let tokens = tokenize(&text).into_iter();
            tokens.filter(|token| found.spans.iter().any(|span| span.segment.span.contains(*token))).collect::<Vec<_>>()
        };
        let nested = [SpanThreshold::Any, SpanThreshold::Half, SpanThreshold::Majority, SpanThreshold::All].map(inside);
        for pair in nested.windows(2) {
            prop_assert!(pair[1].iter().all(|token| pair[0].contains(token)));
        }
    }
}
