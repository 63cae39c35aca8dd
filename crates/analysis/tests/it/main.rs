//! Every vector of the reference and every hard case of span consensus.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

mod class_labels;
mod consensus_laws;
mod descriptions;
mod differences;
mod dissent;
mod evidence;
mod gamma;
mod hard_cases;
mod hints;
mod labels;
mod omissions;
mod reliability;
mod sentences;
mod span_agreement;
mod story;
mod threads;
mod tokens;
mod vectors;
mod verdicts;
mod xsum;
