//! A wheel on disk.

use std::fs::{self, File};
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brooklet_site::wheel::is_wheel;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::digest::digest;
use crate::app_file::AppFile;

/// Projects whose machine code only makes them faster: they have all of it in Python, too.
const WORKS_WITHOUT: [&str; 4] = ["markupsafe", "msgpack", "pyyaml", "wrapt"];

/// Stands in the names of wheels that were made from others, where builds are counted.
const STRIPPED: &str = "-0brooklet-";

/// Endings of machine code.
const CODE: [&str; 4] = [".so", ".pyd", ".dylib", ".dll"];

/// A wheel on disk.
#[derive(Debug, Clone)]
pub(super) struct Wheel {
    /// The name of its project, in small letters with `-` between the words.
    pub(super) project: String,
    pub(super) version: String,
    pub(super) place: PathBuf,
    /// What it needs, and what its extras need.
    pub(super) needs: Vec<Need>,
}

/// A project that another one needs.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Need {
    pub(super) project: String,
    /// The extras of that project.
    pub(super) extras: Vec<String>,
    /// The extra of the other one that needs it; none if all of it does.
    pub(super) of_extra: Option<String>,
}

impl Need {
    /// Reads a line of requirements, such as `pillow[webp]>=9; extra == "doc"`.
    pub(super) fn read(line: &str) -> Need {
        let (wanted, marker) = line.split_once(';').unwrap_or((line, ""));
        let extras = wanted
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        let extras = extras.map_or("", |(extras, _)| extras).split(',');
        let extras = extras.map(str::trim).filter(|extra| !extra.is_empty());
        let quoted = marker.split_once("extra ==").map(|(_, rest)| rest.trim());
        let of_extra = quoted.and_then(|rest| rest.split(['"', '\'']).nth(1));
        Need {
            project: project(wanted.trim()),
            extras: extras.map(normal).collect(),
            of_extra: of_extra.map(normal),
        }
    }
}

/// A name as indexes compare it.
pub(super) fn normal(name: &str) -> String {
    name.to_ascii_lowercase().replace(['_', '.'], "-")
}

/// The project that a line of requirements begins with.
pub(super) fn project(line: &str) -> String {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let end = line.find(|letter| !is_name(letter)).unwrap_or(line.len());
    normal(&line[..end])
}

/// The project of the wheel at a path or address.
pub(super) fn project_of_file(line: &str) -> Option<String> {
    let path = line.split(['?', '#', ';', ' ']).next()?;
    let name = path.rsplit('/').next()?.strip_suffix(".whl")?;
    Some(normal(name.split('-').next()?))
}

impl Wheel {
    /// The wheels in a folder.
    pub(super) fn all_in(folder: &Path) -> Result<Vec<Wheel>> {
        let paths = folder.read_dir()?.map(|entry| Ok(entry?.path()));
        let paths = paths.collect::<Result<Vec<_>>>()?;
        let wheels = paths
            .into_iter()
            .filter(|path| path.to_str().is_some_and(is_wheel));
        wheels.map(|path| Wheel::open(&path)).collect()
    }

    fn open(place: &Path) -> Result<Wheel> {
        let shown = place.display();
        let read = || -> Result<String> {
            let mut archive = ZipArchive::new(File::open(place)?)?;
            let is_metadata = |name: &&str| {
                name.ends_with(".dist-info/METADATA") && name.matches('/').count() == 1
            };
            let name = archive.file_names().find(is_metadata);
            let name = name.context("it has no METADATA")?.to_owned();
            let mut text = String::new();
            archive.by_name(&name)?.read_to_string(&mut text)?;
            Ok(text)
        };
        let text = read().with_context(|| format!("{shown} cannot be read as a wheel"))?;
        let head = || text.lines().take_while(|line| !line.is_empty());
        let field = |name: &str| {
            head()
                .find_map(|line| line.strip_prefix(name))
                .map(str::trim)
        };
        let needs = head().filter_map(|line| line.strip_prefix("Requires-Dist:"));
        Ok(Wheel {
            project: normal(field("Name:").unwrap_or_default()),
            version: field("Version:").unwrap_or_default().to_owned(),
            place: place.to_owned(),
            needs: needs.map(Need::read).collect(),
        })
    }

    fn name(&self) -> &str {
        let name = self.place.file_name().and_then(|name| name.to_str());
        name.unwrap_or_default()
    }

    /// Whether it is for all machines.
    pub(super) fn is_pure(&self) -> bool {
        self.name().ends_with("-none-any.whl")
    }

    pub(super) fn works_without_code(&self) -> bool {
        WORKS_WITHOUT.contains(&self.project.as_str())
    }

    /// Its hash, once it is in the store: its folder there has it for a name.
    pub(super) fn hash(&self) -> Option<&str> {
        self.place.parent()?.file_name()?.to_str()
    }

    /// The wheel in the store with this hash.
    pub(super) fn stored(store: &Path, hash: &str) -> Option<Wheel> {
        Wheel::all_in(&store.join(hash))
            .ok()?
            .into_iter()
            .find(|wheel| !wheel.is_stripped())
    }

    /// Puts it into the store.
    pub(super) fn kept(mut self, store: &Path) -> Result<Wheel> {
        let bytes = fs::read(&self.place)?;
        let folder = store.join(digest(&bytes));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let place = folder.join(self.name());
        fs::write(&place, bytes).with_context(|| format!("cannot write {}", place.display()))?;
        self.place = place;
        Ok(self)
    }

    fn is_stripped(&self) -> bool {
        self.name().contains(STRIPPED)
    }

    /// What it holds in Python, as a wheel beside it in the store.
    pub(super) fn without_code(mut self) -> Result<Wheel> {
        let mut archive = ZipArchive::new(File::open(&self.place)?)?;
        let mut bytes = Cursor::new(Vec::new());
        let mut writer = ZipWriter::new(&mut bytes);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for index in 0..archive.len() {
            let mut member = archive.by_index(index)?;
            let name = member.name().to_owned();
            if member.is_dir() || CODE.iter().any(|ending| name.ends_with(ending)) {
                continue;
            }
            let mut content = Vec::new();
            member.read_to_end(&mut content)?;
            writer.start_file(name, options)?;
            writer.write_all(&content)?;
        }
        writer.finish()?;
        let first: Vec<&str> = self.name().split('-').take(2).collect();
        let place = self
            .place
            .with_file_name(format!("{}{STRIPPED}py3-none-any.whl", first.join("-")));
        fs::write(&place, bytes.into_inner())?;
        self.place = place;
        Ok(self)
    }

    /// It as a file of an app.
    pub(super) fn as_file(&self, folder: &str) -> Result<AppFile> {
        Ok(AppFile {
            path: format!("{folder}/{}", self.name()),
            place: self.place.clone(),
            bytes: fs::metadata(&self.place)?.len(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_are_read_from_lines() {
        let lines = [
            "Jinja2",
            "ruamel.yaml >= 1",
            "typing_extensions[x]==4",
            "tea@ https://x/y",
        ];
        let names = lines.map(project);
        assert_eq!(names, ["jinja2", "ruamel-yaml", "typing-extensions", "tea"]);
        let file = project_of_file("https://x.test/a/More_Tea-1.0-py3-none-any.whl#sha256=1");
        assert_eq!(file.as_deref(), Some("more-tea"));
        assert_eq!(project_of_file("tea"), None);
    }
}
