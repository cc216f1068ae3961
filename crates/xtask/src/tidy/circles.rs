//! Circles of imports: among the files of a crate, and among its folders.

use std::collections::{BTreeMap, BTreeSet};

use super::imports::Crate;
use super::offenders::{Finding, Rule};

/// Rooms of `streamlit` that the commands stand on, and that must not know them.
const FOUNDATION: [&str; 4] = ["kernel", "call", "widget", "error"];

/// Finds the circles, and what imports a command from below it.
pub(crate) fn check(crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for read in crates {
        for circle in rings(&without_parents(read)) {
            findings.extend(tell(Rule::FileCircle, read, &circle, "files"));
        }
        for level in levels(read) {
            for circle in rings(&level) {
                // Files alone are told of above.
                if circle.iter().any(|name| !has_ending(name)) {
                    findings.extend(tell(Rule::FolderCircle, read, &circle, "folders"));
                }
            }
        }
        if read.folder == "crates/streamlit/src" {
            findings.extend(commands_from_below(read));
        }
    }
    findings
}

fn has_ending(name: &str) -> bool {
    name.rsplit('/')
        .next()
        .is_some_and(|last| last.contains('.'))
}

fn tell(rule: Rule, read: &Crate, circle: &BTreeSet<String>, what: &str) -> Vec<Finding> {
    const SHOWN: usize = 12;
    let mut names: Vec<&str> = circle.iter().map(String::as_str).take(SHOWN).collect();
    if circle.len() > SHOWN {
        names.push("…");
    }
    let (count, names) = (circle.len(), names.join(", "));
    let text = format!(
        "{}: {count} {what} import each other in a circle: {names}",
        read.folder
    );
    let finding = |name: &String| Finding {
        rule,
        place: format!("{}/{name}", read.folder),
        text: text.clone(),
    };
    circle.iter().map(finding).collect()
}

/// The imports between files, but for those of a file from the one that declares it, or that one's
/// parents: a module and its parts are one idea, told in several files.
fn without_parents(read: &Crate) -> BTreeMap<String, BTreeSet<String>> {
    let doors = doors(read);
    let is_parent = |target: &str, file: &str| match folder_of(&doors, target) {
        Some("") => true,
        Some(folder) => file
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/')),
        None => false,
    };
    let others = read.imports.iter().map(|(file, targets)| {
        let targets = targets.iter().filter(|target| !is_parent(target, file));
        (file.clone(), targets.cloned().collect())
    });
    others.collect()
}

/// For each folder, what its folders and files import of each other.
fn levels(read: &Crate) -> Vec<BTreeMap<String, BTreeSet<String>>> {
    let doors = doors(read);
    let mut levels: BTreeMap<&str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (from, targets) in &read.imports {
        for target in targets {
            let (from, target) = (parts(&doors, from), parts(&doors, target));
            let shared = from
                .iter()
                .zip(&target)
                .take_while(|(left, right)| left == right)
                .count();
            // What stands at the door of a folder is the folder.
            let (Some(left), Some(right)) = (from.get(shared), target.get(shared)) else {
                continue;
            };
            let above = if shared == 0 { "" } else { from[shared - 1] };
            let level = levels.entry(above).or_default();
            level
                .entry((*left).to_owned())
                .or_default()
                .insert((*right).to_owned());
        }
    }
    levels.into_values().collect()
}

/// The folders of a crate, by the files that declare what is in them.
fn doors(read: &Crate) -> BTreeMap<&str, &str> {
    let folders: BTreeSet<&str> = read
        .imports
        .keys()
        .filter_map(|path| Some(path.rsplit_once('/')?.0))
        .collect();
    let doors = read.imports.keys().filter_map(|path| {
        let folder = match path.as_str() {
            "lib.rs" | "main.rs" => "",
            _ => path.strip_suffix("/mod.rs").or(path.strip_suffix(".rs"))?,
        };
        (folder.is_empty() || folders.contains(folder)).then_some((path.as_str(), folder))
    });
    doors.collect()
}

/// The folder whose door a file is; that of the crate is nameless.
fn folder_of<'a>(doors: &BTreeMap<&str, &'a str>, file: &str) -> Option<&'a str> {
    doors.get(file).copied()
}

/// The folders on the way to a file, and the file, each by its whole path: `a`, `a/b`, `a/b/c.rs`.
/// The file at the door of a folder is its folder.
fn parts<'a>(doors: &BTreeMap<&str, &'a str>, file: &'a str) -> Vec<&'a str> {
    let whole = folder_of(doors, file).unwrap_or(file);
    let folders = whole.match_indices('/').map(|(index, _)| &whole[..index]);
    folders
        .chain((!whole.is_empty()).then_some(whole))
        .collect()
}

/// The largest sets of names that all reach each other.
fn rings(arrows: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> = arrows
        .keys()
        .map(|name| (name.as_str(), reach(arrows, name)))
        .collect();
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    let mut rings = Vec::new();
    for (&name, others) in &reached {
        let comes_back = |other: &&str| reached.get(other).is_some_and(|back| back.contains(name));
        let ring: BTreeSet<&str> = others.iter().copied().filter(comes_back).collect();
        if ring.len() > 1 && !placed.contains(name) {
            placed.extend(&ring);
            rings.push(ring.into_iter().map(str::to_owned).collect());
        }
    }
    rings
}

fn reach<'a>(arrows: &'a BTreeMap<String, BTreeSet<String>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut front: Vec<&str> = arrows
        .get(from)
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    while let Some(name) = front.pop() {
        if reached.insert(name) {
            front.extend(arrows.get(name).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}

fn commands_from_below(read: &Crate) -> Vec<Finding> {
    let room = |path: &str| {
        let first = path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first).to_owned()
    };
    let is_below = |path: &str| FOUNDATION.contains(&room(path).as_str());
    let below = read.imports.iter().filter(|(from, _)| is_below(from));
    let upwards = below.flat_map(|(from, targets)| {
        let commands = targets
            .iter()
            .filter(|target| target.contains('/') && !is_below(target));
        commands.map(move |target| (from, target))
    });
    upwards
        .map(|(from, target)| {
            let place = format!("{}/{from}", read.folder);
            let text = format!("{place} imports a command, {target}: what it needs is handed in");
            Finding {
                rule: Rule::CommandFromBelow,
                place,
                text,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(folder: &str, arrows: &[(&str, &[&str])]) -> Vec<String> {
        let mut read = Crate {
            folder: folder.to_owned(),
            ..Crate::default()
        };
        for (from, targets) in arrows {
            let targets = targets.iter().map(|&target| target.to_owned()).collect();
            read.imports.insert((*from).to_owned(), targets);
        }
        let findings = check(&[read]);
        findings
            .iter()
            .map(|found| format!("{:?} {}", found.rule, found.place))
            .collect()
    }

    #[test]
    fn a_line_of_imports_is_fine() {
        assert!(
            found(
                "x",
                &[
                    ("lib.rs", &["a/b.rs"]),
                    ("a/b.rs", &["c.rs"]),
                    ("c.rs", &[])
                ]
            )
            .is_empty()
        );
    }

    #[test]
    fn a_circle_of_files_is_found() {
        let arrows: [(&str, &[&str]); 4] = [
            ("a.rs", &["b.rs"]),
            ("b.rs", &["c.rs", "d.rs"]),
            ("c.rs", &["a.rs"]),
            ("d.rs", &[]),
        ];
        assert_eq!(
            found("x", &arrows),
            [
                "FileCircle x/a.rs",
                "FileCircle x/b.rs",
                "FileCircle x/c.rs"
            ]
        );
    }

    #[test]
    fn a_circle_of_folders_is_found_though_its_files_have_none() {
        let arrows: [(&str, &[&str]); 2] =
            [("a/one.rs", &["b/one.rs"]), ("b/two.rs", &["a/two.rs"])];
        assert_eq!(
            found("x", &arrows),
            ["FolderCircle x/a", "FolderCircle x/b"]
        );
        let deeper: [(&str, &[&str]); 2] =
            [("t/a/one.rs", &["t/b.rs"]), ("t/b.rs", &["t/a/two.rs"])];
        assert_eq!(
            found("x", &deeper),
            ["FolderCircle x/t/a", "FolderCircle x/t/b.rs"]
        );
    }

    #[test]
    fn the_foundation_knows_no_command() {
        let arrows: [(&str, &[&str]); 2] = [
            ("kernel/run.rs", &["text/code.rs", "call/args.rs"]),
            ("text/code.rs", &["widget/spec.rs"]),
        ];
        assert_eq!(
            found("crates/streamlit/src", &arrows),
            ["CommandFromBelow crates/streamlit/src/kernel/run.rs"]
        );
    }
}
