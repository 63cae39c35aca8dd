//! The hard cases named in methods.md, one test each. Zero-length spans are refused at import: a
//! `Span` cannot be empty (tested with the domain).

use crate::story::{annotation, consensus, content, of, quotes, ranges, review, reviewer};
use touchstone_domain::gold::SpanThreshold::{All, Any, Half, Majority};
use touchstone_domain::review::Content;
use touchstone_domain::text::Text;

const TEXT: &str = "The bridge opened in 1932, cost $4 million and was built by Dutch engineers.";

#[test]
fn fragments_of_one_claim_become_one_span() {
    let found = of(TEXT, &[&[(4, 10)], &[(11, 17)], &[(4, 17)]], Half);
    assert_eq!(quotes(&found.spans), ["bridge opened"]);
    assert_eq!(found.spans[0].supporters, [reviewer(1), reviewer(2), reviewer(3)]);
    assert!((found.spans[0].share_min - 2.0 / 3.0).abs() < 1e-12);
    assert!(!found.spans[0].tie);
}

#[test]
fn one_word_of_jitter_does_not_widen_the_span() {
    let found = of(TEXT, &[&[(21, 25)], &[(18, 25)], &[(21, 26)]], Half);
    assert_eq!(quotes(&found.spans), ["1932"]);
    let soft: Vec<_> = found.soft.iter().map(|soft| (soft.start, soft.end, soft.votes)).collect();
    assert_eq!(soft, [(18, 21, 1), (21, 25, 3), (25, 26, 1)], "the white space goes with those who marked it");
}

#[test]
fn a_sentence_against_words_yields_the_words() {
    let found = of(TEXT, &[&[(0, 76)], &[(21, 25), (60, 75)], &[(21, 25), (32, 42)]], Half);
    assert_eq!(quotes(&found.spans), ["1932", "$4 million", "Dutch engineers"]);
    let found = of(TEXT, &[&[(0, 76)], &[(21, 25), (60, 75)], &[(21, 25), (32, 42)]], Any);
    assert_eq!(quotes(&found.spans), [TEXT], "one reviewer's boundaries are not half of those who mark both sides");
}

#[test]
fn adjacent_spans_with_different_labels_stay_two() {
    let text = Text::new(TEXT).unwrap();
    let two =
        || content(vec![annotation(&text, &[(4, 10)], "contradiction"), annotation(&text, &[(11, 17)], "unsupported")]);
    let one = || content(vec![annotation(&text, &[(4, 17)], "contradiction")]);
    let found = consensus(&text, &[two(), two(), one()], Half);
    assert_eq!(quotes(&found.spans), ["bridge", "opened"]);
    let labels: Vec<_> = found.spans.iter().map(|span| span.label.as_ref().unwrap().as_str()).collect();
    assert_eq!(labels, ["contradiction", "unsupported"]);
    let found = consensus(&text, &[two(), one(), one()], Half);
    assert_eq!(quotes(&found.spans), ["bridge opened"]);
}

#[test]
fn half_of_those_who_mark_both_sides_is_enough_to_split() {
    let found = of(TEXT, &[&[(4, 10), (11, 17)], &[(4, 17)]], Half);
    assert_eq!(quotes(&found.spans), ["bridge", "opened"]);
}

#[test]
fn overlapping_spans_of_one_reviewer_count_once_and_make_no_boundary() {
    let marks: [&[_]; 3] = [&[(4, 17), (11, 25)], &[(4, 25)], &[]];
    let found = of(TEXT, &marks, Half);
    assert_eq!(quotes(&found.spans), ["bridge opened in 1932"]);
    assert!((found.spans[0].share_mean - 2.0 / 3.0).abs() < 1e-12, "two of three, not three of three");
}

#[test]
fn tokens_of_punctuation_only_are_tokens() {
    let found = of(TEXT, &[&[(25, 26)], &[(25, 26)], &[]], Half);
    assert_eq!(quotes(&found.spans), [","]);
    let found = of(TEXT, &[&[(60, 76)], &[(60, 75)], &[(60, 75)]], Half);
    assert_eq!(quotes(&found.spans), ["Dutch engineers"], "nothing is trimmed, nothing is added");
}

#[test]
fn combining_marks_belong_to_their_word() {
    // "Cafe" with a combining acute, then Hindi and vocalised Arabic.
    let text = "Cafe\u{301} हिन्दी مُحَمَّد";
    let found = of(text, &[&[(3, 4)], &[(4, 5)], &[(7, 8), (14, 15)]], Any);
    assert_eq!(quotes(&found.spans), ["Cafe\u{301} हिन्दी", "مُحَمَّد"]);
    let found = of(text, &[&[(3, 4)], &[(4, 5)], &[(7, 8), (14, 15)]], Majority);
    assert_eq!(quotes(&found.spans), ["Cafe\u{301}"]);
}

#[test]
fn text_without_spaces_is_voted_on_by_words() {
    let text = "東京都は1932年に橋を開通した。";
    let found = of(text, &[&[(0, 3)], &[(0, 4)], &[(9, 11)]], Half);
    assert_eq!(quotes(&found.spans), ["東京都"]);
    let thai = "สะพานเปิดในปีนั้น";
    let found = of(thai, &[&[(0, 5)], &[(1, 2)], &[]], Half);
    assert_eq!(quotes(&found.spans), ["สะพาน"], "any character of a word marks the word");
}

#[test]
fn two_reviewers_who_mark_different_places_leave_them_contested() {
    let found = of(TEXT, &[&[(21, 25)], &[(60, 75)]], Half);
    assert_eq!(quotes(&found.spans), [""; 0]);
    assert_eq!(quotes(&found.contested), ["1932", "Dutch engineers"]);
    assert_eq!(found.contested[0].supporters, [reviewer(1)]);
    assert!(found.contested[0].tie);
    for threshold in [Majority, All] {
        let found = of(TEXT, &[&[(21, 25)], &[(60, 75)]], threshold);
        assert_eq!((found.spans.len(), found.contested.len()), (0, 0));
    }
    let found = of(TEXT, &[&[(21, 25)], &[(60, 75)]], Any);
    assert_eq!(quotes(&found.spans), ["1932", "Dutch engineers"]);
    assert_eq!(found.contested, []);
}

#[test]
fn of_two_reviewers_what_both_mark_is_in_and_the_rest_contested() {
    let found = of(TEXT, &[&[(4, 25)], &[(11, 25)]], Half);
    assert_eq!(quotes(&found.spans), ["opened in 1932"]);
    assert!(!found.spans[0].tie);
    assert_eq!(quotes(&found.contested), ["bridge"]);
}

#[test]
fn a_reviewer_who_marked_nothing_counts() {
    let found = of(TEXT, &[&[(21, 25)], &[]], Half);
    assert_eq!((found.k, found.spans.len()), (2, 0));
    assert_eq!(quotes(&found.contested), ["1932"]);
    let found = of(TEXT, &[&[(21, 25)], &[], &[]], Half);
    assert_eq!((found.spans.len(), found.contested.len()), (0, 0));
    assert_eq!(found.soft.len(), 1, "the soft track keeps what the consensus left out");
    assert!((found.soft[0].share - 1.0 / 3.0).abs() < 1e-12);
}

#[test]
fn all_empty_is_a_consensus_too() {
    let found = of(TEXT, &[&[], &[], &[]], Half);
    assert_eq!((found.k, found.spans.len(), found.contested.len(), found.soft.len()), (3, 0, 0, 0));
    assert_eq!(found.verdict.unwrap().as_str(), "clean");
    assert!(found.disagreement.abs() < 1e-12);
}

#[test]
fn an_item_nobody_submitted_is_unresolved_with_the_reason() {
    let found = of(TEXT, &[], Half);
    assert_eq!((found.k, found.verdict, found.verdict_probability), (0, None, None));
    assert_eq!(found.unresolved.as_deref(), Some("No review of this item was submitted."));
    assert!(found.disagreement.abs() < 1e-12);
}

#[test]
fn four_reviewers_half_of_them_is_in_and_flagged() {
    let marks: [&[_]; 4] = [&[(21, 25)], &[(18, 25)], &[(18, 25)], &[]];
    let found = of(TEXT, &marks, Half);
    assert_eq!(quotes(&found.spans), ["in 1932"]);
    assert!(found.spans[0].tie);
    assert!((found.spans[0].share_min - 0.5).abs() < 1e-12);
    assert!((found.spans[0].share_mean - 0.625).abs() < 1e-12);
    let found = of(TEXT, &marks, Majority);
    assert_eq!(quotes(&found.spans), ["1932"]);
    assert!(!found.spans[0].tie);
    assert_eq!(of(TEXT, &marks, All).spans, []);
}

#[test]
fn a_single_reviewers_spans_stay_as_they_are() {
    let text = Text::new(TEXT).unwrap();
    for threshold in [Any, Half, Majority, All] {
        let found = consensus(&text, &[review(&text, &[(5, 9), (4, 25), (21, 25)])], threshold);
        assert_eq!(ranges(&found.spans), [(4, 25), (5, 9), (21, 25)]);
        assert!(found.spans.iter().all(|span| span.single && !span.tie && span.supporters == [reviewer(1)]));
        assert_eq!(found.contested, []);
    }
}

#[test]
fn where_nobody_marks_both_sides_nobody_votes_for_a_split() {
    let found = of(TEXT, &[&[(4, 10)], &[(11, 17)], &[]], Any);
    assert_eq!(quotes(&found.spans), ["bridge opened"]);
}

#[test]
fn one_class_only_is_no_trouble() {
    let found = of(TEXT, &[&[(0, 76)], &[(0, 76)], &[(0, 76)]], All);
    assert_eq!(quotes(&found.spans), [TEXT]);
    assert!((found.spans[0].share_min - 1.0).abs() < 1e-12);
    assert!(found.disagreement.abs() < 1e-12);
}

#[test]
fn a_discontinuous_annotation_marks_its_segments_only() {
    let text = Text::new(TEXT).unwrap();
    let split = || content(vec![annotation(&text, &[(4, 10), (21, 25)], "unsupported")]);
    let found =
        consensus(&text, &[split(), split(), Content { verdict: Some("clean".into()), ..Content::default() }], Half);
    assert_eq!(quotes(&found.spans), ["bridge", "1932"]);
    assert!(found.spans.iter().all(|span| span.label.as_ref().unwrap().as_str() == "unsupported"));
}

#[test]
fn white_space_alone_marks_no_token() {
    let found = of(TEXT, &[&[(3, 4)], &[(3, 4)]], Half);
    assert_eq!((found.spans.len(), found.contested.len(), found.soft.len()), (0, 0, 0));
    let found = of(TEXT, &[&[(10, 11)], &[(4, 17)], &[(4, 17)]], Half);
    assert_eq!(found.spans[0].supporters, [reviewer(2), reviewer(3)], "nor does it support the span around it");
}

#[test]
fn disagreement_is_the_mean_of_the_tokens_and_the_verdicts() {
    assert!((of(TEXT, &[&[(21, 25)], &[]], Half).disagreement - 1.0).abs() < 1e-12);
    assert!((of(TEXT, &[&[(21, 25)], &[(60, 75)]], Half).disagreement - 0.5).abs() < 1e-12);
    assert!((of(TEXT, &[&[(21, 25)], &[(21, 25)], &[]], Half).disagreement - 2.0 / 3.0).abs() < 1e-12);
}
