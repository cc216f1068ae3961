//! One compiled module, and lists of them.

use crate::FreezeError;

/// A compiled module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// Its dotted name.
    pub name: String,
    /// Whether it can have submodules.
    pub is_package: bool,
    /// Its marshalled code object.
    pub code: Vec<u8>,
}

/// Modules are decoded in groups of about this size.
const GROUP_BYTES: usize = 256 << 10;

/// Takes the modules that a text names, line by line, out of a list. Groups are set apart by an
/// empty line; a line that begins with `#` says why.
pub fn take(modules: &mut Vec<Module>, names: &str) -> Result<Vec<Vec<Module>>, FreezeError> {
    let mut groups = Vec::new();
    for group in names.split("\n\n") {
        let names = group
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let group = names
            .map(|name| take_one(modules, name))
            .collect::<Result<Vec<_>, _>>()?;
        if !group.is_empty() {
            groups.push(group);
        }
    }
    Ok(groups)
}

fn take_one(modules: &mut Vec<Module>, name: &str) -> Result<Module, FreezeError> {
    let index = modules.iter().position(|module| module.name == name);
    let index = index.ok_or_else(|| FreezeError::NoModule(name.to_owned()))?;
    Ok(modules.remove(index))
}

/// Neighbours in groups that are decoded together: packages stay together.
#[must_use]
pub fn grouped(modules: Vec<Module>) -> Vec<Vec<Module>> {
    let mut groups: Vec<Vec<Module>> = Vec::new();
    let mut bytes = usize::MAX;
    for module in modules {
        if bytes > GROUP_BYTES {
            groups.push(Vec::new());
            bytes = 0;
        }
        bytes += module.code.len();
        if let Some(group) = groups.last_mut() {
            group.push(module);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str, bytes: usize) -> Module {
        Module {
            name: name.to_owned(),
            is_package: false,
            code: vec![0; bytes],
        }
    }

    fn names(groups: &[Vec<Module>]) -> Vec<String> {
        let join = |group: &Vec<Module>| {
            let names: Vec<_> = group.iter().map(|module| module.name.as_str()).collect();
            names.join(" ")
        };
        groups.iter().map(join).collect()
    }

    #[test]
    fn named_modules_are_taken_in_their_groups() {
        let mut modules = vec![module("a", 1), module("b", 1), module("c", 1)];
        let taken = take(&mut modules, "# The start.\nc\n\na\n").unwrap();
        assert_eq!(names(&taken), ["c", "a"]);
        assert_eq!(names(&[modules.clone()]), ["b"]);
        let failure = take(&mut modules, "d").unwrap_err();
        assert_eq!(failure.to_string(), "there is no module d");
    }

    #[test]
    fn groups_end_when_they_are_large_enough() {
        let modules = vec![module("a", GROUP_BYTES), module("b", 1), module("c", 1)];
        assert_eq!(names(&grouped(modules)), ["a b", "c"]);
        assert!(grouped(Vec::new()).is_empty());
    }
}
