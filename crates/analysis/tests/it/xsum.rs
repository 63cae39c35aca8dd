//! The leave-one-out figures of the reference on the `XSum` annotations (Maynez et al. 2020), where
//! the data lie beside the repository. Token figures are compared within 1e-3: the reference makes
//! a combining mark a token of its own.

use crate::story::{Range, of, ranges};
use serde_json::Value;
use std::collections::BTreeMap;
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
    for (threshold, name) in [(SpanThreshold::Half, "token >=1/2"), (SpanThreshold::Majority, "token >1/2")] {
        let (mut both, mut predicted, mut held_out, mut n) = (0_u32, 0_u32, 0_u32, 0_u32);
        for (item, marks) in &items {
            let text = &texts[item];
            for out in 0..marks.len() {
                let others: Vec<&[Range]> = marks
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != out)
                    .map(|(_, ranges)| ranges.as_slice())
                    .collect();
                if others.len() < 2 {
                    continue;
                }
                n += 1;
                let found = of(text, &others, threshold);
                let length = text.chars().count();
                // The reference has no voted split: the soft track has the white space inside a run.
                let all = [ranges(&found.spans), ranges(&found.contested)].concat();
                let mut ours = covered(length, &all);
                for pair in sorted(all).windows(2) {
                    let gap = pair[0].1 as usize..pair[1].0 as usize;
                    if text.chars().skip(gap.start).take(gap.len()).all(char::is_whitespace) {
                        ours[gap].fill(true);
                    }
                }
                for (ours, theirs) in ours.into_iter().zip(covered(length, &marks[out])) {
                    both += u32::from(ours && theirs);
                    predicted += u32::from(ours);
                    held_out += u32::from(theirs);
                }
            }
        }
        let reference = &reference[name];
        assert_eq!(u64::from(n), reference["n"].as_u64().unwrap());
        let close = |figure: f64, key: &str| {
            let expected = reference[key].as_f64().unwrap();
            assert!((figure - expected).abs() < 1e-3, "{name} {key}: {figure} against {expected}");
        };
        close(f64::from(both) / f64::from(predicted), "char_p");
        close(f64::from(both) / f64::from(held_out), "char_r");
        close(2.0 * f64::from(both) / f64::from(predicted + held_out), "char_f1_micro");
    }
}

fn sorted(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    ranges
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
