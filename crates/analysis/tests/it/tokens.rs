//! Words and signs of every script.

use proptest::prelude::*;
use touchstone_analysis::tokenize::{tokenize, tokens_in};
use touchstone_domain::text::Text;

fn words(text: &str) -> Vec<String> {
    let text = Text::new(text).unwrap();
    tokenize(&text).into_iter().map(|token| text.slice(token).to_owned()).collect()
}

#[test]
fn words_numbers_and_each_sign() {
    assert_eq!(
        words("It's $4,000_x — (yes)!\u{a0}½"),
        ["It", "'", "s", "$", "4", ",", "000_x", "—", "(", "yes", ")", "!", "½"]
    );
    assert_eq!(words(""), [""; 0]);
    assert_eq!(words(" \n\t\u{3000}"), [""; 0]);
}

#[test]
fn combining_marks_stay_in_their_word() {
    assert_eq!(words("cafe\u{301}s हिन्दी مُحَمَّد"), ["cafe\u{301}s", "हिन्दी", "مُحَمَّد"]);
}

#[test]
fn signs_that_are_neither_letter_nor_space_are_tokens_too() {
    assert_eq!(words("Ⓐ👩\u{200d}🚀\u{200b}"), ["Ⓐ", "👩", "\u{200d}", "🚀", "\u{200b}"]);
}

#[test]
fn scripts_without_spaces_are_cut_by_dictionary() {
    assert_eq!(words("我们在北京大学。"), ["我们", "在", "北京", "大学", "。"]);
    assert_eq!(words("สวัสดีครับ"), ["สวัสดี", "ครับ"]);
    assert_eq!(words("iPhoneを買う"), ["iPhone", "を", "買う"]);
    for text in ["ສະບາຍດີຊາວໂລກ", "សួស្តីពិភពលោក", "မင်္ဂလာပါကမ္ဘာလောက", "𠮷野家で食べる"]
    {
        assert!(words(text).len() > 1, "{text} has more than one word: {:?}", words(text));
    }
    assert_eq!(words("한국어 단어"), ["한국어", "단어"], "Korean has spaces");
}

#[test]
fn a_span_touches_the_tokens_it_covers_any_character_of() {
    let text = Text::new("The bridge, opened").unwrap();
    let tokens = tokenize(&text);
    let touched = |start, end| tokens_in(&tokens, text.span(start, end).unwrap());
    assert_eq!(touched(5, 6), 1..2);
    assert_eq!(touched(3, 4), 1..1, "white space touches nothing");
    assert_eq!(touched(9, 13), 1..4);
    assert_eq!(touched(0, 18), 0..4);
}

proptest! {
    #[test]
    fn every_character_but_white_space_is_in_exactly_one_token(
        text in "([a-zéß0-9_]|[ \n]|[.,!€]|[\u{300}-\u{303}]|[一-丂]|[ก-ด]|[ا-ج]|[🚀👩\u{200d}\u{20000}]){0,60}"
    ) {
        let text = Text::new(text).unwrap();
        let mut covered = vec![0; text.length().get()];
        let mut last = 0;
        for token in tokenize(&text) {
            prop_assert!(token.start().0 >= last);
            last = token.end().0;
            covered[token.start().get()..token.end().get()].iter_mut().for_each(|count| *count += 1);
        }
        for (count, character) in covered.into_iter().zip(text.as_str().chars()) {
            prop_assert_eq!(count, i32::from(!character.is_whitespace()));
        }
    }
}
