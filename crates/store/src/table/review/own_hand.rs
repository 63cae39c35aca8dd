//! A reviewer's own list where a plan says what is in it, in the order of the plan.

use super::super::assignment::Hand;
use super::OwnFilter;
use super::ReviewStage;
use crate::column::{Queries as _, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::search::Query;
use rusqlite::params;
use touchstone_domain::id::{ItemId, ReviewerId};

impl Reader {
    /// A page of the list.
    pub(super) fn hand_page_ids(
        &self,
        reviewer: ReviewerId,
        hand: Hand,
        filter: &OwnFilter,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<ItemId>, StoreError> {
        if let Some(query) = filter.words.as_deref().and_then(Query::parse) {
            let mut placed = Vec::new();
            for item in self.own_matches(reviewer, Some(hand), filter, &query)? {
                placed.push((self.position_in(hand, self.known_ordinal(item)?)?, item));
            }
            placed.sort_unstable();
            let page = placed.into_iter().map(|(_, item)| item).skip(usize::try_from(offset).unwrap_or(usize::MAX));
            return Ok(page.take(usize::try_from(limit).unwrap_or(usize::MAX)).collect());
        }
        let (limit, offset) = (stored(limit)?, stored(offset)?);
        let id = |row: &rusqlite::Row<'_>| Ok(ItemId::from_bytes(row.get(0)?));
        match (filter.stage, filter.flagged) {
            (None, false) => self.all(include_str!("../assignment/page.sql"), params![hand.member, offset, limit], id),
            (Some(ReviewStage::NotStarted), false) => {
                let row = params![reviewer.as_bytes(), hand.member, limit, offset];
                self.all(include_str!("../assignment/page_untouched.sql"), row, id)
            }
            (stage, flagged) => {
                let stage = stage.map(ReviewStage::number);
                let row = params![reviewer.as_bytes(), hand.member, limit, offset, stage, flagged];
                self.all(include_str!("../assignment/page_touched.sql"), row, id)
            }
        }
    }
}
