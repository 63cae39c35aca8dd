//! Identities and the clock: the one place that is not repeatable, and how it is made so for the demo.

use crate::error::EngineError;
use std::time::{SystemTime, UNIX_EPOCH};
use touchstone_domain::timestamp::Timestamp;

/// Where new identities come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entropy {
    /// The operating system.
    System,
    /// A counter under a name: the demo project is the same each time it is made.
    Seeded(&'static str, u64),
}

impl Entropy {
    /// Sixteen bytes nobody can guess (or, seeded, that are always the same).
    pub(crate) fn draw(&mut self) -> Result<[u8; 16], EngineError> {
        match self {
            Self::System => {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes).map_err(|error| EngineError::NoEntropy(error.to_string()))?;
                Ok(bytes)
            }
            Self::Seeded(name, count) => {
                *count += 1;
                Ok(*touchstone_domain::id::EventId::from_parts(&[name, &count.to_string()]).as_bytes())
            }
        }
    }
}

/// Now; the clock of the computer may be wrong, so nothing is ordered by it.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
