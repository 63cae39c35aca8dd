//! Progress on a terminal, and Ctrl-C.
//!
//! An interrupt asks long work to stop, which then takes back what it began. Work that only reads is
//! left at once. A second interrupt ends the program whatever it does: the project file then takes
//! back by itself what was not finished.

use crate::exit_code::Exit;
use crate::output;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};
use touchstone_engine::{EngineError, Progress, Work};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Whether the work at hand writes, and must not be left in the middle.
static WRITES: AtomicBool = AtomicBool::new(false);

/// Listens for interrupts from now on.
pub(crate) fn listen(json: bool) {
    let interrupted = move || {
        let again = INTERRUPTED.swap(true, Ordering::SeqCst);
        if again || !WRITES.load(Ordering::SeqCst) {
            output::failure(&EngineError::Cancelled, json);
            std::process::exit(Exit::Cancelled as i32);
        }
    };
    if let Err(error) = ctrlc::set_handler(interrupted) {
        output::message(&format!("Ctrl-C will stop this command without a word: {error}."));
    }
}

/// Runs work that writes and is soon done: an interrupt waits for its end.
pub(crate) fn unbroken<T>(work: impl FnOnce() -> Result<T, EngineError>) -> Result<T, EngineError> {
    WRITES.store(true, Ordering::SeqCst);
    let result = work();
    WRITES.store(false, Ordering::SeqCst);
    result
}

/// Runs long work with a progress bar on standard error, where that is a terminal.
pub(crate) fn watched<T>(work: impl FnOnce(&mut Work<'_>) -> Result<T, EngineError>) -> Result<T, EngineError> {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::no_length() } else { ProgressBar::hidden() };
    let mut report = |progress: Progress| show(&bar, progress);
    let result = work(&mut Work::new(&mut report, &|| INTERRUPTED.load(Ordering::SeqCst)));
    bar.finish_and_clear();
    result
}

fn show(bar: &ProgressBar, progress: Progress) {
    if bar.length() != progress.total
        && let Some(total) = progress.total
    {
        bar.set_length(total);
        let template = if progress.unit == "bytes" {
            "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left"
        } else {
            "{bar:30} {pos} of {len} items, {per_sec}, {eta} left"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
    }
    bar.set_position(progress.done);
}
