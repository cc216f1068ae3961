//! Which engine an app needs: the small one, or the one with the packages of data.

use std::collections::BTreeMap;

/// The packages that only the engine with data has.
const PACKAGES: [&str; 1] = ["numpy"];

/// An engine, as the build makes it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum EngineKind {
    /// Python and its standard library.
    #[default]
    Plain,
    /// The same with NumPy.
    Data,
}

impl EngineKind {
    /// Its name on the way to the worker and in HTML.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Data => "data",
        }
    }

    /// The name of its module in the package.
    pub fn file(self) -> &'static str {
        match self {
            Self::Plain => "engine_bg.wasm",
            Self::Data => "engine-data_bg.wasm",
        }
    }

    /// The engine that an app of these files needs, by what its scripts import anywhere. What a
    /// script imports by a name that it makes up is not seen.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let mut wanted: BTreeMap<&str, bool> = BTreeMap::new();
        for (path, bytes) in files {
            for package in PACKAGES {
                let own = [format!("{package}.py"), format!("{package}/__init__.py")];
                if own.iter().any(|own| own == path) {
                    wanted.insert(package, false);
                }
            }
            let ending = path.rsplit_once('.').map(|(_, ending)| ending);
            if ending != Some("py") {
                continue;
            }
            let source = String::from_utf8_lossy(bytes);
            for package in PACKAGES.into_iter().filter(|name| imports(&source, name)) {
                // A module of the app goes before a package of its name.
                wanted.entry(package).or_insert(true);
            }
        }
        if wanted.values().any(|is_wanted| *is_wanted) {
            Self::Data
        } else {
            Self::Plain
        }
    }
}

/// Whether a statement of a script imports a package, whole or in part.
fn imports(source: &str, package: &str) -> bool {
    let top = |name: &str| {
        let first = name.split_whitespace().next().unwrap_or_default();
        first.split('.').next() == Some(package)
    };
    source
        .lines()
        .flat_map(|line| line.split([';', ':']))
        .any(|statement| {
            let statement = statement.trim_start();
            if let Some(names) = statement.strip_prefix("import ") {
                return names.split(',').any(top);
            }
            statement.strip_prefix("from ").is_some_and(top)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &str)]) -> EngineKind {
        EngineKind::of(files.iter().map(|(path, text)| (*path, text.as_bytes())))
    }

    #[test]
    fn an_import_anywhere_in_an_app_asks_for_data() {
        for script in [
            "import numpy",
            "import os, numpy as np",
            "from numpy.random import default_rng",
            "def f():\n    import numpy as np\n",
            "try: import numpy\nexcept ImportError: pass",
        ] {
            assert_eq!(of(&[("app.py", script)]), EngineKind::Data, "{script}");
            assert_eq!(
                of(&[("pages/two.py", script), ("app.py", "")]),
                EngineKind::Data
            );
        }
    }

    #[test]
    fn other_apps_do_not() {
        for script in [
            "import numpydoc",
            "x = 'import numpy'",
            "import math.numpy",
            "from .numpy import x",
        ] {
            assert_eq!(of(&[("app.py", script)]), EngineKind::Plain, "{script}");
        }
        let numpy = "import numpy";
        assert_eq!(of(&[("notes.txt", numpy)]), EngineKind::Plain);
        assert_eq!(
            of(&[("app.py", numpy), ("numpy.py", "")]),
            EngineKind::Plain
        );
    }
}
