//! What was decided where reviewers differ, and the queue of what is still to decide.

use crate::column::{Queries as _, count, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::{Row, params};
use touchstone_domain::adjudication::{Adjudication, fold};
use touchstone_domain::id::{EventId, ItemId};

/// How far the adjudication of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CaseState {
    /// A difference or the verdict waits for a decision.
    Open,
    /// Nothing waits; the item is not settled.
    Ready,
    /// Settled.
    Settled,
    /// Settled, and a review said something else since.
    Changed,
}

impl CaseState {
    /// All, in the order of their numbers.
    pub const ALL: [Self; 4] = [Self::Open, Self::Ready, Self::Settled, Self::Changed];

    const fn number(self) -> i64 {
        self as i64
    }

    fn from_number(number: i64) -> Self {
        Self::ALL.into_iter().find(|state| state.number() == number).unwrap_or(Self::Open)
    }
}

/// How much there is to decide of an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaseStanding {
    /// How far it is.
    pub state: CaseState,
    /// Expected information of what is to decide, in bits.
    pub information: f64,
    /// Differences to decide, the verdict among them.
    pub open: u64,
}

/// A row of the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// Which item.
    pub item: ItemId,
    /// Its place in file order, from 1.
    pub ordinal: u64,
    /// How much there is to decide.
    pub standing: CaseStanding,
    /// How many reviews of it count.
    pub reviewers: u64,
    /// How its sample begins.
    pub excerpt: String,
}

fn standing(row: &Row<'_>, from: usize) -> rusqlite::Result<CaseStanding> {
    Ok(CaseStanding {
        state: CaseState::from_number(row.get(from)?),
        information: row.get(from + 1)?,
        open: count(row, from + 2)?,
    })
}

impl Reader {
    /// The adjudication of an item as it stands.
    pub fn adjudication(&self, item: ItemId) -> Result<Adjudication, StoreError> {
        Ok(fold(&self.adjudication_events(item)?))
    }

    /// How much there is to decide of an item; none without a submitted review.
    pub fn case_standing(&self, item: ItemId) -> Result<Option<CaseStanding>, StoreError> {
        self.one(include_str!("of_item.sql"), [self.known_ordinal(item)?], |row| standing(row, 0))
    }

    /// A page of the items in one state, the most informative first.
    pub fn cases(&self, state: CaseState, offset: u64, limit: u64) -> Result<Vec<CaseRow>, StoreError> {
        let page = params![state.number(), stored(limit)?, stored(offset)?];
        let mut rows = self.all(include_str!("page.sql"), page, |row| {
            Ok(CaseRow {
                item: ItemId::from_bytes(row.get(0)?),
                ordinal: count(row, 1)?,
                standing: standing(row, 2)?,
                reviewers: count(row, 5)?,
                excerpt: String::new(),
            })
        })?;
        for row in &mut rows {
            row.excerpt = self.excerpt(stored(row.ordinal)?)?;
        }
        Ok(rows)
    }

    /// All items in one state with their places, in file order.
    pub fn case_items(&self, state: CaseState) -> Result<Vec<(ItemId, u64)>, StoreError> {
        let read = |row: &Row<'_>| Ok((ItemId::from_bytes(row.get(0)?), count(row, 1)?));
        self.all(include_str!("items.sql"), [state.number()], read)
    }

    /// How many items are in a state.
    pub fn case_count(&self, state: CaseState) -> Result<u64, StoreError> {
        let query = "SELECT count(*) FROM adjudication_case WHERE state = ?1";
        Ok(self.one(query, [state.number()], |row| count(row, 0))?.unwrap_or(0))
    }

    /// The next item with something to decide after another one, or the first without it.
    pub fn next_case(&self, after: Option<ItemId>) -> Result<Option<ItemId>, StoreError> {
        let place = match after {
            Some(item) => Some((self.known_ordinal(item)?, self.case_standing(item)?)),
            None => None,
        };
        let (ordinal, standing) = place.unwrap_or((0, None));
        // An item that is decided has no place left among those that are not: begin anew.
        let information = standing.filter(|standing| standing.state == CaseState::Open);
        let from = information.map_or((f64::INFINITY, 0), |standing| (standing.information, ordinal));
        let after = params![CaseState::Open.number(), from.0, from.1];
        self.one(include_str!("next.sql"), after, |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// Every item with a ruling, a decided verdict or a settlement, in file order.
    pub fn adjudicated_items(&self) -> Result<Vec<ItemId>, StoreError> {
        self.all(include_str!("begun.sql"), [0], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// Every settled item, in file order.
    pub fn settled_items(&self) -> Result<Vec<ItemId>, StoreError> {
        self.all(include_str!("begun.sql"), [1], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// How many items are settled.
    pub fn settled_count(&self) -> Result<u64, StoreError> {
        Ok(self.one("SELECT count(*) FROM adjudication WHERE settled", [], |row| count(row, 0))?.unwrap_or(0))
    }

    /// The items that one act touched, in the order it did.
    pub fn items_of_step(&self, step: EventId) -> Result<Vec<ItemId>, StoreError> {
        self.all(include_str!("step.sql"), [step.as_bytes()], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }

    /// Items that any event adjudicates, whatever became of it.
    fn items_of_adjudications(&self) -> Result<Vec<ItemId>, StoreError> {
        self.all(include_str!("decided_items.sql"), [], |row| Ok(ItemId::from_bytes(row.get(0)?)))
    }
}

impl Transaction<'_> {
    /// Writes an adjudication, as folded from the events of its item, into its projection. One that
    /// was undone to nothing leaves none.
    pub fn project_adjudication(&mut self, item: ItemId, adjudication: &Adjudication) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        if !adjudication.is_begun() {
            return self.run("DELETE FROM adjudication WHERE item = ?1", [ordinal]).map(|_| ());
        }
        let settled = adjudication.settled.as_ref();
        let gold = settled.map_or(adjudication.gold.len(), |settled| settled.gold.len());
        let decided = adjudication.verdict.as_ref().map(|(verdict, _)| verdict);
        let verdict = settled.map(|settled| &settled.verdict).or(decided);
        let row = params![
            ordinal,
            settled.is_some(),
            stored(adjudication.rulings.len() as u64)?,
            stored(gold as u64)?,
            verdict.map(|verdict| &verdict.0),
        ];
        self.run(include_str!("put.sql"), row).map(|_| ())
    }

    /// Folds the events of every adjudication and projects them.
    pub(crate) fn project_adjudications(&mut self) -> Result<(), StoreError> {
        for item in self.items_of_adjudications()? {
            // Events may come before their item does.
            if self.ordinal(item)?.is_some() {
                let adjudication = self.adjudication(item)?;
                self.project_adjudication(item, &adjudication)?;
            }
        }
        Ok(())
    }

    /// Stores how much there is to decide of an item, or that nobody submitted a review of it.
    pub fn set_case_standing(&mut self, item: ItemId, standing: Option<CaseStanding>) -> Result<(), StoreError> {
        let ordinal = self.known_ordinal(item)?;
        match standing {
            Some(standing) => {
                let row = params![ordinal, standing.state.number(), standing.information, stored(standing.open)?];
                self.run(include_str!("put_case.sql"), row).map(|_| ())
            }
            None => self.run("DELETE FROM adjudication_case WHERE item = ?1", [ordinal]).map(|_| ()),
        }
    }
}
