//! The two orders of items, cut into stretches whose open items are counted for each reviewer.
//!
//! A project of a million items has about 4,000 stretches of 250. The next open item is in the
//! stretch at hand or in the first one that has any left, however many are done with.

use super::assignment::hand_block;
use super::pending::{HAND_ORDER, order_number};
use crate::column::{Queries as _, count, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use std::collections::BTreeMap;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::{ItemId, ReviewerId};

/// Items of a stretch in file order, as a power of two.
const FILE_BLOCK_BITS: u32 = 8;

/// The stretch of a shuffled id: its first twelve bits.
fn ring_block(id: ItemId) -> i64 {
    let bytes = id.as_bytes();
    i64::from(bytes[0]) << 4 | i64::from(bytes[1] >> 4)
}

/// What is smaller than every id of a stretch, and its last possible id.
fn ring_bounds(block: i64) -> (Vec<u8>, Vec<u8>) {
    let [.., high, low] = (block << 4).to_be_bytes();
    let mut last = vec![high, low | 0x0f];
    last.resize(16, 0xff);
    // Two bytes stand before all sixteen-byte ids that begin with them.
    (vec![high, low], last)
}

const fn file_block(ordinal: i64) -> i64 {
    (ordinal - 1) >> FILE_BLOCK_BITS
}

const fn file_bounds(block: i64) -> (i64, i64) {
    (block << FILE_BLOCK_BITS, (block + 1) << FILE_BLOCK_BITS)
}

impl Reader {
    /// The next item that a reviewer has not submitted, skipped or withdrawn, behind `after` in the
    /// order and from its beginning again; `after` itself comes last. None when all are done.
    ///
    /// With a plan the order is that of the reviewer's list. Without one:
    /// In the shuffled order `after` may be any id, such as the reviewer's starting point; in file
    /// order it must be an item. None is the beginning.
    pub fn next_open_item(
        &self,
        reviewer: ReviewerId,
        order: Order,
        after: Option<ItemId>,
    ) -> Result<Option<ItemId>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        if let Some(hand) = self.hand(reviewer)? {
            return self.next_in_hand(reviewer, hand, after);
        }
        match order {
            Order::Shuffled => self.next_on_ring(reviewer, after.unwrap_or(ItemId::from_bytes([0; 16]))),
            Order::AsImported => {
                let after = after.map_or(Ok(0), |item| self.known_ordinal(item))?;
                self.next_in_file_order(reviewer, after)
            }
        }
    }

    fn next_on_ring(&self, reviewer: ReviewerId, after: ItemId) -> Result<Option<ItemId>, StoreError> {
        let first = |from: &[u8], to: &[u8]| {
            let found = self.value(include_str!("next_on_ring.sql"), params![reviewer.as_bytes(), from, to])?;
            Ok::<_, StoreError>(found.map(ItemId::from_bytes))
        };
        let block = ring_block(after);
        let rest = first(after.as_bytes(), &ring_bounds(block).1)?;
        if rest.is_some() {
            return Ok(rest);
        }
        let Some(block) = self.next_open_block(reviewer, Order::Shuffled, block)? else { return Ok(None) };
        let (from, to) = ring_bounds(block);
        first(&from, &to)
    }

    fn next_in_file_order(&self, reviewer: ReviewerId, after: i64) -> Result<Option<ItemId>, StoreError> {
        let first = |from: i64, to: i64| {
            let found = self.value(include_str!("next_in_file_order.sql"), params![reviewer.as_bytes(), from, to])?;
            Ok::<_, StoreError>(found.map(ItemId::from_bytes))
        };
        let block = file_block(after.max(1));
        let rest = first(after, file_bounds(block).1)?;
        if rest.is_some() {
            return Ok(rest);
        }
        let Some(block) = self.next_open_block(reviewer, Order::AsImported, block)? else { return Ok(None) };
        let (from, to) = file_bounds(block);
        first(from, to)
    }

    /// The first stretch behind `block` with an open item, else the first from the beginning.
    fn next_open_block(&self, reviewer: ReviewerId, order: Order, block: i64) -> Result<Option<i64>, StoreError> {
        let from = |block: i64| {
            self.value(include_str!("next_open_block.sql"), params![reviewer.as_bytes(), order_number(order), block])
        };
        Ok(match from(block)? {
            Some(block) => Some(block),
            None => from(-1)?,
        })
    }

    /// Where an item stands in an order that begins behind `start`, from 1. (`start` says nothing
    /// in file order.)
    pub fn position_in_order(
        &self,
        order: Order,
        start: Option<ItemId>,
        item: ItemId,
    ) -> Result<Option<u64>, StoreError> {
        let Some(ordinal) = self.ordinal(item)? else { return Ok(None) };
        Ok(Some(match order {
            Order::AsImported => ordinal,
            Order::Shuffled => {
                let before_start = start.map_or(Ok(0), |start| self.ring_rank(start))?;
                let rank = self.ring_rank(item)?;
                if rank > before_start { rank - before_start } else { rank + self.item_count()? - before_start }
            }
        }))
    }

    /// The item at a position of that order, from 1.
    pub fn item_in_order(
        &self,
        order: Order,
        start: Option<ItemId>,
        position: u64,
    ) -> Result<Option<ItemId>, StoreError> {
        let items = self.item_count()?;
        if position == 0 || position > items {
            return Ok(None);
        }
        match order {
            Order::AsImported => self.item_id_at(position),
            Order::Shuffled => {
                let before_start = start.map_or(Ok(0), |start| self.ring_rank(start))?;
                let mut left = (before_start + position - 1) % items;
                let blocks = self.all(include_str!("ring_blocks.sql"), [], |row| Ok((row.get(0)?, count(row, 1)?)))?;
                for (block, items) in blocks {
                    if left < items {
                        let (from, to) = ring_bounds(block);
                        let found = self.value(include_str!("in_block.sql"), params![from, to, stored(left)?])?;
                        return Ok(found.map(ItemId::from_bytes));
                    }
                    left -= items;
                }
                Ok(None)
            }
        }
    }

    /// How many items have an id up to `id`.
    fn ring_rank(&self, id: ItemId) -> Result<u64, StoreError> {
        let block = ring_block(id);
        let row = params![block, ring_bounds(block).0, id.as_bytes()];
        Ok(self.one(include_str!("ring_rank.sql"), row, |row| count(row, 0))?.unwrap_or(0))
    }
}

impl Transaction<'_> {
    /// Counts a new item into its stretches.
    pub(super) fn add_to_blocks(&mut self, ordinal: i64, id: ItemId) {
        for (order, block) in [(Order::Shuffled, ring_block(id)), (Order::AsImported, file_block(ordinal))] {
            *self.pending.item_blocks.entry((order_number(order), block)).or_default() += 1;
        }
    }

    /// Counts a review that was closed (1) or opened again (-1).
    ///
    /// `place` is its position in the reviewer's list, where there is a plan.
    pub(super) fn close_in_blocks(
        &mut self,
        reviewer: ReviewerId,
        (ordinal, id): (i64, ItemId),
        place: Option<i64>,
        more: i64,
    ) {
        let orders = [
            Some((order_number(Order::Shuffled), ring_block(id))),
            Some((order_number(Order::AsImported), file_block(ordinal))),
            place.map(|place| (HAND_ORDER, hand_block(place))),
        ];
        for (order, block) in orders.into_iter().flatten() {
            *self.pending.review_blocks.entry((reviewer, order, block)).or_default() += more;
        }
    }

    pub(super) fn write_blocks(
        &self,
        items: BTreeMap<(i64, i64), i64>,
        closed: BTreeMap<(ReviewerId, i64, i64), i64>,
    ) -> Result<(), StoreError> {
        for ((order, block), more) in items {
            self.run(include_str!("add_items.sql"), [order, block, more])?;
        }
        for ((reviewer, order, block), more) in closed.into_iter().filter(|(_, more)| *more != 0) {
            self.run(include_str!("add_closed.sql"), params![reviewer.as_bytes(), order, block, more])?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{file_block, file_bounds, ring_block, ring_bounds};
    use touchstone_domain::id::ItemId;

    #[test]
    fn every_id_and_ordinal_is_within_the_bounds_of_its_stretch() {
        for first in 0..=255_u8 {
            for second in [0, 0x0f, 0x10, 0x7f, 0xf0, 0xff] {
                for rest in [0, 0xff] {
                    let mut bytes = [rest; 16];
                    (bytes[0], bytes[1]) = (first, second);
                    let (from, to) = ring_bounds(ring_block(ItemId::from_bytes(bytes)));
                    assert!(from.as_slice() < &bytes && bytes.as_slice() <= to.as_slice());
                }
            }
        }
        for ordinal in [1, 2, 255, 256, 257, 512, 513] {
            let (from, to) = file_bounds(file_block(ordinal));
            assert!(from < ordinal && ordinal <= to);
        }
    }
}
