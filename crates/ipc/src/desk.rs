//! The desk: answers commands, one after another, off the window's thread.

use crate::command;
use crate::error::WireError;
use crate::session::Session;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// What the desk starts with.
#[derive(Debug, Clone, Default)]
pub struct DeskOptions {
    /// Where recent projects are remembered.
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
    /// A project named at the start that could not be opened: told once.
    pub(crate) start_error: Option<WireError>,
}

type Hearer = Box<dyn Fn(Value) + Send + Sync>;

/// The desk. Cheap to clone; all clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    state: Arc<Mutex<State>>,
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
        let mut state = State { options, session: None, start_error: None };
        if let Some(path) = state.options.open.take()
            && let Err(error) = state.open_path(&path)
        {
            state.start_error = Some(error);
        }
        Self { state: Arc::new(Mutex::new(state)), hearers: Arc::default() }
    }

    /// Answers a command. A panic of a command becomes an error shown, never a dead window.
    pub async fn call(
        &self,
        command: &str,
        request: Value,
        progress: impl Fn(Value) + Send + Sync + 'static,
    ) -> Result<Value, WireError> {
        let (state, command) = (self.state.clone(), command.to_owned());
        // No command of this list reports progress yet.
        drop(progress);
        let answer = move || {
            let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
            command::dispatch(&mut state, &command, request)
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

    /// Closes the project: nothing is left beside its file.
    pub fn close(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = state.session.take() {
            // The window is gone; the file itself is whole whatever this says.
            let _ = session.project.close();
        }
    }
}
