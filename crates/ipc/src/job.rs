//! Long work: told to the window while it runs, stopped when the window asks.

use crate::wire::Progress;
use serde_json::Value;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use touchstone_engine::{EngineError, Work};

/// The jobs under way.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    stops: Mutex<Vec<(String, Weak<AtomicBool>)>>,
    begun: AtomicU64,
}

/// One job. It ends when it is dropped.
pub(crate) struct Job {
    id: String,
    stop: Arc<AtomicBool>,
    tell: Box<dyn Fn(Value) + Send + Sync>,
}

impl Jobs {
    /// Begins a job that tells its progress to `tell`.
    pub(crate) fn begin(&self, tell: impl Fn(Value) + Send + Sync + 'static) -> Job {
        let id = self.begun.fetch_add(1, Ordering::Relaxed).to_string();
        let stop = Arc::new(AtomicBool::new(false));
        let mut stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        stops.retain(|(_, other)| other.strong_count() > 0);
        stops.push((id.clone(), Arc::downgrade(&stop)));
        Job { id, stop, tell: Box::new(tell) }
    }

    /// Asks the job of this id to stop, or every job under way. A job that has ended is not an error.
    pub(crate) fn stop(&self, id: Option<&str>) {
        let stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        let meant = stops.iter().filter(|(other, _)| id.is_none_or(|id| id == other));
        meant.filter_map(|(_, stop)| stop.upgrade()).for_each(|stop| stop.store(true, Ordering::Relaxed));
    }
}

impl Job {
    /// Does the work. The engine reports at most ten times a second.
    pub(crate) fn work<T>(&self, work: impl FnOnce(&mut Work<'_>) -> Result<T, EngineError>) -> Result<T, EngineError> {
        let mut report = |progress| {
            // A step that cannot be told is no reason to stop the work.
            if let Ok(told) = serde_json::to_value(self.told(progress)) {
                (self.tell)(told);
            }
        };
        work(&mut Work::new(&mut report, &|| self.stop.load(Ordering::Relaxed)))
    }

    /// With the rate so far, and the time left at that rate.
    #[expect(clippy::cast_precision_loss, reason = "a rate to look at")]
    fn told(&self, progress: touchstone_engine::Progress) -> Progress {
        let touchstone_engine::Progress { unit, done, total, elapsed_ms } = progress;
        let rate = (elapsed_ms > 0).then(|| done as f64 * 1000.0 / elapsed_ms as f64);
        let left = total.map(|total| total.saturating_sub(done) as f64);
        let seconds_left = rate.filter(|rate| *rate > 0.0).zip(left).map(|(rate, left)| left / rate);
        Progress { job: self.id.clone(), unit: unit.to_owned(), done, total, elapsed_ms, rate, seconds_left }
    }
}
