//! Adjudication between the engine and the wire: reviewers become letters on the way.

use super::{
    Units, annotation, domain_omission, domain_segment, labels, left_out, omission, on_source, parse, sample, segments,
    source,
};
use crate::error::WireError;
use crate::offset::{Offsets, Utf16Offset};
use crate::wire;
use touchstone_domain::adjudication::cause::{Cause, CauseReport, Causes, Reason};
use touchstone_domain::adjudication::corrected::corrected;
use touchstone_domain::adjudication::deciding::{Refusal, Wish};
use touchstone_domain::adjudication::difference::{Aspect, Candidate, Difference};
use touchstone_domain::adjudication::{Act, Ruling};
use touchstone_domain::annotation::{Annotation, Evidence, Passage, Stance};
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::{AnnotationId, Digest, ReviewerId};
use touchstone_domain::label::{SeverityId, VerdictId};
use touchstone_domain::span::ScalarOffset;
use touchstone_engine::adjudicate::{BulkPreview, BulkReport, BulkRule, CaseState, OpenCase};

/// The letters of an item's reviewers, drawn anew for each item.
pub(crate) struct Letters(Vec<(ReviewerId, String)>);

impl Letters {
    /// `seed` is the project's; with it the order is the same each time the item is opened.
    pub(crate) fn of(case: &OpenCase, seed: &str) -> Self {
        let mut reviewers: Vec<ReviewerId> = case.reviews.iter().map(|(reviewer, _)| *reviewer).collect();
        let item = case.item.id;
        reviewers.sort_by_key(|reviewer| Digest::of(format!("track/{seed}/{item}/{reviewer}").as_bytes()));
        let lettered = (0..).zip(reviewers).map(|(number, reviewer)| (reviewer, letter(number)));
        Self(lettered.collect())
    }

    pub(super) fn tell<'a>(&self, reviewers: impl IntoIterator<Item = &'a ReviewerId>) -> Vec<String> {
        let reviewers: Vec<&ReviewerId> = reviewers.into_iter().collect();
        self.0.iter().filter(|(reviewer, _)| reviewers.contains(&reviewer)).map(|(_, letter)| letter.clone()).collect()
    }
}

/// A, B … Z, AA, AB …
fn letter(number: u32) -> String {
    let last = char::from_u32(u32::from('A') + number % 26).unwrap_or('A');
    if number < 26 { last.to_string() } else { format!("{}{last}", letter(number / 26 - 1)) }
}

/// The item with everything that is the same while it is adjudicated.
pub(crate) fn case(case: &OpenCase, seed: &str, at: u64, counts: wire::CaseCounts, changed: bool) -> wire::CaseView {
    let (letters, item) = (Letters::of(case, seed), BlindItem::from(&case.item));
    let units = Units::of(&item);
    let content =
        |reviewer: &ReviewerId| case.reviews.iter().find(|(other, _)| other == reviewer).map(|(_, found)| found);
    let tracks = letters.0.iter().filter_map(|(reviewer, name)| {
        let content = content(reviewer)?;
        Some(wire::Track {
            name: name.clone(),
            annotations: content.annotations.iter().map(|told| annotation(&units, told)).collect(),
            omissions: content.omissions.iter().filter_map(|told| omission(&units, told)).collect(),
            verdict: content.verdict.as_ref().map(ToString::to_string),
        })
    });
    let shared = case.track.iter().map(|soft| wire::SharedSpan {
        start: units.sample().to_utf16(ScalarOffset(soft.start)),
        end: units.sample().to_utf16(ScalarOffset(soft.end)),
        share: soft.share,
        votes: soft.votes,
    });
    let verdicts = case.differences.verdicts.iter().map(|(verdict, by)| wire::VerdictVotes {
        verdict: verdict.as_ref().map(ToString::to_string),
        tracks: letters.tell(by),
    });
    wire::CaseView {
        item: case.item.id.to_string(),
        at,
        counts,
        tracks: tracks.collect(),
        consensus: shared.collect(),
        left_out: left_out::shared(&units, case),
        weighing: case.weighing.as_ref().map(|weighing| wire::Weighing { equal: weighing.equal.clone() }),
        remarks: left_out::remarks(&letters, seed, case),
        verdicts: verdicts.collect(),
        stand: stand(case, seed, changed),
        sample: sample(&item),
        sources: item.sources.iter().map(source).collect(),
    }
}

/// What was decided of an item, and what was not.
pub(crate) fn stand(open: &OpenCase, seed: &str, changed: bool) -> wire::CaseStand {
    let (letters, item, case) = (Letters::of(open, seed), BlindItem::from(&open.item), open.case());
    let units = Units::of(&item);
    let filled_in: Vec<AnnotationId> = case.filled_in().map(|agreed| agreed.annotation.id).collect();
    let gold: Vec<Annotation> = case.gold().into_iter().cloned().collect();
    let waiting: Vec<AnnotationId> = case.open().map(|difference| difference.id).collect();
    let told = |difference: &Difference| {
        let is_of_it = |ruling: &&Ruling| ruling.heard.iter().any(|heard| difference.heard.contains(heard));
        let last = open.adjudication.rulings.iter().rev().find(is_of_it);
        let made = open.adjudication.gold.iter();
        let made = made.filter(|piece| piece.heard.iter().any(|heard| difference.heard.contains(heard)));
        wire::CaseDifference {
            id: difference.id.to_string(),
            start: units.sample().to_utf16(difference.span.start()),
            end: units.sample().to_utf16(difference.span.end()),
            quote: item.sample.slice(difference.span).to_owned(),
            aspects: difference.aspects.iter().copied().map(aspect).collect(),
            candidates: difference.candidates.iter().map(|told| candidate(&units, &letters, open, told)).collect(),
            silent: letters.tell(&difference.silent),
            bits: difference.information,
            decided: last
                .filter(|_| !waiting.contains(&difference.id))
                .map(|ruling| wire::Decided { act: act(ruling.act), reason: reason(&ruling.reason) }),
            gold: made.map(|piece| piece.annotation.id.to_string()).collect(),
        }
    };
    wire::CaseStand {
        differences: open.differences.differences.iter().map(told).collect(),
        omissions: left_out::differences(&units, &letters, open),
        gold_omissions: left_out::gold(&units, case),
        verdict: case.verdict().map(ToString::to_string),
        verdict_reason: open.adjudication.verdict.as_ref().map(|(_, why)| reason(why)),
        settled: open.adjudication.settled.is_some(),
        changed,
        can_undo: !open.adjudication.undo.is_empty(),
        can_redo: !open.adjudication.redo.is_empty(),
        corrected: corrected(&item.sample, &gold).unwrap_or_default(),
        gold: gold
            .iter()
            .map(|told| wire::GoldView {
                annotation: annotation(&units, told),
                filled_in: filled_in.contains(&told.id),
            })
            .collect(),
    }
}

fn candidate(units: &Units<'_>, letters: &Letters, open: &OpenCase, told: &Candidate) -> wire::Candidate {
    let corrections = told.corrections.iter();
    let corrections =
        corrections.map(|(text, by)| wire::CorrectionVotes { text: text.clone(), tracks: letters.tell(by) });
    wire::Candidate {
        annotation: annotation(units, &told.annotation),
        tracks: letters.tell(&told.voters),
        share: told.share,
        weighted: open.weighted_share(told),
        from_consensus: told.from_consensus,
        from_reviewers: told.from_reviewers,
        notes: told.notes.clone(),
        corrections: corrections.collect(),
    }
}

pub(super) const fn aspect(aspect: Aspect) -> wire::Aspect {
    match aspect {
        Aspect::Found => wire::Aspect::Found,
        Aspect::Where => wire::Aspect::Where,
        Aspect::Kind => wire::Aspect::Kind,
        Aspect::Severity => wire::Aspect::Severity,
        Aspect::Correction => wire::Aspect::Correction,
    }
}

pub(super) const fn act(act: Act) -> wire::Act {
    match act {
        Act::Accepted => wire::Act::Accepted,
        Act::Edited => wire::Act::Edited,
        Act::Rebound => wire::Act::Rebound,
        Act::Relabelled => wire::Act::Relabelled,
        Act::Merged => wire::Act::Merged,
        Act::Split => wire::Act::Split,
        Act::Rejected => wire::Act::Rejected,
        Act::Added => wire::Act::Added,
    }
}

const fn cause(cause: Cause) -> wire::Cause {
    match cause {
        Cause::AmbiguousText => wire::Cause::AmbiguousText,
        Cause::GuidelineGap => wire::Cause::GuidelineGap,
        Cause::ReviewerError => wire::Cause::ReviewerError,
        Cause::Taste => wire::Cause::Taste,
    }
}

pub(super) fn reason(reason: &Reason) -> wire::Reason {
    wire::Reason { cause: cause(reason.cause), words: reason.words.clone() }
}

/// The cause that the window gives.
pub(crate) fn domain_reason(told: wire::Reason) -> Reason {
    let cause = match told.cause {
        wire::Cause::AmbiguousText => Cause::AmbiguousText,
        wire::Cause::GuidelineGap => Cause::GuidelineGap,
        wire::Cause::ReviewerError => Cause::ReviewerError,
        wire::Cause::Taste => Cause::Taste,
    };
    Reason { cause, words: told.words }
}

/// The state of the queue that is asked for.
pub(crate) const fn case_state(state: wire::CaseState) -> CaseState {
    match state {
        wire::CaseState::Open => CaseState::Open,
        wire::CaseState::Ready => CaseState::Ready,
        wire::CaseState::Settled => CaseState::Settled,
        wire::CaseState::Changed => CaseState::Changed,
    }
}

fn domain_annotation(item: &BlindItem, id: AnnotationId, told: wire::Annotation) -> Result<Annotation, WireError> {
    let evidence = match told.evidence {
        wire::Evidence::NotGiven => Evidence::NotGiven,
        wire::Evidence::NoneExists => Evidence::NoneExists,
        wire::Evidence::Passages { passages } => {
            let passage = |told: wire::Passage| -> Result<Passage, WireError> {
                let (source, text) = on_source(item, &told.source)?;
                let stance = match told.stance {
                    wire::Stance::Contradicts => Stance::Contradicts,
                    wire::Stance::Supports => Stance::Supports,
                    wire::Stance::Nearest => Stance::Nearest,
                };
                Ok(Passage { source, segment: domain_segment(&text, (told.start, told.end), told.quote)?, stance })
            };
            Evidence::Passages(passages.into_iter().map(passage).collect::<Result<_, _>>()?)
        }
    };
    Ok(Annotation {
        id,
        segments: segments(item, told.segments)?,
        labels: labels(told.primary, told.others),
        severity: told.severity.map(SeverityId),
        evidence,
        correction: told.correction,
        note: told.note.filter(|note| !note.trim().is_empty()),
    })
}

/// What the window asks, in words of the domain.
pub(crate) fn wish(item: &BlindItem, told: wire::Wish) -> Result<Wish, WireError> {
    Ok(match told {
        wire::Wish::Accept { candidate, reason } => Wish::Accept(parse(&candidate)?, domain_reason(reason)),
        wire::Wish::Reject { id, reason } => Wish::Reject(parse(&id)?, domain_reason(reason)),
        wire::Wish::Change { annotation, reason } => {
            let id = parse(&annotation.id)?;
            Wish::Change(domain_annotation(item, id, annotation)?, domain_reason(reason))
        }
        wire::Wish::Merge { ids, reason } => {
            let ids = ids.iter().map(|id| parse(id)).collect::<Result<_, _>>()?;
            Wish::Merge(ids, domain_reason(reason))
        }
        wire::Wish::Split { id, at, reason } => {
            let at: Utf16Offset = at;
            Wish::Split(parse(&id)?, Offsets::of(&item.sample).to_scalar(at), domain_reason(reason))
        }
        wire::Wish::Add { annotation, reason } => {
            let placeholder = AnnotationId::from_bytes([0; 16]);
            Wish::Add(domain_annotation(item, placeholder, annotation)?, domain_reason(reason))
        }
        wire::Wish::ChangeOmission { omission, reason } => {
            let id = parse(&omission.id)?;
            Wish::ChangeOmission(domain_omission(item, id, omission)?, domain_reason(reason))
        }
        wire::Wish::AddOmission { omission, reason } => {
            let placeholder = AnnotationId::from_bytes([0; 16]);
            Wish::AddOmission(domain_omission(item, placeholder, omission)?, domain_reason(reason))
        }
        wire::Wish::DecideVerdict { verdict, reason } => {
            Wish::DecideVerdict(verdict.map(VerdictId), domain_reason(reason))
        }
        wire::Wish::Settle { confirmed } => Wish::Settle { confirmed },
        wire::Wish::Reopen => Wish::Reopen,
        wire::Wish::Undo => Wish::Undo,
        wire::Wish::Redo => Wish::Redo,
    })
}

/// A refusal, with what is missing.
pub(crate) fn case_refusal(refusal: &Refusal) -> wire::Refusal {
    let (code, annotation, needs) = match refusal {
        Refusal::NothingToUndo => ("nothing_to_undo", None, None),
        Refusal::NothingToRedo => ("nothing_to_redo", None, None),
        Refusal::WrongState { .. } => ("wrong_state", None, None),
        Refusal::Unknown { id } => ("unknown_annotation", Some(*id), None),
        Refusal::NothingToMerge => ("nothing_to_merge", None, None),
        Refusal::NothingToSplit { id } => ("nothing_to_split", Some(*id), None),
        Refusal::Annotation(inner) => return super::refusal(inner),
        Refusal::StillOpen { .. } => ("still_open", None, None),
        Refusal::VerdictOpen => ("verdict_missing", None, Some(wire::Need::Verdict)),
        Refusal::CleanWithGold { .. } => ("clean_with_annotations", None, Some(wire::Need::Verdict)),
        Refusal::HallucinatedWithoutGold => ("hallucinated_without_annotations", None, Some(wire::Need::Confirmation)),
        Refusal::Corrections(_) => ("corrections_overlap", None, None),
    };
    wire::Refusal {
        code: code.to_owned(),
        message: refusal.to_string(),
        hint: String::new(),
        annotation: annotation.map(|id| id.to_string()),
        needs,
    }
}

fn causes(causes: Causes) -> wire::CauseCounts {
    wire::CauseCounts {
        ambiguous_text: causes.of(Cause::AmbiguousText),
        guideline_gap: causes.of(Cause::GuidelineGap),
        reviewer_error: causes.of(Cause::ReviewerError),
        taste: causes.of(Cause::Taste),
    }
}

/// Why reviewers differed.
pub(crate) fn cause_report(report: &CauseReport) -> wire::CauseReport {
    let labels = report.needing_work().into_iter();
    let mut pairs: Vec<_> = report.pairs.iter().collect();
    pairs.sort_by_key(|(pair, counted)| (std::cmp::Reverse(counted.total()), *pair));
    wire::CauseReport {
        items: report.items,
        spans: causes(report.spans),
        verdicts: causes(report.verdicts),
        omissions: causes(report.omissions),
        labels: labels
            .map(|(label, counted)| wire::LabelCauses {
                label: label.to_string(),
                other: None,
                causes: causes(counted),
            })
            .collect(),
        pairs: pairs
            .into_iter()
            .map(|((first, second), counted)| wire::LabelCauses {
                label: first.to_string(),
                other: Some(second.to_string()),
                causes: causes(*counted),
            })
            .collect(),
        words: report
            .words
            .iter()
            .filter_map(|(label, why)| {
                let label = label.as_ref().map(ToString::to_string);
                Some(wire::CauseWords { label, cause: cause(why.cause), words: why.words.clone()? })
            })
            .collect(),
    }
}

/// Which differences are decided at once.
pub(crate) const fn bulk_rule(told: wire::BulkRule) -> BulkRule {
    BulkRule { reviewers: told.reviewers, within_words: told.within_words, settle: told.settle }
}

/// What a rule would do.
pub(crate) fn bulk_preview(preview: BulkPreview) -> wire::BulkPreview {
    let example = |example: touchstone_engine::adjudicate::BulkExample| wire::BulkExample {
        item: example.item.to_string(),
        at: example.ordinal,
        marked: example.marked,
        becomes: example.becomes,
    };
    wire::BulkPreview {
        items: preview.items,
        differences: preview.differences,
        settled: preview.settled,
        examples: preview.examples.into_iter().map(example).collect(),
    }
}

/// What a rule did.
pub(crate) fn bulk_report(report: BulkReport) -> wire::BulkReport {
    wire::BulkReport {
        step: report.step.map(|step| step.to_string()),
        items: report.items,
        differences: report.differences,
        settled: report.settled,
    }
}
