//! Sums of a transaction, kept in memory and written once when it ends: an import touches each of
//! them a million times.

use super::facet::FacetKind;
use crate::error::StoreError;
use crate::transaction::Transaction;
use std::collections::BTreeMap;
use touchstone_domain::assignment::Order;
use touchstone_domain::id::ReviewerId;

/// Whose sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scope {
    Project,
    Reviewer(ReviewerId),
}

impl Scope {
    pub(crate) fn key(&self) -> &[u8] {
        match self {
            Self::Project => &[],
            Self::Reviewer(id) => id.as_bytes(),
        }
    }
}

/// The number that stands for the lists of the plan, each in its own order.
pub(crate) const HAND_ORDER: i64 = 2;

/// What is to be added when the transaction ends.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    /// Whether room was made for many items.
    pub(super) import: bool,
    pub(super) tallies: BTreeMap<(Scope, &'static str), i64>,
    pub(super) facets: BTreeMap<i64, i64>,
    pub(super) facet_numbers: BTreeMap<(FacetKind, String), i64>,
    pub(super) item_blocks: BTreeMap<(i64, i64), i64>,
    pub(super) review_blocks: BTreeMap<(ReviewerId, i64, i64), i64>,
}

/// The number that stands for an order in the file.
pub(crate) const fn order_number(order: Order) -> i64 {
    match order {
        Order::Shuffled => 0,
        Order::AsImported => 1,
    }
}

impl Transaction<'_> {
    /// Adds to a sum of the project or of a reviewer.
    pub(crate) fn add(&mut self, scope: Scope, name: &'static str, more: i64) {
        *self.pending.tallies.entry((scope, name)).or_default() += more;
    }

    /// Writes the sums.
    pub(crate) fn flush(&mut self) -> Result<(), StoreError> {
        let pending = std::mem::take(&mut self.pending);
        if pending.import {
            self.finish_import()?;
        }
        self.write_tallies(pending.tallies)?;
        self.write_facets(pending.facets)?;
        self.write_blocks(pending.item_blocks, pending.review_blocks)
    }
}
