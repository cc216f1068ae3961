//! The page: elements on the DOM, events back.

pub mod dom;
pub mod view;
pub mod widgets;
