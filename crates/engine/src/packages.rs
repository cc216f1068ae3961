//! What an app's script can import beside the standard library: packages of data, where the engine was
//! given what they have in place of machine code.

use brooklet_python::NativeModule;

/// The modules written in Rust of the packages of data.
pub type DataModules = fn() -> Vec<NativeModule>;

/// Packages of the engine with data.
const OF_DATA: &[&str] = &["numpy"];

/// What this engine has of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Packages {
    data: Option<DataModules>,
}

impl Packages {
    pub(crate) fn new(data: Option<DataModules>) -> Self {
        Self { data }
    }

    pub(crate) fn native_modules(self) -> Vec<NativeModule> {
        self.data.map_or_else(Vec::new, |modules| modules())
    }

    /// Those whose Python is in the archives of data.
    pub(crate) fn names(self) -> Vec<&'static str> {
        self.data.map_or_else(Vec::new, |_| OF_DATA.to_vec())
    }

    /// Whether the engine with data has a package that this one has not.
    pub(crate) fn has_elsewhere(self, package: &str) -> bool {
        self.data.is_none() && OF_DATA.contains(&package)
    }
}
