//! How a person works on this machine: keys, macros, phrases. Of no project, and in no export.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A label with a severity, given by one key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Macro {
    /// What the person calls it.
    pub name: String,
    /// Keys, as `Alt+1`.
    pub keys: Vec<String>,
    /// Id of a label. A project whose schema lacks it does not have the macro.
    pub label: String,
    /// Id of a severity; the schema's middle one without it.
    pub severity: Option<String>,
    /// Goes into the note.
    pub note: Option<String>,
}

/// Words that a person writes often into notes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Phrase {
    /// What is written, to the character.
    pub text: String,
    /// Keys, as `Alt+P`.
    pub keys: Vec<String>,
}

/// What the window remembers of a person's hands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Habits {
    /// Name of the key preset; empty for the first.
    pub preset: String,
    /// Keys that differ from the preset, by action.
    pub keys: BTreeMap<String, Vec<String>>,
    /// Labels with severities.
    pub macros: Vec<Macro>,
    /// Words for notes.
    pub phrases: Vec<Phrase>,
    /// Commands chosen by name, the latest first.
    pub recent: Vec<String>,
}
