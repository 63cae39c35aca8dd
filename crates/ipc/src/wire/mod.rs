//! Types that cross to the window. Offsets are UTF-16 units of the text they belong to.

mod app;
mod review;
mod schema;

pub use app::*;
pub use review::*;
pub use schema::*;
