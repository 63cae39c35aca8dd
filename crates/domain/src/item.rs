//! The unit of review: a sample with its sources.

use crate::id::{ItemId, TextDigest};
use crate::sample::Sample;
use crate::source::Source;
use crate::text::Text;
use serde_json::{Map, Value};

/// A sample with 0 to n sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Opaque and random.
    pub id: ItemId,
    /// What the file called it; the lead's only, as it may betray the generator.
    pub external_id: String,
    /// The synthetic text.
    pub sample: Sample,
    /// The human texts, in the file's order.
    pub sources: Vec<Source>,
    /// Fields of the file that Touchstone has no word for; the lead's only.
    pub metadata: Map<String, Value>,
}

impl Item {
    /// The text that `digest` belongs to, among the sources.
    pub fn source_text(&self, digest: TextDigest) -> Option<&Text> {
        self.sources.iter().map(|source| &source.text).find(|text| text.digest() == digest)
    }
}
