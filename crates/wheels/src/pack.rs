//! What is imported in a tab, frozen into two archives.

use std::path::Path;

use brooklet_freeze::{
    Contents, FreezeError, Module, Packing, Source, archive, grouped, sources, take,
};

/// Where the packages seem to stand when Python runs: with the library, not with an app's packages.
const HOME: &str = "/lib/python3.14";

/// Packages whose natives stand: only their layers are of use.
const PACKAGES: [&str; 1] = ["numpy"];

/// What `import numpy` imports, and the parts that most programs use.
const NUMPY: &str = include_str!("numpy.txt");

/// Parts of packages that cannot be in a tab, and why.
const MISSING: [(&str, &str); 1] = [(
    "numpy.f2py",
    "it compiles Fortran, and there is no compiler in a browser tab",
)];

/// Files and folders that are not for programs: how a package is built, described and tested.
const LEFT_OUT: [&str; 9] = [
    "numpy/_configtool.py",
    "numpy/_core/cversions.py",
    "numpy/_pyinstaller",
    "numpy/conftest.py",
    "numpy/doc",
    "numpy/f2py",
    "numpy/random/_examples",
    "numpy/testing/print_coercion_tables.py",
    "numpy/typing/mypy_plugin.py",
];

/// Begins the names of files that give docstrings to what is native, and do nothing else.
const DOCUMENTATION: &str = "_add_newdocs";

/// Two archives.
#[derive(Debug)]
pub struct Packed {
    /// What an import of a package needs, of Python's library too, and the names of the rest:
    /// `data.wasm`.
    pub data: Vec<u8>,
    /// The rest: `data-more.bin`.
    pub more: Vec<u8>,
}

/// Compiles the packages in a folder that [`site_packages`](crate::site_packages) has filled.
pub fn pack(site_packages: &Path) -> Result<Packed, FreezeError> {
    let mut modules = Vec::new();
    for mut source in sources(site_packages, &is_wanted)? {
        if is_documentation(&source) {
            source.text.clear();
        }
        modules.push(source.compile(HOME)?);
    }
    let mut groups = take(&mut modules, NUMPY)?;
    groups.push(of_the_library());
    let data = Contents {
        groups,
        elsewhere: modules.iter().map(|module| module.name.as_str()).collect(),
        missing: MISSING.to_vec(),
        ..Contents::default()
    };
    let data = archive(&data, Packing::Plain)?;
    let more = Contents {
        groups: grouped(modules),
        ..Contents::default()
    };
    Ok(Packed {
        data,
        more: archive(&more, Packing::Xz)?,
    })
}

/// What the packages import of Python's library and not every app has.
fn of_the_library() -> Vec<Module> {
    let modules = brooklet_stdlib::OF_DATA.iter();
    let module = |(name, is_package, code): &(&str, bool, &[u8])| Module {
        name: (*name).to_owned(),
        is_package: *is_package,
        code: code.to_vec(),
    };
    modules.map(module).collect()
}

fn is_wanted(path: &str) -> bool {
    let mut parts = path.split('/');
    parts
        .next()
        .is_some_and(|package| PACKAGES.contains(&package))
        && parts.all(|part| part != "tests")
        && !LEFT_OUT.contains(&path)
}

fn is_documentation(source: &Source) -> bool {
    source
        .path
        .rsplit('/')
        .next()
        .is_some_and(|file| file.starts_with(DOCUMENTATION))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_and_tools_stay_behind() {
        assert!(is_wanted("numpy") && is_wanted("numpy/testing/_private/utils.py"));
        assert!(!is_wanted("numpy/lib/tests") && !is_wanted("numpy/f2py") && !is_wanted("bin"));
    }

    #[test]
    fn files_of_docstrings_are_known() {
        let source = |path: &str| Source {
            name: String::new(),
            is_package: false,
            path: path.to_owned(),
            text: String::new(),
        };
        assert!(is_documentation(&source(
            "numpy/_core/_add_newdocs_scalars.py"
        )));
        assert!(!is_documentation(&source("numpy/_core/numeric.py")));
    }

    #[test]
    fn no_module_is_named_twice() {
        let mut names: Vec<_> = NUMPY.lines().filter(|line| !line.is_empty()).collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
