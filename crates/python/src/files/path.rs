//! Paths as texts.

/// A path from the root, without `.`, `..` and double slashes.
pub(crate) fn absolute(folder: &str, path: &str) -> String {
    let start = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in start.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop();
            }
            _ => names.push(name),
        }
    }
    format!("/{}", names.join("/"))
}

/// The folder and the last name of an absolute path; both are empty or `/` for the root.
pub(super) fn split(path: &str) -> (&str, &str) {
    match path.rsplit_once('/') {
        Some(("", name)) => ("/", name),
        Some(parts) => parts,
        None => ("/", path),
    }
}

/// The database that a file belongs to, or the file itself.
pub fn database_of(path: &str) -> &str {
    let journal = path.strip_suffix("-journal");
    journal
        .or_else(|| path.strip_suffix("-wal"))
        .unwrap_or(path)
}
