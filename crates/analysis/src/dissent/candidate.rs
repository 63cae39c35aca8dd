//! What can be accepted at a place: what reviewers say there, and what the consensus makes of it.

use super::{Said, named};
use crate::consensus::span_description::folded;
use crate::tokenize::tokens_in;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use touchstone_domain::adjudication::difference::{Agreed, Candidate};
use touchstone_domain::adjudication::{Heard, place};
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::gold::{ConsensusSpan, ItemConsensus};
use touchstone_domain::id::{AnnotationId, ReviewerId};
use touchstone_domain::label::{LabelId, SeverityId};
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

/// What makes two annotations say the same: tokens, labels, severity, and the correction where only
/// that differs.
type Sense = (Vec<(usize, usize)>, (Option<LabelId>, Vec<LabelId>), Option<SeverityId>, Option<String>);

/// One thing that is said at a place, by whom.
#[derive(Debug)]
pub(super) struct Variant<'a> {
    sense: Sense,
    pub(super) voters: BTreeSet<ReviewerId>,
    pub(super) said: Vec<Said<'a>>,
}

impl<'a> Variant<'a> {
    /// What is said at a place; corrections are not told apart.
    pub(super) fn of(place: &[Said<'a>]) -> Vec<Self> {
        Self::told_apart(place, |_| None)
    }

    /// What is said at a place, told apart by corrections too.
    pub(super) fn by_correction(place: &[Said<'a>]) -> Vec<Self> {
        Self::told_apart(place, |annotation| annotation.correction.as_deref().map(folded))
    }

    fn told_apart(place: &[Said<'a>], correction: impl Fn(&Annotation) -> Option<String>) -> Vec<Self> {
        let mut variants: BTreeMap<Sense, Vec<Said<'a>>> = BTreeMap::new();
        for said in place {
            let sense = (
                ranges(&said.tokens),
                labels(said.annotation),
                said.annotation.severity.clone(),
                correction(said.annotation),
            );
            variants.entry(sense).or_default().push(said.clone());
        }
        let variants = variants.into_iter().map(|(sense, said)| {
            let voters = said.iter().map(|said| said.reviewer).collect();
            Self { sense, voters, said }
        });
        variants.collect()
    }

    /// The annotation that stands for all: the bounds most of them have, the evidence of all, and the
    /// correction of most of those who corrected.
    fn annotation(&self, id: AnnotationId) -> Annotation {
        let mut bounds: BTreeMap<_, usize> = BTreeMap::new();
        for said in &self.said {
            *bounds.entry(&said.annotation.segments).or_default() += 1;
        }
        let most = bounds.iter().max_by_key(|(segments, count)| (**count, Reverse(**segments)));
        let first = self.said[0].annotation;
        Annotation {
            id,
            segments: most.map_or_else(|| first.segments.clone(), |(segments, _)| (*segments).clone()),
            labels: first.labels.clone(),
            severity: first.severity.clone(),
            evidence: evidence(self.said.iter().map(|said| &said.annotation.evidence)),
            correction: decided(&self.said),
            note: None,
        }
    }
}

fn ranges(tokens: &[Range<usize>]) -> Vec<(usize, usize)> {
    tokens.iter().map(|range| (range.start, range.end)).collect()
}

/// The primary label, and the others in order.
pub(super) fn labels(annotation: &Annotation) -> (Option<LabelId>, Vec<LabelId>) {
    let mut others = annotation.labels.others.clone();
    others.sort();
    (annotation.labels.primary.clone(), others)
}

/// Every passage once; else that none exists, where anyone says so.
fn evidence<'a>(all: impl Iterator<Item = &'a Evidence>) -> Evidence {
    let all: Vec<&Evidence> = all.collect();
    let mut passages: Vec<_> = all.iter().flat_map(|evidence| evidence.passages()).cloned().collect();
    passages.sort();
    passages.dedup();
    match passages.is_empty() {
        false => Evidence::Passages(passages),
        true if all.contains(&&Evidence::NoneExists) => Evidence::NoneExists,
        true => Evidence::NotGiven,
    }
}

/// Corrections with who wrote them, the most written first; equal ones are one.
fn corrections(said: &[Said<'_>]) -> Vec<(String, Vec<ReviewerId>)> {
    let mut variants: BTreeMap<String, (String, BTreeSet<ReviewerId>)> = BTreeMap::new();
    for said in said {
        if let Some(text) = &said.annotation.correction {
            let (_, by) = variants.entry(folded(text)).or_insert_with(|| (text.clone(), BTreeSet::new()));
            by.insert(said.reviewer);
        }
    }
    let mut variants: Vec<_> =
        variants.into_values().map(|(text, by)| (text, by.into_iter().collect::<Vec<_>>())).collect();
    variants.sort_by_key(|(text, by)| (Reverse(by.len()), text.clone()));
    variants
}

/// What more than half of those who corrected wrote.
fn decided(said: &[Said<'_>]) -> Option<String> {
    let variants = corrections(said);
    let all: usize = variants.iter().map(|(_, by)| by.len()).sum();
    variants.into_iter().next().filter(|(_, by)| 2 * by.len() > all).map(|(text, _)| text)
}

/// Whether corrections were written and none has a majority.
pub(super) fn corrections_conflict(said: &[Said<'_>]) -> bool {
    !corrections(said).is_empty() && decided(said).is_none()
}

/// What all say alike, as it is filled in.
pub(super) fn agreed(variant: &Variant<'_>) -> Agreed {
    let mut heard: Vec<Heard> = variant.said.iter().map(|said| Heard::of(said.annotation)).collect();
    heard.sort();
    Agreed { annotation: variant.annotation(named("agreed", &heard)), heard }
}

/// Every variant, and what the consensus makes of the place; the most supported first.
pub(super) fn candidates(
    sample: &Text,
    tokens: &[Span],
    everyone: usize,
    place_of: &[Said<'_>],
    variants: &[Variant<'_>],
    consensus: &ItemConsensus,
    span: Span,
) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = Vec::new();
    for variant in variants {
        let mut heard: Vec<Heard> = variant.said.iter().map(|said| Heard::of(said.annotation)).collect();
        heard.sort();
        let annotation = variant.annotation(named("candidate", &heard));
        let notes = variant.said.iter().filter_map(|said| said.annotation.note.clone());
        let notes: BTreeSet<String> = notes.filter(|note| !note.trim().is_empty()).collect();
        let candidate = Candidate {
            annotation,
            share: share(variant.voters.len(), everyone),
            voters: variant.voters.iter().copied().collect(),
            from_consensus: false,
            from_reviewers: true,
            notes: notes.into_iter().collect(),
            corrections: corrections(&variant.said),
        };
        candidates.push(candidate);
    }
    for found in consensus.spans.iter().filter(|found| everyone > 1 && found.segment.span.overlaps(span)) {
        let range = tokens_in(tokens, found.segment.span);
        let touches = |own: &Range<usize>| own.start < range.end && range.start < own.end;
        if !place_of.iter().any(|said| said.tokens.iter().any(touches)) {
            continue;
        }
        let bounds = |sense: &Sense| sense.0 == [(range.start, range.end)];
        let says = |sense: &Sense| bounds(sense) && sense.1.0 == found.label && sense.2 == found.severity;
        let known = variants.iter().zip(&mut candidates).find(|(variant, _)| says(&variant.sense));
        if let Some((_, candidate)) = known {
            candidate.from_consensus = true;
        } else if found.label.is_some() || !variants.iter().any(|variant| bounds(&variant.sense)) {
            // Bounds that someone marked, with labels that are tied, say less than what they said.
            candidates.push(of_consensus(sample, found, place_of));
        }
    }
    candidates.sort_by(|a, b| {
        let order = |of: &Candidate| (Reverse(of.from_consensus), place(&of.annotation), of.annotation.id);
        b.share.total_cmp(&a.share).then_with(|| order(a).cmp(&order(b)))
    });
    candidates
}

fn of_consensus(sample: &Text, found: &ConsensusSpan, place_of: &[Said<'_>]) -> Candidate {
    let touching: Vec<Said<'_>> = place_of
        .iter()
        .filter(|said| said.annotation.segments.iter().any(|segment| segment.span.overlaps(found.segment.span)))
        .cloned()
        .collect();
    let mut heard: Vec<Heard> = touching.iter().map(|said| Heard::of(said.annotation)).collect();
    heard.sort();
    // A correction belongs to the bounds it was written for.
    let same = |said: &&Said<'_>| {
        said.annotation.segments.len() == 1 && said.annotation.segments[0].span == found.segment.span
    };
    let exact: Vec<Said<'_>> = touching.iter().filter(same).cloned().collect();
    let annotation = Annotation {
        id: named(&format!("consensus {}", found.segment.span), &heard),
        segments: vec![sample.segment(found.segment.span)],
        labels: found.label.clone().map(Labels::one).unwrap_or_default(),
        severity: found.severity.clone(),
        evidence: evidence(found.evidence.iter().map(|(_, evidence)| evidence)),
        correction: decided(&exact),
        note: None,
    };
    Candidate {
        annotation,
        voters: found.supporters.clone(),
        share: found.share_min,
        from_consensus: true,
        from_reviewers: false,
        notes: Vec::new(),
        corrections: corrections(&touching),
    }
}

pub(super) fn share(count: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    number(count) / number(of.max(1))
}
