//! What an app's script can import beside the standard library, by the crates that this build holds.

use brooklet_python::NativeModule;

/// Packages of the engine with data.
const DATA: &[&str] = &["numpy"];

/// Whether this is that engine.
const HAS_DATA: bool = cfg!(feature = "data");

/// The modules written in Rust.
pub(crate) fn native_modules() -> Vec<NativeModule> {
    #[cfg(feature = "data")]
    return brooklet_numpy::native_modules();
    #[cfg(not(feature = "data"))]
    Vec::new()
}

/// The packages whose Python is in the archives of data.
pub(crate) fn packages() -> Vec<&'static str> {
    if HAS_DATA { DATA.to_vec() } else { Vec::new() }
}

/// Whether the engine with data has a package that this one has not.
pub(crate) fn is_elsewhere(package: &str) -> bool {
    !HAS_DATA && DATA.contains(&package)
}
