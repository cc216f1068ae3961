//! The archives for tests: frozen once, and kept.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Packed, pack, site_packages};

/// The archives, kept in a folder of the build; nothing on a machine that cannot have the wheels.
///
/// # Panics
/// If the wheels cannot be frozen, or the folder cannot be written.
pub fn frozen(folder: &Path) -> Option<Packed> {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"));
    let packages = match site_packages(&cache.or_else(home)?.join("brooklet")) {
        Ok(packages) => packages,
        Err(error) => {
            eprintln!("without NumPy's layer: {error}");
            return None;
        }
    };
    let read = |name: &str| fs::read(folder.join(name)).ok();
    if let (Some(data), Some(more)) = (read("data.wasm"), read("data-more.bin")) {
        return Some(Packed { data, more });
    }
    let packed = pack(&packages).unwrap_or_else(|error| panic!("{error}"));
    // Renamed into place: another test may do the same.
    for (name, bytes) in [("data-more.bin", &packed.more), ("data.wasm", &packed.data)] {
        let part = folder.join(format!("{name}.{}", std::process::id()));
        let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, folder.join(name)));
        assert!(written.is_ok(), "{written:?}");
    }
    Some(packed)
}
