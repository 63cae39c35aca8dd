//! The contract of the window: wire types, the desk that answers commands, offsets.
//!
//! A handler converts, calls one engine function and converts back. Types serialised for the window
//! are those of [`wire`]; `ui/src/ipc/contract.ts` is made from them. Nothing here knows Tauri or SQL.

pub mod command;
mod convert;
mod desk;
mod error;
pub mod offset;
mod recent;
mod session;
pub mod wire;

pub use desk::{Desk, DeskOptions};
pub use error::WireError;
