//! The project file: SQLite, and the only place that knows SQL.
//!
//! [`ProjectFile`] is the single writer, [`Snapshot`] a view beside it; both answer the queries of
//! [`Reader`]. Changes go through a [`Transaction`]. Texts and review events are facts, written
//! once; everything else that is shown is a projection of them, and can be rebuilt and compared
//! (`projection`). Nothing here knows a file format or a statistic.

pub mod error;
mod column;
mod connection;
mod copy;
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

pub use error::StoreError;
pub use integrity::Finding;
pub use location::location_warning;
pub use lock::Holder;
pub use project_file::{NewProject, ProjectFile};
pub use reader::{Reader, Stopper};
pub use snapshot::Snapshot;
pub use transaction::Transaction;
pub use table::*;
