//! `requirements.lock`: which wheels an app was built with, as pip reads it.

use std::fmt;

use super::digest::digest;
use super::wheel::Wheel;

/// The wheels, and what they were found for.
pub(super) struct Lock(Vec<Entry>);

/// A wheel by its version and content.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) project: String,
    version: String,
    /// SHA-256 in hexadecimal digits.
    pub(super) hash: String,
}

impl fmt::Display for Entry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Entry {
            project,
            version,
            hash,
        } = self;
        write!(formatter, "{project}=={version} --hash=sha256:{hash}")
    }
}

const HEAD: &str = "# Written by brooklet from requirements.txt, and again when that changes: ";

impl Lock {
    pub(super) fn of(wheels: &[Wheel]) -> Lock {
        let entries = wheels.iter().map(|wheel| Entry {
            project: wheel.project.clone(),
            version: wheel.version.clone(),
            hash: wheel.hash().unwrap_or_default().to_owned(),
        });
        Lock(entries.collect())
    }

    /// Reads a lock, if it was made for what is wanted.
    pub(super) fn read(text: &str, wanted: &[String]) -> Option<Lock> {
        let (head, rest) = text.split_once('\n')?;
        if head.strip_prefix(HEAD) != Some(&digest(wanted.join("\n").as_bytes())) {
            return None;
        }
        let entry = |line: &str| {
            let (project, rest) = line.split_once("==")?;
            let (version, hash) = rest.split_once(" --hash=sha256:")?;
            let [project, version, hash] = [project, version, hash].map(str::to_owned);
            Some(Entry {
                project,
                version,
                hash,
            })
        };
        rest.lines().map(entry).collect::<Option<_>>().map(Lock)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter()
    }

    pub(super) fn text(&self, wanted: &[String]) -> String {
        let head = format!("{HEAD}{}\n", digest(wanted.join("\n").as_bytes()));
        let lines = self.entries().map(|entry| format!("{entry}\n"));
        std::iter::once(head).chain(lines).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_read_as_it_was_written() {
        let wanted = ["tabulate".to_owned()];
        let entry = |project: &str| Entry {
            project: project.to_owned(),
            version: "0.9.0".to_owned(),
            hash: digest(project.as_bytes()),
        };
        let text = Lock(vec![entry("tabulate"), entry("tea")]).text(&wanted);
        let read = Lock::read(&text, &wanted).unwrap();
        assert_eq!(read.0, [entry("tabulate"), entry("tea")]);
        assert!(Lock::read(&text, &["tabulate>1".to_owned()]).is_none());
        assert!(Lock::read(&text.replace("==", " "), &wanted).is_none());
    }
}
