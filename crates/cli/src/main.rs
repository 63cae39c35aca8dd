//! The program `touchstone`.
fn main() {}
