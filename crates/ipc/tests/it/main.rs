//! Tests of the window's contract.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap is a failed test")]
#![allow(clippy::pedantic, missing_docs, reason = "tests tell their story in names")]

mod adjudication;
mod agreement;
mod assignment;
mod at_desk;
mod blindness;
mod compare;
mod contract;
mod desk;
mod jobs;
mod lead;
mod migration;
mod offsets;
mod packets;
mod reliability;
mod search;
mod settings;
