//! The project file: SQLite, and the only place that knows SQL.
//!
//! [`ProjectFile`] is the single writer, [`Snapshot`] a view beside it; both answer the queries of
//! [`Reader`]. Changes go through a [`Transaction`]. Texts and review events are facts, written
//! once; everything else that is shown is a projection of them, and can be rebuilt and compared
//! (`projection`). Nothing here knows a file format or a statistic.

#![allow(clippy::wildcard_enum_match_arm, reason = "the enums of SQLite and of std grow; ours are matched in full")]

mod column;
mod connection;
mod copy;
pub mod error;
mod integrity;
mod location;
mod lock;
mod migration;
mod project_file;
mod projection;
mod reader;
pub mod search;
mod snapshot;
mod table;
mod transaction;

pub use connection::{FileKind, is_cut_short};
pub use error::StoreError;
pub use integrity::Finding;
pub use location::location_warning;
pub use lock::Holder;
pub use project_file::{NewProject, ProjectFile};
pub use reader::{Reader, Stopper};
pub use snapshot::Snapshot;
pub use table::*;
pub use transaction::Transaction;
