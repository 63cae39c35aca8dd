//! A reviewer's own list: every item, with nothing of it that a reviewer in blind mode may not see,
//! in the order in which the reviewer meets the items.

use super::super::assignment::Hand;
use super::super::item_search::Reach;
use super::super::item_state::Counted;
use super::own_filter::{OwnChecks, OwnFilter, OwnSearch, OwnTest};
use super::{ReviewRow, ReviewStage};
use crate::column::{Queries as _, count, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use rusqlite::types::Value;
use rusqlite::{params, params_from_iter};
use std::ops::ControlFlow;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::{ItemId, ReviewerId};

/// Items that a filtered list of a reviewer shows and counts; a longer list helps nobody.
const SHOWN: u64 = 10_000;

/// Items of one reviewer that words are looked for in, at most.
const TOUCHED: u64 = 1_000_000;

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

/// Whose list, and in which order.
#[derive(Debug, Clone, Copy)]
struct Walk {
    reviewer: ReviewerId,
    hand: Option<Hand>,
    order: Order,
    start: Option<ItemId>,
}

impl Reader {
    /// A page of a reviewer's own list, in the order that begins behind `start`: the items from
    /// `offset` on, at most `limit`. Where words are searched for, the first 10,000 found make the list.
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
        let row = |item: ItemId| {
            let excerpt = self.excerpt(self.known_ordinal(item)?)?;
            Ok(OwnRow { item, excerpt, review: self.review_row(item, reviewer)? })
        };
        self.own_item_ids(reviewer, filter, order, start, offset, limit)?.into_iter().map(row).collect()
    }

    /// The items of such a page.
    pub fn own_item_ids(
        &self,
        reviewer: ReviewerId,
        filter: &OwnFilter,
        order: Order,
        start: Option<ItemId>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let walk = Walk { reviewer, hand: self.hand(reviewer)?, order, start };
        if filter.terms.is_empty() {
            return self.whole_list(walk, offset, limit);
        }
        let Some(checks) = self.own_checks(reviewer, filter)? else { return Ok(Vec::new()) };
        if let Some(search) = &checks.search {
            if checks.only_touched && self.is_frequent(&search.query)? {
                return self.touched_list(walk, &checks, search, offset, limit);
            }
            let page = self.own_matches(walk, &checks)?.into_iter();
            let page = page.skip(usize::try_from(offset).unwrap_or(usize::MAX));
            return Ok(page.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect());
        }
        self.checked_list(walk, &checks, offset, limit)
    }

    /// How many items that list has.
    pub fn own_items_count(&self, reviewer: ReviewerId, filter: &OwnFilter) -> Result<Counted, StoreError> {
        let reviewer = self.merged_reviewer(reviewer)?;
        let hand = self.hand(reviewer)?;
        if hand.is_some_and(|hand| hand.member == 0) {
            return Ok(Counted::Exactly(0));
        }
        let given = hand.map_or_else(|| self.item_count(), |hand| Ok(hand.items.unsigned_abs()))?;
        match filter.terms.as_slice() {
            [] => return Ok(Counted::Exactly(given)),
            [only] if !only.not => {
                if let OwnTest::Stage(stages) = &only.test {
                    return Ok(Counted::Exactly(self.stage_count(reviewer, stages, given)?));
                }
            }
            _ => {}
        }
        let Some(checks) = self.own_checks(reviewer, filter)? else { return Ok(Counted::Exactly(0)) };
        let walk = Walk { reviewer, hand, order: Order::AsImported, start: None };
        let found = if let Some(search) = &checks.search {
            if checks.only_touched && self.is_frequent(&search.query)? {
                self.touched_list(walk, &checks, search, 0, SHOWN + 1)?.len() as u64
            } else {
                self.own_matches(walk, &checks)?.len() as u64
            }
        } else {
            let (from, mut values) = walk.from(checks.only_touched);
            values.extend(checks.values);
            let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {from} AND {} LIMIT {})", checks.sql, SHOWN + 1);
            self.one(&sql, params_from_iter(values), |row| count(row, 0))?.unwrap_or(0)
        };
        Ok(if found > SHOWN { Counted::MoreThan(SHOWN) } else { Counted::Exactly(found) })
    }

    fn stage_count(&self, reviewer: ReviewerId, stages: &[ReviewStage], given: u64) -> Result<u64, StoreError> {
        let mut found = 0;
        for stage in ReviewStage::ALL.into_iter().filter(|stage| stages.contains(stage)) {
            found += self.review_count(reviewer, Some(stage))?;
            if stage == ReviewStage::NotStarted {
                // Most of what was not begun has no row.
                found += given - self.review_count(reviewer, None)?;
            }
        }
        Ok(found)
    }

    fn whole_list(&self, walk: Walk, offset: u64, limit: u64) -> Result<Vec<ItemId>, StoreError> {
        let (stored_limit, stored_offset) = (stored(limit)?, stored(offset)?);
        let id = |row: &rusqlite::Row<'_>| Ok(ItemId::from_bytes(row.get(0)?));
        if let Some(hand) = walk.hand {
            let row = params![hand.member, stored_offset, stored_limit];
            return self.all(include_str!("../assignment/page.sql"), row, id);
        }
        let Some(first) = self.item_in_order(walk.order, walk.start, offset + 1)? else { return Ok(Vec::new()) };
        let limit = stored_limit.min(stored(self.item_count()? - offset)?);
        if walk.order == Order::AsImported {
            let from = self.known_ordinal(first)?;
            return self.all(include_str!("file_from.sql"), [from, limit], id);
        }
        let mut page = self.all(include_str!("ring_from.sql"), params![first.as_bytes(), limit], id)?;
        let more = limit - stored(page.len() as u64)?;
        page.extend(self.all(include_str!("ring_from.sql"), params![[0_u8; 16], more], id)?);
        Ok(page)
    }

    /// The items that pass, in order, without a search that leads.
    fn checked_list(&self, walk: Walk, checks: &OwnChecks, offset: u64, limit: u64) -> Result<Vec<ItemId>, StoreError> {
        let (from, values) = walk.from(checks.only_touched);
        let values: Vec<Value> = values.into_iter().chain(checks.values.iter().cloned()).collect();
        let query = format!("SELECT item.item_id FROM {from} AND {}", checks.sql);
        let id = |row: &rusqlite::Row<'_>| Ok(ItemId::from_bytes(row.get(0)?));
        let order = match (walk.hand, walk.order) {
            (Some(_), _) => "h.position",
            (None, Order::AsImported) => "item.ordinal",
            (None, Order::Shuffled) => return self.ring_list(walk, &query, &values, offset, limit),
        };
        let bounds = [stored(limit)?, stored(offset)?].map(Value::Integer);
        let sql = format!("{query} ORDER BY {order} LIMIT ? OFFSET ?");
        self.all(&sql, params_from_iter(values.into_iter().chain(bounds)), id)
    }

    /// Where words are frequent and the rest is little: that is walked in order, and the words are
    /// looked for in each.
    fn touched_list(
        &self,
        walk: Walk,
        checks: &OwnChecks,
        search: &OwnSearch,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        let (from, mut values) = walk.from(true);
        values.extend(search.values.iter().cloned());
        let sql = format!("SELECT 1 FROM {from} AND ({}) AND item.item_id = ?", search.sql);
        let (mut ids, mut before) = (Vec::new(), offset);
        for id in self.checked_list(walk, checks, 0, TOUCHED)? {
            if ids.len() as u64 >= limit {
                break;
            }
            let values = values.iter().cloned().chain([Value::Blob(id.as_bytes().to_vec())]);
            if self.value::<i64>(&sql, params_from_iter(values))?.is_none() {
                continue;
            }
            if before > 0 {
                before -= 1;
            } else {
                ids.push(id);
            }
        }
        Ok(ids)
    }

    /// The two halves of the ring, one after the other, each walked no further than needed.
    fn ring_list(
        &self,
        walk: Walk,
        query: &str,
        values: &[Value],
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        let start = walk.start.map_or(Vec::new(), |start| start.as_bytes().to_vec());
        let halves = [(start.clone(), vec![0xff; 16]), (Vec::new(), start)];
        let sql = format!("{query} AND item.item_id > ? AND item.item_id <= ? ORDER BY item.item_id");
        let (mut ids, mut before) = (Vec::new(), offset);
        for (from, to) in halves {
            let mut statement = self.cached(&sql)?;
            let bounds = [from, to].map(Value::Blob);
            let mut rows = statement.query(params_from_iter(values.iter().cloned().chain(bounds)))?;
            while (ids.len() as u64) < limit
                && let Some(row) = rows.next()?
            {
                if before > 0 {
                    before -= 1;
                } else {
                    ids.push(ItemId::from_bytes(row.get(0)?));
                }
            }
        }
        Ok(ids)
    }

    /// What a search finds and passes, in the reviewer's order.
    fn own_matches(&self, walk: Walk, checks: &OwnChecks) -> Result<Vec<ItemId>, StoreError> {
        let Some(OwnSearch { query, place, .. }) = &checks.search else { return Ok(Vec::new()) };
        let (from, mut values) = walk.from(false);
        values.extend(checks.values.iter().cloned());
        let place_in_order = if walk.hand.is_some() { "h.position" } else { "item.ordinal" };
        let sql = format!("SELECT item.item_id, {place_in_order} FROM {from} AND {} AND item.ordinal = ?", checks.sql);
        let mut found: Vec<(i64, ItemId)> = Vec::new();
        self.find_items(query, Reach::Reviewer(*place, walk.reviewer), false, |ordinal| {
            let values = values.iter().cloned().chain([Value::Integer(ordinal)]);
            let passed = self.one(&sql, params_from_iter(values), |row| {
                Ok((row.get::<_, i64>(1)?, ItemId::from_bytes(row.get(0)?)))
            })?;
            found.extend(passed);
            let enough = found.len() as u64 >= SHOWN;
            Ok(if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        if walk.hand.is_none() && walk.order == Order::Shuffled {
            found.sort_by_key(|(_, item)| (walk.start.is_some_and(|start| *item <= start), *item));
        } else {
            found.sort_unstable();
        }
        Ok(found.into_iter().map(|(_, item)| item).collect())
    }
}

impl Walk {
    /// What stands behind FROM, up to a WHERE with a first condition, and its values.
    fn from(&self, only_touched: bool) -> (String, Vec<Value>) {
        let reviewer = Value::Blob(self.reviewer.as_bytes().to_vec());
        let member = self.hand.map(|hand| Value::Integer(hand.member));
        match (member, only_touched) {
            (None, true) => {
                ("review AS r JOIN item ON item.ordinal = r.item WHERE r.reviewer_id = ?".to_owned(), vec![reviewer])
            }
            (Some(member), true) => (
                "review AS r JOIN item ON item.ordinal = r.item \
                 JOIN assignment AS h ON h.item = r.item AND h.member = ? WHERE r.reviewer_id = ?"
                    .to_owned(),
                vec![member, reviewer],
            ),
            (None, false) => (
                "item LEFT JOIN review AS r ON r.item = item.ordinal AND r.reviewer_id = ? WHERE 1".to_owned(),
                vec![reviewer],
            ),
            (Some(member), false) => (
                "assignment AS h JOIN item ON item.ordinal = h.item \
                 LEFT JOIN review AS r ON r.item = item.ordinal AND r.reviewer_id = ? WHERE h.member = ?"
                    .to_owned(),
                vec![reviewer, member],
            ),
        }
    }
}
