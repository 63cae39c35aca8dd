//! `agreement`: how far reviewers agree, read beside an open window.

use crate::args::{AgreementArgs, LayerArg};
use crate::exit_code::Exit;
use crate::output::{document, lines, message};
use crate::watch::watched;
use serde::Serialize;
use touchstone_engine::agreement::gathered::gather;
use touchstone_engine::agreement::{self, AgreementOptions, AgreementReport, Drawing, Layer};
use touchstone_engine::reliability::{self, ReviewersReport, Sampling};
use touchstone_engine::{EngineError, Snapshot};

/// Agreement, and beside it what was asked of reviewers.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    report: AgreementReport,
    #[serde(flatten)]
    reviewers: Option<ReviewersReport>,
}

/// Measures and shows it.
pub(crate) fn run(args: &AgreementArgs) -> Result<Exit, EngineError> {
    let layer = args.layer.map(|layer| match layer {
        LayerArg::Found => Layer::Found,
        LayerArg::Where => Layer::Where,
        LayerArg::Kind => Layer::Kind,
        LayerArg::Verdict => Layer::Verdict,
    });
    let usual = AgreementOptions::default();
    let layers = layer.map_or(usual.drawing.layers, |layer| vec![layer]);
    let drawing = Drawing { layers, seed: args.seed, ..usual.drawing };
    let options = AgreementOptions {
        drawing,
        pairs: args.pairs,
        parts: args.parts,
        gamma: args.gamma,
        alpha_u_1995: args.alpha_u_1995,
    };
    let snapshot = Snapshot::open(&args.project)?;
    let sampling = Sampling { draws: options.drawing.draws, seed: args.seed };
    let (report, reviewers, saved) = watched(|work| {
        let gathered = gather(&snapshot, work)?;
        let saved = args.table.as_deref().map(|out| agreement::write_table(&gathered, out, true)).transpose()?;
        let reviewers =
            args.reviewers.then(|| reliability::measure(&snapshot, &gathered, sampling, work)).transpose()?;
        Ok((agreement::of_gathered(&gathered, &options, work)?, reviewers, saved))
    })?;
    if let Some(saved) = saved {
        message(&format!("Saved {} ({} bytes).", saved.path, saved.bytes));
    }
    if args.json {
        document(&Answer { report, reviewers });
    } else {
        lines(report.lines());
        lines(reviewers.iter().flat_map(ReviewersReport::lines));
    }
    Ok(Exit::Done)
}
