//! Navigation and pages.

pub(crate) mod menu;
pub(crate) mod name;
pub(crate) mod page;
pub(crate) mod page_link;
pub(crate) mod switch_page;
