//! Modules as they are written: found in a folder, and compiled.

use std::path::Path;

use rustpython_compiler::{CompileOpts, compile};
use rustpython_compiler_core::bytecode::CodeObject;
use rustpython_compiler_core::{Mode, marshal};

use crate::lines::{join_lines, leave_out_lines};
use crate::{FreezeError, Module};

/// A module as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its dotted name.
    pub name: String,
    /// Whether it can have submodules.
    pub is_package: bool,
    /// Its file, from the folder that modules are looked for in: `json/decoder.py`.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// Finds the modules below a folder, in the order of their names. `is_wanted` is asked for each file
/// and folder by its path from that one; what is below a folder that is not wanted is not looked at.
pub fn sources(
    folder: &Path,
    is_wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<Source>, FreezeError> {
    let mut found = Vec::new();
    gather(folder, "", is_wanted, &mut found)?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn gather(
    folder: &Path,
    prefix: &str,
    is_wanted: &dyn Fn(&str) -> bool,
    found: &mut Vec<Source>,
) -> Result<(), FreezeError> {
    let unreadable = |path: &Path, error| FreezeError::Unreadable {
        path: path.display().to_string(),
        error,
    };
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let file = entry.map_err(|error| unreadable(folder, error))?.path();
        let Some(name) = file.file_name().and_then(std::ffi::OsStr::to_str) else {
            continue;
        };
        let path = format!("{prefix}{name}");
        if !is_wanted(&path) {
            continue;
        }
        if file.is_dir() {
            gather(&file, &format!("{path}/"), is_wanted, found)?;
        } else if let Some((name, is_package)) = module_name(&path) {
            let bytes = std::fs::read(&file).map_err(|error| unreadable(&file, error))?;
            found.push(Source {
                name,
                is_package,
                text: String::from_utf8_lossy(&bytes).into_owned(),
                path,
            });
        }
    }
    Ok(())
}

/// The name of the module in a file, and whether it is a package.
fn module_name(path: &str) -> Option<(String, bool)> {
    let stem = path.strip_suffix(".py")?;
    let package = stem.strip_suffix("/__init__");
    let is_root = stem == "__init__";
    let name = package.unwrap_or(stem).replace('/', ".");
    (!is_root).then_some((name, package.is_some()))
}

impl Source {
    /// Compiles the module as one that stands below `home`.
    ///
    /// Docstrings, assertions and columns are left out: nobody sees them, everybody would fetch them.
    pub fn compile(&self, home: &str) -> Result<Module, FreezeError> {
        let mut code = self.code(&format!("{home}/{}", self.path))?;
        join_lines(&mut code);
        Ok(self.module(&code))
    }

    /// Compiles the module as one that tracebacks call by a name, without lines.
    pub(crate) fn compile_without_lines(&self, name: &str) -> Result<Module, FreezeError> {
        let mut code = self.code(name)?;
        leave_out_lines(&mut code);
        Ok(self.module(&code))
    }

    fn code(&self, path: &str) -> Result<CodeObject, FreezeError> {
        let options = CompileOpts {
            optimize: 2,
            debug_ranges: false,
            ..CompileOpts::default()
        };
        compile(&self.text, Mode::Exec, path, options).map_err(|error| FreezeError::Source {
            name: self.name.clone(),
            error: Box::new(error),
        })
    }

    fn module(&self, code: &CodeObject) -> Module {
        let mut bytes = Vec::new();
        marshal::serialize_code(&mut bytes, code);
        Module {
            name: self.name.clone(),
            is_package: self.is_package,
            code: bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use rustpython_compiler_core::bytecode::{BasicBag, ConstantData};

    use super::*;

    #[test]
    fn a_file_is_a_module_or_a_package() {
        assert_eq!(module_name("a.py"), Some(("a".to_owned(), false)));
        assert_eq!(
            module_name("a/b/__init__.py"),
            Some(("a.b".to_owned(), true))
        );
        assert_eq!(module_name("__init__.py"), None);
        assert_eq!(module_name("a/b.pyi"), None);
    }

    #[test]
    fn what_does_not_compile_is_named() {
        let source = |text: &str| Source {
            name: "a.b".to_owned(),
            is_package: false,
            path: "a/b.py".to_owned(),
            text: text.to_owned(),
        };
        assert!(
            !source("'''Words.'''\nx = 1")
                .compile("/lib")
                .unwrap()
                .code
                .is_empty()
        );
        let failure = source("x = = 1").compile("/lib").unwrap_err().to_string();
        assert!(failure.starts_with("a.b does not compile: "), "{failure}");
    }

    #[test]
    fn lines_are_left_out_of_functions_too() {
        let source = Source {
            name: "a".to_owned(),
            is_package: false,
            path: "a.py".to_owned(),
            text: "def f(x):\n    y = x\n    return y\n\n\nz = f(1)\n".to_owned(),
        };
        let with = source.compile("/lib").unwrap().code;
        let without = source.compile_without_lines("/lib/a.py").unwrap().code;
        assert!(without.len() < with.len());
        let lines_of = |bytes: &[u8]| {
            let code = marshal::deserialize_code(&mut &*bytes, BasicBag).unwrap();
            let functions = code.constants.iter().filter_map(|constant| match constant {
                ConstantData::Code { code } => Some(code.linetable.len()),
                _ => None,
            });
            (code.linetable.len(), functions.collect::<Vec<_>>())
        };
        assert_eq!(lines_of(&without), (0, vec![0]));
        assert!(lines_of(&with).0 > 0);
    }

    #[test]
    fn unwanted_folders_are_not_looked_at() {
        let here = Path::new("../stdlib/lib");
        let is_wanted = |path: &str| path == "requests" || path.starts_with("requests/a");
        let found = sources(here, &is_wanted).unwrap();
        let names: Vec<_> = found.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(
            names,
            ["requests.adapters", "requests.api", "requests.auth"]
        );
        assert!(sources(&here.join("nowhere"), &is_wanted).is_err());
    }
}
