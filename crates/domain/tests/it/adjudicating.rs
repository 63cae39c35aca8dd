//! What an adjudicator may do, one by one, and what it comes to.

use crate::bench::{Bench, because, reason};
use crate::desk::annotation_id;
use touchstone_domain::adjudication::cause::{Cause, CauseReport, Reason};
use touchstone_domain::adjudication::corrected::corrected;
use touchstone_domain::adjudication::deciding::{Refusal, Wish};
use touchstone_domain::adjudication::{Act, Heard};
use touchstone_domain::annotation::Labels;
use touchstone_domain::span::ScalarOffset;
use touchstone_domain::text::Text;

fn accept(number: u8) -> Wish {
    Wish::Accept(annotation_id(number), because())
}

#[test]
fn what_all_agree_on_is_filled_in_and_differences_wait() {
    let bench = Bench::new();
    assert_eq!(bench.gold(), ["1932"]);
    assert_eq!(bench.open(), 2);
}

#[test]
fn accepting_a_candidate_decides_its_difference_and_another_one_that_overlaps_takes_its_place() {
    let mut bench = Bench::new();
    bench.act(accept(2)).unwrap();
    assert_eq!(bench.gold(), ["1932", "cost"]);
    assert_eq!(bench.open(), 1);
    bench.act(accept(3)).unwrap();
    assert_eq!(bench.gold(), ["1932", "cost $4 million"]);
    bench.act(Wish::Undo).unwrap();
    assert_eq!(bench.gold(), ["1932", "cost"]);
}

#[test]
fn a_rejected_difference_leaves_no_gold_and_gold_can_be_rejected_even_where_all_agree() {
    let mut bench = Bench::new();
    bench.act(accept(2)).unwrap();
    bench.act(Wish::Reject(annotation_id(100), because())).unwrap();
    bench.act(Wish::Reject(annotation_id(1), reason(Cause::Taste))).unwrap();
    assert_eq!(bench.gold(), Vec::<String>::new());
    assert_eq!(bench.open(), 1);
}

#[test]
fn a_change_says_what_was_changed() {
    let mut bench = Bench::new();
    let acts = |bench: &Bench| bench.adjudication().rulings.iter().map(|ruling| ruling.act).collect::<Vec<_>>();
    bench.act(Wish::Change(bench.desk.annotation(3, 32, 42), because())).unwrap();
    let mut label = bench.desk.annotation(1, 21, 25);
    label.labels = Labels::one("contradiction".into());
    bench.act(Wish::Change(label, because())).unwrap();
    let mut correction = bench.desk.annotation(4, 60, 65);
    correction.correction = Some("Swiss".to_owned());
    bench.act(Wish::Change(correction.clone(), because())).unwrap();
    assert_eq!(acts(&bench), [Act::Rebound, Act::Relabelled, Act::Edited]);
    assert_eq!(bench.gold(), ["1932", "$4 million", "Dutch"]);
    correction.id = bench.piece("Dutch");
    bench.act(Wish::Change(correction, because())).unwrap();
    assert_eq!(acts(&bench).len(), 3, "what changes nothing is no ruling");
}

#[test]
fn pieces_merge_over_white_space_and_stay_apart_over_words() {
    let mut bench = Bench::new();
    bench.act(Wish::Add(bench.desk.annotation(9, 32, 42), because())).unwrap();
    let million = bench.piece("$4 million");
    bench.act(Wish::Merge(vec![million, annotation_id(2)], because())).unwrap();
    assert_eq!(bench.gold(), ["1932", "cost $4 million"]);
    bench.act(Wish::Merge(vec![annotation_id(1), annotation_id(4)], because())).unwrap();
    assert_eq!(bench.gold(), ["1932 … Dutch", "cost $4 million"]);
    assert_eq!(bench.open(), 0);
    assert_eq!(bench.decide(Wish::Merge(vec![annotation_id(3); 2], because())), Err(Refusal::NothingToMerge));
}

#[test]
fn a_split_drops_the_blank_at_the_cut_and_is_refused_at_an_end() {
    let mut bench = Bench::new();
    bench.act(Wish::Split(annotation_id(3), ScalarOffset(31), because())).unwrap();
    assert_eq!(bench.gold(), ["1932", "cost", "$4 million"]);
    let id = bench.piece("cost");
    for at in [27, 31, 50] {
        let refused = bench.decide(Wish::Split(id, ScalarOffset(at), because()));
        assert_eq!(refused, Err(Refusal::NothingToSplit { id }));
    }
}

#[test]
fn differences_block_settling_and_nothing_else() {
    let mut bench = Bench::new();
    let settle = Wish::Settle { confirmed: false };
    assert_eq!(bench.decide(settle.clone()), Err(Refusal::StillOpen { count: 2 }));
    bench.act(accept(3)).unwrap();
    let refused = bench.decide(settle.clone()).unwrap_err();
    assert_eq!(refused.to_string(), "1 of the differences is not decided yet. Accept or reject each of them first.");
    bench.act(accept(4)).unwrap();
    bench.differences.unanimous = None;
    assert_eq!(bench.decide(settle.clone()), Err(Refusal::VerdictOpen));
    bench.act(Wish::DecideVerdict(Some("clean".into()), because())).unwrap();
    assert_eq!(bench.decide(settle.clone()), Err(Refusal::CleanWithGold { count: 3 }));
    bench.act(Wish::DecideVerdict(Some("hallucinated".into()), because())).unwrap();
    bench.act(settle.clone()).unwrap();
    let settled = bench.adjudication().settled.unwrap();
    assert_eq!(
        settled.gold.iter().map(touchstone_domain::annotation::Annotation::quote).collect::<Vec<_>>(),
        bench.gold()
    );
    assert_eq!(bench.decide(settle), Err(Refusal::WrongState { state: "settled already" }));
    // Another ruling takes it up again, and undo settles it as it was.
    bench.act(Wish::Reject(annotation_id(101), because())).unwrap();
    assert_eq!(bench.adjudication().settled, None);
    bench.act(Wish::Undo).unwrap();
    assert_eq!(bench.adjudication().settled, Some(settled));
}

#[test]
fn hallucinated_without_gold_asks_once() {
    let mut bench = Bench::new();
    for number in [100, 101, 1] {
        bench.act(Wish::Reject(annotation_id(number), because())).unwrap();
    }
    assert_eq!(bench.decide(Wish::Settle { confirmed: false }), Err(Refusal::HallucinatedWithoutGold));
    bench.act(Wish::Settle { confirmed: true }).unwrap();
}

#[test]
fn settled_gold_stays_when_a_review_changes_and_the_difference_is_open_again() {
    let mut bench = Bench::new();
    bench.act(accept(3)).unwrap();
    bench.act(accept(4)).unwrap();
    bench.act(Wish::Settle { confirmed: false }).unwrap();
    let changed = bench.desk.annotation(4, 60, 75);
    bench.differences.differences[1].heard = vec![Heard::of(&changed)];
    assert_eq!(bench.open(), 1);
    assert_eq!(bench.adjudication().settled.unwrap().gold.len(), 3);
}

#[test]
fn corrections_that_overlap_are_refused_until_one_goes() {
    let mut bench = Bench::new();
    let mut short = bench.desk.annotation(2, 27, 31);
    short.correction = Some("was priced at".to_owned());
    bench.act(Wish::Change(short, because())).unwrap();
    let mut long = bench.desk.annotation(9, 27, 42);
    long.correction = Some("cost $5 million".to_owned());
    bench.act(Wish::Add(long, because())).unwrap();
    bench.act(accept(4)).unwrap();
    let refused = bench.decide(Wish::Settle { confirmed: false }).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The corrected text cannot be built: two corrections overlap: of “cost” and of “cost $4 million”. \
         Change one of them, or merge the two."
    );
    bench.act(Wish::Reject(bench.piece("cost"), because())).unwrap();
    bench.act(Wish::Settle { confirmed: false }).unwrap();
    let gold = bench.adjudication().settled.unwrap().gold;
    let text = corrected(&bench.desk.sample, &gold).unwrap().unwrap();
    assert_eq!(text, "The bridge opened in 1932, cost $5 million and was built by Dutch engineers.");
}

#[test]
fn a_passage_left_out_takes_one_blank_along() {
    let read = |text: &str, ranges: &[(u64, u64)], correction: &str| {
        let text = Text::new(text).unwrap();
        let mut annotation = crate::desk::Desk::new().annotation(1, 0, 3);
        annotation.segments =
            ranges.iter().map(|(start, end)| text.segment(text.span(*start, *end).unwrap())).collect();
        annotation.correction = Some(correction.to_owned());
        corrected(&text, &[annotation]).unwrap().unwrap()
    };
    assert_eq!(read("One two three.", &[(4, 7)], ""), "One three.");
    assert_eq!(read("One two three.", &[(8, 13)], ""), "One two.");
    assert_eq!(read("One two three.", &[(0, 3)], ""), "two three.");
    assert_eq!(read("One two three.", &[(0, 3), (8, 13)], "1"), "1 two.");
    assert_eq!(read("é two 👩‍🚀 three", &[(6, 9)], "four"), "é two four three");
}

#[test]
fn the_report_counts_causes_by_label_and_the_last_word_on_a_difference() {
    let mut bench = Bench::new();
    let said = |cause, words: &str| Reason { cause, words: Some(words.to_owned()) };
    bench.act(Wish::Accept(annotation_id(2), reason(Cause::Taste))).unwrap();
    bench.act(Wish::Accept(annotation_id(3), said(Cause::GuidelineGap, " where a sum ends "))).unwrap();
    bench.act(Wish::Reject(annotation_id(101), reason(Cause::ReviewerError))).unwrap();
    let mut report = CauseReport::default();
    report.add(&bench.adjudication());
    report.add(&Bench::new().adjudication());
    assert_eq!(report.items, 1);
    assert_eq!((report.spans.total(), report.spans.of(Cause::Taste)), (2, 0));
    let (label, causes) = report.needing_work()[0];
    assert_eq!((label.as_str(), causes.of(Cause::GuidelineGap), causes.total()), ("reasoning-error", 1, 2));
    assert_eq!(report.words[0].1.words.as_deref(), Some("where a sum ends"));
    assert_eq!(report.acts[&Act::Accepted], 2);
}
