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
        line 2: syntax in own"#]];
    duplicate_id "duplicate-id.jsonl" expect![[r#"
        item a with 0 annotations
        item a with 0 annotations
        item b with 0 annotations"#]];
    empty "empty.jsonl" expect!["error: No row of this file can be read. The first trouble: the file is empty."];
    faithbench_truncated_batch "faithbench-truncated.json" expect![
            "error: This is not a file of the format “faithbench”: it ends before its JSON is complete, at line 1, column 42."
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
        line 2: syntax in sample.text
        line 3: syntax in sample.text"#]];
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
        line 3: syntax in sample
        line 4: syntax in sources
        line 5: unknown_value in kind
        line 6: syntax
        line 7: syntax
        line 8: syntax in reviews[0].annotations[0].start"#]];
    zero_length_span "zero-length-span.jsonl" expect![[r#"
        item b with 1 annotations
        line 1: zero_length_span in annotations"#]];
}

/// The sentences of all issues, a line each, and the error.
fn sentences(bytes: &[u8], name: &str) -> String {
    let told = read(bytes, &reading(Format::Jsonl, name));
    let mut lines: Vec<String> =
        told.issues.iter().map(|issue| format!("{}: {}\n", issue.line, issue.message)).collect();
    if let Err(error) = told.outcome {
        lines.push(format!("error: {error} {}\n", error.cure()));
    }
    lines.concat()
}

#[test]
fn a_person_is_told_in_their_own_words() {
    let bytes = std::fs::read(fixture("malformed/plain-words.jsonl")).unwrap();
    let told = sentences(&bytes, "plain-words.jsonl");
    for word in ["struct", "i64", "enum", "EOF", "Raw", "borrowed", "sequence"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
    expect![[r#"
        2: The id is empty; the row was left out. Give every item an id of its own.
        3: The sample is empty, so that there is nothing to review; the row was left out. Give it a text.
        4: The sample is empty, so that there is nothing to review; the row was left out. Give it a text.
        5: “sample” is the number 5, where an object with “text” belongs; the row was left out. docs/formats/jsonl.md shows the form.
        6: “reviews[0].reviewer” is not a name, or an object with a text as “id” or “name”; the row was left out. docs/formats/jsonl.md shows the form.
        7: “reviews[0].annotations[0].start” is the text “0”, where a whole number belongs; the row was left out. docs/formats/jsonl.md shows the form.
        8: “reviews[0].annotations[0].evidence” is not “none-exists”, or a list of objects with whole numbers as “start” and “end”; the row was left out. docs/formats/jsonl.md shows the form.
        9: “reviews[0].assistance” is “much”, where one of none, hints, unknown belongs; the row was left out. docs/formats/jsonl.md shows the form.
        10: This row is not JSON: expected `,` or `}` (at column 36); it was left out. Write the file with a JSON library.
        11: This row ends before its JSON is complete (at column 35); it was left out. An item stands in one line, whole.
        12: This row is a list [ … ], where an object { … } belongs; it was left out. docs/formats/jsonl.md shows the form.
    "#]]
    .assert_eq(&told);
}

#[test]
fn an_object_over_several_lines_is_one_error_that_says_how_to_join_it() {
    let pretty = "{\n  \"id\": \"a\",\n  \"sample\": { \"text\": \"x\" }\n}\n";
    expect![[r#"
        error: The objects of this file go over several lines each, and JSON lines have one item in each line. Write each object in one line, as `jq -c . FILE > NEW.jsonl` does, or put all of them into one list, [ … ].
    "#]].assert_eq(&sentences(pretty.as_bytes(), "pretty.jsonl"));
    // A first line that is cut, before one that is whole, is one bad row.
    let cut = "{\"id\": \"a\",\n{\"id\": \"b\", \"sample\": {\"text\": \"x\"}}\n";
    expect![[r#"
        1: This row ends before its JSON is complete (at column 11); it was left out. An item stands in one line, whole.
    "#]]
    .assert_eq(&sentences(cut.as_bytes(), "cut.jsonl"));
}

#[test]
fn a_bad_element_of_a_list_is_one_row_and_the_others_go_in() {
    let list = "[\n{\"id\":\"a\",\"sample\":{\"text\":\"x\"}},\n{\"id\":\"b\",\n \"sample\":{\"text\" \"x\"}},\n\
                {\"id\":\"c\",\"sample\":{\"text\":\"x\"}},,\n{\"id\":\"d\",\"sample\":{\"text\":\"x\"}}] {\"id\":\"e\"}";
    let told = read(list.as_bytes(), &reading(Format::Jsonl, "list.json"));
    let ids: Vec<_> = told.items.iter().map(|item| (item.line, item.external_id.as_str())).collect();
    assert_eq!(ids, [(1, "a"), (3, "c"), (5, "d")]);
    expect![[r#"
        2: This row is not JSON: expected `:` (at line 4 of the file, column 19); it was left out. Write the file with a JSON library.
        4: Between two commas, or between a comma and the end of the list, nothing stands. Take a comma out.
        5: More follows after the end of the list; it was left out. Put everything into one list.
    "#]]
    .assert_eq(&sentences(list.as_bytes(), "list.json"));
    let cut = read(&list.as_bytes()[..60], &reading(Format::Jsonl, "list.json"));
    assert_eq!((cut.items.len(), cut.issues.len()), (1, 1));
    assert!(cut.issues[0].message.contains("ends before its list does"));
    assert!(read(b"[]", &reading(Format::Jsonl, "list.json")).outcome.is_err());
}

#[test]
fn a_list_in_one_line_may_be_longer_than_any_row() {
    let text = "x".repeat(9 << 20);
    let elements: Vec<String> =
        (0..5).map(|number| format!(r#"{{"id":"{number}","sample":{{"text":"{text}"}}}}"#)).collect();
    let told = read(format!("[{}]", elements.join(",")).as_bytes(), &reading(Format::Jsonl, "list.json"));
    assert_eq!((told.items.len(), told.issues), (5, vec![]));
}

#[test]
fn an_empty_sample_is_refused_in_every_format() {
    for (format, name, bytes) in [
        (Format::Csv, "a.csv", "id,sample,source\na,,x\nb,y,x\n"),
        (Format::Tsv, "a.tsv", "id\tsample\tsource\na\t\tx\nb\ty\tx\n"),
        (
            Format::Jsonl,
            "a.jsonl",
            "{\"id\":\"a\",\"sample\":{\"text\":\"\"}}\n{\"id\":\"b\",\"sample\":{\"text\":\"y\"}}\n",
        ),
        (
            Format::Jsonl,
            "a.json",
            "[{\"id\":\"a\",\"sample\":{\"text\":\"\"}},{\"id\":\"b\",\"sample\":{\"text\":\"y\"}}]",
        ),
        (
            Format::Mushroom,
            "m.jsonl",
            "{\"id\":\"a\",\"model_output_text\":\"\"}\n{\"id\":\"b\",\"model_output_text\":\"y\"}\n",
        ),
        (
            Format::Faithbench,
            "f.json",
            "{\"samples\":[{\"sample_id\":1,\"source\":\"x\",\"summary\":\"\",\"annotations\":[]},\
              {\"sample_id\":2,\"source\":\"x\",\"summary\":\"y\",\"annotations\":[]}]}",
        ),
        (
            Format::Xsum,
            "x.csv",
            "bbcid,system,summary,hallucination_type,hallucinated_span,hallucinated_span_start,hallucinated_span_end,worker_id\n\
             1,s,,NULL,,-1,-1,w\n2,s,y,NULL,,-1,-1,w\n",
        ),
    ] {
        let told = read(bytes.as_bytes(), &reading(format, name));
        let codes: Vec<_> = told.issues.iter().map(|issue| issue.code).collect();
        assert_eq!(
            (told.items.len(), codes),
            (1, vec![touchstone_domain::exchange::IssueCode::MissingField]),
            "{name}"
        );
    }
}
