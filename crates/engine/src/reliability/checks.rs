//! Attention checks and calibration: how reviewers did on items of the plan whose right answer is known.

use crate::agreement::gathered::Gathered;
use crate::assignment;
use crate::error::EngineError;
use crate::reliability::figures::{ReviewerFigure, Unit};
use crate::reliability::{CheckKind, CheckReport, Sampling};
use std::collections::BTreeMap;
use touchstone_analysis::reliability::gold::{self, Check};
use touchstone_domain::id::ItemId;
use touchstone_domain::label::VerdictId;
use touchstone_domain::span::Span;
use touchstone_store::Reader;

/// The gold of an item: number of the verdict, and spans.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Gold {
    verdict: u32,
    spans: Vec<(u32, u32)>,
}

/// Items of one kind, by place among those gathered, with their gold where it is known.
pub(super) struct CheckItems {
    kind: CheckKind,
    items: BTreeMap<usize, Option<Gold>>,
}

/// The kinds that the plan in force has. Its attention checks are those that were found when it was
/// set; where an earlier program set it, those that its filter finds now.
pub(super) fn planned(reader: &Reader, gathered: &Gathered) -> Result<Vec<CheckItems>, EngineError> {
    let Some(plan) = reader.assignment_plan()? else { return Ok(Vec::new()) };
    let places: BTreeMap<ItemId, usize> = gathered.items.iter().map(|item| item.id).zip(0..).collect();
    // A filter that finds nothing any more has no checks to report.
    let checks = match assignment::checks(reader, &plan.settings) {
        _ if !plan.checks.is_empty() => plan.checks,
        Ok(checks) => checks,
        Err(EngineError::BadPlan { .. } | EngineError::BadFilter { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut kinds = Vec::new();
    for (kind, ordinals) in [(CheckKind::Attention, checks), (CheckKind::Calibration, plan.calibration)] {
        let mut items = BTreeMap::new();
        for ordinal in &ordinals {
            let Some(id) = reader.item_id_at(u64::from(*ordinal))? else { continue };
            if let Some(place) = places.get(&id) {
                items.insert(*place, gold(reader, id, gathered)?);
            }
        }
        if !ordinals.is_empty() {
            kinds.push(CheckItems { kind, items });
        }
    }
    Ok(kinds)
}

/// What the item was settled as, else what its file gave.
fn gold(reader: &Reader, item: ItemId, gathered: &Gathered) -> Result<Option<Gold>, EngineError> {
    let (verdict, spans): (VerdictId, Vec<Span>) = match reader.adjudication(item)?.settled {
        Some(settled) => {
            let segments = settled.gold.iter().flat_map(|annotation| &annotation.segments);
            (settled.verdict, segments.map(|segment| segment.span).collect())
        }
        None => match reader.given_gold(item)? {
            Some(given) => (given.verdict, given.spans.iter().map(|span| span.segment.span).collect()),
            None => return Ok(None),
        },
    };
    let verdict = gathered.verdicts.iter().position(|known| *known == verdict);
    Ok(Some(Gold {
        // A verdict that no reviewer gave and the schema does not have equals none of theirs.
        verdict: verdict.and_then(|number| u32::try_from(number).ok()).unwrap_or(u32::MAX),
        spans: spans.into_iter().map(|span| (span.start().0, span.end().0)).collect(),
    }))
}

/// How one reviewer did on the items of a kind.
pub(super) fn of_reviewer(checked: &CheckItems, gathered: &Gathered, reviewer: u32, sampling: Sampling) -> CheckReport {
    let (mut seen, mut checks) = (0, Vec::new());
    for (place, gold) in &checked.items {
        let item = &gathered.items[*place];
        let Ok(at) = item.reviews.binary_search_by_key(&reviewer, |review| review.reviewer) else { continue };
        seen += 1;
        let Some(gold) = gold else { continue };
        let marks = &item.spans.reviews[at].marks;
        let check = Check {
            verdict: item.reviews[at].verdict,
            gold_verdict: gold.verdict,
            spans: marks.iter().map(|mark| (mark.start, mark.end)).collect(),
            gold: gold.spans.clone(),
        };
        checks.push((item.id, check));
    }
    let found = gold::measure(&checks.iter().map(|(_, check)| check.clone()).collect::<Vec<_>>(), sampling);
    let items_where = |says: fn(&Check) -> bool| -> Vec<ItemId> {
        checks.iter().filter(|(_, check)| says(check)).map(|(item, _)| *item).collect()
    };
    let all = items_where(|_| true);
    let figure = ReviewerFigure::new;
    CheckReport {
        kind: checked.kind,
        seen,
        with_gold: found.items,
        figures: vec![
            figure("verdict_right", Unit::Share, "items", found.verdict)
                .in_items_or(items_where(Check::verdict_is_wrong), &all),
            figure("gold_found", Unit::Share, "spans", found.found).in_items_or(items_where(Check::misses), &all),
            figure("beside_gold", Unit::Share, "spans", found.beside)
                .in_items_or(items_where(Check::marks_beside), &all),
        ],
    }
}
