//! The use cases of Touchstone: the only place that combines domain, analysis, store and formats.
//!
//! Whatever the window does, the command line or a test can do here: the engine runs without a
//! window, synchronously, and knows neither Tauri nor the web. Only this crate reads the clock,
//! draws identities and opens files.

pub mod error;
pub mod work;
mod entropy;
pub mod project;
mod record;
pub mod queue;
pub mod review;
pub mod import;
pub mod consensus;
pub mod filter;
mod dataset;
mod output;
pub mod export;
pub mod status;
pub mod verify;
pub mod demo;

pub use error::EngineError;
pub use project::{NewProject, Project};
pub use touchstone_store::Snapshot;
pub use work::{Progress, Work};
