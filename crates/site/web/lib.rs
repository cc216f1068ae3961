//! The site builder in a browser: a door, which hands files in and out.

use brooklet_site::config::{self, CONFIG};
use brooklet_site::part::{PartBuilder, RUNTIME};
use brooklet_site::{App, Website, contents, made};
use wasm_bindgen::prelude::*;

/// The website of an app, file by file. Those of the runtime stay with the caller: only their names are kept.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SiteBuilder {
    entry: String,
    title: String,
    runtime: PartBuilder,
    files: Vec<(String, Vec<u8>)>,
    config: Option<String>,
}

/// The website but for the files of the runtime, which the caller has.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct BuiltSite {
    /// The name of the folder for the runtime's files.
    pub runtime: String,
    /// All other files.
    pub files: Vec<SiteFile>,
}

/// A file of the website.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct SiteFile {
    /// Where it stands, from the page.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

#[wasm_bindgen]
impl SiteBuilder {
    /// Begins with the path of the app's script and the app's name.
    #[wasm_bindgen(constructor)]
    pub fn new(entry: String, name: &str) -> SiteBuilder {
        SiteBuilder {
            title: contents::title(&entry, Some(name)),
            entry,
            runtime: PartBuilder::new(RUNTIME),
            files: Vec::new(),
            config: None,
        }
    }

    /// Takes in a file of the runtime, by its path there. The order of these files is a part of the name
    /// of their folder.
    #[wasm_bindgen(js_name = addRuntime)]
    pub fn add_runtime(&mut self, path: &str, bytes: &[u8]) {
        self.runtime.add(path, bytes);
    }

    /// Takes in a file of the app. What is no part of a website is left out.
    pub fn add(&mut self, path: String, bytes: Vec<u8>) {
        if path == CONFIG {
            self.config = Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        if contents::belongs(&path) {
            self.files.push((path, bytes));
        }
    }

    /// The website of all that was taken in.
    pub fn finish(mut self) -> Result<BuiltSite, JsError> {
        self.files.sort();
        let config = match &self.config {
            Some(text) => config::parse(text)
                .map_err(|error| JsError::new(&format!("{CONFIG} is not TOML: {error}")))?,
            None => config::none(),
        };
        let app = App {
            entry: &self.entry,
            title: &self.title,
            files: &self.files,
            config: &config,
        };
        let website = Website::of(app, self.runtime.finish())?;
        let runtime = website.pkg().name().to_owned();
        let own = website.own().name().to_owned();
        let made = made::files(&website).into_iter();
        let mut files: Vec<SiteFile> = made
            .map(|(name, text)| SiteFile {
                path: name.to_owned(),
                bytes: text.into_bytes(),
            })
            .collect();
        files.extend(self.files.into_iter().map(|(path, bytes)| SiteFile {
            path: format!("{own}/{path}"),
            bytes,
        }));
        Ok(BuiltSite { runtime, files })
    }
}
