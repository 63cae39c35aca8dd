//! Omissions at the desk of the adjudicator, and what reviewers said of the item as a whole.

use super::adjudication::{Letters, act, aspect, reason};
use super::{Units, omission, segment};
use crate::wire;
use touchstone_domain::adjudication::deciding::Case;
use touchstone_domain::adjudication::difference::{OmissionCandidate, OmissionDifference};
use touchstone_domain::adjudication::omission::OmissionRuling;
use touchstone_domain::gold::{OmissionTrack, SoftSpan};
use touchstone_domain::id::{AnnotationId, Digest};
use touchstone_domain::span::ScalarOffset;
use touchstone_engine::adjudicate::OpenCase;

/// Where reviewers differ in omissions. One whose source is gone is none.
pub(super) fn differences(units: &Units<'_>, letters: &Letters, open: &OpenCase) -> Vec<wire::OmissionDifference> {
    let waiting: Vec<AnnotationId> = open.case().open_omissions().map(|difference| difference.id).collect();
    let told = |difference: &OmissionDifference| {
        let source = open.item.source_text(difference.source)?;
        let place = segment(units.source(difference.source)?, &source.segment(difference.span));
        let is_of_it = |ruling: &&OmissionRuling| ruling.heard.iter().any(|heard| difference.heard.contains(heard));
        let last = open.adjudication.omission_rulings.iter().rev().find(is_of_it);
        let made = open.adjudication.omissions.iter();
        let made = made.filter(|piece| piece.heard.iter().any(|heard| difference.heard.contains(heard)));
        let candidate = |told: &OmissionCandidate| {
            Some(wire::OmissionCandidate {
                omission: omission(units, &told.omission)?,
                tracks: letters.tell(&told.voters),
                share: told.share,
                notes: told.notes.clone(),
            })
        };
        Some(wire::OmissionDifference {
            id: difference.id.to_string(),
            source: difference.source.to_string(),
            start: place.start,
            end: place.end,
            quote: place.quote,
            aspects: difference.aspects.iter().copied().map(aspect).collect(),
            candidates: difference.candidates.iter().filter_map(candidate).collect(),
            silent: letters.tell(&difference.silent),
            bits: difference.information,
            decided: last
                .filter(|_| !waiting.contains(&difference.id))
                .map(|ruling| wire::Decided { act: act(ruling.act), reason: reason(&ruling.reason) }),
            gold: made.map(|piece| piece.omission.id.to_string()).collect(),
        })
    };
    open.differences.omissions.iter().filter_map(told).collect()
}

/// How many mark what of each source as left out.
pub(super) fn shared(units: &Units<'_>, open: &OpenCase) -> Vec<wire::LeftOutSpan> {
    let runs = |track: &OmissionTrack| -> Vec<wire::LeftOutSpan> {
        let Some(offsets) = units.source(track.source) else { return Vec::new() };
        let run = |run: &SoftSpan| wire::LeftOutSpan {
            source: track.source.to_string(),
            start: offsets.to_utf16(ScalarOffset(run.start)),
            end: offsets.to_utf16(ScalarOffset(run.end)),
            share: run.share,
            votes: run.votes,
        };
        track.soft.iter().map(run).collect()
    };
    open.consensus.left_out.soft.iter().flat_map(runs).collect()
}

/// Omissions that are gold, by source and place.
pub(super) fn gold(units: &Units<'_>, case: Case<'_>) -> Vec<wire::GoldOmission> {
    let filled_in: Vec<AnnotationId> = case.filled_in_omissions().map(|agreed| agreed.omission.id).collect();
    let told = case.gold_omissions().into_iter().filter_map(|told| {
        Some(wire::GoldOmission { omission: omission(units, told)?, filled_in: filled_in.contains(&told.id) })
    });
    told.collect()
}

/// What reviewers said of the item as a whole: by track, then those without one in an order that says
/// nothing.
pub(super) fn remarks(letters: &Letters, seed: &str, open: &OpenCase) -> Vec<wire::CaseRemark> {
    let mut said: Vec<_> = open.remarks.iter().collect();
    let item = open.item.id;
    said.sort_by_cached_key(|remarks| {
        let track = letters.tell([&remarks.reviewer]).pop();
        (track.is_none(), track, Digest::of(format!("remark/{seed}/{item}/{}", remarks.reviewer).as_bytes()))
    });
    let told = said.into_iter().map(|remarks| wire::CaseRemark {
        track: letters.tell([&remarks.reviewer]).pop(),
        remark: remarks.remark.clone(),
        flag: remarks.flag.clone(),
        skip: remarks.skip.clone(),
    });
    told.collect()
}
