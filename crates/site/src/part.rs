//! A folder of the website, named by its content.

use sha2::{Digest, Sha256};

use crate::markup::address;

/// How many hexadecimal digits of a hash stand in a name.
const HASH: usize = 16;

/// The folder of the runtime.
pub const RUNTIME: &str = "pkg";

/// The folder of the app.
pub const APP: &str = "app";

/// A folder of the website: its name, and the paths of what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    name: String,
    paths: Vec<String>,
}

impl Part {
    /// A folder of these files.
    pub fn of<'a>(
        prefix: &'static str,
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
    ) -> Part {
        let mut builder = PartBuilder::new(prefix);
        for (path, bytes) in files {
            builder.add(path, bytes);
        }
        builder.finish()
    }

    /// Its name, which changes when any path or byte in it does.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The paths of its files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }

    /// The address of one of its files, relative to the page.
    pub fn address(&self, path: &str) -> String {
        format!("{}/{}", self.name, address(path))
    }

    /// Whether a folder of this name was made by a build.
    pub fn is_one(name: &str) -> bool {
        let is_hash =
            |hash: &str| hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = [RUNTIME, APP]
            .iter()
            .find_map(|prefix| name.strip_prefix(prefix)?.strip_prefix('-'));
        hash.is_some_and(is_hash)
    }
}

/// A folder whose files come one by one: only their names are kept.
#[derive(Debug, Clone)]
pub struct PartBuilder {
    prefix: &'static str,
    fingerprint: Fingerprint,
    paths: Vec<String>,
}

impl PartBuilder {
    /// An empty folder whose name begins with this prefix.
    pub fn new(prefix: &'static str) -> PartBuilder {
        PartBuilder {
            prefix,
            fingerprint: Fingerprint::default(),
            paths: Vec::new(),
        }
    }

    /// Takes a file in.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        self.fingerprint.add(path, bytes);
        self.paths.push(path.to_owned());
    }

    /// The folder of all that was taken in.
    pub fn finish(self) -> Part {
        Part {
            name: format!("{}-{}", self.prefix, self.fingerprint.finish()),
            paths: self.paths,
        }
    }
}

/// A short name for files: it changes when any path or byte does.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fingerprint(Sha256);

impl Fingerprint {
    pub(crate) fn add(&mut self, path: &str, bytes: &[u8]) {
        for field in [path.as_bytes(), bytes] {
            self.0.update((field.len() as u64).to_le_bytes());
            self.0.update(field);
        }
    }

    pub(crate) fn finish(self) -> String {
        let digest = self.0.finalize();
        let (head, _) = digest.split_at(HASH / 2);
        let number = head
            .iter()
            .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        format!("{number:0HASH$x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(files: &[(&str, &str)]) -> String {
        let files = files.iter().map(|(path, text)| (*path, text.as_bytes()));
        Part::of(APP, files).name().to_owned()
    }

    #[test]
    fn a_name_changes_with_each_path_and_byte() {
        let names = [
            name(&[("a", "x"), ("b", "y")]),
            name(&[("a", "x"), ("b", "z")]),
            name(&[("a", "x"), ("c", "y")]),
            name(&[("ax", ""), ("b", "y")]),
        ];
        for (index, name) in names.iter().enumerate() {
            assert!(!names[..index].contains(name));
            assert!(Part::is_one(name));
        }
        assert_eq!(names[0], name(&[("a", "x"), ("b", "y")]));
        assert!(!Part::is_one("app-data"));
    }

    #[test]
    fn an_address_is_below_its_folder() {
        let part = Part::of(APP, [("a b.csv", &b""[..])]);
        assert_eq!(part.address("a b.csv"), format!("{}/a%20b.csv", part.name));
        assert_eq!(part.paths().collect::<Vec<_>>(), ["a b.csv"]);
    }
}
