//! Sentences of every script, with the guards.

use proptest::prelude::*;
use touchstone_analysis::sentence::sentences;
use touchstone_domain::text::Text;

fn cut(text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    sentences(&text).into_iter().map(|span| text.slice(span).to_owned()).collect()
}

#[test]
fn titles_initials_and_numbered_words_do_not_end_a_sentence() {
    for whole in [
        "Mr. Smith met Dr. J. R. Jones.",
        "He lives in St. Ives, cf. Fig. 3 on p. 12.",
        "It opened on Jan. 12 in the U.S. Senate.",
        "Martin Luther King Jr. spoke.",
        "1. Rent rises.",
        "(a) Rent rises.",
        "It cost 3.5 million, e.g. in 2014.",
    ] {
        assert_eq!(cut(whole), [whole]);
    }
}

#[test]
fn a_sentence_ends_where_the_next_one_begins() {
    assert_eq!(
        cut("He left the U.S. The next year he came back."),
        ["He left the U.S.", "The next year he came back."]
    );
    assert_eq!(cut("Did it? No. He did not."), ["Did it?", "No.", "He did not."]);
    assert_eq!(cut("It has vitamin C. It is good."), ["It has vitamin C.", "It is good."]);
    assert_eq!(cut("“It is.” He said so."), ["“It is.”", "He said so."]);
    assert_eq!(cut("橋は開いた。王が来た。"), ["橋は開いた。", "王が来た。"]);
    assert_eq!(cut("पुल खुला। राजा आया।"), ["पुल खुला।", "राजा आया।"]);
}

#[test]
fn a_line_break_always_ends_a_sentence() {
    assert_eq!(cut("The bridge\nwas opened by Mr.\n\n Smith"), ["The bridge", "was opened by Mr.", "Smith"]);
    assert_eq!(cut("a\r\nb\u{2028}c\u{85}d"), ["a", "b", "c", "d"]);
    assert_eq!(cut(" \n\t "), [""; 0]);
}

proptest! {
    #[test]
    fn every_character_but_white_space_is_in_exactly_one_sentence(
        text in "([A-Zéß0-9]|[a-z ]{1,4}|[ \n\r]|[.?!:;।。’”]|Mr\\. |U\\.S\\. |[\u{300}-\u{303}]|[一-丂]|[ก-ด]|[ا-ج]|[🚀👩\u{200d}\u{20000}]){0,60}"
    ) {
        let text = Text::new(text).unwrap();
        let mut covered = vec![0; text.length().get()];
        for sentence in sentences(&text) {
            let slice = text.slice(sentence);
            prop_assert_eq!(slice.trim(), slice);
            prop_assert!(!slice.contains(['\n', '\r', '\u{2028}']), "a line break inside {:?}", slice);
            covered[sentence.start().get()..sentence.end().get()].iter_mut().for_each(|count| *count += 1);
        }
        for (count, character) in covered.into_iter().zip(text.as_str().chars()) {
            prop_assert!(count == 1 || (count == 0 && character.is_whitespace()), "{:?} is in {}", character, count);
        }
    }
}
