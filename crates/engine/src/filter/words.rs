//! What can be typed into a filter: fields and their values, for completion.

use super::field::{Form, LeadField, OwnField};
use super::value::KINDS;
use crate::error::EngineError;
use touchstone_domain::label::LabelSchema;
use touchstone_store::{FacetKind, ItemStatus, Reader};

/// Values that are offered at most for a field.
const VALUES: usize = 200;

/// A field that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// As it is typed, without the colon.
    pub name: &'static str,
    /// What it asks.
    pub what: &'static str,
    /// What a part with it looks like.
    pub example: &'static str,
    /// What stands behind it.
    pub form: Form,
    /// The values there are, each with what it is called where that is something else.
    pub values: Vec<(String, Option<String>)>,
}

/// What a lead can type.
pub fn lead_words(reader: &Reader) -> Result<Vec<Offered>, EngineError> {
    let schema = reader.schema()?;
    let offered = |field: &LeadField| {
        let values = match field {
            LeadField::Status => statuses(),
            LeadField::Label => labels(&schema),
            LeadField::Severity => severities(&schema),
            LeadField::Verdict => verdicts(&schema),
            LeadField::Reviewer => plain(reader.reviewers()?.into_iter().filter_map(|reviewer| reviewer.name)),
            LeadField::Generator => facet(reader, FacetKind::Model)?,
            LeadField::Batch => facet(reader, FacetKind::Batch)?,
            LeadField::Language => facet(reader, FacetKind::Language)?,
            LeadField::Kind => kinds(),
            LeadField::Flag | LeadField::Gold => yes_or_no(),
            LeadField::Disagreement
            | LeadField::Copied
            | LeadField::Longest
            | LeadField::Density
            | LeadField::Sample
            | LeadField::Source
            | LeadField::Note => Vec::new(),
        };
        Ok(Offered { name: field.name(), what: field.what(), example: field.example(), form: field.form(), values })
    };
    LeadField::ALL.iter().map(offered).collect()
}

/// What a reviewer can type.
pub fn own_words(reader: &Reader) -> Result<Vec<Offered>, EngineError> {
    let schema = reader.schema()?;
    let offered = |field: &OwnField| {
        let values = match field {
            OwnField::Status => statuses(),
            OwnField::Label => labels(&schema),
            OwnField::Severity => severities(&schema),
            OwnField::Verdict => verdicts(&schema),
            OwnField::Flag => yes_or_no(),
            OwnField::Kind => kinds(),
            OwnField::Language => facet(reader, FacetKind::Language)?,
            OwnField::Sample | OwnField::Source | OwnField::Note => Vec::new(),
        };
        Ok(Offered { name: field.name(), what: field.what(), example: field.example(), form: field.form(), values })
    };
    OwnField::ALL.iter().map(offered).collect()
}

type Valued = Vec<(String, Option<String>)>;

fn plain(values: impl Iterator<Item = String>) -> Valued {
    values.take(VALUES).map(|value| (value, None)).collect()
}

fn facet(reader: &Reader, kind: FacetKind) -> Result<Valued, EngineError> {
    Ok(plain(reader.facets(kind)?.into_iter().map(|facet| facet.value)))
}

fn statuses() -> Valued {
    plain(ItemStatus::ALL.iter().map(|status| status.as_str().to_owned()))
}

fn kinds() -> Valued {
    plain(KINDS.iter().map(|kind| kind.as_str().to_owned()))
}

fn yes_or_no() -> Valued {
    plain(["yes", "no"].into_iter().map(str::to_owned))
}

fn labels(schema: &LabelSchema) -> Valued {
    schema.labels.iter().map(|label| (label.id.to_string(), Some(label.name.clone()))).collect()
}

fn severities(schema: &LabelSchema) -> Valued {
    schema.severities.iter().map(|severity| (severity.id.to_string(), Some(severity.name.clone()))).collect()
}

fn verdicts(schema: &LabelSchema) -> Valued {
    schema.verdicts.iter().map(|verdict| (verdict.id.to_string(), Some(verdict.name.clone()))).collect()
}
