//! Tests of the project file through its public face.

mod append_only;
mod crash;
mod listing;
mod lifecycle;
mod projections;
mod queue;
mod reviews;
mod schema;
mod search;
mod story;
