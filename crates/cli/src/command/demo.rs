//! `demo`: a project with own texts, to try everything on.

use super::new::created;
use crate::args::DemoArgs;
use crate::exit_code::Exit;
use touchstone_engine::{EngineError, demo};

/// Creates it.
pub(crate) fn run(args: &DemoArgs) -> Result<Exit, EngineError> {
    created(args.json, || demo::create(&args.project))
}
