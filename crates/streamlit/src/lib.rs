//! Every public name of Streamlit that a script can say: signature, checks, value, element.
//!
//! A command is one file: it holds a [`command::Command`] with its signature as Python writes it
//! and the function that carries it out. [`commands::ALL`] lists them; the functions of module
//! `streamlit` and the methods of every container are made from that list.
//!
//! `kernel` is what commands stand on, `call` one call of a command, `widget` what all widgets
//! share. These three know no command: the table is handed in by [`module::install`].

pub mod commands;
pub mod error;
pub mod module;

pub mod call;
pub mod kernel;
mod package;
mod state;
mod value;
pub mod widget;

mod cache;
mod chart;
mod chat;
mod components;
mod connections;
mod context;
mod data;
mod flow;
mod input;
mod layout;
mod media;
mod navigation;
mod status;
mod submodules;
mod text;
mod write;

use call::{argument, bytes, command, container, duration, function, signature};
use kernel::target;
use state::{query_params, session_state};

pub use kernel::app::App;
pub use kernel::outbox::Outlet;
pub use kernel::pages::Scripts;
pub use kernel::session::Session;
pub use state::snapshot::SnapshotWork;

/// The app by its former name.
mod runtime {
    pub(crate) use crate::kernel::app::App as Runtime;
}
