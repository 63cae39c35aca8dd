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
use touchstone_store::{ItemFilter, ItemSort, ItemStatus, OwnFilter, ProjectFile, Snapshot, SortKey};

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

fn filters() -> Vec<(&'static str, ItemFilter, ItemSort)> {
    let all = ItemFilter::default;
    let by = |key| ItemSort { key, reversed: false };
    let file = ItemSort::default();
    vec![
        ("submitted", ItemFilter { status: Some(ItemStatus::Submitted), ..all() }, file),
        ("model", ItemFilter { model: Some("model-3".into()), ..all() }, file),
        (
            "model, longest",
            ItemFilter { model: Some("model-3".into()), ..all() },
            ItemSort { key: SortKey::Length, reversed: true },
        ),
        (
            "batch+model+status",
            ItemFilter {
                batch: Some("batch-0".into()),
                model: Some("model-3".into()),
                status: Some(ItemStatus::Submitted),
                ..all()
            },
            file,
        ),
        ("label", ItemFilter { label: Some("contradiction".into()), ..all() }, file),
        ("reviewer", ItemFilter { reviewer: Some(reviewer()), ..all() }, file),
        ("disagreement>0.98", ItemFilter { disagreement_over: Some(0.98), ..all() }, file),
        ("disagreement>0.5 sorted", ItemFilter { disagreement_over: Some(0.5), ..all() }, by(SortKey::Disagreement)),
        ("flagged (none)", ItemFilter { flagged: true, ..all() }, file),
        ("all by length", all(), by(SortKey::Length)),
    ]
}

#[divan::bench(args = 0..10, sample_count = 20)]
fn d_filter_first_page(bencher: Bencher, filter: usize) {
    let file = FILE.lock().unwrap();
    let (_, filter, sort) = &filters()[filter];
    bencher.bench_local(|| file.read().items_page(filter, *sort, 0, 50).unwrap());
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

fn search(name: &str) -> ItemFilter {
    let word = |rank| {
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
    };
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
    ItemFilter { words: Some(typed), ..ItemFilter::default() }
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
