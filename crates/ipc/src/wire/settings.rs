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

/// How wide a text runs before its lines break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ReadingWidth {
    /// Short lines.
    Narrow,
    /// Lines of a book.
    #[default]
    Medium,
    /// Long lines.
    Wide,
    /// As wide as the pane.
    Full,
}

/// Whether things move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Motion {
    /// As the system.
    #[default]
    System,
    /// Nothing moves by itself.
    Reduced,
}

/// How the window looks on this machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Appearance {
    /// Its colours.
    pub theme: Theme,
    /// Size of all text, in percent of the system's: 80 to 200.
    pub text_size: u16,
    /// Length of the lines of samples and sources.
    pub reading_width: ReadingWidth,
    /// Whether things move.
    pub motion: Motion,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            text_size: 100,
            reading_width: ReadingWidth::default(),
            motion: Motion::default(),
        }
    }
}

impl Appearance {
    /// With a text size that the window can show.
    pub(crate) fn within_bounds(self) -> Self {
        Self { text_size: self.text_size.clamp(80, 200), ..self }
    }
}

/// In which order items are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Each reviewer starts elsewhere on a shuffled ring.
    Shuffled,
    /// As the files gave them.
    AsImported,
}

/// The order to hand items out in.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SetOrder {
    /// From now on.
    pub order: Order,
}

/// What is set for the project as a whole.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProjectSettings {
    /// In which order items are handed out.
    pub order: Order,
    /// Milliseconds since 1970.
    pub created_at: i64,
    /// Name and version of the program that made the file.
    pub program: String,
}

/// A label schema and the file to write it to.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct WriteSchema {
    /// As it should be written.
    pub schema: LabelSchema,
    /// The file.
    pub path: String,
    /// Whether a file that is there is replaced.
    pub force: bool,
}

/// How many annotations that count carry a label.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LabelUses {
    /// Its id; it may be gone from the schema.
    pub id: String,
    /// How many.
    pub annotations: u64,
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
