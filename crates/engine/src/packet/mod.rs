//! Packets: the items of one reviewer go out as a file, and their reviews come home.
//!
//! A packet is a project file of its own kind that holds the items as a blind reviewer may see them,
//! the label schema, the guidelines and the reviewer's own earlier work on these items, and nothing
//! else. Coming home is a union of events: taking twice, or in any order, gives the same project.

mod make;
mod refusal;
mod take;

pub use make::{Made, make, save_for_return};
pub use refusal::PacketRefusal;
pub use take::{Conflict, SchemaDifference, TakeReport, take};
pub use touchstone_store::PacketRow;

/// How the names of packets end.
pub const ENDING: &str = "touchstone-packet";

/// In a packet: how many events went out with it.
const CARRIED: &str = "packet/carried";
