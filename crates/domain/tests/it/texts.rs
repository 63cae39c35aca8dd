//! Offsets: scalar values against bytes, in every script; quotes and their only repair.

use proptest::prelude::*;
use touchstone_domain::span::{ScalarOffset, Segment, Span, SpanError};
use touchstone_domain::text::{SegmentError, Text};

/// Emoji, joined emoji, flags, combining marks, Arabic, Devanagari, CJK with extension B, ASCII.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[ -~]{0,30}",
        1 => Just("👩\u{200d}🚀👩🏽\u{200d}❤\u{fe0f}\u{200d}👨🇩🇪".to_owned()),
        1 => "[e\u{300}-\u{30f}]{1,12}",
        1 => "[\u{621}-\u{64a}\u{64b}-\u{652} ]{1,20}",
        1 => "[\u{900}-\u{950}]{1,10}",
        1 => "[\u{20000}-\u{2a6df}一-龥]{1,20}",
        1 => "[\u{0}\u{feff}\u{200b}\u{202e}\r\n]{1,4}",
        1 => Just("long and plain, to pass more than one checkpoint ".repeat(8)),
        1 => Just("длинный текст на другом письме ".repeat(12)),
    ];
    prop::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn scalar_offsets_and_bytes_are_inverse(string in any_text()) {
        let text = Text::new(string.clone()).unwrap();
        prop_assert_eq!(text.as_str(), &string);
        prop_assert_eq!(text.length().get(), string.chars().count());
        for (scalar, (byte, character)) in string.char_indices().enumerate() {
            let offset = ScalarOffset(u32::try_from(scalar).unwrap());
            prop_assert_eq!(text.byte_of(offset), byte);
            for within in byte..byte + character.len_utf8() {
                prop_assert_eq!(text.scalar_of(within), offset, "a byte within a character belongs to it");
            }
        }
        prop_assert_eq!(text.byte_of(text.length()), string.len());
        prop_assert_eq!(text.scalar_of(string.len()), text.length());
        prop_assert_eq!(text.byte_of(ScalarOffset(u32::MAX)), string.len(), "beyond the end is the end");
        prop_assert_eq!(text.scalar_of(usize::MAX), text.length());
    }

    #[test]
    fn a_slice_has_exactly_the_characters_of_its_span(string in any_text(), a in 0..400_u64, b in 0..400_u64) {
        let text = Text::new(string.clone()).unwrap();
        let (start, end) = (a.min(b), a.max(b));
        let length = u64::from(text.length().0);
        match text.span(start, end) {
            Ok(span) => {
                let expected: String =
                    string.chars().skip(span.start().get()).take(usize::try_from(span.len()).unwrap()).collect();
                prop_assert_eq!(text.slice(span), &expected);
                prop_assert_eq!(text.check(&text.segment(span)), Ok(()));
            }
            Err(SpanError::Empty { start: at }) => prop_assert!(start == end && at == start && end <= length),
            Err(SpanError::Outside { .. }) => prop_assert!(end > length),
            Err(SpanError::Backwards { .. }) => prop_assert!(false, "{start} is not after {end}"),
        }
    }

    #[test]
    fn a_quote_is_found_exactly_when_it_stands_once(string in "[ab\u{e9}👩]{0,24}", quote in "[ab\u{e9}👩]{0,3}") {
        let text = Text::new(string.clone()).unwrap();
        let (characters, wanted): (Vec<char>, Vec<char>) = (string.chars().collect(), quote.chars().collect());
        let places: Vec<usize> = (0..characters.len())
            .filter(|at| !wanted.is_empty() && characters[*at..].starts_with(&wanted))
            .collect();
        let found = text.find_unique(&quote).map(|span| (span.start().get(), text.slice(span).to_owned()));
        let expected = (places.len() == 1).then(|| (places[0], quote.clone()));
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn a_text_stays_as_it_came() {
    // Composed and decomposed are two texts; a byte order mark and CR LF are characters like others.
    let composed = Text::new("caf\u{e9}").unwrap();
    let decomposed = Text::new("cafe\u{301}").unwrap();
    assert_ne!(composed, decomposed);
    assert_eq!((composed.length().0, decomposed.length().0), (4, 5));
    let text = Text::new("\u{feff}a\r\nb").unwrap();
    assert_eq!(text.length().0, 5);
    assert_eq!(text.slice(text.span(1, 2).unwrap()), "a");
}

#[test]
fn the_digest_is_that_of_the_bytes() {
    let text = Text::new("abc").unwrap();
    assert_eq!(text.digest().to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let again = Text::with_digest("abc".to_owned(), text.digest()).unwrap();
    assert_eq!(again, text);
}

#[test]
fn a_span_must_lie_in_its_text() {
    let text = Text::new("👩\u{200d}🚀!").unwrap();
    assert_eq!(text.span(1, 1), Err(SpanError::Empty { start: 1 }));
    assert_eq!(text.span(3, 1), Err(SpanError::Backwards { start: 3, end: 1 }));
    assert_eq!(text.span(0, 5), Err(SpanError::Outside { start: 0, end: 5, length: 4 }));
    assert_eq!(text.span(u64::MAX - 1, u64::MAX).unwrap_err().to_string().matches("beyond the text").count(), 1);
    assert_eq!(text.slice(text.span(0, 3).unwrap()), "👩\u{200d}🚀");
}

#[test]
fn a_quote_that_does_not_stand_there_is_told_with_what_does() {
    let text = Text::new("opened in 1932").unwrap();
    let span = text.span(10, 14).unwrap();
    let wrong = Segment { span, quote: "1936".to_owned() };
    let error = text.check(&wrong).unwrap_err();
    assert_eq!(error.to_string(), r#"at 10..14 the text reads "1932", but the quote is "1936""#);
    let beyond = Segment { span: Span::new(ScalarOffset(10), ScalarOffset(15)).unwrap(), quote: "1932".to_owned() };
    assert!(matches!(text.check(&beyond), Err(SegmentError::Span(SpanError::Outside { .. }))));
}

#[test]
fn overlapping_repeats_are_repeats() {
    let text = Text::new("xaaay").unwrap();
    assert_eq!(text.find_unique("aa"), None);
    assert_eq!(text.find_unique("aaa").map(|span| span.start().0), Some(1));
    assert_eq!(text.find_unique(""), None);
}
