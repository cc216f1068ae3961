//! What the commands stand on: the app, its sessions, the run under way, what leaves for the page.
//! Nothing here knows a command.

pub mod app;
mod bindings;
pub(crate) mod cached_result;
mod callbacks;
pub(crate) mod capture;
mod checkpoint;
pub(crate) mod container_kind;
mod draw;
pub(crate) mod exception;
pub(crate) mod form;
pub(crate) mod fragment;
mod fragment_run;
pub mod outbox;
pub mod pages;
pub(crate) mod pickling;
pub(crate) mod python_source;
mod raise;
mod replay;
mod restored;
pub(crate) mod restored_values;
pub(crate) mod returned;
pub(crate) mod run;
pub mod session;
pub mod target;
pub(crate) mod uploads;
pub mod widget;
