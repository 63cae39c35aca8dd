//! People who review.

use crate::id::ReviewerId;
use unicode_normalization::UnicodeNormalization;

/// A person who reviews. Events hold the id only; the name stands in one table and can be erased.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// Immutable.
    pub id: ReviewerId,
    /// What people call them; none after it was erased.
    pub name: Option<String>,
    /// The file's own id, for reviewers who came with an import.
    pub external_id: Option<String>,
    /// Whether they do new work here (an imported annotator does not until someone says so).
    pub active: bool,
}

/// The form in which names are compared: NFC, case folded, white space folded.
pub fn name_key(name: &str) -> String {
    let folded: String = name.nfc().flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
