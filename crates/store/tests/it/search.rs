//! Full-text search over every script, and what a person may type.

use crate::story::{Story, item, item_id};
use touchstone_domain::event::EventKind;
use touchstone_store::{ItemFilter, ItemSort, ItemTerm, ItemTest, SortKey, Where};

fn library() -> Story {
    let mut story = Story::new();
    story.insert(&[
        item("de", "Die Straße nach Köln war gesperrt.", &["Der Läufer übte täglich"]),
        item("ar", "هذا كِتَابٌ جديد عن التاريخ", &["المصدر الأول"]),
        item("zh", "他在北京大學學習日本語。", &["東京は日本の首都です"]),
        item("th", "กรุงเทพมหานครเป็นเมืองหลวง", &[]),
        item("nfd", "Un cafe\u{301} noir a\u{300} Orle\u{301}ans", &[]),
        item("hi", "यह एक किताब है", &[]),
        item("emoji", "Great 👩‍👩‍👧 family 𠀋𠀌 day", &[]),
        item("batch_5/12", "James Milner has retired from international football", &["He retired from football"]),
        item("ru", "Съешь ещё этих мягких французских булок", &["Ёлка"]),
    ]);
    story
}

fn found(story: &Story, words: &str) -> Vec<String> {
    let filter = ItemFilter::from(ItemTest::Words(Where::Everywhere, words.to_owned()));
    let rows = story.file.read().items_page(&filter, ItemSort::default(), 0, 50).unwrap();
    rows.into_iter().map(|row| row.external_id).collect()
}

#[test]
fn words_are_found_in_every_script() {
    let story = library();
    for (words, expected) in [
        ("strasse", "de"),
        ("STRASSE koln", "de"),
        ("taglich", "de"),
        ("كتاب", "ar"),
        ("التاريخ", "ar"),
        ("大學", "zh"),
        ("北京大學", "zh"),
        ("東京", "zh"),
        ("語", "zh"),
        ("大", "zh"),
        ("เมืองหลวง", "th"),
        ("café", "nfd"),
        ("orleans", "nfd"),
        ("किताब", "hi"),
        ("𠀋𠀌", "emoji"),
        ("batch_5/12", "batch_5/12"),
        ("mil", "batch_5/12"),
        ("\"retired from international\"", "batch_5/12"),
        ("еще", "ru"),
        ("елка", "ru"),
    ] {
        assert_eq!(found(&story, words), [expected], "{words}");
    }
    for words in ["京大阪", "\"from retired\"", "कताब", "retir ed", "大日"] {
        assert_eq!(found(&story, words), [""; 0], "{words}");
    }
}

#[test]
fn no_typing_is_an_error() {
    let story = library();
    for words in [
        "\"",
        "*",
        "a\"b",
        "NEAR(a b)",
        "sample: x",
        "-",
        "^a",
        "{a}",
        "''; DROP",
        "\\",
        "a AND",
        "\u{0}",
        "((((",
        "日*",
    ] {
        found(&story, words);
    }
    assert_eq!(found(&story, " \" ").len(), 9, "without a word nothing is asked for");
}

#[test]
fn remarks_are_found_as_they_stand() {
    let mut story = library();
    story.reviewer("Ada");
    let mut remark = |from: Option<&str>, to: Option<&str>| {
        let kind = EventKind::RemarkChanged { from: from.map(str::to_owned), to: to.map(str::to_owned) };
        story.act("de", "Ada", kind);
        (found(&story, "doubtful"), found(&story, "certain"), found(&story, "retired"))
    };
    let (doubtful, certain, _) = remark(None, Some("Doubtful, retired?"));
    assert_eq!((doubtful.len(), certain.len()), (1, 0));
    let (doubtful, certain, retired) = remark(Some("Doubtful, retired?"), Some("certain retired"));
    assert_eq!((doubtful.len(), certain.len()), (0, 1));
    assert_eq!(retired, ["de", "batch_5/12"], "merged in file order");
    let (doubtful, certain, _) = remark(Some("certain retired"), None);
    assert_eq!((doubtful.len(), certain.len()), (0, 0));
}

#[test]
fn a_search_can_be_sorted_and_filtered() {
    let story = library();
    let in_language = |tag: &str| {
        let words = ItemTest::Words(Where::Everywhere, "a".to_owned());
        ItemFilter::from(words).and(ItemTest::Language(vec![tag.to_owned()]))
    };
    let listed = |key, reversed| {
        let filter = in_language("en");
        let rows = story.file.read().items_page(&filter, ItemSort { key, reversed }, 0, 50).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    // Every source has the title 'A title'.
    let all = ["de", "ar", "zh", "nfd", "batch_5/12", "ru"].map(item_id);
    assert_eq!(listed(SortKey::FileOrder, false), all);
    assert_eq!(listed(SortKey::FileOrder, true), all.iter().rev().copied().collect::<Vec<_>>());
    let by_length = ["zh", "nfd", "ar", "de", "ru", "batch_5/12"].map(item_id);
    assert_eq!(listed(SortKey::Length, false), by_length);
    let none = in_language("xx");
    assert_eq!(story.file.read().items_page(&none, ItemSort::default(), 0, 50).unwrap(), []);
}

#[test]
fn words_are_looked_for_where_they_are_asked_for() {
    let mut story = library();
    story.reviewer("Ada");
    let remark = EventKind::RemarkChanged { from: None, to: Some("football, not retired".to_owned()) };
    story.act("de", "Ada", remark);
    let found = |tests: Vec<(bool, Where, &str)>| {
        let terms = tests
            .into_iter()
            .map(|(not, place, words)| ItemTerm { not, test: ItemTest::Words(place, words.to_owned()) });
        let filter = ItemFilter { terms: terms.collect() };
        let rows = story.file.read().items_page(&filter, ItemSort::default(), 0, 50).unwrap();
        rows.into_iter().map(|row| row.external_id).collect::<Vec<_>>()
    };
    assert_eq!(found(vec![(false, Where::Everywhere, "football ")]), ["de", "batch_5/12"]);
    assert_eq!(found(vec![(false, Where::Sample, "international")]), ["batch_5/12"]);
    assert_eq!(found(vec![(false, Where::Sources, "international")]), [""; 0]);
    assert_eq!(found(vec![(false, Where::Sources, "he ")]), ["batch_5/12"]);
    assert_eq!(found(vec![(false, Where::Notes, "football")]), ["de"]);
    assert_eq!(found(vec![(false, Where::Notes, "\"not retired\"")]), ["de"]);
    assert_eq!(found(vec![(false, Where::Everywhere, "football "), (true, Where::Notes, "retired")]), ["batch_5/12"]);
    assert_eq!(found(vec![(false, Where::Sample, "milner"), (false, Where::Sources, "retired")]), ["batch_5/12"]);
    assert_eq!(found(vec![(false, Where::Sample, "milner"), (true, Where::Sources, "retired")]), [""; 0]);
    assert_eq!(found(vec![(true, Where::Everywhere, "football ")]).len(), 7);
    assert_eq!(found(vec![(true, Where::Notes, " \" ")]).len(), 9, "without a word nothing is asked for");
}
