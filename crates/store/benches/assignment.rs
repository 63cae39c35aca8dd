//! How long a plan takes to be dealt and kept, and how long a reviewer waits for the next item of
//! their list. `TOUCHSTONE_BENCH_ITEMS` sets the number of items (default 20,000).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]

use divan::Bencher;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use std::time::Instant;
use touchstone_domain::assignment::{Member, Order, PlanSettings, Table, deal};
use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{DeviceId, EventId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::LabelSchema;
use touchstone_domain::review::fold;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::{NewProject, OwnFilter, ProjectFile, StoreError, StoredPlan};

const MEMBERS: u8 = 10;

static ITEMS: LazyLock<u32> = LazyLock::new(|| {
    std::env::var("TOUCHSTONE_BENCH_ITEMS").ok().and_then(|value| value.parse().ok()).unwrap_or(20_000)
});

fn person(number: u8) -> ReviewerId {
    ReviewerId::from_bytes([number; 16])
}

fn item_id(index: u32) -> ItemId {
    ItemId::from_parts(&["bench", &index.to_string()])
}

fn item(index: u32) -> Item {
    Item {
        id: item_id(index),
        external_id: index.to_string(),
        sample: Sample {
            text: Text::new(format!("The sample number {index}.")).unwrap(),
            kind: Kind::Prose,
            language: None,
            structure: Vec::new(),
            generator: Generator::default(),
        },
        sources: Vec::new(),
        metadata: serde_json::Map::new(),
    }
}

fn closing(index: u32, lamport: u64) -> Event {
    let id = EventId::from_parts(&["bench", &lamport.to_string()]);
    Event {
        event_id: id,
        step: id,
        project_id: ProjectId::from_parts(&["bench"]),
        item_id: Some(item_id(index)),
        text_digest: None,
        reviewer_id: person(1),
        device_id: DeviceId::from_parts(&["bench"]),
        sequence: lamport,
        previous_digest: None,
        lamport,
        schema_version: 1,
        payload_version: PAYLOAD_VERSION,
        at: None,
        context: Context { blind: true, assistance: Assistance::None, imported: false },
        payload: Payload::Known(EventKind::Submitted { elapsed_ms: Some(5) }),
    }
}

static FILE: LazyLock<Mutex<ProjectFile>> = LazyLock::new(|| {
    let path = tempfile::tempdir().unwrap().keep().join("bench.touchstone");
    let schema = LabelSchema { version: 1, name: "bench".into(), labels: vec![], severities: vec![], verdicts: vec![] };
    let project = NewProject {
        id: ProjectId::from_parts(&["bench"]),
        name: "Bench".into(),
        blind: true,
        order: Order::Shuffled,
        order_seed: "seed".into(),
        schema,
        guidelines: String::new(),
        created_at: Timestamp(0),
        program: "bench".into(),
    };
    let mut file = ProjectFile::create(&path, &project).unwrap();
    file.transaction(|transaction| {
        transaction.expect_import()?;
        (1..=*ITEMS).try_for_each(|index| transaction.insert_item(&item(index), None).map(drop))
    })
    .unwrap();
    let settings = PlanSettings {
        overlap: 3,
        calibration: 50,
        checks: None,
        reviewers: (1..=MEMBERS).map(person).collect(),
        quotas: BTreeMap::new(),
    };
    let members = (1..=MEMBERS).map(|number| Member { reviewer: person(number), kept: Vec::new() }).collect();
    let at = Instant::now();
    let dealt = deal(&settings, "seed", &Table { items: *ITEMS, members, ..Table::default() });
    let dealing = at.elapsed();
    let plan = StoredPlan {
        settings,
        seed: "seed".into(),
        items: u64::from(*ITEMS),
        calibration: dealt.calibration,
        checks: Vec::new(),
    };
    let before = std::fs::metadata(&path).unwrap().len();
    let lists: Vec<_> = (1..=MEMBERS).map(person).zip(dealt.lists).collect();
    let at = Instant::now();
    file.transaction(|transaction| transaction.put_plan(&plan, &lists, |_| Ok::<_, StoreError>(()))).unwrap();
    let keeping = at.elapsed();
    // The first reviewer is nearly done: only the items at the very end are open.
    let list = &lists[0].1;
    let closed = &list[..list.len() - 10];
    file.transaction(|transaction| {
        for (lamport, index) in (1..).zip(closed) {
            let event = closing(*index, lamport);
            transaction.append_event(&event)?;
            transaction.project_review(item_id(*index), person(1), &fold(&[event]))?;
        }
        Ok::<_, StoreError>(())
    })
    .unwrap();
    file.close().unwrap();
    eprintln!(
        "{} items, {MEMBERS} reviewers: dealing {dealing:.2?}, keeping {keeping:.2?}, file {} MB before; {}",
        *ITEMS,
        before >> 20,
        dealt.preview.in_words(),
    );
    Mutex::new(ProjectFile::open(&path).unwrap())
});

fn main() {
    LazyLock::force(&FILE);
    divan::main();
    let path = FILE.lock().unwrap().path().to_owned();
    std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
}

#[divan::bench(args = ["fresh", "nearly done"], sample_count = 200)]
fn next_item(bencher: Bencher, who: &str) {
    let file = FILE.lock().unwrap();
    let reviewer = person(if who == "fresh" { 2 } else { 1 });
    let mut after = None;
    bencher.bench_local(|| {
        after = file.read().next_open_item(reviewer, Order::Shuffled, after).unwrap();
        file.read().item(after.unwrap()).unwrap().unwrap()
    });
}

#[divan::bench(sample_count = 50)]
fn from_the_beginning_past_everything_done(bencher: Bencher) {
    let file = FILE.lock().unwrap();
    bencher.bench_local(|| file.read().next_open_item(person(1), Order::Shuffled, None).unwrap().unwrap());
}

#[divan::bench(sample_count = 50)]
fn own_list_deep_page(bencher: Bencher) {
    let file = FILE.lock().unwrap();
    let deep = file.read().given_count(person(2)).unwrap() * 9 / 10;
    let all = OwnFilter::default();
    bencher.bench_local(|| file.read().own_items_page(person(2), &all, Order::Shuffled, None, deep, 50).unwrap());
}
