//! The engine in a real worker: messages in, messages out, time, and what comes over the network.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod fixture;
mod library;
mod runs;
mod waiting;
mod world;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_dedicated_worker);
