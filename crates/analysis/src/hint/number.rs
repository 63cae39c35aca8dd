//! Numbers of a sample that no source has: by value, not by spelling.

use super::{Hint, HintKind};
use crate::words::words;
use std::collections::BTreeSet;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;

/// Number words; those of a source support the digits of a sample ("two" and 2).
const WORDS: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("once", 1.0),
    ("two", 2.0),
    ("twice", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
    ("half", 50.0),
    ("quarter", 25.0),
];

/// Words and endings that multiply the number before them.
const MAGNITUDES: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("billions", 1e9),
    ("bn", 1e9),
    ("b", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];

/// A number as it may be meant.
#[derive(Debug, Clone, PartialEq)]
struct Number {
    span: Span,
    bytes: std::ops::Range<usize>,
    /// The values it may have ("1.234" is two of them).
    values: Vec<f64>,
    /// Half of the last digit that is written: what it was rounded by, at most.
    slack: f64,
}

/// Numbers of the sample without support, list marks left out.
pub(super) fn unsupported(sample: &Text, sentences: &[Span], sources: &[&str]) -> Vec<Hint> {
    let mut known: Vec<f64> = Vec::new();
    for source in sources {
        let written = numbers(source);
        known.extend(shortened_years(source, &written));
        known.extend(written.into_iter().flat_map(|number| number.values));
        known.extend(word_values(source));
    }
    known.sort_by(f64::total_cmp);
    let starts: BTreeSet<u32> = sentences.iter().map(|span| span.start().0).collect();
    let string = sample.as_str();
    let mut hints = Vec::new();
    for number in numbers(string) {
        let rest = &string[number.bytes.end..];
        let is_list_mark = rest.starts_with(['.', ')', ':'])
            && number.bytes.len() <= 3
            && (starts.contains(&number.span.start().0) || starts_line(&string[..number.bytes.start]));
        let supported = number.values.iter().any(|value| is_near(&known, *value, number.slack));
        if !is_list_mark && !supported && !is_score(string, &number) {
            hints.push(Hint { span: number.span, kind: HintKind::Number });
        }
    }
    hints
}

/// Whether nothing but marks stands before it in its line.
fn starts_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars().all(|c| c.is_whitespace() || matches!(c, '#' | '*' | '-' | '(' | '[' | '>' | '•'))
}

/// Whether it is one side of a score ("4-1"), which a reader counts rather than reads.
fn is_score(text: &str, number: &Number) -> bool {
    let dash = |c: char| matches!(c, '-' | '–');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let (before, after) = (&text[..number.bytes.start], &text[number.bytes.end..]);
    let joined_before = before.strip_suffix(dash).is_some_and(|rest| digit(rest.chars().next_back()));
    let joined_after = after.strip_prefix(dash).is_some_and(|rest| digit(rest.chars().next()));
    number.bytes.len() == 1 && (joined_before || joined_after)
}

/// The second year of "2007-11", written out.
fn shortened_years(text: &str, numbers: &[Number]) -> Vec<f64> {
    let mut years = Vec::new();
    for pair in numbers.windows(2) {
        let between = &text[pair[0].bytes.end..pair[1].bytes.start];
        if let ([year], [end]) = (pair[0].values.as_slice(), pair[1].values.as_slice())
            && !between.trim().is_empty()
            && between.trim().chars().all(|c| matches!(c, '-' | '–' | '—' | '/'))
            && (1000.0..3000.0).contains(year)
            && *end < 100.0
        {
            years.push((year / 100.0).floor() * 100.0 + end);
        }
    }
    years
}

/// Whether a known value lies within `slack` of `value`.
fn is_near(known: &[f64], value: f64, slack: f64) -> bool {
    let slack = slack + value.abs() * 1e-9;
    let from = known.partition_point(|known| *known < value - slack);
    known.get(from).is_some_and(|known| *known <= value + slack)
}

/// Every number written with digits.
fn numbers(text: &str) -> Vec<Number> {
    let found = words(text, ScalarOffset(0));
    let mut numbers = Vec::new();
    for (at, word) in found.iter().enumerate() {
        let written = &text[word.bytes.clone()];
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let digits = written.trim_end_matches(|c: char| !c.is_ascii_digit());
        if digits.contains(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))) {
            continue; // a name such as 3D1 or 10x5
        }
        let ending = written[digits.len()..].to_lowercase();
        let next = found.get(at + 1).filter(|next| {
            let between = &text[word.bytes.end..next.bytes.start];
            between.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '-'))
        });
        let next = next.map(|next| text[next.bytes.clone()].to_lowercase());
        let magnitude = |name: &str| MAGNITUDES.iter().find(|(word, _)| *word == name).map(|(_, factor)| *factor);
        let factor = if ending.is_empty() {
            next.as_deref().filter(|name| name.len() > 1).and_then(magnitude)
        } else {
            magnitude(&ending)
        };
        let mut values = readings(digits);
        let decimals = digits.rsplit_once('.').map_or(0, |(_, decimals)| decimals.len());
        let mut slack = 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(0));
        // A whole number without a magnitude is exact, unless it ends in noughts.
        if decimals == 0 && factor.is_none() {
            let noughts = digits.chars().rev().filter(char::is_ascii_digit).take_while(|c| *c == '0').count();
            slack = if noughts >= 2 { 0.5 * 10_f64.powi(i32::try_from(noughts).unwrap_or(0)) } else { 0.0 };
        }
        // "2 pm" is 14:00.
        let is_afternoon = text[word.bytes.end..].chars().filter(|c| c.is_alphabetic()).take(2).collect::<String>();
        if is_afternoon.eq_ignore_ascii_case("pm") {
            let later: Vec<f64> = values.iter().map(|value| value + 12.0).collect();
            values.extend(later);
        }
        if let Some(factor) = factor {
            // "4 m" may be four metres: the bare value counts too.
            let multiplied: Vec<f64> = values.iter().map(|value| value * factor).collect();
            values.extend(multiplied);
            // Rounded down as often as to the nearest: "181 million" may be 181,674,817.
            slack *= 1.99 * factor;
        }
        numbers.push(Number { span: word.span, bytes: word.bytes.clone(), values, slack });
    }
    numbers
}

/// The values that digits with separators may have.
fn readings(digits: &str) -> Vec<f64> {
    let grouped = |separator: char| {
        let mut groups = digits.split(separator);
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        let rest: Vec<&str> = groups.collect();
        first
            && !rest.is_empty()
            && rest.iter().all(|group| group.split(['.', ',']).next().is_some_and(|g| g.len() >= 2))
    };
    let mut values = Vec::new();
    let mut add = |text: String| values.extend(text.parse::<f64>().ok());
    if grouped(',') || digits.contains(',') {
        add(digits.replace(',', ""));
    }
    if grouped('.') {
        add(digits.replace('.', "").replace(',', "."));
    }
    add(digits.replace(',', "."));
    values
}

/// The values of number words: each alone, added ("twenty-five") and multiplied ("two million").
fn word_values(text: &str) -> Vec<f64> {
    let mut values = Vec::new();
    let mut sum: Option<f64> = None;
    for word in words(text, ScalarOffset(0)) {
        let word = text[word.bytes].to_lowercase();
        let word = word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(&word);
        if let Some((_, value)) = WORDS.iter().find(|(name, _)| *name == word) {
            values.push(*value);
            sum = Some(sum.filter(|sum| value < sum).map_or(*value, |sum| sum + value));
            values.extend(sum);
        } else if let Some((_, factor)) = MAGNITUDES.iter().find(|(name, _)| *name == word && name.len() > 2) {
            sum = Some(sum.unwrap_or(1.0) * factor);
            values.extend(sum);
        } else if word != "and" && word != "a" {
            sum = None;
        }
    }
    values
}
