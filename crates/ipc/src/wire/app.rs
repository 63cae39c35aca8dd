//! The program, the project that is open, and who is at the desk.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The program.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct AppInfo {
    pub version: String,
    pub tracing: bool,
}

/// Lines of a trace of the window.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct TraceLines {
    pub lines: Vec<String>,
}

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Sees what a reviewer may see.
    Reviewer,
    /// Sees everything.
    Lead,
}

/// A reviewer and how far they are.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ReviewerView {
    pub id: String,
    pub name: String,
    pub done: u64,
    pub of: u64,
}

/// The project that is open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ProjectInfo {
    pub name: String,
    pub path: String,
    pub blind: bool,
    pub role: Role,
    /// Only there for a packet: the items of one reviewer, to be worked in and sent back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub packet: Option<bool>,
    pub reviewer: Option<ReviewerView>,
    pub reviewers: Vec<ReviewerView>,
    pub items: u64,
    /// Why the file does not lie safely where it is, with the cure.
    pub warning: Option<String>,
}

/// A project opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct RecentProject {
    pub name: String,
    pub path: String,
}

/// A place in the file system.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct AtPath {
    pub path: String,
}

/// The demo project: at a place of one's choice, or at its own, where an earlier one is opened again.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct CreateDemo {
    pub path: Option<String>,
}

/// A project to be made.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct CreateProject {
    pub path: String,
    pub name: String,
    pub schema: String,
    pub blind: bool,
}

/// A reviewer by id.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ByReviewer {
    pub reviewer: String,
}

/// A name.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct ByName {
    pub name: String,
}

/// The role to take. In a blind project the reviewer at the desk confirms before they become the
/// lead, because their reviews are no longer blind from then on.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct SetRole {
    pub role: Role,
    #[serde(default)]
    #[ts(optional)]
    pub confirmed: Option<bool>,
}

/// The long work to stop: one job, by the id that its progress names, or all without one.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct CancelJob {
    pub job: Option<String>,
}
