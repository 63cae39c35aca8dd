//! The use cases of Touchstone: the only place that combines domain, analysis, store and formats.
//!
//! Whatever the window does, the command line or a test can do here: the engine runs without a
//! window, synchronously, and knows neither Tauri nor the web. Only this crate reads the clock,
//! draws identities and opens files.

pub mod adjudicate;
pub mod against_given;
pub mod agreement;
pub mod assignment;
pub mod compare;
pub mod consensus;
mod dataset;
pub mod demo;
mod entropy;
pub mod error;
pub mod export;
mod file_trouble;
pub mod filter;
pub mod found;
pub mod hinting;
pub mod import;
pub mod listing;
mod manifest;
pub mod migration;
mod output;
pub mod packet;
pub mod preview;
pub mod project;
pub mod queue;
mod record;
pub mod recut;
pub mod reliability;
pub mod review;
pub mod runs;
pub mod saved_queue;
pub mod schema_file;
pub mod status;
mod store_error;
pub mod verify;
pub mod work;

pub use error::EngineError;
pub use output::OutputRefusal;
pub use project::{NewProject, Project};
pub use touchstone_store::{Reader, Snapshot, StoreError, location_warning};
pub use work::{Progress, Work};
