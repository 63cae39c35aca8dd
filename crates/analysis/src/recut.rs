//! Sentences as a person cuts them: joined or parted where the rules of the language went wrong.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

/// Where a person cuts otherwise than the rules. Offsets are of first characters of sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cuts {
    /// Sentences of the rules that belong to the one before.
    pub joined: BTreeSet<u32>,
    /// Further sentences begin here.
    pub parted: BTreeSet<u32>,
}

impl Cuts {
    /// Parts the sentence that holds `at` before its next character that is no white space. False where a
    /// sentence begins there already, or none holds it.
    pub fn part(&mut self, text: &Text, rules: &[Span], at: ScalarOffset) -> bool {
        let holds = |span: &Span| span.start() < at && at < span.end();
        let Some(span) = recut(text, rules, self).into_iter().find(holds) else { return false };
        let Ok(rest) = Span::new(at, span.end()) else { return false };
        let start = trimmed(text, rest).map_or(at, Span::start).0;
        if !self.joined.remove(&start) {
            self.parted.insert(start);
        }
        true
    }

    /// Joins the sentence that holds `at`, or stands before it, with the next one. False for the last one.
    pub fn join(&mut self, text: &Text, rules: &[Span], at: ScalarOffset) -> bool {
        let sentences = recut(text, rules, self);
        let next = sentences.partition_point(|span| span.start() <= at).max(1);
        let Some(next) = sentences.get(next) else { return false };
        let start = next.start().0;
        if !self.parted.remove(&start) {
            self.joined.insert(start);
        }
        true
    }

    /// Whether nothing is cut otherwise than by the rules.
    pub fn is_empty(&self) -> bool {
        self.joined.is_empty() && self.parted.is_empty()
    }
}

/// The sentences of the rules with a person's cuts. Every character but white space stands in exactly one.
pub fn recut(text: &Text, rules: &[Span], cuts: &Cuts) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::with_capacity(rules.len());
    for span in rules {
        let joined = cuts.joined.contains(&span.start().0).then(|| whole.pop()).flatten();
        let start = joined.map_or(span.start(), Span::start);
        whole.extend(Span::new(start, span.end()));
    }
    let parts = |span: Span| {
        let inside = cuts.parted.range(span.start().0 + 1..span.end().0.max(span.start().0 + 1)).copied();
        let mut from = span.start();
        let mut pieces = Vec::new();
        for to in inside.map(ScalarOffset).chain([span.end()]) {
            pieces.extend(Span::new(from, to).ok().and_then(|piece| trimmed(text, piece)));
            from = to;
        }
        pieces
    };
    whole.into_iter().flat_map(parts).collect()
}

/// A span without the white space at its ends; none where nothing else is there.
fn trimmed(text: &Text, span: Span) -> Option<Span> {
    let piece = text.slice(span);
    let count = |string: &str| u32::try_from(string.chars().count()).unwrap_or(u32::MAX);
    let before = count(&piece[..piece.len() - piece.trim_start().len()]);
    let kept = count(piece.trim());
    let start = ScalarOffset(span.start().0 + before);
    (kept > 0).then(|| Span::new(start, ScalarOffset(start.0 + kept)).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::sentences;
    use proptest::prelude::*;

    fn told(text: &Text, cuts: &Cuts) -> Vec<String> {
        recut(text, &sentences(text), cuts).into_iter().map(|span| text.slice(span).to_owned()).collect()
    }

    #[test]
    fn a_sentence_is_parted_and_put_together_again() {
        let text = Text::new("He came; she left 🏛. They met.").unwrap();
        let (rules, mut cuts) = (sentences(&text), Cuts::default());
        assert!(cuts.part(&text, &rules, ScalarOffset(8)));
        assert_eq!(told(&text, &cuts), ["He came;", "she left 🏛.", "They met."]);
        assert!(!cuts.part(&text, &rules, ScalarOffset(9)), "a sentence begins there already");
        assert!(cuts.join(&text, &rules, ScalarOffset(2)));
        assert!(cuts.is_empty());
        assert_eq!(told(&text, &cuts), ["He came; she left 🏛.", "They met."]);
    }

    #[test]
    fn sentences_are_joined_and_parted_again_and_the_last_has_no_next() {
        let text = Text::new("One. Two. Three.").unwrap();
        let (rules, mut cuts) = (sentences(&text), Cuts::default());
        assert!(cuts.join(&text, &rules, ScalarOffset(0)));
        assert!(cuts.join(&text, &rules, ScalarOffset(0)));
        assert_eq!(told(&text, &cuts), ["One. Two. Three."]);
        assert!(!cuts.join(&text, &rules, ScalarOffset(0)));
        assert!(cuts.part(&text, &rules, ScalarOffset(9)));
        assert_eq!(told(&text, &cuts), ["One. Two.", "Three."]);
        assert_eq!(cuts, Cuts { joined: [5].into(), parted: [].into() });
    }

    #[test]
    fn the_end_of_a_sentence_joins_it_with_the_next() {
        let text = Text::new("One. Two.").unwrap();
        let (rules, mut cuts) = (sentences(&text), Cuts::default());
        assert!(cuts.join(&text, &rules, ScalarOffset(4)));
        assert_eq!(told(&text, &cuts), ["One. Two."]);
    }

    proptest! {
        #[test]
        fn no_character_is_lost_or_doubled_whatever_is_cut(
            string in "[a-z .!?\\n🏛éא]{0,60}",
            acts in proptest::collection::vec((any::<bool>(), 0_u32..70), 0..12),
        ) {
            let text = Text::new(string.clone()).unwrap();
            let (rules, mut cuts) = (sentences(&text), Cuts::default());
            for (part, at) in acts {
                let at = ScalarOffset(at.min(text.length().0));
                if part { cuts.part(&text, &rules, at) } else { cuts.join(&text, &rules, at) };
            }
            let found = recut(&text, &rules, &cuts);
            prop_assert!(found.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
            let kept: String = found.iter().map(|span| text.slice(*span)).collect();
            let bare = |string: &str| string.chars().filter(|character| !character.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&string));
        }
    }
}
