//! The exact cases of `vectors.json`.

use crate::story::{Range, of, ranges};
use serde_json::Value;
use touchstone_domain::gold::{ItemConsensus, SpanThreshold};

fn read(value: &Value) -> Vec<Range> {
    let range = |pair: &Value| {
        let at = |index: usize| u32::try_from(pair[index].as_u64().unwrap()).unwrap();
        (at(0), at(1))
    };
    value.as_array().unwrap().iter().map(range).collect()
}

/// Runs of tokens in, whatever the voted split: spans that touch but for white space are one.
pub(crate) fn runs(found: &ItemConsensus, text: &str) -> Vec<Range> {
    let characters: Vec<char> = text.chars().collect();
    let mut all = [ranges(&found.spans), ranges(&found.contested)].concat();
    all.sort_unstable();
    let mut merged: Vec<Range> = Vec::new();
    for (start, end) in all {
        match merged.last_mut() {
            Some(last) if characters[last.1 as usize..start as usize].iter().all(|c| c.is_whitespace()) => last.1 = end,
            Some(_) | None => merged.push((start, end)),
        }
    }
    merged
}

#[test]
fn every_vector_of_span_consensus_is_met() {
    let vectors: Value = serde_json::from_str(include_str!("../vectors.json")).unwrap();
    let given = &vectors["span_consensus"];
    let text = given["text"].as_str().unwrap();
    let cases = given["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 10);
    for case in cases {
        let name = case["name"].as_str().unwrap();
        let marks: Vec<Vec<Range>> = case["annotators"].as_object().unwrap().values().map(read).collect();
        let marks: Vec<&[Range]> = marks.iter().map(Vec::as_slice).collect();

        let half = of(text, &marks, SpanThreshold::Half);
        let mut split = [ranges(&half.spans), ranges(&half.contested)].concat();
        split.sort_unstable();
        assert_eq!(split, read(&case["ge_half_with_voted_split"]), "{name}: with the voted split");
        assert_eq!(runs(&half, text), read(&case["tokens_ge_half"]), "{name}: at least half");

        let majority = of(text, &marks, SpanThreshold::Majority);
        assert_eq!(majority.contested, [], "{name}: only `half` knows contested spans");
        assert_eq!(runs(&majority, text), read(&case["tokens_any_overlap_gt_half"]), "{name}: more than half");
    }
}
