//! Which files belong to an app, and which to the runtime that it fetches.

/// Folders that hold tools and leavings, not the app.
const LEFT_OUT: [&str; 4] = ["__pycache__", "node_modules", "venv", "env"];

/// Files of the runtime's npm package that no app fetches.
const NOT_SHIPPED: [&str; 3] = ["README.md", "package.json", "brooklet.d.ts"];

/// Usual names of scripts, which say nothing of the app.
const USUAL_NAMES: [&str; 3] = ["app", "main", "streamlit_app"];

/// Whether a file or folder of this name, in the folder of an app, is hidden.
pub fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// Whether a folder of this name holds tools or leavings.
pub fn is_tool_folder(name: &str) -> bool {
    LEFT_OUT.contains(&name)
}

/// Whether a file becomes part of a built app, by its path in the app's folder: what is hidden does not
/// (options and secrets stand there), nor what is in a folder of tools.
pub fn belongs(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    !is_hidden(name)
        && !folders
            .split('/')
            .any(|folder| is_hidden(folder) || is_tool_folder(folder))
}

/// Whether a file of the runtime, by its path in `pkg/`, is part of what an app fetches.
pub fn ships(path: &str) -> bool {
    !NOT_SHIPPED.contains(&path) && !path.split('/').any(is_hidden)
}

/// The name for the browser's tab until the app sets one: that of the script, or of its folder where the
/// script has one of the usual names.
pub fn title(entry: &str, folder: Option<&str>) -> String {
    let stem = entry.trim_end_matches(".py");
    match folder {
        Some(folder) if USUAL_NAMES.contains(&stem) => folder.to_owned(),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_and_what_is_hidden_are_no_part_of_an_app() {
        for path in ["app.py", "pages/two.py", "data/env.csv", "venv.txt"] {
            assert!(belongs(path), "{path}");
        }
        for path in [
            ".streamlit/secrets.toml",
            ".git/config",
            "pages/.hidden.py",
            "venv/lib/x.py",
            "pages/__pycache__/two.pyc",
        ] {
            assert!(!belongs(path), "{path}");
        }
    }

    #[test]
    fn what_only_npm_needs_is_not_shipped() {
        assert!(ships("engine_bg.wasm") && ships("fonts/source-sans.woff2"));
        assert!(!ships("package.json") && !ships(".cache/x"));
    }

    #[test]
    fn a_script_of_a_usual_name_is_known_by_its_folder() {
        assert_eq!(title("tea.py", Some("shop")), "tea");
        assert_eq!(title("app.py", Some("shop")), "shop");
        assert_eq!(title("app.py", None), "app");
    }
}
