//! Whole scripts, run natively: what the reader sees, what an action changes.

mod arguments;
mod buttons;
mod caching;
mod chat;
mod choices;
mod elements;
mod fields;
mod folding;
mod forms;
mod fragments;
mod groups;
mod kept;
mod layouts;
mod live;
mod magic;
mod media;
mod modules;
mod options;
mod pages;
mod query_params;
mod runs;
mod session_state;
mod surroundings;
mod texts;
mod uploads;
mod widgets;
