//! Who reviews what, and in which order a reviewer meets the items.

mod deal;
mod draw;
mod plan;

pub use deal::{Deal, Member, Table, deal};
pub use plan::{MemberShare, PairShare, PlanSettings, Preview};

use crate::id::{Digest, ItemId, ReviewerId};

/// The list in an order of chance that follows from the seed alone.
pub fn shuffled<T>(seed: &str, mut list: Vec<T>) -> Vec<T> {
    draw::Draw::new(seed, "shuffle").shuffle(&mut list);
    list
}

/// Where a reviewer begins on the ring of item ids. Item ids are random, so walking the ring in
/// their order from a point of one's own is a shuffled order that betrays neither file nor
/// generator, and the next item is one look-up away however many there are.
pub fn starting_point(seed: &str, reviewer: ReviewerId) -> ItemId {
    let digest = Digest::of(format!("queue\0{seed}\0{reviewer}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest.as_bytes()[..16]);
    ItemId::from_bytes(bytes)
}

/// In which order items are handed out while no plan says who reviews what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Each reviewer starts elsewhere on a shuffled ring.
    #[default]
    Shuffled,
    /// As the files gave them.
    AsImported,
}
