//! The pages of the app as its script has named them, and how their scripts are reached.

use std::fmt;

use brooklet_python::vm::{PyResult, VirtualMachine};

/// The scripts of the app as the kernel reaches them.
pub trait Scripts: fmt::Debug {
    /// Whether there is a file at an absolute path.
    fn is_file(&self, path: &str) -> bool;

    /// The names in a folder.
    fn names(&self, folder: &str) -> Vec<String>;

    /// Runs a script as a page, inside of the run of the app's script.
    fn run(&self, path: &str, vm: &VirtualMachine) -> PyResult<()>;
}

/// The pages of an app as its script has named them.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    /// The path of the page that the reader wants.
    pub(crate) wanted: String,
    /// Those that the last `st.navigation` has listed.
    pub(crate) known: Vec<KnownPage>,
    /// Whether the script has declared its pages itself, so that the folder `pages` means nothing.
    pub(crate) are_declared: bool,
    /// Whether they are those of the folder `pages`.
    pub(crate) are_files: bool,
    /// The path of the page that runs.
    pub(crate) current: String,
}

impl Pages {
    /// The page at this path runs, one of those listed.
    pub(crate) fn enter(&mut self, path: String, known: Vec<KnownPage>) {
        self.known = known;
        self.wanted.clone_from(&path);
        self.current = path;
    }
}

/// A page that `st.navigation` has listed.
#[derive(Debug, Clone)]
pub(crate) struct KnownPage {
    /// Its path in the address.
    pub(crate) path: String,
    /// Its script; none if it is a function.
    pub(crate) script: Option<String>,
    pub(crate) title: String,
    pub(crate) help: String,
}

/// The absolute path, without `.` and `..`, that `path` means beside the app's script.
pub(crate) fn resolve(main_script: &str, path: &str) -> String {
    let folder = main_script
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let full = if path.starts_with('/') {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in full.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}
