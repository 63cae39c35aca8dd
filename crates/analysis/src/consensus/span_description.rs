//! What the supporters of a consensus span say of it: label, severity, evidence, correction
//! (methods.md, 'Consensus, spans', step 6).

use crate::consensus::token_vote::Mark;
use std::collections::BTreeMap;
use touchstone_domain::annotation::{Annotation, Evidence};
use touchstone_domain::gold::ConsensusSpan;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::{LabelId, LabelSchema};
use touchstone_domain::span::{Segment, Span};
use touchstone_domain::text::Text;
use unicode_normalization::UnicodeNormalization;

/// A span with what its supporters say, before the shares are known.
#[derive(Debug, Clone)]
pub(crate) struct Described {
    segment: Segment,
    label: Option<LabelId>,
    severity: Severity,
    supporters: Vec<ReviewerId>,
    evidence: Vec<(ReviewerId, Evidence)>,
    corrections: Vec<(String, Vec<ReviewerId>)>,
    correction: Option<String>,
}

impl Described {
    /// Shares are m/k.
    pub(crate) fn into_span(self, share_min: f64, share_mean: f64, tie: bool) -> ConsensusSpan {
        ConsensusSpan {
            segment: self.segment,
            label: self.label,
            severity: self.severity.id,
            severity_tie: self.severity.tie,
            share_min,
            share_mean,
            supporters: self.supporters,
            tie,
            single: false,
            evidence: self.evidence,
            corrections: self.corrections,
            correction: self.correction,
        }
    }
}

/// What one supporter says, with the characters of the span that each of their annotations covers.
struct Supporter<'a> {
    reviewer: ReviewerId,
    annotations: Vec<(&'a Annotation, u32)>,
}

/// Describes `span` from the marks that touch it.
pub(crate) fn describe(sample: &Text, span: Span, marks: &[&Mark<'_>], schema: &LabelSchema) -> Described {
    let supporters = supporters(span, marks);
    let (corrections, correction) = corrections(&supporters);
    Described {
        segment: sample.segment(span),
        label: label(&supporters),
        severity: severity(&supporters, schema),
        evidence: evidence(&supporters),
        supporters: supporters.iter().map(|supporter| supporter.reviewer).collect(),
        corrections,
        correction,
    }
}

/// By reviewer; each annotation once, in the order of the marks, however many segments touch.
fn supporters<'a>(span: Span, marks: &[&Mark<'a>]) -> Vec<Supporter<'a>> {
    let mut found: BTreeMap<ReviewerId, Vec<(&Annotation, u32)>> = BTreeMap::new();
    for mark in marks {
        let covered = mark.span.intersection(span).map_or(0, Span::len);
        let annotations = found.entry(mark.reviewer).or_default();
        match annotations.iter_mut().find(|(annotation, _)| annotation.id == mark.annotation.id) {
            Some((_, sum)) => *sum += covered,
            None => annotations.push((mark.annotation, covered)),
        }
    }
    found.into_iter().map(|(reviewer, annotations)| Supporter { reviewer, annotations }).collect()
}

/// Each supporter votes for the label that covers most characters of theirs; more than half of the
/// votes decide. A supporter with no label, or with two that cover as much, does not vote.
fn label(supporters: &[Supporter<'_>]) -> Option<LabelId> {
    let mut votes: BTreeMap<&LabelId, usize> = BTreeMap::new();
    let mut cast = 0;
    for supporter in supporters {
        let mut covered: BTreeMap<&LabelId, u32> = BTreeMap::new();
        for (annotation, characters) in &supporter.annotations {
            if let Some(label) = &annotation.labels.primary {
                *covered.entry(label).or_default() += characters;
            }
        }
        let most = covered.values().copied().max();
        let mut largest = covered.iter().filter(|(_, characters)| Some(**characters) == most);
        if let (Some((label, _)), None) = (largest.next(), largest.next()) {
            *votes.entry(label).or_default() += 1;
            cast += 1;
        }
    }
    votes.into_iter().find(|(_, count)| 2 * count > cast).map(|(label, _)| label.clone())
}

/// The median, and whether it lay between two.
#[derive(Debug, Clone, Default)]
struct Severity {
    id: Option<touchstone_domain::label::SeverityId>,
    tie: bool,
}

/// Median of the supporters' severities; between two the higher, flagged. A supporter's own is that
/// of the annotation that covers most characters, the higher of equals.
fn severity(supporters: &[Supporter<'_>], schema: &LabelSchema) -> Severity {
    let own = |supporter: &Supporter<'_>| {
        let graded = supporter.annotations.iter().filter_map(|(annotation, covered)| {
            let rank = schema.severity_rank(annotation.severity.as_ref()?)?;
            Some((*covered, rank))
        });
        graded.max().map(|(_, rank)| rank)
    };
    let mut ranks: Vec<usize> = supporters.iter().filter_map(own).collect();
    ranks.sort_unstable();
    let Some(&rank) = ranks.get(ranks.len() / 2) else { return Severity::default() };
    let tie = ranks.len().is_multiple_of(2) && ranks[ranks.len() / 2 - 1] != rank;
    Severity { id: schema.severities.get(rank).map(|severity| severity.id.clone()), tie }
}

/// All that supporters name, a union; what one reviewer says twice stands once.
fn evidence(supporters: &[Supporter<'_>]) -> Vec<(ReviewerId, Evidence)> {
    let mut union: Vec<(ReviewerId, Evidence)> = Vec::new();
    for supporter in supporters {
        for (annotation, _) in &supporter.annotations {
            let said = (supporter.reviewer, annotation.evidence.clone());
            if said.1 != Evidence::NotGiven && !union.contains(&said) {
                union.push(said);
            }
        }
    }
    union
}

type Variants = Vec<(String, Vec<ReviewerId>)>;

/// Variants that are equal after NFC and folding of white space are one, shown as its first
/// supporter wrote it; the most supported stands first. More than half of those who corrected
/// decide.
fn corrections(supporters: &[Supporter<'_>]) -> (Variants, Option<String>) {
    let mut variants: BTreeMap<String, (String, Vec<ReviewerId>)> = BTreeMap::new();
    let mut corrected = 0;
    for supporter in supporters {
        let mut any = false;
        for text in supporter.annotations.iter().filter_map(|(annotation, _)| annotation.correction.as_ref()) {
            any = true;
            let (_, by) = variants.entry(folded(text)).or_insert_with(|| (text.clone(), Vec::new()));
            if by.last() != Some(&supporter.reviewer) {
                by.push(supporter.reviewer);
            }
        }
        corrected += usize::from(any);
    }
    let mut variants: Variants = variants.into_values().collect();
    variants.sort_by_key(|(_, by)| std::cmp::Reverse(by.len()));
    // Someone with two corrections in one span may support two that are equally strong.
    let strongest = variants.first().map(|(text, by)| (text.clone(), by.len()));
    let rival = variants.get(1).map(|(_, by)| by.len());
    let decided = strongest.filter(|(_, by)| 2 * by > corrected && Some(*by) != rival).map(|(text, _)| text);
    (variants, decided)
}

/// The form in which corrections are compared: NFC, white space folded.
pub(crate) fn folded(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}
