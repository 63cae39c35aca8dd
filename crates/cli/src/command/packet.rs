//! `packet make` and `packet take`: work out to a reviewer, reviews back in.

use super::plan::known;
use crate::args::{PacketCommand, PacketMakeArgs, PacketTakeArgs};
use crate::exit_code::{self, Exit};
use crate::output::{described, document, lines, message, place, told};
use crate::watch::{unbroken, watched};
use serde_json::{Value, json};
use touchstone_domain::amount::{counted, counted_with};
use touchstone_engine::packet::{self, TakeReport};
use touchstone_engine::{EngineError, Project};

/// Carries one of the two out.
pub(crate) fn run(command: &PacketCommand) -> Result<Exit, EngineError> {
    match command {
        PacketCommand::Make(args) => make(args),
        PacketCommand::Take(args) => take(args),
    }
}

fn make(args: &PacketMakeArgs) -> Result<Exit, EngineError> {
    let made = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let reviewer = known(&project, &args.reviewer)?;
        let made = watched(|work| packet::make(&mut project, reviewer, &args.out, work));
        project.close()?;
        made
    })?;
    if args.json {
        document(&made);
    } else {
        lines([format!("Made a packet of {} for {} in {}.", counted(made.items, "item"), made.reviewer, made.path)]);
    }
    Ok(Exit::Done)
}

/// Takes packet after packet. One that is refused keeps no other from being taken.
fn take(args: &PacketTakeArgs) -> Result<Exit, EngineError> {
    let taken = unbroken(|| {
        let mut project = Project::open(&args.project)?;
        let mut taken = Vec::new();
        for file in &args.files {
            let result = watched(|work| packet::take(&mut project, file, work));
            let stopped = matches!(result, Err(EngineError::Cancelled));
            taken.push((file, result));
            if stopped {
                break;
            }
        }
        project.close()?;
        Ok(taken)
    })?;
    let mut exit = Exit::Done;
    let mut answers = Vec::new();
    for (file, result) in &taken {
        match result {
            Ok(report) => answers.push(json_of(&file.display().to_string(), report)),
            Err(error) => {
                exit = exit_code::of(error);
                answers.push(json!({ "file": file.display().to_string(), "error": described(error) }));
            }
        }
    }
    if args.json {
        let one = (answers.len() == 1).then(|| answers[0].clone());
        document(&one.unwrap_or_else(|| json!({ "packets": answers })));
        return Ok(exit);
    }
    for (file, result) in &taken {
        match result {
            Ok(report) => tell(&file.display().to_string(), report),
            Err(error) => told(&error.to_string(), &place(error), &error.cure()),
        }
    }
    Ok(exit)
}

fn json_of(file: &str, report: &TakeReport) -> Value {
    let mut value = serde_json::to_value(report).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("file".to_owned(), json!(file));
    }
    value
}

fn tell(file: &str, report: &TakeReport) {
    lines([format!(
        "{file}: {} did {} of {}; {} new, {} here already, {} changed.",
        report.reviewer,
        report.items - report.open,
        counted(report.items, "item"),
        counted_with(report.events_added, "event", ("was", "were")),
        counted_with(report.events_known, "event", ("was", "were")),
        counted_with(report.reviews_changed, "review", ("has", "have")),
    )]);
    for conflict in &report.conflicts {
        message(&format!("{}: {}", conflict.item, conflict.message));
    }
    if let Some(schema) = &report.schema {
        let missing = if schema.missing.is_empty() {
            "all its labels are still there".to_owned()
        } else {
            format!("no longer there: {}", schema.missing.join(", "))
        };
        message(&format!(
            "The packet has version {} of the label schema, the project version {}; {missing}.",
            schema.packet, schema.project
        ));
    }
    if report.events_restored > 0 {
        message(&format!(
            "{} events from before the packet were missing in this copy of the project and are back.",
            report.events_restored
        ));
    }
    if report.events_not_understood > 0 {
        message(&format!(
            "{} kept until this program is updated: a newer Touchstone made them, and they are not counted yet.",
            counted_with(report.events_not_understood, "event", ("is", "are"))
        ));
    }
}
