//! Which engine an app needs, and which files of the runtime only one of both has.

use std::io::{Cursor, Read};

use zip::ZipArchive;

// The page reads scripts by the same file, which knows nothing of others: a dependency would ask
// authors of apps for a newer cargo.
#[path = "../../client/src/engine_kind.rs"]
#[allow(unreachable_pub, reason = "it is public in the page's crate")]
mod engine_kind;

use crate::wheel_name::is_wheel;
pub(crate) use engine_kind::EngineKind;

/// The runtime's files that only apps with data fetch.
const OF_DATA: [&str; 5] = [
    "engine-data.js",
    "engine-data_bg.wasm",
    "data.bin",
    "data-more.bin",
    "data.LICENSE",
];

/// Those that only the others fetch.
const OF_PLAIN: [&str; 2] = ["engine.js", "engine_bg.wasm"];

/// Packages that the runtime has instead of their wheels, in its engine with data.
const PACKAGES: [&str; 1] = ["numpy"];

/// The engine for an app with these files, if the runtime has both.
pub(crate) fn engine_of(app: &[(String, Vec<u8>)], runtime: &[(String, Vec<u8>)]) -> EngineKind {
    let has_data = runtime.iter().any(|(path, _)| path == OF_DATA[1]);
    let scripts = app
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let mut wheels = app.iter().filter(|(path, _)| is_wheel(path));
    if has_data
        && (EngineKind::of(scripts) == EngineKind::Data
            || wheels.any(|(_, bytes)| needs_data(bytes)))
    {
        EngineKind::Data
    } else {
        EngineKind::Plain
    }
}

/// Whether an app with this engine does not fetch a file of the runtime, unless it finds out while it
/// runs that it needs the other one.
pub(crate) fn is_of_other(engine: EngineKind, path: &str) -> bool {
    match engine {
        EngineKind::Plain => OF_DATA.contains(&path),
        EngineKind::Data => OF_PLAIN.contains(&path),
    }
}

/// Whether a wheel says that it needs one of the packages, in any case and not only for an extra.
fn needs_data(wheel: &[u8]) -> bool {
    let metadata = || {
        let mut archive = ZipArchive::new(Cursor::new(wheel)).ok()?;
        let name = archive
            .file_names()
            .find(|name| name.ends_with(".dist-info/METADATA"))?
            .to_owned();
        let mut text = String::new();
        archive
            .by_name(&name)
            .ok()?
            .read_to_string(&mut text)
            .ok()?;
        Some(text)
    };
    let text = metadata().unwrap_or_default();
    let needs = text.lines().take_while(|line| !line.is_empty());
    needs
        .filter_map(|line| line.strip_prefix("Requires-Dist:"))
        .filter(|need| !need.contains("extra"))
        .any(|need| {
            let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
            let name = need.trim().split(|letter| !is_name(letter)).next();
            PACKAGES.contains(&name.unwrap_or_default().to_ascii_lowercase().as_str())
        })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn files(files: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
        let owned = |(path, bytes): &(&str, &[u8])| ((*path).to_owned(), bytes.to_vec());
        files.iter().map(owned).collect()
    }

    fn wheel(need: &str) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = ZipWriter::new(&mut bytes);
        writer
            .start_file("tea-1.dist-info/METADATA", SimpleFileOptions::default())
            .unwrap();
        writeln!(writer, "Name: tea\nRequires-Dist: {need}\n\nnumpy").unwrap();
        writer.finish().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn scripts_and_wheels_ask_for_data_where_it_can_be_had() {
        let runtime = files(&[("engine-data_bg.wasm", b"")]);
        let app = files(&[("app.py", b"import numpy")]);
        assert_eq!(engine_of(&app, &runtime), EngineKind::Data);
        assert_eq!(engine_of(&app, &[]), EngineKind::Plain);
        for (need, engine) in [
            ("numpy>=2", EngineKind::Data),
            ("NumPy (>=1.20)", EngineKind::Data),
            ("numpydoc", EngineKind::Plain),
            ("numpy ; extra == 'fast'", EngineKind::Plain),
        ] {
            let app = files(&[("site-packages/tea-1-py3-none-any.whl", &wheel(need))]);
            assert_eq!(engine_of(&app, &runtime), engine, "{need}");
        }
    }
}
