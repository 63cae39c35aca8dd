//! Pages, counts and whole lists of the items that match a filter.

use super::super::item_search::Reach;
use super::filter::{Counted, ItemFilter, ItemSort, SortKey};
use super::plan::{Plan, Route, Search};
use super::{ItemRow, ItemStatus};
use crate::column::Queries as _;
use crate::error::StoreError;
use crate::reader::Reader;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use std::ops::ControlFlow;

/// Matches of a search that are put in an order other than the file's; the rest is left out.
const SORTED_MATCHES: usize = 100_000;

impl Reader {
    /// A page of the lead's table: the items from `offset` on, at most `limit`. The first page is
    /// there at once whatever the filter; a deep one of a search is walked to.
    pub fn items_page(
        &self,
        filter: &ItemFilter,
        sort: ItemSort,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemRow>, StoreError> {
        self.item_rows(&self.items_page_ordinals(filter, sort, offset, limit)?)
    }

    /// The places in file order of such a page's items.
    pub fn items_page_ordinals(
        &self,
        filter: &ItemFilter,
        sort: ItemSort,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<u64>, StoreError> {
        let mut page = Vec::new();
        let mut before = offset;
        let mut take = |ordinal: u64| {
            if before > 0 {
                before -= 1;
                return Ok(ControlFlow::Continue(()));
            }
            page.push(ordinal);
            Ok(if page.len() as u64 >= limit { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        };
        if limit == 0 {
            return Ok(page);
        }
        if sort.key == SortKey::FileOrder && filter.terms.is_empty() {
            // All items: a place in the list is a place in the file.
            let items = self.item_count()?;
            let places = (offset + 1..=items).take(usize::try_from(limit).unwrap_or(usize::MAX));
            return Ok(places.map(|place| if sort.reversed { items + 1 - place } else { place }).collect());
        }
        let plan = match self.route(filter, sort)? {
            Route::Nowhere => return Ok(page),
            Route::Rows(plan) => plan,
            Route::Words(search) => {
                self.matching_words(&search, sort, &mut take)?;
                return Ok(page);
            }
        };
        let sql = plan.sql("s.item", true, " LIMIT ? OFFSET ?");
        let bounds = [limit, offset].map(|number| Value::Integer(i64::try_from(number).unwrap_or(i64::MAX)));
        let values = plan.values.into_iter().chain(bounds);
        self.all(&sql, params_from_iter(values), |row| crate::column::count(row, 0))
    }

    /// Every match in order, by its place in file order, until `each` breaks off. (A search that is
    /// sorted otherwise than by file order knows its first 100,000 matches.)
    pub fn for_each_match(
        &self,
        filter: &ItemFilter,
        sort: ItemSort,
        each: &mut dyn FnMut(u64) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let plan = match self.route(filter, sort)? {
            Route::Nowhere => return Ok(()),
            Route::Rows(plan) => plan,
            Route::Words(search) => return self.matching_words(&search, sort, each),
        };
        let mut statement = self.cached(&plan.sql("s.item", true, ""))?;
        let mut rows = statement.query(params_from_iter(plan.values))?;
        while let Some(row) = rows.next()? {
            if each(crate::column::count(row, 0)?)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// How many items match, where the sums kept in the file tell it at once.
    pub fn items_count_known(&self, filter: &ItemFilter) -> Result<Option<u64>, StoreError> {
        self.known_count(filter)
    }

    /// How many items match, counting no further than `at_most`. `go_on` is asked now and then;
    /// when it says no, the answer is [`StoreError::Interrupted`].
    pub fn items_count_filtered(
        &self,
        filter: &ItemFilter,
        at_most: u64,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Counted, StoreError> {
        if let Some(known) = self.known_count(filter)? {
            return Ok(Counted::Exactly(known));
        }
        let mut counted = 0;
        let mut stopped = false;
        self.for_each_match(filter, ItemSort::default(), &mut |_| {
            counted += 1;
            stopped = counted % 1024 == 0 && !go_on();
            Ok(if stopped || counted > at_most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        match counted {
            _ if stopped => Err(StoreError::Interrupted),
            _ if counted > at_most => Ok(Counted::MoreThan(at_most)),
            _ => Ok(Counted::Exactly(counted)),
        }
    }

    fn matching_words(
        &self,
        search: &Search,
        sort: ItemSort,
        each: &mut dyn FnMut(u64) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<(), StoreError> {
        let in_file_order = sort.key == SortKey::FileOrder;
        let mut matches = Vec::new();
        let reach = Reach::Lead(search.place);
        self.find_items(&search.query, reach, in_file_order && sort.reversed, |ordinal| {
            if !self.passes(search.rest.as_ref(), ordinal)? {
                return Ok(ControlFlow::Continue(()));
            }
            if in_file_order {
                return each(ordinal.unsigned_abs());
            }
            matches.push((self.sort_value(ordinal, sort.key)?, ordinal));
            Ok(if matches.len() < SORTED_MATCHES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        matches.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        if sort.reversed {
            matches.reverse();
        }
        for (_, ordinal) in matches {
            if each(ordinal.unsigned_abs())?.is_break() {
                break;
            }
        }
        Ok(())
    }

    fn passes(&self, check: Option<&Plan>, ordinal: i64) -> Result<bool, StoreError> {
        let Some(check) = check else { return Ok(true) };
        let values = check.values.iter().cloned().chain([Value::Integer(ordinal)]);
        Ok(self.value::<i64>(&check.sql("1", false, ""), params_from_iter(values))?.is_some())
    }

    /// What an item is sorted by: smaller comes first.
    fn sort_value(&self, ordinal: i64, key: SortKey) -> Result<f64, StoreError> {
        let value = self.one(include_str!("sort_values.sql"), [ordinal], |row| {
            Ok(match key {
                SortKey::FileOrder => 0.0,
                SortKey::Disagreement => -row.get::<_, Option<f64>>(0)?.unwrap_or(-1.0),
                SortKey::Length => row.get(1)?,
                SortKey::Status => f64::from(ItemStatus::from_number(row.get(2)?) as u8),
                SortKey::Coverage => -row.get::<_, Option<f64>>(3)?.unwrap_or(-1.0),
                SortKey::Longest => -row.get::<_, Option<f64>>(4)?.unwrap_or(-1.0),
                SortKey::Density => -row.get::<_, Option<f64>>(5)?.unwrap_or(-1.0),
            })
        })?;
        Ok(value.unwrap_or(0.0))
    }
}
