//! Words as they are compared in a search: case, accents and compatibility forms folded; scripts
//! without spaces cut into overlapping pairs of signs.

use std::borrow::Cow;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The words of `text`, folded and parted by blanks. ASCII comes back as it is: the index cuts and
/// folds it by the same rules.
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len() + text.len() / 8);
    words(text, &mut |word, _, _| {
        folded.push_str(word);
        folded.push(' ');
    });
    Cow::Owned(folded)
}

/// Whether the script is written without spaces between words (Han, kana, Thai, Lao, Khmer,
/// Burmese), so that its words cannot be told apart by looking for spaces.
pub(super) const fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{0E01}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that people leave out when they search: accents, Arabic vowel signs, Hebrew points.
const fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05C7}' | '\u{0610}'..='\u{061A}' | '\u{0640}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{3099}' | '\u{309A}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Signs nobody sees, which do not part words.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Gives each folded word with the scalar values it covers, `[start, end)`.
pub(super) fn words(text: &str, each: &mut dyn FnMut(&str, u32, u32)) {
    let mut reader = Words { word: String::new(), start: 0, end: 0, last: None, pair: String::new(), each };
    for (at, c) in (0..).zip(text.chars()) {
        reader.take(c, at);
    }
    reader.finish_word();
    reader.finish_run();
}

struct Words<'a> {
    /// The word so far, in a script with spaces.
    word: String,
    start: u32,
    end: u32,
    /// The sign before, in a run of a script without spaces.
    last: Option<(char, u32)>,
    pair: String,
    each: &'a mut dyn FnMut(&str, u32, u32),
}

impl Words<'_> {
    fn take(&mut self, c: char, at: u32) {
        if c.is_ascii() {
            self.finish_run();
            if c.is_ascii_alphanumeric() {
                self.push(c.to_ascii_lowercase(), at);
            } else {
                self.finish_word();
            }
        } else if is_left_out(c) {
            self.reach(at);
        } else if is_invisible(c) {
        } else if is_unspaced(c) {
            self.take_sign(c, at);
        } else {
            self.finish_run();
            decompose_compatible(c, |part| match part {
                _ if is_left_out(part) => self.reach(at),
                'ß' => ['s', 's'].into_iter().for_each(|part| self.push(part, at)),
                'ς' => self.push('σ', at),
                _ if is_unspaced(part) => self.take_sign(part, at),
                _ if part.is_alphanumeric() || is_combining_mark(part) => {
                    part.to_lowercase().filter(|part| !is_left_out(*part)).for_each(|part| self.push(part, at));
                }
                _ => self.finish_word(),
            });
        }
    }

    fn push(&mut self, c: char, at: u32) {
        if self.word.is_empty() {
            self.start = at;
        }
        self.word.push(c);
        self.end = at + 1;
    }

    /// A mark belongs to the word it stands in.
    fn reach(&mut self, at: u32) {
        if !self.word.is_empty() {
            self.end = at + 1;
        }
    }

    fn finish_word(&mut self) {
        self.finish_run();
        if !self.word.is_empty() {
            (self.each)(&self.word, self.start, self.end);
            self.word.clear();
        }
    }

    fn take_sign(&mut self, c: char, at: u32) {
        if !self.word.is_empty() {
            (self.each)(&self.word, self.start, self.end);
            self.word.clear();
        }
        if let Some((last, start)) = self.last.replace((c, at)) {
            self.pair.clear();
            self.pair.extend([last, c]);
            (self.each)(&self.pair, start, at + 1);
        }
    }

    fn finish_run(&mut self) {
        if let Some((last, start)) = self.last.take() {
            self.pair.clear();
            self.pair.push(last);
            (self.each)(&self.pair, start, start + 1);
        }
    }
}
