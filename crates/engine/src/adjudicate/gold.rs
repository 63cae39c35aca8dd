//! Gold of a settled item in the form in which the consensus of others is exported.

use crate::error::EngineError;
use touchstone_analysis::tokenize::{tokenize, tokens_in};
use touchstone_domain::adjudication::Settlement;
use touchstone_domain::adjudication::corrected::corrected;
use touchstone_domain::annotation::{Annotation, Evidence};
use touchstone_domain::exchange::ExportedDecisions;
use touchstone_domain::gold::{ConsensusSpan, ItemConsensus, OmissionConsensus, SoftSpan};
use touchstone_domain::id::ReviewerId;
use touchstone_domain::item::Item;
use touchstone_domain::review::Content;
use touchstone_domain::span::{Segment, Span};
use touchstone_store::Reader;

/// Gold of a settled item.
pub(crate) struct SettledGold {
    /// In the form of a consensus.
    pub(crate) gold: ItemConsensus,
    /// The sample with the accepted corrections.
    pub(crate) corrected: Option<String>,
    /// How it came about.
    pub(crate) decided: ExportedDecisions,
}

/// The gold of an item; none where it is not settled. `computed` is the consensus of its reviews:
/// votes and the soft track stay as they are.
pub(crate) fn settled_gold(
    reader: &Reader,
    item: &Item,
    computed: &ItemConsensus,
) -> Result<Option<SettledGold>, EngineError> {
    let adjudication = reader.adjudication(item.id)?;
    let Some(settled) = adjudication.settled else { return Ok(None) };
    let reviews = crate::consensus::submitted(reader, item.id)?;
    let tokens = tokenize(&item.sample.text);
    let mut spans = Vec::new();
    for annotation in &settled.gold {
        for segment in &annotation.segments {
            spans.push(span(annotation, segment, &settled, &tokens, &reviews, &computed.soft));
        }
    }
    spans.sort_by_key(|span| span.segment.span);
    let votes =
        computed.verdict_votes.iter().find(|(verdict, _)| *verdict == settled.verdict).map_or(0, |(_, votes)| *votes);
    let gold = ItemConsensus {
        verdict: Some(settled.verdict.clone()),
        verdict_probability: (computed.k > 0).then(|| f64::from(votes) / f64::from(computed.k)),
        unresolved: None,
        spans,
        contested: Vec::new(),
        // What is true of omissions stands in the decisions.
        left_out: OmissionConsensus { soft: computed.left_out.soft.clone(), ..OmissionConsensus::default() },
        ..computed.clone()
    };
    // Settling refused corrections that overlap.
    let corrected = corrected(&item.sample.text, &settled.gold).unwrap_or_default();
    let decided = ExportedDecisions {
        rulings: adjudication.rulings,
        omission_rulings: adjudication.omission_rulings,
        omissions: settled.omissions,
        verdict: adjudication.verdict,
        settled_by: settled.by,
    };
    Ok(Some(SettledGold { gold, corrected, decided }))
}

/// One segment of gold. What the adjudicator says stands under the adjudicator's name; shares and
/// supporters are those of the reviewers, who may all have said something else.
fn span(
    annotation: &Annotation,
    segment: &Segment,
    settled: &Settlement,
    tokens: &[Span],
    reviews: &[(ReviewerId, Content)],
    soft: &[SoftSpan],
) -> ConsensusSpan {
    let marks = |content: &Content| {
        let segments = content.annotations.iter().flat_map(|annotation| &annotation.segments);
        segments.into_iter().any(|other| other.span.overlaps(segment.span))
    };
    let share = |token: &Span| {
        let covers = |soft: &&SoftSpan| soft.start <= token.start().0 && token.start().0 < soft.end;
        soft.iter().find(covers).map_or(0.0, |soft| soft.share)
    };
    let shares: Vec<f64> = tokens[tokens_in(tokens, segment.span)].iter().map(share).collect();
    let count = f64::from(u32::try_from(shares.len().max(1)).unwrap_or(u32::MAX));
    let correction = annotation.correction.clone();
    ConsensusSpan {
        segment: segment.clone(),
        label: annotation.labels.primary.clone(),
        severity: annotation.severity.clone(),
        severity_tie: false,
        share_min: shares.iter().copied().reduce(f64::min).unwrap_or(0.0),
        share_mean: shares.iter().sum::<f64>() / count,
        supporters: reviews.iter().filter(|(_, content)| marks(content)).map(|(reviewer, _)| *reviewer).collect(),
        tie: false,
        single: false,
        evidence: match &annotation.evidence {
            Evidence::NotGiven => Vec::new(),
            given @ (Evidence::NoneExists | Evidence::Passages(_)) => vec![(settled.by, given.clone())],
        },
        corrections: correction.iter().map(|text| (text.clone(), vec![settled.by])).collect(),
        correction,
    }
}
