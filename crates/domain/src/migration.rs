//! What becomes of names that reviews gave under an earlier version of the label schema.
//!
//! Events are never changed: a lead decides name by name what an old label, severity or verdict is
//! called now, or that it stays, and every fold reads the old names so from then on. Taken back, they
//! read as they were given.

use crate::annotation::{Annotation, Labels, Omission};
use crate::event::{Event, EventKind};
use crate::id::{EventId, ReviewerId};
use crate::label::{LabelId, LabelSchema, SeverityId, VerdictId, VerdictMeaning};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What of the schema a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// A label.
    Label,
    /// A severity.
    Severity,
    /// A verdict.
    Verdict,
}

impl Named {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Label, Self::Severity, Self::Verdict];

    /// In words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Severity => "severity",
            Self::Verdict => "verdict",
        }
    }
}

/// What becomes of one name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rule {
    /// What it names.
    pub what: Named,
    /// As it was given.
    pub from: String,
    /// Under which versions of the schema it was given.
    pub versions: BTreeSet<u32>,
    /// What it is called now; none where it stays as it is.
    pub to: Option<String>,
}

/// A decision over names of earlier versions. The payload of [`EventKind::SchemaMigrated`]; frozen once
/// released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Migration {
    /// The version of the schema that the names of now belong to.
    pub version: u32,
    /// Name by name.
    pub rules: Vec<Rule>,
    /// Why.
    pub reason: String,
}

/// A migration that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its event.
    pub id: EventId,
    /// Who decided it.
    pub by: ReviewerId,
    /// When, for display.
    pub at: Option<Timestamp>,
    /// What was decided.
    pub migration: Migration,
}

/// The migrations that stand, in folding order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Migrations(pub Vec<Recorded>);

impl Migrations {
    /// Those among the events that were not taken back.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a Event>) -> Self {
        let (mut made, mut taken_back) = (Vec::new(), BTreeSet::new());
        for event in events {
            match event.kind() {
                Some(EventKind::SchemaMigrated { migration }) => made.push((event.folding_key(), event, migration)),
                Some(EventKind::MigrationTakenBack { migration }) => {
                    taken_back.insert(*migration);
                }
                Some(_) | None => {}
            }
        }
        made.sort_by_key(|(key, ..)| *key);
        made.dedup_by_key(|(key, ..)| *key);
        made.retain(|((_, id), ..)| !taken_back.contains(id));
        let recorded = |(_, event, migration): (_, &Event, &Migration)| Recorded {
            id: event.event_id,
            by: event.reviewer_id,
            at: event.at,
            migration: migration.clone(),
        };
        Self(made.into_iter().map(recorded).collect())
    }

    /// What a name that was given under a version is called now, and to which version that belongs.
    pub fn now<'n>(&'n self, what: Named, mut name: &'n str, mut version: u32) -> (&'n str, u32) {
        for Recorded { migration, .. } in &self.0 {
            let meant = |rule: &&Rule| rule.what == what && rule.from == name && rule.versions.contains(&version);
            if let Some(rule) = migration.rules.iter().find(meant) {
                name = rule.to.as_deref().unwrap_or(name);
                version = migration.version;
            }
        }
        (name, version)
    }
}

/// Names as a fold reads them: by the migrations that stand, or with the version they belong to.
pub(crate) trait Naming {
    /// What is read for a name that was given under a version.
    fn read(&self, what: Named, name: &str, version: u32) -> String;

    /// Labels, each once.
    fn labels(&self, labels: &Labels, version: u32) -> Labels {
        let read = |label: &LabelId| LabelId(self.read(Named::Label, label.as_str(), version));
        let primary = labels.primary.as_ref().map(read);
        let mut others: Vec<LabelId> = Vec::new();
        for label in labels.others.iter().map(read) {
            if primary.as_ref() != Some(&label) && !others.contains(&label) {
                others.push(label);
            }
        }
        Labels { primary, others }
    }

    /// A severity.
    fn severity(&self, severity: Option<&SeverityId>, version: u32) -> Option<SeverityId> {
        severity.map(|severity| SeverityId(self.read(Named::Severity, severity.as_str(), version)))
    }

    /// A verdict.
    fn verdict(&self, verdict: &VerdictId, version: u32) -> VerdictId {
        VerdictId(self.read(Named::Verdict, verdict.as_str(), version))
    }

    /// All names of an annotation.
    fn annotation(&self, annotation: &Annotation, version: u32) -> Annotation {
        let labels = self.labels(&annotation.labels, version);
        let severity = self.severity(annotation.severity.as_ref(), version);
        Annotation { labels, severity, ..annotation.clone() }
    }

    /// All names of an omission.
    fn omission(&self, omission: &Omission, version: u32) -> Omission {
        let severity = self.severity(omission.severity.as_ref(), version);
        Omission { severity, ..omission.clone() }
    }
}

impl Naming for Migrations {
    fn read(&self, what: Named, name: &str, version: u32) -> String {
        self.now(what, name, version).0.to_owned()
    }
}

/// Names with the version they belong to, for finding out what is stale.
pub(crate) struct Tagged<'m>(pub(crate) &'m Migrations);

impl Naming for Tagged<'_> {
    fn read(&self, what: Named, name: &str, version: u32) -> String {
        let (name, version) = self.0.now(what, name, version);
        format!("{version}\0{name}")
    }
}

/// A name that is used, with the version of the schema it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// What it names.
    pub what: Named,
    /// The name.
    pub name: String,
    /// The version.
    pub version: u32,
}

impl Use {
    /// Reads what [`Tagged`] wrote.
    pub(crate) fn of(what: Named, tagged: &str) -> Option<Self> {
        let (version, name) = tagged.split_once('\0')?;
        Some(Self { what, name: name.to_owned(), version: version.parse().ok()? })
    }

    /// The names of an annotation whose names are tagged.
    pub(crate) fn of_annotation(annotation: &Annotation) -> impl Iterator<Item = Self> + '_ {
        let labels = annotation.labels.iter().filter_map(|label| Self::of(Named::Label, label.as_str()));
        let severity = annotation.severity.iter().filter_map(|id| Self::of(Named::Severity, id.as_str()));
        labels.chain(severity)
    }
}

/// Why a name of an earlier version wants a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stale {
    /// The schema in force has no such name.
    Gone,
    /// It means something else now.
    Redefined,
}

/// What a name says in one version of the schema: equal where it means the same. None where there is
/// no such name.
fn meaning(schema: &LabelSchema, what: Named, name: &str) -> Option<(String, String, Option<VerdictMeaning>)> {
    match what {
        Named::Label => schema.label(&LabelId::from(name)).map(|label| {
            let above = label.parent.as_ref().map(ToString::to_string).unwrap_or_default();
            (label.definition.trim().to_owned(), above, None)
        }),
        // How grave a severity is follows from its neighbours; its name says what is meant.
        Named::Severity => {
            let found = schema.severities.iter().find(|severity| severity.id.as_str() == name);
            found.map(|severity| (severity.name.clone(), String::new(), None))
        }
        Named::Verdict => {
            let found = schema.verdicts.iter().find(|verdict| verdict.id.as_str() == name);
            found.map(|verdict| (String::new(), String::new(), Some(verdict.meaning)))
        }
    }
}

/// Whether a name that was given under an earlier schema is stale under the one in force.
pub fn stale(earlier: &LabelSchema, in_force: &LabelSchema, what: Named, name: &str) -> Option<Stale> {
    let before = meaning(earlier, what, name)?;
    match meaning(in_force, what, name) {
        None => Some(Stale::Gone),
        Some(now) if now != before => Some(Stale::Redefined),
        Some(_) => None,
    }
}

/// Why a migration is not allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No reason was given.
    #[error("Say why; the reason stands in the project and in its exports.")]
    ReasonMissing,
    /// Nothing was decided.
    #[error("Nothing was decided.")]
    Empty,
    /// A rule leads to a name that the schema does not have.
    #[error("The schema has no {} “{to}”.", what.as_str())]
    UnknownName {
        /// What it would name.
        what: Named,
        /// The name.
        to: String,
    },
    /// A name is decided twice, or is not stale.
    #[error("No review waits for a decision over the {} “{from}”.", what.as_str())]
    NotStale {
        /// What it names.
        what: Named,
        /// The name.
        from: String,
    },
    /// A name that several things have.
    #[error("Several things are called “{from}”. Write label:{from}, severity:{from} or verdict:{from}.")]
    Ambiguous {
        /// The name.
        from: String,
    },
    /// A decision to take back that does not stand, or that several begin like.
    #[error("No decision that stands, or more than one, begins with “{id}”.")]
    UnknownDecision {
        /// What was told of its id.
        id: String,
    },
    /// A verdict would say clean where something was found.
    #[error("“{from}” did not mean clean, so it cannot become “{to}”: annotations may stand beside it.")]
    BecomesClean {
        /// Before.
        from: String,
        /// After.
        to: String,
    },
}

/// Checks a decision over names against the schema in force. `clean_before` tells whether a verdict of
/// an earlier version meant clean.
pub fn check(
    rules: &[Rule],
    reason: &str,
    schema: &LabelSchema,
    clean_before: impl Fn(&Rule) -> bool,
) -> Result<(), Refused> {
    if reason.trim().is_empty() {
        return Err(Refused::ReasonMissing);
    }
    if rules.is_empty() {
        return Err(Refused::Empty);
    }
    let mut seen = BTreeSet::new();
    for rule in rules {
        let from = rule.from.clone();
        if rule.versions.is_empty() || !seen.insert((rule.what, &rule.from)) {
            return Err(Refused::NotStale { what: rule.what, from });
        }
        let Some(to) = &rule.to else { continue };
        if meaning(schema, rule.what, to).is_none() {
            return Err(Refused::UnknownName { what: rule.what, to: to.clone() });
        }
        let is_clean = schema.meaning(&VerdictId::from(to.as_str())) == Some(VerdictMeaning::Clean);
        if rule.what == Named::Verdict && is_clean && !clean_before(rule) {
            return Err(Refused::BecomesClean { from, to: to.clone() });
        }
    }
    Ok(())
}
