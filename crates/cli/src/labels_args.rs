//! Arguments of `labels`.

use std::path::PathBuf;

/// Names of earlier labels. Without a flag: those that wait for a decision, and what was decided.
#[derive(Debug, clap::Args)]
pub(crate) struct LabelsArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// What an old name is called now. Where a label and a severity are called alike: severity:OLD=NEW.
    #[arg(long = "as", value_name = "OLD=NEW", value_parser = renamed)]
    pub(crate) read_as: Vec<(String, String)>,
    /// A name that still says what its reviewers meant.
    #[arg(long, value_name = "OLD")]
    pub(crate) keep: Vec<String>,
    /// Why; it stands in the project and in its exports.
    #[arg(long, value_name = "TEXT")]
    pub(crate) reason: Option<String>,
    /// Who decides, by name or id [default: the lead, without a name].
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Take a decision back, by the first letters of its id.
    #[arg(long, value_name = "ID", conflicts_with_all = ["read_as", "keep"])]
    pub(crate) take_back: Option<String>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

fn renamed(told: &str) -> Result<(String, String), String> {
    match told.split_once('=') {
        Some((from, to)) if !from.is_empty() && !to.is_empty() => Ok((from.to_owned(), to.to_owned())),
        _ => Err("write OLD=NEW, as in other=unsupported".to_owned()),
    }
}
