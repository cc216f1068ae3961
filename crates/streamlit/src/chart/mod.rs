//! Charts.

pub(crate) mod built_in;
pub(crate) mod graphviz;
pub(crate) mod plotly;
mod series;
mod spec;
pub(crate) mod vega_lite;
