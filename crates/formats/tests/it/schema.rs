//! The published schema of Touchstone JSONL holds for what is read and written, and refuses what is not read.

use crate::hub::rich;
use crate::story::{fixture, read, reading, run, writing, written};
use jsonschema::Validator;
use serde_json::Value;
use touchstone_formats::{Format, What, WriteOptions};

fn schema() -> Validator {
    let path = fixture("../docs/formats/touchstone-jsonl.schema.json");
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn check(schema: &Validator, name: &str, text: &str) {
    for (index, line) in text.lines().enumerate() {
        let value: Value = serde_json::from_str(line).unwrap();
        let errors: Vec<String> =
            schema.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert_eq!(errors, [""; 0], "{name}, line {}", index + 1);
    }
}

#[test]
fn what_is_read_has_the_form() {
    let schema = schema();
    for name in ["jsonl/rich.jsonl", "example.jsonl", "jsonl/rich.read.jsonl", "xsum/sound.read.jsonl"] {
        check(&schema, name, &std::fs::read_to_string(fixture(name)).unwrap());
    }
}

#[test]
fn what_is_written_has_the_form() {
    let schema = schema();
    for what in [What::Gold, What::Consensus, What::Annotations, What::Items] {
        let options = WriteOptions { run: Some(run(4)), ..writing(what) };
        check(&schema, what.name(), &written(Format::Jsonl, &rich(), &options));
        let without_run = written(Format::Jsonl, &rich(), &WriteOptions { notes: false, ..writing(what) });
        check(&schema, what.name(), &without_run);
    }
}

#[test]
fn lines_that_are_not_read_do_not_have_it() {
    let schema = schema();
    for line in [
        r#"{"sample":{"text":"no id"}}"#,
        r#"{"id":"a"}"#,
        r#"{"id":"","sample":{"text":"x"}}"#,
        r#"{"id":["a"],"sample":{"text":"x"}}"#,
        r#"{"id":"a","sample":"text only"}"#,
        r#"{"id":"a","sample":{"kind":"prose"}}"#,
        r#"{"id":"a","sample":{"text":null}}"#,
        r#"{"id":"a","sample":{"text":"x","kind":"poem"}}"#,
        r#"{"id":"a","sample":{"text":"x"},"sources":{"text":"y"}}"#,
        r#"{"id":"a","sample":{"text":"x"},"reviews":[{"reviewer":"A","annotations":[{"start":"0","end":1}]}]}"#,
    ] {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(!schema.is_valid(&value), "{line}");
        let told = read(line.as_bytes(), &reading(Format::Jsonl, "file"));
        assert!(told.outcome.is_err() && !told.issues.is_empty(), "{line}");
    }
    // Parts that are left out, while the rest of the row goes in.
    for line in [
        r#"{"id":"a","sample":{"text":"x"},"reviews":[{"verdict":"clean"}]}"#,
        r#"{"id":"a","sample":{"text":"x"},"reviews":[{"reviewer":"A","annotations":[{"label":"other"}]}]}"#,
        r#"{"id":"a","sample":{"text":"x"},"reviews":[{"reviewer":"A","annotations":[{"start":-1,"end":1}]}]}"#,
        r#"{"id":"a","sample":{"text":"x"},"reviews":[{"reviewer":"A","state":"later"}]}"#,
    ] {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(!schema.is_valid(&value), "{line}");
        let told = read(line.as_bytes(), &reading(Format::Jsonl, "file"));
        assert!(told.outcome.is_ok() && !told.issues.is_empty(), "{line}");
    }
}
