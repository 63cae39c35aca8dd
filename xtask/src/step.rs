//! Numbered, timed steps: programs whose output is shown as it comes and kept for the summary.

use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Why a task stopped: what happened and what to do, as sentences.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

/// What a task gives back.
pub(crate) type Done = Result<(), Failure>;

/// The steps of one task, in the order in which they ran.
pub(crate) struct Steps {
    root: PathBuf,
    begun: usize,
}

/// What a program left behind.
pub(crate) struct Outcome {
    /// Whether it ended with exit code 0.
    pub(crate) ok: bool,
    /// Both of its outputs, line by line as they came.
    pub(crate) output: String,
    /// How long it ran.
    pub(crate) took: Duration,
}

impl Steps {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root, begun: 0 }
    }

    /// The folder of the workspace.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Opens the next numbered step.
    pub(crate) fn begin(&mut self, title: &str) {
        self.begun += 1;
        println!("\n== {}. {title}", self.begun);
    }

    /// A program that runs in the workspace folder, without standard input.
    pub(crate) fn program(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(named_for_this_system(program));
        command.args(arguments).current_dir(&self.root).stdin(Stdio::null());
        command
    }

    /// The Cargo that runs this task.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        self.program(&cargo, arguments)
    }

    /// npm in the folder of the window.
    pub(crate) fn npm(&self, arguments: &[&str]) -> Command {
        let mut command = self.program("npm", arguments);
        command.current_dir(self.root.join("ui"));
        command
    }

    /// Runs a program as a step of its own and shows its output; a failure stops the task.
    pub(crate) fn run(&mut self, title: &str, command: &mut Command) -> Done {
        self.begin(title);
        let outcome = watch(command)?;
        if outcome.ok {
            println!("   done in {}", seconds(outcome.took));
            Ok(())
        } else {
            Err(Failure(format!("the step '{title}' failed; its output is above")))
        }
    }
}

/// Runs a program, shows each line as it comes and keeps it.
pub(crate) fn watch(command: &mut Command) -> Result<Outcome, Failure> {
    println!("   $ {}", line_of(command));
    let begun = Instant::now();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Failure(format!("`{}` cannot be started: {error}", line_of(command))))?;
    let outputs = (child.stdout.take(), child.stderr.take());
    let shown = thread::spawn(move || outputs.0.map(|pipe| pass_on(pipe, std::io::stdout())).unwrap_or_default());
    let complaints = outputs.1.map(|pipe| pass_on(pipe, std::io::stderr())).unwrap_or_default();
    let status = child.wait()?;
    let mut output = shown.join().unwrap_or_default();
    output.push_str(&complaints);
    Ok(Outcome { ok: status.success(), output, took: begun.elapsed() })
}

fn pass_on(pipe: impl Read, mut to: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(pipe);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        // A closed terminal does not stop the step.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}

/// The command as a person would type it.
fn line_of(command: &Command) -> String {
    let mut words =
        vec![Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|argument| argument.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Whether a program stands on the path.
pub(crate) fn is_installed(program: &str) -> bool {
    let program = named_for_this_system(program);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&program).is_file()))
}

/// On Windows npm and the programs it installs are `.cmd` files.
fn named_for_this_system(program: &str) -> String {
    let script = program == "npm" || program.ends_with("tauri");
    if cfg!(windows) && script { format!("{program}.cmd") } else { program.to_owned() }
}

/// A time as `4.2 s` or `3 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 { format!("{:.1} s", time.as_secs_f64()) } else { format!("{} min {:02} s", whole / 60, whole % 60) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_well() {
        assert_eq!(seconds(Duration::from_millis(4_240)), "4.2 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 05 s");
    }

    #[test]
    fn output_and_exit_code_are_kept() {
        let outcome = watch(Command::new(env!("CARGO")).arg("--version")).unwrap();
        assert!(outcome.ok);
        assert!(outcome.output.starts_with("cargo "));
        assert!(!watch(Command::new(env!("CARGO")).arg("no-such-task")).unwrap().ok);
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = watch(&mut Command::new("no-such-program")).err().unwrap();
        assert!(failure.to_string().contains("no-such-program"));
        assert!(!is_installed("no-such-program"));
    }
}
