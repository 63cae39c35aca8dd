//! Whole-project reading for agreement: texts without their sources, annotations in one walk.

use crate::column::{Queries as _, json, json_or_default};
use crate::error::StoreError;
use crate::reader::Reader;
use touchstone_domain::annotation::Annotation;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::sample::Generator;

/// An item without its sources: what agreement is measured on and parted by.
#[derive(Debug, Clone, PartialEq)]
pub struct SampleRow {
    /// Which item.
    pub item: ItemId,
    /// What its file calls it.
    pub external_id: String,
    /// The sample's text.
    pub text: String,
    /// Who made the text.
    pub generator: Generator,
    /// The batch the item came with.
    pub batch: Option<String>,
}

impl Reader {
    /// Every sample in file order. An error of `each` ends it.
    pub fn for_each_sample<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(SampleRow) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("samples.sql"), [], |row| {
            let sample = || {
                Ok(SampleRow {
                    item: ItemId::from_bytes(row.get(0)?),
                    text: row.get(1)?,
                    generator: json_or_default(row, 2)?,
                    batch: row.get(3)?,
                    external_id: row.get(4)?,
                })
            };
            each(sample().map_err(|error: rusqlite::Error| StoreError::from(error))?)
        })
    }

    /// Every annotation that counts: items in file order, reviewers by identity. An error of `each`
    /// ends it.
    pub fn for_each_counted_annotation<E: From<StoreError>>(
        &self,
        mut each: impl FnMut(ItemId, ReviewerId, Annotation) -> Result<(), E>,
    ) -> Result<(), E> {
        self.each(include_str!("counted_annotations.sql"), [], |row| {
            let found = || Ok((ItemId::from_bytes(row.get(0)?), ReviewerId::from_bytes(row.get(1)?), json(row, 2)?));
            let (item, reviewer, annotation) = found().map_err(|error: rusqlite::Error| StoreError::from(error))?;
            each(item, reviewer, annotation)
        })
    }
}
