//! Charts.

pub(crate) mod bokeh;
pub(crate) mod built_in;
pub(crate) mod echarts;
pub(crate) mod graphviz;
mod library;
pub(crate) mod map;
pub(crate) mod mermaid;
pub(crate) mod plotly;
pub(crate) mod pydeck;
pub(crate) mod pyplot;
mod selection;
mod series;
mod spec;
pub(crate) mod vega_lite;
