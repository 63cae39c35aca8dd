//! The strict majority of verdicts.

use touchstone_analysis::consensus::majority_vote::{MajorityVote, estimate};
use touchstone_domain::label::VerdictId;

fn vote(verdicts: &[&str]) -> MajorityVote {
    let ids: Vec<Option<VerdictId>> = verdicts.iter().map(|name| (!name.is_empty()).then(|| (*name).into())).collect();
    estimate(ids.iter().map(Option::as_ref))
}

#[test]
fn more_than_half_decides() {
    let found = vote(&["hallucinated", "clean", "hallucinated"]);
    assert_eq!(found.verdict.unwrap().as_str(), "hallucinated");
    assert!((found.share.unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert_eq!(found.votes, [("clean".into(), 1), ("hallucinated".into(), 2)]);
    assert_eq!(found.unresolved, None);
}

#[test]
fn a_tie_is_unresolved_and_never_the_first_in_the_alphabet() {
    let found = vote(&["hallucinated", "clean"]);
    assert_eq!(found.verdict, None);
    assert!((found.share.unwrap() - 0.5).abs() < 1e-12);
    assert_eq!(
        found.unresolved.as_deref(),
        Some("No verdict has more than half of the 2 submitted reviews: clean 1, hallucinated 1.")
    );
}

#[test]
fn a_largest_class_without_a_majority_is_unresolved() {
    let found = vote(&["clean", "clean", "unsure", "hallucinated"]);
    assert_eq!(found.verdict, None);
    assert!((found.share.unwrap() - 0.5).abs() < 1e-12);
}

#[test]
fn unsure_is_a_class_of_its_own() {
    assert_eq!(vote(&["unsure", "unsure", "clean"]).verdict.unwrap().as_str(), "unsure");
}

#[test]
fn a_review_without_a_verdict_counts_and_votes_for_nothing() {
    assert_eq!(vote(&["clean", ""]).verdict, None);
    assert_eq!(vote(&["clean", "clean", ""]).verdict.unwrap().as_str(), "clean");
    assert_eq!(vote(&[""]).unresolved.as_deref(), Some("The only submitted review gives no verdict."));
    assert_eq!(vote(&["", ""]).unresolved.as_deref(), Some("None of the 2 submitted reviews gives a verdict."));
}

#[test]
fn no_review_no_verdict() {
    let found = vote(&[]);
    assert_eq!((found.verdict, found.share, found.votes), (None, None, Vec::new()));
    assert_eq!(found.unresolved.as_deref(), Some("No review of this item was submitted."));
}
