//! What makes a label schema unusable.

use touchstone_domain::label::{LabelSchema, SchemaError};
use touchstone_domain::preset::default_schema;

fn error(change: impl FnOnce(&mut LabelSchema)) -> String {
    let mut schema = default_schema();
    change(&mut schema);
    schema.check().unwrap_err().to_string()
}

#[test]
fn every_fault_is_named() {
    assert_eq!(
        error(|schema| schema.labels[1].id = "contradiction".into()),
        r#"the name "contradiction" is used twice among the labels"#
    );
    assert_eq!(
        error(|schema| schema.severities[1].id = "minor".into()),
        r#"the name "minor" is used twice among the severities"#
    );
    assert_eq!(
        error(|schema| schema.labels[0].key = Some('C')),
        r#"the key 'c' is given to both "Contradiction" and "Clean""#
    );
    assert_eq!(
        error(|schema| schema.labels[0].parent = Some("nowhere".into())),
        r#"the label "contradiction" refines "nowhere", which is not in the schema"#
    );
    assert_eq!(
        error(|schema| schema.labels[0].id = "two words".into()),
        r#""two words" cannot name one of the labels: a name has no white space and is not empty"#
    );
    assert_eq!(error(|schema| schema.labels.clear()), "the schema needs at least one of: a label");
    assert_eq!(
        error(|schema| drop(schema.verdicts.remove(0))),
        "the schema needs at least one of: a verdict that means clean"
    );
    assert_eq!(
        error(|schema| drop(schema.verdicts.remove(1))),
        "the schema needs at least one of: a verdict that means hallucinated"
    );
}

#[test]
fn unsure_is_not_needed_and_severities_neither() {
    let mut schema = default_schema();
    schema.verdicts.pop();
    schema.severities.clear();
    assert_eq!(schema.check(), Ok(()));
    assert!(matches!(
        {
            schema.labels[0].id = "".into();
            schema.check()
        },
        Err(SchemaError::BadId { of: "labels", .. })
    ));
}

#[test]
fn the_smallest_schema_file_is_enough() {
    let schema: LabelSchema = serde_json::from_str(
        r#"{"version":1,"name":"own","severities":[],
            "labels":[{"id":"wrong","name":"Wrong","colour":1}],
            "verdicts":[{"id":"ok","name":"Fine","meaning":"clean"},{"id":"bad","name":"Bad","meaning":"hallucinated"}]}"#,
    )
    .unwrap();
    assert_eq!(schema.check(), Ok(()));
}
