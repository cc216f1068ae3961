//! An app on disk: a script and the folder it stands in.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use brooklet_site::contents;

use crate::app_file::AppFile;
use crate::mark::is_built;
use crate::packages::{self, Index};

/// More files than this are hardly an app: rather a script that stands in the wrong folder.
const MOST_FILES: usize = 2_000;

/// More bytes than this nobody waits for.
const MOST_BYTES: u64 = 200 << 20;

/// A checked script and its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct App {
    /// The folder, in full.
    pub(crate) folder: PathBuf,
    /// The script's name in it.
    pub(crate) entry: String,
    /// The wheels that it asks for, which are files of it, too.
    pub(crate) wheels: Vec<AppFile>,
}

impl App {
    /// Checks that `script` is a Python script that can be read.
    pub(crate) fn open(script: &Path) -> Result<App> {
        let shown = script.display();
        if script.is_dir() {
            bail!(
                "{shown} is a folder; name the script in it, such as {}",
                script.join("app.py").display()
            );
        }
        if script.extension().is_none_or(|extension| extension != "py") {
            bail!("{shown} is no Python script (its name does not end in .py)");
        }
        let full = script
            .canonicalize()
            .with_context(|| format!("there is no script {shown}"))?;
        let text = fs::read(&full).with_context(|| format!("{shown} cannot be read"))?;
        if std::str::from_utf8(&text).is_err() {
            bail!("{shown} is not UTF-8 text");
        }
        let name = script.file_name().and_then(|name| name.to_str());
        let entry = name
            .with_context(|| format!("the name of {shown} is not UTF-8"))?
            .to_owned();
        // The name as it was given, not as a link resolves it: the folder is where it was found.
        let parent = script
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.unwrap_or(Path::new(".")).canonicalize()?;
        Ok(App {
            folder,
            entry,
            wheels: Vec::new(),
        })
    }

    /// The app with the packages of its `requirements.txt`.
    pub(crate) fn with_packages(mut self, index: &Index) -> Result<App> {
        self.wheels = packages::wheels(&self.folder, index)?;
        Ok(self)
    }

    /// The files of the app in order: all of its folder but hidden ones, `except`, and folders
    /// that hold tools, leavings or a built app.
    pub(crate) fn files(&self, except: Option<&Path>) -> Result<Vec<AppFile>> {
        let mut files = Vec::new();
        self.collect(&self.folder, "", except, &mut files)?;
        files.extend(self.wheels.iter().cloned());
        files.sort_by(|a, b| a.path.cmp(&b.path));
        let bytes: u64 = files.iter().map(|file| file.bytes).sum();
        if bytes > MOST_BYTES {
            bail!(
                "the folder {} holds {} MB, and all of it would be part of the app; \
                 put the app into a folder of its own",
                self.folder.display(),
                bytes >> 20
            );
        }
        Ok(files)
    }

    fn collect(
        &self,
        folder: &Path,
        prefix: &str,
        except: Option<&Path>,
        files: &mut Vec<AppFile>,
    ) -> Result<()> {
        let entries = folder
            .read_dir()
            .with_context(|| format!("cannot list {}", folder.display()))?;
        for entry in entries {
            let place = entry?.path();
            let Some(name) = place.file_name().and_then(|name| name.to_str()) else {
                continue;
            };
            if contents::is_hidden(name) || Some(place.as_path()) == except {
                continue;
            }
            // A file may go away between being listed and being looked at.
            let Ok(facts) = place.metadata() else {
                continue;
            };
            let path = format!("{prefix}{name}");
            if facts.is_dir() {
                if !is_left_out(name, &place) {
                    self.collect(&place, &format!("{path}/"), except, files)?;
                }
            } else if facts.is_file() {
                files.push(AppFile {
                    path,
                    place,
                    bytes: facts.len(),
                });
            }
            if files.len() > MOST_FILES {
                bail!(
                    "the folder {} holds more than {MOST_FILES} files, and all of them would be \
                     part of the app; put the app into a folder of its own",
                    self.folder.display()
                );
            }
        }
        Ok(())
    }

    /// The name for the browser's tab until the app sets one: that of the script, or of its
    /// folder where the script has one of the usual names.
    pub(crate) fn title(&self) -> String {
        let folder = self.folder.file_name().and_then(|name| name.to_str());
        contents::title(&self.entry, folder)
    }
}

fn is_left_out(name: &str, place: &Path) -> bool {
    contents::is_tool_folder(name) || place.join("pyvenv.cfg").exists() || is_built(place)
}
