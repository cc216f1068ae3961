//! Options and secrets as JSON: what `.streamlit/config.toml` and its neighbour say.

use serde_json::{Map, Value};

/// Where an app's options stand, in its folder.
pub const CONFIG: &str = ".streamlit/config.toml";

/// Where its secrets stand, which are no part of a website.
pub const SECRETS: &str = ".streamlit/secrets.toml";

/// Reads a file of options; an empty one says nothing.
pub fn parse(text: &str) -> Result<Value, toml::de::Error> {
    let table: toml::Table = text.parse()?;
    Ok(json(toml::Value::Table(table)))
}

/// The options of an app that says none.
pub fn none() -> Value {
    Value::Object(Map::new())
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
        let text = "[theme]\nbase = \"dark\"\n[server]\nport = 8501\nday = 2026-11-23\nlist = [1, 2.5, true]";
        let expected = serde_json::json!({
            "theme": { "base": "dark" },
            "server": { "port": 8501, "day": "2026-11-23", "list": [1, 2.5, true] },
        });
        assert_eq!(parse(text).unwrap(), expected);
        assert_eq!(parse("").unwrap(), none());
        assert!(parse("[theme").is_err());
    }
}
