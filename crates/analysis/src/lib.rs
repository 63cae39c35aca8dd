//! Pure mathematics of review: votes and consensus, sentences, evidence and copied runs.
//!
//! Nothing here reads a clock, a file, the environment or entropy: the same input gives the same
//! bytes, in whatever order the reviews come.

pub mod alignment;
pub mod consensus;
pub mod copying;
pub mod difference;
pub mod hint;
pub mod sentence;
pub mod tokenize;
pub mod words;
