//! Trouble, one file for each kind: which line, which code, and that the good rows go in all the same.

use crate::story::{fixture, read, reading};
use expect_test::{Expect, expect};
use touchstone_formats::Format;

/// Compares what a file of `fixtures/malformed` gives: items by their ids, issues by line, code and field.
fn check(name: &str, expected: &Expect) {
    let bytes = std::fs::read(fixture("malformed").join(name)).unwrap();
    let format = match name.rsplit_once('.').unwrap().1 {
        "csv" => Format::Csv,
        "json" => Format::Faithbench,
        _ => Format::Jsonl,
    };
    let told = read(&bytes, &reading(format, name));
    let mut lines = Vec::new();
    for item in &told.items {
        let annotations: usize = item.reviews.iter().map(|review| review.annotations.len()).sum();
        lines.push(format!("item {} with {annotations} annotations", item.external_id));
    }
    for issue in &told.issues {
        assert_eq!(issue.file, name);
        // A person reads what is wrong in a whole sentence.
        assert!(issue.message.ends_with('.') && issue.message.len() > 20, "{}", issue.message);
        let code = serde_json::to_string(&issue.code).unwrap();
        let field = issue.field.as_deref().map(|field| format!(" in {field}")).unwrap_or_default();
        lines.push(format!("line {}: {}{field}", issue.line, code.trim_matches('"')));
    }
    if let Err(error) = told.outcome {
        lines.push(format!("error: {error}"));
    }
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn backwards_span() {
    check(
        "backwards-span.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: bad_span in annotations"#]],
    );
}

#[test]
fn byte_order_mark_in_a_table() {
    check(
        "byte-order-mark.csv",
        &expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]],
    );
}

#[test]
fn byte_order_mark() {
    check(
        "byte-order-mark.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]],
    );
}

#[test]
fn carriage_returns() {
    check(
        "carriage-returns.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]],
    );
}

#[test]
fn clean_with_annotations() {
    check(
        "clean-with-annotations.jsonl",
        &expect![[r#"
        item b with 0 annotations
        line 1: contradictory_review in reviews.verdict"#]],
    );
}

#[test]
fn deep_nesting() {
    check(
        "deep-nesting.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 2: syntax"#]],
    );
}

#[test]
fn duplicate_id() {
    check(
        "duplicate-id.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item a with 0 annotations
        item b with 0 annotations"#]],
    );
}

#[test]
fn empty() {
    check("empty.jsonl", &expect!["error: No row of this file can be read. The first trouble: the file is empty."]);
}

#[test]
fn faithbench_truncated_batch() {
    check(
        "faithbench-truncated.json",
        &expect![
            "error: This is not a file of the format “faithbench”: EOF while parsing a string at line 1 column 42."
        ],
    );
}

#[test]
fn faithbench_batch() {
    check(
        "faithbench.json",
        &expect![[r#"
        item faithbench/0 with 1 annotations
        item faithbench/4 with 0 annotations
        line 1: quote_repaired in source_span
        line 1: quote_mismatch in summary_span
        line 1: span_outside_text in summary_span
        line 1: missing_field in summary_start
        line 2: missing_field in summary
        line 3: missing_field in source
        line 4: syntax in samples"#]],
    );
}

#[test]
fn invalid_utf8() {
    check(
        "invalid-utf8.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 2: invalid_utf8"#]],
    );
}

#[test]
fn invisible() {
    check(
        "invisible.jsonl",
        &expect![[r#"
        item a with 0 annotations
        line 1: invisible_characters in sample"#]],
    );
}

#[test]
fn lone_surrogate() {
    check(
        "lone-surrogate.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item d with 0 annotations
        line 2: syntax
        line 3: syntax"#]],
    );
}

#[test]
fn missing_cells_in_a_table() {
    check(
        "missing-cells.csv",
        &expect![[r#"
        item a with 0 annotations
        item e with 0 annotations
        line 3: missing_field in sample
        line 4: missing_field in id
        line 5: missing_field in sample
        line 6: bad_value in temperature"#]],
    );
}

#[test]
fn missing_field() {
    check(
        "missing-field.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item b with 0 annotations
        line 2: missing_field in id
        line 3: missing_field in sample
        line 4: missing_field in sample"#]],
    );
}

#[test]
fn no_reviewer() {
    check(
        "no-reviewer.jsonl",
        &expect![[r#"
        item b with 0 annotations
        line 1: missing_field in reviews.reviewer"#]],
    );
}

#[test]
fn no_sample_column_in_a_table() {
    check(
        "no-sample-column.csv",
        &expect![
            "error: This is not a file of the format “csv”: no column holds the sample; the columns are a, b. Map one, as in --map sample=COLUMN."
        ],
    );
}

#[test]
fn not_utf8_in_a_table() {
    check(
        "not-utf8.csv",
        &expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 3: invalid_utf8"#]],
    );
}

#[test]
fn nul_bytes_in_a_table() {
    check("nul-bytes.csv", &expect!["item a with 0 annotations"]);
}

#[test]
fn nul_bytes() {
    check(
        "nul-bytes.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item d with 0 annotations
        line 2: syntax
        line 3: syntax"#]],
    );
}

#[test]
fn offsets_outside() {
    check(
        "offsets-outside.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item b with 1 annotations
        line 2: span_outside_text in annotations
        line 2: span_outside_text in annotations"#]],
    );
}

#[test]
fn overlapping_segments() {
    check(
        "overlapping-segments.jsonl",
        &expect![[r#"
        item b with 0 annotations
        line 1: bad_span in annotations.segments"#]],
    );
}

#[test]
fn quote_mismatch() {
    check(
        "quote-mismatch.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: quote_mismatch in annotations
        line 1: quote_repaired in annotations"#]],
    );
}

#[test]
fn same_id_in_an_annotation() {
    check(
        "same-id-in-an-annotation.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: duplicate_id in annotations.id"#]],
    );
}

#[test]
fn truncated() {
    check(
        "truncated.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item b with 0 annotations
        line 3: syntax"#]],
    );
}

#[test]
fn unclosed_quote_in_a_table() {
    check(
        "unclosed-quote.csv",
        &expect![[r#"
        item a with 0 annotations
        line 3: syntax"#]],
    );
}

#[test]
fn unknown_label() {
    check(
        "unknown-label.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: unknown_value in severity
        line 1: unknown_value in reviews.verdict"#]],
    );
}

#[test]
fn unknown_source() {
    check(
        "unknown-source.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: unknown_source in annotations.evidence"#]],
    );
}

#[test]
fn wrong_types() {
    check(
        "wrong-types.jsonl",
        &expect![[r#"
        item a with 0 annotations
        item g with 0 annotations
        line 2: bad_value in id
        line 3: syntax
        line 4: syntax
        line 5: unknown_value in kind
        line 6: syntax
        line 7: syntax
        line 8: syntax"#]],
    );
}

#[test]
fn zero_length_span() {
    check(
        "zero-length-span.jsonl",
        &expect![[r#"
        item b with 1 annotations
        line 1: zero_length_span in annotations"#]],
    );
}
