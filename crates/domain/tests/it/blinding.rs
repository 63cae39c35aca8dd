//! What a reviewer in blind mode gets has no place for what could betray the generator.

use serde_json::{Map, json};
use touchstone_domain::blinding::BlindItem;
use touchstone_domain::id::ItemId;
use touchstone_domain::item::Item;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::text::Text;

fn item() -> Item {
    let generator = Generator {
        model: Some("PLANTED-model".to_owned()),
        prompt: Some("PLANTED-prompt".to_owned()),
        temperature: Some(0.25),
        batch: Some("PLANTED-batch".to_owned()),
        scores: [("PLANTED-score".to_owned(), 0.75)].into(),
    };
    let source = Source {
        text: Text::new("the source").unwrap(),
        external_id: Some("PLANTED-source".to_owned()),
        title: Some("A title".to_owned()),
        licence: Some("CC0-1.0".to_owned()),
        origin: Some("PLANTED-origin".to_owned()),
        language: Some("en".to_owned()),
        kind: Kind::Prose,
        structure: Vec::new(),
    };
    let metadata: Map<_, _> = [("PLANTED-field".to_owned(), json!("PLANTED-value"))].into_iter().collect();
    let text = Text::new("the sample").unwrap();
    let sample = Sample { text, kind: Kind::Prose, language: Some("en".to_owned()), structure: Vec::new(), generator };
    Item {
        id: ItemId::from_bytes([7; 16]),
        external_id: "PLANTED|external".to_owned(),
        sample,
        sources: vec![source],
        metadata,
    }
}

#[test]
fn nothing_planted_comes_through() {
    let item = item();
    let shown = format!("{:?}", BlindItem::from(&item));
    assert!(!shown.contains("PLANTED"), "{shown}");
    assert!(!shown.contains("0.25") && !shown.contains("0.75"), "{shown}");
    assert!(format!("{item:?}").contains("PLANTED"));
}

#[test]
fn what_is_needed_to_review_comes_through() {
    let item = item();
    let blind = BlindItem::from(&item);
    assert_eq!((blind.id, blind.sample.as_str()), (item.id, "the sample"));
    assert_eq!(blind.sources[0].text, item.sources[0].text);
    assert_eq!(blind.sources[0].title.as_deref(), Some("A title"));
    assert_eq!(blind.sources[0].licence.as_deref(), Some("CC0-1.0"));
}

#[test]
fn kinds_are_named_the_same_out_and_in() {
    for kind in [Kind::Prose, Kind::ProblemSet, Kind::Conversation, Kind::Json] {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert_eq!(Kind::parse("essay"), None);
}
