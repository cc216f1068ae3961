//! Every public name of Streamlit that a script can say: signature, checks, value, element.
//!
//! A command is one file: it holds a [`command::Command`] with its signature as Python writes it
//! and the function that carries it out. [`commands::ALL`] lists them; the functions of module
//! `streamlit` and the methods of every container are made from that list.

pub mod argument;
pub mod bytes;
pub(crate) mod callbacks;
pub mod command;
pub mod commands;
pub mod container;
pub(crate) mod duration;
pub mod error;
pub(crate) mod fragments;
pub mod function;
pub mod module;
pub mod query_params;
pub mod runtime;
pub(crate) mod scope;
pub mod session_state;
pub mod signature;
pub mod target;
pub mod widget;

mod part;
mod upload;

mod cache;
mod chat;
mod components;
mod data;
mod flow;
mod input;
mod layout;
mod media;
pub mod navigation;
mod status;
mod surroundings;
mod text;
mod write;

pub use input::download_button::Deferred;
pub use runtime::{Outlet, Runtime};
