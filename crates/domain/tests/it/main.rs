//! The rules of review, held by laws, refusals one by one, and forms that are frozen once released.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod adjudicating;
mod adjudication_laws;
mod assignment;
mod assignment_plan;
mod bench;
mod blinding;
mod deciding;
mod demands;
mod desk;
mod events;
mod folding;
mod folding_laws;
mod hinting;
mod identities;
mod migrating;
mod names;
mod packets;
mod presets;
mod refusals;
mod schemas;
mod spans;
mod texts;
