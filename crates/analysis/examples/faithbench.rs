//! Measures evidence, hints and copied runs against what people marked in `FaithBench`:
//! `cargo run --release -p touchstone-analysis --example faithbench -- FOLDER`, where the folder
//! holds its `batch_*.json`. The figures stand in docs/performance.md and docs/hints.md.

#![expect(clippy::disallowed_methods, reason = "a measurement on files that cannot be committed")]
#![expect(clippy::print_stdout, reason = "it prints figures")]
#![allow(clippy::unwrap_used, clippy::pedantic, reason = "a measurement may stop at the first surprise")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::time::Instant;
use touchstone_analysis::alignment::Index;
use touchstone_analysis::copying::{Limits, copies};
use touchstone_analysis::hint::{Hints, hints};
use touchstone_analysis::sentence::sentences;
use touchstone_analysis::words::is_english;
use touchstone_domain::span::Span;
use touchstone_domain::text::Text;

struct Mark {
    span: Span,
    unwanted: bool,
    passage: Option<Span>,
}

struct Sample {
    sample: Text,
    source: Text,
    marks: Vec<Mark>,
    scores: BTreeMap<String, f64>,
}

fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "../shared/data/faithbench".to_owned());
    let samples = read(&folder);
    println!("{} samples, {} marks", samples.len(), samples.iter().map(|sample| sample.marks.len()).sum::<usize>());
    evidence(&samples);
    copied(&samples);
    hinted(&samples);
}

fn read(folder: &str) -> Vec<Sample> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut samples = Vec::new();
    for file in files {
        let batch: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        for entry in batch["samples"].as_array().unwrap() {
            let text = |key: &str| Text::new(entry[key].as_str().unwrap()).unwrap();
            let (sample, source) = (text("summary"), text("source"));
            let marks = entry["annotations"].as_array().unwrap().iter();
            let span = |text: &Text, mark: &Value, name: &str| {
                let at = |end: &str| mark[format!("{name}_{end}")].as_u64();
                text.span(at("start")?, at("end")?).ok()
            };
            let marks = marks.filter_map(|mark| {
                let labels = mark["label"].as_array()?;
                Some(Mark {
                    span: span(&sample, mark, "summary")?,
                    unwanted: labels
                        .iter()
                        .any(|label| label.as_str().is_some_and(|name| name.starts_with("Unwanted"))),
                    passage: span(&source, mark, "source"),
                })
            });
            let scores = entry["metadata"].as_object().unwrap().iter();
            let scores = scores.filter(|(name, _)| !name.ends_with("_id"));
            let scores = scores.filter_map(|(name, score)| Some((name.clone(), score.as_f64()?))).collect();
            samples.push(Sample { marks: marks.collect(), sample, source, scores });
        }
    }
    samples
}

fn share(part: usize, whole: usize) -> String {
    format!("{part} of {whole} ({:.1} %)", 100.0 * part as f64 / whole.max(1) as f64)
}

fn evidence(samples: &[Sample]) {
    println!("\n# Evidence: the passage a person chose, among the nearest");
    for (name, whole_sentence) in [("the marked words", false), ("the sentence they stand in", true)] {
        let (mut asked, mut first, mut three, mut opening, mut many) = (0, 0, 0, 0, 0);
        for entry in samples {
            let english = is_english(None, entry.source.as_str());
            let index = Index::new(&[&entry.source], english);
            let own = sentences(&entry.sample);
            let start = sentences(&entry.source).first().copied();
            for mark in &entry.marks {
                let Some(passage) = mark.passage else { continue };
                let claim = if whole_sentence {
                    let touched: Vec<&Span> = own.iter().filter(|sentence| sentence.overlaps(mark.span)).collect();
                    let (Some(from), Some(to)) = (touched.first(), touched.last()) else { continue };
                    Span::new(from.start(), to.end()).unwrap()
                } else {
                    mark.span
                };
                let nearest = index.nearest(entry.sample.slice(claim), 3);
                let hit = |found: &touchstone_analysis::alignment::Nearest| found.span.overlaps(passage);
                asked += 1;
                first += usize::from(nearest.first().is_some_and(hit));
                three += usize::from(nearest.iter().any(hit));
                opening += usize::from(start.is_some_and(|start| start.overlaps(passage)));
                many += usize::from(sentences(&entry.source).len() > 3);
            }
        }
        println!("{name}: first {}, among three {}", share(first, asked), share(three, asked));
        println!(
            "  (first sentence of the source: {}; sources of more than three sentences: {many})",
            share(opening, asked)
        );
    }
    let long: String = (0..)
        .map(|at| &samples[at % samples.len()].source)
        .scan(0, |bytes, text| {
            *bytes += text.as_str().len();
            (*bytes < 200_000).then(|| format!("{}\n", text.as_str()))
        })
        .collect();
    let long = Text::new(long).unwrap();
    let claims: Vec<&str> = samples
        .iter()
        .flat_map(|entry| sentences(&entry.sample).into_iter().map(|span| entry.sample.slice(span)))
        .collect();
    let mut built = Vec::new();
    let mut asked = Vec::new();
    let mut runs = Vec::new();
    for _ in 0..15 {
        let start = Instant::now();
        let index = Index::new(&[&long], true);
        built.push(start.elapsed());
        let start = Instant::now();
        let found: usize = claims.iter().map(|claim| index.nearest(claim, 3).len()).sum();
        assert!(found > 0);
        asked.push(start.elapsed() / u32::try_from(claims.len()).unwrap());
        let start = Instant::now();
        let found = copies(&samples[0].sample, &[&long]);
        assert!(found.exposure.coverage > 0.0);
        runs.push(start.elapsed());
    }
    built.sort();
    asked.sort();
    runs.sort();
    println!(
        "{} bytes: indexed in {:?}, {:?} a claim; copied runs {:?} (medians of 15)",
        long.as_str().len(),
        built[7],
        asked[7],
        runs[7]
    );
}

fn copied(samples: &[Sample]) {
    println!("\n# Copied runs of at least 8 words");
    let with_run = |at: usize, other: usize| {
        let found = copies(&samples[at].sample, &[&samples[other].source]);
        found.runs.iter().any(|run| Limits::default().shows(run))
    };
    let all = samples.len();
    println!("own source: {}", share((0..all).filter(|at| with_run(*at, *at)).count(), all));
    println!("a wrong source: {}", share((0..all).filter(|at| with_run(*at, (at + all / 2) % all)).count(), all));
}

fn hinted(samples: &[Sample]) {
    println!("\n# Hints");
    let (mut given, mut unwanted, mut marked, mut spans, mut touched, mut english) = (0, 0, 0, 0, 0, 0);
    let mut flagged = Vec::new();
    let listing = std::env::args().any(|argument| argument == "--list");
    for entry in samples {
        let Hints::Found { hints } = hints(&entry.sample, None, &[(&entry.source, None)]) else {
            flagged.push(0.0);
            continue;
        };
        english += 1;
        for hint in &hints {
            let over = |mark: &&Mark| mark.span.overlaps(hint.span);
            given += 1;
            let bad = entry.marks.iter().filter(over).any(|mark| mark.unwanted);
            let any = entry.marks.iter().any(|mark| over(&mark));
            unwanted += usize::from(bad);
            marked += usize::from(any);
            if listing {
                let note = if bad {
                    "unwanted"
                } else if any {
                    "marked"
                } else {
                    "-"
                };
                println!(
                    "{note}\t{:?}\t{}\t{}",
                    hint.kind,
                    entry.sample.slice(hint.span),
                    entry.sample.as_str().replace('\n', " ")
                );
            }
        }
        for mark in entry.marks.iter().filter(|mark| mark.unwanted) {
            spans += 1;
            touched += usize::from(hints.iter().any(|hint| hint.span.overlaps(mark.span)));
        }
        flagged.push(hints.len() as f64);
    }
    println!("rules hold for {}", share(english, samples.len()));
    println!(
        "{:.2} hints a sample; on an Unwanted span {}, on anything marked {}",
        given as f64 / english as f64,
        share(unwanted, given),
        share(marked, given)
    );
    println!("Unwanted spans touched: {}", share(touched, spans));
    println!("\n# Samples with an Unwanted span, told by (area under the curve; higher is better, 0.5 is chance)");
    let truth: Vec<bool> = samples.iter().map(|entry| entry.marks.iter().any(|mark| mark.unwanted)).collect();
    println!("{} of {} samples have one", truth.iter().filter(|bad| **bad).count(), truth.len());
    println!("number of hints: {:.3}", area(&flagged, &truth));
    let names: std::collections::BTreeSet<&String> = samples.iter().flat_map(|entry| entry.scores.keys()).collect();
    for name in names {
        let (scores, truth): (Vec<f64>, Vec<bool>) =
            samples.iter().zip(&truth).filter_map(|(entry, bad)| Some((-entry.scores.get(name)?, *bad))).unzip();
        println!("{name}: {:.3} ({} samples)", area(&scores, &truth), scores.len());
    }
}

/// The part of pairs (bad, good) in which the bad one has the higher score; ties count half.
fn area(scores: &[f64], truth: &[bool]) -> f64 {
    let (mut won, mut pairs) = (0.0, 0.0);
    for (bad, _) in scores.iter().zip(truth).filter(|(_, bad)| **bad) {
        for (good, _) in scores.iter().zip(truth).filter(|(_, bad)| !**bad) {
            pairs += 1.0;
            won += if bad > good {
                1.0
            } else if bad == good {
                0.5
            } else {
                0.0
            };
        }
    }
    won / pairs
}
