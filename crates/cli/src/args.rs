//! The command line as it is written: names here are a contract with scripts.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use touchstone_engine::export::Names;

/// Compare synthetic samples with their human sources, and export consensus labels.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, about, long_about = None, propagate_version = true)]
#[command(after_help = "Example:\n  touchstone demo demo.touchstone\n  touchstone status demo.touchstone")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do. Every command takes the project file first.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create an empty project. Refuses to overwrite.
    #[command(
        after_help = "Example:\n  touchstone new news.touchstone --name \"News summaries\" --schema faithfulness"
    )]
    New {
        /// The project file to create.
        project: PathBuf,
        /// Name of the project [default: the file's name].
        #[arg(long)]
        name: Option<String>,
        /// A preset (faithfulness, ragtruth, faithbench, intrinsic-extrinsic, lettucedetect, mqm) or a JSON file.
        #[arg(long, default_value = "faithfulness", value_name = "PRESET|FILE")]
        schema: String,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Create the demo project: own texts, three reviewers' finished reviews and open work.
    #[command(after_help = "Example:\n  touchstone demo demo.touchstone")]
    Demo {
        /// The project file to create.
        project: PathBuf,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Bring items and reviews in. Repeating an import adds nothing twice.
    #[command(
        after_help = "Example:\n  touchstone import news.touchstone samples.csv --map sample=summary --map source=article"
    )]
    Import(ImportArgs),
    /// Show items, sources, reviewers and reviews.
    #[command(after_help = "Example:\n  touchstone status news.touchstone --json")]
    Status {
        /// The project file.
        project: PathBuf,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Compute what the reviewers hold together, and store it as a run.
    #[command(after_help = "Example:\n  touchstone consensus news.touchstone --span-threshold majority --json")]
    Consensus {
        /// The project file.
        project: PathBuf,
        /// How the verdict is decided.
        #[arg(long, value_enum, default_value_t)]
        method: MethodArg,
        /// Which words enter a consensus span.
        #[arg(long, value_enum, default_value_t)]
        span_threshold: ThresholdArg,
        /// Seed for methods that draw.
        #[arg(long, default_value_t = 0)]
        seed: u64,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write a labelled data set with its manifest. The same project gives the same bytes.
    #[command(after_help = "Example:\n  touchstone export news.touchstone --format parquet --out news-labels")]
    Export(ExportArgs),
    /// Check that the project still says what was written into it.
    #[command(after_help = "Example:\n  touchstone verify news.touchstone")]
    Verify {
        /// The project file.
        project: PathBuf,
        /// Print one JSON document.
        #[arg(long)]
        json: bool,
    },
    /// Write the man page or the shell completions.
    #[command(hide = true)]
    Generate {
        /// What to write.
        #[arg(value_enum)]
        what: Generated,
        /// The folder to write into.
        #[arg(long)]
        out: PathBuf,
    },
}

/// Files to bring in, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Files, or folders of text pairs.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Name of the format [default: recognised by content].
    #[arg(long)]
    pub(crate) format: Option<String>,
    /// `FaithBench`: who counts as having reviewed an item.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) reviewed: ReviewedArg,
    /// Put before every id, so that files with the same ids can stand beside each other.
    #[arg(long, value_name = "TEXT")]
    pub(crate) id_prefix: Option<String>,
    /// Which column of a table means what, such as sample=summary.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(crate) map: Vec<String>,
    /// Take only a part.
    #[arg(long, value_enum)]
    pub(crate) only: Option<OnlyArg>,
    /// Write nothing when there is any issue.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Save the issues as JSON lines.
    #[arg(long, value_name = "FILE")]
    pub(crate) issues: Option<PathBuf>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to write, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Name of the format: jsonl, csv, tsv, parquet or faithbench.
    #[arg(long)]
    pub(crate) format: String,
    /// The file to write; for parquet and faithbench a new folder.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Which part.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) what: WhatArg,
    /// Which items: status: batch: generator: label: reviewer: and plain words.
    #[arg(long, value_name = "EXPR")]
    pub(crate) filter: Option<String>,
    /// How reviewers appear.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) reviewers: NamesArg,
    /// Leave notes and remarks out.
    #[arg(long)]
    pub(crate) no_notes: bool,
    /// Replace what stands there.
    #[arg(long)]
    pub(crate) force: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// How the verdict is decided.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum MethodArg {
    /// Strict majority; a tie is unresolved.
    #[default]
    Majority,
}

/// Of k reviewers, how many must have marked a word.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum ThresholdArg {
    /// One.
    Any,
    /// Half; exactly half is flagged as a tie.
    #[default]
    Half,
    /// More than half.
    Majority,
    /// All.
    All,
}

/// Who counts as having reviewed an item of a `FaithBench` file.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum ReviewedArg {
    /// Whoever marked at least a fifth of the file's items reviewed all of them.
    #[default]
    Fifth,
    /// Whoever marked the item.
    Marked,
    /// Everyone in the file reviewed every item of it.
    File,
}

/// Which part of the files goes in.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum OnlyArg {
    /// Items without reviews.
    Items,
    /// Reviews of items that are there already.
    Reviews,
}

/// Which part of the project goes out.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum WhatArg {
    /// What was adjudicated, else the newest consensus.
    #[default]
    Gold,
    /// The newest consensus.
    Consensus,
    /// Every reviewer's annotations.
    Annotations,
    /// Items only.
    Items,
}

/// How reviewers appear.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(crate) enum NamesArg {
    /// By name.
    Names,
    /// R1, R2 …
    #[default]
    Pseudonyms,
    /// Not at all.
    None,
}

impl From<NamesArg> for Names {
    fn from(names: NamesArg) -> Self {
        match names {
            NamesArg::Names => Self::Names,
            NamesArg::Pseudonyms => Self::Pseudonyms,
            NamesArg::None => Self::None,
        }
    }
}

/// What `generate` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Generated {
    /// The man page.
    Man,
    /// Completions for bash, zsh and fish.
    Completions,
}

impl Command {
    /// Whether one JSON document was asked for.
    pub(crate) const fn json(&self) -> bool {
        match self {
            Self::New { json, .. }
            | Self::Demo { json, .. }
            | Self::Status { json, .. }
            | Self::Consensus { json, .. }
            | Self::Verify { json, .. } => *json,
            Self::Import(args) => args.json,
            Self::Export(args) => args.json,
            Self::Generate { .. } => false,
        }
    }
}
