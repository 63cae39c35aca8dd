//! Tests of the project file through its public face.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod adjudications;
mod append_only;
mod assignment;
mod crash;
mod lifecycle;
mod listing;
mod projections;
mod queue;
mod reviews;
mod schema;
mod search;
mod story;
