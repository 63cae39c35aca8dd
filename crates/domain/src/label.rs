//! The label schema of a project: labels, severities, verdicts and what each demands.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! name {
    ($($(#[$doc:meta])* $name:ident;)*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);
        impl $name {
            /// The name as written in files.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl From<&str> for $name {
            fn from(name: &str) -> Self { Self(name.to_owned()) }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )* };
}

name! {
    /// Names a label in the schema, in events and in exports, such as `contradiction`.
    LabelId;
    /// Names a severity, such as `major`.
    SeverityId;
    /// Names a verdict, such as `clean`.
    VerdictId;
}

/// What an annotation with the label must carry before its review can be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidenceDemand {
    /// Nothing.
    #[default]
    None,
    /// At least one passage that contradicts.
    Contradicting,
    /// The statement that none exists, or a nearest passage.
    NoneExistsOrNearest,
    /// Any passage or statement.
    Any,
}

/// One label of the taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Its name in files; a sub-label is `parent.child`.
    pub id: LabelId,
    /// Its name for people.
    pub name: String,
    /// The label it refines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<LabelId>,
    /// Slot of the colour-blind-safe palette, from 1; colour and underline pattern follow from it.
    pub colour: u8,
    /// The key that marks with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// What it means, in a sentence or two.
    #[serde(default)]
    pub definition: String,
    /// When it is right.
    #[serde(default)]
    pub examples: Vec<String>,
    /// When it looks right and is not.
    #[serde(default)]
    pub counter_examples: Vec<String>,
    /// The evidence it demands.
    #[serde(default)]
    pub evidence: EvidenceDemand,
    /// Whether it demands a note.
    #[serde(default)]
    pub note: bool,
}

/// One severity; they stand from mild to grave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Severity {
    /// Its name in files.
    pub id: SeverityId,
    /// Its name for people.
    pub name: String,
}

/// What a verdict says, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictMeaning {
    /// Read, and nothing found: refused beside annotations.
    Clean,
    /// Something found: asks once when nothing is annotated.
    Hallucinated,
    /// Read, and not decided: a class of its own.
    Unsure,
}

/// One answer for the whole item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Its name in files.
    pub id: VerdictId,
    /// Its name for people.
    pub name: String,
    /// What it says.
    pub meaning: VerdictMeaning,
    /// The key that gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
}

/// The taxonomy of a project at one moment. Every change makes a new version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelSchema {
    /// Counts from 1; events say under which version they were made.
    pub version: u32,
    /// What it is called; for a preset its name on the command line.
    pub name: String,
    /// In the order of the palette.
    pub labels: Vec<Label>,
    /// From mild to grave; may be empty.
    pub severities: Vec<Severity>,
    /// In the order shown.
    pub verdicts: Vec<Verdict>,
}

/// Why a label schema cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// Two entries share an id.
    #[error("the name {id:?} is used twice among the {of}")]
    DuplicateId {
        /// The id.
        id: String,
        /// `labels`, `severities` or `verdicts`.
        of: &'static str,
    },
    /// Two entries share a key.
    #[error("the key {key:?} is given to both {first:?} and {second:?}")]
    DuplicateKey {
        /// The key.
        key: char,
        /// Who has it.
        first: String,
        /// Who wants it too.
        second: String,
    },
    /// A sub-label whose parent is not there.
    #[error("the label {label:?} refines {parent:?}, which is not in the schema")]
    UnknownParent {
        /// The sub-label.
        label: String,
        /// Its parent.
        parent: String,
    },
    /// An id without a character, or with white space.
    #[error("{id:?} cannot name one of the {of}: a name has no white space and is not empty")]
    BadId {
        /// The id.
        id: String,
        /// `labels`, `severities` or `verdicts`.
        of: &'static str,
    },
    /// No label, or no verdict of a needed meaning.
    #[error("the schema needs at least one of: {what}")]
    Missing {
        /// What is missing.
        what: &'static str,
    },
}

impl LabelSchema {
    /// The label named `id`.
    pub fn label(&self, id: &LabelId) -> Option<&Label> {
        self.labels.iter().find(|label| label.id == *id)
    }

    /// Position of a severity from mild to grave.
    pub fn severity_rank(&self, id: &SeverityId) -> Option<usize> {
        self.severities.iter().position(|severity| severity.id == *id)
    }

    /// What a verdict means.
    pub fn meaning(&self, id: &VerdictId) -> Option<VerdictMeaning> {
        self.verdicts.iter().find(|verdict| verdict.id == *id).map(|verdict| verdict.meaning)
    }

    /// The first verdict with this meaning.
    pub fn verdict_meaning(&self, meaning: VerdictMeaning) -> Option<&VerdictId> {
        self.verdicts.iter().find(|verdict| verdict.meaning == meaning).map(|verdict| &verdict.id)
    }

    /// Whether the schema can be used: ids and keys unique, parents there, something to choose.
    pub fn check(&self) -> Result<(), SchemaError> {
        unique("labels", self.labels.iter().map(|label| label.id.as_str()))?;
        unique("severities", self.severities.iter().map(|severity| severity.id.as_str()))?;
        unique("verdicts", self.verdicts.iter().map(|verdict| verdict.id.as_str()))?;
        let keys = self.labels.iter().map(|label| (label.key, &label.name));
        let keys = keys.chain(self.verdicts.iter().map(|verdict| (verdict.key, &verdict.name)));
        let mut seen: Vec<(char, &String)> = Vec::new();
        for (key, name) in keys.filter_map(|(key, name)| Some((key?.to_ascii_lowercase(), name))) {
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == key) {
                return Err(SchemaError::DuplicateKey { key, first: (*first).clone(), second: name.clone() });
            }
            seen.push((key, name));
        }
        for label in &self.labels {
            if let Some(parent) = label.parent.as_ref().filter(|parent| self.label(parent).is_none()) {
                return Err(SchemaError::UnknownParent { label: label.id.0.clone(), parent: parent.0.clone() });
            }
        }
        if self.labels.is_empty() {
            return Err(SchemaError::Missing { what: "a label" });
        }
        for (meaning, what) in [
            (VerdictMeaning::Clean, "a verdict that means clean"),
            (VerdictMeaning::Hallucinated, "a verdict that means hallucinated"),
        ] {
            self.verdict_meaning(meaning).ok_or(SchemaError::Missing { what })?;
        }
        Ok(())
    }
}

fn unique<'a>(of: &'static str, ids: impl Iterator<Item = &'a str>) -> Result<(), SchemaError> {
    let mut seen = std::collections::BTreeSet::new();
    for id in ids {
        if id.is_empty() || id.contains(char::is_whitespace) {
            return Err(SchemaError::BadId { id: id.to_owned(), of });
        }
        if !seen.insert(id) {
            return Err(SchemaError::DuplicateId { id: id.to_owned(), of });
        }
    }
    Ok(())
}
