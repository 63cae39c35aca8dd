//! Tests of the window's contract.

mod contract;
mod desk;
mod offsets;
