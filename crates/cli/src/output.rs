//! What is printed, and where.

use crate::exit_code::{self, Exit};
use clap::error::{ContextKind, ErrorKind};
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::OnceLock;
use touchstone_engine::EngineError;
use touchstone_engine::import::Format;

/// One JSON document on standard output.
pub(crate) fn document(value: &impl Serialize) {
    answer(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    });
}

/// Lines of the answer on standard output.
pub(crate) fn lines<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) {
    answer(|out| lines.into_iter().try_for_each(|line| writeln!(out, "{}", harmless(line.as_ref()))));
}

/// Whoever reads may stop early (`| head`): that is no error. Anything else is told.
fn answer(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
    let mut out = BufWriter::new(io::stdout().lock());
    let written = write(&mut out).and_then(|()| out.flush());
    if let Err(error) = written.as_ref()
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        message(&format!("error: The answer could not be written: {error}."));
        message("  where: standard output\n  cure: Check that the disk has room, then run the command again.");
        std::process::exit(Exit::BadInput as i32);
    }
}

/// A message beside the answer, on standard error. Nobody may be there to read it.
pub(crate) fn message(text: &str) {
    let _ = writeln!(io::stderr(), "{}", harmless(text));
}

/// Without the characters that steer a terminal: a file may hold any, and messages quote files.
fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c.is_control() && c != '\n' && c != '\t';
    if text.contains(steers) { text.replace(steers, "\u{fffd}").into() } else { text.into() }
}

/// An error: what happened, where, and the cure.
pub(crate) fn failure(error: &EngineError, json: bool) -> Exit {
    if json {
        document(&json!({ "error": described(error) }));
    } else {
        told(&error.to_string(), &place(error), &error.cure());
    }
    exit_code::of(error)
}

/// An error in JSON, without the object around it.
pub(crate) fn described(error: &EngineError) -> Value {
    json!({ "code": error.code(), "message": error.to_string(), "where": place(error), "cure": error.cure() })
}

/// The file that the command is about, for errors that have no place of their own.
static SUBJECT: OnceLock<String> = OnceLock::new();

/// Says what the command is about.
pub(crate) fn about(file: &Path) {
    // It is said once, at the beginning.
    let _ = SUBJECT.set(file.display().to_string());
}

/// Where an error is: its own place, else the option that brought it, else the file of the command.
pub(crate) fn place(error: &EngineError) -> String {
    let option = match error.code() {
        "bad_mapping" => Some("--map"),
        "bad_classes" => Some("--classes"),
        "bad_format_name" => Some("--format"),
        "unknown_schema" | "bad_schema" => Some("--schema"),
        _ => None,
    };
    let row = error.issues().first().map(|issue| match issue.line {
        0 => issue.file.clone(),
        line => format!("{}, line {line}", issue.file),
    });
    let own = error.place().or_else(|| option.map(str::to_owned)).or(row);
    own.or_else(|| SUBJECT.get().cloned()).unwrap_or_else(|| COMMAND_LINE.to_owned())
}

/// Where an error is that lies in what was typed.
const COMMAND_LINE: &str = "command line";

/// An error in words.
pub(crate) fn told(what: &str, place: &str, cure: &str) {
    message(&format!("error: {what}"));
    message(&format!("  where: {place}"));
    message(&format!("  cure: {cure}"));
}

/// Help and version go to standard output; wrong usage is told in the form of every error.
pub(crate) fn usage(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        lines([error.render().to_string().trim_end()]);
        return Exit::Done;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        message(error.render().to_string().trim_end());
        return Exit::Usage;
    }
    let (what, cure) = in_our_form(&error.render().to_string());
    let cure = format!("{}{cure}", known_values(error));
    if std::env::args_os().any(|argument| argument == "--json") {
        document(&json!({ "error": { "code": "usage", "message": what, "where": COMMAND_LINE, "cure": cure } }));
    } else {
        told(&what, COMMAND_LINE, &cure);
    }
    Exit::Usage
}

/// What the argument takes, where the parser does not say so itself.
fn known_values(error: &clap::Error) -> String {
    let argument = error.get(ContextKind::InvalidArg).map(ToString::to_string).unwrap_or_default();
    if error.kind() == ErrorKind::ValueValidation && argument.starts_with("--format") {
        let both = Format::ALL.into_iter().filter(|format| !matches!(format, Format::Parquet | Format::TextPairs));
        let both: Vec<_> = both.map(Format::name).collect();
        return format!(
            "The formats are {}; {} is only written, {} is only read. ",
            both.join(", "),
            Format::Parquet.name(),
            Format::TextPairs.name()
        );
    }
    String::new()
}

/// What happened, and the cure, from the paragraphs in which the parser tells it.
fn in_our_form(rendered: &str) -> (String, String) {
    let mut what = Vec::new();
    let mut cures = Vec::new();
    for line in rendered.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(usage) = line.strip_prefix("Usage: ") {
            // A list of files ends in its own dots.
            cures.push(format!("Write: {}.", usage.trim_end_matches('.')));
        } else if let Some(tip) = line.strip_prefix("tip: ") {
            cures.push(sentence(tip));
        } else if !line.starts_with("For more information") {
            what.push(
                line.strip_prefix("error: ")
                    .unwrap_or(line)
                    .replace("invalid digit found in string", "it is not a whole number"),
            );
        }
    }
    cures.push("Add --help for an example.".to_owned());
    (sentence(&what.join(" ")), cures.join(" "))
}

/// With a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", characters.as_str())
}

#[cfg(test)]
mod tests {
    use super::in_our_form;

    #[test]
    fn the_parsers_paragraphs_become_two_sentences() {
        let rendered = "error: unexpected argument '--jsn' found\n\n  tip: a similar argument exists: '--json'\n\n\
                        Usage: touchstone status --json <PROJECT>\n\nFor more information, try '--help'.\n";
        let (what, cure) = in_our_form(rendered);
        assert_eq!(what, "Unexpected argument '--jsn' found.");
        assert_eq!(
            cure,
            "A similar argument exists: '--json'. Write: touchstone status --json <PROJECT>. Add --help for an example."
        );
    }
}
