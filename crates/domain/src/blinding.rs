//! What a reviewer in blind mode may see: types that have no place for the rest.

use crate::id::ItemId;
use crate::item::Item;
use crate::sample::{Kind, Part};
use crate::text::Text;

/// A source without what could betray the item it belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct BlindSource {
    /// The text.
    pub text: Text,
    /// What people call it.
    pub title: Option<String>,
    /// Its licence.
    pub licence: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// How it is laid out.
    pub kind: Kind,
    /// Its turns or parts.
    pub structure: Vec<Part>,
}

/// An item without generator, scores, external id or metadata: not hidden, but absent.
#[derive(Debug, Clone, PartialEq)]
pub struct BlindItem {
    /// Opaque and random.
    pub id: ItemId,
    /// The sample's text.
    pub sample: Text,
    /// BCP 47 language tag of the sample.
    pub language: Option<String>,
    /// How the sample is laid out.
    pub kind: Kind,
    /// Its turns or steps.
    pub structure: Vec<Part>,
    /// The human texts.
    pub sources: Vec<BlindSource>,
}

impl From<&Item> for BlindItem {
    fn from(item: &Item) -> Self {
        let sources = item.sources.iter().map(|source| BlindSource {
            text: source.text.clone(),
            title: source.title.clone(),
            licence: source.licence.clone(),
            language: source.language.clone(),
            kind: source.kind,
            structure: source.structure.clone(),
        });
        Self {
            id: item.id,
            sample: item.sample.text.clone(),
            language: item.sample.language.clone(),
            kind: item.sample.kind,
            structure: item.sample.structure.clone(),
            sources: sources.collect(),
        }
    }
}
