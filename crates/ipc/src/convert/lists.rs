//! Lists of items and the label schema between the engine and the wire.

use crate::error::WireError;
use crate::wire;
use serde::de::DeserializeOwned;
use serde_json::Value;
use touchstone_domain::label::{Label, LabelId, LabelSchema, Severity, SeverityId, Verdict, VerdictId};
use touchstone_domain::review::ReviewState;
use touchstone_engine::filter::{Form, Offered};
use touchstone_engine::found::{Found, FoundIn};
use touchstone_engine::listing::{self, ItemSort, OwnRow, SortKey};

/// A reviewer's name, or that it is gone.
pub(crate) fn reviewer_name(name: Option<String>) -> String {
    name.unwrap_or_else(|| "Name erased".to_owned())
}

const fn wire_status(status: listing::ItemStatus) -> wire::ItemStatus {
    match status {
        listing::ItemStatus::NotStarted => wire::ItemStatus::NotStarted,
        listing::ItemStatus::InProgress => wire::ItemStatus::InProgress,
        listing::ItemStatus::Submitted => wire::ItemStatus::Submitted,
        listing::ItemStatus::Skipped => wire::ItemStatus::Skipped,
    }
}

/// By what the lead's table is sorted.
pub(crate) const fn item_sort(told: wire::ItemSort) -> ItemSort {
    let key = match told.key {
        wire::SortKey::FileOrder => SortKey::FileOrder,
        wire::SortKey::Disagreement => SortKey::Disagreement,
        wire::SortKey::Length => SortKey::Length,
        wire::SortKey::Status => SortKey::Status,
        wire::SortKey::Coverage => SortKey::Coverage,
        wire::SortKey::Longest => SortKey::Longest,
        wire::SortKey::Density => SortKey::Density,
    };
    ItemSort { key, reversed: told.reversed }
}

/// A row of the lead's table.
pub(crate) fn item_row(row: listing::ItemRow) -> wire::ItemRow {
    wire::ItemRow {
        item: row.id.to_string(),
        ordinal: row.ordinal,
        external_id: row.external_id,
        excerpt: row.excerpt,
        length: row.length,
        status: wire_status(row.status),
        model: row.model,
        batch: row.batch,
        language: row.language,
        submitted: row.submitted,
        in_progress: row.in_progress,
        skipped: row.skipped,
        flagged: row.flagged,
        annotations: row.annotations,
        disagreement: row.disagreement,
        exposure: row.exposure.map(|told| wire::Exposure {
            coverage: told.coverage,
            density: told.density,
            longest: told.longest,
        }),
    }
}

/// A row of one's own list.
pub(crate) fn own_row(row: OwnRow, at: u64) -> wire::MyItemRow {
    let status = match row.review.as_ref().map(|review| &review.state) {
        None | Some(ReviewState::NotStarted) => wire::ItemStatus::NotStarted,
        Some(ReviewState::InProgress) => wire::ItemStatus::InProgress,
        Some(ReviewState::Submitted) => wire::ItemStatus::Submitted,
        // One is done with a withdrawn review, and it counts nowhere: as if passed over.
        Some(ReviewState::Skipped(_) | ReviewState::Withdrawn) => wire::ItemStatus::Skipped,
    };
    wire::MyItemRow {
        item: row.item.to_string(),
        at,
        excerpt: row.excerpt,
        status,
        flagged: row.review.as_ref().is_some_and(|review| review.flag.is_some()),
        verdict: row.review.and_then(|review| review.verdict).map(|verdict| verdict.0),
    }
}

fn named<T: DeserializeOwned>(name: String) -> Result<T, WireError> {
    serde_json::from_value(Value::String(name)).map_err(|error| WireError::bad_request(&error.to_string()))
}

/// A label schema that was edited in the window.
pub(crate) fn domain_schema(told: wire::LabelSchema) -> Result<LabelSchema, WireError> {
    let label = |label: wire::Label| {
        Ok::<_, WireError>(Label {
            id: LabelId(label.id),
            name: label.name,
            parent: label.parent.map(LabelId),
            colour: label.colour,
            key: label.key,
            definition: label.definition,
            examples: label.examples,
            counter_examples: label.counter_examples,
            evidence: named(label.evidence)?,
            note: label.note,
        })
    };
    let verdict = |verdict: wire::Verdict| {
        Ok::<_, WireError>(Verdict {
            id: VerdictId(verdict.id),
            name: verdict.name,
            meaning: named(verdict.meaning)?,
            key: verdict.key,
        })
    };
    let severity = |severity: wire::Severity| Severity { id: SeverityId(severity.id), name: severity.name };
    Ok(LabelSchema {
        version: told.version,
        name: told.name,
        labels: told.labels.into_iter().map(label).collect::<Result<_, _>>()?,
        severities: told.severities.into_iter().map(severity).collect(),
        verdicts: told.verdicts.into_iter().map(verdict).collect::<Result<_, _>>()?,
    })
}

/// A field that can be typed into a filter.
pub(crate) fn filter_field(offered: Offered) -> wire::FilterField {
    wire::FilterField {
        name: offered.name.to_owned(),
        what: offered.what.to_owned(),
        example: offered.example.to_owned(),
        form: match offered.form {
            Form::Values => wire::FieldForm::Values,
            Form::Number => wire::FieldForm::Number,
            Form::Words => wire::FieldForm::Words,
        },
        values: offered.values.into_iter().map(|(value, name)| wire::FieldValue { value, name }).collect(),
    }
}

/// Where words were found in an item.
pub(crate) fn snippet(item: String, found: Found) -> wire::Snippet {
    let (place, source) = match found.place {
        FoundIn::Sample => (wire::FoundIn::Sample, None),
        FoundIn::Source(number) => (wire::FoundIn::Source, Some(number + 1)),
        FoundIn::Title(number) => (wire::FoundIn::Title, Some(number + 1)),
        FoundIn::Note => (wire::FoundIn::Note, None),
        FoundIn::ExternalId => (wire::FoundIn::ExternalId, None),
    };
    let piece = |piece: touchstone_domain::snippet::Piece| wire::SnippetPiece { text: piece.text, hit: piece.hit };
    wire::Snippet { item, place, source, pieces: found.pieces.into_iter().map(piece).collect() }
}
