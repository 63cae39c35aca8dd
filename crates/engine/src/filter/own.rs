//! A reviewer's filter of their own list.

use super::field::OwnField;
use super::part::{Content, Part, parts};
use super::problem::FilterProblem;
use super::value::{EngineProblem, Values};
use super::{Words, closed};
use crate::error::EngineError;
use touchstone_domain::label::{LabelSchema, SeverityId};
use touchstone_store::{ItemStatus, OwnFilter, OwnTerm, OwnTest, Reader, ReviewStage, Where};

/// Reads a filter of a reviewer. A field of the lead is as unknown here as one that nobody has.
pub fn parse_own(reader: &Reader, filter: &str) -> Result<OwnFilter, EngineError> {
    let schema = reader.schema()?;
    let (mut terms, mut words, mut severities) = (Vec::new(), Words::default(), Vec::new());
    for part in parts(filter) {
        let Part { typed, not, content } = part;
        match content {
            Content::Words(word) if not => {
                terms.push(OwnTerm { not, test: OwnTest::Words(Where::Everywhere, closed(&word)) });
            }
            Content::Words(word) => words.add(&word),
            Content::Field { name, values, typed: value } => {
                words.close();
                // Nothing more is excluded than what was typed.
                let value = if not { closed(&value) } else { value };
                let test = test(reader, &schema, &name, &values, &value).map_err(|problem| problem.of_part(&typed))?;
                match test {
                    (OwnTest::Annotation { labels, severities: wanted }, _) if labels.is_empty() && !not => {
                        severities.push(wanted);
                    }
                    (test, turned) => terms.push(OwnTerm { not: turned != not, test }),
                }
            }
        }
    }
    join_severities(&mut terms, severities);
    if let Some(words) = words.typed(filter) {
        terms.push(OwnTerm { not: false, test: OwnTest::Words(Where::Everywhere, words) });
    }
    Ok(OwnFilter { terms })
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

fn join_severities(terms: &mut Vec<OwnTerm>, wanted: Vec<Vec<SeverityId>>) {
    let is_label = |term: &OwnTerm| !term.not && matches!(term.test, OwnTest::Annotation { .. });
    if let ([only], true) = (wanted.as_slice(), terms.iter().any(is_label)) {
        for term in terms.iter_mut() {
            if let (false, OwnTest::Annotation { severities, .. }) = (term.not, &mut term.test) {
                severities.clone_from(only);
            }
        }
        return;
    }
    let term = |severities| OwnTerm { not: false, test: OwnTest::Annotation { labels: Vec::new(), severities } };
    terms.extend(wanted.into_iter().map(term));
}
