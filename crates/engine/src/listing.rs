//! Lists of items: by what they are filtered and sorted, and what a row tells.

pub use touchstone_store::{
    Compared, Counted, Exposure, FacetCount, FacetKind, Figure, ItemFilter, ItemRow, ItemSort, ItemStatus, ItemTerm,
    ItemTest, OwnFilter, OwnRow, OwnTerm, OwnTest, ReviewStage, SortKey, Where,
};
