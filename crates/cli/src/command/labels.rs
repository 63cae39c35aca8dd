//! `labels`: what reviews under earlier labels call things, and what that is called now.

use super::plan::known;
use crate::args::LabelsArgs;
use crate::exit_code::Exit;
use crate::output::{document, lines};
use crate::watch::{unbroken, watched};
use serde_json::{Value, json};
use touchstone_domain::id::EventId;
use touchstone_engine::migration::{self, Decision, Migration, Recorded, Stale, StaleName, StaleReviews};
use touchstone_engine::{EngineError, Project, Reader, Snapshot};

/// Lists, beside an open window too; decides or takes back where that is asked for.
pub(crate) fn run(args: &LabelsArgs) -> Result<Exit, EngineError> {
    let changes = !(args.read_as.is_empty() && args.keep.is_empty() && args.take_back.is_none());
    let (told, words) = if changes {
        unbroken(|| {
            let mut project = Project::open(&args.project)?;
            let done = change(args, &mut project).and_then(|()| list(project.read()));
            project.close()?;
            done
        })?
    } else {
        list(&*Snapshot::open(&args.project)?)?
    };
    if args.json {
        document(&told);
    } else {
        lines(words);
    }
    Ok(Exit::Done)
}

fn change(args: &LabelsArgs, project: &mut Project) -> Result<(), EngineError> {
    let by = match &args.by {
        Some(name) => known(project, name)?,
        None => migration::nameless_lead(project.read())?,
    };
    if let Some(id) = &args.take_back {
        let recorded = migration::recorded(project.read())?;
        let meant: Vec<EventId> =
            recorded.iter().map(|one| one.id).filter(|one| one.to_string().starts_with(id.as_str())).collect();
        let [one] = meant[..] else {
            return Err(migration::Refused::UnknownDecision { id: id.clone() }.into());
        };
        watched(|work| migration::take_back(project, by, one, work))?;
    }
    let wishes = args.read_as.iter().map(|(from, to)| (from, Some(to.clone())));
    let wishes: Vec<_> = wishes.chain(args.keep.iter().map(|from| (from, None))).collect();
    if wishes.is_empty() {
        return Ok(());
    }
    let found = watched(|work| migration::find(project.read(), work))?;
    let mut decisions = Vec::new();
    for (from, to) in wishes {
        let (what, from) = migration::named(&found, from)?;
        decisions.push(Decision { what, from, to });
    }
    let reason = args.reason.as_deref().unwrap_or_default();
    watched(|work| migration::migrate(project, by, &decisions, reason, work)).map(drop)
}

fn list(reader: &Reader) -> Result<(Value, Vec<String>), EngineError> {
    let found = watched(|work| migration::find(reader, work))?;
    let decided = migration::recorded(reader)?;
    let mut words = in_words(&found);
    let mut decisions = Vec::new();
    for Recorded { id, by, migration, .. } in decided {
        let by = reader.reviewer(by)?.and_then(|reviewer| reviewer.name);
        words.extend(decision_in_words(&id.to_string(), by.as_deref(), &migration));
        decisions.push(json!({
            "id": id, "version": migration.version, "by": by, "reason": migration.reason, "rules": migration.rules,
        }));
    }
    let version = reader.schema()?.version;
    Ok((json!({ "version": version, "reviews": found.reviews, "names": found.names, "decisions": decisions }), words))
}

fn count(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

fn in_words(found: &StaleReviews) -> Vec<String> {
    if found.names.is_empty() {
        return vec!["No review waits for a decision over the labels.".to_owned()];
    }
    let one = |name: &StaleName| {
        let what = name.what.as_str();
        let why = match name.why {
            Stale::Gone => "is gone from the labels",
            Stale::Redefined => "means something else now",
        };
        let versions: Vec<String> = name.versions.iter().map(ToString::to_string).collect();
        let gold =
            if name.gold == 0 { String::new() } else { format!(" and the gold of {}", count(name.gold, "item")) };
        let version = if versions.len() == 1 { "version" } else { "versions" };
        format!(
            "{what} {} {why}: {} of {version} {}{gold}",
            name.name,
            count(name.reviews, "review"),
            versions.join(", ")
        )
    };
    let mut words: Vec<String> = found.names.iter().map(one).collect();
    words.push("Decide with --as OLD=NEW or --keep OLD, and --reason TEXT.".to_owned());
    words
}

fn decision_in_words(id: &str, by: Option<&str>, migration: &Migration) -> Vec<String> {
    let by = by.map(|name| format!(" by {name}")).unwrap_or_default();
    let short: String = id.chars().take(8).collect();
    let rule = |rule: &touchstone_domain::migration::Rule| {
        let now = rule.to.as_ref().map_or_else(|| "stays".to_owned(), |to| format!("is read as {to}"));
        format!("decided {short}{by}: {} {} {now} ({})", rule.what.as_str(), rule.from, migration.reason)
    };
    migration.rules.iter().map(rule).collect()
}
