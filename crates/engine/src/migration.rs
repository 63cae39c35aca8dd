//! Names of earlier versions of the label schema: which reviews still use them, what they are read as
//! from now on, and how that is taken back.

use crate::consensus;
use crate::entropy::now;
use crate::error::EngineError;
use crate::project::Project;
use crate::record::{self, Act, Chain};
use crate::work::Work;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use touchstone_domain::adjudication;
use touchstone_domain::event::{Assistance, Context, EventKind};
use touchstone_domain::id::{EventId, ItemId, ReviewerId};
use touchstone_domain::label::{LabelId, LabelSchema, SeverityId, VerdictId, VerdictMeaning};
use touchstone_domain::migration::{Migrations, Rule, check, stale};
use touchstone_domain::review::uses;
use touchstone_store::{Reader, ToldGold, Transaction};

pub use touchstone_domain::migration::{Migration, Named, Recorded, Refused, Stale, Use};

/// A name of earlier versions that reviews still use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaleName {
    /// What it names.
    pub what: Named,
    /// As it stands in the reviews.
    pub name: String,
    /// What it was called for people, the last time it was in force.
    pub called: String,
    /// What it meant then.
    pub meant: String,
    /// Why it wants a decision.
    pub why: Stale,
    /// Under which versions it was given.
    pub versions: BTreeSet<u32>,
    /// Reviews that use it.
    pub reviews: u64,
    /// Items whose gold uses it, decided here or given by a file.
    pub gold: u64,
}

/// Reviews under earlier versions whose names are gone, or mean something else now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct StaleReviews {
    /// Reviews that use at least one such name.
    pub reviews: u64,
    /// The names, those of most reviews first.
    pub names: Vec<StaleName>,
    /// The items behind each name, in the order of `names`.
    #[serde(skip)]
    pub items: Vec<BTreeSet<ItemId>>,
}

/// What is to become of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What it names.
    pub what: Named,
    /// As it stands in the reviews.
    pub from: String,
    /// A name of the schema in force; none where it stays as it is.
    pub to: Option<String>,
}

/// How a schema calls a name for people, and what it says it means.
fn told(schema: &LabelSchema, what: Named, name: &str) -> Option<(String, String)> {
    match what {
        Named::Label => schema.label(&LabelId::from(name)).map(|label| (label.name.clone(), label.definition.clone())),
        Named::Severity => {
            let id = SeverityId::from(name);
            let found = schema.severities.iter().find(|severity| severity.id == id);
            found.map(|severity| (severity.name.clone(), String::new()))
        }
        Named::Verdict => {
            let id = VerdictId::from(name);
            let found = schema.verdicts.iter().find(|verdict| verdict.id == id);
            found.map(|verdict| (verdict.name.clone(), String::new()))
        }
    }
}

fn names_of(schema: &LabelSchema) -> impl Iterator<Item = (Named, &str)> {
    let labels = schema.labels.iter().map(|label| (Named::Label, label.id.as_str()));
    let severities = schema.severities.iter().map(|severity| (Named::Severity, severity.id.as_str()));
    labels.chain(severities).chain(schema.verdicts.iter().map(|verdict| (Named::Verdict, verdict.id.as_str())))
}

/// The names of earlier versions that are gone or redefined, with the versions where they are.
fn candidates(reader: &Reader, in_force: &LabelSchema) -> Result<BTreeMap<(Named, String), StaleName>, EngineError> {
    let mut found: BTreeMap<(Named, String), StaleName> = BTreeMap::new();
    for version in 1..in_force.version {
        let earlier = kept_version(reader, version, in_force)?;
        for (what, name) in names_of(&earlier) {
            let Some(why) = stale(&earlier, in_force, what, name) else { continue };
            let (called, meant) = told(&earlier, what, name).unwrap_or_default();
            let name = name.to_owned();
            let empty = StaleName {
                what,
                name: name.clone(),
                called: String::new(),
                meant: String::new(),
                why,
                versions: BTreeSet::new(),
                reviews: 0,
                gold: 0,
            };
            let entry = found.entry((what, name)).or_insert(empty);
            (entry.called, entry.meant, entry.why) = (called, meant, why);
            entry.versions.insert(version);
        }
    }
    Ok(found)
}

/// The schema of a version. Imports of earlier programs counted a version for each label that a file brought and kept
/// the last only, which has the names of those before.
fn kept_version(reader: &Reader, version: u32, in_force: &LabelSchema) -> Result<LabelSchema, EngineError> {
    for version in version..in_force.version {
        if let Some(kept) = reader.schema_version(version)? {
            return Ok(kept);
        }
    }
    Ok(in_force.clone())
}

/// Who used which names under versions before `version`: reviewers, and nobody for gold.
fn for_each_older(
    reader: &Reader,
    version: u32,
    work: &mut Work<'_>,
    mut each: impl FnMut(ItemId, Option<ReviewerId>, Vec<Use>),
) -> Result<(), EngineError> {
    // Gold, which is nobody's, stands before the reviews of its item.
    let mut parts: BTreeSet<(ItemId, Option<ReviewerId>)> =
        reader.given_gold_older_than(version)?.into_iter().map(|item| (item, None)).collect();
    for (item, reviewer) in reader.reviews_older_than(version)? {
        parts.extend([(item, None), (item, Some(reader.merged_reviewer(reviewer)?))]);
    }
    let total = parts.len() as u64;
    let migrations = Migrations::of(&reader.migration_events()?);
    for (done, (item, reviewer)) in parts.into_iter().enumerate() {
        work.step("reviews", done as u64, Some(total))?;
        if let Some(reviewer) = reviewer {
            each(item, Some(reviewer), uses(&reader.events_for(item, reviewer)?));
            continue;
        }
        let mut used = adjudication::uses(&reader.adjudication_events(item)?);
        if let Some(ToldGold { gold, schema_version }) = reader.told_gold(item)? {
            used.extend(gold.uses(&migrations, schema_version));
        }
        if !used.is_empty() {
            each(item, None, used);
        }
    }
    Ok(())
}

/// Finds the reviews under earlier versions that want a decision.
pub fn find(reader: &Reader, work: &mut Work<'_>) -> Result<StaleReviews, EngineError> {
    let in_force = reader.schema()?;
    let mut found = candidates(reader, &in_force)?;
    if found.is_empty() {
        return Ok(StaleReviews::default());
    }
    let mut reviews = 0;
    let mut items: BTreeMap<(Named, String), BTreeSet<ItemId>> = BTreeMap::new();
    for_each_older(reader, in_force.version, work, |item, reviewer, uses| {
        let stale = |used: &Use| {
            found.get(&(used.what, used.name.clone())).is_some_and(|name| name.versions.contains(&used.version))
        };
        let names: BTreeSet<_> = uses.into_iter().filter(stale).map(|used| (used.what, used.name)).collect();
        reviews += u64::from(reviewer.is_some() && !names.is_empty());
        for name in names {
            if let Some(entry) = found.get_mut(&name) {
                entry.reviews += u64::from(reviewer.is_some());
                entry.gold += u64::from(reviewer.is_none());
            }
            items.entry(name).or_default().insert(item);
        }
    })?;
    let mut names: Vec<StaleName> = found.into_values().filter(|name| name.reviews + name.gold > 0).collect();
    names.sort_by(|one, other| (other.reviews, one.what, &one.name).cmp(&(one.reviews, other.what, &other.name)));
    let items = names.iter().map(|name| items.remove(&(name.what, name.name.clone())).unwrap_or_default()).collect();
    Ok(StaleReviews { reviews, names, items })
}

/// Who decides where nobody says who they are.
pub fn nameless_lead(reader: &Reader) -> Result<ReviewerId, EngineError> {
    Ok(ReviewerId::from_parts(&["lead", &reader.project_facts()?.id.to_string()]))
}

/// Which of the stale names is meant by `told`: its name alone, or `label:name` where several have it.
pub fn named(found: &StaleReviews, told: &str) -> Result<(Named, String), EngineError> {
    let kind = |told: &str| Named::ALL.into_iter().find(|what| what.as_str() == told);
    if let Some((what, name)) = told.split_once(':').and_then(|(what, name)| Some((kind(what)?, name))) {
        return Ok((what, name.to_owned()));
    }
    let mut meant = found.names.iter().filter(|name| name.name == told);
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok((one.what, told.to_owned())),
        (Some(_), Some(_)) => Err(Refused::Ambiguous { from: told.to_owned() }.into()),
        (None, _) => Err(Refused::NotStale { what: Named::Label, from: told.to_owned() }.into()),
    }
}

/// The migrations that stand, oldest first.
pub fn recorded(reader: &Reader) -> Result<Vec<Recorded>, EngineError> {
    Ok(Migrations::of(&reader.migration_events()?).0)
}

/// What stands, in sentences for an export.
pub fn in_words(reader: &Reader) -> Result<Vec<String>, EngineError> {
    let told = |Recorded { migration, .. }: Recorded| {
        let Migration { version, rules, reason } = migration;
        rules.into_iter().map(move |rule| {
            let (what, from) = (rule.what.as_str(), rule.from);
            let versions = rule.versions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let now = rule.to.map_or_else(|| "stays as it is".to_owned(), |to| format!("is read as “{to}”"));
            format!("The {what} “{from}” of version {versions} {now} since version {version}: {reason}")
        })
    };
    Ok(recorded(reader)?.into_iter().flat_map(told).collect())
}

/// Decides what names of earlier versions are read as, in all reviews and in gold. One event; every
/// event of a reviewer stays as it was made. Stopped, it leaves all as it was.
pub fn migrate(
    project: &mut Project,
    by: ReviewerId,
    decisions: &[Decision],
    reason: &str,
    work: &mut Work<'_>,
) -> Result<EventId, EngineError> {
    project.must_be_a_project()?;
    let schema = project.schema().clone();
    let known = candidates(project.read(), &schema)?;
    let rule = |decision: &Decision| Rule {
        what: decision.what,
        from: decision.from.clone(),
        versions: known
            .get(&(decision.what, decision.from.clone()))
            .map(|name| name.versions.clone())
            .unwrap_or_default(),
        to: decision.to.clone(),
    };
    let rules: Vec<Rule> = decisions.iter().map(rule).collect();
    let earlier = rules.iter().flat_map(|rule| rule.versions.iter().copied()).collect::<BTreeSet<u32>>();
    let mut schemas = BTreeMap::new();
    for version in earlier {
        schemas.extend(project.read().schema_version(version)?.map(|schema| (version, schema)));
    }
    let meant_clean = |rule: &Rule| {
        let id = VerdictId::from(rule.from.as_str());
        let mut versions = rule.versions.iter().filter_map(|version| schemas.get(version));
        versions.all(|schema| schema.meaning(&id) == Some(VerdictMeaning::Clean))
    };
    check(&rules, reason, &schema, meant_clean)?;
    let version = schema.version;
    let affected = affected(project.read(), &rules, version, work)?;
    let migration = Migration { version, rules, reason: reason.trim().to_owned() };
    write(project, by, EventKind::SchemaMigrated { migration }, work, |_, _| Ok(affected))
}

/// Takes a migration back: the names read as they were given.
pub fn take_back(project: &mut Project, by: ReviewerId, id: EventId, work: &mut Work<'_>) -> Result<(), EngineError> {
    project.must_be_a_project()?;
    let unknown = || touchstone_store::StoreError::Unknown { what: "migration", id: id.to_string() };
    let of = recorded(project.read())?.into_iter().find(|recorded| recorded.id == id).ok_or_else(unknown)?;
    let Migration { rules, version, .. } = of.migration;
    write(project, by, EventKind::MigrationTakenBack { migration: id }, work, |transaction, work| {
        affected(transaction, &rules, version, work)
    })?;
    Ok(())
}

type Affected = BTreeMap<ItemId, BTreeSet<ReviewerId>>;

/// The reviews that rules change, where the rules are not in force.
fn affected(reader: &Reader, rules: &[Rule], version: u32, work: &mut Work<'_>) -> Result<Affected, EngineError> {
    let mut affected = Affected::new();
    for_each_older(reader, version, work, |item, reviewer, uses| {
        let meant = |rule: &Rule, used: &Use| {
            rule.what == used.what && rule.from == used.name && rule.versions.contains(&used.version)
        };
        if uses.iter().any(|used| rules.iter().any(|rule| meant(rule, used))) {
            affected.entry(item).or_default().extend(reviewer);
        }
    })?;
    Ok(affected)
}

/// Appends the event and projects what it changes, in one transaction.
fn write(
    project: &mut Project,
    by: ReviewerId,
    kind: EventKind,
    work: &mut Work<'_>,
    affected: impl FnOnce(&Transaction<'_>, &mut Work<'_>) -> Result<Affected, EngineError>,
) -> Result<EventId, EngineError> {
    let id = EventId::from_bytes(project.entropy.draw()?);
    let act = Act {
        item: None,
        schema_version: project.schema().version,
        at: Some(now()),
        context: Context { blind: false, assistance: Assistance::None, imported: false },
    };
    let (project_id, device, schema) = (project.facts().id, project.device, project.schema().clone());
    project.file.transaction(|transaction| {
        let mut chain = Chain::open(transaction, project_id, by, device)?;
        let mut lamport = transaction.max_lamport()?;
        chain.append(transaction, &mut lamport, act, (id, id), kind)?;
        let affected = affected(transaction, work)?;
        for (done, (item, reviewers)) in affected.iter().enumerate() {
            work.step("items", done as u64, Some(affected.len() as u64))?;
            for reviewer in reviewers {
                record::project(transaction, *item, *reviewer)?;
            }
            let adjudication = transaction.adjudication(*item)?;
            transaction.project_adjudication(*item, &adjudication)?;
            if let Some(item) = transaction.item(*item)? {
                consensus::refresh_disagreement(transaction, &item, &schema)?;
            }
        }
        Ok(id)
    })
}
