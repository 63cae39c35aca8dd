//! Full-text search: what a person types becomes a query that cannot be a syntax error, and the
//! same words are found again in a loaded text.
//!
//! A word matches whatever its case and accents. The last word matches as a beginning: from three
//! letters on, four in a large project, unless it is itself a word of very many items. Words in
//! "quotation marks" match next to each other. Scripts without spaces match anywhere.

mod fold;

pub use fold::fold;

use fold::{is_unspaced, words};
use touchstone_domain::span::{ScalarOffset, Span};

/// Beginnings shorter than this match as whole words only: they would match nearly everything.
const SHORTEST_BEGINNING: usize = 3;

/// Words that must stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase {
    words: Vec<String>,
    /// Whether the last word may go on.
    open: bool,
}

/// What a person searches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    phrases: Vec<Phrase>,
}

impl Query {
    /// Reads what was typed; none when there is no word in it.
    pub fn parse(typed: &str) -> Option<Self> {
        let mut phrases = Vec::new();
        let parts: Vec<&str> = typed.split(['"', '“', '”', '„', '«', '»']).collect();
        for (index, part) in parts.iter().enumerate() {
            if index % 2 == 1 {
                phrases.extend(phrase(part, false));
            } else {
                let last = index + 1 == parts.len();
                let mut pieces = part.split_whitespace().peekable();
                while let Some(piece) = pieces.next() {
                    phrases.extend(phrase(piece, last && pieces.peek().is_none() && part.ends_with(piece)));
                }
            }
        }
        (!phrases.is_empty()).then_some(Self { phrases })
    }

    /// The last word as a query of its own, and its letters, where it matches as a beginning.
    pub(crate) fn whole_last_word(&self) -> Option<(Self, usize)> {
        let last = self.phrases.last().filter(|phrase| phrase.open && !phrase.is_one_sign())?;
        let letters = last.words.last().map_or(0, |word| word.chars().count());
        Some((Self { phrases: vec![Phrase { open: false, ..last.clone() }] }, letters))
    }

    /// The same with nothing matching as a beginning but lone signs.
    pub(crate) fn closed(&self) -> Self {
        let closed = |phrase: &Phrase| Phrase { open: phrase.is_one_sign(), ..phrase.clone() };
        Self { phrases: self.phrases.iter().map(closed).collect() }
    }

    /// As FTS5 wants it; every word is quoted and consists of letters, marks and digits.
    pub(crate) fn expression(&self, columns: Option<&str>) -> String {
        let phrases = self.phrases.iter().map(|phrase| {
            let open = if phrase.open { " *" } else { "" };
            format!("\"{}\"{open}", phrase.words.join(" "))
        });
        let all = phrases.collect::<Vec<_>>().join(" AND ");
        columns.map_or(all.clone(), |columns| format!("{{{columns}}} : ({all})"))
    }

    /// How many phrases there are: words, and words in quotation marks.
    pub fn phrase_count(&self) -> usize {
        self.phrases.len()
    }

    /// Where the words stand in `text`, in order and without overlaps, at most `limit` places.
    pub fn hits(&self, text: &str, limit: usize) -> Vec<Span> {
        self.look(text, limit).0
    }

    /// The same, and how many of the phrases stand there. One walk over the text.
    pub fn look(&self, text: &str, limit: usize) -> (Vec<Span>, usize) {
        let mut walks: Vec<Vec<(usize, u32)>> = vec![Vec::new(); self.phrases.len()];
        let mut matched = vec![false; self.phrases.len()];
        let mut found: Vec<(u32, u32)> = Vec::new();
        words(text, &mut |word, start, end| {
            for (at, phrase) in self.phrases.iter().enumerate() {
                if let Some(hit) = phrase.step(&mut walks[at], word, start, end) {
                    found.push(hit);
                    matched[at] = true;
                }
            }
        });
        found.sort_unstable();
        let mut hits: Vec<(u32, u32)> = Vec::new();
        for (start, end) in found {
            if let Some(last) = hits.last_mut().filter(|last| start < last.1) {
                last.1 = last.1.max(end);
            } else if hits.len() == limit {
                break;
            } else {
                hits.push((start, end));
            }
        }
        let span = |(start, end)| Span::new(ScalarOffset(start), ScalarOffset(end)).ok();
        let phrases = matched.into_iter().filter(|matched| *matched).count();
        (hits.into_iter().filter_map(span).collect(), phrases)
    }
}

impl Phrase {
    /// One sign of a script without spaces, which is found as the beginning of a pair.
    fn is_one_sign(&self) -> bool {
        self.open && self.words.last().is_some_and(|word| word.chars().all(is_unspaced))
    }

    /// Takes the next word of a text: `begun` are the places where the phrase may have begun, with how
    /// many of its words stood there so far. Gives the place where it ends.
    fn step(&self, begun: &mut Vec<(usize, u32)>, word: &str, start: u32, end: u32) -> Option<(u32, u32)> {
        let last = self.words.len() - 1;
        begun.push((0, start));
        let mut hit = None;
        begun.retain_mut(|(stood, from)| {
            let wanted = &self.words[*stood];
            let whole = wanted == word;
            if *stood < last {
                *stood += 1;
                return whole;
            }
            if whole || self.open && word.starts_with(wanted.as_str()) {
                // One sign of a script without spaces stands for itself, not for the pair it was found in.
                let one_sign = !whole && wanted.chars().all(is_unspaced);
                let signs = u32::try_from(wanted.chars().count()).unwrap_or(1);
                hit = Some((*from, if one_sign { start + signs } else { end }));
            }
            false
        });
        hit
    }
}

/// The words of `piece` next to each other.
fn phrase(piece: &str, open: bool) -> Option<Phrase> {
    let mut found: Vec<(String, u32, u32)> = Vec::new();
    words(piece, &mut |word, start, end| found.push((word.to_owned(), start, end)));
    let (last, start, end) = found.last()?.clone();
    let unspaced = last.chars().all(is_unspaced);
    // The last sign of a run stands alone in the index; here the pair before it says it already.
    let covered = unspaced && end - start == 1 && found.len() > 1 && found[found.len() - 2].2 == end;
    if covered {
        found.pop();
    }
    let lone_sign = unspaced && end - start == 1 && !covered;
    let open = lone_sign || (open && !unspaced && last.chars().count() >= SHORTEST_BEGINNING);
    Some(Phrase { words: found.into_iter().map(|(word, ..)| word).collect(), open })
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn check(typed: &str, expression: &str) {
        let query = Query::parse(typed).map(|query| query.expression(None));
        assert_eq!(query.unwrap_or_default(), expression, "{typed}");
    }

    #[test]
    fn what_is_typed_is_never_a_syntax_error() {
        check("James Milner", r#""james" AND "milner" *"#);
        check("James Milner ", r#""james" AND "milner""#);
        check("\"retired from\" foot", r#""retired from" AND "foot" *"#);
        check("AND OR NOT (a* b^ -c : {", r#""and" AND "or" AND "not" AND "a" AND "b" AND "c""#);
        check("\"never closed", r#""never closed""#);
        check("batch_5/12", r#""batch 5 12""#);
        check("Straße naïve", r#""strasse" AND "naive" *"#);
        check("日本語", r#""日本 本語""#);
        check("語", r#""語" *"#);
        check("\" * ' ; --", "");
        check("", "");
    }

    #[test]
    fn hits_are_counted_in_scalar_values() {
        let hits = |typed: &str, text: &str| {
            let query = Query::parse(typed).unwrap();
            query.hits(text, 10).iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(hits("cafe", "🙂 Un café, deux cafés"), ["5..9", "16..21"]);
        assert_eq!(hits("cafe", "cafe\u{301} x"), ["0..5"]);
        assert_eq!(hits("\"b c\"", "a b c b c"), ["2..5", "6..9"]);
        assert_eq!(hits("本語", "日本語の本"), ["1..3"]);
        assert_eq!(hits("本", "日本語の本"), ["1..2", "4..5"]);
        assert_eq!(hits("كتاب", "هذا كِتَاب جديد"), ["4..10"]);
    }
}
