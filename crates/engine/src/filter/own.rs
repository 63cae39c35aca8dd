//! A reviewer's filter of their own list.

use super::field::OwnField;
use super::problem::FilterProblem;
use super::term::{TermTest, terms};
use super::value::{EngineProblem, Values};
use crate::error::EngineError;
use touchstone_domain::label::{LabelSchema, SeverityId};
use touchstone_store::{ItemStatus, OwnFilter, OwnTerm, OwnTest, Reader, ReviewStage, Where};

/// Reads a filter of a reviewer. A field of the lead is as unknown here as one that nobody has.
pub fn parse_own(reader: &Reader, filter: &str) -> Result<OwnFilter, EngineError> {
    let schema = reader.schema()?;
    let terms = terms(filter, |name, values, typed| test(reader, &schema, name, values, typed))?;
    Ok(OwnFilter { terms: terms.into_iter().map(|(not, test)| OwnTerm { not, test }).collect() })
}

impl TermTest for OwnTest {
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

fn test(
    reader: &Reader,
    schema: &LabelSchema,
    name: &str,
    typed: &[String],
    value: &str,
) -> Result<(OwnTest, bool), EngineProblem> {
    let Some(field) = OwnField::parse(name) else {
        let allowed = OwnField::ALL.iter().map(|field| field.name()).collect();
        return Err(FilterProblem::UnknownField { field: name.to_owned(), allowed }.into());
    };
    let values = Values { field: field.name(), example: field.example(), typed };
    let words = |place| {
        let words = values.any().map(|_| value.to_owned())?;
        Ok::<_, FilterProblem>(OwnTest::Words(place, words))
    };
    let test = match field {
        OwnField::Status => {
            let names = || ItemStatus::ALL.map(|status| status.as_str().to_owned()).to_vec();
            OwnTest::Stage(values.each(ItemStatus::parse, names)?.into_iter().flat_map(stages).copied().collect())
        }
        OwnField::Label => OwnTest::Annotation { labels: values.labels(reader, schema)?, severities: Vec::new() },
        OwnField::Severity => OwnTest::Annotation { labels: Vec::new(), severities: values.severities(schema)? },
        OwnField::Verdict => OwnTest::Verdict(values.verdicts(schema)?),
        OwnField::Flag => return Ok((OwnTest::Flagged, !values.yes_or_no()?)),
        OwnField::Kind => OwnTest::Kind(values.kinds()?),
        OwnField::Language => OwnTest::Language(values.any()?),
        OwnField::Sample => words(Where::Sample)?,
        OwnField::Source => words(Where::Sources)?,
        OwnField::Note => words(Where::Notes)?,
    };
    Ok((test, false))
}

/// One is done with a withdrawn review, and it counts nowhere: as if passed over.
const fn stages(status: ItemStatus) -> &'static [ReviewStage] {
    match status {
        ItemStatus::NotStarted => &[ReviewStage::NotStarted],
        ItemStatus::InProgress => &[ReviewStage::InProgress],
        ItemStatus::Submitted => &[ReviewStage::Submitted],
        ItemStatus::Skipped => &[ReviewStage::Skipped, ReviewStage::Withdrawn],
    }
}
