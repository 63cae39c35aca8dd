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

/// A test of its own for each file, so that each fails under its own name.
macro_rules! malformed {
    ($($name:ident $file:literal $told:expr;)*) => {
        $(#[test]
        fn $name() {
            check($file, &$told);
        })*
    };
}

malformed! {
    backwards_span "backwards-span.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: bad_span in annotations"#]];
    byte_order_mark_in_a_table "byte-order-mark.csv" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]];
    byte_order_mark "byte-order-mark.jsonl" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]];
    carriage_returns "carriage-returns.jsonl" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations"#]];
    clean_with_annotations "clean-with-annotations.jsonl" expect![[r#"
        item b with 0 annotations
        line 1: contradictory_review in reviews.verdict"#]];
    deep_nesting "deep-nesting.jsonl" expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 2: syntax"#]];
    duplicate_id "duplicate-id.jsonl" expect![[r#"
        item a with 0 annotations
        item a with 0 annotations
        item b with 0 annotations"#]];
    empty "empty.jsonl" expect!["error: No row of this file can be read. The first trouble: the file is empty."];
    faithbench_truncated_batch "faithbench-truncated.json" expect![
            "error: This is not a file of the format “faithbench”: EOF while parsing a string at line 1 column 42."
        ];
    faithbench_batch "faithbench.json" expect![[r#"
        item faithbench/0 with 1 annotations
        item faithbench/4 with 0 annotations
        line 1: quote_repaired in source_span
        line 1: quote_mismatch in summary_span
        line 1: span_outside_text in summary_span
        line 1: missing_field in summary_start
        line 2: missing_field in summary
        line 3: missing_field in source
        line 4: syntax in samples"#]];
    invalid_utf8 "invalid-utf8.jsonl" expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 2: invalid_utf8"#]];
    invisible "invisible.jsonl" expect![[r#"
        item a with 0 annotations
        line 1: invisible_characters in sample"#]];
    lone_surrogate "lone-surrogate.jsonl" expect![[r#"
        item a with 0 annotations
        item d with 0 annotations
        line 2: syntax
        line 3: syntax"#]];
    missing_cells_in_a_table "missing-cells.csv" expect![[r#"
        item a with 0 annotations
        item e with 0 annotations
        line 3: missing_field in sample
        line 4: missing_field in id
        line 5: syntax
        line 6: bad_value in temperature"#]];
    missing_field "missing-field.jsonl" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations
        line 2: missing_field in id
        line 3: missing_field in sample
        line 4: missing_field in sample"#]];
    no_reviewer "no-reviewer.jsonl" expect![[r#"
        item b with 0 annotations
        line 1: missing_field in reviews.reviewer"#]];
    no_sample_column_in_a_table "no-sample-column.csv" expect![
            "error: No column of this table is known to hold the sample; the columns are a, b."
        ];
    not_utf8_in_a_table "not-utf8.csv" expect![[r#"
        item a with 0 annotations
        item c with 0 annotations
        line 3: invalid_utf8"#]];
    nul_bytes_in_a_table "nul-bytes.csv" expect!["item a with 0 annotations"];
    nul_bytes "nul-bytes.jsonl" expect![[r#"
        item a with 0 annotations
        item d with 0 annotations
        line 2: syntax
        line 3: syntax"#]];
    offsets_outside "offsets-outside.jsonl" expect![[r#"
        item a with 0 annotations
        item b with 1 annotations
        line 2: span_outside_text in annotations
        line 2: span_outside_text in annotations"#]];
    overlapping_segments "overlapping-segments.jsonl" expect![[r#"
        item b with 0 annotations
        line 1: bad_span in annotations.segments"#]];
    quote_mismatch "quote-mismatch.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: quote_mismatch in annotations
        line 1: quote_repaired in annotations"#]];
    same_id_in_an_annotation "same-id-in-an-annotation.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: duplicate_id in annotations.id"#]];
    truncated "truncated.jsonl" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations
        line 3: syntax"#]];
    unclosed_quote_in_a_table "unclosed-quote.csv" expect![[r#"
        item a with 0 annotations
        line 3: syntax"#]];
    unclosed_quote_in_the_last_cell "unclosed-quote-in-the-last-cell.csv" expect![[r#"
        item a with 0 annotations
        line 3: syntax"#]];
    uneven_rows "uneven-rows.csv" expect![[r#"
        item a with 0 annotations
        item b with 0 annotations
        item e with 0 annotations
        line 4: syntax
        line 5: syntax"#]];
    unknown_label "unknown-label.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: unknown_value in severity
        line 1: unknown_value in reviews.verdict"#]];
    unknown_source "unknown-source.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: unknown_source in annotations.evidence"#]];
    wrong_types "wrong-types.jsonl" expect![[r#"
        item a with 0 annotations
        item g with 0 annotations
        line 2: bad_value in id
        line 3: syntax
        line 4: syntax
        line 5: unknown_value in kind
        line 6: syntax
        line 7: syntax
        line 8: syntax"#]];
    zero_length_span "zero-length-span.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: zero_length_span in annotations"#]];
}
