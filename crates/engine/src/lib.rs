//! The app as one value: messages in, messages out. It joins Python, the commands and the session,
//! and knows nothing of the browser.

mod engine;
mod handover;
mod packages;
mod scripts;
mod session_keeping;
mod settings;
mod stored_files;

pub use brooklet_python::{BootError, World};
pub use brooklet_session::Inbox;
pub use brooklet_streamlit::Outlet;
pub use engine::Engine;
pub use packages::DataModules;
