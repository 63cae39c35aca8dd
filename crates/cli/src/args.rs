//! The command line as it is written: names here are a contract with scripts.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use touchstone_engine::import::Format;

pub(crate) use crate::figure_args::{AgreementArgs, ConsensusArgs, LayerArg, VotesArgs};
pub(crate) use crate::labels_args::LabelsArgs;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "touchstone", version, propagate_version = true)]
#[command(about = "Compare synthetic samples with their human sources, and export consensus labels")]
#[command(after_help = "Example:\n  touchstone demo demo.touchstone\n  touchstone status demo.touchstone")]
#[command(arg_required_else_help = true)]
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
    New(NewArgs),
    /// Create the demo project: own texts, three reviewers' finished reviews and open work.
    #[command(after_help = "Example:\n  touchstone demo demo.touchstone")]
    Demo(DemoArgs),
    /// Bring items and reviews in. Repeating an import adds nothing twice.
    #[command(
        after_help = "Example:\n  touchstone import news.touchstone samples.csv --map sample=summary --map source=article"
    )]
    Import(ImportArgs),
    /// Show items, sources, reviewers and reviews.
    #[command(after_help = "Example:\n  touchstone status news.touchstone --json")]
    Status(ProjectArgs),
    /// Show how far reviewers agree, in four layers, with intervals.
    #[command(
        after_help = "Example:\n  touchstone agreement news.touchstone --layer where --pairs\n  touchstone agreement news.touchstone --reviewers"
    )]
    Agreement(AgreementArgs),
    /// Compute what the reviewers hold together, and store it as a run.
    #[command(
        after_help = "Example:\n  touchstone consensus news.touchstone --span-threshold majority --json\n  touchstone consensus news.touchstone --runs\n  touchstone consensus news.touchstone --compare 3f2a 91bc"
    )]
    Consensus(ConsensusArgs),
    /// Agreement and consensus of a plain label table, without a project.
    #[command(
        after_help = "Example:\n  touchstone votes labels.csv --gold gold.csv --method dawid-skene --bootstrap 1000"
    )]
    Votes(VotesArgs),
    /// Write a labelled data set with its manifest. The same project gives the same bytes.
    #[command(
        after_help = "Example:\n  touchstone export news.touchstone --format jsonl --out news.jsonl --filter \"label:contradiction\""
    )]
    Export(ExportArgs),
    /// List who reviews; add someone, or let someone do no new work.
    #[command(after_help = "Example:\n  touchstone reviewers news.touchstone --add Ada --add Bo")]
    Reviewers(ReviewersArgs),
    /// List what reviews of earlier labels call things, and decide what that is called now.
    #[command(
        after_help = "Example:\n  touchstone labels news.touchstone\n  touchstone labels news.touchstone --as other=unsupported --reason \"merged in May\""
    )]
    Labels(LabelsArgs),
    /// Plan who reviews what: show what would come of it, and put it in force with --set.
    #[command(after_help = "Example:\n  touchstone plan news.touchstone --overlap 2 --calibration 10 --set")]
    Plan(PlanArgs),
    /// Send a reviewer's items out as a file, and take the reviews back in.
    #[command(
        after_help = "Example:\n  touchstone packet make news.touchstone --reviewer Ada --out ada.touchstone-packet\n  touchstone packet take news.touchstone ada.touchstone-packet"
    )]
    Packet {
        #[command(subcommand)]
        command: PacketCommand,
    },
    /// Check that the project still says what was written into it.
    #[command(
        after_help = "Example:\n  touchstone verify news.touchstone\n  touchstone verify news.touchstone --rebuild"
    )]
    Verify(VerifyArgs),
    /// Write the man pages or the shell completions.
    #[command(hide = true, after_help = "Example:\n  touchstone generate man --out man")]
    Generate {
        /// What to write.
        #[arg(value_enum)]
        what: Generated,
        /// The folder to write into.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// An existing project.
#[derive(Debug, clap::Args)]
pub(crate) struct ProjectArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// A project to create.
#[derive(Debug, clap::Args)]
pub(crate) struct NewArgs {
    /// The project file to create.
    pub(crate) project: PathBuf,
    /// Name of the project [default: the file's name].
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    /// A preset (faithfulness, ragtruth, faithbench, intrinsic-extrinsic, lettucedetect, mqm) or a JSON file.
    #[arg(long, default_value = "faithfulness", value_name = "PRESET|FILE")]
    pub(crate) schema: String,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Where the demo project goes.
#[derive(Debug, clap::Args)]
pub(crate) struct DemoArgs {
    /// The project file to create.
    pub(crate) project: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Files to bring in, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Files, or folders of text pairs.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Name of the format: jsonl, csv, tsv, faithbench, xsum, mushroom or text-pairs [default: recognised by content].
    #[arg(long, value_name = "NAME", value_parser = Format::parse)]
    pub(crate) format: Option<Format>,
    /// For annotated files that do not say so: who counts as having reviewed an item.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) reviewed: ReviewedArg,
    /// Put before every id, so that files with the same ids can stand beside each other.
    #[arg(long, value_name = "TEXT")]
    pub(crate) id_prefix: Option<String>,
    /// Which column of a table means what, such as sample=summary.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub(crate) map: Vec<String>,
    /// For xsum: a file of the articles, as JSON lines or a table with bbcid and document, or id and text.
    #[arg(long, value_name = "FILE")]
    pub(crate) sources: Option<PathBuf>,
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

/// Out or in.
#[derive(Debug, Subcommand)]
pub(crate) enum PacketCommand {
    /// Make a packet of everything that is open for a reviewer. Refuses to overwrite.
    #[command(
        after_help = "Example:\n  touchstone packet make news.touchstone --reviewer Ada --out ada.touchstone-packet"
    )]
    Make(PacketMakeArgs),
    /// Take reviews home. Taking a packet twice, or in any order, adds nothing twice.
    #[command(after_help = "Example:\n  touchstone packet take news.touchstone ada.touchstone-packet")]
    Take(PacketTakeArgs),
}

/// A packet to be made.
#[derive(Debug, clap::Args)]
pub(crate) struct PacketMakeArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Whose packet, by name or id.
    #[arg(long, value_name = "NAME")]
    pub(crate) reviewer: String,
    /// The packet to write.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Packets that come home.
#[derive(Debug, clap::Args)]
pub(crate) struct PacketTakeArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// The packets.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Who reviews here.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewersArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Someone who reviews here from now on: new, or known from an imported file.
    #[arg(long, value_name = "NAME")]
    pub(crate) add: Vec<String>,
    /// Someone who does no new work here any more. Their reviews stay.
    #[arg(long, value_name = "NAME")]
    pub(crate) leave: Vec<String>,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Who reviews what. Without a flag: the plan in force, else a proposal.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// By how many reviewers each item is reviewed.
    #[arg(long, value_name = "K")]
    pub(crate) overlap: Option<u32>,
    /// How many items everyone reviews first.
    #[arg(long, value_name = "N")]
    pub(crate) calibration: Option<u32>,
    /// Items that check attention, spread over each list: a filter as for export.
    #[arg(long, value_name = "EXPR")]
    pub(crate) checks: Option<String>,
    /// Who takes part, by name or id [default: everyone who works here].
    #[arg(long, value_name = "NAME")]
    pub(crate) reviewer: Vec<String>,
    /// How many items a reviewer gets at most.
    #[arg(long, value_name = "NAME=N")]
    pub(crate) quota: Vec<String>,
    /// Put the plan in force. What was begun or sent out stays with whoever has it.
    #[arg(long, conflicts_with = "remove")]
    pub(crate) set: bool,
    /// Take the plan back: everyone may review everything.
    #[arg(long)]
    pub(crate) remove: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
}

/// What to write, and how.
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// Name of the format: jsonl, csv, tsv, parquet, faithbench, xsum or mushroom.
    #[arg(long, value_name = "NAME", value_parser = Format::parse)]
    pub(crate) format: Format,
    /// The file to write; for parquet and faithbench a new folder.
    #[arg(long, value_name = "PATH")]
    pub(crate) out: PathBuf,
    /// Which part.
    #[arg(long, value_enum, default_value_t)]
    pub(crate) what: WhatArg,
    /// Which items: words, and fields such as label: severity: -batch: disagreement:>0.5 note:"…" (README, “Search and filters”).
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

/// Who counts as having reviewed an item of a file that does not say so.
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

/// A project to check.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// The project file.
    pub(crate) project: PathBuf,
    /// First make everything derived again, from items and events; what people wrote is not touched.
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// Print one JSON document.
    #[arg(long)]
    pub(crate) json: bool,
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

/// What `generate` writes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Generated {
    /// The man page.
    Man,
    /// Completions for bash, zsh and fish.
    Completions,
}
