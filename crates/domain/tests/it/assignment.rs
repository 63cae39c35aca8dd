//! Where reviewers begin on the ring of items.

use expect_test::expect;
use touchstone_domain::assignment::starting_point;
use touchstone_domain::id::ReviewerId;

#[test]
fn the_start_depends_on_the_seed_and_the_reviewer_only() {
    let (first, second) = (ReviewerId::from_bytes([1; 16]), ReviewerId::from_bytes([2; 16]));
    assert_eq!(starting_point("seed", first), starting_point("seed", first));
    assert_ne!(starting_point("seed", first), starting_point("seed", second));
    assert_ne!(starting_point("seed", first), starting_point("other", first));
    // A project keeps its order over versions of the program.
    expect!["77f0da44577e7de673fff4ebc806cf64"].assert_eq(&starting_point("seed", first).to_string());
}

#[test]
fn the_starts_are_spread_over_the_ring() {
    let mut quarters = [0; 4];
    for number in 0..200_u8 {
        let start = starting_point("seed", ReviewerId::from_bytes([number; 16]));
        quarters[usize::from(start.as_bytes()[0] / 64)] += 1;
    }
    assert!(quarters.iter().all(|count| *count > 25), "{quarters:?}");
}
