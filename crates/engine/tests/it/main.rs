//! Use cases from end to end, on real project files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod adjudication;
mod against_given;
mod changed_reviews;
mod comparing;
mod filters;
mod given_gold;
mod given_gold_kept;
mod left_out;
mod migrations;
mod packet_blindness;
mod packet_desks;
mod packet_hints;
mod packet_laws;
mod packet_refusals;
mod packets;
mod reliability;
mod team;
