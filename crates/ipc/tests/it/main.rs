//! Tests of the window's contract.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod contract;
mod desk;
mod offsets;
