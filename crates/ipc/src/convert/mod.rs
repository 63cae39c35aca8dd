//! Between the domain and the wire: offsets, names, and only what a reviewer may see.

mod adjudication;
mod agreement;
mod compare;
mod exchange;
mod item;
mod left_out;
mod lists;
mod reliability;
mod review;
mod units;

pub(crate) use adjudication::*;
pub(crate) use agreement::*;
pub(crate) use compare::*;
pub(crate) use exchange::*;
pub(crate) use item::*;
pub(crate) use lists::*;
pub(crate) use reliability::*;
pub(crate) use review::*;
pub(crate) use units::Units;

use crate::error::WireError;
use crate::offset::{Offsets, Utf16Offset};
use crate::wire;
use touchstone_domain::annotation::{Annotation, Evidence, Labels, Omission, Passage, Stance};
use touchstone_domain::blinding::{BlindItem, BlindSource};
use touchstone_domain::id::{AnnotationId, TextDigest};
use touchstone_domain::intent::{Intent, Refusal};
use touchstone_domain::label::{LabelId, LabelSchema, SeverityId, VerdictId};
use touchstone_domain::review::ReviewState;
use touchstone_domain::sample::{Kind, Part};
use touchstone_domain::span::{Segment, Span};
use touchstone_domain::text::Text;

fn name_of(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

const fn kind(kind: Kind) -> wire::Kind {
    match kind {
        Kind::Prose => wire::Kind::Prose,
        Kind::ProblemSet => wire::Kind::ProblemSet,
        Kind::Conversation => wire::Kind::Conversation,
        Kind::Json => wire::Kind::Json,
    }
}

fn parts(text: &Text, parts: &[Part]) -> Vec<wire::Part> {
    let offsets = Offsets::of(text);
    let part = |part: &Part| wire::Part {
        start: offsets.to_utf16(part.span.start()),
        end: offsets.to_utf16(part.span.end()),
        role: part.role.clone(),
    };
    parts.iter().map(part).collect()
}

/// A sample without its generator.
pub(crate) fn sample(item: &BlindItem) -> wire::SampleView {
    wire::SampleView {
        text: item.sample.as_str().to_owned(),
        kind: kind(item.kind),
        parts: parts(&item.sample, &item.structure),
    }
}

/// A source without what could betray the item.
pub(crate) fn source(source: &BlindSource) -> wire::SourceView {
    wire::SourceView {
        source: source.text.digest().to_string(),
        title: source.title.clone(),
        kind: kind(source.kind),
        facts: source.licence.iter().chain(&source.language).cloned().collect(),
        text: source.text.as_str().to_owned(),
        parts: parts(&source.text, &source.structure),
    }
}

fn segment(offsets: &Offsets<'_>, segment: &Segment) -> wire::Segment {
    wire::Segment {
        start: offsets.to_utf16(segment.span.start()),
        end: offsets.to_utf16(segment.span.end()),
        quote: segment.quote.clone(),
    }
}

const fn stance(stance: Stance) -> wire::Stance {
    match stance {
        Stance::Contradicts => wire::Stance::Contradicts,
        Stance::Supports => wire::Stance::Supports,
        Stance::Nearest => wire::Stance::Nearest,
    }
}

fn source_text(item: &BlindItem, digest: TextDigest) -> Option<&Text> {
    item.sources.iter().map(|source| &source.text).find(|text| text.digest() == digest)
}

fn evidence(units: &Units<'_>, evidence: &Evidence) -> wire::Evidence {
    match evidence {
        Evidence::NotGiven => wire::Evidence::NotGiven,
        Evidence::NoneExists => wire::Evidence::NoneExists,
        Evidence::Passages(passages) => {
            let told = passages.iter().filter_map(|passage| {
                let found = segment(units.source(passage.source)?, &passage.segment);
                Some(wire::Passage {
                    source: passage.source.to_string(),
                    start: found.start,
                    end: found.end,
                    quote: found.quote,
                    stance: stance(passage.stance),
                })
            });
            wire::Evidence::Passages { passages: told.collect() }
        }
    }
}

fn annotation(units: &Units<'_>, told: &Annotation) -> wire::Annotation {
    wire::Annotation {
        id: told.id.to_string(),
        segments: told.segments.iter().map(|part| segment(units.sample(), part)).collect(),
        primary: told.labels.primary.as_ref().map(ToString::to_string),
        others: told.labels.others.iter().map(ToString::to_string).collect(),
        severity: told.severity.as_ref().map(ToString::to_string),
        evidence: evidence(units, &told.evidence),
        correction: told.correction.clone(),
        note: told.note.clone(),
    }
}

fn omission(units: &Units<'_>, told: &Omission) -> Option<wire::Omission> {
    let found = segment(units.source(told.source)?, &told.segment);
    Some(wire::Omission {
        id: told.id.to_string(),
        source: told.source.to_string(),
        start: found.start,
        end: found.end,
        quote: found.quote,
        severity: told.severity.as_ref().map(ToString::to_string),
        note: told.note.clone(),
    })
}

/// How far a review is, for the window.
pub(crate) const fn status(state: &ReviewState) -> wire::ReviewStatus {
    match state {
        ReviewState::Submitted => wire::ReviewStatus::Submitted,
        ReviewState::Skipped(_) => wire::ReviewStatus::Skipped,
        ReviewState::Withdrawn => wire::ReviewStatus::Withdrawn,
        ReviewState::NotStarted | ReviewState::InProgress => wire::ReviewStatus::Open,
    }
}

/// The schema in force.
pub(crate) fn schema(schema: &LabelSchema) -> wire::LabelSchema {
    wire::LabelSchema {
        version: schema.version,
        name: schema.name.clone(),
        labels: schema
            .labels
            .iter()
            .map(|label| wire::Label {
                id: label.id.to_string(),
                name: label.name.clone(),
                parent: label.parent.as_ref().map(ToString::to_string),
                colour: label.colour,
                key: label.key,
                definition: label.definition.clone(),
                examples: label.examples.clone(),
                counter_examples: label.counter_examples.clone(),
                evidence: name_of(&label.evidence),
                note: label.note,
            })
            .collect(),
        severities: schema
            .severities
            .iter()
            .map(|severity| wire::Severity { id: severity.id.to_string(), name: severity.name.clone() })
            .collect(),
        verdicts: schema
            .verdicts
            .iter()
            .map(|verdict| wire::Verdict {
                id: verdict.id.to_string(),
                name: verdict.name.clone(),
                meaning: name_of(&verdict.meaning),
                key: verdict.key,
            })
            .collect(),
    }
}

fn parse<T: std::str::FromStr>(text: &str) -> Result<T, WireError> {
    text.parse().map_err(|_| WireError::bad_request(&format!("{text:?} is no identity")))
}

fn domain_segment(text: &Text, (start, end): (Utf16Offset, Utf16Offset), quote: String) -> Result<Segment, WireError> {
    let offsets = Offsets::of(text);
    let span = Span::new(offsets.to_scalar(start), offsets.to_scalar(end));
    let span = span.map_err(|error| WireError::bad_request(&error.to_string()))?;
    Ok(Segment { span, quote })
}

fn segments(item: &BlindItem, told: Vec<wire::Segment>) -> Result<Vec<Segment>, WireError> {
    told.into_iter().map(|part| domain_segment(&item.sample, (part.start, part.end), part.quote)).collect()
}

fn on_source(item: &BlindItem, source: &str) -> Result<(TextDigest, Text), WireError> {
    let digest: TextDigest = parse(source)?;
    let text = source_text(item, digest).ok_or_else(|| WireError::bad_request("the item has no such source"))?;
    Ok((digest, text.clone()))
}

fn labels(primary: Option<String>, others: Vec<String>) -> Labels {
    Labels { primary: primary.map(LabelId), others: others.into_iter().map(LabelId).collect() }
}

fn domain_omission(item: &BlindItem, id: AnnotationId, told: wire::Omission) -> Result<Omission, WireError> {
    let (source, text) = on_source(item, &told.source)?;
    Ok(Omission {
        id,
        source,
        segment: domain_segment(&text, (told.start, told.end), told.quote)?,
        severity: told.severity.map(SeverityId),
        note: told.note,
    })
}

/// How many identities an intent needs for what it makes.
pub(crate) fn makes(told: &wire::Intent) -> usize {
    if let wire::Intent::AnnotateAlike { places, .. } = told {
        return places.len();
    }
    usize::from(matches!(told, wire::Intent::Annotate { .. } | wire::Intent::MarkOmission { .. }))
}

/// What the window asks, in words of the domain. `new` has the identities of what it makes, see [`makes`].
pub(crate) fn intent(item: &BlindItem, told: wire::Intent, new: &[AnnotationId]) -> Result<Intent, WireError> {
    let first = || new.first().copied().ok_or_else(|| WireError::bad_request("no identity was drawn"));
    Ok(match told {
        wire::Intent::AnnotateAlike { like, places, whole } => {
            let place =
                |(id, told): (&AnnotationId, Vec<wire::Segment>)| Ok::<_, WireError>((*id, segments(item, told)?));
            let places = new.iter().zip(places).map(place).collect::<Result<_, _>>()?;
            Intent::AnnotateAlike { like: parse(&like)?, places, whole }
        }
        wire::Intent::Annotate { segments: told, primary, others, severity, note } => Intent::Annotate(Annotation {
            id: first()?,
            segments: segments(item, told)?,
            labels: labels(primary, others),
            severity: severity.map(SeverityId),
            evidence: Evidence::NotGiven,
            correction: None,
            note: note.filter(|note| !note.trim().is_empty()),
        }),
        wire::Intent::Withdraw { annotation } => Intent::Withdraw(parse(&annotation)?),
        wire::Intent::Rebound { annotation, segments: told } => {
            Intent::Rebound(parse(&annotation)?, segments(item, told)?)
        }
        wire::Intent::Relabel { annotation, primary, others } => {
            Intent::Relabel(parse(&annotation)?, labels(primary, others))
        }
        wire::Intent::Grade { annotation, severity } => Intent::Grade(parse(&annotation)?, severity.map(SeverityId)),
        wire::Intent::AddEvidence { annotation, passage } => {
            let (source, text) = on_source(item, &passage.source)?;
            let segment = domain_segment(&text, (passage.start, passage.end), passage.quote)?;
            let stance = match passage.stance {
                wire::Stance::Contradicts => Stance::Contradicts,
                wire::Stance::Supports => Stance::Supports,
                wire::Stance::Nearest => Stance::Nearest,
            };
            Intent::AddEvidence(parse(&annotation)?, Passage { source, segment, stance })
        }
        wire::Intent::RemoveEvidence { annotation, index } => {
            Intent::RemoveEvidence(parse(&annotation)?, index as usize)
        }
        wire::Intent::StateNoneExists { annotation, stated } => Intent::StateNoneExists(parse(&annotation)?, stated),
        wire::Intent::Correct { annotation, text } => Intent::Correct(parse(&annotation)?, text),
        wire::Intent::Note { annotation, text } => Intent::Note(parse(&annotation)?, text),
        wire::Intent::MarkOmission { omission } => Intent::MarkOmission(domain_omission(item, first()?, omission)?),
        wire::Intent::ChangeOmission { omission } => {
            let id = parse(&omission.id)?;
            Intent::ChangeOmission(domain_omission(item, id, omission)?)
        }
        wire::Intent::WithdrawOmission { omission } => Intent::WithdrawOmission(parse(&omission)?),
        wire::Intent::GiveVerdict { verdict } => Intent::GiveVerdict(verdict.map(VerdictId)),
        wire::Intent::Flag { text } => Intent::Flag(text),
        wire::Intent::Reopen => Intent::Reopen,
        wire::Intent::WithdrawReview => Intent::WithdrawReview,
        wire::Intent::Undo => Intent::Undo,
        wire::Intent::Redo => Intent::Redo,
    })
}

/// A refusal, with what is missing.
pub(crate) fn refusal(refusal: &Refusal) -> wire::Refusal {
    let (code, annotation, needs) = match refusal {
        Refusal::NothingToUndo => ("nothing_to_undo", None, None),
        Refusal::NothingToRedo => ("nothing_to_redo", None, None),
        Refusal::WrongState { .. } => ("wrong_state", None, None),
        Refusal::UnknownAnnotation { annotation } => ("unknown_annotation", Some(*annotation), None),
        Refusal::UnknownLabel { .. } => ("unknown_label", None, Some(wire::Need::Label)),
        Refusal::UnknownSeverity { .. } => ("unknown_severity", None, None),
        Refusal::UnknownVerdict { .. } => ("unknown_verdict", None, Some(wire::Need::Verdict)),
        Refusal::UnknownSource { .. } => ("unknown_source", None, None),
        Refusal::Segment(_) => ("segment", None, None),
        Refusal::SegmentsOverlap => ("segments_overlap", None, None),
        Refusal::NoSources => ("no_sources", None, None),
        Refusal::VerdictMissing => ("verdict_missing", None, Some(wire::Need::Verdict)),
        Refusal::CleanWithAnnotations { .. } => ("clean_with_annotations", None, Some(wire::Need::Verdict)),
        Refusal::HallucinatedWithoutAnnotations => {
            ("hallucinated_without_annotations", None, Some(wire::Need::Confirmation))
        }
        Refusal::EvidenceMissing { annotation, .. } => {
            ("evidence_missing", Some(*annotation), Some(wire::Need::Evidence))
        }
        Refusal::NoteMissing { annotation, .. } => ("note_missing", Some(*annotation), Some(wire::Need::Note)),
        Refusal::ReasonMissing => ("reason_missing", None, None),
    };
    wire::Refusal {
        code: code.to_owned(),
        message: refusal.to_string(),
        hint: String::new(),
        annotation: annotation.map(|id| id.to_string()),
        needs,
    }
}
