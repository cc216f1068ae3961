//! Which engine an app needs, and which files of the runtime only one of both has.

use std::io::{Cursor, Read};

use zip::ZipArchive;

// The page reads scripts by the same file, which knows nothing of others: a dependency would ask
// authors of apps for a newer cargo.
#[path = "../../client/src/engine_kind.rs"]
mod engine_kind;

pub use self::engine_kind::EngineKind;
use crate::part::Part;
use crate::wheel::is_wheel;

/// The runtime's files that only apps with data fetch.
const OF_DATA: [&str; 5] = [
    "engine-data.js",
    "engine-data_bg.wasm",
    "data.wasm",
    "data-more.bin",
    "data.LICENSE",
];

/// Those that only the others fetch.
const OF_PLAIN: [&str; 2] = ["engine.js", "engine_bg.wasm"];

/// Packages that the runtime has instead of their wheels, in its engine with data.
const PACKAGES: [&str; 1] = ["numpy"];

/// The engine for an app with these files, if the runtime has both.
pub(crate) fn engine_of<'a>(
    app: impl Iterator<Item = (&'a str, &'a [u8])> + Clone,
    runtime: &Part,
) -> EngineKind {
    let has_data = runtime.paths().any(|path| path == EngineKind::Data.file());
    let mut wheels = app.clone().filter(|(path, _)| is_wheel(path));
    if has_data
        && (EngineKind::of(app) == EngineKind::Data || wheels.any(|(_, bytes)| needs_data(bytes)))
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
    use crate::part::RUNTIME;

    fn engine(files: &[(&str, &[u8])], runtime: &[&str]) -> EngineKind {
        let runtime = Part::of(RUNTIME, runtime.iter().map(|path| (*path, &b""[..])));
        engine_of(files.iter().copied(), &runtime)
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
        let both = ["engine-data_bg.wasm"];
        let app: [(&str, &[u8]); 1] = [("app.py", b"import numpy")];
        assert_eq!(engine(&app, &both), EngineKind::Data);
        assert_eq!(engine(&app, &[]), EngineKind::Plain);
        for (need, expected) in [
            ("numpy>=2", EngineKind::Data),
            ("NumPy (>=1.20)", EngineKind::Data),
            ("numpydoc", EngineKind::Plain),
            ("numpy ; extra == 'fast'", EngineKind::Plain),
        ] {
            let wheel = wheel(need);
            let app = [("site-packages/tea-1-py3-none-any.whl", wheel.as_slice())];
            assert_eq!(engine(&app, &both), expected, "{need}");
        }
    }
}
