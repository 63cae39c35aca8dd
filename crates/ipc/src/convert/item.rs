//! An item as the lead sees it.

use super::units::Units;
use super::{reviewer_name, sample, source};
use crate::wire;
use serde_json::Value;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::gold::GivenGold;
use touchstone_domain::item::Item;
use touchstone_domain::review::{Review, ReviewState};
use touchstone_domain::reviewer::Reviewer;
use touchstone_domain::source::Source;

fn fact(name: &str, value: Option<&String>) -> Option<wire::Fact> {
    value.map(|value| wire::Fact { name: name.to_owned(), value: value.clone() })
}

fn source_facts(source: &Source) -> Vec<wire::Fact> {
    let facts = [
        fact("Licence", source.licence.as_ref()),
        fact("Origin", source.origin.as_ref()),
        fact("Language", source.language.as_ref()),
        fact("Id in the file", source.external_id.as_ref()),
    ];
    facts.into_iter().flatten().collect()
}

fn named_review(blind: &BlindItem, reviewer: Reviewer, review: &Review) -> wire::NamedReview {
    let status = match &review.state {
        ReviewState::NotStarted => wire::ItemStatus::NotStarted,
        ReviewState::InProgress => wire::ItemStatus::InProgress,
        ReviewState::Submitted => wire::ItemStatus::Submitted,
        ReviewState::Skipped(_) | ReviewState::Withdrawn => wire::ItemStatus::Skipped,
    };
    let skipped_because = match &review.state {
        ReviewState::Skipped(reason) => Some(reason.clone()),
        ReviewState::Withdrawn => Some("The review was withdrawn.".to_owned()),
        ReviewState::NotStarted | ReviewState::InProgress | ReviewState::Submitted => None,
    };
    wire::NamedReview {
        reviewer: reviewer.id.to_string(),
        name: reviewer_name(reviewer.name),
        status,
        counts: review.counts(),
        skipped_because,
        blind: review.blind,
        elapsed_ms: review.elapsed_ms,
        review: super::review(blind, review),
    }
}

/// The right answer of the file. A span that does not stand in the sample cannot be drawn, and is counted.
fn given_answer(blind: &BlindItem, told: GivenGold) -> wire::GivenAnswer {
    let units = Units::of(blind);
    let (standing, displaced): (Vec<_>, Vec<_>) =
        told.spans.into_iter().partition(|span| blind.sample.check(&span.segment).is_ok());
    let spans = standing.into_iter().map(|span| wire::GivenSpan {
        segment: super::segment(units.sample(), &span.segment),
        label: span.label.map(|label| label.0),
        severity: span.severity.map(|severity| severity.0),
    });
    wire::GivenAnswer { verdict: told.verdict.0, spans: spans.collect(), displaced: displaced.len() as u64 }
}

/// A value of the file as a person reads it.
fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// An item with everything that is known of it.
pub(crate) fn item_in_full(
    item: Item,
    ordinal: u64,
    disagreement: Option<f64>,
    given: Option<GivenGold>,
    reviews: Vec<(Reviewer, Review)>,
) -> wire::ItemInFull {
    let blind = BlindItem::from(&item);
    let sources = blind.sources.iter().zip(&item.sources);
    let sources = sources.map(|(shown, full)| wire::SourceInFull { shown: source(shown), facts: source_facts(full) });
    let generator = item.sample.generator;
    wire::ItemInFull {
        given: given.map(|told| given_answer(&blind, told)),
        item: item.id.to_string(),
        ordinal,
        sample: sample(&blind),
        sources: sources.collect(),
        reviews: reviews.into_iter().map(|(who, review)| named_review(&blind, who, &review)).collect(),
        external_id: item.external_id,
        language: item.sample.language,
        scores: generator.scores.into_iter().map(|(name, value)| wire::Score { name, value }).collect(),
        generator: wire::GeneratorView {
            model: generator.model,
            prompt: generator.prompt,
            temperature: generator.temperature,
            batch: generator.batch,
        },
        metadata: item.metadata.into_iter().map(|(name, value)| wire::Fact { name, value: written(&value) }).collect(),
        disagreement,
    }
}
