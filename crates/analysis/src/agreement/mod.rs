//! How far reviewers agree: over class labels, and over spans.

pub mod class_labels;
pub mod pairs;
pub mod spans;
