//! Agreement, from the reviews of a project or from a plain table of labels.

pub mod figures;
mod label_file;
pub mod votes;
