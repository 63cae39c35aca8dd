//! `consensus --runs` and `--compare`: what was stored, side by side. Nothing is computed or written.

use crate::args::ConsensusArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::watched;
use serde_json::{Map, Value, json};
use touchstone_domain::id::ReviewerId;
use touchstone_domain::span::Segment;
use touchstone_engine::runs::{self, ChangedItem, ChangedSpan, RunComparison, StoredRun, word};
use touchstone_engine::{EngineError, Snapshot};

/// Lists the stored runs.
pub(crate) fn list(args: &ConsensusArgs) -> Result<Exit, EngineError> {
    let snapshot = Snapshot::open(&args.project)?;
    let found = runs::list(&snapshot)?;
    if args.json {
        document(&json!({ "runs": found.iter().map(run).collect::<Vec<_>>() }));
    } else if found.is_empty() {
        lines(["No run is stored yet; `touchstone consensus PROJECT` computes one."]);
    } else {
        lines(found.iter().map(row));
    }
    Ok(Exit::Done)
}

/// Compares two stored runs.
pub(crate) fn compare(args: &ConsensusArgs, first: &str, second: &str) -> Result<Exit, EngineError> {
    let snapshot = Snapshot::open(&args.project)?;
    let (first, second) = (runs::named(&snapshot, first)?, runs::named(&snapshot, second)?);
    let found = watched(|work| runs::compare(&snapshot, first.run.id, second.run.id, work))?;
    let reviewers = snapshot.reviewers()?;
    let name = |id: ReviewerId| {
        let known = reviewers.iter().find(|one| one.id == id).and_then(|one| one.name.clone());
        known.unwrap_or_else(|| id.to_string())
    };
    let mut external = Vec::new();
    for changed in &found.changed {
        external.push(snapshot.external_id(changed.item)?.unwrap_or_default());
    }
    if args.json {
        document(&answer(&found, &external, &name));
    } else {
        lines(words(&found, &external, &name));
    }
    Ok(Exit::Done)
}

fn run(stored: &StoredRun) -> Value {
    let settings = &stored.run.settings;
    json!({
        "run": stored.run.id,
        "method": settings.method,
        "threshold": settings.threshold,
        "seed": settings.seed,
        "input_digest": stored.run.input_digest,
        "items": stored.run.items,
        "computed_at_ms": stored.at,
        "equal_words_reason": stored.run.weighing.as_ref().and_then(|weighing| weighing.equal.clone()),
    })
}

fn row(stored: &StoredRun) -> String {
    let settings = &stored.run.settings;
    let (id, digest) = (stored.run.id.to_string(), stored.run.input_digest.to_string());
    format!(
        "{}  {:<12} {:<9} seed {:<6} {:>8} items  reviews {}",
        &id[..8],
        word(settings.method),
        word(settings.threshold),
        settings.seed,
        stored.run.items,
        &digest[..8]
    )
}

/// How many changed items have each cause.
fn sums(found: &RunComparison) -> Map<String, Value> {
    let mut sums = std::collections::BTreeMap::new();
    for cause in found.changed.iter().flat_map(|changed| &changed.causes) {
        *sums.entry(cause.name()).or_insert(0_u64) += 1;
    }
    sums.into_iter().map(|(name, count)| (name.to_owned(), count.into())).collect()
}

fn answer(found: &RunComparison, external: &[String], name: &impl Fn(ReviewerId) -> String) -> Value {
    let item = |(changed, external): (&ChangedItem, &String)| {
        let verdict = changed.change.verdict.as_ref();
        json!({
            "item": external,
            "verdict": verdict.map(|(before, after)| json!({ "before": before, "after": after })),
            "spans": changed.change.spans.iter().map(span).collect::<Vec<_>>(),
            "omissions": changed.change.omissions.iter().map(span).collect::<Vec<_>>(),
            "causes": changed.causes.iter()
                .map(|cause| json!({ "cause": cause.name(), "sentence": cause.sentence(name) }))
                .collect::<Vec<_>>(),
        })
    };
    json!({
        "first": run(&found.first),
        "second": run(&found.second),
        "same_reviews": found.first.run.input_digest == found.second.run.input_digest,
        "n_items": found.items,
        "n_changed": found.changed.len(),
        "causes": sums(found),
        "changed": found.changed.iter().zip(external).map(item).collect::<Vec<_>>(),
    })
}

fn span(changed: &ChangedSpan) -> Value {
    let place = |segment: &Segment| json!({ "start": segment.span.start().0, "end": segment.span.end().0, "quote": segment.quote });
    let label = changed.label.as_ref().map(|(before, after)| json!({ "before": before, "after": after }));
    json!({
        "change": changed.change,
        "before": changed.before.as_ref().map(place),
        "after": changed.after.as_ref().map(place),
        "label": label,
    })
}

fn words(found: &RunComparison, external: &[String], name: &impl Fn(ReviewerId) -> String) -> Vec<String> {
    let mut lines = vec![
        row(&found.first),
        row(&found.second),
        format!("{} of {} items changed", found.changed.len(), found.items),
    ];
    for (changed, external) in found.changed.iter().zip(external) {
        lines.push(String::new());
        lines.push(external.clone());
        if let Some((before, after)) = &changed.change.verdict {
            let said = |verdict: &Option<touchstone_domain::label::VerdictId>| {
                verdict.as_ref().map_or_else(|| "unresolved".to_owned(), |verdict| verdict.0.clone())
            };
            lines.push(format!("  verdict: {}, was {}", said(after), said(before)));
        }
        let spans = changed.change.spans.iter().map(|span| ("", span));
        let omissions = changed.change.omissions.iter().map(|span| ("left out, ", span));
        for (of, span) in spans.chain(omissions) {
            let quote = |segment: &Option<Segment>| segment.as_ref().map(|segment| format!("“{}”", segment.quote));
            let places: Vec<String> = [quote(&span.before), quote(&span.after)].into_iter().flatten().collect();
            let label = span.label.as_ref().map(|(before, after)| format!(" ({after}, was {before})"));
            let label = label.unwrap_or_default();
            lines.push(format!("  {of}{}: {}{label}", word(span.change).replace('-', " "), places.join(" → ")));
        }
        lines.extend(changed.causes.iter().map(|cause| format!("  why: {}", cause.sentence(name))));
    }
    lines
}
