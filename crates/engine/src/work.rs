//! Long work: how far it is, and whether to stop.

use crate::error::EngineError;
use std::time::{Duration, Instant};

/// How far a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is counted: `bytes` or `items`.
    pub unit: &'static str,
    /// Done so far.
    pub done: u64,
    /// All there is to do, where it is known.
    pub total: Option<u64>,
    /// Time since the work began, in milliseconds.
    pub elapsed_ms: u64,
}

/// The hold that a caller has on long work. It reports at most ten times a second.
pub struct Work<'a> {
    report: &'a mut dyn FnMut(Progress),
    cancelled: &'a dyn Fn() -> bool,
    began: Instant,
    last: Option<Instant>,
}

const PAUSE: Duration = Duration::from_millis(100);

impl std::fmt::Debug for Work<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work").field("began", &self.began).finish_non_exhaustive()
    }
}

impl<'a> Work<'a> {
    /// Reports to `report`, and stops soon after `cancelled` says so.
    pub fn new(report: &'a mut dyn FnMut(Progress), cancelled: &'a dyn Fn() -> bool) -> Self {
        Self { report, cancelled, began: Instant::now(), last: None }
    }

    /// One step on. Fails when the caller asked to stop.
    pub fn step(&mut self, unit: &'static str, done: u64, total: Option<u64>) -> Result<(), EngineError> {
        if (self.cancelled)() {
            return Err(EngineError::Cancelled);
        }
        let now = Instant::now();
        if self.last.is_none_or(|last| now - last >= PAUSE) || total == Some(done) {
            self.last = Some(now);
            let elapsed_ms = u64::try_from((now - self.began).as_millis()).unwrap_or(u64::MAX);
            (self.report)(Progress { unit, done, total, elapsed_ms });
        }
        Ok(())
    }
}

/// Runs work that nobody watches.
pub fn silently<T>(work: impl FnOnce(&mut Work<'_>) -> T) -> T {
    work(&mut Work::new(&mut |_| {}, &|| false))
}
