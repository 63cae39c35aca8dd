//! The corrected sample: the original with its accepted corrections in place.

use super::{overlap, place};
use crate::annotation::Annotation;
use crate::text::Text;

/// Two accepted corrections that touch the same characters: what the sample should read there is not
/// said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("two corrections overlap: of “{first}” and of “{second}”")]
pub struct CorrectionsOverlap {
    /// What the earlier one replaces, at most 40 characters of it.
    pub first: String,
    /// What the later one replaces, at most 40 characters of it.
    pub second: String,
}

/// The first pair of corrections that overlap, in the order of the text.
pub fn overlapping(gold: &[Annotation]) -> Option<(&Annotation, &Annotation)> {
    let mut corrected: Vec<&Annotation> = gold.iter().filter(|annotation| annotation.correction.is_some()).collect();
    corrected.sort_by_key(|annotation| place(annotation));
    corrected.iter().enumerate().find_map(|(at, first)| {
        let second = corrected[at + 1..].iter().find(|second| overlap(first, second))?;
        Some((*first, *second))
    })
}

/// `sample` with the corrections of `gold` in place; none where nothing is corrected.
///
/// A correction stands where the first segment of its annotation stood; further segments go. Where
/// an empty correction leaves a passage out, one blank before it goes along (after it at the start
/// of a line), so that none stands twice or before a full stop. Everything else stays as it is.
pub fn corrected(sample: &Text, gold: &[Annotation]) -> Result<Option<String>, CorrectionsOverlap> {
    if let Some((first, second)) = overlapping(gold) {
        let short = |annotation: &Annotation| annotation.quote().chars().take(40).collect();
        return Err(CorrectionsOverlap { first: short(first), second: short(second) });
    }
    let mut changes: Vec<(std::ops::Range<usize>, &str)> = Vec::new();
    for annotation in gold {
        let Some(correction) = annotation.correction.as_deref() else { continue };
        for (number, segment) in annotation.segments.iter().enumerate() {
            changes.push((sample.byte_range(segment.span), if number == 0 { correction } else { "" }));
        }
    }
    if changes.is_empty() {
        return Ok(None);
    }
    changes.sort_by_key(|(range, _)| range.start);
    let original = sample.as_str();
    let mut text = String::with_capacity(original.len());
    let mut from = 0;
    for (range, correction) in changes {
        text.push_str(&original[from.min(range.start)..range.start]);
        text.push_str(correction);
        from = range.end;
        if correction.is_empty() {
            from += close_gap(&mut text, &original[range.end..]);
        }
    }
    text.push_str(&original[from..]);
    Ok(Some(text))
}

/// Takes one blank away where a passage was left out: from the end of `before`, or so many bytes of
/// `after`.
fn close_gap(before: &mut String, after: &str) -> usize {
    let next = after.chars().next();
    let closes =
        next.is_none_or(|next| next.is_whitespace() || matches!(next, '.' | ',' | ';' | ':' | '!' | '?' | ')'));
    if closes && before.ends_with(' ') {
        before.pop();
        return 0;
    }
    usize::from(next == Some(' ') && (before.is_empty() || before.ends_with('\n')))
}
