//! Agreement for the lead: measured on a snapshot, with the items behind every figure kept at the desk.

use crate::convert;
use crate::desk::{Shared, State};
use crate::error::WireError;
use crate::job::Job;
use crate::session::{Answer, PAGE};
use crate::wire::*;
use std::path::Path;
use touchstone_domain::id::ItemId;
use touchstone_engine::Reader;
use touchstone_engine::against_given;
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::agreement::{self, AgreementOptions, closer};
use touchstone_engine::reliability::Sampling;

/// Characters of a sample that a list shows.
const OPENING: usize = 160;

/// The items behind the figures measured last.
#[derive(Debug)]
pub(crate) struct Behind {
    pub(crate) as_of: u64,
    pub(crate) lists: Vec<Vec<ItemId>>,
}

/// An item of a list, as the lead sees it.
pub(crate) fn behind_row(reader: &Reader, id: ItemId) -> Answer<Option<BehindRow>> {
    let Some(item) = reader.item(id)? else { return Ok(None) };
    Ok(Some(BehindRow {
        item: id.to_string(),
        ordinal: reader.ordinal(id)?.unwrap_or_default(),
        external_id: item.external_id,
        excerpt: item.sample.text.as_str().chars().take(OPENING).collect(),
        disagreement: reader.disagreement(id)?,
    }))
}

impl State {
    pub(crate) fn event_count(&mut self, (): ()) -> Answer<EventCount> {
        Ok(EventCount { events: self.session()?.project.read().event_count()? })
    }

    pub(crate) fn agreement_items(&mut self, wish: ItemsBehind) -> Answer<Page<BehindRow>> {
        let session = self.session()?;
        rows_behind(session.project.read(), session.behind.as_ref(), &wish)
    }

    pub(crate) fn given_items(&mut self, wish: ItemsBehind) -> Answer<Page<BehindRow>> {
        let session = self.session()?;
        rows_behind(session.project.read(), session.behind_given.as_ref(), &wish)
    }
}

/// A page of a list of items behind a figure, if it is still that of the figures shown.
pub(crate) fn rows_behind(reader: &Reader, behind: Option<&Behind>, wish: &ItemsBehind) -> Answer<Page<BehindRow>> {
    let known = behind.filter(|behind| behind.as_of == wish.as_of);
    let list = known.and_then(|behind| behind.lists.get(wish.behind as usize)).ok_or_else(|| {
        WireError::new("measured_anew", "These figures were measured anew since.", "Refresh, and open them again.")
    })?;
    let from = usize::try_from(wish.offset).unwrap_or(usize::MAX).min(list.len());
    let to = list.len().min(from + usize::try_from(wish.limit.min(PAGE)).unwrap_or(0));
    let rows = list[from..to].iter().filter_map(|id| behind_row(reader, *id).transpose()).collect::<Answer<_>>()?;
    Ok(Page { total: list.len() as u64, exact: true, rows })
}

impl Shared {
    pub(crate) fn measure_agreement(&self, (): (), job: &Job) -> Answer<AgreementView> {
        let snapshot = self.snapshot()?;
        let (as_of, schema) = (snapshot.event_count()?, snapshot.schema()?);
        let options = AgreementOptions { pairs: true, parts: true, ..AgreementOptions::default() };
        let (report, closer) = job.work(|work| {
            let gathered = gather(&snapshot, work)?;
            let report = agreement::of_gathered(&gathered, &options, work)?;
            Ok((report, closer::of(&gathered, &options.drawing, work)?))
        })?;
        drop(snapshot);
        let (view, lists) = convert::agreement(report, closer, &schema, as_of);
        self.state().session()?.behind = Some(Behind { as_of, lists });
        Ok(view)
    }

    pub(crate) fn measure_given(&self, (): (), job: &Job) -> Answer<Option<AgainstGivenView>> {
        let snapshot = self.snapshot()?;
        let as_of = snapshot.event_count()?;
        let found = job.work(|work| against_given::now(&snapshot, Sampling::default(), work))?;
        drop(snapshot);
        let Some((settings, found)) = found else { return Ok(None) };
        let (view, lists) = convert::against_given(&settings, found, as_of);
        self.state().session()?.behind_given = Some(Behind { as_of, lists });
        Ok(Some(view))
    }

    pub(crate) fn save_agreement_table(&self, at: AtPath, job: &Job) -> Answer<WrittenFile> {
        let snapshot = self.snapshot()?;
        let file = job.work(|work| agreement::write_table(&gather(&snapshot, work)?, Path::new(&at.path), true))?;
        Ok(WrittenFile { path: file.path, sha256: file.sha256, bytes: file.bytes })
    }
}
