//! The page: elements on the DOM, events back.

pub(crate) mod address;
pub mod app;
pub mod block;
pub mod chrome;
pub mod dom;
pub mod element;
pub mod float;
pub mod focus;
pub mod lazy;
pub mod link;
pub(crate) mod location;
pub mod media;
pub mod mount;
pub mod options;
pub mod sheet;
pub mod signal;
pub mod style;
pub mod surface;
pub mod text;
pub mod uploads;
pub mod view;
pub mod viewport;
