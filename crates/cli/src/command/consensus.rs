//! `consensus`: what the reviewers hold together.

use crate::args::{MethodArg, ThresholdArg};
use crate::exit_code::Exit;
use crate::output::{document, line};
use crate::watch::watched;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use touchstone_domain::gold::{ConsensusSettings, ConsensusSpan, ItemConsensus, Method, SpanThreshold};
use touchstone_domain::id::ReviewerId;
use touchstone_engine::{EngineError, Project, consensus};

/// Computes and stores a run.
pub(crate) fn run(
    path: &Path,
    (method, threshold, seed): (MethodArg, ThresholdArg, u64),
    json: bool,
) -> Result<Exit, EngineError> {
    let settings = ConsensusSettings {
        method: match method {
            MethodArg::Majority => Method::Majority,
        },
        threshold: match threshold {
            ThresholdArg::Any => SpanThreshold::Any,
            ThresholdArg::Half => SpanThreshold::Half,
            ThresholdArg::Majority => SpanThreshold::Majority,
            ThresholdArg::All => SpanThreshold::All,
        },
        seed,
    };
    let mut project = Project::open(path)?;
    let (run, items) = watched(|work| consensus::run(&mut project, &settings, work))?;
    let mut names = BTreeMap::new();
    for reviewer in project.reviewers()? {
        names.insert(reviewer.id, reviewer.name.unwrap_or_else(|| reviewer.id.to_string()));
    }
    if json {
        let mut told = Vec::new();
        for item in &items {
            let external = project.read().external_id(item.item)?.unwrap_or_default();
            told.push(item_json(item, external, &names));
        }
        document(&json!({
            "run": run.id, "input_digest": run.input_digest, "method": settings.method,
            "threshold": settings.threshold, "seed": settings.seed, "items": told,
        }));
    } else {
        let unresolved = items.iter().filter(|item| item.unresolved.is_some()).count();
        let spans: usize = items.iter().map(|item| item.spans.len()).sum();
        let contested: usize = items.iter().map(|item| item.contested.len()).sum();
        line(&format!("run           {}", run.id));
        line(&format!("items         {}", items.len()));
        line(&format!("unresolved    {unresolved}"));
        line(&format!("spans         {spans}"));
        line(&format!("contested     {contested}"));
    }
    project.close()?;
    Ok(Exit::Done)
}

fn item_json(item: &ItemConsensus, external: String, names: &BTreeMap<ReviewerId, String>) -> Value {
    let spans = |spans: &[ConsensusSpan]| spans.iter().map(|span| span_json(span, names)).collect::<Vec<_>>();
    json!({
        "item": external,
        "k": item.k,
        "verdict": item.verdict,
        "verdict_probability": item.verdict_probability,
        "unresolved": item.unresolved.is_some(),
        "unresolved_reason": item.unresolved,
        "spans": spans(&item.spans),
        "contested": spans(&item.contested),
        "soft": item.soft,
        "disagreement": item.disagreement,
    })
}

fn span_json(span: &ConsensusSpan, names: &BTreeMap<ReviewerId, String>) -> Value {
    json!({
        "start": span.segment.span.start(),
        "end": span.segment.span.end(),
        "quote": span.segment.quote,
        "label": span.label,
        "severity": span.severity,
        "severity_tie": span.severity_tie,
        "share_min": span.share_min,
        "share_mean": span.share_mean,
        "supporters": span.supporters.iter().filter_map(|id| names.get(id)).collect::<Vec<_>>(),
        "tie": span.tie,
        "single": span.single,
        "correction": span.correction,
    })
}
