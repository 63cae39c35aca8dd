//! Deciding many differences at once, where reviewers are nearly of one mind: with a preview before,
//! as one step that can be taken back.

use super::{OpenCase, Pen, open_item, project_item};
use crate::error::EngineError;
use crate::project::Project;
use crate::work::Work;
use touchstone_domain::adjudication::Fact;
use touchstone_domain::adjudication::cause::Reason;
use touchstone_domain::adjudication::deciding::Wish;
use touchstone_domain::adjudication::difference::Difference;
use touchstone_domain::id::{AnnotationId, EventId, ItemId, ReviewerId};
use touchstone_domain::label::LabelSchema;
use touchstone_store::{CaseState, Reader};

/// Examples that a preview shows.
const EXAMPLES: usize = 12;

/// Which differences are decided: those where each of at least so many reviewers marks one place
/// with one label, and no two bounds are further apart than so many words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkRule {
    /// Only items that at least so many reviewers submitted; 2 or more.
    pub reviewers: u32,
    /// Words between two starts or two ends.
    pub within_words: u32,
    /// Whether items with nothing left to decide are settled, too.
    pub settle: bool,
}

/// One of the differences that would be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkExample {
    /// In which item.
    pub item: ItemId,
    /// Its place in file order, from 1.
    pub ordinal: u64,
    /// What reviewers marked, each of them once.
    pub marked: Vec<String>,
    /// What becomes gold.
    pub becomes: String,
}

/// What a rule would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BulkPreview {
    /// Items with a difference that is decided.
    pub items: u64,
    /// Differences that are decided.
    pub differences: u64,
    /// Items that are settled.
    pub settled: u64,
    /// The first of the differences.
    pub examples: Vec<BulkExample>,
}

/// What a rule did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkReport {
    /// Names the step, for taking it back; none when nothing was done.
    pub step: Option<EventId>,
    /// Items with a difference that was decided.
    pub items: u64,
    /// Differences that were decided.
    pub differences: u64,
    /// Items that were settled.
    pub settled: u64,
}

/// What taking back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BulkUndone {
    /// Items as they were before.
    pub items: u64,
    /// Items that someone worked on since: they keep what was decided.
    pub kept: u64,
}

/// What `rule` would do, without doing it.
pub fn preview(reader: &Reader, rule: BulkRule, work: &mut Work<'_>) -> Result<BulkPreview, EngineError> {
    let schema = reader.schema()?;
    let mut preview = BulkPreview::default();
    let placeholder = [AnnotationId::from_parts(&["preview", "1"]), AnnotationId::from_parts(&["preview", "2"])];
    for (item, ordinal) in candidates(reader, rule)? {
        work.step("items", preview.items, None)?;
        let Some(open) = opened(reader, item, &schema)?.filter(|open| fits(open, rule)) else { continue };
        let differences: Vec<&Difference> = matching(&open, rule).collect();
        preview.items += u64::from(!differences.is_empty());
        preview.differences += differences.len() as u64;
        let left = open.case().open_count() - differences.len();
        let settles = rule.settle && left == 0 && {
            let after = after(&open, &schema, &differences, placeholder[0]);
            after.decide(&schema, Wish::Settle { confirmed: false }, placeholder).is_ok()
        };
        preview.settled += u64::from(settles);
        for difference in differences.iter().take(EXAMPLES - preview.examples.len().min(EXAMPLES)) {
            let mut marked: Vec<String> = Vec::new();
            for candidate in difference.candidates.iter().filter(|candidate| candidate.from_reviewers) {
                marked.push(candidate.annotation.quote());
            }
            let becomes = difference.candidates[0].annotation.quote();
            preview.examples.push(BulkExample { item, ordinal, marked, becomes });
        }
    }
    Ok(preview)
}

/// The case as it would be with the differences accepted.
fn after(open: &OpenCase, schema: &LabelSchema, differences: &[&Difference], id: AnnotationId) -> OpenCase {
    let mut after = open.clone();
    for (number, difference) in differences.iter().enumerate() {
        let id = AnnotationId::from_parts(&[&id.to_string(), &number.to_string()]);
        let reason = Reason { cause: touchstone_domain::adjudication::cause::Cause::Taste, words: None };
        let wish = Wish::Accept(difference.candidates[0].annotation.id, reason);
        if let Ok([Fact::Ruled { ruling }]) = after.decide(schema, wish, [id, id]).as_deref() {
            let made = ruling.gold.iter().cloned();
            let heard = &ruling.heard;
            after.adjudication.gold.extend(
                made.map(|annotation| touchstone_domain::adjudication::Gold { annotation, heard: heard.clone() }),
            );
            after.adjudication.rulings.push(ruling.clone());
        }
    }
    after
}

/// Does what `rule` says, as one step of `adjudicator`.
pub fn accept(
    project: &mut Project,
    adjudicator: ReviewerId,
    rule: BulkRule,
    reason: &Reason,
    work: &mut Work<'_>,
) -> Result<BulkReport, EngineError> {
    let schema = project.schema().clone();
    let chosen = candidates(project.read(), rule)?;
    let mut pen = Pen::of(project, adjudicator)?;
    let mut report = BulkReport { step: None, items: 0, differences: 0, settled: 0 };
    let total = chosen.len() as u64;
    let Project { file, entropy, .. } = project;
    file.transaction(|transaction| {
        let mut ink = pen.dip(transaction)?;
        let mut draw = || entropy.draw();
        for (done, (item, _)) in (0..).zip(chosen) {
            work.step("items", done, Some(total))?;
            let Some(open) = opened(transaction, item, &schema)?.filter(|open| fits(open, rule)) else { continue };
            let mut decided = 0;
            for difference in matching(&open, rule) {
                let new = [AnnotationId::from_bytes(draw()?), AnnotationId::from_bytes(draw()?)];
                let wish = Wish::Accept(difference.candidates[0].annotation.id, reason.clone());
                for fact in open.decide(&schema, wish, new).unwrap_or_default() {
                    pen.write(transaction, &mut ink, &open.item, EventId::from_bytes(draw()?), fact)?;
                }
                decided += 1;
            }
            report.items += u64::from(decided > 0);
            report.differences += decided;
            let mut settled = false;
            if rule.settle {
                let now = OpenCase { adjudication: transaction.adjudication(item)?, ..open.clone() };
                let new = [AnnotationId::from_bytes(draw()?); 2];
                for fact in now.decide(&schema, Wish::Settle { confirmed: false }, new).unwrap_or_default() {
                    pen.write(transaction, &mut ink, &open.item, EventId::from_bytes(draw()?), fact)?;
                    settled = true;
                }
            }
            report.settled += u64::from(settled);
            if decided > 0 || settled {
                project_item(transaction, &open.item, &schema)?;
            }
        }
        Ok::<_, EngineError>(())
    })?;
    report.step = pen.step;
    Ok(report)
}

/// Takes a step back in every item where it is still the last.
pub fn take_back(
    project: &mut Project,
    adjudicator: ReviewerId,
    step: EventId,
    work: &mut Work<'_>,
) -> Result<BulkUndone, EngineError> {
    let schema = project.schema().clone();
    let items = project.read().items_of_step(step)?;
    let mut pen = Pen::of(project, adjudicator)?;
    let mut undone = BulkUndone { items: 0, kept: 0 };
    let total = items.len() as u64;
    let Project { file, entropy, .. } = project;
    file.transaction(|transaction| {
        let mut ink = pen.dip(transaction)?;
        for (done, item) in (0..).zip(items) {
            work.step("items", done, Some(total))?;
            let last = transaction.adjudication(item)?.undo.last().copied();
            let Some(item) = transaction.item(item)?.filter(|_| last == Some(step)) else {
                undone.kept += 1;
                continue;
            };
            let id = EventId::from_bytes(entropy.draw()?);
            pen.write(transaction, &mut ink, &item, id, Fact::Undone { step })?;
            project_item(transaction, &item, &schema)?;
            undone.items += 1;
        }
        Ok::<_, EngineError>(undone)
    })
}

/// Items with something to decide, and those with nothing where they are to be settled, in file order.
fn candidates(reader: &Reader, rule: BulkRule) -> Result<Vec<(ItemId, u64)>, EngineError> {
    let states = [CaseState::Open, CaseState::Ready];
    let mut items = Vec::new();
    for state in states.into_iter().filter(|state| rule.settle || *state == CaseState::Open) {
        items.extend(reader.case_items(state)?);
    }
    items.sort_by_key(|(_, ordinal)| *ordinal);
    Ok(items)
}

fn opened(reader: &Reader, item: ItemId, schema: &LabelSchema) -> Result<Option<OpenCase>, EngineError> {
    reader.item(item)?.map(|item| open_item(reader, item, schema)).transpose()
}

fn fits(open: &OpenCase, rule: BulkRule) -> bool {
    open.differences.reviewers >= rule.reviewers.max(2)
}

/// Open differences that the rule decides.
fn matching(open: &OpenCase, rule: BulkRule) -> impl Iterator<Item = &Difference> {
    open.case().open().filter(move |difference| difference.apart.is_some_and(|apart| apart <= rule.within_words))
}
