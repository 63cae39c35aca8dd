//! The lead's desk of adjudication: queue, item, decisions, causes, and many at once.

use crate::convert;
use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::job::Job;
use crate::session::{Answer, PAGE, Session, item_id};
use crate::wire::*;
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::ItemId;
use touchstone_engine::adjudicate;

impl State {
    pub(crate) fn adjudication_cases(&mut self, page: CasesPage) -> Answer<Cases> {
        let reader = self.session()?.project.read();
        let rows = reader.cases(convert::case_state(page.state), page.offset, page.limit.min(PAGE))?;
        let row = |row: adjudicate::CaseRow| CaseRow {
            item: row.item.to_string(),
            at: row.ordinal,
            opening: row.excerpt,
            bits: row.standing.information,
            open: row.standing.open,
            reviewers: row.reviewers,
        };
        Ok(Cases { rows: rows.into_iter().map(row).collect(), counts: counts(reader)? })
    }

    pub(crate) fn open_case(&mut self, which: OpenCase) -> Answer<Option<CaseView>> {
        let session = self.session()?;
        let item = match (which.item, which.after) {
            (Some(item), _) => Some(item_id(&item)?),
            (None, after) => session.project.read().next_case(after.as_deref().map(item_id).transpose()?)?,
        };
        item.map(|item| session.case(item)).transpose()
    }

    pub(crate) fn record_wish(&mut self, told: RecordWish) -> Answer<CaseRecorded> {
        let session = self.session()?;
        let (adjudicator, item) = (session.reviewer()?, item_id(&told.item)?);
        let blind = BlindItem::from(&adjudicate::open(session.project.read(), item)?.item);
        let wish = convert::wish(&blind, told.wish)?;
        Ok(match adjudicate::record(&mut session.project, adjudicator, item, wish)? {
            adjudicate::Outcome::Recorded(case) => {
                let changed = session.has_changed(item)?;
                let seed = session.project.facts().order_seed.clone();
                CaseRecorded::Recorded { stand: Box::new(convert::stand(&case, &seed, changed)) }
            }
            adjudicate::Outcome::Refused(refusal) => CaseRecorded::Refused { refusal: convert::case_refusal(&refusal) },
        })
    }

    pub(crate) fn adjudication_causes(&mut self, (): ()) -> Answer<CauseReport> {
        Ok(convert::cause_report(&adjudicate::causes(self.session()?.project.read())?))
    }
}

impl Session {
    fn case(&self, item: ItemId) -> Answer<CaseView> {
        let reader = self.project.read();
        let open = adjudicate::open(reader, item)?;
        let at = reader.ordinal(item)?.unwrap_or(0);
        let seed = &self.project.facts().order_seed;
        Ok(convert::case(&open, seed, at, counts(reader)?, self.has_changed(item)?))
    }

    fn has_changed(&self, item: ItemId) -> Answer<bool> {
        let standing = self.project.read().case_standing(item)?;
        Ok(standing.is_some_and(|standing| standing.state == adjudicate::CaseState::Changed))
    }
}

impl Shared {
    pub(crate) fn prepare_adjudication(&self, (): (), job: &Job) -> Answer<()> {
        let mut state = self.state();
        let project = &mut state.session()?.project;
        Ok(job.work(|work| adjudicate::prepare(project, work))?)
    }

    pub(crate) fn preview_bulk(&self, rule: BulkRule, job: &Job) -> Answer<BulkPreview> {
        let snapshot = self.state().session()?.project.snapshot()?;
        let preview = job.work(|work| adjudicate::preview(&snapshot, convert::bulk_rule(rule), work))?;
        Ok(convert::bulk_preview(preview))
    }

    pub(crate) fn accept_bulk(&self, told: BulkAccept, job: &Job) -> Answer<BulkReport> {
        let mut state = self.state();
        let session = state.session()?;
        let (adjudicator, rule) = (session.reviewer()?, convert::bulk_rule(told.rule));
        let reason = convert::domain_reason(told.reason);
        let report = job.work(|work| adjudicate::accept(&mut session.project, adjudicator, rule, &reason, work))?;
        Ok(convert::bulk_report(report))
    }

    pub(crate) fn undo_bulk(&self, told: BulkUndo, job: &Job) -> Answer<BulkUndone> {
        let mut state = self.state();
        let session = state.session()?;
        let adjudicator = session.reviewer()?;
        let step = told.step.parse().map_err(|_| WireError::bad_request("no such step"))?;
        let undone = job.work(|work| adjudicate::take_back(&mut session.project, adjudicator, step, work))?;
        Ok(BulkUndone { items: undone.items, kept: undone.kept })
    }
}

fn counts(reader: &touchstone_engine::Reader) -> Answer<CaseCounts> {
    let count = |state| -> Answer<u64> { Ok(reader.case_count(convert::case_state(state))?) };
    Ok(CaseCounts {
        open: count(CaseState::Open)?,
        ready: count(CaseState::Ready)?,
        settled: count(CaseState::Settled)?,
        changed: count(CaseState::Changed)?,
    })
}
