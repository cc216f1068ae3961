//! The engine of apps that import packages of data: the same with NumPy.

use wasm_bindgen::prelude::*;

pub use brooklet_worker::*;

/// Is called when the module is instantiated, before there is a [`Host`].
#[wasm_bindgen(start)]
fn start() {
    brooklet_worker::bring_data(brooklet_numpy::native_modules);
}
