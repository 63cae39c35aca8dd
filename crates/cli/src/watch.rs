//! Progress on a terminal, and Ctrl-C.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal as _;
use touchstone_engine::{EngineError, Progress, Work};

/// Runs long work with a progress bar on standard error, where that is a terminal. An interrupt
/// ends the process: what was not finished is taken back by the project file itself.
pub(crate) fn watched<T>(work: impl FnOnce(&mut Work<'_>) -> Result<T, EngineError>) -> Result<T, EngineError> {
    let bar = if std::io::stderr().is_terminal() { ProgressBar::no_length() } else { ProgressBar::hidden() };
    let mut report = |progress: Progress| show(&bar, progress);
    let result = work(&mut Work::new(&mut report, &|| false));
    bar.finish_and_clear();
    result
}

fn show(bar: &ProgressBar, progress: Progress) {
    if bar.length().is_none()
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
