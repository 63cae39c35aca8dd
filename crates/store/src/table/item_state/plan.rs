//! How a filter becomes a query whose first page is there at once: the rarest condition leads by its
//! index, the others are checked row by row.

use super::condition::{Condition, SORTABLE};
use super::filter::{ItemFilter, ItemSort, ItemTest, SortKey, Where};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::Query;
use rusqlite::types::Value;

/// Checking one item costs about as much as walking over this many matches of a search.
const CHECK: u64 = 8;

/// Which items, as a query still to be completed by columns, order and limit.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) from: String,
    pub(super) conditions: Vec<String>,
    pub(super) order: String,
    pub(super) values: Vec<Value>,
}

/// A search that leads: its matches are walked, and the rest of the filter is checked on each.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) query: Query,
    pub(super) place: Where,
    /// Checks `s.item = ?` beside the other conditions; none where there are no others.
    pub(super) rest: Option<Plan>,
}

/// How the items of a filter are found.
#[derive(Debug)]
pub(super) enum Route {
    /// There cannot be any.
    Nowhere,
    /// By a query.
    Rows(Plan),
    /// By words.
    Words(Box<Search>),
}

impl Plan {
    /// The whole query. The only parts that are not literals here are numbered conditions.
    pub(super) fn sql(&self, columns: &str, ordered: bool, limit: &str) -> String {
        let mut sql = format!("SELECT {columns} FROM {}", self.from);
        if !self.conditions.is_empty() {
            sql += " WHERE ";
            sql += &self.conditions.join(" AND ");
        }
        if ordered {
            sql += " ORDER BY ";
            sql += &self.order;
        }
        sql + limit
    }
}

const fn order(sort: ItemSort) -> (&'static str, Option<&'static str>) {
    match (sort.key, sort.reversed) {
        (SortKey::FileOrder, false) => ("s.item", None),
        (SortKey::FileOrder, true) => ("s.item DESC", None),
        (SortKey::Disagreement, false) => ("s.disagreement DESC, s.item", Some("disagreement")),
        (SortKey::Disagreement, true) => ("s.disagreement, s.item DESC", Some("disagreement")),
        (SortKey::Coverage, false) => ("s.coverage DESC, s.item", Some("coverage")),
        (SortKey::Coverage, true) => ("s.coverage, s.item DESC", Some("coverage")),
        (SortKey::Longest, false) => ("s.longest DESC, s.item", Some("longest")),
        (SortKey::Longest, true) => ("s.longest, s.item DESC", Some("longest")),
        (SortKey::Density, false) => ("s.density DESC, s.item", Some("density")),
        (SortKey::Density, true) => ("s.density, s.item DESC", Some("density")),
        (SortKey::Length, false) => ("s.length, s.item", Some("length")),
        (SortKey::Length, true) => ("s.length DESC, s.item DESC", Some("length")),
        (SortKey::Status, false) => ("s.status, s.item", Some("status")),
        (SortKey::Status, true) => ("s.status DESC, s.item DESC", Some("status")),
    }
}

impl Reader {
    /// How to find the items of `filter` in the order of `sort`.
    pub(super) fn route(&self, filter: &ItemFilter, sort: ItemSort) -> Result<Route, StoreError> {
        let Some((conditions, mut searches)) = self.conditions(filter)? else { return Ok(Route::Nowhere) };
        searches.sort_by_key(|(condition, ..)| condition.items);
        let rarest = conditions.iter().filter(|condition| can_lead(condition, sort)).map(|condition| condition.items);
        let rarest = rarest.min();
        let first = searches.first().map(|(condition, ..)| condition.items);
        let others = |searches: Vec<(Condition, Query, Where)>| searches.into_iter().map(|(condition, ..)| condition);
        // The matches of a frequent word are not counted to the end. Nearly every item checked has it
        // then, while its matches may all stand before the first that the rest lets through.
        let rows_lead =
            |matches| rarest.is_some_and(|items| matches > SORTABLE || items.saturating_mul(CHECK) <= matches);
        if first.is_none_or(rows_lead) {
            let conditions = conditions.into_iter().chain(others(searches)).collect();
            return Ok(Route::Rows(plan(conditions, sort)));
        }
        let (_, query, place) = searches.remove(0);
        let rest: Vec<Condition> = conditions.into_iter().chain(others(searches)).collect();
        let rest = (!rest.is_empty()).then(|| check(rest));
        Ok(Route::Words(Box::new(Search { query, place, rest })))
    }

    /// The number of items, where the sums kept in the file tell it.
    pub(super) fn known_count(&self, filter: &ItemFilter) -> Result<Option<u64>, StoreError> {
        match filter.terms.as_slice() {
            [] => return self.item_count().map(Some),
            [one] if !matches!(one.test, ItemTest::Words(..)) => {}
            _ => return Ok(None),
        }
        let Some((conditions, searches)) = self.conditions(filter)? else { return Ok(Some(0)) };
        Ok(match (conditions.as_slice(), searches.as_slice()) {
            ([one], []) if one.is_exact => Some(one.items),
            _ => None,
        })
    }

    /// The conditions, those apart that search for words and may lead; none when one of them names
    /// what never occurred.
    #[expect(clippy::type_complexity, reason = "two lists, told apart")]
    fn conditions(
        &self,
        filter: &ItemFilter,
    ) -> Result<Option<(Vec<Condition>, Vec<(Condition, Query, Where)>)>, StoreError> {
        let (mut conditions, mut searches) = (Vec::new(), Vec::new());
        for term in &filter.terms {
            let query = match &term.test {
                ItemTest::Words(place, typed) => match Query::parse(typed) {
                    Some(query) => Some((query, *place)),
                    // Where no word was typed, nothing is asked for.
                    None => continue,
                },
                _ => None,
            };
            let condition = match (self.condition(&term.test)?, term.not) {
                (Some(condition), true) => condition.turned(),
                (Some(condition), false) => condition,
                (None, true) => continue,
                (None, false) => return Ok(None),
            };
            match query.filter(|_| !term.not && condition.lead.is_none()) {
                Some((query, place)) => searches.push((condition, query, place)),
                None => conditions.push(condition),
            }
        }
        Ok(Some((conditions, searches)))
    }
}

/// Whether the rows of a condition come in the order asked for, or are few enough to be sorted.
fn can_lead(condition: &Condition, sort: ItemSort) -> bool {
    condition
        .lead
        .as_ref()
        .is_some_and(|lead| condition.items <= SORTABLE || (sort.key == SortKey::FileOrder && lead.in_file_order))
}

fn plan(mut conditions: Vec<Condition>, sort: ItemSort) -> Plan {
    conditions.sort_by_key(|condition| (!can_lead(condition, sort), condition.lead.is_none(), condition.items));
    let (order, sort_index) = order(sort);
    let leads = conditions.first().is_some_and(|rarest| can_lead(rarest, sort));
    let walk = sort_index.map_or_else(
        || "item_state AS s".to_owned(),
        |column| format!("item_state AS s INDEXED BY item_state_by_{column}"),
    );
    let mut plan = Plan { from: walk, conditions: Vec::new(), order: order.to_owned(), values: Vec::new() };
    for (index, condition) in conditions.into_iter().enumerate() {
        match condition.lead.filter(|_| index == 0 && leads) {
            Some(lead) => {
                plan.from = lead.from;
                plan.conditions.push(lead.condition);
            }
            None => plan.conditions.push(condition.check),
        }
        plan.values.extend(condition.values);
    }
    plan
}

/// The conditions as a check of a single item.
fn check(conditions: Vec<Condition>) -> Plan {
    let mut plan =
        Plan { from: "item_state AS s".to_owned(), conditions: Vec::new(), order: String::new(), values: Vec::new() };
    for condition in conditions {
        plan.conditions.push(condition.check);
        plan.values.extend(condition.values);
    }
    plan.conditions.push("s.item = ?".to_owned());
    plan
}
