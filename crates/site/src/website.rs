//! The website of an app: its engine, its two folders, and the files beside them.

use serde_json::Value;

use crate::engine::{EngineKind, engine_of, is_of_other};
use crate::page_config::PageConfig;
use crate::part::{APP, Part};

/// An app as its author wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct App<'a> {
    /// The path of the script that is run.
    pub entry: &'a str,
    /// What the page is called until the script says so.
    pub title: &'a str,
    /// What the app consists of, by path, in order.
    pub files: &'a [(String, Vec<u8>)],
    /// Its options.
    pub config: &'a Value,
}

/// Why there is no website of an app.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WebsiteError {
    /// The script is not among the files.
    #[error("the script {0} is no part of the app: is it hidden?")]
    NoScript(String),
}

/// An app with all that is known of it before it runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Website<'a> {
    pub(crate) app: App<'a>,
    pub(crate) look: PageConfig,
    pub(crate) engine: EngineKind,
    pub(crate) pkg: Part,
    pub(crate) own: Part,
}

impl<'a> Website<'a> {
    /// The website of an app on the runtime in `pkg`.
    pub fn of(app: App<'a>, pkg: Part) -> Result<Website<'a>, WebsiteError> {
        let entry = app.files.iter().find(|(path, _)| path == app.entry);
        let (_, script) = entry.ok_or_else(|| WebsiteError::NoScript(app.entry.to_owned()))?;
        let files = || {
            app.files
                .iter()
                .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
        };
        Ok(Website {
            look: PageConfig::of(&String::from_utf8_lossy(script), app.title),
            engine: engine_of(files(), &pkg),
            own: Part::of(APP, files()),
            pkg,
            app,
        })
    }

    /// The folder of the runtime.
    pub fn pkg(&self) -> &Part {
        &self.pkg
    }

    /// The folder of the app.
    pub fn own(&self) -> &Part {
        &self.own
    }

    /// Whether the app does not fetch a file of the runtime, unless it finds out while it runs that it
    /// needs the other engine.
    pub fn is_of_other_engine(&self, path: &str) -> bool {
        is_of_other(self.engine, path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::part::RUNTIME;

    #[test]
    fn a_script_that_is_not_there_is_told() {
        let config = crate::config::none();
        let app = App {
            entry: ".app.py",
            title: "tea",
            files: &[("app.py".to_owned(), Vec::new())],
            config: &config,
        };
        assert_eq!(
            Website::of(app, Part::of(RUNTIME, [])),
            Err(WebsiteError::NoScript(".app.py".to_owned()))
        );
    }
}
