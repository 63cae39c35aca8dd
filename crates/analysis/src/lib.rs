//! Pure mathematics of review: votes, agreement and consensus, sentences, evidence and copied runs.
//!
//! Nothing here reads a clock, a file, the environment or entropy: the same input gives the same
//! bytes, in whatever order the reviews come and on however many threads.

pub mod agreement;
pub mod alignment;
pub mod consensus;
pub mod copying;
pub mod difference;
pub mod dissent;
pub mod figure;
pub mod hint;
pub mod interval;
pub mod recut;
pub mod reliability;
pub mod seed;
pub mod sentence;
pub mod threads;
pub mod tokenize;
pub mod votes;
pub mod words;
