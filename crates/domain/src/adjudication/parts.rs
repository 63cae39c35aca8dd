//! Cutting and joining the segments of annotations.

use crate::annotation::Annotation;
use crate::span::{ScalarOffset, Segment, Span};
use crate::text::Text;

/// Whether nothing but white space lies between two spans, of which the first starts first.
pub(super) fn touches(text: &Text, first: Span, second: Span) -> bool {
    Span::new(first.end(), second.start()).map_or(true, |gap| text.slice(gap).chars().all(char::is_whitespace))
}

/// The segments before and after a place, without the white space at the cut.
pub(super) fn split(text: &Text, annotation: &Annotation, at: ScalarOffset) -> Option<[Vec<Segment>; 2]> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for segment in &annotation.segments {
        before.extend(Span::new(segment.span.start(), segment.span.end().min(at)).ok());
        after.extend(Span::new(segment.span.start().max(at), segment.span.end()).ok());
    }
    if let Some(last) = before.pop() {
        let blanks = text.slice(last).chars().rev().take_while(|c| c.is_whitespace()).count();
        let end = ScalarOffset(last.end().0 - u32::try_from(blanks).unwrap_or(0));
        before.extend(Span::new(last.start(), end).ok());
    }
    if !after.is_empty() {
        let first = after.remove(0);
        let blanks = text.slice(first).chars().take_while(|c| c.is_whitespace()).count();
        let start = ScalarOffset(first.start().0 + u32::try_from(blanks).unwrap_or(0));
        if let Ok(first) = Span::new(start, first.end()) {
            after.insert(0, first);
        }
    }
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let segments = |spans: Vec<Span>| spans.into_iter().map(|span| text.segment(span)).collect();
    Some([segments(before), segments(after)])
}
