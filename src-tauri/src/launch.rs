//! How the program starts: its arguments, and how it says that it could not.
//!
//! A failure is shown by a second run of the program (`--show-failure`): when the first one
//! panics inside the event loop, it can no longer open a window itself.

use std::ffi::OsString;
use std::io::{Write, stderr, stdout};
use std::path::PathBuf;
use std::process::Command;

const USAGE: &str = "\
The window of Touchstone.

Usage: touchstone-desktop [OPTIONS] [FILE]

  FILE              a project (.touchstone) or a review packet to open
  --trace-ui FILE   write what the window measures of itself to FILE, one JSON object a line
  --version         print the version
  --help            print this help

Everything but reviewing can also be done with the program `touchstone`.";

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
pub(crate) enum Wish {
    /// Open the window.
    Open(Launch),
    /// Print a text and stop.
    Say(String),
    /// Show why an earlier run could not start.
    ShowFailure(String),
}

/// How the window opens.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Launch {
    /// The project or packet to open at once; absolute when it could be resolved.
    pub(crate) open: Option<PathBuf>,
    /// Where the window writes its own measurements.
    pub(crate) trace_ui: Option<PathBuf>,
}

/// Reads the arguments, without the program's name. An error is a sentence for a terminal.
pub(crate) fn read(arguments: impl Iterator<Item = OsString>) -> Result<Wish, String> {
    let mut arguments = arguments.peekable();
    let mut launch = Launch::default();
    while let Some(argument) = arguments.next() {
        match argument.to_str() {
            Some("--version" | "-V") => {
                return Ok(Wish::Say(format!("touchstone-desktop {}", env!("CARGO_PKG_VERSION"))));
            }
            Some("--help" | "-h") => return Ok(Wish::Say(USAGE.to_owned())),
            Some("--show-failure") => {
                let reason = arguments.next().unwrap_or_default();
                return Ok(Wish::ShowFailure(reason.to_string_lossy().into_owned()));
            }
            Some("--trace-ui") => {
                let path = arguments.next().ok_or("--trace-ui needs the name of a file after it")?;
                launch.trace_ui = Some(absolute(path));
            }
            Some(option) if option.starts_with("--") => {
                return Err(format!("the option {option} is unknown; --help lists the options"));
            }
            _ if launch.open.is_some() => {
                return Err("one window opens one file; start the program again for the other".to_owned());
            }
            _ => launch.open = Some(absolute(argument)),
        }
    }
    Ok(Wish::Open(launch))
}

fn absolute(path: OsString) -> PathBuf {
    let path = PathBuf::from(path);
    std::path::absolute(&path).unwrap_or(path)
}

/// Prints a text that was asked for. A closed pipe is no failure.
pub(crate) fn say(text: &str) {
    let _ = writeln!(stdout(), "{text}");
}

/// Prints why the arguments cannot be followed.
pub(crate) fn complain(reason: &str) {
    let _ = writeln!(stderr(), "error: {reason}");
}

/// Says in a terminal and in a native message why Touchstone could not go on.
pub(crate) fn report_failure(reason: &str) {
    complain(reason);
    let shown =
        std::env::current_exe().and_then(|program| Command::new(program).arg("--show-failure").arg(reason).spawn());
    if let Err(error) = shown {
        complain(&format!("the message could not be shown: {error}"));
    }
}

/// From now on a panic of the main thread, which ends the program, is also shown natively.
/// Panics of other threads are caught where the work was started.
pub(crate) fn report_panics_natively() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        before(panic);
        if std::thread::current().name() == Some("main") {
            report_failure(&panic.to_string());
        }
    }));
}

/// Whether there is a screen to open a window on. Windows and macOS always have one.
pub(crate) fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Shows the native message and waits until it is read. Does nothing where there is no screen.
pub(crate) fn show_failure(reason: &str) {
    if !has_screen() {
        return;
    }
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title("Touchstone could not go on")
        .set_description(format!(
            "Touchstone had to stop. Every review that was confirmed is in the project file. \
             Start Touchstone again; if it stops again, keep the text below for a report.\n\n{reason}"
        ))
        .show();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(arguments: &[&str]) -> Result<Wish, String> {
        read(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_file_association_passes_one_path() {
        let Ok(Wish::Open(launch)) = wish(&["/data/Zürich 2.touchstone"]) else { panic!() };
        assert_eq!(launch.open.unwrap(), absolute("/data/Zürich 2.touchstone".into()));
        assert_eq!(launch.trace_ui, None);
    }

    #[test]
    fn a_relative_path_is_resolved_before_the_window_opens() {
        let Ok(Wish::Open(launch)) = wish(&["--trace-ui", "t.jsonl", "p.touchstone"]) else { panic!() };
        assert!(launch.open.unwrap().is_absolute());
        assert!(launch.trace_ui.unwrap().is_absolute());
    }

    #[test]
    fn no_argument_opens_the_start_screen() {
        assert_eq!(wish(&[]), Ok(Wish::Open(Launch::default())));
    }

    #[test]
    fn what_cannot_be_followed_is_refused() {
        assert!(wish(&["--trace-ui"]).is_err());
        assert!(wish(&["--colour"]).is_err());
        assert!(wish(&["a.touchstone", "b.touchstone"]).is_err());
    }

    #[test]
    fn the_version_is_the_package_version() {
        let said = format!("touchstone-desktop {}", env!("CARGO_PKG_VERSION"));
        assert_eq!(wish(&["--version"]), Ok(Wish::Say(said)));
    }
}
