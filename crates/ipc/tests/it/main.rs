//! Tests of the window's contract.

mod at_desk;
mod blindness;
mod contract;
mod desk;
mod jobs;
mod lead;
mod offsets;
