//! Reviews, reviewers, runs, settings: what is put in comes out.

use crate::story::{Story, item, item_id, person};
use touchstone_domain::gold::{ConsensusRun, ConsensusSettings, ItemConsensus, OmissionConsensus};
use touchstone_domain::id::{AnnotationId, Digest, RunId};
use touchstone_domain::label::VerdictId;
use touchstone_domain::review::ReviewState;
use touchstone_domain::reviewer::{Reviewer, name_key};
use touchstone_domain::sample::{Generator, Kind, Part};
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::{FacetKind, StoreError, StoredItem, StoredRun};

#[test]
fn an_item_comes_back_as_it_was() {
    let mut story = Story::new();
    let mut whole = item("x|gpt", "e\u{301} 🙂\u{0} ends\r\n", &["Quelle\u{200b}", "第二", "Quelle\u{200b}"]);
    whole.sample.kind = Kind::Conversation;
    whole.sample.structure = vec![Part { span: whole.sample.text.span(0, 3).unwrap(), role: "user".to_owned() }];
    whole.sample.generator = Generator {
        model: Some("m".to_owned()),
        prompt: Some("p".to_owned()),
        temperature: Some(0.1),
        batch: Some("b7".to_owned()),
        scores: [("judge".to_owned(), 0.25)].into(),
    };
    whole.metadata.insert("odd".to_owned(), serde_json::json!({ "z": 1, "a": [null, 1.5] }));
    whole.sources[1].licence = Some("CC0-1.0".to_owned());
    story.insert(std::slice::from_ref(&whole));
    let read = story.file.read();
    assert_eq!(read.item(whole.id).unwrap().unwrap(), whole);
    assert_eq!(read.item_at(1).unwrap().unwrap(), whole);
    assert_eq!(read.item_id_by_external("x|gpt").unwrap(), Some(whole.id));
    let known = read.known_item("x|gpt").unwrap().unwrap();
    assert_eq!((known.sample, known.sources.len()), (whole.sample.text.digest(), 3));
    assert_eq!(read.counts().unwrap().sources, 2, "the same text is one source");
    assert_eq!(read.facets(FacetKind::Batch).unwrap()[0].value, "b7");
    assert_eq!(read.item(item_id("other")).unwrap(), None);
}

#[test]
fn a_text_can_be_sample_and_source() {
    let mut story = Story::new();
    let mut added = Vec::new();
    for whole in [item("a", "one", &["two"]), item("b", "two", &["one", "two"]), item("c", "one", &["three"])] {
        let inserted = story.file.transaction(|transaction| transaction.insert_item(&whole, None)).unwrap();
        added.push((inserted.ordinal, inserted.sample_added, inserted.sources_added));
    }
    assert_eq!(added, [(1, true, 1), (2, true, 1), (3, false, 1)]);
    let counts = story.file.read().counts().unwrap();
    assert_eq!((counts.samples, counts.sources), (2, 3));
}

#[test]
fn a_review_row_says_what_stands_and_what_counts() {
    let story = Story::reviewed();
    let read = story.file.read();
    let reopened = read.review_row(item_id("d"), person("Bo")).unwrap().unwrap();
    assert_eq!((reopened.state, reopened.annotations), (ReviewState::InProgress, 2));
    assert_eq!(reopened.submitted.map(|submitted| (submitted.annotations, submitted.found())), Some((1, true)));
    let counted = read.submitted_annotations(item_id("d"), person("Bo")).unwrap();
    assert_eq!(counted.len(), 1);
    assert_eq!(counted[0].quote(), "retired");
    let skipped = read.review_row(item_id("c"), person("Ada")).unwrap().unwrap();
    assert_eq!(skipped.state, ReviewState::Skipped("not my field".to_owned()));
    let of_item = read.review_rows_of_item(item_id("a")).unwrap();
    let mut verdicts: Vec<Option<VerdictId>> = of_item.into_iter().map(|row| row.verdict).collect();
    verdicts.sort();
    assert_eq!(verdicts, [Some(VerdictId::from("clean")), Some(VerdictId::from("hallucinated"))]);
    assert_eq!(read.submitted_count(item_id("a")).unwrap(), 2);
    assert_eq!(read.recent_items(person("Ada"), 2).unwrap(), [item_id("c"), item_id("b")]);
    assert_eq!(read.review_row(item_id("e"), person("Ada")).unwrap(), None);
}

#[test]
fn names_are_unique_after_folding_and_can_be_erased() {
    let mut story = Story::with_items(&["a"]);
    story.reviewer("Zoë  Müller");
    let same =
        Reviewer { id: person("z"), name: Some("zoe\u{308} MÜLLER".to_owned()), external_id: None, active: true };
    let refused = story.file.transaction(|transaction| transaction.insert_reviewer(&same)).unwrap_err();
    assert!(matches!(refused, StoreError::DuplicateReviewer { .. }), "{refused}");
    let found = story.file.read().reviewer_by_name_key(&name_key("zoë müller")).unwrap().unwrap();
    assert_eq!(found.id, person("Zoë  Müller"));
    story.file.transaction(|transaction| transaction.rename_reviewer(found.id, "Zoë")).unwrap();
    story.file.transaction(|transaction| transaction.insert_reviewer(&same)).unwrap();
    story.file.transaction(|transaction| transaction.erase_reviewer_name(found.id)).unwrap();
    let all = story.file.read().reviewers().unwrap();
    assert_eq!(all.iter().map(|reviewer| reviewer.name.as_deref()).collect::<Vec<_>>(), [same.name.as_deref(), None]);
    let nobody = story.file.transaction(|transaction| transaction.set_reviewer_active(person("nobody"), true));
    assert!(matches!(nobody, Err(StoreError::Unknown { what: "reviewer", .. })));
}

#[test]
fn runs_are_kept_in_file_order_and_the_last_one_asked_for_is_the_newest() {
    let mut story = Story::with_items(&["a", "b"]);
    let of = |name: &str| ItemConsensus {
        item: item_id(name),
        k: 0,
        verdict: None,
        verdict_probability: None,
        verdict_votes: Vec::new(),
        unresolved: Some("nobody submitted".to_owned()),
        spans: Vec::new(),
        contested: Vec::new(),
        soft: Vec::new(),
        left_out: OmissionConsensus::default(),
        disagreement: 0.0,
    };
    let run = |name: &str| ConsensusRun {
        id: RunId::from_parts(&[name]),
        settings: ConsensusSettings::default(),
        input_digest: Digest::of(name.as_bytes()),
        items: 2,
        weighing: None,
    };
    let stored = |name: &str| StoredItem { consensus: of(name), inputs: None };
    let mut put = |name: &str| {
        story
            .file
            .transaction(|transaction| {
                transaction.put_consensus_run(&run(name), Timestamp(7), [stored("b"), stored("a")])
            })
            .unwrap()
    };
    assert_eq!([put("first"), put("second"), put("first")], [true, true, false]);
    let read = story.file.read();
    assert_eq!(read.newest_run().unwrap(), Some(run("first")));
    let at = Some(Timestamp(7));
    assert_eq!(read.runs().unwrap(), ["first", "second"].map(|name| StoredRun { run: run(name), at }));
    assert_eq!(read.stored_items(run("first").id).unwrap(), [stored("a"), stored("b")]);
    let mut items = Vec::new();
    read.run_items(run("second").id, |item| {
        items.push(item.item);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    assert_eq!(items, [item_id("a"), item_id("b")]);
    assert_eq!(read.run_item(run("first").id, item_id("b")).unwrap(), Some(of("b")));
}

#[test]
fn small_things_are_remembered() {
    let mut story = Story::with_items(&["a"]);
    let mut schema = story.file.read().schema().unwrap();
    schema.version = 2;
    schema.name = "changed".to_owned();
    let id = AnnotationId::from_parts(&["x"]);
    story
        .file
        .transaction(|transaction| {
            transaction.put_setting("resume", "1")?;
            transaction.put_setting("resume", "2")?;
            transaction.set_schema(&schema)?;
            transaction.set_project_name("New name")?;
            transaction.set_guidelines("New")?;
            transaction.set_blind(false)?;
            transaction.import_record("a.jsonl", Digest::of(b"a"), "{}")?;
            transaction.put_annotation_external_id(id, "ann-1")
        })
        .unwrap();
    let read = story.file.read();
    assert_eq!(read.setting("resume").unwrap().as_deref(), Some("2"));
    assert_eq!(read.schema().unwrap(), schema);
    assert_eq!(read.schema_version(1).unwrap().unwrap().name, "trial");
    assert_eq!(read.schema_version(9).unwrap(), None);
    let facts = read.project_facts().unwrap();
    assert_eq!((facts.name.as_str(), facts.blind, facts.guidelines.as_str()), ("New name", false, "New"));
    assert_eq!(read.import_records().unwrap()[0].file, "a.jsonl");
    assert_eq!(read.annotation_external_id(id).unwrap().as_deref(), Some("ann-1"));
}
