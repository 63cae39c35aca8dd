//! Formats from outside: golden files in and out, round trips, trouble row by row, and data that lies beside
//! the repository.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic like tests")]
#![allow(clippy::needless_raw_string_hashes, reason = "expected texts are written by the test library")]

mod any_bytes;
mod golden;
mod hub;
mod label_table;
mod malformed;
mod papers;
mod schema;
mod story;
