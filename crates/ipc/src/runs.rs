//! Stored consensus runs for the lead: listed, and compared on a snapshot.

use crate::desk::{Shared, State};
use crate::job::Job;
use crate::session::Answer;
use crate::wire::*;
use touchstone_domain::id::ReviewerId;
use touchstone_domain::label::{LabelSchema, VerdictId};
use touchstone_engine::runs::{self, ChangedItem, ChangedSpan, SpanChange, StoredRun, word};
use touchstone_engine::{EngineError, Snapshot};

/// Changed items that are handed on at once; the sums are of all.
const ROWS: usize = 500;

/// Digits that name a run or the state of the reviews to a person.
const SHORT: usize = 8;

impl State {
    pub(crate) fn consensus_runs(&mut self, (): ()) -> Answer<Vec<RunView>> {
        Ok(runs::list(self.session()?.project.read())?.into_iter().map(view).collect())
    }
}

impl Shared {
    pub(crate) fn compare_runs(&self, wish: CompareRuns, job: &Job) -> Answer<RunComparisonView> {
        let snapshot = self.snapshot()?;
        let (first, second) = (runs::named(&snapshot, &wish.first)?, runs::named(&snapshot, &wish.second)?);
        let found = job.work(|work| runs::compare(&snapshot, first.run.id, second.run.id, work))?;
        let schema = snapshot.schema()?;
        let reviewers = snapshot.reviewers()?;
        let name = |id: ReviewerId| {
            let known = reviewers.iter().find(|one| one.id == id).and_then(|one| one.name.clone());
            known.unwrap_or_else(|| "a reviewer without a name".to_owned())
        };
        let rows = found.changed.iter().take(ROWS).map(|changed| row(&snapshot, &schema, changed, &name));
        Ok(RunComparisonView {
            items: found.items,
            changed: found.changed.len() as u64,
            same_reviews: found.first.run.input_digest == found.second.run.input_digest,
            rows: rows.collect::<Result<_, _>>()?,
        })
    }
}

fn view(stored: StoredRun) -> RunView {
    let run = stored.run;
    let mut reviews = run.input_digest.to_string();
    reviews.truncate(SHORT);
    RunView {
        run: run.id.to_string(),
        method: word(run.settings.method),
        threshold: word(run.settings.threshold),
        seed: run.settings.seed,
        at: stored.at.map(|at| at.0),
        reviews,
        items: run.items,
        equal_words: run.weighing.and_then(|weighing| weighing.equal),
    }
}

fn row(
    snapshot: &Snapshot,
    schema: &LabelSchema,
    changed: &ChangedItem,
    name: &impl Fn(ReviewerId) -> String,
) -> Result<ChangedItemView, EngineError> {
    let called = |verdict: VerdictId| {
        let known = schema.verdicts.iter().find(|one| one.id == verdict).map(|one| one.name.clone());
        known.unwrap_or(verdict.0)
    };
    let verdict = changed
        .change
        .verdict
        .clone()
        .map(|(before, after)| ChangedVerdict { before: before.map(called), after: after.map(called) });
    Ok(ChangedItemView {
        item: changed.item.to_string(),
        ordinal: snapshot.ordinal(changed.item)?.unwrap_or_default(),
        external_id: snapshot.external_id(changed.item)?.unwrap_or_default(),
        verdict,
        spans: changed.change.spans.iter().map(span).collect(),
        omissions: changed.change.omissions.iter().map(span).collect(),
        why: changed.causes.iter().map(|cause| cause.sentence(name)).collect(),
    })
}

fn span(changed: &ChangedSpan) -> ChangedSpanView {
    let (label_before, label_after) = changed.label.clone().unzip();
    ChangedSpanView {
        change: match changed.change {
            SpanChange::Gained => RunChange::Gained,
            SpanChange::Lost => RunChange::Lost,
            SpanChange::Rebounded => RunChange::Rebounded,
            SpanChange::Relabelled => RunChange::Relabelled,
            SpanChange::Contested => RunChange::Contested,
            SpanChange::NoLongerContested => RunChange::NoLongerContested,
        },
        before: changed.before.as_ref().map(|segment| segment.quote.clone()),
        after: changed.after.as_ref().map(|segment| segment.quote.clone()),
        label_before,
        label_after,
    }
}
