//! A stretch of a text around what was found in it, cut so that no letter loses its marks.

use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation as _;

/// What is shown before the first hit, and in all, in letters as a person counts them.
const BEFORE: usize = 40;
const LETTERS: usize = 160;

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In one line: line ends and tabs became blanks.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// The surroundings of the first of `hits` in `text`, with every hit that stands there. `hits` are in
/// order and do not overlap; without one there is nothing to show.
pub fn snippet(text: &str, hits: &[Span]) -> Vec<Piece> {
    let Some(first) = hits.first() else { return Vec::new() };
    let offsets = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
    let found = offsets(first.start().get());
    let from = beginning(text, found);
    let to = ending(text, from);
    let mut pieces = Vec::new();
    let mut push = |part: &str, hit: bool| {
        if !part.is_empty() {
            let text = part.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect();
            pieces.push(Piece { text, hit });
        }
    };
    if from > 0 {
        push("…", false);
    }
    let mut at = from;
    // Counted on from hit to hit: a text is walked once.
    let (mut scalars, mut byte) = (0, 0);
    let mut byte_of = |offset: usize| {
        let step = text[byte..].char_indices().nth(offset - scalars).map_or(text.len() - byte, |(more, _)| more);
        (scalars, byte) = (offset, byte + step);
        byte
    };
    for hit in hits {
        let (start, end) = (byte_of(hit.start().get()), byte_of(hit.end().get()));
        if start >= to {
            break;
        }
        push(&text[at..start.max(at)], false);
        push(&text[start.max(at)..end.min(to)], true);
        at = end.min(to);
    }
    push(&text[at..to], false);
    if to < text.len() {
        push("…", false);
    }
    pieces
}

/// Where a snippet begins, in bytes: some letters before what was found, at the beginning of a word
/// where there is one.
fn beginning(text: &str, found: usize) -> usize {
    let mut letters = text[..found].grapheme_indices(true).rev();
    let Some((from, _)) = letters.nth(BEFORE) else { return 0 };
    let word = text[from..found].char_indices().find(|(_, letter)| letter.is_whitespace());
    word.map_or(from, |(at, blank)| from + at + blank.len_utf8())
}

/// Where a snippet that begins at `from` ends: behind a word, where the last one is not too long.
fn ending(text: &str, from: usize) -> usize {
    let mut letters = text[from..].grapheme_indices(true);
    let Some((length, next)) = letters.nth(LETTERS) else { return text.len() };
    let to = from + length;
    if next.starts_with(char::is_whitespace) {
        return to;
    }
    let last = &text[from..to];
    let blank = last.char_indices().rev().take(BEFORE).find(|(_, letter)| letter.is_whitespace());
    blank.map_or(to, |(at, _)| from + at)
}

#[cfg(test)]
mod tests {
    use super::{Piece, snippet};
    use crate::span::{ScalarOffset, Span};

    fn check(text: &str, hits: &[(u32, u32)], expected: &str) {
        let span = |(start, end): &(u32, u32)| Span::new(ScalarOffset(*start), ScalarOffset(*end)).unwrap();
        let hits: Vec<Span> = hits.iter().map(span).collect();
        let show = |piece: Piece| if piece.hit { format!("[{}]", piece.text) } else { piece.text };
        assert_eq!(snippet(text, &hits).into_iter().map(show).collect::<String>(), expected);
    }

    #[test]
    fn what_was_found_stands_in_its_surroundings() {
        check("The old bridge", &[(4, 7)], "The [old] bridge");
        check("one\ntwo\tthree", &[(4, 7)], "one [two] three");
        check("a b a", &[(0, 1), (4, 5)], "[a] b [a]");
        check("nothing", &[], "");
        let long = format!("{} bridge {}", "word ".repeat(100), "more ".repeat(100));
        let told = format!("…{} [bridge] {}…", "word ".repeat(7), "more ".repeat(23).trim_end());
        check(&long, &[(501, 507)], &told);
    }

    #[test]
    fn no_letter_is_cut_from_its_marks() {
        // A family of three emoji is one letter, and so is an Arabic letter with its vowel sign.
        let family = "👩‍👩‍👧";
        let text = format!("{}語{}", family.repeat(100), family.repeat(200));
        let at = u32::try_from(family.chars().count() * 100).unwrap();
        let told = format!("…{}[語]{}…", family.repeat(41), family.repeat(118));
        check(&text, &[(at, at + 1)], &told);
        check("هذا كِتَاب جديد", &[(4, 10)], "هذا [كِتَاب] جديد");
        let marked = "e\u{301}".repeat(400);
        let pieces = snippet(&marked, &[Span::new(ScalarOffset(300), ScalarOffset(302)).unwrap()]);
        assert!(pieces.iter().all(|piece| !piece.text.starts_with('\u{301}')), "{pieces:?}");
    }
}
