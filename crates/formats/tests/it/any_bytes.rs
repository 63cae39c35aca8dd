//! Bytes of any kind: very long rows, and bytes that are no file at all.

use crate::story::{fixture, read, reading};
use proptest::prelude::*;
use touchstone_domain::exchange::IssueCode;
use touchstone_formats::Format;

/// A line of 50 MB, among good ones.
fn with_a_long_line(before: &str, head: &str, tail: &str, after: &str) -> Vec<u8> {
    [before.as_bytes(), head.as_bytes(), &vec![b'x'; 50 << 20], tail.as_bytes(), after.as_bytes()].concat()
}

#[test]
fn a_line_of_50_mb() {
    let (a, b) = (r#"{"id":"a","sample":{"text":"x"}}"#, r#"{"id":"b","sample":{"text":"x"}}"#);
    let head = r#"{"id":"long","sample":{"text":""#;
    let bytes = with_a_long_line(&format!("{a}\n"), head, "\"}}\n", &format!("{b}\n"));
    let told = read(&bytes, &reading(Format::Jsonl, "long.jsonl"));
    let ids: Vec<_> = told.items.iter().map(|item| item.external_id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let issues: Vec<_> = told.issues.iter().map(|issue| (issue.line, issue.code)).collect();
    assert_eq!(issues, [(2, IssueCode::TooLong)]);
}

#[test]
fn a_cell_of_50_mb() {
    let bytes = with_a_long_line("id,sample\na,x\n", "long,", "\n", "b,x\n");
    let told = read(&bytes, &reading(Format::Csv, "long.csv"));
    let ids: Vec<_> = told.items.iter().map(|item| item.external_id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
    let issues: Vec<_> = told.issues.iter().map(|issue| (issue.line, issue.code)).collect();
    assert_eq!(issues, [(3, IssueCode::TooLong)]);
}

/// All that stands in `fixtures`, cut and spoiled.
fn spoiled() -> impl Strategy<Value = Vec<u8>> {
    let names = [
        "jsonl/rich.jsonl",
        "csv/pairs.csv",
        "tsv/pairs.tsv",
        "faithbench/batch_0.json",
        "xsum/sound.csv",
        "mushroom/extra.jsonl",
    ];
    let sound: Vec<Vec<u8>> = names.iter().map(|name| std::fs::read(fixture(name)).unwrap()).collect();
    let spoil = |(mut bytes, cut, changes): (Vec<u8>, prop::sample::Index, Vec<(prop::sample::Index, u8)>)| {
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let end = cut.index(bytes.len() + 1);
        bytes.truncate(end);
        bytes
    };
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    (prop::sample::select(sound), any::<prop::sample::Index>(), changes).prop_map(spoil)
}

/// Reads the bytes as every format; what comes through lies in its text.
fn read_as_everything(bytes: &[u8]) -> Result<(), TestCaseError> {
    touchstone_formats::detect("file", bytes);
    for format in Format::ALL {
        let options = reading(format, "file");
        touchstone_formats::preview(bytes, &options, 3);
        for item in read(bytes, &options).items {
            for annotation in item.reviews.iter().flat_map(|review| &review.annotations) {
                for segment in &annotation.segments {
                    prop_assert!(item.sample.text.check(segment).is_ok());
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes)?;
    }

    #[test]
    fn spoiled_files_are_read_or_refused(bytes in spoiled()) {
        read_as_everything(&bytes)?;
    }
}
