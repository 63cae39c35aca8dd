//! The real program on generated data: every command, every exit code, every form of its answers.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![allow(
    clippy::too_many_lines,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests tell a story from its beginning to its end"
)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic like tests")]

mod agreement;
#[cfg(unix)]
mod beside;
mod changed_reviews;
mod consensus;
mod consensus_methods;
mod exit_codes;
mod exports;
mod faithbench;
mod help;
mod imports;
#[cfg(unix)]
mod interrupted;
mod labels;
mod packets;
mod papers;
mod places;
mod plan;
mod program;
mod projects;
mod strict;
mod tables;
mod votes;
