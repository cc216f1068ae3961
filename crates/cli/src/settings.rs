//! What `.streamlit/` of an app's folder says: options and secrets, as JSON.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// The app's `.streamlit/config.toml`; an empty object if there is none.
pub(crate) fn config(folder: &Path) -> Result<Value> {
    read(&folder.join(".streamlit/config.toml"))
}

/// The app's `.streamlit/secrets.toml`; an empty object if there is none.
pub(crate) fn secrets(folder: &Path) -> Result<Value> {
    read(&folder.join(".streamlit/secrets.toml"))
}

fn read(path: &Path) -> Result<Value> {
    if !path.is_file() {
        return Ok(Value::Object(Map::new()));
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table: toml::Table = text
        .parse()
        .with_context(|| format!("{} is not TOML", path.display()))?;
    Ok(json(toml::Value::Table(table)))
}

/// TOML as JSON; dates become their text.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .into_iter()
                .map(|(key, value)| (key, json(value)))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_becomes_json() {
        let table: toml::Table =
            "[theme]\nbase = \"dark\"\n[server]\nport = 8501\nday = 2026-11-23\nlist = [1, 2.5, true]"
                .parse()
                .unwrap();
        let expected = serde_json::json!({
            "theme": { "base": "dark" },
            "server": { "port": 8501, "day": "2026-11-23", "list": [1, 2.5, true] },
        });
        assert_eq!(json(toml::Value::Table(table)), expected);
    }

    #[test]
    fn no_file_means_no_options() {
        assert_eq!(
            config(Path::new("/nowhere")).unwrap(),
            serde_json::json!({})
        );
    }
}
