//! Which files are wheels, and which of these an app imports from.
//!
//! The command `brooklet` reads the same file, so it knows nothing of others here.

/// The folder of an app whose wheels can be imported.
pub const FOLDER: &str = "site-packages";

/// Whether a file is a wheel, by its name.
pub fn is_wheel(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending == "whl")
}

/// Whether a file of an app is a package of it: a wheel in its folder for them.
pub fn is_package(path: &str) -> bool {
    let inside = path.trim_start_matches('/').strip_prefix(FOLDER);
    inside.is_some_and(|name| name.starts_with('/') && is_wheel(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_are_wheels_in_their_folder() {
        assert!(is_package("site-packages/tea-1-py3-none-any.whl"));
        assert!(is_package("/site-packages/tea-1-py3-none-any.whl"));
        for other in [
            "tea-1-py3-none-any.whl",
            "site-packages/tea.py",
            "site-packages-old/tea.whl",
        ] {
            assert!(!is_package(other), "{other}");
        }
    }
}
