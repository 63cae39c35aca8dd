//! Spans and segments.

use proptest::prelude::*;
use touchstone_domain::span::{ScalarOffset, Segment, Span, SpanError, are_disjoint_and_ordered};

fn span(start: u32, end: u32) -> Span {
    Span::new(ScalarOffset(start), ScalarOffset(end)).unwrap()
}

fn segment(start: u32, end: u32) -> Segment {
    Segment { span: span(start, end), quote: String::new() }
}

#[test]
fn a_span_of_no_characters_cannot_be() {
    assert_eq!(Span::new(ScalarOffset(3), ScalarOffset(3)), Err(SpanError::Empty { start: 3 }));
    assert_eq!(Span::new(ScalarOffset(3), ScalarOffset(2)), Err(SpanError::Backwards { start: 3, end: 2 }));
    assert!(serde_json::from_str::<Span>(r#"{"start":3,"end":3}"#).is_err(), "nor be read from a file");
    assert!(serde_json::from_str::<Span>(r#"{"start":-1,"end":3}"#).is_err());
}

#[test]
fn a_segment_is_written_flat() {
    let segment = Segment { span: span(3, 5), quote: "é!".to_owned() };
    let json = serde_json::to_string(&segment).unwrap();
    assert_eq!(json, r#"{"start":3,"end":5,"quote":"é!"}"#);
    assert_eq!(serde_json::from_str::<Segment>(&json).unwrap(), segment);
}

#[test]
fn segments_may_touch_but_not_overlap_or_change_places() {
    assert!(are_disjoint_and_ordered(&[segment(0, 2), segment(2, 3)]));
    assert!(!are_disjoint_and_ordered(&[segment(0, 2), segment(1, 3)]));
    assert!(!are_disjoint_and_ordered(&[segment(2, 3), segment(0, 1)]));
    assert!(!are_disjoint_and_ordered(&[]), "an annotation has at least one segment");
}

proptest! {
    #[test]
    fn intersection_is_what_both_cover(a in 0..30_u32, b in 1..10_u32, c in 0..30_u32, d in 1..10_u32) {
        let (one, other) = (span(a, a + b), span(c, c + d));
        let both = (0..50).filter(|at| (a..a + b).contains(at) && (c..c + d).contains(at)).count();
        let met = one.intersection(other);
        prop_assert_eq!(met.map_or(0, |span| span.len() as usize), both);
        prop_assert_eq!(met, other.intersection(one));
        prop_assert_eq!(one.overlaps(other), both > 0);
        prop_assert_eq!(one.contains(other), both == other.len() as usize);
    }
}
