//! Set up, run, test and package Touchstone.
fn main() {}
