//! The command line of `agreement`, `consensus` and `votes`: names here are a contract with scripts.

use crate::args::ThresholdArg;
use clap::ValueEnum;
use std::path::PathBuf;
use touchstone_domain::gold::Method;

/// Which agreement is shown.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own on the command line")]
pub(crate) struct AgreementArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// One layer only [default: all].
    #[arg(long, value_enum)]
    pub(crate) layer: Option<LayerArg>,
    /// Each pair of reviewers as well.
    #[arg(long)]
    pub(crate) pairs: bool,
    /// Each label, generator and batch as well.
    #[arg(long)]
    pub(crate) parts: bool,
    /// Each reviewer against the others, on attention checks, and what hints did to them.
    #[arg(long)]
    pub(crate) reviewers: bool,
    /// Gamma as well (under kind). It is exact or not given: an item with too many marks to align leaves it undefined.
    #[arg(long)]
    pub(crate) gamma: bool,
    /// Krippendorff's alpha of 1995 as well (under kind), to compare with other tools: one long mark outweighs many short ones.
    #[arg(long = "alpha-u-1995")]
    pub(crate) alpha_u_1995: bool,
    /// Seed of the draws for intervals.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) seed: u64,
    /// Save what the figures are computed from: a row for each review; replaces the file.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) table: Option<PathBuf>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A layer of agreement.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LayerArg {
    /// Whether a sample has any mark.
    Found,
    /// Which characters are marked.
    Where,
    /// What marks are called.
    Kind,
    /// What is said of the whole sample.
    Verdict,
}

/// How the consensus is computed.
#[derive(Debug, clap::Args)]
pub(crate) struct ConsensusArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// How the verdict is decided.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) method: MethodArg,
    /// Which words enter a consensus span.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) span_threshold: ThresholdArg,
    /// Seed for methods that draw.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) seed: u64,
    /// List the stored runs instead, the one asked for last first.
    #[arg(long, conflicts_with_all = ["compare", "method", "span_threshold", "seed"])]
    pub(crate) runs: bool,
    /// Show which items changed from one stored run to another, and why, instead; the first characters of an id do.
    #[arg(long, num_args = 2, value_names = ["RUN", "RUN"], conflicts_with_all = ["method", "span_threshold", "seed"])]
    pub(crate) compare: Option<Vec<String>>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A plain table of labels, and what to do with it.
#[derive(Debug, clap::Args)]
pub(crate) struct VotesArgs {
    /// A table with the columns task, worker and label.
    pub(crate) labels: PathBuf,
    /// A table with the columns task and label to measure the consensus against.
    #[arg(long, value_name = "GOLD.csv")]
    pub(crate) gold: Option<PathBuf>,
    /// The classes there are, whether given or not; with --ordinal from the lowest to the highest. A
    /// name with a comma stands in quotation marks, as in a CSV.
    #[arg(long, value_name = "A,B,…", allow_hyphen_values = true)]
    pub(crate) classes: Option<String>,
    /// The classes have an order: report alpha for ranks as well.
    #[arg(long)]
    pub(crate) ordinal: bool,
    /// How labels become one.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) method: MethodArg,
    /// Exactly so many rounds of an iterative method [default: until it stands still].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) iterations: Option<u32>,
    /// Give 95 % intervals from so many draws of the items.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) bootstrap: u32,
    /// Seed for methods that draw.
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) seed: u64,
    /// Write the probability of each class for each task; replaces the file.
    #[arg(long, value_name = "PROBAS.csv")]
    pub(crate) out: Option<PathBuf>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How the verdict is decided.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum MethodArg {
    /// Strict majority; a tie is unresolved. The safest below five reviewers.
    #[default]
    Majority,
    /// Votes weighed by how often a reviewer agrees with the others (Wawa).
    Weighted,
    /// A confusion matrix for each reviewer (Dawid and Skene 1979); from about five reviewers.
    DawidSkene,
    /// One probability of being right for each reviewer; from about five reviewers.
    OneCoin,
    /// Each reviewer knows or guesses (Hovy and others 2013); from about five reviewers.
    Mace,
}

impl MethodArg {
    /// The method in the words of the domain.
    pub(crate) const fn method(self) -> Method {
        match self {
            Self::Majority => Method::Majority,
            Self::Weighted => Method::Weighted,
            Self::DawidSkene => Method::DawidSkene,
            Self::OneCoin => Method::OneCoin,
            Self::Mace => Method::Mace,
        }
    }
}
