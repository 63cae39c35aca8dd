//! The formats of two papers: `XSum`'s table, with its offsets from 1 and its repairs, and Mu-SHROOM's soft labels.

use crate::story::{Told, exported, fixture, items, read, reading, writing, written};
use expect_test::expect;
use std::collections::BTreeSet;
use std::sync::Arc;
use touchstone_formats::{Format, ReadOptions, What, sources, xsum};

fn told(told: &Told) -> String {
    let mut lines = Vec::new();
    for item in &told.items {
        for review in &item.reviews {
            let annotations = review.annotations.iter().map(|annotation| {
                let segment = &annotation.segments[0];
                format!("{} “{}” {}", segment.span, segment.quote, annotation.labels.join("+"))
            });
            let name = review.reviewer.name.as_deref().unwrap();
            lines.push(format!("{} {name}: {}", item.external_id, annotations.collect::<Vec<_>>().join(", ")));
        }
    }
    lines.extend(told.issues.iter().map(|issue| format!("line {}: {:?}", issue.line, issue.code)));
    lines.extend(told.outcome.as_ref().unwrap().remarks.iter().cloned());
    lines.join("\n")
}

#[test]
fn a_table_of_xsum_is_repaired_where_it_can_be() {
    let bytes = std::fs::read(fixture("xsum/table.csv")).unwrap();
    let told_of = read(&bytes, &reading(Format::Xsum, "table.csv"));
    expect![[r#"
        101|TConvS2S wid_0: 4..14 “town's old” intrinsic, 33..37 “1904” extrinsic
        101|TConvS2S wid_1: 
        101|TConvS2S wid_2: 0..22 “the town's old harbour” extrinsic
        102|BERTS2S wid_0: 10..26 “ferry, 40 metres” extrinsic
        103|Gold wid_0: 0..4 “it's” extrinsic
        103|Gold wid_1: 7..12 “plain” extrinsic
        line 13: DuplicateId
        line 14: BadValue
        line 15: MissingField
        line 4: DuplicateAnnotation
        line 8: QuoteRepaired
        line 9: DuplicateAnnotation
        line 11: QuoteRepaired
        line 12: DuplicateAnnotation
        3 items come without a source: XSum publishes its articles elsewhere. A file of them, given when importing, is joined by bbcid, now or later.
        1 review has both spans and a row that says NULL; the spans were taken."#]]
    .assert_eq(&told(&told_of));
    assert_eq!(told_of.items[0].sample.text.as_str(), "the town's old harbour opened in 1904 and closed in 1961 🚢.");
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let text = std::fs::read_to_string(fixture("xsum/sound.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let before = read(text.as_bytes(), &reading(Format::Xsum, "sound.csv"));
    lines[1..].reverse();
    let mut after = read(lines.join("\r\n").as_bytes(), &reading(Format::Xsum, "sound.csv"));
    after.items.reverse();
    assert_eq!(before.items.len(), after.items.len());
    for (one, two) in before.items.iter().zip(&after.items) {
        assert_eq!((&one.external_id, &one.reviews), (&two.external_id, &two.reviews));
    }
}

#[test]
fn xsum_comes_back_row_by_row() {
    let table = std::fs::read_to_string(fixture("xsum/sound.csv")).unwrap();
    let again = written(Format::Xsum, &exported(&items(Format::Xsum, "xsum/sound.csv")), &writing(What::Annotations));
    let rows = |text: &str| text.split("\r\n").map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(rows(&again), rows(&table));
}

#[test]
fn sources_are_joined_by_their_name() {
    let table = std::fs::read(fixture("xsum/table.csv")).unwrap();
    let wanted = xsum::wanted_sources(&table[..]).unwrap();
    assert!(wanted.contains("101") && wanted.contains("103"));
    for (name, item, text, lines) in [
        ("sources.jsonl", 0, "The harbour of the town opened in 1904.", &[3_u64, 4][..]),
        ("sources.csv", 1, "A ferry, 38 metres long.", &[3]),
    ] {
        let bytes = std::fs::read(fixture("xsum").join(name)).unwrap();
        let mut issues = Vec::new();
        let found = sources::read(&bytes[..], name, &wanted, &mut issues).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(issues.iter().map(|issue| issue.line).collect::<Vec<_>>(), lines);
        let options = ReadOptions { sources: Some(Arc::new(found)), ..reading(Format::Xsum, "table.csv") };
        let told = read(&table, &options);
        assert_eq!(told.items[item].sources[0].text.as_str(), text);
        assert!(told.outcome.unwrap().remarks[0].starts_with("2 of 3 items have no source"));
    }
}

#[test]
fn a_file_of_sources_without_names_is_refused() {
    let mut issues = Vec::new();
    let refused = sources::read(&b"a,b\n1,2\n"[..], "s.csv", &BTreeSet::new(), &mut issues).unwrap_err();
    assert!(refused.to_string().contains("its columns are a, b"), "{refused}");
}

#[test]
fn soft_and_hard_labels_follow_from_the_annotators() {
    for what in [What::Annotations, What::Gold] {
        let records = exported(&items(Format::Mushroom, "mushroom/extra.jsonl"));
        let out = written(Format::Mushroom, &records, &writing(what));
        let file = std::fs::read_to_string(fixture("mushroom/extra.jsonl")).unwrap();
        for (ours, theirs) in out.lines().zip(file.lines()) {
            let ours: serde_json::Value = serde_json::from_str(ours).unwrap();
            let theirs: serde_json::Value = serde_json::from_str(theirs).unwrap();
            for (name, value) in theirs.as_object().unwrap() {
                match (name.as_str(), what) {
                    // Overlapping spans of one annotator count once, and come back in the order of the text.
                    ("annotations", What::Annotations) => {
                        let mut value = value.clone();
                        for spans in value.as_object_mut().unwrap().values_mut() {
                            spans.as_array_mut().unwrap().sort_by_key(|span| (span[0].as_u64(), span[1].as_u64()));
                        }
                        assert_eq!(ours[name], value);
                    }
                    ("annotations", _) => assert!(ours.get(name).is_none()),
                    _ => assert_eq!(&ours[name], value, "{name}"),
                }
            }
        }
    }
}

#[test]
fn labels_that_nobody_signed_come_back_as_they_were() {
    let records = exported(&items(Format::Mushroom, "mushroom/plain.jsonl"));
    assert!(records.iter().all(|record| record.reviews.is_empty()));
    let out = written(Format::Mushroom, &records, &writing(What::Gold));
    let file = std::fs::read_to_string(fixture("mushroom/plain.jsonl")).unwrap();
    for (ours, theirs) in out.lines().zip(file.lines()) {
        let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        assert_eq!(value(ours), value(theirs));
    }
}

#[test]
fn answers_with_trouble_tell_it() {
    let bytes = std::fs::read(fixture("malformed/mushroom.jsonl")).unwrap();
    expect![[r#"
        val-zh-2 annotator_a: 
        val-zh-2 annotator_b: 
        y a: 0..5 “short” 
        line 2: Syntax
        line 3: MissingField
        line 4: MissingField
        line 5: SpanOutsideText
        line 5: ZeroLengthSpan
        line 5: BadValue
        line 5: BadValue
        line 6: BadValue"#]]
    .assert_eq(&told(&read(&bytes, &reading(Format::Mushroom, "mushroom.jsonl"))));
}
