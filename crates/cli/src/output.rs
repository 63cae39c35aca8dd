//! What is printed, and where.

use crate::exit_code::{self, Exit};
use clap::error::ErrorKind;
use serde::Serialize;
use serde_json::{Value, json};
use std::io::{self, BufWriter, Write};
use touchstone_engine::EngineError;

/// One JSON document on standard output.
pub(crate) fn document(value: &impl Serialize) {
    answer(|out| {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    });
}

/// Lines of the answer on standard output.
pub(crate) fn lines<L: AsRef<str>>(lines: impl IntoIterator<Item = L>) {
    answer(|out| lines.into_iter().try_for_each(|line| writeln!(out, "{}", line.as_ref())));
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
    let _ = writeln!(io::stderr(), "{text}");
}

/// An error: what happened, where, and the cure.
pub(crate) fn failure(error: &EngineError, json: bool) -> Exit {
    if json {
        document(&json!({ "error": described(error) }));
    } else {
        told(&error.to_string(), error.place().as_deref(), &error.cure());
    }
    exit_code::of(error)
}

/// An error in JSON, without the object around it.
pub(crate) fn described(error: &EngineError) -> Value {
    json!({ "code": error.code(), "message": error.to_string(), "where": error.place(), "cure": error.cure() })
}

/// An error in words.
pub(crate) fn told(what: &str, place: Option<&str>, cure: &str) {
    message(&format!("error: {what}"));
    if let Some(place) = place {
        message(&format!("  where: {place}"));
    }
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
    if std::env::args_os().any(|argument| argument == "--json") {
        document(&json!({ "error": { "code": "usage", "message": what, "where": "command line", "cure": cure } }));
    } else {
        told(&what, Some("command line"), &cure);
    }
    Exit::Usage
}

/// What happened, and the cure, from the paragraphs in which the parser tells it.
fn in_our_form(rendered: &str) -> (String, String) {
    let mut what = Vec::new();
    let mut cures = Vec::new();
    for line in rendered.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(usage) = line.strip_prefix("Usage: ") {
            cures.push(format!("Write: {usage}."));
        } else if let Some(tip) = line.strip_prefix("tip: ") {
            cures.push(sentence(tip));
        } else if !line.starts_with("For more information") {
            what.push(line.strip_prefix("error: ").unwrap_or(line));
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
