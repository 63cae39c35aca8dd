//! The passages nearest to a claim, and copied runs.

use proptest::prelude::*;
use touchstone_analysis::alignment::{Index, PASSAGES};
use touchstone_analysis::copying::{Copies, Limits, copies};
use touchstone_domain::text::Text;

const SOURCE: &str = "The old bridge was opened by the king in 1932. It cost four million pounds. \
    In 1977 a second bridge was built beside it, 👩\u{200d}🚀 and trains use it to this day. The ferry stopped in 1978.";

fn text(string: &str) -> Text {
    Text::new(string).unwrap()
}

fn nearest(sources: &[&str], claim: &str, english: bool) -> Vec<(usize, String, f64)> {
    let texts: Vec<Text> = sources.iter().map(|source| text(source)).collect();
    let texts: Vec<&Text> = texts.iter().collect();
    let found = Index::new(&texts, english).nearest(claim, PASSAGES);
    found.into_iter().map(|near| (near.source, texts[near.source].slice(near.span).to_owned(), near.strength)).collect()
}

#[test]
fn the_passage_that_shares_rare_words_comes_first() {
    let found = nearest(&["The weather was fine.", SOURCE], "A second bridge for trains was opened in 1977.", true);
    assert_eq!(found[0].0, 1);
    assert!(found[0].1.starts_with("In 1977 a second bridge"), "{found:?}");
    assert!(found[0].1.ends_with("to this day."), "offsets count scalar values: {found:?}");
    assert!(found.len() <= PASSAGES && found.iter().all(|(_, _, strength)| (0.0..=1.0).contains(strength)));
}

#[test]
fn forms_of_a_word_meet_in_english_only() {
    assert_eq!(nearest(&["It was opening."], "openings", true).len(), 1);
    assert_eq!(nearest(&["It was opening."], "openings", false).len(), 0);
}

#[test]
fn the_same_sentence_has_full_strength_and_nothing_shared_is_not_listed() {
    let found = nearest(&[SOURCE], "It cost four million pounds.", true);
    assert!((found[0].2 - 1.0).abs() < 1e-4, "{found:?}");
    assert_eq!(nearest(&[SOURCE], "Quarks!", true), []);
    assert_eq!(nearest(&[SOURCE], "", true), []);
    assert_eq!(nearest(&[], "bridge", true), []);
}

#[test]
fn of_equal_passages_the_first_in_the_text_comes_first() {
    let found = nearest(&["A bridge. A bridge. A bridge. A bridge."], "bridge", true);
    assert_eq!(found.len(), PASSAGES);
    assert_eq!(found.iter().map(|(_, words, _)| words.as_str()).collect::<Vec<_>>(), ["A bridge."; 3]);
}

fn copied(sample: &str, sources: &[&str]) -> (Copies, Vec<(String, String)>) {
    let (sample, sources) = (text(sample), sources.iter().map(|source| text(source)).collect::<Vec<_>>());
    let sources: Vec<&Text> = sources.iter().collect();
    let mut found = copies(&sample, &sources);
    found.runs.retain(|run| Limits::default().shows(run));
    let told = found
        .runs
        .iter()
        .map(|run| (sample.slice(run.sample).to_owned(), sources[run.source].slice(run.passage).to_owned()));
    let told = told.collect();
    (found, told)
}

fn is_long(found: &Copies) -> bool {
    Limits::default().is_long(&found.runs[0])
}

#[test]
fn limits_choose_from_what_was_read() {
    let (sample, source) = (text("The old bridge was opened by the"), text(SOURCE));
    let found = copies(&sample, &[&source]);
    assert_eq!(found.runs.len(), 1);
    let limits = |shown, long_words, long_characters| Limits { shown, long_words, long_characters };
    assert!(!Limits::default().shows(&found.runs[0]));
    assert!(limits(7, 25, 150).shows(&found.runs[0]) && !limits(8, 25, 150).shows(&found.runs[0]));
    assert!(limits(7, 7, 150).is_long(&found.runs[0]) && limits(7, 25, 32).is_long(&found.runs[0]));
    assert!(!limits(7, 8, 33).is_long(&found.runs[0]), "the run has 7 words and 32 characters");
    let four = copies(&text("the king in 1932"), &[&source]);
    assert_eq!((four.runs.len(), four.exposure.longest), (0, 4), "four words count in the figures only");
}

#[test]
fn a_run_of_eight_words_is_told_whatever_its_signs_and_case() {
    let (found, told) = copied("We read: the OLD bridge was opened, by the King in 1932!", &["Nothing.", SOURCE]);
    assert_eq!(
        told,
        [(
            "the OLD bridge was opened, by the King in 1932".to_owned(),
            "The old bridge was opened by the king in 1932".to_owned()
        )]
    );
    assert_eq!(
        (found.runs[0].words, found.runs[0].source, is_long(&found), found.runs[0].quoted),
        (10, 1, false, false)
    );
    assert_eq!(found.exposure.longest, 10);
    assert!((found.exposure.coverage - 10.0 / 12.0).abs() < 1e-4);
    assert!((found.exposure.density - 100.0 / 12.0).abs() < 1e-4);
}

#[test]
fn seven_words_are_no_run_and_a_run_never_crosses_two_sources() {
    let seven = "The old bridge was opened by the";
    assert_eq!(copied(seven, &[SOURCE]).1, []);
    assert_eq!(
        copied("one two three four five six seven eight", &["zero one two three four", "five six seven eight nine"]).1,
        []
    );
}

#[test]
fn long_runs_and_quotations_are_told_apart() {
    let words: Vec<String> = (0..30).map(|word| format!("w{word}")).collect();
    let source = words.join(" ");
    let (found, _) = copied(&format!("He said “{source}” again"), &[&source]);
    assert_eq!((found.runs.len(), is_long(&found), found.runs[0].quoted), (1, true, true));
    let (found, _) = copied(&format!("He said “yes” and {source}"), &[&source]);
    assert!(!found.runs[0].quoted);
}

/// The longest fragments as Grusky et al. write them down, in cubic time.
fn plainly(sample: &[u8], source: &[u8]) -> (u64, u64, usize) {
    let (mut at, mut covered, mut squared, mut longest) = (0, 0, 0, 0);
    while at < sample.len() {
        let length = (0..source.len())
            .map(|from| sample[at..].iter().zip(&source[from..]).take_while(|(a, b)| a == b).count())
            .max()
            .unwrap_or(0);
        covered += length as u64;
        squared += (length * length) as u64;
        longest = longest.max(length);
        at += length.max(1);
    }
    (covered, squared, longest)
}

proptest! {
    #[test]
    fn figures_equal_those_of_the_plain_definition(
        sample in proptest::collection::vec(0_u8..4, 0..60), source in proptest::collection::vec(0_u8..4, 0..120)
    ) {
        let written = |words: &[u8]| text(&words.iter().map(|word| format!("w{word}")).collect::<Vec<_>>().join(" "));
        let found = copies(&written(&sample), &[&written(&source)]);
        let (covered, squared, longest) = plainly(&sample, &source);
        prop_assert_eq!(found.exposure.longest as usize, longest);
        let all = sample.len().max(1) as f64;
        prop_assert!((found.exposure.coverage - covered as f64 / all).abs() < 1e-4);
        prop_assert!((found.exposure.density - squared as f64 / all).abs() < 1e-4);
        for run in &found.runs {
            prop_assert!(run.words >= 5);
            let (sample, source) = (written(&sample), written(&source));
            prop_assert_eq!(sample.slice(run.sample), source.slice(run.passage));
        }
    }
}
