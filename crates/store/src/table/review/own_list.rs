//! A reviewer's own list: every item, with nothing of it that a reviewer in blind mode may not see,
//! in the order in which the reviewer meets the items.

use super::super::assignment::Hand;
use super::super::item_search::Reach;
use super::{ReviewRow, ReviewStage};
use crate::column::{Queries as _, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::Query;
use rusqlite::params;
use std::ops::ControlFlow;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::{ItemId, ReviewerId};

/// Matches of a search that the own list shows; a longer list helps nobody.
const SHOWN_MATCHES: usize = 10_000;

/// Which items of the own list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnFilter {
    /// How far the reviewer is with them.
    pub stage: Option<ReviewStage>,
    /// Only those that the reviewer flagged.
    pub flagged: bool,
    /// Words of the sample, the sources or their titles; finds the first 10,000.
    pub words: Option<String>,
}

/// A row of the own list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRow {
    /// Opaque.
    pub item: ItemId,
    /// The beginning of the sample, at most 160 characters.
    pub excerpt: String,
    /// What the reviewer did, if anything.
    pub review: Option<ReviewRow>,
}

impl Reader {
    /// A page of a reviewer's own list, in the order that begins behind `start`: the items from
    /// `offset` on, at most `limit`.
    pub fn own_items_page(
        &self,
        reviewer: ReviewerId,
        filter: &OwnFilter,
        order: Order,
        start: Option<ItemId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<OwnRow>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let ids = if let Some(hand) = self.hand(reviewer)? {
            self.hand_page_ids(reviewer, hand, filter, offset, limit)?
        } else {
            self.ring_page_ids(reviewer, filter, order, start, offset, limit)?
        };
        let row = |item: ItemId| {
            let excerpt = self.excerpt(self.known_ordinal(item)?)?;
            Ok(OwnRow { item, excerpt, review: self.review_row(item, reviewer)? })
        };
        ids.into_iter().map(row).collect()
    }

    fn ring_page_ids(
        &self,
        reviewer: ReviewerId,
        filter: &OwnFilter,
        order: Order,
        start: Option<ItemId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        Ok(match filter.words.as_deref().and_then(Query::parse) {
            Some(query) => {
                let mut found = self.own_matches(reviewer, None, filter, &query)?;
                if order == Order::Shuffled {
                    found.sort_by_key(|item| (start.is_some_and(|start| *item <= start), *item));
                }
                let page = found.into_iter().skip(usize::try_from(offset).unwrap_or(usize::MAX));
                page.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect()
            }
            None => self.own_page_ids(reviewer, filter, order, start, offset, limit)?,
        })
    }

    /// How many items that list has.
    pub fn own_items_count(&self, reviewer: ReviewerId, filter: &OwnFilter) -> Result<u64, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let hand = self.hand(reviewer)?;
        if hand.is_some_and(|hand| hand.member == 0) {
            return Ok(0);
        }
        let given = hand.map_or_else(|| self.item_count(), |hand| Ok(hand.items.unsigned_abs()))?;
        if let Some(query) = filter.words.as_deref().and_then(Query::parse) {
            return Ok(self.own_matches(reviewer, hand, filter, &query)?.len() as u64);
        }
        if filter.flagged {
            let stage = filter.stage.map(ReviewStage::number);
            let found = self.value(include_str!("own_flagged_count.sql"), params![reviewer.as_bytes(), stage])?;
            return Ok(found.map_or(0, i64::unsigned_abs));
        }
        match filter.stage {
            None => Ok(given),
            Some(ReviewStage::NotStarted) => {
                let begun = self.review_count(reviewer, None)?;
                let undone = self.review_count(reviewer, Some(ReviewStage::NotStarted))?;
                Ok(given + undone - begun)
            }
            Some(stage) => self.review_count(reviewer, Some(stage)),
        }
    }

    fn own_page_ids(
        &self,
        reviewer: ReviewerId,
        filter: &OwnFilter,
        order: Order,
        start: Option<ItemId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        let (limit, offset) = (stored(limit)?, stored(offset)?);
        let start_bytes = start.map_or([0; 16], |start| *start.as_bytes());
        let ring = order == Order::Shuffled;
        let id = |row: &rusqlite::Row<'_>| Ok(ItemId::from_bytes(row.get(0)?));
        match (filter.stage, filter.flagged) {
            (None, false) => {
                let Some(first) = self.item_in_order(order, start, offset.unsigned_abs() + 1)? else {
                    return Ok(Vec::new());
                };
                let left = self.item_count()? - offset.unsigned_abs();
                let limit = limit.min(stored(left)?);
                if !ring {
                    let from = self.known_ordinal(first)?;
                    return self.all(include_str!("file_from.sql"), [from, limit], id);
                }
                let mut page = self.all(include_str!("ring_from.sql"), params![first.as_bytes(), limit], id)?;
                let more = limit - stored(page.len() as u64)?;
                page.extend(self.all(include_str!("ring_from.sql"), params![[0_u8; 16], more], id)?);
                Ok(page)
            }
            (Some(ReviewStage::NotStarted), false) => {
                if !ring {
                    let sql = include_str!("own_untouched.sql");
                    return self.all(sql, params![reviewer.as_bytes(), limit, offset], id);
                }
                let halves = [(start_bytes.as_slice(), [0xff; 16].as_slice()), (&[], start_bytes.as_slice())];
                let mut ids = Vec::new();
                let mut before = offset;
                for (from, to) in halves {
                    let mut statement = self.cached(include_str!("own_untouched_ring.sql"))?;
                    let mut rows = statement.query(params![reviewer.as_bytes(), from, to])?;
                    while stored(ids.len() as u64)? < limit
                        && let Some(row) = rows.next()?
                    {
                        if before > 0 {
                            before -= 1;
                        } else {
                            ids.push(id(row)?);
                        }
                    }
                }
                Ok(ids)
            }
            (stage, flagged) => {
                let stage = stage.map(ReviewStage::number);
                let sql = if ring { include_str!("own_touched_ring.sql") } else { include_str!("own_touched.sql") };
                self.all(sql, params![reviewer.as_bytes(), start_bytes, limit, offset, stage, flagged], id)
            }
        }
    }

    pub(super) fn own_matches(
        &self,
        reviewer: ReviewerId,
        hand: Option<Hand>,
        filter: &OwnFilter,
        query: &Query,
    ) -> Result<Vec<ItemId>, StoreError> {
        let mut found = Vec::new();
        self.find_items(query, Reach::Reviewer, false, |ordinal| {
            let place = self.one(include_str!("own_match.sql"), params![ordinal, reviewer.as_bytes()], |row| {
                Ok((ItemId::from_bytes(row.get(0)?), row.get::<_, i64>(1)?, row.get::<_, bool>(2)?))
            })?;
            let given =
                hand.map_or(Ok(true), |hand| Ok::<_, StoreError>(self.position_in(hand, ordinal)?.is_some()))?;
            if let Some((item, stage, flagged)) = place.filter(|_| given) {
                let right_stage = filter.stage.is_none_or(|wanted| wanted.number() == stage);
                if right_stage && (flagged || !filter.flagged) {
                    found.push(item);
                }
            }
            Ok(if found.len() < SHOWN_MATCHES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(found)
    }
}
