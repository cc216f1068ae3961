//! What `.streamlit/` of an app's folder says: options and secrets, as JSON.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use brooklet_site::config::{self, CONFIG, SECRETS};
use serde_json::Value;

/// The app's `.streamlit/config.toml`; an empty object if there is none.
pub(crate) fn config(folder: &Path) -> Result<Value> {
    read(&folder.join(CONFIG))
}

/// The app's `.streamlit/secrets.toml`; an empty object if there is none.
pub(crate) fn secrets(folder: &Path) -> Result<Value> {
    read(&folder.join(SECRETS))
}

fn read(path: &Path) -> Result<Value> {
    if !path.is_file() {
        return Ok(config::none());
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    config::parse(&text).with_context(|| format!("{} is not TOML", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_means_no_options() {
        assert_eq!(
            config(Path::new("/nowhere")).unwrap(),
            serde_json::json!({})
        );
    }
}
