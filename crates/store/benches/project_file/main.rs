//! How long the window waits for the project file. `TOUCHSTONE_BENCH_ITEMS` sets the number of
//! items (default 20,000), `TOUCHSTONE_BENCH_CHARACTERS` the length of each text (default 250);
//! `TOUCHSTONE_BENCH_FILE` keeps the project between runs. Importing is timed on standard error.

#![allow(clippy::pedantic, missing_docs, reason = "benchmarks tell their story in names")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot run stops, and says what it timed"
)]

mod made;

use divan::Bencher;
use made::{CORPUS, build, event, item_id, reviewer, spell};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use touchstone_domain::assignment::{Order, starting_point};
use touchstone_domain::event::EventKind;
use touchstone_domain::review::fold;
use touchstone_domain::sample::Kind;
use touchstone_store::{
    Compared, Figure, ItemFilter, ItemSort, ItemStatus, ItemTest, OwnFilter, OwnTest, ProjectFile, ReviewStage,
    Snapshot, SortKey, Where,
};

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

static ITEMS: LazyLock<usize> = LazyLock::new(|| number("TOUCHSTONE_BENCH_ITEMS", 20_000));

static PATH: LazyLock<PathBuf> = LazyLock::new(|| {
    let kept = std::env::var_os("TOUCHSTONE_BENCH_FILE").map(PathBuf::from);
    let path = kept.unwrap_or_else(|| {
        // Kept by the temporary folder until the process ends and the system clears it.
        tempfile::tempdir().unwrap().keep().join("bench.touchstone")
    });
    if !path.exists() {
        build(&path);
    }
    path
});

static FILE: LazyLock<Mutex<ProjectFile>> = LazyLock::new(|| Mutex::new(ProjectFile::open(&PATH).unwrap()));

fn main() {
    LazyLock::force(&PATH);
    divan::main();
    if std::env::var_os("TOUCHSTONE_BENCH_FILE").is_none()
        && let Some(folder) = PATH.parent()
    {
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[divan::bench(sample_count = 20)]
fn a_open_and_first_screen(bencher: Bencher) {
    bencher.bench_local(|| {
        let file = Snapshot::open(&PATH).unwrap();
        file.project_facts().unwrap();
        file.schema().unwrap();
        file.counts().unwrap();
        file.items_page(&ItemFilter::default(), ItemSort::default(), 0, 50).unwrap().len()
    });
}

#[divan::bench]
fn b_next_item(bencher: Bencher) {
    let file = FILE.lock().unwrap();
    let mut after = starting_point("seed", reviewer());
    bencher.bench_local(|| {
        after = file.read().next_open_item(reviewer(), Order::Shuffled, Some(after)).unwrap().unwrap();
        file.read().item(after).unwrap().unwrap()
    });
}

#[divan::bench(sample_count = 200, sample_size = 1)]
fn c_append_and_project_one_event(bencher: Bencher) {
    let mut file = FILE.lock().unwrap();
    let items = *ITEMS;
    let mut index = file.read().max_lamport().unwrap();
    bencher.bench_local(|| {
        index += 1;
        let item = item_id(usize::try_from(index).unwrap() * 7919 % items);
        let remark = EventKind::RemarkChanged { from: None, to: Some(format!("remark {index}")) };
        let event = event(index, item, remark);
        file.transaction(|transaction| {
            transaction.append_event(&event)?;
            let events = transaction.events_for(item, reviewer())?;
            transaction.project_review(item, reviewer(), &fold(&events))
        })
        .unwrap();
    });
}

fn annotated(labels: &[&str], severities: &[&str]) -> ItemTest {
    ItemTest::Annotation {
        labels: labels.iter().map(|label| (*label).into()).collect(),
        severities: severities.iter().map(|severity| (*severity).into()).collect(),
    }
}

fn words(place: Where, typed: &str) -> ItemTest {
    ItemTest::Words(place, typed.to_owned())
}

fn filters() -> Vec<(&'static str, ItemFilter, ItemSort)> {
    let by = |key| ItemSort { key, reversed: false };
    let file = ItemSort::default();
    let model = || ItemTest::Model(vec!["model-3".into()]);
    let batch = |number: usize| ItemTest::Batch(vec![format!("batch-{number}")]);
    let submitted = || ItemTest::Status(vec![ItemStatus::Submitted]);
    let over = |figure, bound| ItemTest::Figure(figure, Compared::Over, bound);
    let frequent = || word(3) + " ";
    let last = *ITEMS / 50_000;
    vec![
        ("status:submitted", submitted().into(), file),
        ("generator:", model().into(), file),
        ("generator:, longest first", model().into(), ItemSort { key: SortKey::Length, reversed: true }),
        ("batch: generator: status:", ItemFilter::from(batch(0)).and(model()).and(submitted()), file),
        ("two generators", ItemTest::Model(vec!["model-3".into(), "model-4".into()]).into(), file),
        ("label:", annotated(&["contradiction"], &[]).into(), file),
        ("severity:", annotated(&[], &["critical"]).into(), file),
        ("label: severity:", annotated(&["contradiction"], &["critical"]).into(), file),
        ("verdict: (all reviewed)", ItemTest::Verdict(vec!["hallucinated".into()]).into(), file),
        ("verdict: (rare)", ItemTest::Verdict(vec!["unsure".into()]).into(), file),
        (
            "verdict: (none) label:",
            ItemFilter::from(annotated(&["contradiction"], &[])).and(ItemTest::Verdict(vec!["clean".into()])),
            file,
        ),
        ("reviewer:", ItemTest::Reviewer(vec![reviewer()], None).into(), file),
        ("disagreement:>0.98", over(Figure::Disagreement, 0.98).into(), file),
        ("disagreement:>0.5 sorted", over(Figure::Disagreement, 0.5).into(), by(SortKey::Disagreement)),
        ("copied:>0.5", over(Figure::Coverage, 0.5).into(), file),
        ("copied:>0.5 sorted by longest", over(Figure::Coverage, 0.5).into(), by(SortKey::Longest)),
        ("copied:>0.998 generator:", ItemFilter::from(over(Figure::Coverage, 0.998)).and(model()), file),
        ("flag:yes (none)", ItemTest::Flagged.into(), file),
        ("all by length", ItemFilter::default(), by(SortKey::Length)),
        ("all by copied", ItemFilter::default(), by(SortKey::Coverage)),
        ("-status:submitted", ItemFilter::default().but_not(submitted()), file),
        ("-generator: -batch:", ItemFilter::default().but_not(model()).but_not(batch(0)), file),
        ("note:", words(Where::Notes, "again").into(), file),
        ("sample: (frequent)", words(Where::Sample, &frequent()).into(), file),
        ("source: (rare)", words(Where::Sources, &(word(40_000) + " ")).into(), file),
        ("frequent word, generator:", ItemFilter::from(words(Where::Everywhere, &frequent())).and(model()), file),
        (
            "frequent word, last batch",
            ItemFilter::from(words(Where::Everywhere, &frequent())).and(batch(last.saturating_sub(1))),
            file,
        ),
        (
            "frequent word, rare verdict",
            ItemFilter::from(words(Where::Everywhere, &frequent())).and(ItemTest::Verdict(vec!["unsure".into()])),
            file,
        ),
        (
            "frequent word, label:",
            ItemFilter::from(words(Where::Everywhere, &frequent())).and(annotated(&["contradiction"], &[])),
            file,
        ),
        (
            "sample: and source: (frequent)",
            ItemFilter::from(words(Where::Sample, &frequent())).and(words(Where::Sources, &frequent())),
            file,
        ),
        ("-frequent word", ItemFilter::default().but_not(words(Where::Everywhere, &frequent())), file),
        (
            "-rare word generator:",
            ItemFilter::from(model()).but_not(words(Where::Everywhere, &(word(40_000) + " "))),
            file,
        ),
        (
            "label: severity: generator: reviewer: disagreement:",
            ItemFilter::from(annotated(&["contradiction"], &["major"]))
                .and(model())
                .and(ItemTest::Reviewer(vec![reviewer()], None))
                .and(over(Figure::Disagreement, 0.5)),
            file,
        ),
        (
            "the same and a frequent word",
            ItemFilter::from(annotated(&["contradiction"], &["major"]))
                .and(model())
                .and(ItemTest::Reviewer(vec![reviewer()], None))
                .and(over(Figure::Disagreement, 0.5))
                .and(words(Where::Everywhere, &frequent())),
            file,
        ),
        (
            "two batches at odds: first and last model-less",
            ItemFilter::from(batch(0)).and(batch(last.saturating_sub(1))),
            file,
        ),
    ]
}

fn names() -> Vec<&'static str> {
    filters().into_iter().map(|(name, ..)| name).collect()
}

fn filter_named(name: &str) -> (ItemFilter, ItemSort) {
    let found = filters().into_iter().find(|(other, ..)| *other == name).unwrap();
    (found.1, found.2)
}

#[divan::bench(args = names(), sample_count = 10)]
fn d_filter_first_page(bencher: Bencher, name: &str) {
    let file = FILE.lock().unwrap();
    let (filter, sort) = filter_named(name);
    bencher.bench_local(|| file.read().items_page(&filter, sort, 0, 100).unwrap());
}

#[divan::bench(args = names(), sample_count = 5)]
fn d_filter_count_for_a_page(bencher: Bencher, name: &str) {
    let file = FILE.lock().unwrap();
    let (filter, _) = filter_named(name);
    bencher.bench_local(|| file.read().items_count_filtered(&filter, 10_000, &mut || true).unwrap());
}

fn own_filters() -> Vec<(&'static str, OwnFilter)> {
    vec![
        ("status:submitted", OwnTest::Stage(vec![ReviewStage::Submitted]).into()),
        ("status:not-started", OwnTest::Stage(vec![ReviewStage::NotStarted]).into()),
        ("verdict: (rare)", OwnTest::Verdict(vec!["unsure".into()]).into()),
        (
            "label: severity:",
            OwnTest::Annotation { labels: vec!["contradiction".into()], severities: vec!["major".into()] }.into(),
        ),
        ("kind:prose", OwnTest::Kind(vec![Kind::Prose]).into()),
        ("frequent word", OwnTest::Words(Where::Everywhere, word(3) + " ").into()),
        ("rare word", OwnTest::Words(Where::Everywhere, word(40_000) + " ").into()),
        (
            "frequent word status:submitted",
            OwnFilter::from(OwnTest::Words(Where::Everywhere, word(3) + " "))
                .and(OwnTest::Stage(vec![ReviewStage::Submitted])),
        ),
        ("note:", OwnTest::Words(Where::Notes, "again".to_owned()).into()),
        ("-frequent word", OwnFilter::default().but_not(OwnTest::Words(Where::Everywhere, word(3) + " "))),
    ]
}

fn own_names() -> Vec<&'static str> {
    own_filters().into_iter().map(|(name, ..)| name).collect()
}

#[divan::bench(args = own_names(), sample_count = 5)]
fn d_own_filter_first_page(bencher: Bencher, name: &str) {
    let file = FILE.lock().unwrap();
    let (_, filter) = own_filters().into_iter().find(|(other, ..)| *other == name).unwrap();
    let start = Some(starting_point("seed", reviewer()));
    bencher.bench_local(|| file.read().own_items_page(reviewer(), &filter, Order::Shuffled, start, 0, 100).unwrap());
}

#[divan::bench(args = [SortKey::FileOrder, SortKey::Length, SortKey::Disagreement, SortKey::Status], sample_count = 10)]
fn e_deep_page(bencher: Bencher, key: &SortKey) {
    let file = FILE.lock().unwrap();
    let deep = *ITEMS as u64 * 9 / 10;
    let sort = ItemSort { key: *key, reversed: false };
    bencher.bench_local(|| file.read().items_page(&ItemFilter::default(), sort, deep, 50).unwrap());
}

/// What is searched for: ranks of words, and how they are typed.
const SEARCHES: [&str; 10] = [
    "frequent",
    "rare",
    "frequent + rare",
    "three frequent",
    "phrase",
    "beginning, 2 letters",
    "beginning, 3 letters",
    "beginning, 4 letters",
    "frequent + beginning, 4 letters",
    "nowhere",
];

/// A word by how frequent it is.
fn word(rank: u64) -> String {
    let mut word = String::new();
    match (CORPUS.is_some(), rank) {
        (true, 3) => "the".clone_into(&mut word),
        (true, 20) => "with".clone_into(&mut word),
        (true, 30) => "this".clone_into(&mut word),
        (true, 40_000) => "miserable".clone_into(&mut word),
        (true, _) => "contention".clone_into(&mut word),
        (false, rank) => spell(rank, &mut word),
    }
    word
}

fn search(name: &str) -> ItemFilter {
    let beginning = |letters: usize| word(5_000)[..letters].to_owned();
    let typed = match name {
        "frequent" => word(3) + " ",
        "rare" => word(40_000) + " ",
        "frequent + rare" => format!("{} {} ", word(3), word(40_000)),
        "three frequent" => format!("{} {} {} ", word(3), word(20), word(30)),
        "phrase" => format!("\"{} {}\"", word(20), word(30)),
        "beginning, 2 letters" => beginning(2),
        "beginning, 3 letters" => beginning(3),
        "beginning, 4 letters" => beginning(4),
        "frequent + beginning, 4 letters" => format!("{} {}", word(3), beginning(4)),
        _ => "nowhereatall ".to_owned(),
    };
    words(Where::Everywhere, &typed).into()
}

#[divan::bench(args = SEARCHES, sample_count = 20)]
fn f_search_first_page(bencher: Bencher, name: &str) {
    let file = FILE.lock().unwrap();
    let filter = search(name);
    bencher.bench_local(|| file.read().items_page(&filter, ItemSort::default(), 0, 50).unwrap());
}

#[divan::bench(args = ["frequent", "phrase"], sample_count = 5)]
fn g_count_search_to_1000(bencher: Bencher, name: &str) {
    let file = FILE.lock().unwrap();
    let filter = search(name);
    bencher.bench_local(|| file.read().items_count_filtered(&filter, 1000, &mut || true).unwrap());
}

#[divan::bench(sample_count = 20)]
fn h_own_list_deep_page(bencher: Bencher) {
    let file = FILE.lock().unwrap();
    let start = Some(starting_point("seed", reviewer()));
    let deep = *ITEMS as u64 * 9 / 10;
    bencher.bench_local(|| {
        file.read().own_items_page(reviewer(), &OwnFilter::default(), Order::Shuffled, start, deep, 50).unwrap()
    });
}
