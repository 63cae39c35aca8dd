//! The desk: answers commands off the window's thread; those that change the project one after another.

use crate::command;
use crate::error::WireError;
use crate::job::Jobs;
use crate::packet::Stamp;
use crate::session::Session;
use crate::wire::CancelJob;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use touchstone_domain::exchange::Issue;

/// What the desk starts with.
#[derive(Debug, Clone, Default)]
pub struct DeskOptions {
    /// Where recent projects and the look are remembered.
    pub data_dir: PathBuf,
    /// Where the window's own measurements go, when asked for.
    pub trace_ui: Option<PathBuf>,
    /// The project to open at once.
    pub open: Option<PathBuf>,
    /// Version of the program.
    pub version: String,
}

/// What commands work on.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) options: DeskOptions,
    pub(crate) session: Option<Session>,
    /// A project named at the start that could not be opened. It is tried again each time the window asks
    /// which project is open, until it opens or the window closes it.
    pub(crate) waiting: Option<PathBuf>,
    /// Those of the last import, to be saved.
    pub(crate) issues: Vec<Issue>,
    /// Packets taken since the project was opened, for watching folders.
    pub(crate) taken: BTreeMap<PathBuf, Stamp>,
}

type Hearer = Box<dyn Fn(Value) + Send + Sync>;

/// What all commands share. Quick ones hold the state while they run; jobs that only read work on a
/// snapshot, so that reviewing never waits for them.
#[derive(Debug)]
pub(crate) struct Shared {
    state: Mutex<State>,
    jobs: Jobs,
}

impl Shared {
    /// The state, whatever a command that failed left behind: each change is one transaction.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    #[expect(clippy::unnecessary_wraps, reason = "the form of every command")]
    pub(crate) fn cancel_job(&self, which: CancelJob) -> Result<(), WireError> {
        self.jobs.stop(which.job.as_deref());
        Ok(())
    }
}

/// The desk. Cheap to clone; all clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    shared: Arc<Shared>,
    hearers: Arc<Mutex<Vec<Hearer>>>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the desk, and the project named in the options.
    pub fn new(options: DeskOptions) -> Self {
        let mut state = State { options, session: None, waiting: None, issues: Vec::new(), taken: BTreeMap::new() };
        if let Some(path) = state.options.open.take()
            && state.open_path(&path).is_err()
        {
            state.waiting = Some(path);
        }
        let shared = Shared { state: Mutex::new(state), jobs: Jobs::default() };
        Self { shared: Arc::new(shared), hearers: Arc::default() }
    }

    /// Answers a command with the JSON of its reply. A panic of a command becomes an error shown, never a dead window.
    pub async fn call(
        &self,
        command: &str,
        request: Value,
        progress: impl Fn(Value) + Send + Sync + 'static,
    ) -> Result<String, WireError> {
        let (shared, command) = (self.shared.clone(), command.to_owned());
        let answer = move || {
            let job = || shared.jobs.begin(progress);
            command::dispatch(&shared, &command, request, job)
        };
        tokio::task::spawn_blocking(answer).await.unwrap_or_else(|panic| {
            let mut error = WireError::new(
                "internal",
                "The program made a mistake and stopped this step.",
                "What was confirmed before is kept. Try again, and report this if it stays.",
            );
            error.detail = Some(panic.to_string());
            Err(error)
        })
    }

    /// Calls `hear` with everything the desk says unasked.
    pub fn on_notice(&self, hear: impl Fn(Value) + Send + Sync + 'static) {
        self.hearers.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(hear));
    }

    /// Says something to the window unasked.
    pub fn notify(&self, notice: &Value) {
        for hear in self.hearers.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            hear(notice.clone());
        }
    }

    /// Stops what is under way and closes the project: nothing is left beside its file.
    pub fn close(&self) {
        self.shared.jobs.stop(None);
        if let Some(session) = self.shared.state().session.take() {
            // The window is gone; the file itself is whole whatever this says.
            let _ = session.project.close();
        }
    }
}
