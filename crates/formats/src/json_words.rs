//! What the JSON library says of a row, in words for people: where it is, and what belongs there.

use serde::Deserialize;
use serde_json::error::Category;

/// Longest path of a part that helps anyone to find it.
const LONGEST_PATH: usize = 120;

/// What is wrong with a field.
pub(crate) struct Wrong {
    /// The path of the part that is wrong, from the row on.
    pub(crate) path: String,
    /// A sentence without its end.
    pub(crate) told: String,
    /// Whether it is JSON, of another form than belongs there.
    pub(crate) is_of_form: bool,
}

/// Reads a field of a row.
pub(crate) fn read<'a, T: Deserialize<'a>>(field: &str, json: &'a str) -> Result<T, Wrong> {
    serde_json::from_str(json).map_err(|plain| {
        // Once more, slower, for where it is.
        let mut reader = serde_json::Deserializer::from_str(json);
        let found = serde_path_to_error::deserialize::<_, T>(&mut reader);
        let path = found.err().map(|error| error.path().to_string()).unwrap_or_default();
        let path = match path.as_str() {
            "" | "." => field.to_owned(),
            deep if deep.len() > LONGEST_PATH => field.to_owned(),
            list if list.starts_with('[') => format!("{field}{list}"),
            name => format!("{field}.{name}"),
        };
        Wrong { told: format!("“{path}” {}", told(&plain)), path, is_of_form: plain.is_data() }
    })
}

/// What is wrong, as the rest of a sentence that begins with what it is wrong with.
pub(crate) fn told(error: &serde_json::Error) -> String {
    let said = without_place(&error.to_string());
    match error.classify() {
        Category::Data => of_form(&said),
        Category::Eof => "ends before its JSON is complete".to_owned(),
        Category::Syntax | Category::Io => match said.as_str() {
            "expected value" => "has no value where one belongs".to_owned(),
            "trailing characters" => "goes on after the end of its JSON".to_owned(),
            "trailing comma" => "has a comma after its last part".to_owned(),
            "recursion limit exceeded" => "is nested more than 127 levels deep".to_owned(),
            "key must be a string" => "has a name without quotation marks".to_owned(),
            other if is_half_a_character(other) => {
                "holds half of a character (a lone surrogate such as \\ud800)".to_owned()
            }
            other if other.starts_with("control character") => {
                "has a line break or another control character inside quotation marks; write \\n for it".to_owned()
            }
            other => format!("is not JSON: {other}"),
        },
    }
}

/// Whether the text of the JSON cannot be text at all.
fn is_half_a_character(said: &str) -> bool {
    said.contains("surrogate") || said.contains("hex escape")
}

/// The place where reading stopped, counted in characters: line and column, both from 1.
pub(crate) fn place(error: &serde_json::Error, text: &str) -> (usize, usize) {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = line.as_bytes().iter().take(error.column());
    // Of the bytes of a character, all but the first begin with the bits 10.
    (error.line().max(1), before.filter(|byte| **byte & 0xC0 != 0x80).count().max(1))
}

fn without_place(said: &str) -> String {
    said.rfind(" at line ").map_or(said, |at| &said[..at]).to_owned()
}

fn of_form(said: &str) -> String {
    for head in ["invalid type: ", "invalid value: "] {
        if let Some((found, expected)) = said.strip_prefix(head).and_then(|rest| rest.rsplit_once(", expected ")) {
            return format!("is {}, where {} belongs", value(found), wanted(expected));
        }
    }
    if let Some(name) = said.strip_prefix("missing field ") {
        return format!("has no “{}”", name.trim_matches('`'));
    }
    if let Some(name) = said.strip_prefix("duplicate field ") {
        return format!("has “{}” twice", name.trim_matches('`'));
    }
    if let Some((name, known)) = said.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected ")) {
        let known = known.trim_start_matches("one of ").replace('`', "");
        return format!("is “{}”, where one of {known} belongs", name.trim_matches('`'));
    }
    // What our own types say they expect.
    format!("is not {said}")
}

/// What stands there, as the library names it.
fn value(found: &str) -> String {
    let shown = |text: &str| text.trim_matches(['`', '"']).chars().take(60).collect::<String>();
    match found.split_once(' ') {
        Some(("integer", number)) => format!("the number {}", shown(number)),
        Some(("floating", number)) => format!("the number {}", shown(number.trim_start_matches("point "))),
        Some(("string", text)) => format!("the text “{}”", shown(text)),
        Some(("boolean", answer)) => shown(answer),
        _ => match found {
            "map" => "an object { … }".to_owned(),
            "sequence" => "a list [ … ]".to_owned(),
            other => other.to_owned(),
        },
    }
}

/// What belongs there, as the library or our own types name it.
fn wanted(expected: &str) -> &str {
    match expected {
        "i64" | "i32" => "a whole number",
        "u64" | "u32" | "usize" => "a whole number from 0",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "a borrowed string" => "a text in quotation marks",
        "a sequence" => "a list [ … ]",
        "a map" => "an object { … }",
        named if named.starts_with("struct ") => "an object { … }",
        other => other,
    }
}
