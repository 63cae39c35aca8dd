//! The leave-one-out figures of the reference on the `XSum` annotations (Maynez et al. 2020), where
//! the data lie beside the repository. They agree to the last digits: these texts have no combining
//! marks, which the reference makes tokens of their own.

use crate::story::{Range, of};
use crate::vectors::runs;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use touchstone_domain::gold::SpanThreshold;

/// Data lie beside the repository or nowhere; the test says so and passes without them.
#[expect(clippy::disallowed_methods, reason = "a trial on data that cannot be committed")]
pub(crate) fn read(path: &str) -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::fs::read_to_string(root.join(path)).ok()
}

fn lines(text: &str) -> impl Iterator<Item = Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap())
}

fn covered(length: usize, spans: &[Range]) -> Vec<bool> {
    let mut characters = vec![false; length];
    for (start, end) in spans {
        characters[*start as usize..*end as usize].fill(true);
    }
    characters
}

#[test]
fn leave_one_out_meets_the_reference() {
    let (Some(texts), Some(spans), Some(reference)) =
        (read("data/spans/xsum/texts.jsonl"), read("data/spans/xsum/spans.jsonl"), read("reference/reference.json"))
    else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let texts: BTreeMap<String, String> = lines(&texts)
        .map(|line| (line["item"].as_str().unwrap().to_owned(), line["text"].as_str().unwrap().to_owned()))
        .collect();
    let mut items: BTreeMap<String, Vec<Vec<Range>>> = BTreeMap::new();
    for line in lines(&spans) {
        let at = |span: &Value, key: &str| u32::try_from(span[key].as_u64().unwrap()).unwrap();
        let marks = line["spans"].as_array().unwrap().iter().map(|span| (at(span, "start"), at(span, "end")));
        items.entry(line["item"].as_str().unwrap().to_owned()).or_default().push(marks.collect());
    }
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let reference = &reference["span_consensus"]["xsum_leave_one_out"];
    for (threshold, name) in [
        (SpanThreshold::Half, "token >=1/2"),
        (SpanThreshold::Majority, "token >1/2"),
        // All but one item leave two reviewers: one of two is half, both of two is more.
        (SpanThreshold::Any, "token >=1/2"),
        (SpanThreshold::All, "token >1/2"),
    ] {
        let mut sums = Sums::default();
        for (item, marks) in &items {
            let text = &texts[item];
            for out in 0..marks.len() {
                let others: Vec<&[Range]> = marks
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != out)
                    .map(|(_, ranges)| ranges.as_slice())
                    .collect();
                if others.len() >= 2 {
                    sums.add(text, &runs(&of(text, &others, threshold), text), &marks[out]);
                }
            }
        }
        let reference = &reference[name];
        assert_eq!(sums.n, reference["n"].as_f64().unwrap());
        for (key, figure) in sums.figures() {
            let expected = reference[key].as_f64().unwrap();
            assert!((figure - expected).abs() < 1e-6, "{name} {key}: {figure} against {expected}");
        }
    }
}

/// A consensus of the others against each review, summed up as the reference does.
#[derive(Default)]
struct Sums {
    n: f64,
    both: f64,
    predicted: f64,
    held_out: f64,
    f1: f64,
    iou: f64,
    spans: f64,
    spans_held_out: f64,
    exact: f64,
    matched: f64,
    agree_empty: f64,
    in_a_word: f64,
    punctuation: f64,
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

impl Sums {
    fn add(&mut self, text: &str, ours: &[Range], theirs: &[Range]) {
        let characters: Vec<char> = text.chars().collect();
        let (a, b) = (covered(characters.len(), ours), covered(characters.len(), theirs));
        let both = count(a.iter().zip(&b).filter(|(a, b)| **a && **b).count());
        let marked = |marks: &[bool]| count(marks.iter().filter(|marked| **marked).count());
        let (predicted, held_out) = (marked(&a), marked(&b));
        let all = predicted + held_out;
        self.n += 1.0;
        self.both += both;
        self.predicted += predicted;
        self.held_out += held_out;
        self.f1 += if all == 0.0 { 1.0 } else { 2.0 * both / all };
        self.iou += if all == 0.0 { 1.0 } else { both / (all - both) };
        let theirs = joined(theirs);
        self.spans += count(ours.len());
        self.spans_held_out += count(theirs.len());
        self.exact += count(ours.iter().filter(|span| theirs.contains(span)).count());
        self.matched += matched(ours, &theirs);
        self.agree_empty += f64::from(u8::from(ours.is_empty() == theirs.is_empty()));
        let is_word = |at: u32| characters.get(at as usize).is_some_and(|c| c.is_alphanumeric() || *c == '_');
        let in_a_word = |at: u32| at > 0 && is_word(at - 1) && is_word(at);
        for (start, end) in ours {
            self.in_a_word += f64::from(u8::from(in_a_word(*start))) + f64::from(u8::from(in_a_word(*end)));
            self.punctuation += f64::from(u8::from(!(*start..*end).any(is_word)));
        }
    }

    fn figures(&self) -> [(&'static str, f64); 11] {
        let spans = self.spans + self.spans_held_out;
        [
            ("char_p", self.both / self.predicted),
            ("char_r", self.both / self.held_out),
            ("char_f1_micro", 2.0 * self.both / (self.predicted + self.held_out)),
            ("char_f1_macro", self.f1 / self.n),
            ("iou_macro", self.iou / self.n),
            ("exact_f1", 2.0 * self.exact / spans),
            ("iou50_f1", 2.0 * self.matched / spans),
            ("spans_pred_per_ref", self.spans / self.spans_held_out),
            ("empty_agree", self.agree_empty / self.n),
            ("midword_boundary_rate", self.in_a_word / (2.0 * self.spans)),
            ("punct_only_spans", self.punctuation),
        ]
    }
}

/// Spans that overlap are one, as the reference has them.
fn joined(spans: &[Range]) -> BTreeSet<Range> {
    let mut joined: Vec<Range> = Vec::new();
    for (start, end) in spans.iter().copied().collect::<BTreeSet<Range>>() {
        match joined.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            Some(_) | None => joined.push((start, end)),
        }
    }
    joined.into_iter().collect()
}

/// Pairs, one to one, that overlap by half of what either covers, the best first.
fn matched(ours: &[Range], theirs: &BTreeSet<Range>) -> f64 {
    let overlap = |a: &Range, b: &Range| f64::from(a.1.min(b.1).saturating_sub(a.0.max(b.0)));
    let union = |a: &Range, b: &Range| f64::from(a.1 - a.0 + b.1 - b.0) - overlap(a, b);
    let mut pairs: Vec<(f64, &Range, &Range)> = ours
        .iter()
        .flat_map(|a| theirs.iter().map(move |b| (overlap(a, b) / union(a, b), a, b)))
        .filter(|(share, _, _)| *share >= 0.5)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    count(pairs.into_iter().filter(|(_, a, b)| !taken.contains(*a) && given.insert(**b) && taken.insert(**a)).count())
}

#[test]
fn the_soft_track_meets_the_reference() {
    let Some(reference) = read("reference/reference.json") else {
        eprintln!("skipped: no shared data beside the repository");
        return;
    };
    let reference: Value = serde_json::from_str(&reference).unwrap();
    let at = |span: &Value, index: usize| u32::try_from(span[index].as_u64().unwrap()).unwrap();
    for example in reference["spans"]["xsum"]["soft_label_examples"].as_array().unwrap() {
        let marks: Vec<Vec<Range>> = example["annotators"]
            .as_object()
            .unwrap()
            .values()
            .map(|spans| spans.as_array().unwrap().iter().map(|span| (at(span, 0), at(span, 1))).collect())
            .collect();
        let marks: Vec<&[Range]> = marks.iter().map(Vec::as_slice).collect();
        let found = of(example["text"].as_str().unwrap(), &marks, SpanThreshold::Half);
        let expected = example["soft"].as_array().unwrap();
        assert_eq!(found.soft.len(), expected.len());
        for (soft, expected) in found.soft.iter().zip(expected) {
            assert_eq!(u64::from(soft.start), expected["start"].as_u64().unwrap());
            assert_eq!(u64::from(soft.end), expected["end"].as_u64().unwrap());
            assert!((soft.share - expected["prob"].as_f64().unwrap()).abs() < 1e-12);
        }
    }
}
