//! Packets that were made here; in a packet's own file, the packet itself.

use crate::column::{Queries as _, count, stored};
use crate::error::StoreError;
use crate::reader::Reader;
use crate::transaction::Transaction;
use rusqlite::params;
use touchstone_domain::id::{PacketId, ReviewerId};
use touchstone_domain::timestamp::Timestamp;

/// A packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketRow {
    /// Random.
    pub id: PacketId,
    /// Whose items it holds.
    pub reviewer: ReviewerId,
    /// How many.
    pub items: u64,
    /// For display.
    pub made_at: Timestamp,
    /// When it last came home, for display.
    pub taken_at: Option<Timestamp>,
    /// Events that it brought, all told.
    pub events: u64,
}

impl Reader {
    /// Every packet, in the order in which they were made.
    pub fn packets(&self) -> Result<Vec<PacketRow>, StoreError> {
        self.all(include_str!("all.sql"), [], |row| {
            Ok(PacketRow {
                id: PacketId::from_bytes(row.get(0)?),
                reviewer: ReviewerId::from_bytes(row.get(1)?),
                items: count(row, 2)?,
                made_at: Timestamp(row.get(3)?),
                taken_at: row.get::<_, Option<_>>(4)?.map(Timestamp),
                events: count(row, 5)?,
            })
        })
    }

    /// Whether an item went out with a packet.
    pub fn is_in_packet(&self, ordinal: u64) -> Result<bool, StoreError> {
        let query = "SELECT EXISTS (SELECT 1 FROM packet_item WHERE item = ?1)";
        Ok(self.value(query, [stored(ordinal)?])?.unwrap_or(false))
    }
}

impl Transaction<'_> {
    /// Remembers a packet, and which items (by ordinal) are out with it.
    pub fn insert_packet(&mut self, packet: &PacketRow, items: &[u32]) -> Result<(), StoreError> {
        let row = params![
            packet.id.as_bytes(),
            packet.reviewer.as_bytes(),
            stored(packet.items)?,
            packet.made_at.0,
            packet.taken_at.map(|at| at.0),
            stored(packet.events)?,
        ];
        self.run(include_str!("insert.sql"), row)?;
        let number = self.connection().last_insert_rowid();
        for item in items {
            let row = params![number, item];
            self.run("INSERT INTO packet_item (packet, item) VALUES (?1, ?2) ON CONFLICT DO NOTHING", row)?;
        }
        Ok(())
    }

    /// Remembers that a packet came home. False when it was not made here, or in a copy since lost.
    pub fn packet_taken(&mut self, id: PacketId, at: Timestamp, events: u64) -> Result<bool, StoreError> {
        let query = "UPDATE packet SET taken_at = ?2, events = events + ?3 WHERE packet_id = ?1";
        Ok(self.run(query, params![id.as_bytes(), at.0, stored(events)?])? > 0)
    }
}
