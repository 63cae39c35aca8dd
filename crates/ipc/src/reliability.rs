//! What the lead learns about reviewers: measured on a snapshot, with the items behind every figure
//! kept at the desk.

use crate::agreement::{Behind, rows_behind};
use crate::convert;
use crate::desk::{Shared, State};
use crate::job::Job;
use crate::session::Answer;
use crate::wire::*;
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::reliability::{self, Sampling};

impl State {
    pub(crate) fn reviewer_items(&mut self, wish: ItemsBehind) -> Answer<Page<BehindRow>> {
        let session = self.session()?;
        rows_behind(session.project.read(), session.behind_reviewers.as_ref(), &wish)
    }
}

impl Shared {
    pub(crate) fn measure_reviewers(&self, (): (), job: &Job) -> Answer<ReviewersView> {
        let snapshot = self.snapshot()?;
        let (as_of, schema) = (snapshot.event_count()?, snapshot.schema()?);
        let report = job.work(|work| {
            let gathered = gather(&snapshot, work)?;
            reliability::measure(&snapshot, &gathered, Sampling::default(), work)
        })?;
        drop(snapshot);
        let (view, lists) = convert::reviewers(report, &schema, as_of);
        self.state().session()?.behind_reviewers = Some(Behind { as_of, lists });
        Ok(view)
    }
}
