//! Types that cross to the window. Offsets are UTF-16 units of the text they belong to.

mod adjudication;
mod agreement;
mod app;
mod assignment;
mod compare;
mod export;
mod habits;
mod import;
mod item;
mod migration;
mod packet;
mod project;
mod reliability;
mod review;
mod runs;
mod schema;
mod search;
mod settings;

pub use adjudication::*;
pub use agreement::*;
pub use app::*;
pub use assignment::*;
pub use compare::*;
pub use export::*;
pub use habits::*;
pub use import::*;
pub use item::*;
pub use migration::*;
pub use packet::*;
pub use project::*;
pub use reliability::*;
pub use review::*;
pub use runs::*;
pub use schema::*;
pub use search::*;
pub use settings::*;
