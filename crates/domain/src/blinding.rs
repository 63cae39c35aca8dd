//! What a reviewer in blind mode may see: types that have no place for the rest.

use crate::id::ItemId;
use crate::item::Item;
use crate::sample::{Generator, Kind, Part, Sample};
use crate::source::Source;
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

impl BlindItem {
    /// An item again, for a file of its own: everything that a reviewer may not see is empty in it, and
    /// `name` stands for what its file called it.
    pub fn into_item(self, name: String) -> Item {
        let source = |source: BlindSource| Source {
            text: source.text,
            external_id: None,
            title: source.title,
            licence: source.licence,
            origin: None,
            language: source.language,
            kind: source.kind,
            structure: source.structure,
        };
        Item {
            id: self.id,
            external_id: name,
            sample: Sample {
                text: self.sample,
                kind: self.kind,
                language: self.language,
                structure: self.structure,
                generator: Generator::default(),
            },
            sources: self.sources.into_iter().map(source).collect(),
            metadata: serde_json::Map::new(),
        }
    }
}
