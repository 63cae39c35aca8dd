//! Pure mathematics of review: votes and consensus.
//!
//! Nothing here reads a clock, a file, the environment or entropy: the same input gives the same
//! bytes, in whatever order the reviews come.

pub mod consensus;
pub mod tokenize;
