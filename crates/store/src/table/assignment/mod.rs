//! Who reviews what: the plan, each reviewer's list, and the next open item of a list.
//!
//! A list is a run of positions; 256 of them are a stretch whose closed reviews are counted, as in
//! `item_block`, so that the next open item is one look-up away however long the list is. Whatever a
//! member of the plan reviews is in their list: what comes from elsewhere is put at its end.

use super::pending::HAND_ORDER;
use crate::column::{Queries as _, count, stored, to_json};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use std::collections::BTreeMap;
use touchstone_domain::assignment::PlanSettings;
use touchstone_domain::id::{ItemId, ReviewerId};

/// Positions of a stretch, as a power of two.
const BLOCK_BITS: u32 = 8;

/// The plan in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredPlan {
    /// What the lead asked for.
    pub settings: PlanSettings,
    /// Secret; the lists follow from it.
    pub seed: String,
    /// How many items there were when it was dealt.
    pub items: u64,
    /// Ordinals of the items that everyone reviews first.
    pub calibration: Vec<u32>,
    /// Ordinals of the attention checks; empty in a plan that an earlier program set.
    pub checks: Vec<u32>,
}

/// What a reviewer has of the plan: nothing, where they do not take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hand {
    pub(crate) member: i64,
    pub(crate) items: i64,
}

/// The stretch of a position.
pub(crate) const fn hand_block(position: i64) -> i64 {
    (position - 1) >> BLOCK_BITS
}

impl Reader {
    /// The plan in force, if there is one.
    pub fn assignment_plan(&self) -> Result<Option<StoredPlan>, StoreError> {
        let query = "SELECT settings, seed, items FROM assignment_plan";
        let plan = self.one(query, [], |row| {
            let settings = crate::column::json(row, 0)?;
            Ok(StoredPlan {
                settings,
                seed: row.get(1)?,
                items: count(row, 2)?,
                calibration: Vec::new(),
                checks: Vec::new(),
            })
        })?;
        let Some(mut plan) = plan else { return Ok(None) };
        let query = "SELECT item FROM assignment_calibration ORDER BY position";
        plan.calibration = self.all(query, [], |row| row.get(0))?;
        plan.checks = self.all("SELECT item FROM assignment_check ORDER BY position", [], |row| row.get(0))?;
        Ok(Some(plan))
    }

    /// Everyone who takes part or ever did.
    pub fn plan_members(&self) -> Result<Vec<ReviewerId>, StoreError> {
        let query = "SELECT reviewer_id FROM assignment_member ORDER BY number";
        self.all(query, [], |row| Ok(ReviewerId::from_bytes(row.get(0)?)))
    }

    /// What a reviewer has of the plan; none where there is no plan, so that everyone has everything.
    pub(crate) fn hand(&self, reviewer: ReviewerId) -> Result<Option<Hand>, StoreError> {
        if self.value::<i64>("SELECT singleton FROM assignment_plan", [])?.is_none() {
            return Ok(None);
        }
        let row = [reviewer.as_bytes()];
        let hand = self
            .one(include_str!("hand.sql"), row, |row| Ok(Hand { member: row.get(0)?, items: row.get(1)? }))?
            .unwrap_or(Hand { member: 0, items: 0 });
        Ok(Some(hand))
    }

    /// How many items a reviewer is given: those of their list, or all where there is no plan.
    pub fn given_count(&self, reviewer: ReviewerId) -> Result<u64, StoreError> {
        let hand = self.hand(self.merged_reviewer(reviewer)?)?;
        hand.map_or_else(|| self.item_count(), |hand| Ok(hand.items.unsigned_abs()))
    }

    /// Whether a reviewer is given an item. Without a plan, everyone is given everything.
    pub fn is_given(&self, reviewer: ReviewerId, item: ItemId) -> Result<bool, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let (hand, ordinal) = (self.hand(reviewer)?, self.ordinal(item)?);
        let Some(ordinal) = ordinal else { return Ok(false) };
        let Some(hand) = hand else { return Ok(true) };
        Ok(self.position_in(hand, stored(ordinal)?)?.is_some())
    }

    /// Where an item stands in a reviewer's list, from 1; none without a plan or outside of the list.
    pub fn position_in_list(&self, reviewer: ReviewerId, item: ItemId) -> Result<Option<u64>, StoreError> {
        let Some(hand) = self.hand(self.merged_reviewer(reviewer)?)? else { return Ok(None) };
        Ok(self.position_in(hand, self.known_ordinal(item)?)?.map(i64::unsigned_abs))
    }

    pub(crate) fn position_in(&self, hand: Hand, ordinal: i64) -> Result<Option<i64>, StoreError> {
        self.value(include_str!("position.sql"), [ordinal, hand.member])
    }

    /// A reviewer's list by ordinals; empty without a plan.
    pub fn list_of(&self, reviewer: ReviewerId) -> Result<Vec<u32>, StoreError> {
        let Some(hand) = self.hand(reviewer)? else { return Ok(Vec::new()) };
        self.all("SELECT item FROM assignment WHERE member = ?1 ORDER BY position", [hand.member], |row| row.get(0))
    }

    /// What a reviewer began or was sent in a packet, by ordinals in the order of their list.
    pub fn kept_items(&self, reviewer: ReviewerId) -> Result<Vec<u32>, StoreError> {
        self.all(include_str!("kept.sql"), [reviewer.as_bytes()], |row| row.get(0))
    }

    /// The items, by ordinal, of a reviewer's reviews that count.
    pub fn finished_items(&self, reviewer: ReviewerId) -> Result<Vec<u32>, StoreError> {
        self.all(include_str!("finished.sql"), [reviewer.as_bytes()], |row| row.get(0))
    }

    /// The items, by ordinal, that a reviewer is done with.
    pub fn closed_items(&self, reviewer: ReviewerId) -> Result<Vec<u32>, StoreError> {
        let query = "SELECT item FROM review WHERE reviewer_id = ?1 AND state >= 2";
        self.all(query, [reviewer.as_bytes()], |row| row.get(0))
    }

    /// The open items of a reviewer's list, in its order; none without a plan.
    pub fn open_list(&self, reviewer: ReviewerId) -> Result<Option<Vec<ItemId>>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let Some(hand) = self.hand(reviewer)? else { return Ok(None) };
        let row = params![reviewer.as_bytes(), hand.member];
        Ok(Some(self.all(include_str!("open_items.sql"), row, |row| Ok(ItemId::from_bytes(row.get(0)?)))?))
    }

    /// The next open item of the list behind `after`, and from its beginning again.
    pub(super) fn next_in_hand(
        &self,
        reviewer: ReviewerId,
        hand: Hand,
        after: Option<ItemId>,
    ) -> Result<Option<ItemId>, StoreError> {
        let after = match after.map(|item| self.ordinal(item)).transpose()?.flatten() {
            Some(ordinal) => self.position_in(hand, stored(ordinal)?)?.unwrap_or(0),
            None => 0,
        };
        let first = |from: i64, to: i64| {
            let row = params![reviewer.as_bytes(), hand.member, from, to];
            Ok::<_, StoreError>(self.value(include_str!("next_in_hand.sql"), row)?.map(ItemId::from_bytes))
        };
        let block = hand_block(after.max(1));
        let rest = first(after, (block + 1) << BLOCK_BITS)?;
        if rest.is_some() {
            return Ok(rest);
        }
        let found = self.open_block(reviewer, hand, block)?;
        let Some(block) = found.map_or_else(|| self.open_block(reviewer, hand, -1), |block| Ok(Some(block)))? else {
            return Ok(None);
        };
        first(block << BLOCK_BITS, (block + 1) << BLOCK_BITS)
    }

    /// The first stretch of a list behind `after` that is not done with.
    fn open_block(&self, reviewer: ReviewerId, hand: Hand, after: i64) -> Result<Option<i64>, StoreError> {
        let mut statement = self.cached(include_str!("closed_blocks.sql"))?;
        let mut rows = statement.query(params![reviewer.as_bytes(), after])?;
        let mut block = after + 1;
        while block << BLOCK_BITS < hand.items {
            let size = (hand.items - (block << BLOCK_BITS)).min(1 << BLOCK_BITS);
            let done = match rows.next()? {
                Some(row) => row.get::<_, i64>(0)? == block && row.get::<_, i64>(1)? >= size,
                None => false,
            };
            if !done {
                return Ok(Some(block));
            }
            block += 1;
        }
        Ok(None)
    }
}

impl Transaction<'_> {
    /// Puts a plan in force, in place of the one before. `each` hears how many rows are written; an
    /// error of it ends it.
    pub fn put_plan<E: From<StoreError>>(
        &mut self,
        plan: &StoredPlan,
        lists: &[(ReviewerId, Vec<u32>)],
        mut each: impl FnMut(u64) -> Result<(), E>,
    ) -> Result<(), E> {
        self.run("DELETE FROM assignment_plan", [])?;
        self.run("DELETE FROM assignment_calibration", [])?;
        self.run("DELETE FROM assignment_check", [])?;
        // Sorting the index once takes a twentieth of the time of filling it row by row.
        let clear = "DELETE FROM assignment; DROP INDEX assignment_of_item";
        self.connection().execute_batch(clear).map_err(StoreError::from)?;
        let row = params![to_json(&plan.settings), plan.seed, stored(plan.items)?];
        self.run("INSERT INTO assignment_plan (singleton, settings, seed, items) VALUES (1, ?1, ?2, ?3)", row)?;
        for (position, item) in (1_i64..).zip(&plan.calibration) {
            let row = params![position, item];
            self.run("INSERT INTO assignment_calibration (position, item) VALUES (?1, ?2)", row)?;
        }
        for (position, item) in (1_i64..).zip(&plan.checks) {
            let row = params![position, item];
            self.run("INSERT INTO assignment_check (position, item) VALUES (?1, ?2)", row)?;
        }
        let mut written = 0;
        for (reviewer, list) in lists {
            let row = [reviewer.as_bytes()];
            self.run("INSERT INTO assignment_member (reviewer_id) VALUES (?1) ON CONFLICT DO NOTHING", row)?;
            let member = self.hand(*reviewer)?.map_or(0, |hand| hand.member);
            for (position, item) in (1_i64..).zip(list) {
                let row = params![member, position, item];
                self.run("INSERT INTO assignment (member, position, item) VALUES (?1, ?2, ?3)", row)?;
                each(written)?;
                written += 1;
            }
        }
        self.connection().execute_batch(include_str!("index.sql")).map_err(StoreError::from)?;
        self.run("DELETE FROM review_block WHERE item_order = ?1", [HAND_ORDER])?;
        self.run(include_str!("count_blocks.sql"), [])?;
        Ok(())
    }

    /// Takes the plan back: everyone may review everything again.
    pub fn remove_plan(&mut self) -> Result<(), StoreError> {
        for table in
            ["assignment_plan", "assignment_calibration", "assignment_check", "assignment", "assignment_member"]
        {
            self.run(&format!("DELETE FROM {table}"), [])?;
        }
        self.run("DELETE FROM review_block WHERE item_order = ?1", [HAND_ORDER]).map(|_| ())
    }

    /// Where an item stands in the list of whoever reviews it; once begun, it is put at its end when it
    /// is not there. None without a plan, or for whoever does not take part.
    pub(super) fn place_in_list(
        &mut self,
        reviewer: ReviewerId,
        ordinal: i64,
        begun: bool,
    ) -> Result<Option<i64>, StoreError> {
        let Some(hand) = self.hand(reviewer)?.filter(|hand| hand.member > 0) else { return Ok(None) };
        let known = self.position_in(hand, ordinal)?;
        if known.is_some() || !begun {
            return Ok(known);
        }
        let position = hand.items + 1;
        self.run(
            "INSERT INTO assignment (member, position, item) VALUES (?1, ?2, ?3)",
            [hand.member, position, ordinal],
        )?;
        Ok(Some(position))
    }
}

/// For each item, by ordinal, how many of these lists name it.
pub fn counted<'a>(lists: impl Iterator<Item = &'a Vec<u32>>) -> BTreeMap<u32, u32> {
    let mut counts = BTreeMap::new();
    for item in lists.flatten() {
        *counts.entry(*item).or_default() += 1;
    }
    counts
}
