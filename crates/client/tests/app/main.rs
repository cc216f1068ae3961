//! An app on a page without a browser, with an engine that is played by the test.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod engines;
mod fixture;
mod forms;
mod runs;
