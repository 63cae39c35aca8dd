//! Recognising a format by content; the file's ending only decides between equals.

use crate::format::Format;
use serde_json::Value;

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The format, where it was recognised.
    pub format: Option<Format>,
    /// What it was recognised by, or why not.
    pub why: String,
    /// What to do instead, where naming a format would not help.
    pub cure: Option<&'static str>,
}

fn found(format: Format, why: &str) -> Detection {
    Detection { format: Some(format), why: why.to_owned(), cure: None }
}

fn unknown(why: &str) -> Detection {
    Detection { format: None, why: why.to_owned(), cure: None }
}

/// Not to be read in any format; `why` goes on after the file's name.
fn hopeless(why: &str, cure: &'static str) -> Detection {
    Detection { format: None, why: why.to_owned(), cure: Some(cure) }
}

/// A file that is no text, by its first bytes or by how many of them no text has.
pub(crate) fn no_text(head: &[u8]) -> Option<Detection> {
    const AS_TABLE: &str = "Save the texts as JSON lines or as a table (CSV) in UTF-8, and import that.";
    if head.starts_with(b"PAR1") {
        return Some(hopeless("is a Parquet file, which is written and not read yet.", AS_TABLE));
    }
    if head.starts_with(b"SQLite format 3") {
        return Some(hopeless("is a project or another database.", "Open a project instead of importing it."));
    }
    if head.starts_with(b"PK\x03\x04") {
        return Some(hopeless(
            "is an archive or a spreadsheet.",
            "Unpack the archive, or save the sheet as CSV in UTF-8.",
        ));
    }
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return Some(hopeless("is a text in UTF-16.", "Save it as UTF-8, then import it."));
    }
    let (mut control, mut all) = (0, 0);
    for byte in head.iter().take(LOOKED_AT) {
        all += 1;
        control += usize::from(byte.is_ascii_control() && !byte.is_ascii_whitespace());
    }
    let name_line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let in_name_line = !head.starts_with(b"{") && name_line.contains(&0);
    (in_name_line || control * 10 > all)
        .then(|| hopeless("is not a text: it holds bytes that only programs read.", AS_TABLE))
}

/// Bytes of the beginning that tell a text from a file for programs.
const LOOKED_AT: usize = 8192;

/// Looks at the beginning of a file.
pub fn detect(file_name: &str, head: &[u8]) -> Detection {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if let Some(detection) = no_text(head) {
        return detection;
    }
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start();
    if start.is_empty() {
        return hopeless("is empty.", "Check that it was saved, and that this is the right file.");
    }
    let first_line = start.lines().next().unwrap_or_default();
    if start.starts_with('{') || start.starts_with('[') {
        let compact: String = text.chars().take(8192).filter(|c| !c.is_whitespace()).collect();
        let is_faithbench = compact.contains("\"summary\":") && compact.contains("\"annotations\":")
            || compact.starts_with("{\"samples\":[");
        if is_faithbench {
            return found(Format::Faithbench, "samples with “summary”, “source” and “annotations”.");
        }
        if start.starts_with('[') {
            return found(Format::Jsonl, "a JSON list, read as one item for each element.");
        }
        return match serde_json::from_str::<Value>(first_line) {
            Ok(Value::Object(object)) if object.contains_key("model_output_text") => {
                found(Format::Mushroom, "JSON lines with a “model_output_text” each.")
            }
            Ok(Value::Object(object)) if object.contains_key("sample") => {
                found(Format::Jsonl, "JSON lines with a “sample” each.")
            }
            Ok(_) => unknown("JSON lines without a “sample”. docs/formats/jsonl.md shows the form."),
            Err(_) if compact.contains("\"model_output_text\":") => {
                found(Format::Mushroom, "JSON lines with a “model_output_text”; the first one is broken or cut.")
            }
            Err(_) if compact.contains("\"sample\":") => found(Format::Jsonl, "JSON lines; the first one is broken."),
            Err(_) => unknown("JSON of a form that no format has."),
        };
    }
    if first_line.contains("bbcid") && first_line.contains("hallucinated_span_start") {
        return found(Format::Xsum, "a table with the columns “bbcid” and “hallucinated_span_start”.");
    }
    let count = |separator: char| first_line.matches(separator).count();
    let (tabs, commas, semicolons) = (count('\t'), count(','), count(';'));
    let by_name = |ending: &str| file_name.to_ascii_lowercase().ends_with(ending);
    if tabs > 0 && tabs >= commas.max(semicolons) {
        return found(Format::Tsv, "a table whose columns are parted by tabs.");
    }
    if semicolons > commas {
        return found(Format::Csv, "a table whose columns are parted by semicolons.");
    }
    if commas > 0 {
        return found(Format::Csv, "a table whose columns are parted by commas.");
    }
    if by_name(".csv") || by_name(".tsv") {
        return found(Format::Csv, "its name; the table has one column.");
    }
    if by_name(".jsonl") {
        return found(Format::Jsonl, "its name; its first line is not JSON.");
    }
    unknown("it is neither JSON nor a table.")
}
