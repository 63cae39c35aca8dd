//! One module for each table (or the few that belong together): its SQL beside its words.

mod adjudication;
mod assignment;
mod comparison;
mod consensus_run;
mod event;
mod facet;
mod given_gold;
mod import_record;
mod item;
mod item_block;
mod item_search;
mod item_state;
mod label_schema;
mod note_search;
mod packet;
pub(crate) mod pending;
mod project;
mod review;
mod reviewer;
mod setting;
mod source;
mod tally;
mod text;

pub use adjudication::{CaseRow, CaseStanding, CaseState};
pub use assignment::{StoredPlan, counted};
pub use comparison::Exposure;
pub use consensus_run::{StoredItem, StoredRun};
pub use event::ReviewOrigin;
pub use facet::{FacetCount, FacetKind};
pub use given_gold::ToldGold;
pub use import_record::ImportRecord;
pub use item::{Inserted, KnownItem};
pub use item_search::FoundIn;
pub use item_state::{
    Compared, Counted, Figure, ItemFilter, ItemRow, ItemSort, ItemStatus, ItemTerm, ItemTest, SortKey, Where,
};
pub use packet::PacketRow;
pub use project::ProjectFacts;
pub use review::{OwnFilter, OwnRow, OwnTerm, OwnTest, ReviewRow, ReviewStage, SampleRow, SubmittedRow};
pub use tally::{Counts, Progress};
