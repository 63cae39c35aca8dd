//! Formats from outside: golden files in and out, round trips, trouble row by row, and data that lies beside
//! the repository.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic like tests")]

mod golden;
mod hub;
mod story;
