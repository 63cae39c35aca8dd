//! The published schema of Touchstone JSONL holds for what is read and written, and refuses what is not read.

use crate::hub::rich;
use crate::story::{fixture, read, reading, run, writing, written};
use jsonschema::Validator;
use serde_json::Value;
use touchstone_domain::adjudication::cause::{Cause, Reason};
use touchstone_domain::adjudication::omission::OmissionRuling;
use touchstone_domain::adjudication::{Act, Heard};
use touchstone_domain::annotation::Omission;
use touchstone_domain::exchange::ExportedDecisions;
use touchstone_domain::gold::Origin;
use touchstone_domain::id::AnnotationId;
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
fn adjudicated_omissions_have_the_form_and_stand_beside_the_spans() {
    let schema = schema();
    let mut records = rich();
    let (origin, gold) = records[0].gold.clone().unwrap();
    assert_ne!(origin, Origin::Adjudicated);
    let source = &records[0].item.sources[0].text;
    let omission = Omission {
        id: AnnotationId::from_bytes([7; 16]),
        source: source.digest(),
        segment: source.segment(source.span(0, 4).unwrap()),
        severity: Some("minor".into()),
        note: Some("the point of it".to_owned()),
    };
    let reason = Reason { cause: Cause::GuidelineGap, words: None };
    let ruled = |act, gold: Vec<Omission>| OmissionRuling {
        act,
        heard: vec![Heard::of_omission(&omission)],
        replaces: Vec::new(),
        gold,
        reason: reason.clone(),
    };
    let spans = gold.spans.len();
    records[0].decided = Some(ExportedDecisions {
        rulings: Vec::new(),
        omission_rulings: vec![ruled(Act::Accepted, vec![omission.clone()]), ruled(Act::Rejected, Vec::new())],
        omissions: vec![omission.clone()],
        verdict: Some(("clean".into(), reason.clone())),
        settled_by: records[0].reviews[0].reviewer_id,
    });
    records[0].gold = Some((Origin::Adjudicated, gold));
    let options = WriteOptions { run: Some(run(4)), ..writing(What::Gold) };
    let text = written(Format::Jsonl, &records, &options);
    check(&schema, "gold with omissions", &text);
    let line: Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(line["gold"]["omissions"][0]["note"], "the point of it");
    assert_eq!(line["gold"]["spans"].as_array().unwrap().len(), spans);
    let mut wrong = line.clone();
    wrong["gold"]["decisions"][0]["heard"] = serde_json::json!([{}]);
    assert!(!schema.is_valid(&wrong), "what was heard has a name");
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
