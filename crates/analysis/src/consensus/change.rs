//! What one consensus of an item says otherwise than another.

use serde::Serialize;
use std::collections::BTreeSet;
use touchstone_domain::gold::{ConsensusOmission, ConsensusSpan, ItemConsensus, OmissionConsensus};
use touchstone_domain::id::TextDigest;
use touchstone_domain::label::VerdictId;
use touchstone_domain::span::{Segment, Span};

/// What became of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanChange {
    /// Only the later consensus has it.
    Gained,
    /// Only the earlier one has it.
    Lost,
    /// It begins or ends elsewhere.
    Rebounded,
    /// It is called otherwise, or its severity is another.
    Relabelled,
    /// It is contested now, and was not.
    Contested,
    /// It was contested, and is not any more.
    NoLongerContested,
}

/// A span that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSpan {
    /// How.
    pub change: SpanChange,
    /// As the earlier consensus has it.
    pub before: Option<Segment>,
    /// As the later one has it.
    pub after: Option<Segment>,
    /// What is new of its label, where that is what changed: before and after.
    pub label: Option<(String, String)>,
}

/// What changed in an item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemChange {
    /// The verdicts before and after, where they differ.
    pub verdict: Option<(Option<VerdictId>, Option<VerdictId>)>,
    /// By place.
    pub spans: Vec<ChangedSpan>,
    /// Passages of the sources that the sample leaves out, by source and place; `label` is their severity.
    pub omissions: Vec<ChangedSpan>,
}

impl ItemChange {
    /// Whether nothing changed.
    pub const fn is_none(&self) -> bool {
        self.verdict.is_none() && self.spans.is_empty() && self.omissions.is_empty()
    }
}

/// Compares two consensuses of one item. Shares, supporters and probabilities may differ without
/// anything that a label set would say being another; they are not compared.
pub fn between(before: &ItemConsensus, after: &ItemConsensus) -> ItemChange {
    let verdict = (before.verdict != after.verdict).then(|| (before.verdict.clone(), after.verdict.clone()));
    let spans = of_text((&before.spans, &before.contested), (&after.spans, &after.contested));
    ItemChange { verdict, spans, omissions: left_out(&before.left_out, &after.left_out) }
}

/// What changed in one text: spans and contested spans before, and after.
fn of_text(
    before: (&[ConsensusSpan], &[ConsensusSpan]),
    after: (&[ConsensusSpan], &[ConsensusSpan]),
) -> Vec<ChangedSpan> {
    let mut spans = matched(before.0, after.0);
    spans.extend(contested(before.1, after.1));
    spans.sort_by_key(|changed| {
        let place = changed.after.as_ref().or(changed.before.as_ref()).map(|segment| segment.span);
        (place.map(|span| (span.start(), span.end())), changed.change)
    });
    spans
}

/// The same of omissions, source by source.
fn left_out(before: &OmissionConsensus, after: &OmissionConsensus) -> Vec<ChangedSpan> {
    let of = |omissions: &[ConsensusOmission], source: TextDigest| -> Vec<ConsensusSpan> {
        omissions.iter().filter(|omission| omission.source == source).map(as_span).collect()
    };
    let all = [&before.omissions, &before.contested, &after.omissions, &after.contested];
    let sources: BTreeSet<TextDigest> = all.into_iter().flatten().map(|omission| omission.source).collect();
    let changed = sources.into_iter().flat_map(|source| {
        of_text(
            (&of(&before.omissions, source), &of(&before.contested, source)),
            (&of(&after.omissions, source), &of(&after.contested, source)),
        )
    });
    changed.collect()
}

/// An omission as a span whose label is its severity.
fn as_span(omission: &ConsensusOmission) -> ConsensusSpan {
    let severity = omission.severity.as_ref().map_or("no severity", |severity| severity.as_str());
    ConsensusSpan {
        segment: omission.segment.clone(),
        label: Some(severity.into()),
        severity: None,
        severity_tie: false,
        share_min: omission.share_min,
        share_mean: omission.share_mean,
        supporters: Vec::new(),
        tie: omission.tie,
        single: omission.single,
        evidence: Vec::new(),
        corrections: Vec::new(),
        correction: None,
    }
}

fn called(span: &ConsensusSpan) -> String {
    let label = span.label.as_ref().map_or("no label", |label| label.0.as_str());
    span.severity.as_ref().map_or_else(|| label.to_owned(), |severity| format!("{label}, {}", severity.0))
}

/// Equal places first, then those that overlap most; what is left was gained or lost.
fn matched(before: &[ConsensusSpan], after: &[ConsensusSpan]) -> Vec<ChangedSpan> {
    let mut near: Vec<(f64, usize, usize)> = Vec::new();
    for (at, one) in before.iter().enumerate() {
        for (other, two) in after.iter().enumerate() {
            let (a, b) = (one.segment.span, two.segment.span);
            if let Some(both) = a.intersection(b).map(Span::len).filter(|both| *both > 0) {
                near.push((f64::from(both) / f64::from(a.len() + b.len() - both), at, other));
            }
        }
    }
    near.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| (x.1, x.2).cmp(&(y.1, y.2))));
    let (mut taken, mut others) = (vec![false; before.len()], vec![false; after.len()]);
    let mut changes = Vec::new();
    for (_, at, other) in near {
        if taken[at] || others[other] {
            continue;
        }
        (taken[at], others[other]) = (true, true);
        let (one, two) = (&before[at], &after[other]);
        let label = Some((called(one), called(two))).filter(|(one, two)| one != two);
        let paired = |change: SpanChange, label: Option<(String, String)>| ChangedSpan {
            change,
            before: Some(one.segment.clone()),
            after: Some(two.segment.clone()),
            label,
        };
        if one.segment.span != two.segment.span {
            changes.push(paired(SpanChange::Rebounded, None));
        }
        if label.is_some() {
            changes.push(paired(SpanChange::Relabelled, label));
        }
    }
    let alone = |change, before, after| ChangedSpan { change, before, after, label: None };
    changes.extend(
        before
            .iter()
            .zip(&taken)
            .filter(|(_, taken)| !**taken)
            .map(|(span, _)| alone(SpanChange::Lost, Some(span.segment.clone()), None)),
    );
    changes.extend(
        after
            .iter()
            .zip(&others)
            .filter(|(_, taken)| !**taken)
            .map(|(span, _)| alone(SpanChange::Gained, None, Some(span.segment.clone()))),
    );
    changes
}

fn contested(before: &[ConsensusSpan], after: &[ConsensusSpan]) -> Vec<ChangedSpan> {
    let is_in =
        |span: &ConsensusSpan, all: &[ConsensusSpan]| all.iter().any(|one| one.segment.span == span.segment.span);
    let gone = before.iter().filter(|span| !is_in(span, after)).map(|span| ChangedSpan {
        change: SpanChange::NoLongerContested,
        before: Some(span.segment.clone()),
        after: None,
        label: None,
    });
    let new = after.iter().filter(|span| !is_in(span, before)).map(|span| ChangedSpan {
        change: SpanChange::Contested,
        before: None,
        after: Some(span.segment.clone()),
        label: None,
    });
    gone.chain(new).collect()
}
