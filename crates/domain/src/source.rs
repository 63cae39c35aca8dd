//! A human text that a sample must be faithful to.

use crate::sample::{Kind, Part};
use crate::text::Text;

/// A source as linked to one item; the same text is stored once, whatever items it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The text as it came.
    pub text: Text,
    /// The file's name for it; the lead's only, as it may betray the item.
    pub external_id: Option<String>,
    /// What people call it.
    pub title: Option<String>,
    /// The licence it may be used under, as an SPDX name where there is one.
    pub licence: Option<String>,
    /// Where it comes from.
    pub origin: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// How it is laid out.
    pub kind: Kind,
    /// Its turns or parts, where it has any.
    pub structure: Vec<Part>,
}
