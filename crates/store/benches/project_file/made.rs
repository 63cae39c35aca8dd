//! A project of any size, the same on every machine: words by Zipf's law, reviews by three people.

use crate::{ITEMS, number};
use std::sync::LazyLock;
use std::time::Instant;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::assignment::Order;
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
use touchstone_store::{Exposure, NewProject, ProjectFile, StoreError};

/// ASCII prose to cut texts from, instead of made-up words: `TOUCHSTONE_BENCH_CORPUS`.
pub(crate) static CORPUS: LazyLock<Option<String>> =
    LazyLock::new(|| std::env::var_os("TOUCHSTONE_BENCH_CORPUS").map(|path| std::fs::read_to_string(path).unwrap()));

/// The word of a rank: 1 to 9 letters, frequent letters more often.
pub(crate) fn spell(rank: u64, out: &mut String) {
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

pub(crate) fn item_id(index: usize) -> ItemId {
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

pub(crate) fn reviewer() -> ReviewerId {
    ReviewerId::from_parts(&["Ada"])
}

pub(crate) fn event(index: u64, item: ItemId, kind: EventKind) -> Event {
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

pub(crate) fn build(path: &std::path::Path) {
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
            let part = f64::from(u32::try_from(index * 7919 % 1000).unwrap()) / 1000.0;
            let longest = u32::try_from(index * 31 % 60).unwrap();
            let exposure = Exposure { longest, coverage: part, density: part * f64::from(longest) };
            transaction.put_comparison(item.id, 1, "{}", exposure)?;
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
                severity: Some(["minor", "major", "critical"][index % 7 % 3].into()),
                evidence: Evidence::NoneExists,
                correction: None,
                note: (index % 10 == 0).then(|| "look at this again".to_owned()),
            };
            let verdict = if index % 1000 == 0 { "unsure" } else { "hallucinated" };
            let index = index as u64;
            let events = [
                event(index * 3 + 1, item, EventKind::AnnotationAdded { annotation }),
                event(index * 3 + 2, item, EventKind::VerdictGiven { from: None, to: Some(verdict.into()) }),
                event(index * 3 + 3, item, EventKind::Submitted { elapsed_ms: Some(5) }),
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
