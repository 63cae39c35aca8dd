//! The names of formats and of what is written.

/// A format that can be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Touchstone JSONL: one item a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// A Hugging Face folder with Parquet files.
    Parquet,
    /// `FaithBench` batches.
    Faithbench,
    /// The `XSum` hallucination table.
    Xsum,
    /// Mu-SHROOM.
    Mushroom,
    /// A folder of `name.source.txt` and `name.sample.txt`.
    TextPairs,
}

/// Why a name is not a format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormatNameError {
    /// Known, but not built yet.
    #[error("The format “{0}” is planned and not there yet.")]
    NotYet(String),
    /// Never heard of.
    #[error("There is no format “{0}”.")]
    Unknown(String),
}

const LATER: [&str; 6] = ["ragtruth", "lettucedetect", "label-studio", "doccano", "brat", "web-annotation"];

impl Format {
    /// All that can be named.
    pub const ALL: [Self; 8] = [
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Parquet,
        Self::Faithbench,
        Self::Xsum,
        Self::Mushroom,
        Self::TextPairs,
    ];

    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
            Self::Faithbench => "faithbench",
            Self::Xsum => "xsum",
            Self::Mushroom => "mushroom",
            Self::TextPairs => "text-pairs",
        }
    }

    /// The format with this name.
    pub fn parse(name: &str) -> Result<Self, FormatNameError> {
        let found = Self::ALL.into_iter().find(|format| format.name() == name);
        found.ok_or_else(|| {
            let name = name.to_owned();
            if LATER.contains(&name.as_str()) { FormatNameError::NotYet(name) } else { FormatNameError::Unknown(name) }
        })
    }
}

/// Which part of a project is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// What was adjudicated, else the consensus.
    Gold,
    /// The consensus.
    Consensus,
    /// Every reviewer's annotations.
    Annotations,
    /// Items only.
    Items,
}

impl What {
    /// Its name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gold => "gold",
            Self::Consensus => "consensus",
            Self::Annotations => "annotations",
            Self::Items => "items",
        }
    }
}
