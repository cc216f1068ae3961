//! `st.write` and the values it shows.

pub(crate) mod any;
pub(crate) mod echo;
pub(crate) mod help;
pub(crate) mod json;
pub(crate) mod stream;
