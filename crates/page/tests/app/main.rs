//! An app in a real browser, with a worker played by the test: runs, values, and the engine's end.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod crash_recovery;
mod fixture;
mod frame;
mod runs;
mod start;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
