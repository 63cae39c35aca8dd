//! Whether a reviewer sees hints. Hints bias whoever sees them, so that it is a rule, not a taste.

use crate::id::{Digest, ItemId, ReviewerId};
use crate::review::ReviewState;
use serde::{Deserialize, Serialize};

/// When hints are shown. In the project's settings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(tag = "policy", rename_all = "kebab-case")]
pub enum HintPolicy {
    /// Never.
    Off,
    /// Once the review is handed in: to look again.
    AfterSubmit,
    /// From the start.
    Always,
    /// From the start, for a part of the items of each reviewer: how hints bias can then be measured.
    Randomised {
        /// Which part, 0 to 1.
        probability: f64,
    },
}

impl HintPolicy {
    /// What holds where nobody chose: nothing in a blind project.
    pub const fn default_of(blind: bool) -> Self {
        if blind { Self::Off } else { Self::Always }
    }

    /// Whether this reviewer sees hints on this item, as the review stands. The same answer on
    /// every machine: chance is a digest of seed, item and reviewer.
    pub fn shows(self, seed: &str, item: ItemId, reviewer: ReviewerId, state: &ReviewState) -> bool {
        match self {
            Self::Off => false,
            Self::AfterSubmit => matches!(state, ReviewState::Submitted),
            Self::Always => true,
            Self::Randomised { probability } => {
                let digest = Digest::of(format!("hints\0{seed}\0{item}\0{reviewer}").as_bytes());
                let drawn = digest.as_bytes()[..4].iter().fold(0_u32, |drawn, byte| drawn << 8 | u32::from(*byte));
                f64::from(drawn) < probability * (f64::from(u32::MAX) + 1.0)
            }
        }
    }
}
