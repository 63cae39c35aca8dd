//! What an adjudicator may do now: a wish becomes facts, or is refused with the reason.

use super::cause::Reason;
use super::corrected::{CorrectionsOverlap, corrected};
use super::difference::{Agreed, Difference, Differences};
use super::omission::{self, Made};
use super::parts::{split, touches};
use super::{Act, Adjudication, Fact, Heard, Ruling, overlap, place};
use crate::annotation::{Annotation, Evidence, Omission};
use crate::decision::{Surroundings, check_annotation};
use crate::id::AnnotationId;
use crate::intent;
use crate::label::{VerdictId, VerdictMeaning};
use crate::span::{ScalarOffset, Span};

/// What an adjudicator wants to do. Ids name candidates, what all agree on, or pieces of gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// Take a candidate as it stands.
    Accept(AnnotationId, Reason),
    /// Nothing of a difference, of what all agree on, or of a piece of gold is gold.
    Reject(AnnotationId, Reason),
    /// Take what the annotation's id names with other bounds, labels, severity, evidence, correction
    /// or note.
    Change(Annotation, Reason),
    /// Make one of several.
    Merge(Vec<AnnotationId>, Reason),
    /// Make two of one, before this character.
    Split(AnnotationId, ScalarOffset, Reason),
    /// Make gold what no reviewer marked.
    Add(Annotation, Reason),
    /// Take the omission that its id names with another place, severity or note.
    ChangeOmission(Omission, Reason),
    /// Make gold what no reviewer marked as left out.
    AddOmission(Omission, Reason),
    /// Decide the verdict, or leave it open again.
    DecideVerdict(Option<VerdictId>, Reason),
    /// Settle the item. `confirmed` answers the one question: hallucinated without any gold?
    Settle {
        /// Whether the question was answered with yes.
        confirmed: bool,
    },
    /// Take a settled item up again.
    Reopen,
    /// Undo the last act.
    Undo,
    /// Do the last undone act again.
    Redo,
}

/// Why a wish is not allowed now. Not an error: the adjudicator reads it and goes on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing to undo.
    #[error("There is nothing to undo in this item.")]
    NothingToUndo,
    /// Nothing to redo.
    #[error("There is nothing to redo in this item.")]
    NothingToRedo,
    /// Settled already, or not yet.
    #[error("This item is {state}.")]
    WrongState {
        /// What it is.
        state: &'static str,
    },
    /// What it names is gone: a review changed, or it was decided elsewhere.
    #[error("That is no longer there. A review may have changed; look at the differences again.")]
    Unknown {
        /// Which.
        id: AnnotationId,
    },
    /// Fewer than two to merge.
    #[error("Choose two or more annotations to merge.")]
    NothingToMerge,
    /// A split at an end, or within a gap.
    #[error("Put the caret inside the annotation where it should be split.")]
    NothingToSplit {
        /// Which.
        id: AnnotationId,
    },
    /// Not allowed for any annotation.
    #[error(transparent)]
    Annotation(#[from] intent::Refusal),
    /// Settling with something undecided.
    #[error("{count} of the differences {} not decided yet. Accept or reject each of them first.", if *.count == 1 { "is" } else { "are" })]
    StillOpen {
        /// How many.
        count: usize,
    },
    /// Settling without a verdict.
    #[error("Reviewers give different verdicts, and none is decided yet. Decide the verdict first.")]
    VerdictOpen,
    /// Clean beside gold.
    #[error(
        "“Clean” says that nothing was found, but the gold holds annotations ({count}). Reject them or decide another verdict."
    )]
    CleanWithGold {
        /// How many.
        count: usize,
    },
    /// Hallucinated without any gold: asks once.
    #[error("The gold holds no annotation. Settle as hallucinated all the same?")]
    HallucinatedWithoutGold,
    /// The corrected sample cannot be built.
    #[error("The corrected text cannot be built: {0}. Change one of them, or merge the two.")]
    Corrections(#[from] CorrectionsOverlap),
}

/// An item as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'a> {
    /// What was decided.
    pub adjudication: &'a Adjudication,
    /// What reviewers say.
    pub differences: &'a Differences,
}

impl<'a> Case<'a> {
    /// What all agree on and no ruling heard: gold that was filled in.
    pub fn filled_in(self) -> impl Iterator<Item = &'a Agreed> {
        let heard = self.adjudication.heard();
        let is_heard = move |agreed: &Agreed| agreed.heard.iter().all(|one| heard.contains(one));
        self.differences.agreed.iter().filter(move |agreed| !is_heard(agreed))
    }

    /// Differences of which something was not heard by any ruling that stands.
    pub fn open(self) -> impl Iterator<Item = &'a Difference> {
        let heard = self.adjudication.heard();
        let is_open = move |difference: &Difference| difference.heard.iter().any(|one| !heard.contains(one));
        self.differences.differences.iter().filter(move |difference| is_open(difference))
    }

    /// The verdict: decided, else what all give.
    pub fn verdict(self) -> Option<&'a VerdictId> {
        let decided = self.adjudication.verdict.as_ref().map(|(verdict, _)| verdict);
        decided.or(self.differences.unanimous.as_ref())
    }

    /// Gold as it stands, in the order of the text.
    pub fn gold(self) -> Vec<&'a Annotation> {
        let made = self.adjudication.gold.iter().map(|piece| &piece.annotation);
        let mut gold: Vec<_> = made.chain(self.filled_in().map(|agreed| &agreed.annotation)).collect();
        gold.sort_by_key(|annotation| (place(annotation), annotation.id));
        gold
    }

    /// Expected information of what is still to decide, in bits.
    pub fn information(self) -> f64 {
        let verdict = if self.verdict().is_some() { 0.0 } else { self.differences.verdict_information };
        let omissions = self.open_omissions().map(|difference| difference.information).sum::<f64>();
        self.open().map(|difference| difference.information).sum::<f64>() + omissions + verdict
    }

    /// What stands behind an id, with what a ruling over it settles.
    fn piece(self, id: AnnotationId) -> Result<Piece<'a>, Refusal> {
        if let Some(gold) = self.adjudication.gold.iter().find(|gold| gold.annotation.id == id) {
            return Ok(Piece { annotation: &gold.annotation, heard: gold.heard.clone(), replaces: vec![id] });
        }
        if let Some(agreed) = self.filled_in().find(|agreed| agreed.annotation.id == id) {
            return Ok(Piece { annotation: &agreed.annotation, heard: agreed.heard.clone(), replaces: Vec::new() });
        }
        let candidates = self.differences.differences.iter();
        let mut candidates = candidates.flat_map(|of| of.candidates.iter().map(move |candidate| (of, candidate)));
        let (difference, candidate) =
            candidates.find(|(_, candidate)| candidate.annotation.id == id).ok_or(Refusal::Unknown { id })?;
        let annotation = &candidate.annotation;
        Ok(Piece { annotation, heard: difference.heard.clone(), replaces: self.gold_of(difference, Some(annotation)) })
    }

    /// Gold that was made of a difference; only what overlaps `with`, where that is given.
    fn gold_of(self, difference: &Difference, with: Option<&Annotation>) -> Vec<AnnotationId> {
        let of_it = |piece: &&super::Gold| piece.heard.iter().any(|heard| difference.heard.contains(heard));
        let gold = self.adjudication.gold.iter().filter(of_it).map(|piece| &piece.annotation);
        let gold = gold.filter(|annotation| with.is_none_or(|with| overlap(annotation, with)));
        gold.map(|annotation| annotation.id).collect()
    }
}

struct Piece<'a> {
    annotation: &'a Annotation,
    heard: Vec<Heard>,
    replaces: Vec<AnnotationId>,
}

/// The facts that `wish` makes; `new` are identities for the gold it may make. A wish that changes
/// nothing makes none. A ruling over a settled item takes it up again first.
pub fn decide(
    case: Case<'_>,
    around: Surroundings<'_>,
    wish: Wish,
    new: [AnnotationId; 2],
) -> Result<Vec<Fact>, Refusal> {
    let made = match wish {
        Wish::Undo => {
            let step = *case.adjudication.undo.last().ok_or(Refusal::NothingToUndo)?;
            return Ok(vec![Fact::Undone { step }]);
        }
        Wish::Redo => {
            let step = *case.adjudication.redo.last().ok_or(Refusal::NothingToRedo)?;
            return Ok(vec![Fact::Redone { step }]);
        }
        Wish::Reopen if case.adjudication.settled.is_none() => {
            return Err(Refusal::WrongState { state: "not settled yet" });
        }
        Wish::Reopen => return Ok(vec![Fact::Reopened]),
        Wish::Settle { confirmed } => return settle(case, around, confirmed),
        Wish::DecideVerdict(to, reason) => return decide_verdict(case, around, to, reason),
        Wish::Accept(id, reason) => match omission::rule(case, around, Act::Accepted, (id, &reason), new[0])? {
            Some(ruling) => Made::Omissions(ruling),
            None => Made::Spans(accept(case, around, id, reason, new[0])?),
        },
        Wish::Reject(id, reason) => match omission::rule(case, around, Act::Rejected, (id, &reason), new[0])? {
            Some(ruling) => Made::Omissions(ruling),
            None => Made::Spans(reject(case, id, reason)?),
        },
        Wish::ChangeOmission(to, reason) => match omission::change(case, around, to, reason, new[0])? {
            Some(ruling) => Made::Omissions(ruling),
            None => return Ok(Vec::new()),
        },
        Wish::AddOmission(to, reason) => Made::Omissions(omission::add(around, to, reason, new[0])?),
        Wish::Change(annotation, reason) => {
            let piece = case.piece(annotation.id)?;
            let Some(act) = change(piece.annotation, &annotation) else { return Ok(Vec::new()) };
            check_annotation(around, &annotation)?;
            let gold = vec![Annotation { id: new[0], ..annotation }];
            Made::Spans(Ruling { act, heard: piece.heard, replaces: piece.replaces, gold, reason })
        }
        Wish::Merge(ids, reason) => Made::Spans(merge(case, around, ids, reason, new[0])?),
        Wish::Split(id, at, reason) => {
            let piece = case.piece(id)?;
            let halves = split(around.sample, piece.annotation, at).ok_or(Refusal::NothingToSplit { id })?;
            let gold = halves.into_iter().zip(new).map(|(segments, id)| Annotation {
                id,
                segments,
                // What the whole should read says nothing of a half.
                correction: None,
                ..piece.annotation.clone()
            });
            let gold = gold.collect();
            Made::Spans(Ruling { act: Act::Split, heard: piece.heard, replaces: piece.replaces, gold, reason })
        }
        Wish::Add(annotation, reason) => {
            check_annotation(around, &annotation)?;
            let gold = vec![Annotation { id: new[0], ..annotation }];
            Made::Spans(Ruling { act: Act::Added, heard: Vec::new(), replaces: Vec::new(), gold, reason })
        }
    };
    Ok(reopened(case, made.fact()))
}

fn accept(
    case: Case<'_>,
    around: Surroundings<'_>,
    id: AnnotationId,
    reason: Reason,
    new: AnnotationId,
) -> Result<Ruling, Refusal> {
    let piece = case.piece(id)?;
    let gold = Annotation { id: new, ..piece.annotation.clone() };
    check_annotation(around, &gold)?;
    Ok(Ruling { act: Act::Accepted, heard: piece.heard, replaces: piece.replaces, gold: vec![gold], reason })
}

fn reject(case: Case<'_>, id: AnnotationId, reason: Reason) -> Result<Ruling, Refusal> {
    let difference = case.differences.differences.iter().find(|difference| difference.id == id);
    let (heard, replaces) = if let Some(difference) = difference {
        (difference.heard.clone(), case.gold_of(difference, None))
    } else {
        let piece = case.piece(id)?;
        (piece.heard, piece.replaces)
    };
    Ok(Ruling { act: Act::Rejected, heard, replaces, gold: Vec::new(), reason })
}

fn reopened(case: Case<'_>, fact: Fact) -> Vec<Fact> {
    let reopens = case.adjudication.settled.is_some().then_some(Fact::Reopened);
    reopens.into_iter().chain([fact]).collect()
}

/// What kind of change leads from one to the other; none where they say the same.
fn change(from: &Annotation, to: &Annotation) -> Option<Act> {
    let bounds = from.segments != to.segments;
    let labels = from.labels != to.labels || from.severity != to.severity;
    let rest = from.evidence != to.evidence || from.correction != to.correction || from.note != to.note;
    match (bounds, labels, rest) {
        (false, false, false) => None,
        (true, false, false) => Some(Act::Rebound),
        (false, true, false) => Some(Act::Relabelled),
        (true, true, _) | (true | false, _, true) => Some(Act::Edited),
    }
}

/// One annotation over the segments of all; what it says is the first one's, with the evidence of
/// all. Parts with only white space between them become one.
fn merge(
    case: Case<'_>,
    around: Surroundings<'_>,
    mut ids: Vec<AnnotationId>,
    reason: Reason,
    new: AnnotationId,
) -> Result<Ruling, Refusal> {
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(*id));
    let pieces = ids.iter().map(|id| case.piece(*id)).collect::<Result<Vec<_>, _>>()?;
    let [first, _, ..] = &pieces[..] else { return Err(Refusal::NothingToMerge) };
    let mut spans: Vec<Span> =
        pieces.iter().flat_map(|piece| &piece.annotation.segments).map(|segment| segment.span).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| touches(around.sample, **last, span)) {
            Some(last) => {
                let end = last.end().max(span.end());
                *last = Span::new(last.start(), end).unwrap_or(*last);
            }
            None => joined.push(span),
        }
    }
    let mut passages: Vec<_> = pieces.iter().flat_map(|piece| piece.annotation.evidence.passages()).cloned().collect();
    passages.sort();
    passages.dedup();
    let evidence = if passages.is_empty() { first.annotation.evidence.clone() } else { Evidence::Passages(passages) };
    let gold = Annotation {
        id: new,
        segments: joined.into_iter().map(|span| around.sample.segment(span)).collect(),
        evidence,
        ..first.annotation.clone()
    };
    check_annotation(around, &gold)?;
    let mut heard: Vec<Heard> = pieces.iter().flat_map(|piece| piece.heard.clone()).collect();
    heard.sort();
    heard.dedup();
    let mut replaces: Vec<AnnotationId> = pieces.iter().flat_map(|piece| piece.replaces.clone()).collect();
    replaces.sort_unstable();
    replaces.dedup();
    Ok(Ruling { act: Act::Merged, heard, replaces, gold: vec![gold], reason })
}

fn decide_verdict(
    case: Case<'_>,
    around: Surroundings<'_>,
    to: Option<VerdictId>,
    reason: Reason,
) -> Result<Vec<Fact>, Refusal> {
    if let Some(verdict) = to.as_ref().filter(|verdict| around.schema.meaning(verdict).is_none()) {
        return Err(intent::Refusal::UnknownVerdict { verdict: verdict.clone() }.into());
    }
    let from = case.adjudication.verdict.as_ref().map(|(verdict, _)| verdict.clone());
    let reason = reason.trimmed();
    if case.adjudication.verdict == to.clone().map(|verdict| (verdict, reason.clone())) {
        return Ok(Vec::new());
    }
    Ok(reopened(case, Fact::VerdictDecided { from, to, reason }))
}

fn settle(case: Case<'_>, around: Surroundings<'_>, confirmed: bool) -> Result<Vec<Fact>, Refusal> {
    let count = case.open_count();
    // A settled item that a new review opened again is settled anew.
    let agreed: Vec<Annotation> = case.filled_in().map(|agreed| agreed.annotation.clone()).collect();
    let agreed_omissions: Vec<Omission> = case.filled_in_omissions().map(|agreed| agreed.omission.clone()).collect();
    let gold: Vec<Annotation> = case.gold().into_iter().cloned().collect();
    let omissions: Vec<Omission> = case.gold_omissions().into_iter().cloned().collect();
    if count > 0 {
        return Err(Refusal::StillOpen { count });
    }
    let verdict = case.verdict().ok_or(Refusal::VerdictOpen)?.clone();
    let same = |settled: &super::Settlement| {
        settled.gold == gold && settled.omissions == omissions && settled.verdict == verdict
    };
    if case.adjudication.settled.as_ref().is_some_and(same) {
        return Err(Refusal::WrongState { state: "settled already" });
    }
    let meaning = around.schema.meaning(&verdict);
    match meaning.ok_or_else(|| intent::Refusal::UnknownVerdict { verdict: verdict.clone() })? {
        VerdictMeaning::Clean if !gold.is_empty() => return Err(Refusal::CleanWithGold { count: gold.len() }),
        VerdictMeaning::Hallucinated if gold.is_empty() && !confirmed => return Err(Refusal::HallucinatedWithoutGold),
        VerdictMeaning::Clean | VerdictMeaning::Hallucinated | VerdictMeaning::Unsure => {}
    }
    corrected(around.sample, &gold)?;
    Ok(vec![Fact::Settled { verdict, agreed, agreed_omissions }])
}
