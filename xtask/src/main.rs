//! Set up, run, test and package Touchstone: `cargo xtask help`.
//!
//! Only the standard library is used, so that the first step of a fresh clone compiles in seconds.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

mod dist;
mod run;
mod setup;
mod step;
mod summary;
mod test;

use std::path::PathBuf;
use std::process::ExitCode;

use step::Steps;

const USAGE: &str = "\
cargo xtask <TASK>

  run       set up, build, and open the demo project in the window
              --keep       open the demo project of the last run, with the work done in it
              --headless   do the same job with the command line (also when there is no screen)
  test      set up and run every check
              --keep-going do not stop at the first failing step
              --no-e2e     leave out the tests that drive the real window
  dist      build the installers of this system into target/dist
  dev       open the window with live reload
  setup     install what building and testing need, and nothing else
  contract  write ui/src/ipc/contract.ts anew from crates/ipc
  tidy      check the rules of the tree (layers, file lengths, colours, reasons)

On Debian and Ubuntu each task installs its missing system packages by apt-get.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((task, options)) = arguments.split_first() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let known: &[&str] = match task.as_str() {
        "run" => &["--keep", "--headless"],
        "test" => &["--keep-going", "--no-e2e"],
        _ => &[],
    };
    if let Some(unknown) = options.iter().find(|option| !known.contains(&option.as_str())) {
        eprintln!("error: `cargo xtask {task}` does not know {unknown}\n\n{USAGE}");
        return ExitCode::from(2);
    }
    let wants = |option: &str| options.iter().any(|given| given == option);
    let mut steps = Steps::new(workspace_root());
    let done = match task.as_str() {
        "run" => run::run(&mut steps, wants("--keep"), wants("--headless")),
        "dev" => run::dev(&mut steps),
        "test" => return test::test(&mut steps, wants("--keep-going"), !wants("--no-e2e")),
        "dist" => dist::dist(&mut steps),
        "setup" => setup::everything(&mut steps),
        "contract" => run::contract(&mut steps),
        "tidy" => run::tidy(&mut steps),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => {
            eprintln!("error: there is no task `{task}`\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nerror: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace: the parent of this package.
fn workspace_root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map_or(package.clone(), std::path::Path::to_path_buf)
}
