//! Agreement, from the reviews of a project or from a plain table of labels.

pub mod closer;
mod earlier;
pub mod figures;
mod gamma;
pub mod gathered;
mod label_file;
pub mod layers;
pub mod project;
pub mod votes;

pub use layers::{Drawing, Layer, LayerFigures};
pub use project::{AgreementOptions, AgreementReport, Part, PartedBy, of, of_gathered, write_table};
