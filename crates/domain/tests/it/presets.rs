//! The label schemas that come with the program.

use expect_test::expect;
use touchstone_domain::label::{EvidenceDemand, LabelId, VerdictMeaning};
use touchstone_domain::preset::{NAMES, default_schema, extend, find};

#[test]
fn every_preset_can_be_used() {
    for name in NAMES {
        let schema = find(name).unwrap();
        assert_eq!(schema.check(), Ok(()), "{name}");
        assert_eq!((schema.name.as_str(), schema.version), (name, 1));
        for label in &schema.labels {
            assert!(!label.definition.is_empty(), "{name}: {} has a definition", label.id);
            assert!(label.colour >= 1, "{name}: {} has a colour", label.id);
        }
        let verdicts: Vec<_> = schema.verdicts.iter().map(|verdict| verdict.id.as_str()).collect();
        assert_eq!(verdicts, ["clean", "hallucinated", "unsure"]);
        let json = serde_json::to_string(&schema).unwrap();
        assert_eq!(serde_json::from_str::<touchstone_domain::label::LabelSchema>(&json).unwrap(), schema);
    }
    assert_eq!(find(NAMES[0]).unwrap(), default_schema());
    assert_eq!(find("Faithfulness"), None);
}

/// Names in files and on the command line: a contract.
#[test]
fn the_names_of_the_presets_stay() {
    let told = NAMES.map(|name| {
        let schema = find(name).unwrap();
        let labels: Vec<_> = schema.labels.iter().map(|label| label.id.as_str()).collect();
        let severities: Vec<_> = schema.severities.iter().map(|severity| severity.id.as_str()).collect();
        format!("{name}: {}. Severities: {}.\n", labels.join(" "), severities.join(" < "))
    });
    expect![[r"
        faithfulness: contradiction unsupported fabricated-reference reasoning-error other. Severities: minor < major < critical.
        ragtruth: evident-conflict subtle-conflict evident-baseless subtle-baseless. Severities: .
        faithbench: Benign Questionable Unwanted Unwanted.Intrinsic Unwanted.Extrinsic unlabelled. Severities: .
        intrinsic-extrinsic: intrinsic extrinsic. Severities: .
        lettucedetect: contradiction contradiction.numerical contradiction.temporal contradiction.entity contradiction.relational contradiction.value unsupported-addition unsupported-addition.claim unsupported-addition.elaboration unsupported-addition.subjective unsupported-addition.behavior fabricated-reference fabricated-reference.entity fabricated-reference.section fabricated-reference.identifier fabricated-reference.attribute. Severities: minor < major < critical.
        mqm: accuracy accuracy.addition accuracy.omission accuracy.mistranslation accuracy.untranslated fluency terminology style. Severities: neutral < minor < major < critical.
    "]].assert_eq(&told.concat());
}

#[test]
fn the_default_demands_what_the_rules_say() {
    let schema = default_schema();
    let of = |id: &str| schema.label(&id.into()).unwrap();
    assert_eq!(of("contradiction").evidence, EvidenceDemand::Contradicting);
    assert_eq!(of("unsupported").evidence, EvidenceDemand::NoneExistsOrNearest);
    assert!(of("other").note);
    assert_eq!(schema.severity_rank(&"critical".into()), Some(2));
    assert_eq!(schema.meaning(&"unsure".into()), Some(VerdictMeaning::Unsure));
}

#[test]
fn labels_that_an_import_brings_are_added_with_their_parents() {
    let mut schema = default_schema();
    let wanted: Vec<LabelId> = ["Unwanted.Intrinsic", "contradiction", "made.up"].map(LabelId::from).into();
    let added = extend(&mut schema, &wanted);
    let added: Vec<_> = added.iter().map(LabelId::as_str).collect();
    assert_eq!(added, ["Unwanted", "Unwanted.Intrinsic", "made", "made.up"]);
    assert_eq!(schema.version, 2);
    assert_eq!(schema.check(), Ok(()));
    let of = |id: &str| schema.label(&id.into()).unwrap().clone();
    assert_eq!(of("Unwanted.Intrinsic").colour, of("Unwanted").colour, "a sub-label has its parent's colour");
    assert_ne!(of("Unwanted").colour, of("made").colour);
    assert_eq!(of("Unwanted").definition, "A hallucination that nobody wants.", "its preset describes it");

    let before = schema.clone();
    assert_eq!(extend(&mut schema, &wanted), []);
    assert_eq!(schema, before, "nothing new, no new version");
}

#[test]
fn what_an_import_brings_demands_nothing_of_finished_reviews() {
    let mut schema = find("faithbench").unwrap();
    extend(&mut schema, &["contradiction".into(), "unsupported".into()]);
    for id in ["contradiction", "unsupported"] {
        assert_eq!(schema.label(&id.into()).unwrap().evidence, EvidenceDemand::None);
    }
}

#[test]
fn odd_names_have_no_empty_parents() {
    let mut schema = default_schema();
    extend(&mut schema, &[".hidden".into(), "v1.".into(), "1".into()]);
    assert_eq!(schema.check(), Ok(()));
    assert_eq!(schema.label(&".hidden".into()).unwrap().parent, None);
}

#[test]
fn each_label_of_faithbench_looks_like_no_other() {
    let mut colours: Vec<u8> = find("faithbench").unwrap().labels.iter().map(|label| label.colour).collect();
    colours.sort_unstable();
    colours.dedup();
    assert_eq!(colours.len(), 6);
}
