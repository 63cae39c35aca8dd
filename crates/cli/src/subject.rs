//! What every command has: the form of its answer, and the file that it is about.

use crate::args::{Command, PacketCommand};
use std::path::Path;

impl Command {
    /// Whether one JSON document was asked for.
    pub(crate) const fn json(&self) -> bool {
        match self {
            Self::New(args) => args.json,
            Self::Demo(args) => args.json,
            Self::Import(args) => args.json,
            Self::Status(args) => args.json,
            Self::Verify(args) => args.json,
            Self::Agreement(args) => args.json,
            Self::Consensus(args) => args.json,
            Self::Votes(args) => args.json,
            Self::Export(args) => args.json,
            Self::Plan(args) => args.json,
            Self::Reviewers(args) => args.json,
            Self::Labels(args) => args.json,
            Self::Packet { command: PacketCommand::Make(args) } => args.json,
            Self::Packet { command: PacketCommand::Take(args) } => args.json,
            Self::Generate { .. } => false,
        }
    }

    /// The file that it is about.
    pub(crate) fn subject(&self) -> &Path {
        match self {
            Self::New(args) => &args.project,
            Self::Demo(args) => &args.project,
            Self::Import(args) => &args.project,
            Self::Status(args) => &args.project,
            Self::Verify(args) => &args.project,
            Self::Agreement(args) => &args.project,
            Self::Consensus(args) => &args.project,
            Self::Votes(args) => &args.labels,
            Self::Export(args) => &args.project,
            Self::Plan(args) => &args.project,
            Self::Reviewers(args) => &args.project,
            Self::Labels(args) => &args.project,
            Self::Packet { command: PacketCommand::Make(args) } => &args.project,
            Self::Packet { command: PacketCommand::Take(args) } => &args.project,
            Self::Generate { out, .. } => out,
        }
    }
}
