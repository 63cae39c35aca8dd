//! How long the window waits for the project file. `TOUCHSTONE_BENCH_ITEMS` sets the number of
//! items (default 20,000), `TOUCHSTONE_BENCH_CHARACTERS` the length of each text (default 250);
//! `TOUCHSTONE_BENCH_FILE` keeps the project between runs. Importing is timed on standard error.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a benchmark that cannot run stops, and says what it timed"
)]

use divan::Bencher;
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};
use std::time::Instant;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::assignment::{Order, starting_point};
use touchstone_domain::event::{Assistance, Context, Event, EventKind, PAYLOAD_VERSION, Payload};
use touchstone_domain::id::{AnnotationId, DeviceId, EventId, ItemId, ProjectId, ReviewerId};
use touchstone_domain::item::Item;
use touchstone_domain::label::{LabelId, LabelSchema};
use touchstone_domain::review::fold;
use touchstone_domain::sample::{Generator, Kind, Sample};
use touchstone_domain::source::Source;
use touchstone_domain::span::{ScalarOffset, Span};
use touchstone_domain::text::Text;
use touchstone_domain::timestamp::Timestamp;
use touchstone_store::{
    ItemFilter, ItemSort, ItemStatus, NewProject, OwnFilter, ProjectFile, Snapshot, SortKey, StoreError,
};

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

static ITEMS: LazyLock<usize> = LazyLock::new(|| number("TOUCHSTONE_BENCH_ITEMS", 20_000));

/// ASCII prose to cut texts from, instead of made-up words: `TOUCHSTONE_BENCH_CORPUS`.
static CORPUS: LazyLock<Option<String>> =
    LazyLock::new(|| std::env::var_os("TOUCHSTONE_BENCH_CORPUS").map(|path| std::fs::read_to_string(path).unwrap()));

/// The word of a rank: 1 to 9 letters, frequent letters more often.
fn spell(rank: u64, out: &mut String) {
    const LETTERS: &[u8; 32] = b"eeeettaaooiinnsshhrrddllucmfwygp";
    let mut draw = Draw(rank);
    let length = 1 + rank.ilog2() / 2 + u32::try_from(draw.next() % 3).unwrap();
    let letters = draw.next();
    out.extend((0..length).map(|at| char::from(LETTERS[usize::try_from(letters >> (at * 5) & 31).unwrap()])));
}

/// A generator of numbers that is the same on every machine (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Words as frequent as in prose (rank r of 50,000 about as often as 1/r) and as long.
    fn word(&mut self, out: &mut String) {
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a draw"
        )]
        let rank = (50_000_f64.powf(self.next() as f64 / u64::MAX as f64)) as u64;
        spell(rank, out);
    }

    fn text(&mut self, characters: usize) -> String {
        if let Some(corpus) = CORPUS.as_deref() {
            let from = usize::try_from(self.next()).unwrap() % (corpus.len() - characters);
            return corpus[from..from + characters].to_owned();
        }
        let mut text = String::with_capacity(characters + 16);
        while text.len() < characters {
            self.word(&mut text);
            text.push(if self.next().is_multiple_of(12) { '.' } else { ' ' });
        }
        text
    }
}

fn item_id(index: usize) -> ItemId {
    ItemId::from_parts(&["bench", &index.to_string()])
}

fn item(index: usize, characters: usize, draw: &mut Draw) -> Item {
    let source = |draw: &mut Draw| Source {
        text: Text::new(draw.text(characters)).unwrap(),
        external_id: None,
        title: Some(format!("Source {index}")),
        licence: None,
        origin: None,
        language: None,
        kind: Kind::Prose,
        structure: Vec::new(),
    };
    Item {
        id: item_id(index),
        external_id: format!("file/{index}"),
        sample: Sample {
            text: Text::new(draw.text(characters)).unwrap(),
            kind: Kind::Prose,
            language: Some(["en", "de", "fr", "tr"][index % 4].to_owned()),
            structure: Vec::new(),
            generator: Generator {
                model: Some(format!("model-{}", draw.next() % 20)),
                batch: Some(format!("batch-{}", index / 50_000)),
                ..Generator::default()
            },
        },
        sources: vec![source(draw)],
        metadata: serde_json::Map::new(),
    }
}

fn reviewer() -> ReviewerId {
    ReviewerId::from_parts(&["Ada"])
}

fn event(index: u64, item: ItemId, kind: EventKind) -> Event {
    let id = EventId::from_parts(&["bench event", &index.to_string()]);
    Event {
        event_id: id,
        step: id,
        project_id: ProjectId::from_parts(&["bench"]),
        item_id: Some(item),
        text_digest: None,
        reviewer_id: reviewer(),
        device_id: DeviceId::from_parts(&["bench"]),
        sequence: index,
        previous_digest: None,
        lamport: index,
        schema_version: 1,
        payload_version: PAYLOAD_VERSION,
        at: Some(Timestamp(0)),
        context: Context { blind: true, assistance: Assistance::None, imported: false },
        payload: Payload::Known(kind),
    }
}

fn build(path: &std::path::Path) {
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
    let characters = number("TOUCHSTONE_BENCH_CHARACTERS", 250);
    let mut file = ProjectFile::create(path, &project).unwrap();
    let mut draw = Draw(7);
    let (mut making, started) = (std::time::Duration::ZERO, Instant::now());
    file.transaction(|transaction| {
        transaction.expect_import()?;
        for index in 0..*ITEMS {
            let at = Instant::now();
            let item = item(index, characters, &mut draw);
            making += at.elapsed();
            transaction.known_item(&item.external_id)?;
            transaction.insert_item(&item, None)?;
        }
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let importing = started.elapsed().saturating_sub(making);
    let at = Instant::now();
    let mut steps = 0;
    while file.tidy_search(500).unwrap() {
        steps += 1;
    }
    let tidying = at.elapsed();
    // Some reviews, so that statuses, labels and disagreement differ.
    let reviewed = *ITEMS / 20;
    file.transaction(|transaction| {
        for index in 0..reviewed {
            let item = item_id(index * 20);
            let sample = transaction.item(item)?.unwrap().sample.text;
            let annotation = Annotation {
                id: AnnotationId::from_parts(&[&index.to_string()]),
                segments: vec![sample.segment(Span::new(ScalarOffset(0), ScalarOffset(9)).unwrap())],
                labels: Labels::one(LabelId::from(["contradiction", "unsupported"][index % 2])),
                severity: None,
                evidence: Evidence::NoneExists,
                correction: None,
                note: (index % 10 == 0).then(|| "look at this again".to_owned()),
            };
            let index = index as u64;
            let events = [
                event(index * 2 + 1, item, EventKind::AnnotationAdded { annotation }),
                event(index * 2 + 2, item, EventKind::Submitted { elapsed_ms: Some(5) }),
            ];
            for event in &events {
                transaction.append_event(event)?;
            }
            transaction.project_review(item, reviewer(), &fold(&events))?;
            transaction.set_disagreement(item, Some(f64::from(u32::try_from(index % 100).unwrap()) / 100.0))?;
        }
        Ok::<_, StoreError>(())
    })
    .unwrap();
    let at = Instant::now();
    file.close().unwrap();
    eprintln!(
        "{} items of 2 x {characters} characters: store {importing:.2?}, tidying in {steps} steps {tidying:.2?}, \
         closing {:.2?}, file {} MB, memory at most {}",
        *ITEMS,
        at.elapsed(),
        std::fs::metadata(path).unwrap().len() >> 20,
        peak_memory(),
    );
}

/// The most memory the process had, where the system tells it.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("unknown");
    line.split_whitespace().skip(1).collect::<Vec<_>>().join(" ")
}

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
