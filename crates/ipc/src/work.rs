//! Long commands: import holds the project; everything that only reads works on a snapshot.

use crate::convert;
use crate::desk::Shared;
use crate::job::Job;
use crate::lead::counted;
use crate::session::Answer;
use crate::wire::*;
use std::path::{Path, PathBuf};
use touchstone_domain::gold;
use touchstone_engine::listing::{ItemStatus, ItemTest};
use touchstone_engine::{Snapshot, compare, consensus, export, filter, import, preview};

impl Shared {
    pub(crate) fn snapshot(&self) -> Answer<Snapshot> {
        Ok(self.state().session()?.project.snapshot()?)
    }

    pub(crate) fn run_import(&self, wish: RunImport, job: &Job) -> Answer<ImportReport> {
        let paths: Vec<PathBuf> = wish.paths.into_iter().map(PathBuf::from).collect();
        let options = convert::import_options(wish.options);
        let mut state = self.state();
        let project = &mut state.session()?.project;
        let report = job.work(|work| import::run(project, &paths, &options, work))?;
        state.issues.clone_from(&report.issues);
        Ok(convert::import_report(report))
    }

    pub(crate) fn run_consensus(&self, wish: Option<RunConsensus>, job: &Job) -> Answer<ConsensusReport> {
        let snapshot = self.snapshot()?;
        let settings = convert::consensus_settings(wish.unwrap_or_default());
        let computed = job.work(|work| consensus::compute(&snapshot, &settings, work))?;
        drop(snapshot);
        consensus::keep(&mut self.state().session()?.project, &computed)?;
        Ok(sums(&computed.run, &computed.items))
    }

    pub(crate) fn read_items(&self, (): (), job: &Job) -> Answer<u64> {
        let mut state = self.state();
        let project = &mut state.session()?.project;
        Ok(job.work(|work| compare::all(project, work))?)
    }

    pub(crate) fn export_plan(&self, wish: ExportOptions, job: &Job) -> Answer<ExportPlan> {
        let snapshot = self.snapshot()?;
        let options = convert::export_options(wish);
        let plan = export::plan(&snapshot, &options)?;
        let first_record = match plan.records {
            0 => None,
            _ => job.work(|work| preview::first_record_text(&snapshot, &options, work))?,
        };
        Ok(ExportPlan {
            items: plan.items,
            records: plan.records,
            excluded: plan.excluded,
            excluded_by_filter: plan.excluded_by_filter,
            unfinished: unfinished(&snapshot, options.filter.as_deref())?,
            first_record,
            why: (plan.records == 0).then(|| export::why_empty(&plan, &options)),
            lost: plan.lost,
        })
    }

    pub(crate) fn run_export(&self, wish: ExportOptions, job: &Job) -> Answer<ExportReport> {
        let snapshot = self.snapshot()?;
        let options = convert::export_options(wish);
        let report = job.work(|work| export::run(&snapshot, &options, work))?;
        let file = |file: export::WrittenFile| WrittenFile { path: file.path, sha256: file.sha256, bytes: file.bytes };
        Ok(ExportReport {
            files: report.files.into_iter().map(file).collect(),
            records: report.records,
            lost: report.lost,
            excluded: report.excluded,
            excluded_by_filter: report.excluded_by_filter,
        })
    }

    /// Counts beside the desk, so that nobody waits; a table goes no further than this.
    pub(crate) fn items_count(&self, wish: CountItems, job: &Job) -> Answer<ItemsCount> {
        const COUNTED: u64 = 100_000;
        let snapshot = self.snapshot()?;
        let filter = filter::parse(&snapshot, &wish.filter)?;
        Ok(job.work(|work| {
            let mut go_on = || work.step("items", 0, None).is_ok();
            let (items, exact) = counted(snapshot.items_count_filtered(&filter, COUNTED, &mut go_on)?);
            Ok(ItemsCount { items, exact })
        })?)
    }

    pub(crate) fn save_copy(&self, at: AtPath, job: &Job) -> Answer<()> {
        let snapshot = self.snapshot()?;
        Ok(job.work(|work| {
            let mut go_on = |done, pages| work.step("pages", done, Some(pages)).is_ok();
            Ok(snapshot.save_copy(Path::new(&at.path), &mut go_on)?)
        })?)
    }
}

/// Items of the filter with a review that is begun and not handed in.
fn unfinished(snapshot: &Snapshot, words: Option<&str>) -> Answer<u64> {
    let filter =
        filter::parse(snapshot, words.unwrap_or_default())?.and(ItemTest::Status(vec![ItemStatus::InProgress]));
    Ok(filter::matching(snapshot, &filter, usize::MAX)?.len() as u64)
}

fn sums(run: &gold::ConsensusRun, items: &[gold::ItemConsensus]) -> ConsensusReport {
    let reviewed = || items.iter().filter(|item| item.k > 0);
    ConsensusReport {
        run: run.id.to_string(),
        items: run.items,
        reviewed: reviewed().count() as u64,
        unresolved: reviewed().filter(|item| item.verdict.is_none()).count() as u64,
        spans: items.iter().map(|item| item.spans.len() as u64).sum(),
        contested: items.iter().map(|item| item.contested.len() as u64).sum(),
    }
}
