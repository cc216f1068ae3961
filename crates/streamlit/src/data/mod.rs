//! Numbers and tables.

pub(crate) mod metric;
pub(crate) mod table;
