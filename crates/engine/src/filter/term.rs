//! How the parts of a filter become terms: one set of rules for the lead and for a reviewer, whose
//! tests are types of their own.

use super::closed;
use super::part::{Content, Part, parts};
use super::value::EngineProblem;
use crate::error::EngineError;
use touchstone_domain::label::SeverityId;

/// A test of one of the two filters, as far as the rules of terms look into it.
pub(super) trait TermTest: Sized {
    /// Words that may stand everywhere.
    fn words(typed: String) -> Self;

    /// Annotations of these severities, whatever their labels.
    fn graded(severities: Vec<SeverityId>) -> Self;

    /// Whether it names labels, and the severities it asks for; none for what is no test of annotations.
    fn annotation(&mut self) -> Option<(bool, &mut Vec<SeverityId>)>;
}

/// The tests of a filter, each with whether it is turned round. `read` reads a field, its values and
/// what was typed, and says whether the field turns its test round itself (`flag:no`).
pub(super) fn terms<Test: TermTest>(
    filter: &str,
    read: impl Fn(&str, &[String], &str) -> Result<(Test, bool), EngineProblem>,
) -> Result<Vec<(bool, Test)>, EngineError> {
    let (mut terms, mut words, mut severities) = (Vec::new(), Words::default(), Vec::new());
    for part in parts(filter) {
        let Part { typed, not, content } = part;
        match content {
            Content::Words(word) if not => terms.push((not, Test::words(closed(&word)))),
            Content::Words(word) => words.add(&word),
            Content::Field { name, values, typed: value } => {
                words.close();
                // Nothing more is excluded than what was typed.
                let value = if not { closed(&value) } else { value };
                let (mut test, turned) = read(&name, &values, &value).map_err(|problem| problem.of_part(&typed))?;
                match test.annotation() {
                    Some((false, wanted)) if !not && !turned => severities.push(std::mem::take(wanted)),
                    Some(_) | None => terms.push((turned != not, test)),
                }
            }
        }
    }
    join_severities(&mut terms, severities);
    terms.extend(words.typed(filter).map(|words| (false, Test::words(words))));
    Ok(terms)
}

/// A severity beside labels is that of the same annotation; more than one cannot be.
fn join_severities<Test: TermTest>(terms: &mut Vec<(bool, Test)>, wanted: Vec<Vec<SeverityId>>) {
    if let [only] = wanted.as_slice() {
        let told = terms.iter_mut().filter(|(not, _)| !not).filter_map(|(_, test)| test.annotation());
        let mut joined = false;
        for (_, severities) in told {
            severities.clone_from(only);
            joined = true;
        }
        if joined {
            return;
        }
    }
    terms.extend(wanted.into_iter().map(|severities| (false, Test::graded(severities))));
}

/// The words without a field, in order.
#[derive(Debug, Default)]
struct Words {
    words: Vec<String>,
    /// Whether the last of them does not go on, because something stands behind it.
    closed: bool,
}

impl Words {
    fn add(&mut self, word: &str) {
        self.words.push(word.to_owned());
        self.closed = false;
    }

    const fn close(&mut self) {
        self.closed = true;
    }

    /// As one search; none without words.
    fn typed(&self, text: &str) -> Option<String> {
        let closed = self.closed || text.ends_with(char::is_whitespace);
        (!self.words.is_empty()).then(|| self.words.join(" ") + if closed { " " } else { "" })
    }
}
