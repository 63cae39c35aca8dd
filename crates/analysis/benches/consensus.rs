//! Consensus of 10,000 items (30,000 reviews), and the tokens it votes on.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a failed unwrap is a failed test"
)]
#![allow(clippy::pedantic, missing_docs, reason = "tests and benchmarks tell their story in names")]
#![expect(clippy::unwrap_used, reason = "made data; a bench may panic")]

use touchstone_analysis::consensus::item::{self, SubmittedReview};
use touchstone_analysis::tokenize::tokenize;
use touchstone_domain::annotation::{Annotation, Evidence, Labels};
use touchstone_domain::gold::ConsensusSettings;
use touchstone_domain::id::{AnnotationId, ItemId, ReviewerId};
use touchstone_domain::preset;
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

fn main() {
    divan::main();
}

struct Item {
    sample: Text,
    contents: [Content; 3],
}

/// Three reviewers on a text of about 600 characters; two items of three carry marks.
fn items(count: u64) -> Vec<Item> {
    let words = ["bridge", "opened", "in", "1932,", "cost", "$4", "million", "Brücke", "und", "geöffnet."];
    let mut state = 7_u64;
    let mut draw = move |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % u64::from(below)
    };
    let mut made = Vec::new();
    for number in 0..count {
        let sentence: Vec<&str> = (0..100).map(|_| words[usize::try_from(draw(10)).unwrap()]).collect();
        let sample = Text::new(sentence.join(" ")).unwrap();
        let length = u64::from(sample.length().0);
        let contents = std::array::from_fn(|reviewer| {
            let mut content = Content { verdict: Some("clean".into()), ..Content::default() };
            for mark in 0..(number % 3) * 2 {
                let start = mark * 100 + draw(20);
                let span = sample.span(start, (start + 10 + draw(30)).min(length)).unwrap();
                content.annotations.push(Annotation {
                    id: AnnotationId::from_parts(&[&number.to_string(), &reviewer.to_string(), &mark.to_string()]),
                    segments: vec![sample.segment(span)],
                    labels: Labels::one("contradiction".into()),
                    severity: Some("minor".into()),
                    evidence: Evidence::NoneExists,
                    correction: None,
                    note: None,
                });
                content.verdict = Some("hallucinated".into());
            }
            content
        });
        made.push(Item { sample, contents });
    }
    made
}

#[divan::bench(sample_count = 10)]
fn ten_thousand_items(bencher: divan::Bencher) {
    let (items, schema, settings) = (items(10_000), preset::default_schema(), ConsensusSettings::default());
    let id = ItemId::from_bytes([0; 16]);
    bencher.counter(divan::counter::ItemsCount::new(30_000_usize)).bench(|| {
        for made in &items {
            let reviews = [0, 1, 2].map(|reviewer| SubmittedReview {
                reviewer: ReviewerId::from_bytes([reviewer; 16]),
                content: &made.contents[usize::from(reviewer)],
            });
            divan::black_box(item::estimate(id, &made.sample, &reviews, &schema, &settings));
        }
    });
}

#[divan::bench(sample_count = 10)]
fn tokens_of_ten_thousand_items(bencher: divan::Bencher) {
    let items = items(10_000);
    bencher.bench(|| items.iter().map(|made| tokenize(&made.sample).len()).sum::<usize>());
}
