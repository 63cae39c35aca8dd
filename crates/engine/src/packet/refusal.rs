//! Why a packet was not made or not taken.

use std::path::{Path, PathBuf};
use touchstone_domain::packet::Tampering;
use touchstone_store::StoreError;

/// A packet could not be made, opened or taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum PacketRefusal {
    /// There is nothing to send.
    #[error("{who} has no open item, so there is nothing to put into a packet.")]
    NothingOpen {
        /// The reviewer's name.
        who: String,
    },
    /// The bytes are not what was written.
    #[error("The packet is damaged or only a part of one: {detail}.")]
    Damaged {
        /// The packet.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Made from another project.
    #[error("The packet was made from another project.")]
    AnotherProject {
        /// The packet.
        path: PathBuf,
    },
    /// Bound to someone whom the project does not know.
    #[error("The packet belongs to a reviewer whom this project does not know.")]
    UnknownReviewer {
        /// The packet.
        path: PathBuf,
    },
    /// Changed by something else than reviewing.
    #[error("The packet was altered outside of Touchstone: {reason}.")]
    Altered {
        /// The packet.
        path: PathBuf,
        /// What gave it away.
        reason: String,
    },
    /// A packet can only be worked in.
    #[error("This is a packet: it can be worked in and sent back, and nothing else.")]
    OnlyForReviewing,
}

/// Why the transaction of taking ended.
#[derive(Debug)]
pub(super) enum Stopped {
    Tampering(Tampering),
    Altered(String),
    Other(crate::EngineError),
}

impl From<Tampering> for Stopped {
    fn from(tampering: Tampering) -> Self {
        Self::Tampering(tampering)
    }
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Other(error.into())
    }
}

impl From<crate::EngineError> for Stopped {
    fn from(error: crate::EngineError) -> Self {
        Self::Other(error)
    }
}

impl Stopped {
    pub(super) fn of(self, path: &Path) -> crate::EngineError {
        let reason = match self {
            Self::Tampering(tampering) => tampering.to_string(),
            Self::Altered(reason) => reason,
            Self::Other(error) => return error,
        };
        PacketRefusal::Altered { path: path.to_owned(), reason }.into()
    }
}

impl PacketRefusal {
    /// The class, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NothingOpen { .. } => "nothing_open",
            Self::Damaged { .. } => "packet_damaged",
            Self::AnotherProject { .. } => "packet_of_another_project",
            Self::UnknownReviewer { .. } => "packet_of_unknown_reviewer",
            Self::Altered { .. } => "packet_altered",
            Self::OnlyForReviewing => "only_for_reviewing",
        }
    }

    /// Where it happened.
    pub fn place(&self) -> Option<String> {
        match self {
            Self::Damaged { path, .. }
            | Self::AnotherProject { path }
            | Self::UnknownReviewer { path }
            | Self::Altered { path, .. } => Some(path.display().to_string()),
            Self::NothingOpen { .. } | Self::OnlyForReviewing => None,
        }
    }

    /// What to do about it.
    pub const fn cure(&self) -> &'static str {
        match self {
            Self::NothingOpen { .. } => "Give them items in the plan, or import more.",
            Self::Damaged { .. } => "Ask for the packet again, as an attachment or a copy of the whole file.",
            Self::AnotherProject { .. } => "Take it into the project that it was made from.",
            Self::UnknownReviewer { .. } => "Take it into the project that it was made from, or a newer copy of that.",
            Self::Altered { .. } => {
                "Nothing of it was taken. Ask the reviewer for the file as Touchstone saved it, or for an earlier copy."
            }
            Self::OnlyForReviewing => "Open the project of the lead for everything else.",
        }
    }
}

/// An error of the packet's file, told of the file itself and not of the copy that was read.
#[expect(clippy::wildcard_enum_match_arm, reason = "all other errors name no file")]
pub(super) fn of_file(path: &Path, error: StoreError) -> crate::EngineError {
    match error {
        StoreError::Damaged { detail, .. } => PacketRefusal::Damaged { path: path.to_owned(), detail }.into(),
        StoreError::NotAPacket { .. } => StoreError::NotAPacket { path: path.to_owned() }.into(),
        StoreError::NotFound { .. } => StoreError::NotFound { path: path.to_owned() }.into(),
        other => other.into(),
    }
}
