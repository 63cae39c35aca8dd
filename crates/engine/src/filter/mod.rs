//! Filters in words, the same in the window and on the command line:
//! `label:contradiction severity:major -batch:trial disagreement:>0.5 "retired from" harbour`.
//!
//! Every part narrows; a comma between values widens; `-` turns a part round. Words without a field
//! are looked for everywhere. A reviewer has fields of their own (`OwnField`), so that what they may
//! not know cannot be asked for.

mod field;
mod own;
mod part;
mod problem;
mod term;
mod value;
mod words;

pub use field::{Form, LeadField, OwnField};
pub use own::parse_own;
pub use problem::FilterProblem;
pub use words::{Offered, lead_words, own_words};

use crate::compare;
use crate::error::EngineError;
use std::ops::ControlFlow;
use term::{TermTest, terms};
use touchstone_domain::label::{LabelSchema, SeverityId};
use touchstone_store::{Figure, ItemFilter, ItemSort, ItemStatus, ItemTerm, ItemTest, Reader, StoreError, Where};
use value::{EngineProblem, Values};

/// Reads a filter of the lead.
pub fn parse(reader: &Reader, filter: &str) -> Result<ItemFilter, EngineError> {
    let schema = reader.schema()?;
    let terms = terms(filter, |name, values, typed| test(reader, &schema, name, values, typed))?;
    Ok(ItemFilter { terms: terms.into_iter().map(|(not, test)| ItemTerm { not, test }).collect() })
}

impl TermTest for ItemTest {
    fn words(typed: String) -> Self {
        Self::Words(Where::Everywhere, typed)
    }

    fn graded(severities: Vec<SeverityId>) -> Self {
        Self::Annotation { labels: Vec::new(), severities }
    }

    fn annotation(&mut self) -> Option<(bool, &mut Vec<SeverityId>)> {
        if let Self::Annotation { labels, severities } = self { Some((!labels.is_empty(), severities)) } else { None }
    }
}

/// The test of a field, and whether it is turned round (`flag:no`).
fn test(
    reader: &Reader,
    schema: &LabelSchema,
    name: &str,
    typed: &[String],
    value: &str,
) -> Result<(ItemTest, bool), EngineProblem> {
    let Some(field) = LeadField::parse(name) else {
        let allowed = LeadField::ALL.iter().map(|field| field.name()).collect();
        return Err(FilterProblem::UnknownField { field: name.to_owned(), allowed }.into());
    };
    let values = Values { field: field.name(), example: field.example(), typed };
    let figure = |figure| values.compared().map(|(compared, bound)| ItemTest::Figure(figure, compared, bound));
    let words = |place| {
        let words = values.any().map(|_| value.to_owned())?;
        Ok::<_, FilterProblem>(ItemTest::Words(place, words))
    };
    let test = match field {
        LeadField::Status => {
            let names = || ItemStatus::ALL.map(|status| status.as_str().to_owned()).to_vec();
            ItemTest::Status(values.each(ItemStatus::parse, names)?)
        }
        LeadField::Label => ItemTest::Annotation { labels: values.labels(reader, schema)?, severities: Vec::new() },
        LeadField::Severity => ItemTest::Annotation { labels: Vec::new(), severities: values.severities(schema)? },
        LeadField::Verdict => ItemTest::Verdict(values.verdicts(schema)?),
        LeadField::Disagreement => figure(Figure::Disagreement)?,
        LeadField::Reviewer => ItemTest::Reviewer(values.reviewers(reader)?, None),
        LeadField::Generator => ItemTest::Model(values.any()?),
        LeadField::Batch => ItemTest::Batch(values.any()?),
        LeadField::Kind => ItemTest::Kind(values.kinds()?),
        LeadField::Language => ItemTest::Language(values.any()?),
        LeadField::Flag => return Ok((ItemTest::Flagged, !values.yes_or_no()?)),
        LeadField::Gold => return Ok((ItemTest::Given, !values.yes_or_no()?)),
        LeadField::Copied => figure(Figure::Coverage)?,
        LeadField::Longest => figure(Figure::Longest)?,
        LeadField::Density => figure(Figure::Density)?,
        LeadField::Sample => words(Where::Sample)?,
        LeadField::Source => words(Where::Sources)?,
        LeadField::Note => words(Where::Notes)?,
    };
    Ok((test, false))
}

/// A word that does not go on: nothing more is excluded than what was typed.
fn closed(word: &str) -> String {
    format!("{word} ")
}

/// The items of a filter by their place in file order. Copied runs are measured where they were not
/// yet: what is found does not depend on what the project happened to keep.
pub fn matching(reader: &Reader, filter: &ItemFilter, at_most: usize) -> Result<Vec<u64>, EngineError> {
    let is_measured = |term: &ItemTerm| match term.test {
        ItemTest::Figure(Figure::Coverage | Figure::Longest | Figure::Density, ..) => true,
        ItemTest::Figure(Figure::Disagreement, ..)
        | ItemTest::Status(_)
        | ItemTest::Model(_)
        | ItemTest::Batch(_)
        | ItemTest::Language(_)
        | ItemTest::Kind(_)
        | ItemTest::Reviewer(..)
        | ItemTest::Annotation { .. }
        | ItemTest::Verdict(_)
        | ItemTest::Flagged
        | ItemTest::Given
        | ItemTest::Words(..) => false,
    };
    let (measured, stored): (Vec<_>, Vec<_>) = filter.terms.iter().cloned().partition(is_measured);
    let mut found = Vec::new();
    let at_most_stored = if measured.is_empty() { at_most } else { usize::MAX };
    reader.for_each_match(&ItemFilter { terms: stored }, ItemSort::default(), &mut |ordinal| {
        found.push(ordinal);
        Ok::<_, StoreError>(if found.len() < at_most_stored {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        })
    })?;
    if measured.is_empty() {
        return Ok(found);
    }
    let mut passed = Vec::new();
    for ordinal in found {
        let Some(item) = reader.item_at(ordinal)? else { continue };
        let exposure = compare::exposure(reader, &item)?;
        let holds = |term: &ItemTerm| {
            let ItemTest::Figure(figure, compared, bound) = term.test else { return true };
            let value = match figure {
                Figure::Density => exposure.density,
                Figure::Longest => f64::from(exposure.longest),
                Figure::Coverage | Figure::Disagreement => exposure.coverage,
            };
            compared.holds(value, bound) != term.not
        };
        if measured.iter().all(holds) {
            passed.push(ordinal);
        }
        if passed.len() >= at_most {
            break;
        }
    }
    Ok(passed)
}
