//! `generate`: man page and completions from the same definition as the command line itself.

use crate::args::{Args, Generated};
use crate::exit_code::Exit;
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::path::Path;
use touchstone_engine::EngineError;

/// Writes into `out`, which is created where it is missing.
pub(crate) fn run(what: Generated, out: &Path) -> Result<Exit, EngineError> {
    let write = || -> std::io::Result<()> {
        std::fs::create_dir_all(out)?;
        match what {
            Generated::Man => clap_mangen::generate_to(Args::command(), out),
            Generated::Completions => {
                for shell in [Shell::Bash, Shell::Zsh, Shell::Fish] {
                    clap_complete::generate_to(shell, &mut Args::command(), "touchstone", out)?;
                }
                Ok(())
            }
        }
    };
    write().map_err(|error| EngineError::files(out, error))?;
    Ok(Exit::Done)
}
