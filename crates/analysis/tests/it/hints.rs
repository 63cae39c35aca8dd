//! Numbers and names without support: strict rules, English only.

use touchstone_analysis::hint::{HintKind, Hints, hints};
use touchstone_domain::text::Text;

fn found(sample: &str, source: &str) -> Vec<String> {
    let (sample, source) = (Text::new(sample).unwrap(), Text::new(source).unwrap());
    match hints(&sample, Some("en"), &[(&source, Some("en"))]) {
        Hints::Found { hints } => hints.iter().map(|hint| sample.slice(hint.span).to_owned()).collect(),
        none @ (Hints::OtherLanguage | Hints::NoSource) => panic!("{none:?}"),
    }
}

const NONE: [&str; 0] = [];

#[test]
fn a_number_that_no_source_has_is_told() {
    assert_eq!(found("It opened in 1997 and cost 4 million.", "It opened in 1979 and cost 4 million."), ["1997"]);
    assert_eq!(found("It cost $12.", "It cost $21."), ["12"]);
}

#[test]
fn numbers_are_compared_by_value() {
    for (sample, source) in [
        ("About 181 million people.", "There were 181,674,817 people."),
        ("It cost 4.5m.", "It cost 4,500,000 pounds."),
        ("The 2nd of 3 days.", "The second of three days."),
        ("There were 24 others.", "There were two dozen others."),
        ("There were 25 of them.", "There were twenty-five of them."),
        ("It ran 2007-2011.", "It ran 2007–11."),
        ("At 2 pm it began.", "At 14:00 it began."),
        ("They won 4-1.", "They scored often."),
        ("About 12,000 came.", "Exactly 12,345 came."),
        ("1. Rent rises.\n2. Wages fall.", "Rent rises, wages fall."),
        ("Two and three make five.", "It is so."),
    ] {
        assert_eq!(found(sample, source), NONE, "{sample} / {source}");
    }
}

#[test]
fn a_name_that_no_source_has_is_told() {
    assert_eq!(found("The film stars Emma Thompson.", "The film stars Emma Watson."), ["Thompson"]);
}

#[test]
fn names_are_compared_with_some_patience() {
    for (sample, source) in [
        ("He met Francois there.", "There he met François."),
        ("He met Jonson there.", "There he met Johnson."),
        ("She lives in the US now.", "Now she lives in America."),
        ("A German man came.", "A man came from Germany."),
        ("The FBI came.", "The Federal Bureau of Investigation came."),
        ("However, The bridge is old.", "the bridge is old"),
        ("She said: Nobody came.", "nothing"),
        ("**Main Points And Findings Here**\nit is so.", "it is so"),
    ] {
        assert_eq!(found(sample, source), NONE, "{sample} / {source}");
    }
}

#[test]
fn the_first_word_of_a_sentence_is_no_name() {
    assert_eq!(found("Bridges are old. Ferries are new.", "nothing of the kind"), NONE);
}

#[test]
fn other_languages_have_no_hints_and_say_so() {
    let german = Text::new("Die Brücke wurde 1932 vom König eröffnet.").unwrap();
    let english = Text::new("The bridge was opened in 1932 by the king.").unwrap();
    assert_eq!(hints(&german, Some("de"), &[(&english, None)]), Hints::OtherLanguage);
    assert_eq!(hints(&german, None, &[(&english, None)]), Hints::OtherLanguage);
    assert_eq!(hints(&english, None, &[(&german, None)]), Hints::OtherLanguage);
    assert_eq!(hints(&english, None, &[]), Hints::NoSource);
}

#[test]
fn kinds_are_told_apart_and_offsets_count_scalar_values() {
    let sample = Text::new("👩\u{200d}🚀 It was built by Zoë Müller in 1997.").unwrap();
    let source = Text::new("It was built by the king in the spring.").unwrap();
    let Hints::Found { hints } = hints(&sample, Some("en"), &[(&source, Some("en"))]) else { panic!() };
    let told: Vec<_> = hints.iter().map(|hint| (hint.kind, sample.slice(hint.span))).collect();
    assert_eq!(told, [(HintKind::Name, "Zoë"), (HintKind::Name, "Müller"), (HintKind::Number, "1997")]);
}
