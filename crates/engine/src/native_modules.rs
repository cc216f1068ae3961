//! The modules written in Rust that an app's script can import beside the standard library.

use brooklet_python::NativeModule;

/// All of them, by the crates that this build holds.
pub(crate) fn native_modules() -> Vec<NativeModule> {
    Vec::new()
}
