//! What a package does when it is imported, less what most programs never use.
//!
//! Modules that only a few functions ask for are imported by these; checks that a release passes are left
//! out. What is changed are lines of the releases that the lock names, so each of them is there.

use brooklet_freeze::{FreezeError, Source};

/// Files, and modules that they import at their beginning for the sake of few functions.
const LATER: &[(&str, &[&str])] = &[
    ("numpy/_core/_internal.py", &["ast", "re"]),
    ("numpy/_core/_methods.py", &["pickle"]),
    ("numpy/_core/function_base.py", &["inspect"]),
    ("numpy/_core/overrides.py", &["inspect"]),
    ("numpy/lib/_arraypad_impl.py", &["typing"]),
    ("numpy/lib/_format_impl.py", &["pickle"]),
    ("numpy/lib/_function_base_impl.py", &["re"]),
    ("numpy/lib/_npyio_impl.py", &["pickle", "re"]),
    ("numpy/lib/_polynomial_impl.py", &["re"]),
    ("numpy/lib/_utils_impl.py", &["platform"]),
    ("numpy/lib/_version.py", &["re"]),
    ("numpy/matrixlib/defmatrix.py", &["ast"]),
];

/// Files, what they say, and what stands in its place.
const CHANGES: &[(&str, &str, &str)] = &[
    // A pattern is compiled when it is first used, and known to `re` from then on.
    (
        "numpy/_core/_internal.py",
        "format_re = re",
        "format_re = lambda: re",
    ),
    (
        "numpy/_core/_internal.py",
        "sep_re = re",
        "sep_re = lambda: re",
    ),
    (
        "numpy/_core/_internal.py",
        "space_re = re",
        "space_re = lambda: re",
    ),
    (
        "numpy/_core/_internal.py",
        "format_re.match",
        "format_re().match",
    ),
    ("numpy/_core/_internal.py", "sep_re.match", "sep_re().match"),
    (
        "numpy/_core/_internal.py",
        "space_re.match",
        "space_re().match",
    ),
    (
        "numpy/lib/_polynomial_impl.py",
        "_poly_mat = re",
        "_poly_mat = lambda: re",
    ),
    (
        "numpy/lib/_polynomial_impl.py",
        "_poly_mat.search",
        "_poly_mat().search",
    ),
    // There is no `_ctypes`: to learn so takes the rest of the library.
    (
        "numpy/_core/_internal.py",
        "try:\n    import ctypes\nexcept ImportError:\n    ctypes = None\n",
        "ctypes = None\n",
    ),
    // The module it stands in does no more than name it.
    (
        "numpy/_core/printoptions.py",
        "from contextvars import",
        "from _contextvars import",
    ),
    // The functions of the release have the signatures of their dispatchers.
    (
        "numpy/_core/overrides.py",
        "        if verify:\n",
        "        if verify and not (module or \"\").startswith(\"numpy\"):\n",
    ),
    // The dispatcher gives its signature when it is asked for.
    (
        "numpy/_core/overrides.py",
        "public_api.__signature__ = inspect.signature(dispatcher)",
        "public_api._has_signature = True",
    ),
    // Annotations are not evaluated, but for those of `NamedTuple`.
    (
        "numpy/linalg/_linalg.py",
        "from typing import Any, NamedTuple\n",
        "from collections import namedtuple\n",
    ),
    (
        "numpy/linalg/_linalg.py",
        "from numpy._typing import NDArray\n",
        "",
    ),
    (
        "numpy/lib/_arraysetops_impl.py",
        "from typing import NamedTuple\n",
        "from collections import namedtuple\n",
    ),
];

/// Files with classes derived from `NamedTuple`.
const NAMED_TUPLES: [&str; 2] = ["numpy/lib/_arraysetops_impl.py", "numpy/linalg/_linalg.py"];

/// Changes a file that is of these.
pub(crate) fn trim(source: &mut Source) -> Result<(), FreezeError> {
    let path = source.path.clone();
    for (_, from, to) in CHANGES.iter().filter(|(file, ..)| *file == path) {
        source.text = changed(&source.text, from, to).ok_or_else(|| missing(&path, from))?;
    }
    for (_, modules) in LATER.iter().filter(|(file, _)| *file == path) {
        for module in *modules {
            source.text = imported_later(&source.text, module)
                .ok_or_else(|| missing(&path, &format!("import {module}")))?;
        }
    }
    if NAMED_TUPLES.contains(&path.as_str()) {
        source.text = with_plain_tuples(&source.text);
    }
    Ok(())
}

fn missing(path: &str, text: &str) -> FreezeError {
    FreezeError::NoText {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

fn changed(text: &str, from: &str, to: &str) -> Option<String> {
    text.contains(from).then(|| text.replace(from, to))
}

/// A text that imports a module where it says something of it, not at its beginning.
fn imported_later(text: &str, module: &str) -> Option<String> {
    let text = changed(text, &format!("\nimport {module}\n"), "\n")?;
    let (said, import) = (format!("{module}."), format!("__import__({module:?})."));
    let mut parts = text.split(said.as_str());
    let mut result = parts.next()?.to_owned();
    for part in parts {
        // Not the end of a longer name, nor a text about it.
        let is_name =
            !result.ends_with(|before: char| before.is_alphanumeric() || "_.`".contains(before));
        result.push_str(if is_name { &import } else { &said });
        result.push_str(part);
    }
    Some(result)
}

/// A text whose classes of named fields are made without their annotations.
fn with_plain_tuples(text: &str) -> String {
    let mut lines = text.lines().peekable();
    let mut result = Vec::new();
    while let Some(line) = lines.next() {
        let name = line
            .strip_prefix("class ")
            .and_then(|line| line.strip_suffix("(NamedTuple):"));
        let Some(name) = name else {
            result.push(line.to_owned());
            continue;
        };
        let mut fields = Vec::new();
        while let Some((field, _)) = lines
            .peek()
            .and_then(|line| line.strip_prefix("    ")?.split_once(": "))
        {
            fields.push(field);
            lines.next();
        }
        let fields = fields.join(" ");
        result.push(format!("{name} = namedtuple({name:?}, {fields:?})"));
    }
    result.push(String::new());
    result.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_imported_where_something_of_it_is_said() {
        let text = "import os\nimport re\n\ndef f(x):\n    return re.sub(x.re.y, core.y, `re.z`)\n";
        let later = imported_later(text, "re").expect("it imports the module");
        let expected =
            "import os\n\ndef f(x):\n    return __import__(\"re\").sub(x.re.y, core.y, `re.z`)\n";
        assert_eq!(later, expected);
        assert_eq!(imported_later("import os\n", "re"), None);
    }

    #[test]
    fn classes_of_named_fields_become_tuples() {
        let text = "class Pair(NamedTuple):\n    one: int\n    other: list[int]\n\nx = 1\n";
        assert_eq!(
            with_plain_tuples(text),
            "Pair = namedtuple(\"Pair\", \"one other\")\n\nx = 1\n"
        );
    }

    #[test]
    fn what_is_to_be_changed_must_be_there() {
        let mut source = Source {
            name: "numpy.lib._version".to_owned(),
            is_package: false,
            path: "numpy/lib/_version.py".to_owned(),
            text: "x = 1\n".to_owned(),
        };
        let failure = trim(&mut source).expect_err("the import is not there");
        assert_eq!(
            failure.to_string(),
            "numpy/lib/_version.py does not say `import re`"
        );
    }
}
