//! What an adjudicator does with passages that the sample should have covered.
//!
//! Omissions stand in a source, not in the sample: they have differences, rulings and gold of their
//! own, and never count as annotations.

use super::cause::Reason;
use super::deciding::{Case, Refusal};
use super::difference::{AgreedOmission, OmissionDifference};
use super::{Act, Fact, Heard, Ruling};
use crate::annotation::Omission;
use crate::decision::{Surroundings, check_omission};
use crate::id::{AnnotationId, Digest};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One decision over omissions: what was heard, what goes and what comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OmissionRuling {
    /// What was done.
    pub act: Act,
    /// The reviewers' omissions that it settles; all of those of a difference.
    pub heard: Vec<Heard>,
    /// Pieces of gold that go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<AnnotationId>,
    /// Pieces of gold that come.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gold: Vec<Omission>,
    /// Why reviewers differed.
    pub reason: Reason,
}

/// An omission that a ruling made gold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldOmission {
    /// All of it.
    pub omission: Omission,
    /// The reviewers' omissions it was made from.
    pub heard: Vec<Heard>,
}

impl Heard {
    /// An omission as it stands. Its note may change without being heard again.
    pub fn of_omission(omission: &Omission) -> Self {
        let said = (omission.source, &omission.segment, &omission.severity);
        Self {
            annotation: omission.id,
            label: None,
            digest: Digest::of(serde_json::to_string(&said).unwrap_or_default().as_bytes()),
        }
    }
}

/// The order of omissions: by source, then by place.
pub fn in_order(one: &Omission, other: &Omission) -> std::cmp::Ordering {
    let key = |omission: &Omission| (omission.source, omission.segment.span, omission.id);
    key(one).cmp(&key(other))
}

struct Piece<'a> {
    omission: &'a Omission,
    heard: Vec<Heard>,
    replaces: Vec<AnnotationId>,
}

impl<'a> Case<'a> {
    fn heard_omissions(self) -> BTreeSet<&'a Heard> {
        self.adjudication.omission_rulings.iter().flat_map(|ruling| &ruling.heard).collect()
    }

    /// Omissions that all agree on and no ruling heard: gold that was filled in.
    pub fn filled_in_omissions(self) -> impl Iterator<Item = &'a AgreedOmission> {
        let heard = self.heard_omissions();
        let is_heard = move |agreed: &AgreedOmission| agreed.heard.iter().all(|one| heard.contains(one));
        self.differences.agreed_omissions.iter().filter(move |agreed| !is_heard(agreed))
    }

    /// Differences in omissions of which something was not heard by any ruling that stands.
    pub fn open_omissions(self) -> impl Iterator<Item = &'a OmissionDifference> {
        let heard = self.heard_omissions();
        let is_open = move |difference: &OmissionDifference| difference.heard.iter().any(|one| !heard.contains(one));
        self.differences.omissions.iter().filter(move |difference| is_open(difference))
    }

    /// Omissions that are gold as it stands, by source and place.
    pub fn gold_omissions(self) -> Vec<&'a Omission> {
        let made = self.adjudication.omissions.iter().map(|piece| &piece.omission);
        let mut gold: Vec<_> = made.chain(self.filled_in_omissions().map(|agreed| &agreed.omission)).collect();
        gold.sort_by(|one, other| in_order(one, other));
        gold
    }

    /// How many differences wait for a decision, those in omissions among them; the verdict is not.
    pub fn open_count(self) -> usize {
        self.open().count() + self.open_omissions().count()
    }

    /// Whether an id names an omission: a piece of gold, what all agree on, a difference or a candidate.
    fn names_omission(self, id: AnnotationId) -> bool {
        self.omission_piece(id).is_some() || self.differences.omissions.iter().any(|difference| difference.id == id)
    }

    fn omission_piece(self, id: AnnotationId) -> Option<Piece<'a>> {
        if let Some(gold) = self.adjudication.omissions.iter().find(|gold| gold.omission.id == id) {
            return Some(Piece { omission: &gold.omission, heard: gold.heard.clone(), replaces: vec![id] });
        }
        if let Some(agreed) = self.filled_in_omissions().find(|agreed| agreed.omission.id == id) {
            return Some(Piece { omission: &agreed.omission, heard: agreed.heard.clone(), replaces: Vec::new() });
        }
        let candidates = self.differences.omissions.iter();
        let mut candidates = candidates.flat_map(|of| of.candidates.iter().map(move |candidate| (of, candidate)));
        let (difference, candidate) = candidates.find(|(_, candidate)| candidate.omission.id == id)?;
        let omission = &candidate.omission;
        let replaces = self.gold_of_omission(difference, Some(omission));
        Some(Piece { omission, heard: difference.heard.clone(), replaces })
    }

    /// Gold that was made of a difference; only what overlaps `with`, where that is given.
    fn gold_of_omission(self, difference: &OmissionDifference, with: Option<&Omission>) -> Vec<AnnotationId> {
        let of_it = |piece: &&GoldOmission| piece.heard.iter().any(|heard| difference.heard.contains(heard));
        let gold = self.adjudication.omissions.iter().filter(of_it).map(|piece| &piece.omission);
        let gold = gold.filter(|omission| with.is_none_or(|with| omission.segment.span.overlaps(with.segment.span)));
        gold.map(|omission| omission.id).collect()
    }
}

/// The ruling that taking or leaving `id` makes; none where it names no omission.
pub(super) fn rule(
    case: Case<'_>,
    around: Surroundings<'_>,
    act: Act,
    (id, reason): (AnnotationId, &Reason),
    new: AnnotationId,
) -> Result<Option<OmissionRuling>, Refusal> {
    if !case.names_omission(id) {
        return Ok(None);
    }
    let reason = reason.clone();
    let difference = case.differences.omissions.iter().find(|difference| difference.id == id);
    if let (Act::Rejected, Some(difference)) = (act, difference) {
        let replaces = case.gold_of_omission(difference, None);
        return Ok(Some(OmissionRuling { act, heard: difference.heard.clone(), replaces, gold: Vec::new(), reason }));
    }
    let Piece { omission, heard, replaces } = case.omission_piece(id).ok_or(Refusal::Unknown { id })?;
    let gold = if act == Act::Rejected { Vec::new() } else { vec![Omission { id: new, ..omission.clone() }] };
    gold.iter().try_for_each(|omission| check_omission(around, omission))?;
    Ok(Some(OmissionRuling { act, heard, replaces, gold, reason }))
}

/// The ruling that takes what the omission's id names with another place, severity or note; none where
/// nothing differs.
pub(super) fn change(
    case: Case<'_>,
    around: Surroundings<'_>,
    to: Omission,
    reason: Reason,
    new: AnnotationId,
) -> Result<Option<OmissionRuling>, Refusal> {
    let piece = case.omission_piece(to.id).ok_or(Refusal::Unknown { id: to.id })?;
    let from = piece.omission;
    let bounds = (from.source, &from.segment) != (to.source, &to.segment);
    let act = match (bounds, from.severity != to.severity, from.note != to.note) {
        (false, false, false) => return Ok(None),
        (true, false, false) => Act::Rebound,
        (false, true, false) => Act::Relabelled,
        (true, true, _) | (true | false, _, true) => Act::Edited,
    };
    check_omission(around, &to)?;
    let gold = vec![Omission { id: new, ..to }];
    Ok(Some(OmissionRuling { act, heard: piece.heard, replaces: piece.replaces, gold, reason }))
}

/// The ruling that makes gold what no reviewer marked as left out.
pub(super) fn add(
    around: Surroundings<'_>,
    omission: Omission,
    reason: Reason,
    new: AnnotationId,
) -> Result<OmissionRuling, Refusal> {
    check_omission(around, &omission)?;
    let gold = vec![Omission { id: new, ..omission }];
    Ok(OmissionRuling { act: Act::Added, heard: Vec::new(), replaces: Vec::new(), gold, reason })
}

/// What a wish makes: a ruling over spans, or one over omissions.
pub(super) enum Made {
    /// Over spans of the sample.
    Spans(Ruling),
    /// Over passages of the sources.
    Omissions(OmissionRuling),
}

impl Made {
    /// As a fact, with a reason whose words hold a character or are none.
    pub(super) fn fact(self) -> Fact {
        match self {
            Self::Spans(ruling) => Fact::Ruled { ruling: Ruling { reason: ruling.reason.trimmed(), ..ruling } },
            Self::Omissions(ruling) => {
                let reason = ruling.reason.trimmed();
                Fact::OmissionRuled { ruling: OmissionRuling { reason, ..ruling } }
            }
        }
    }
}
