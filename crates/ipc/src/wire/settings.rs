//! What is set for this machine and for the project.

use super::LabelSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How the window looks on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Appearance {
    /// Its colours.
    pub theme: Theme,
}

/// A changed label schema; its version is ignored.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveSchema {
    /// As it should be.
    pub schema: LabelSchema,
}

/// Changed guidelines.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SaveGuidelines {
    /// Markdown.
    pub text: String,
}

/// Another name for a reviewer.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct RenameReviewer {
    /// Who.
    pub reviewer: String,
    /// The new name.
    pub name: String,
}

/// Whether a reviewer does new work here.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SetActive {
    /// Who.
    pub reviewer: String,
    /// Whether they do.
    pub active: bool,
}
