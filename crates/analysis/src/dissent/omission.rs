//! Omissions: what all reviewers mark as left out by the sample, and where they differ in it.
//!
//! Omissions that share a character of one source, directly or over others, are one place. White space
//! and punctuation at the ends make no difference.

use super::information::{OTHER_SEVERITY, of_likeness};
use super::named;
use crate::consensus::item::SubmittedReview;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::adjudication::Heard;
use touchstone_domain::adjudication::difference::{
    AgreedOmission, Aspect, Differences, OmissionCandidate, OmissionDifference,
};
use touchstone_domain::annotation::Omission;
use touchstone_domain::id::{AnnotationId, ReviewerId, TextDigest};
use touchstone_domain::label::SeverityId;
use touchstone_domain::span::Span;

/// One omission with the words it covers.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    reviewer: ReviewerId,
    omission: &'a Omission,
    /// Without white space and punctuation at its ends.
    core: (u32, u32),
}

/// What makes two omissions of one place say the same.
type Sense = ((u32, u32), Option<SeverityId>);

/// Fills in what all agree on, and where they differ. `reviews` are all that were submitted, by reviewer.
pub(super) fn differ(reviews: &[SubmittedReview<'_>], found: &mut Differences) {
    let everyone: Vec<ReviewerId> = reviews.iter().map(|review| review.reviewer).collect();
    for place in places(reviews) {
        let mut variants: BTreeMap<Sense, Vec<Said<'_>>> = BTreeMap::new();
        for said in &place {
            variants.entry((said.core, said.omission.severity.clone())).or_default().push(*said);
        }
        let variants: Vec<Vec<Said<'_>>> = variants.into_values().collect();
        if variants.iter().all(|variant| voters(variant).len() == everyone.len()) {
            found.agreed_omissions.extend(variants.iter().map(|variant| agreed(variant)));
        } else {
            found.omissions.push(difference(&everyone, &place, &variants));
        }
    }
}

/// Omissions by place, in the order of sources and texts.
fn places<'a>(reviews: &[SubmittedReview<'a>]) -> Vec<Vec<Said<'a>>> {
    let mut all: Vec<Said<'a>> = Vec::new();
    for review in reviews {
        let said = |omission| Said { reviewer: review.reviewer, omission, core: core(omission) };
        all.extend(review.content.omissions.iter().map(said));
    }
    let key = |said: &Said<'_>| (said.omission.source, said.omission.segment.span, said.reviewer, said.omission.id);
    all.sort_by_key(key);
    let mut places: Vec<Vec<Said<'a>>> = Vec::new();
    let mut reach: Option<(TextDigest, u32)> = None;
    for said in all {
        let (source, span) = (said.omission.source, said.omission.segment.span);
        match (reach, places.last_mut()) {
            (Some((of, end)), Some(place)) if of == source && span.start().0 < end => {
                place.push(said);
                reach = Some((source, end.max(span.end().0)));
            }
            _ => {
                places.push(vec![said]);
                reach = Some((source, span.end().0));
            }
        }
    }
    places
}

/// Where the first word starts and the last one ends; all of it where there is none.
fn core(omission: &Omission) -> (u32, u32) {
    let (span, quote) = (omission.segment.span, &omission.segment.quote);
    let no_word = |letter: &char| !letter.is_alphanumeric();
    let count = |letters: usize| u32::try_from(letters).unwrap_or(u32::MAX);
    let before = count(quote.chars().take_while(no_word).count());
    let after = count(quote.chars().rev().take_while(no_word).count());
    let (start, end) = (span.start().0.saturating_add(before), span.end().0.saturating_sub(after));
    if start < end { (start, end) } else { (span.start().0, span.end().0) }
}

fn voters(said: &[Said<'_>]) -> BTreeSet<ReviewerId> {
    said.iter().map(|said| said.reviewer).collect()
}

fn heard(said: &[Said<'_>]) -> Vec<Heard> {
    let mut heard: Vec<Heard> = said.iter().map(|said| Heard::of_omission(said.omission)).collect();
    heard.sort();
    heard
}

/// The omission that stands for all of a variant: the bounds most of them have, and nobody's note.
fn stands_for(said: &[Said<'_>], id: AnnotationId) -> Omission {
    let mut bounds: BTreeMap<Span, (usize, &Omission)> = BTreeMap::new();
    for said in said {
        bounds.entry(said.omission.segment.span).or_insert((0, said.omission)).0 += 1;
    }
    let most = bounds.iter().max_by_key(|(span, (count, _))| (*count, Reverse(**span)));
    let omission = most.map_or(said[0].omission, |(_, (_, omission))| omission);
    Omission { id, note: None, ..omission.clone() }
}

fn agreed(variant: &[Said<'_>]) -> AgreedOmission {
    let heard = heard(variant);
    AgreedOmission { omission: stands_for(variant, named("agreed omission", &heard)), heard }
}

fn difference(everyone: &[ReviewerId], place: &[Said<'_>], variants: &[Vec<Said<'_>>]) -> OmissionDifference {
    let marking = voters(place);
    let silent: Vec<ReviewerId> = everyone.iter().filter(|reviewer| !marking.contains(reviewer)).copied().collect();
    let mut candidates: Vec<OmissionCandidate> = variants.iter().map(|said| candidate(said, everyone.len())).collect();
    candidates.sort_by(|one, other| {
        let order = |of: &OmissionCandidate| (of.omission.segment.span, of.omission.id);
        other.share.total_cmp(&one.share).then_with(|| order(one).cmp(&order(other)))
    });
    let whole = place[0].omission.segment.span;
    let end = place.iter().map(|said| said.omission.segment.span.end()).max().unwrap_or(whole.end());
    let heard = heard(place);
    OmissionDifference {
        id: named("omission", &heard),
        source: place[0].omission.source,
        span: Span::new(whole.start(), end).unwrap_or(whole),
        aspects: aspects(&marking, !silent.is_empty(), place),
        candidates,
        silent,
        heard,
        information: information(everyone, place),
    }
}

fn candidate(said: &[Said<'_>], everyone: usize) -> OmissionCandidate {
    let voters: Vec<ReviewerId> = voters(said).into_iter().collect();
    let notes = said.iter().filter_map(|said| said.omission.note.clone()).filter(|note| !note.trim().is_empty());
    OmissionCandidate {
        omission: stands_for(said, named("omission candidate", &heard(said))),
        share: super::candidate::share(voters.len(), everyone),
        voters,
        notes: notes.collect::<BTreeSet<_>>().into_iter().collect(),
    }
}

/// In what those who mark anything differ.
fn aspects(marking: &BTreeSet<ReviewerId>, found: bool, place: &[Said<'_>]) -> Vec<Aspect> {
    fn differs<'a, T: Ord>(marking: &BTreeSet<ReviewerId>, place: &[Said<'a>], tell: impl Fn(&Said<'a>) -> T) -> bool {
        let told = |reviewer: &ReviewerId| {
            let own = place.iter().filter(|said| said.reviewer == *reviewer);
            let mut told: Vec<T> = own.map(&tell).collect();
            told.sort();
            told
        };
        let mut all = marking.iter().map(told);
        let first = all.next();
        all.any(|other| Some(&other) != first.as_ref())
    }
    let mut aspects = Vec::new();
    aspects.extend(found.then_some(Aspect::Found));
    aspects.extend(differs(marking, place, |said| said.core).then_some(Aspect::Where));
    aspects.extend(differs(marking, place, |said| said.omission.severity.clone()).then_some(Aspect::Severity));
    aspects
}

/// The entropy of what everyone says of a place, where answers are as alike as the characters they share.
fn information(everyone: &[ReviewerId], place: &[Said<'_>]) -> f64 {
    let answers: Vec<Vec<&Said<'_>>> =
        everyone.iter().map(|reviewer| place.iter().filter(|said| said.reviewer == *reviewer).collect()).collect();
    of_likeness(&answers, |one, other| likeness(one, other))
}

fn likeness(one: &[&Said<'_>], other: &[&Said<'_>]) -> f64 {
    if one.is_empty() && other.is_empty() {
        return 1.0;
    }
    let length = |(start, end): (u32, u32)| f64::from(end.saturating_sub(start));
    let (mut both, mut alike) = (0.0, 0.0);
    for own in one {
        for their in other {
            let shared = length((own.core.0.max(their.core.0), own.core.1.min(their.core.1)));
            both += shared;
            alike += if own.omission.severity == their.omission.severity { shared } else { shared * OTHER_SEVERITY };
        }
    }
    let all = |said: &[&Said<'_>]| said.iter().map(|said| length(said.core)).sum::<f64>();
    // Overlapping omissions of one reviewer count each by itself.
    let either = (all(one) + all(other) - both).max(both);
    if either > 0.0 { alike / either } else { 0.0 }
}
