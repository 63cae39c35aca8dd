//! Lists of items: by what they are filtered and sorted, and what a row tells.

pub use touchstone_store::{
    Counted, FacetCount, FacetKind, ItemFilter, ItemRow, ItemSort, ItemStatus, OwnFilter, OwnRow, ReviewStage, SortKey,
};
