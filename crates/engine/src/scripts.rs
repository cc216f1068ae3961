//! The scripts of the app, as its pages are.

use std::cell::Cell;
use std::fmt;
use std::rc::{Rc, Weak};

use brooklet_python::vm::{PyResult, VirtualMachine};
use brooklet_python::{Magic, Python};
use brooklet_streamlit::Scripts;

/// The scripts that a Python runs.
pub(crate) struct AppScripts {
    python: Weak<Python>,
    magic: Rc<Cell<Option<Magic>>>,
}

impl AppScripts {
    /// The scripts of `python`, with the magic that is set.
    pub(crate) fn new(python: &Rc<Python>, magic: &Rc<Cell<Option<Magic>>>) -> Self {
        Self {
            python: Rc::downgrade(python),
            magic: magic.clone(),
        }
    }
}

impl fmt::Debug for AppScripts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("AppScripts").finish_non_exhaustive()
    }
}

impl Scripts for AppScripts {
    fn is_file(&self, path: &str) -> bool {
        let python = self.python.upgrade();
        python.is_some_and(|python| python.files().is_file(path))
    }

    fn names(&self, folder: &str) -> Vec<String> {
        let python = self.python.upgrade();
        python
            .and_then(|python| python.files().names(folder).ok())
            .unwrap_or_default()
    }

    fn run(&self, path: &str, vm: &VirtualMachine) -> PyResult<()> {
        let Some(python) = self.python.upgrade() else {
            return Ok(());
        };
        let source = python.files().read(path).map_err(|error| {
            vm.new_os_error(format!("The script {path} cannot be read: {error}"))
        })?;
        let source = String::from_utf8_lossy(&source);
        let program = python.compile(vm, &source, path, self.magic.get())?;
        python.run_inside(vm, &program)
    }
}
