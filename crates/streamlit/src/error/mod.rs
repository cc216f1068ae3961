//! What scripts are told when something is wrong: the types of exceptions, the problems as enums
//! with fields, and beside each its words. No message stands anywhere else in this crate.
//!
//! A message says what is wrong with which value, then what would be right.

pub mod catalogue;
mod exception_types;
pub mod problem;
mod raise;

mod argument;
mod cache;
mod context;
mod data;
mod flow;
mod layout;
mod media;
mod page;
mod widget;

pub(crate) use argument::{ArgumentError, either, either_text};
pub(crate) use cache::CacheError;
pub(crate) use context::ContextError;
pub(crate) use data::DataError;
pub use exception_types::ErrorTypes;
pub(crate) use flow::FlowError;
pub(crate) use layout::LayoutError;
pub(crate) use media::MediaError;
pub(crate) use page::{PageError, PageName};
pub(crate) use raise::{python_error, shown};
pub(crate) use widget::WidgetError;
