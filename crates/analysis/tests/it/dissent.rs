//! What reviewers differ in, what all say alike, and how much a decision is expected to tell.

use crate::story::{Range, annotation, content, reviewer};
use proptest::prelude::*;
use touchstone_analysis::consensus::item::{self, SubmittedReview};
use touchstone_analysis::dissent;
use touchstone_domain::adjudication::difference::{Aspect, Differences};
use touchstone_domain::annotation::Annotation;
use touchstone_domain::gold::ConsensusSettings;
use touchstone_domain::id::{AnnotationId, ItemId};
use touchstone_domain::preset;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

const TEXT: &str = "The mill stood on the shore since 1219 and ground barley, wheat and oats for the priory.";

fn compute(text: &Text, contents: &[Content]) -> Differences {
    let reviews: Vec<SubmittedReview> =
        (1..).zip(contents).map(|(number, content)| SubmittedReview { reviewer: reviewer(number), content }).collect();
    let schema = preset::default_schema();
    let consensus = item::estimate(ItemId::from_bytes([9; 16]), text, &reviews, &schema, &ConsensusSettings::default());
    dissent::of(text, &reviews, &consensus)
}

/// Each reviewer's annotations: where, and with which label.
fn of(marks: &[&[(Range, &str)]]) -> Differences {
    let text = Text::new(TEXT).unwrap();
    let contents: Vec<Content> = (0..)
        .zip(marks)
        .map(|(number, marks)| {
            let own = marks.iter().map(|(range, label)| said(&text, number, *range, label));
            content(own.collect())
        })
        .collect();
    compute(&text, &contents)
}

fn said(text: &Text, reviewer: u8, range: Range, label: &str) -> Annotation {
    let id = AnnotationId::from_parts(&[&reviewer.to_string(), &format!("{range:?}"), label]);
    Annotation { id, ..annotation(text, &[range], label) }
}

fn quotes(found: &Differences, number: usize) -> Vec<(String, usize)> {
    let candidates = found.differences[number].candidates.iter();
    candidates.map(|candidate| (candidate.annotation.quote(), candidate.voters.len())).collect()
}

const YEAR: (Range, &str) = ((34, 38), "contradiction");
const SINCE: (Range, &str) = ((28, 38), "contradiction");

#[test]
fn what_all_say_alike_is_no_difference() {
    let found = of(&[&[YEAR], &[YEAR], &[YEAR]]);
    assert_eq!((found.agreed.len(), found.differences.len()), (1, 0));
    assert_eq!(found.agreed[0].annotation.quote(), "1219");
    assert_eq!(found.agreed[0].heard.len(), 3);
    assert_eq!(found.unanimous, Some("hallucinated".into()));
}

#[test]
fn bounds_labels_and_silence_are_told_apart() {
    let found = of(&[&[YEAR], &[SINCE], &[]]);
    assert_eq!(found.differences[0].aspects, [Aspect::Found, Aspect::Where]);
    assert_eq!(found.differences[0].silent, [reviewer(3)]);
    assert_eq!(found.differences[0].apart, None);
    assert_eq!(quotes(&found, 0), [("1219".to_owned(), 1), ("since 1219".to_owned(), 1)]);
    assert!(found.differences[0].candidates[0].from_consensus, "two of three mark it");
    let found = of(&[&[YEAR], &[(YEAR.0, "unsupported")]]);
    assert_eq!(found.differences[0].aspects, [Aspect::Kind]);
    // The tied label of the consensus is no candidate of its own.
    assert_eq!(found.differences[0].candidates.len(), 2);
}

#[test]
fn the_consensus_adds_bounds_that_nobody_marked() {
    let found = of(&[&[((28, 38), "other")], &[((34, 42), "other")], &[((22, 42), "other")]]);
    let first = &found.differences[0].candidates[0];
    assert_eq!(
        (first.annotation.quote().as_str(), first.from_consensus, first.from_reviewers),
        ("since 1219 and", true, false)
    );
    assert_eq!(found.differences[0].candidates.len(), 4);
}

#[test]
fn bounds_one_word_apart_are_known_as_such() {
    let found = of(&[&[YEAR], &[SINCE], &[SINCE]]);
    assert_eq!(found.differences[0].apart, Some(1));
    let first = &found.differences[0].candidates[0];
    assert_eq!((first.annotation.quote().as_str(), first.from_consensus), ("since 1219", true));
    assert_eq!(of(&[&[YEAR], &[(SINCE.0, "other")], &[SINCE]]).differences[0].apart, None);
}

#[test]
fn places_that_share_no_token_are_apart_and_those_joined_by_a_third_are_one() {
    let [barley, wheat, oats] = [((50, 56), "other"), ((58, 63), "other"), ((68, 72), "other")];
    assert_eq!(of(&[&[barley, wheat], &[oats]]).differences.len(), 3);
    let found = of(&[&[barley, wheat], &[((50, 72), "other")], &[oats]]);
    assert_eq!(found.differences.len(), 1);
    assert_eq!(found.differences[0].heard.len(), 4);
}

#[test]
fn corrections_alone_are_a_difference_only_without_a_majority() {
    let text = Text::new(TEXT).unwrap();
    let corrected = |number, correction: &str| {
        let correction = (!correction.is_empty()).then(|| correction.to_owned());
        content(vec![Annotation { correction, ..said(&text, number, YEAR.0, YEAR.1) }])
    };
    let found = compute(&text, &[corrected(1, "1291"), corrected(2, " 1291 "), corrected(3, "1290")]);
    assert_eq!(found.agreed[0].annotation.correction.as_deref(), Some("1291"));
    let found = compute(&text, &[corrected(1, "1291"), corrected(2, "1290"), corrected(3, "")]);
    assert_eq!(found.differences[0].aspects, [Aspect::Correction]);
    assert_eq!(found.differences[0].candidates.len(), 3);
    assert!(found.differences[0].information > 0.0);
}

#[test]
fn one_reviewer_agrees_with_themselves_and_none_says_nothing() {
    let found = of(&[&[YEAR, ((50, 56), "other")]]);
    assert_eq!((found.agreed.len(), found.differences.len(), found.reviewers), (2, 0, 1));
    let found = of(&[]);
    assert_eq!((found.agreed.len(), found.unanimous), (0, None));
}

#[test]
fn a_decision_tells_most_where_reviewers_are_evenly_and_widely_apart() {
    let information = |marks: &[&[(Range, &str)]]| of(marks).differences[0].information;
    let long: (Range, &str) = ((4, 88), "contradiction");
    let longer: (Range, &str) = ((0, 88), "contradiction");
    let even = information(&[&[YEAR], &[YEAR], &[], &[]]);
    let uneven = information(&[&[YEAR], &[YEAR], &[YEAR], &[]]);
    let jitter = information(&[&[long], &[long], &[longer], &[longer]]);
    let labels = information(&[&[YEAR], &[YEAR], &[(YEAR.0, "other")], &[(YEAR.0, "other")]]);
    assert!((even - 1.0).abs() < 1e-12 && (labels - 1.0).abs() < 1e-12, "{even} {labels}");
    assert!((uneven - 0.811_278_124_459).abs() < 1e-9, "{uneven}");
    assert!(jitter > 0.0 && jitter < 0.1, "{jitter}");
    let verdicts = of(&[&[YEAR], &[], &[]]).verdict_information;
    assert!((verdicts - 0.918_295_834_054).abs() < 1e-9, "{verdicts}");
}

proptest! {
    #[test]
    fn the_order_of_reviews_does_not_matter_and_nothing_is_lost(
        marks in prop::collection::vec(prop::collection::vec((0..80_u32, 1..9_u32, 0..2_usize), 0..4), 0..5),
    ) {
        let text = Text::new(TEXT).unwrap();
        let contents: Vec<Content> = (0..).zip(&marks).map(|(number, own)| {
            let own = own.iter().map(|(start, length, label)| {
                said(&text, number, (*start, start + length), ["contradiction", "other"][*label])
            });
            content(own.collect())
        }).collect();
        let reviews: Vec<SubmittedReview> =
            (1..).zip(&contents).map(|(number, content)| SubmittedReview { reviewer: reviewer(number), content }).collect();
        let reversed: Vec<SubmittedReview> = reviews.iter().rev().copied().collect();
        let (schema, settings) = (preset::default_schema(), ConsensusSettings::default());
        let consensus = item::estimate(ItemId::from_bytes([9; 16]), &text, &reviews, &schema, &settings);
        let found = dissent::of(&text, &reviews, &consensus);
        prop_assert_eq!(&dissent::of(&text, &reversed, &consensus), &found);
        let agreed = found.agreed.iter().flat_map(|agreed| &agreed.heard);
        let differing = found.differences.iter().flat_map(|difference| &difference.heard);
        let mut heard: Vec<AnnotationId> = agreed.chain(differing).map(|heard| heard.annotation).collect();
        heard.sort_unstable();
        let mut all: Vec<AnnotationId> =
            contents.iter().flat_map(|content| &content.annotations).map(|annotation| annotation.id).collect();
        all.sort_unstable();
        prop_assert_eq!(heard, all);
        for difference in &found.differences {
            prop_assert!(!difference.candidates.is_empty() && !difference.aspects.is_empty());
            prop_assert!(difference.information >= 0.0 && difference.information.is_finite());
            for candidate in &difference.candidates {
                prop_assert!(candidate.annotation.segments.iter().all(|segment| text.check(segment).is_ok()));
            }
        }
    }
}

mod left_out {
    use super::{Differences, compute};
    use crate::story::content;
    use proptest::prelude::*;
    use touchstone_domain::adjudication::difference::Aspect;
    use touchstone_domain::annotation::Omission;
    use touchstone_domain::id::AnnotationId;
    use touchstone_domain::review::Content;
    use touchstone_domain::text::Text;

    const SOURCE: &str = "Two engineers died. It cost four million, paid by tolls.";

    /// What each reviewer says was left out: where, and how bad.
    fn of(marks: &[Vec<(u32, u32, Option<&str>)>]) -> Differences {
        let source = Text::new(SOURCE).unwrap();
        let contents: Vec<Content> = (0..)
            .zip(marks)
            .map(|(number, marks)| {
                let number: u8 = number;
                let omission = |(at, (start, end, severity)): (usize, &(u32, u32, Option<&str>))| Omission {
                    id: AnnotationId::from_parts(&[&number.to_string(), &at.to_string()]),
                    source: source.digest(),
                    segment: source.segment(source.span(u64::from(*start), u64::from(*end)).unwrap()),
                    severity: severity.map(Into::into),
                    note: None,
                };
                Content { omissions: marks.iter().enumerate().map(omission).collect(), ..content(Vec::new()) }
            })
            .collect();
        compute(&Text::new(super::TEXT).unwrap(), &contents)
    }

    #[test]
    fn punctuation_at_the_ends_is_no_difference_and_severity_is() {
        let alike = of(&[vec![(0, 19, None)], vec![(0, 18, None)], vec![(0, 18, None)]]);
        assert_eq!((alike.agreed_omissions.len(), alike.omissions.len()), (1, 0));
        assert_eq!(alike.agreed_omissions[0].omission.segment.quote, "Two engineers died");
        assert_eq!(alike.agreed_omissions[0].heard.len(), 3);
        let graded = of(&[vec![(0, 18, Some("minor"))], vec![(0, 18, Some("major"))]]);
        assert_eq!(graded.omissions[0].aspects, [Aspect::Severity]);
        assert!(graded.omissions[0].information > 0.0 && graded.omissions[0].information < 0.5);
        assert!((alike.verdict_information, alike.differences.len()) == (0.0, 0));
    }

    #[test]
    fn one_of_two_is_worth_a_bit_and_a_longer_end_less() {
        let found = of(&[vec![(20, 55, None)], Vec::new()]);
        assert_eq!((found.omissions[0].aspects.clone(), found.omissions[0].silent.len()), (vec![Aspect::Found], 1));
        assert!((found.omissions[0].information - 1.0).abs() < 1e-12);
        let bounds = of(&[vec![(20, 55, None)], vec![(20, 41, None)]]);
        assert_eq!(bounds.omissions[0].aspects, [Aspect::Where]);
        assert_eq!(bounds.omissions[0].candidates.len(), 2);
        assert!(bounds.omissions[0].information < 0.6);
    }

    #[test]
    fn places_of_one_source_join_where_they_share_a_character_and_not_where_they_touch() {
        let joined = of(&[vec![(0, 18, None)], vec![(14, 27, None)], vec![(20, 41, None)]]);
        assert_eq!(joined.omissions.len(), 1);
        assert_eq!(joined.omissions[0].candidates.len(), 3);
        let apart = of(&[vec![(0, 18, None)], vec![(20, 41, None)]]);
        assert_eq!(apart.omissions.len(), 2);
    }

    proptest! {
        #[test]
        fn everything_said_is_heard_once_and_a_difference_says_in_what(
            marks in prop::collection::vec(prop::collection::vec((0..40_u32, 1..16_u32, 0..3_usize), 0..4), 1..5),
        ) {
            let severity = [None, Some("minor"), Some("major")];
            let marks: Vec<Vec<(u32, u32, Option<&str>)>> = marks
                .iter()
                .map(|own| own.iter().map(|(start, length, grade)| (*start, start + length, severity[*grade])).collect())
                .collect();
            let found = of(&marks);
            let mut heard: Vec<_> = found.agreed_omissions.iter().flat_map(|agreed| agreed.heard.clone()).collect();
            heard.extend(found.omissions.iter().flat_map(|difference| difference.heard.clone()));
            prop_assert_eq!(heard.len(), marks.iter().map(Vec::len).sum::<usize>());
            for difference in &found.omissions {
                prop_assert!(!difference.aspects.is_empty() && !difference.candidates.is_empty());
                prop_assert!(difference.information.is_finite() && difference.information >= 0.0);
            }
            let again = of(&marks);
            prop_assert_eq!(again, found);
        }
    }
}
