//! Items: a sample with its sources, by identity, by the file's own id and in file order.

use super::text::{Role, text};
use crate::column::{Queries as _, count, json_or_default, json_unless, named, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use touchstone_domain::id::{ItemId, TextDigest};
use touchstone_domain::item::Item;
use touchstone_domain::sample::{Kind, Sample};

/// What importing again needs to know of an item, without its texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownItem {
    /// Opaque.
    pub id: ItemId,
    /// Place in file order, from 1.
    pub ordinal: u64,
    /// Digest of the sample's text.
    pub sample: TextDigest,
    /// Digests of the sources' texts, in order.
    pub sources: Vec<TextDigest>,
}

/// What inserting an item added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Inserted {
    /// Place in file order, from 1.
    pub ordinal: u64,
    /// Whether no other item has this sample's text.
    pub sample_added: bool,
    /// How many of its sources' texts are a source of no other item.
    pub sources_added: u32,
}

/// An item without its sources, and its ordinal.
fn item(row: &Row<'_>) -> rusqlite::Result<(i64, Item)> {
    let sample = Sample {
        text: text(row, 3, 4)?,
        kind: named(row, 5, Kind::parse)?,
        language: row.get(6)?,
        structure: json_or_default(row, 7)?,
        generator: json_or_default(row, 8)?,
    };
    let item = Item {
        id: ItemId::from_bytes(row.get(1)?),
        external_id: row.get(2)?,
        sample,
        sources: Vec::new(),
        metadata: json_or_default(row, 9)?,
    };
    Ok((row.get(0)?, item))
}

impl Reader {
    /// The whole item.
    pub fn item(&self, id: ItemId) -> Result<Option<Item>, StoreError> {
        let found = self.one(include_str!("by_id.sql"), [id.as_bytes()], item)?;
        found.map(|found| self.with_sources(found)).transpose()
    }

    /// The whole item at a place in file order, from 1.
    pub fn item_at(&self, ordinal: u64) -> Result<Option<Item>, StoreError> {
        let found = self.one(include_str!("by_ordinal.sql"), [stored(ordinal)?], item)?;
        found.map(|found| self.with_sources(found)).transpose()
    }

    fn with_sources(&self, (ordinal, mut item): (i64, Item)) -> Result<Item, StoreError> {
        item.sources = self.sources(ordinal)?;
        Ok(item)
    }

    /// The item that a file calls `external_id`.
    pub fn item_id_by_external(&self, external_id: &str) -> Result<Option<ItemId>, StoreError> {
        let query = "SELECT item_id FROM item WHERE external_id = ?1";
        Ok(self.value(query, [external_id])?.map(ItemId::from_bytes))
    }

    /// The item that a file calls `external_id`, with the digests of its texts.
    pub fn known_item(&self, external_id: &str) -> Result<Option<KnownItem>, StoreError> {
        let known = self.one(include_str!("known.sql"), [external_id], |row| {
            let sample = TextDigest::from_bytes(row.get(2)?);
            let id = ItemId::from_bytes(row.get(1)?);
            Ok(KnownItem { id, ordinal: count(row, 0)?, sample, sources: Vec::new() })
        })?;
        let Some(mut known) = known else { return Ok(None) };
        known.sources = self.source_digests(stored(known.ordinal)?)?;
        Ok(Some(known))
    }

    /// What its file calls the item.
    pub fn external_id(&self, id: ItemId) -> Result<Option<String>, StoreError> {
        self.value("SELECT external_id FROM item WHERE item_id = ?1", [id.as_bytes()])
    }

    /// Its place in file order, from 1.
    pub fn ordinal(&self, id: ItemId) -> Result<Option<u64>, StoreError> {
        self.one("SELECT ordinal FROM item WHERE item_id = ?1", [id.as_bytes()], |row| count(row, 0))
    }

    pub(crate) fn known_ordinal(&self, id: ItemId) -> Result<i64, StoreError> {
        let ordinal = self.value("SELECT ordinal FROM item WHERE item_id = ?1", [id.as_bytes()])?;
        ordinal.ok_or_else(|| StoreError::Unknown { what: "item", id: id.to_string() })
    }

    /// The item at a place in file order, from 1.
    pub fn item_id_at(&self, ordinal: u64) -> Result<Option<ItemId>, StoreError> {
        let query = "SELECT item_id FROM item WHERE ordinal = ?1";
        Ok(self.value(query, [stored(ordinal)?])?.map(ItemId::from_bytes))
    }

    /// Digest of the sample's text, which review events carry.
    pub fn sample_digest(&self, id: ItemId) -> Result<Option<TextDigest>, StoreError> {
        Ok(self.value(include_str!("sample_digest.sql"), [id.as_bytes()])?.map(TextDigest::from_bytes))
    }

    /// The batch that the item was inserted with.
    pub fn item_batch(&self, id: ItemId) -> Result<Option<String>, StoreError> {
        let query = "SELECT batch FROM item WHERE item_id = ?1";
        Ok(self.value::<Option<String>>(query, [id.as_bytes()])?.flatten())
    }

    /// How many items there are.
    pub fn item_count(&self) -> Result<u64, StoreError> {
        Ok(self.one("SELECT coalesce(max(ordinal), 0) FROM item", [], |row| count(row, 0))?.unwrap_or(0))
    }

    /// All identities in file order: 16 bytes for each item.
    pub fn item_ids(&self) -> Result<Vec<ItemId>, StoreError> {
        self.all("SELECT item_id FROM item ORDER BY ordinal", [], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// Every item in file order, one in memory at a time. An error of `each` ends it.
    pub fn for_each_item<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(u64, Item) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("all.sql"), [], |row| {
            let (ordinal, item) = item(row).map_err(StoreError::from)?;
            let item = self.with_sources((ordinal, item))?;
            each(ordinal.unsigned_abs(), item)
        })
    }
}

impl Transaction<'_> {
    /// Adds an item at the end of the file order. Its texts are stored once for all items.
    ///
    /// A name that is taken ([`StoreError::DuplicateItem`]) is to be noticed before, with
    /// [`Reader::known_item`]: after an error the transaction must be given up.
    ///
    /// `batch` is what the item can be filtered by as a batch; none takes the generator's.
    pub fn insert_item(&mut self, item: &Item, batch: Option<&str>) -> Result<Inserted, StoreError> {
        let (sample, sample_added) = self.put_text(&item.sample.text, Role::Sample)?;
        let generator = &item.sample.generator;
        let batch = batch.or(generator.batch.as_deref());
        let row = params![
            item.id.as_bytes(),
            item.external_id,
            sample,
            item.sample.kind.as_str(),
            item.sample.language,
            batch,
            json_unless(&item.sample.structure, item.sample.structure.is_empty()),
            json_unless(generator, *generator == touchstone_domain::sample::Generator::default()),
            json_unless(&item.metadata, item.metadata.is_empty()),
        ];
        if let Err(error) = self.run(include_str!("insert.sql"), row) {
            return Err(self.why_not_inserted(item, error));
        }
        let ordinal = self.connection().last_insert_rowid();
        let sources_added = self.insert_sources(ordinal, &item.sources)?;
        self.project_item(ordinal, item, batch)?;
        Ok(Inserted { ordinal: ordinal.unsigned_abs(), sample_added, sources_added })
    }

    /// Gives an item that came without sources those that it belongs to; gives how many of their texts are a
    /// source of no other item. What was read in it without them is forgotten.
    pub fn add_sources(&mut self, item: &Item) -> Result<u32, StoreError> {
        let ordinal = self.known_ordinal(item.id)?;
        self.unindex_item(ordinal, &Item { sources: self.sources(ordinal)?, ..item.clone() })?;
        let added = self.insert_sources(ordinal, &item.sources)?;
        self.index_item(ordinal, item)?;
        self.run("DELETE FROM comparison WHERE item = ?1", [ordinal])?;
        Ok(added)
    }

    fn why_not_inserted(&self, item: &Item, error: StoreError) -> StoreError {
        match self.item_id_by_external(&item.external_id) {
            Ok(Some(_)) => StoreError::DuplicateItem { external_id: item.external_id.clone() },
            Ok(None) | Err(_) => error,
        }
    }
}
