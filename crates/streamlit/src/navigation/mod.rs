//! Navigation and pages.

pub(crate) mod menu;
pub(crate) mod name;
pub(crate) mod page;
pub(crate) mod page_link;
pub(crate) mod switch_page;

use std::fmt;

use brooklet_python::vm::{PyResult, VirtualMachine};

/// The scripts of the app as the runtime reaches them.
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
    /// Whether the script has said its pages itself, so that the folder `pages` means nothing.
    pub(crate) are_said: bool,
    /// Whether they are those of the folder `pages`.
    pub(crate) are_files: bool,
    /// The path of the page that runs.
    pub(crate) current: String,
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
