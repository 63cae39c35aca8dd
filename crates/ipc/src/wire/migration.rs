//! Reviews made under earlier versions of the label schema, and what becomes of their names.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What of the schema a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Named {
    Label,
    Severity,
    Verdict,
}

/// A name of earlier versions that reviews still use. `gone`: the schema has it no longer; else it means
/// something else now.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct StaleName {
    pub what: Named,
    pub name: String,
    pub called: String,
    pub meant: String,
    pub gone: bool,
    pub versions: Vec<u32>,
    pub reviews: u64,
    pub gold: u64,
}

/// What becomes of one name: another name, or none where it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct NameDecision {
    pub what: Named,
    pub from: String,
    pub to: Option<String>,
}

/// A decision that stands. `by` is none where the one who decided has no name any more.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct MigrationView {
    pub id: String,
    pub version: u32,
    pub by: Option<String>,
    pub at: Option<i64>,
    pub reason: String,
    pub decisions: Vec<NameDecision>,
}

/// Reviews that want a decision, and the decisions that stand.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct StaleView {
    pub version: u32,
    pub reviews: u64,
    pub names: Vec<StaleName>,
    pub migrations: Vec<MigrationView>,
}

/// Decisions to be put in force.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct MigrateNames {
    pub decisions: Vec<NameDecision>,
    pub reason: String,
}

/// A decision to be taken back.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ByMigration {
    pub migration: String,
}

/// Items that use a name of earlier versions.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct StaleItems {
    pub what: Named,
    pub name: String,
    pub offset: u64,
    pub limit: u64,
}
