//! Elements in a real browser: what is drawn, what a reader's click or key reports, what is heard.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod accessibility;
mod choices;
mod components;
mod fields;
mod fixture;
mod grid;
mod keyboard;
mod media;
mod presses;
mod widgets;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
