//! What an app's script can import beside the standard library, by the crates that this build holds.

use brooklet_python::NativeModule;

/// Packages of the engine with data.
const DATA: &[&str] = &["numpy"];

/// The modules written in Rust.
pub(crate) fn native_modules() -> Vec<NativeModule> {
    #[cfg(feature = "data")]
    return brooklet_numpy::native_modules();
    #[cfg(not(feature = "data"))]
    Vec::new()
}

/// The packages whose Python is in the archives of data.
pub(crate) fn packages() -> Vec<&'static str> {
    if cfg!(feature = "data") {
        DATA.to_vec()
    } else {
        Vec::new()
    }
}
