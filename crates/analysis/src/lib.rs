//! Pure mathematics of review: votes, agreement, consensus.
