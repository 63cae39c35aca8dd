//! Reviews under earlier versions of the label schema, as the lead finds and decides them.

use crate::agreement::behind_row;
use crate::convert;
use crate::desk::Shared;
use crate::error::WireError;
use crate::job::Job;
use crate::session::{Answer, PAGE, Session};
use crate::wire::*;
use touchstone_domain::id::ReviewerId;
use touchstone_engine::migration::{self, Decision, Recorded, Stale};

impl Shared {
    pub(crate) fn stale_reviews(&self, (): (), job: &Job) -> Answer<StaleView> {
        let mut state = self.state();
        view(state.session()?, job)
    }

    pub(crate) fn stale_items(&self, wish: StaleItems, job: &Job) -> Answer<Page<BehindRow>> {
        let snapshot = self.state().session()?.project.snapshot()?;
        let found = job.work(|work| migration::find(&snapshot, work))?;
        let at = found.names.iter().position(|name| name.what == named(wish.what) && name.name == wish.name);
        let items = at.and_then(|at| found.items.get(at)).map(|items| items.iter().copied().collect::<Vec<_>>());
        let items = items.unwrap_or_default();
        let from = usize::try_from(wish.offset).unwrap_or(usize::MAX).min(items.len());
        let to = items.len().min(from + usize::try_from(wish.limit.min(PAGE)).unwrap_or(0));
        let rows = items[from..to].iter().filter_map(|id| behind_row(&snapshot, *id).transpose());
        Ok(Page { total: items.len() as u64, exact: true, rows: rows.collect::<Answer<_>>()? })
    }

    pub(crate) fn migrate_names(&self, wish: MigrateNames, job: &Job) -> Answer<StaleView> {
        let mut state = self.state();
        let session = state.session()?;
        let by = lead(session)?;
        let decisions = wish.decisions.into_iter();
        let decisions: Vec<Decision> = decisions
            .map(|decision| Decision { what: named(decision.what), from: decision.from, to: decision.to })
            .collect();
        job.work(|work| migration::migrate(&mut session.project, by, &decisions, &wish.reason, work))?;
        view(session, job)
    }

    pub(crate) fn take_migration_back(&self, wish: ByMigration, job: &Job) -> Answer<StaleView> {
        let mut state = self.state();
        let session = state.session()?;
        let by = lead(session)?;
        let id = wish.migration.parse().map_err(|_| WireError::bad_request("no such decision"))?;
        job.work(|work| migration::take_back(&mut session.project, by, id, work))?;
        view(session, job)
    }
}

/// Who decides: the person at the desk; in a project where nobody reviews, the lead without a name.
fn lead(session: &Session) -> Answer<ReviewerId> {
    session.reviewer().or_else(|_| Ok(migration::nameless_lead(session.project.read())?))
}

fn view(session: &Session, job: &Job) -> Answer<StaleView> {
    let reader = session.project.read();
    let found = job.work(|work| migration::find(reader, work))?;
    let names = found.names.into_iter().map(|name| StaleName {
        what: wire_named(name.what),
        name: name.name,
        called: name.called,
        meant: name.meant,
        gone: name.why == Stale::Gone,
        versions: name.versions.into_iter().collect(),
        reviews: name.reviews,
        gold: name.gold,
    });
    let names = names.collect();
    let told = |Recorded { id, by, at, migration }: Recorded| -> Answer<MigrationView> {
        let by = reader.reviewer(by)?.map(|reviewer| convert::reviewer_name(reviewer.name));
        let rules = migration.rules.into_iter();
        let decisions = rules.map(|rule| NameDecision { what: wire_named(rule.what), from: rule.from, to: rule.to });
        Ok(MigrationView {
            id: id.to_string(),
            version: migration.version,
            by,
            at: at.map(|at| at.0),
            reason: migration.reason,
            decisions: decisions.collect(),
        })
    };
    let migrations = migration::recorded(reader)?.into_iter().map(told).collect::<Answer<_>>()?;
    Ok(StaleView { version: session.project.schema().version, reviews: found.reviews, names, migrations })
}

const fn named(what: Named) -> migration::Named {
    match what {
        Named::Label => migration::Named::Label,
        Named::Severity => migration::Named::Severity,
        Named::Verdict => migration::Named::Verdict,
    }
}

const fn wire_named(what: migration::Named) -> Named {
    match what {
        migration::Named::Label => Named::Label,
        migration::Named::Severity => Named::Severity,
        migration::Named::Verdict => Named::Verdict,
    }
}
