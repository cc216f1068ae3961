//! Which file of a crate imports which, read from `use` and from paths that begin in the crate.
//!
//! An import counts against the file that defines what is imported: re-exports are followed, and
//! one that only passes on is no import of its own. Methods are not seen, nor is what stands behind
//! a macro; what is compiled for tests only does not count.

use std::collections::{BTreeMap, BTreeSet};

use super::File;
use super::rust_text::{self, Token};

/// A module of a crate by its path: `["text", "markdown"]`; the root is empty.
type Module = Vec<String>;

/// The files of one crate and what they import of each other.
#[derive(Debug, Default)]
pub(crate) struct Crate {
    /// The folder of its root file.
    pub(crate) folder: String,
    /// For each file, by its path from that folder, the files it imports from.
    pub(crate) imports: BTreeMap<String, BTreeSet<String>>,
}

/// One file as read, before its paths are resolved.
#[derive(Debug, Default)]
struct Source {
    path: String,
    /// Names that `use` brings in, with the path each stands for.
    names: BTreeMap<String, Module>,
    /// Paths that the file follows.
    paths: BTreeSet<Module>,
}

/// Reads every crate among these files: a folder with a `lib.rs` or a `main.rs`.
pub(crate) fn read(files: &[File]) -> Vec<Crate> {
    let roots: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| {
            let (folder, name) = file.path.rsplit_once('/')?;
            (name == "lib.rs" || name == "main.rs").then_some(folder)
        })
        .collect();
    roots
        .into_iter()
        .map(|folder| read_crate(files, folder))
        .collect()
}

fn read_crate(files: &[File], folder: &str) -> Crate {
    let mut texts = BTreeMap::new();
    for file in files {
        let Some(path) = file
            .path
            .strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
        else {
            continue;
        };
        if let (Some(module), Some(text)) = (module(path), &file.text) {
            texts.insert(module, (path, rust_text::without_texts(text)));
        }
    }
    let modules: BTreeSet<&Module> = texts.keys().collect();
    let mut sources: BTreeMap<&Module, Source> = texts
        .iter()
        .map(|(module, (path, text))| {
            let all = rust_text::tokens(text);
            let tokens = rust_text::without_tests(&all);
            let mut source = Reader {
                modules: &modules,
                module,
                tokens: &tokens,
            }
            .read();
            (*path).clone_into(&mut source.path);
            (module, source)
        })
        .collect();
    sources.retain(|module, _| module.is_empty() || !is_for_tests(module, &texts));
    let mut imports = BTreeMap::new();
    for source in sources.values() {
        let targets = source
            .paths
            .iter()
            .filter_map(|path| resolve(&sources, path, 0));
        let others = targets.filter(|target| *target != source.path);
        imports.insert(source.path.clone(), others.collect());
    }
    Crate {
        folder: folder.to_owned(),
        imports,
    }
}

/// The module that a file is, if it is one.
fn module(path: &str) -> Option<Module> {
    let stem = path.strip_suffix(".rs")?;
    if stem == "lib" || stem == "main" {
        return Some(Vec::new());
    }
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    (!stem.starts_with("bin/")).then(|| stem.split('/').map(str::to_owned).collect())
}

/// Whether the parent declares this file below `#[cfg(test)]`.
fn is_for_tests(module: &Module, texts: &BTreeMap<Module, (&str, String)>) -> bool {
    let (Some((name, parent)), Some((_, text))) =
        (module.split_last(), texts.get(&module[..module.len() - 1]))
    else {
        return false;
    };
    let declares = |tokens: &[Token<'_>]| {
        let mut pairs = tokens.windows(2);
        pairs.any(|pair| pair[0].text == "mod" && pair[1].text == name)
    };
    let all = rust_text::tokens(text);
    (declares(&all) && !declares(&rust_text::without_tests(&all)))
        || (!parent.is_empty() && is_for_tests(&parent.to_vec(), texts))
}

/// The file that defines what a path leads to, through the names that other files bring in.
fn resolve(sources: &BTreeMap<&Module, Source>, path: &[String], steps: usize) -> Option<String> {
    const MOST_STEPS: usize = 16;
    let depth = (0..=path.len())
        .rev()
        .find(|&depth| sources.contains_key(&path[..depth].to_vec()))?;
    let source = &sources[&path[..depth].to_vec()];
    let Some(name) = path.get(depth) else {
        return Some(source.path.clone());
    };
    match source.names.get(name) {
        Some(meant) if steps < MOST_STEPS => {
            let path: Vec<String> = meant.iter().chain(&path[depth + 1..]).cloned().collect();
            resolve(sources, &path, steps + 1)
        }
        _ => Some(source.path.clone()),
    }
}

/// Reads the tokens of one file.
struct Reader<'a> {
    modules: &'a BTreeSet<&'a Module>,
    module: &'a Module,
    tokens: &'a [Token<'a>],
}

/// One name that a `use` brings in.
struct Use {
    name: String,
    path: Module,
    is_passed_on: bool,
}

impl Reader<'_> {
    fn read(&self) -> Source {
        let mut source = Source::default();
        let mut uses: Vec<Use> = Vec::new();
        let mut written: Vec<Vec<&str>> = Vec::new();
        // Inline modules that are open, each with the depth of its braces.
        let mut inline: Vec<(usize, &str)> = Vec::new();
        let (mut depth, mut index) = (0, 0);
        while let Some(token) = self.tokens.get(index) {
            match token.text {
                "use" if self.text(index + 1) != "<" => {
                    let is_passed_on = index > 0 && matches!(self.text(index - 1), "pub" | ")");
                    index += 1;
                    let mut found = Vec::new();
                    self.use_tree(&mut index, &[], &mut found);
                    uses.extend(found.into_iter().filter_map(|(name, path)| {
                        let path = self.absolute(&path, inline.len())?;
                        Some(Use {
                            name: name.to_owned(),
                            path,
                            is_passed_on,
                        })
                    }));
                }
                "mod" if self.text(index + 2) == "{" => {
                    inline.push((depth, self.text(index + 1)));
                    index += 2;
                }
                "{" => (depth, index) = (depth + 1, index + 1),
                "}" => {
                    depth = depth.saturating_sub(1);
                    inline.pop_if(|(opened, _)| *opened == depth);
                    index += 1;
                }
                _ => {
                    let path = self.path(&mut index);
                    if inline.is_empty() || path[0] == "crate" {
                        written.push(path);
                    }
                }
            }
        }
        for found in &uses {
            let is_used = written.iter().any(|path| path[0] == found.name);
            // A module is only a way to what is in it.
            if (is_used || !found.is_passed_on) && !self.modules.contains(&found.path) {
                source.paths.insert(found.path.clone());
            }
        }
        source.names = uses
            .into_iter()
            .map(|found| (found.name, found.path))
            .collect();
        for path in written.iter().filter(|path| path.len() > 1) {
            let meant = source.names.get(path[0]).map(|start| {
                let rest = path[1..].iter().map(|&part| part.to_owned());
                start.iter().cloned().chain(rest).collect()
            });
            source
                .paths
                .extend(meant.or_else(|| self.absolute(path, 0)));
        }
        source
    }

    fn text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.text)
    }

    /// Reads `a::b::c` (or one token) and moves behind it.
    fn path(&self, index: &mut usize) -> Vec<&str> {
        let mut path = vec![self.text(*index)];
        *index += 1;
        // `pub(in crate::a)` imports nothing.
        let is_scope = *index > 1 && self.text(*index - 2) == "in";
        while self.text(*index) == "::" && self.text(*index + 1).starts_with(is_name_start) {
            path.push(self.text(*index + 1));
            *index += 2;
        }
        if is_scope { vec![""] } else { path }
    }

    /// Reads the tree of a `use` and moves behind it; gives the names with their paths.
    fn use_tree<'b>(
        &'b self,
        index: &mut usize,
        start: &[&'b str],
        found: &mut Vec<(&'b str, Vec<&'b str>)>,
    ) {
        let mut path = start.to_vec();
        loop {
            match self.text(*index) {
                "::" => *index += 1,
                "{" => {
                    *index += 1;
                    while !matches!(self.text(*index), "}" | "") {
                        self.use_tree(index, &path, found);
                        *index += usize::from(self.text(*index) == ",");
                    }
                    *index += 1;
                    return;
                }
                "as" => {
                    found.push((self.text(*index + 1), path));
                    *index += 2;
                    return;
                }
                "," | ";" | "}" | "" => {
                    // `a::{self}` is `a`.
                    if path.len() > 1 && path.last() == Some(&"self") {
                        path.pop();
                    }
                    found.extend(path.last().copied().map(|name| (name, path)));
                    return;
                }
                part => {
                    path.push(part);
                    *index += 1;
                }
            }
        }
    }

    /// A path from the root of the crate; none if it leads out of it.
    fn absolute(&self, path: &[&str], inline: usize) -> Option<Module> {
        // Inline modules stand in this file: `super` of the first is the file's own module.
        let mut ups = 0;
        let mut module = match path[0] {
            "crate" => Vec::new(),
            "self" | "super" => self.module.clone(),
            child => {
                let mut module = self.module.clone();
                module.push(child.to_owned());
                return self.modules.contains(&module).then(|| {
                    module.extend(path[1..].iter().map(|&part| part.to_owned()));
                    module
                });
            }
        };
        for &part in path {
            match part {
                "crate" | "self" => {}
                "super" => {
                    ups += 1;
                    if ups > inline {
                        module.pop();
                    }
                }
                name => module.push(name.to_owned()),
            }
        }
        Some(module)
    }
}

fn is_name_start(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    fn imports(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<File> = files
            .iter()
            .map(|(path, text)| file(&format!("crates/x/src/{path}"), text))
            .collect();
        let read = read(&files);
        assert_eq!(read.len(), 1);
        let arrows = read[0].imports.iter().flat_map(|(from, targets)| {
            targets
                .iter()
                .map(move |target| format!("{from} -> {target}"))
        });
        arrows.collect()
    }

    #[test]
    fn an_import_counts_against_the_file_that_defines() {
        let found = imports(&[
            ("lib.rs", "mod a; mod b; pub use b::c::Thing;"),
            (
                "a.rs",
                "use crate::{Thing, std::fmt}; use serde::Serialize;",
            ),
            ("b.rs", "pub(crate) mod c;"),
            ("b/c.rs", "pub struct Thing;"),
        ]);
        assert_eq!(found, ["a.rs -> b/c.rs", "a.rs -> lib.rs"]);
    }

    #[test]
    fn paths_in_bodies_count_too() {
        let found = imports(&[
            ("lib.rs", "mod a; mod b; fn f() { a::g(); }"),
            (
                "a.rs",
                "use super::b; pub fn g() { b::c::h(); self::i(); } fn i() {}",
            ),
            ("b/mod.rs", "pub mod c;"),
            ("b/c.rs", "pub fn h() { super::super::f() }"),
        ]);
        assert_eq!(
            found,
            ["a.rs -> b/c.rs", "b/c.rs -> lib.rs", "lib.rs -> a.rs"]
        );
    }

    #[test]
    fn passing_on_is_no_import() {
        let passing = imports(&[
            ("lib.rs", "mod a; pub use a::A;"),
            ("a.rs", "pub struct A;"),
        ]);
        assert!(passing.is_empty());
        let using = imports(&[
            ("lib.rs", "mod a; pub use a::A; fn f() -> A { A }"),
            ("a.rs", "pub struct A;"),
        ]);
        assert_eq!(using, ["lib.rs -> a.rs"]);
    }

    #[test]
    fn tests_import_freely() {
        let found = imports(&[
            ("lib.rs", "mod a; #[cfg(test)] mod tests;"),
            ("tests.rs", "use crate::a::A;"),
            (
                "a.rs",
                "pub struct A; #[cfg(test)] mod tests { use crate::f; }",
            ),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_module_inside_a_file_is_that_file() {
        let found = imports(&[
            ("lib.rs", "mod a; mod b;"),
            (
                "a.rs",
                "pub fn f() {} mod inner { use super::f; use super::super::b::g; }",
            ),
            ("b.rs", "pub fn g() {} pub(in crate::a) fn h() {}"),
        ]);
        assert_eq!(found, ["a.rs -> b.rs"]);
    }
}
