//! Words and rules of review: texts, spans, labels, events, folding, blindness.
//!
//! Nothing here reads a clock, a file, the environment or entropy: the same input gives the
//! same bytes. The modules stand in reading order, from a text to what is exported.

pub mod adjudication;
pub mod amount;
pub mod annotation;
pub mod assignment;
pub mod blinding;
pub mod decision;
pub mod event;
pub mod exchange;
pub mod gold;
pub mod hinting;
pub mod id;
pub mod intent;
pub mod item;
pub mod label;
pub mod migration;
pub mod packet;
pub mod preset;
pub mod review;
pub mod reviewer;
pub mod sample;
pub mod snippet;
pub mod source;
pub mod span;
pub mod text;
pub mod timestamp;
