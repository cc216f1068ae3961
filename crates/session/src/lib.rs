//! What lives between two runs of a script: where its elements go, who its widgets are, what they
//! hold, and which run comes next. Generic over the Python value `V`; it knows neither Python nor
//! the web.

pub mod cursor;
pub mod fragments;
pub mod identity;
pub mod inbox;
pub mod media;
pub mod query;
pub mod state;

pub use cursor::Cursor;
pub use fragments::Fragments;
pub use identity::Identity;
pub use inbox::{Inbox, Interrupt};
pub use media::{Media, media_id};
pub use state::{Compared, Dropped, Kept, Registered, Retention, State, Unread, Widget};
