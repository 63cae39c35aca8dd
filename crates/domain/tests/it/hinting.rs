//! Who sees hints, and that chance is fair and the same everywhere.

use touchstone_domain::hinting::HintPolicy;
use touchstone_domain::id::{ItemId, ReviewerId};
use touchstone_domain::review::ReviewState;

fn shows(policy: HintPolicy, item: u32, reviewer: &str, state: &ReviewState) -> bool {
    policy.shows("seed", ItemId::from_parts(&[&item.to_string()]), ReviewerId::from_parts(&[reviewer]), state)
}

#[test]
fn nothing_is_shown_in_a_blind_project_unless_the_lead_chooses() {
    assert_eq!(HintPolicy::default_of(true), HintPolicy::Off);
    assert_eq!(HintPolicy::default_of(false), HintPolicy::Always);
    for state in [ReviewState::NotStarted, ReviewState::InProgress, ReviewState::Submitted] {
        assert!(!shows(HintPolicy::Off, 1, "ada", &state));
        assert!(shows(HintPolicy::Always, 1, "ada", &state));
        assert_eq!(shows(HintPolicy::AfterSubmit, 1, "ada", &state), state == ReviewState::Submitted);
    }
}

#[test]
fn chance_is_fair_independent_of_the_reviewer_and_does_not_change_with_the_review() {
    let half = HintPolicy::Randomised { probability: 0.5 };
    let drawn = |reviewer: &str| -> Vec<bool> {
        (0..2_000).map(|item| shows(half, item, reviewer, &ReviewState::NotStarted)).collect()
    };
    let (ada, bo) = (drawn("ada"), drawn("bo"));
    for shown in [&ada, &bo] {
        let count = shown.iter().filter(|shown| **shown).count();
        assert!((900..1_100).contains(&count), "{count} of 2000");
    }
    let both = ada.iter().zip(&bo).filter(|(a, b)| a == b).count();
    assert!((900..1_100).contains(&both), "{both} of 2000 alike");
    let later: Vec<bool> = (0..2_000).map(|item| shows(half, item, "ada", &ReviewState::Submitted)).collect();
    assert_eq!(ada, later);
    for (probability, expected) in [(0.0, false), (1.0, true)] {
        let policy = HintPolicy::Randomised { probability };
        assert!((0..200).all(|item| shows(policy, item, "ada", &ReviewState::NotStarted) == expected));
    }
}

#[test]
fn a_policy_has_a_form_in_files() {
    let written = |policy| serde_json::to_string(&policy).unwrap();
    assert_eq!(written(HintPolicy::AfterSubmit), r#"{"policy":"after-submit"}"#);
    assert_eq!(written(HintPolicy::Randomised { probability: 0.5 }), r#"{"policy":"randomised","probability":0.5}"#);
}
