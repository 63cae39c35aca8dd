//! Names of a sample that no source has: words with a capital letter where none is due.

use super::{Hint, HintKind};
use crate::words::words;
use std::collections::BTreeSet;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;
use unicode_normalization::UnicodeNormalization as _;

/// Names that mean the same; any of a row supports the others.
const ALIASES: &[&[&str]] = &[
    &["us", "usa", "america", "american", "americans", "united", "states"],
    &["uk", "britain", "british", "briton", "britons", "united", "kingdom"],
    &["eu", "european", "europe", "union"],
    &["un", "united", "nations"],
    &["holland", "netherlands", "dutch"],
    &["england", "english"],
    &["france", "french"],
    &["spain", "spanish"],
    &["ireland", "irish"],
    &["wales", "welsh"],
    &["china", "chinese"],
    &["poland", "polish", "pole"],
    &["greece", "greek"],
    &["turkey", "turkish"],
    &["denmark", "danish"],
    &["norway", "norwegian"],
    &["sweden", "swedish"],
    &["switzerland", "swiss"],
    &["japan", "japanese"],
    &["thailand", "thai"],
    &["philippines", "filipino"],
    &["iraq", "iraqi"],
    &["scotland", "scottish", "scots"],
    &["ukraine", "ukrainian"],
    &["finland", "finnish"],
    &["iran", "iranian"],
    &["ceo", "chief", "executive"],
    &["fc", "football", "club"],
    &["tv", "television"],
    &["ww1", "wwi", "world", "war"],
    &["ww2", "wwii", "world", "war"],
    &["jan", "january"],
    &["feb", "february"],
    &["mar", "march"],
    &["apr", "april"],
    &["aug", "august"],
    &["sep", "sept", "september"],
    &["oct", "october"],
    &["nov", "november"],
    &["dec", "december"],
];

/// Words that may have a capital letter without being a name of anything.
const NOT_NAMES: &[&str] = &[
    "am",
    "dr",
    "i",
    "ii",
    "iii",
    "iv",
    "jr",
    "lady",
    "lord",
    "miss",
    "mr",
    "mrs",
    "ms",
    "note",
    "ok",
    "pm",
    "prof",
    "professor",
    "sir",
    "sr",
    "vi",
    "vii",
    "viii",
    "x",
];

/// Names of the sample without support.
pub(super) fn unsupported(sample: &Text, sentences: &[Span], sources: &[&str]) -> Vec<Hint> {
    let known = Known::of(sources);
    let mut hints = Vec::new();
    for sentence in sentences {
        let string = sample.slice(*sentence);
        let found = words(string, sentence.start());
        let capital = |bytes: &std::ops::Range<usize>| string[bytes.clone()].starts_with(char::is_uppercase);
        let letters = found.iter().filter(|word| string[word.bytes.clone()].chars().count() > 3);
        let (mut long, mut capitals) = (0, 0);
        for word in letters {
            long += 1;
            capitals += usize::from(capital(&word.bytes));
        }
        // A heading or a list of names: capital letters say nothing there.
        if long > 0 && 3 * capitals > 2 * long {
            continue;
        }
        for (at, word) in found.iter().enumerate() {
            let written = &string[word.bytes.clone()];
            let before = string[..word.bytes.start].trim_end_matches(char::is_whitespace);
            // After a colon, a bracket or a quotation mark a capital letter may be due.
            let is_due =
                at == 0 || before.ends_with([':', '"', '“', '‘', '(', '*', '#', '•', '?', '!', '.', '–', '-', '—']);
            if is_due || !capital(&word.bytes) || written.chars().count() < 2 || written.contains(char::is_numeric) {
                continue;
            }
            let folded = fold(written);
            if NOT_NAMES.binary_search(&folded.as_str()).is_err() && !known.supports(&folded, written) {
                hints.push(Hint { span: word.span, kind: HintKind::Name });
            }
        }
    }
    hints
}

/// Lower case without diacritics.
fn fold(word: &str) -> String {
    let decomposed = word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    decomposed.flat_map(char::to_lowercase).collect()
}

/// What the sources have.
struct Known {
    words: BTreeSet<String>,
    /// First letters of names that follow each other ("fbi").
    initials: String,
}

impl Known {
    fn of(sources: &[&str]) -> Self {
        let (mut known, mut initials) = (BTreeSet::new(), String::new());
        for source in sources {
            for word in words(source, ScalarOffset(0)) {
                let written = &source[word.bytes];
                known.insert(fold(written));
                match written.chars().next() {
                    Some(first) if first.is_uppercase() => initials.extend(first.to_lowercase()),
                    Some(_) if matches!(written, "of" | "the" | "and" | "for" | "in") => {}
                    Some(_) | None => initials.push(' '),
                }
            }
            initials.push(' ');
        }
        Self { words: known, initials }
    }

    fn supports(&self, folded: &str, written: &str) -> bool {
        if self.words.contains(folded) || self.is_alias(folded) {
            return true;
        }
        let is_acronym = written.chars().all(char::is_uppercase);
        if is_acronym && self.initials.contains(folded) {
            return true;
        }
        let length = folded.chars().count();
        self.words.iter().any(|word| {
            let shared = word.chars().zip(folded.chars()).take_while(|(a, b)| a == b).count();
            // Forms of one name: Germany and German, Canada and Canadian.
            (shared >= 4 && 10 * shared >= 6 * length) || (length >= 4 && is_one_letter_away(word, folded))
        })
    }

    fn is_alias(&self, folded: &str) -> bool {
        ALIASES.iter().any(|row| row.contains(&folded) && row.iter().any(|other| self.words.contains(*other)))
    }
}

/// Whether one letter was added, left out, changed, or swapped with its neighbour.
fn is_one_letter_away(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    if short.len() < long.len() {
        return short[same..] == long[same + 1..];
    }
    if same == short.len() || short[same + 1..] == long[same + 1..] {
        return true;
    }
    same + 1 < short.len()
        && short[same] == long[same + 1]
        && short[same + 1] == long[same]
        && short[same + 2..] == long[same + 2..]
}
