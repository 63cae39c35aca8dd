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
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::{ItemId, ReviewerId};

/// Items that a filtered list of a reviewer shows and counts; a longer list helps nobody.
const SHOWN: u64 = 10_000;

/// Items whose words are looked at in one go.
const TOGETHER: usize = 256;

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

/// A page that fills.
struct Page {
    before: u64,
    limit: u64,
    items: Vec<ItemId>,
}

impl Page {
    const fn new(offset: u64, limit: u64) -> Self {
        Self { before: offset, limit, items: Vec::new() }
    }

    /// The next item of the list; breaks when the page is full.
    fn take(&mut self, item: ItemId) -> ControlFlow<()> {
        if self.items.len() as u64 >= self.limit {
            return ControlFlow::Break(());
        }
        if self.before > 0 {
            self.before -= 1;
        } else {
            self.items.push(item);
        }
        if self.items.len() as u64 >= self.limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take_all(&mut self, items: Vec<ItemId>) -> ControlFlow<()> {
        items.into_iter().try_for_each(|item| self.take(item))
    }
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
        let mut page = Page::new(offset, limit);
        self.each_checked(walk, checks, &mut |item| Ok(page.take(item)))?;
        Ok(page.items)
    }

    /// Shows `each` the items that pass, in order, until it has enough.
    fn each_checked(
        &self,
        walk: Walk,
        checks: &OwnChecks,
        each: &mut dyn FnMut(ItemId) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let (from, values) = walk.from(checks.only_touched);
        let values: Vec<Value> = values.into_iter().chain(checks.values.iter().cloned()).collect();
        let query = format!("SELECT item.item_id FROM {from} AND {}", checks.sql);
        let mut visit = |sql: &str, values: Vec<Value>| {
            let mut statement = self.cached(sql)?;
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                if each(ItemId::from_bytes(row.get(0)?))?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok::<_, StoreError>(ControlFlow::Continue(()))
        };
        match (walk.hand, walk.order) {
            (Some(_), _) => visit(&format!("{query} ORDER BY h.position"), values).map(drop),
            (None, Order::AsImported) => visit(&format!("{query} ORDER BY item.ordinal"), values).map(drop),
            (None, Order::Shuffled) => {
                // The two halves of the ring, one after the other.
                let sql = format!("{query} AND item.item_id > ? AND item.item_id <= ? ORDER BY item.item_id");
                let start = walk.start.map_or(Vec::new(), |start| start.as_bytes().to_vec());
                for half in [[start.clone(), vec![0xff; 16]], [Vec::new(), start]] {
                    let values = values.iter().cloned().chain(half.map(Value::Blob)).collect();
                    if visit(&sql, values)?.is_break() {
                        break;
                    }
                }
                Ok(())
            }
        }
    }

    /// Where words are frequent and the rest is little: that is walked in order, and the words are
    /// looked for some items at a time, so that the notes with them are looked up once for all of these.
    fn touched_list(
        &self,
        walk: Walk,
        checks: &OwnChecks,
        search: &OwnSearch,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        let mut page = Page::new(offset, limit);
        let mut together = Vec::with_capacity(TOGETHER);
        self.each_checked(walk, checks, &mut |item| {
            together.push(item);
            if together.len() < TOGETHER {
                return Ok(ControlFlow::Continue(()));
            }
            let found = self.with_words(walk, search, &together)?;
            together.clear();
            Ok(page.take_all(found))
        })?;
        let rest = self.with_words(walk, search, &together)?;
        let _full = page.take_all(rest);
        Ok(page.items)
    }

    /// Those of `items` that have the words, in the same order.
    fn with_words(&self, walk: Walk, search: &OwnSearch, items: &[ItemId]) -> Result<Vec<ItemId>, StoreError> {
        let (from, mut values) = walk.from(true);
        let sql = format!(
            "SELECT item.item_id FROM {from} AND ({}) AND item.ordinal IN (SELECT value FROM json_each(?))",
            search.sql
        );
        values.extend(search.values.iter().cloned());
        let ordinals = items.iter().map(|item| Ok(self.known_ordinal(*item)?.to_string()));
        values.push(Value::Text(format!("[{}]", ordinals.collect::<Result<Vec<String>, StoreError>>()?.join(","))));
        let found = self.all(&sql, params_from_iter(values), |row| Ok(ItemId::from_bytes(row.get(0)?)))?;
        let found: BTreeSet<ItemId> = found.into_iter().collect();
        Ok(items.iter().copied().filter(|item| found.contains(item)).collect())
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
