//! Packets: what goes out to reviewers as files, and what comes home.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Packets to be made: one for each of these reviewers who has something open.
#[derive(Debug, Clone, Deserialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct MakePackets {
    pub folder: String,
    pub reviewers: Vec<String>,
}

/// A packet that was made, or why not.
#[derive(Debug, Clone, Serialize, TS)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct PacketMade {
    pub reviewer: String,
    pub items: u64,
    pub path: Option<String>,
    pub refusal: Option<String>,
}

/// Packets to be taken: files, or folders of packets. With `changed_only`, what was taken before and
/// has not changed since is left alone, so that a folder can be watched.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct TakePackets {
    pub paths: Vec<String>,
    #[serde(default)]
    #[ts(optional)]
    pub changed_only: Option<bool>,
    /// Where the project lies that takes them: in any other nothing is taken.
    #[serde(default)]
    #[ts(optional)]
    pub into: Option<String>,
}

/// A packet that was taken, or why not.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct PacketTaken {
    pub path: String,
    pub reviewer: String,
    pub items: u64,
    pub open: u64,
    pub events_added: u64,
    pub reviews_changed: u64,
    pub remarks: Vec<String>,
    pub refusal: Option<String>,
}

/// A packet that is out, or was.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the fields say it")]
pub struct PacketSent {
    pub reviewer: String,
    pub items: u64,
    pub made_at: i64,
    pub taken_at: Option<i64>,
}
