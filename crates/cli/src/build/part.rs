//! A folder of the output, named by its content.

use sha2::{Digest, Sha256};

use crate::markup::address;

/// How many hexadecimal digits of a hash stand in a name.
const HASH: usize = 16;

/// What the names of such folders begin with.
const PREFIXES: [&str; 2] = ["pkg-", "app-"];

/// A folder of the output: its name, and what it holds by relative path.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) files: Vec<(String, Vec<u8>)>,
}

impl Part {
    pub(super) fn new(prefix: &str, files: Vec<(String, Vec<u8>)>) -> Part {
        let name = format!("{prefix}-{}", fingerprint(&files));
        Part { name, files }
    }

    /// The addresses of its files, relative to the page.
    pub(super) fn addresses(&self) -> impl Iterator<Item = String> {
        self.files
            .iter()
            .map(|(path, _)| format!("{}/{}", self.name, address(path)))
    }

    /// Whether a folder of this name was made by a build.
    pub(super) fn is_one(name: &str) -> bool {
        let is_hash =
            |hash: &str| hash.len() == HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let hash = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix));
        hash.is_some_and(is_hash)
    }
}

/// A short name for this content: it changes when any path or byte does.
pub(super) fn fingerprint(files: &[(String, Vec<u8>)]) -> String {
    let mut hasher = Sha256::new();
    for (path, bytes) in files {
        hasher.update((path.len() as u64).to_le_bytes());
        hasher.update(path);
        hasher.update((bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    let digest = hasher.finalize();
    let (head, _) = digest.split_at(8);
    let number = head
        .iter()
        .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    format!("{number:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(files: &[(&str, &str)]) -> String {
        let owned = |(path, text): &(&str, &str)| ((*path).to_owned(), text.as_bytes().to_vec());
        Part::new("app", files.iter().map(owned).collect()).name
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
}
