//! The contract of the window: wire types, the desk that answers commands, offsets.
//!
//! A handler converts, calls one engine function and converts back. Types serialised for the window
//! are those of [`wire`]; `ui/src/ipc/contract.ts` is made from them. Nothing here knows Tauri or SQL.

#![allow(
    clippy::wildcard_imports,
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    clippy::unused_self,
    reason = "every command has one shape: an owned request in, a result out"
)]

mod adjudication;
mod agreement;
mod assignment;
pub mod command;
mod compare;
mod convert;
mod data_file;
mod desk;
mod error;
mod habits;
mod job;
mod lead;
mod migration;
pub mod offset;
mod packet;
mod recent;
mod reliability;
mod runs;
mod search;
mod session;
mod settings;
pub mod wire;
mod work;

pub use desk::{Desk, DeskOptions};
pub use error::WireError;
