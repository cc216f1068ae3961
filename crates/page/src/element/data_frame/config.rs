//! What a script says about the columns of a grid.

use serde::Deserialize;
use serde_json::Value;

/// What is said of one column.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct ColumnConfig {
    pub(super) label: Option<String>,
    pub(super) width: Option<Value>,
    pub(super) help: Option<String>,
    pub(super) hidden: Option<bool>,
    pub(super) pinned: Option<bool>,
    pub(super) alignment: Option<String>,
    pub(super) disabled: Option<bool>,
    pub(super) required: Option<bool>,
    pub(super) default: Option<Value>,
    pub(super) type_config: TypeConfig,
}

/// What is said of the kind of its values.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub(super) struct TypeConfig {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) format: Option<String>,
    pub(super) min_value: Option<Value>,
    pub(super) max_value: Option<Value>,
    pub(super) y_min: Option<f64>,
    pub(super) y_max: Option<f64>,
    pub(super) options: Option<Vec<Value>>,
    pub(super) color: Option<Value>,
    pub(super) display_text: Option<String>,
    pub(super) timezone: Option<String>,
    pub(super) button_type: Option<String>,
    pub(super) step: Option<Value>,
    pub(super) max_chars: Option<usize>,
    pub(super) validate: Option<String>,
    pub(super) accept_new_options: Option<bool>,
}

/// Which column is spoken of.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub(super) enum Key {
    Position(usize),
    Name(String),
}

/// All that is said. What cannot be read is as if it were not there.
#[derive(Debug, Default)]
pub(super) struct Configs(Vec<(Key, Value)>);

impl Configs {
    pub(super) fn read(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }

    /// What is said of a column of the table: of its position among all columns, those of the index first,
    /// and over that what is said of its name.
    pub(super) fn of_column(&self, position: usize, name: &str) -> ColumnConfig {
        self.find(&[
            &|key| *key == Key::Position(position),
            &|key| matches!(key, Key::Name(known) if known == name),
        ])
    }

    /// What is said of a level of the index.
    pub(super) fn of_index(&self, name: &str) -> ColumnConfig {
        self.find(&[&|key| matches!(key, Key::Name(known) if known == "_index" || (!name.is_empty() && known == name))])
    }

    fn find(&self, are_it: &[&dyn Fn(&Key) -> bool]) -> ColumnConfig {
        let mut said = serde_json::Map::new();
        for is_it in are_it {
            let found = self.0.iter().find(|(key, _)| is_it(key));
            if let Some((_, Value::Object(config))) = found {
                let config = config.iter().filter(|(_, value)| !value.is_null());
                said.extend(config.map(|(name, value)| (name.clone(), value.clone())));
            }
        }
        serde_json::from_value(said.into()).unwrap_or_default()
    }
}

impl ColumnConfig {
    /// The width in CSS pixels, if one is set.
    pub(super) fn width_px(&self) -> Option<f64> {
        match self.width.as_ref()? {
            Value::Number(width) => width.as_f64(),
            Value::String(word) => match word.as_str() {
                "small" => Some(75.0),
                "medium" => Some(200.0),
                "large" => Some(400.0),
                _ => None,
            },
            _ => None,
        }
    }
}

impl TypeConfig {
    /// The label of an option.
    pub(super) fn label_of(&self, value: &str) -> Option<(String, Option<String>)> {
        let plain = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let text = |value: Option<&Value>| value.map(plain);
        self.options.as_ref()?.iter().find_map(|option| {
            let known = option.get("value").unwrap_or(option);
            (plain(known) == value).then(|| {
                let label = text(option.get("label")).unwrap_or_else(|| plain(known));
                (label, text(option.get("color")))
            })
        })
    }

    /// Whether one of the options is chosen in each cell.
    pub(super) fn is_choice(&self) -> bool {
        self.kind.as_deref() == Some("selectbox") && self.options.is_some()
    }

    /// The position of the option with a label among all of them.
    pub(super) fn position_of_label(&self, label: &str) -> usize {
        let mut choices = self.choices();
        choices
            .position(|(_, known)| known == label)
            .unwrap_or_default()
    }

    /// The options: what the script hears, and what the reader sees.
    pub(super) fn choices(&self) -> impl Iterator<Item = (Value, String)> + '_ {
        self.options.iter().flatten().map(|option| {
            let value = option.get("value").unwrap_or(option);
            let label = option.get("label").unwrap_or(value);
            (value.clone(), super::cell_value::plain(label))
        })
    }

    /// Whether there is a list to choose from.
    pub(super) fn has_list(&self) -> bool {
        self.options.is_some() || self.accepts_new()
    }

    /// Whether a list may have items that are no option.
    pub(super) fn accepts_new(&self) -> bool {
        self.accept_new_options == Some(true)
    }

    /// From one number to the next.
    pub(super) fn step_size(&self) -> Option<f64> {
        self.step.as_ref().and_then(Value::as_f64)
    }

    /// The ends of a scale.
    pub(super) fn bounds(&self) -> (f64, f64) {
        let number = |value: &Option<Value>| value.as_ref().and_then(Value::as_f64);
        let low = number(&self.min_value).unwrap_or(0.0);
        (low, number(&self.max_value).unwrap_or(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_name_or_position() {
        let configs = Configs::read(
            r#"[["a", {"label": "A", "width": "small"}], [1, {"hidden": true}], ["_index", {"label": "row"}]]"#,
        );
        assert_eq!(configs.of_column(0, "a").label.as_deref(), Some("A"));
        assert_eq!(configs.of_column(0, "a").width_px(), Some(75.0));
        assert_eq!(configs.of_column(1, "b").hidden, Some(true));
        assert_eq!(configs.of_column(1, "a").hidden, Some(true));
        assert_eq!(configs.of_column(1, "a").label.as_deref(), Some("A"));
        assert_eq!(configs.of_index("").label.as_deref(), Some("row"));
        assert_eq!(configs.of_column(2, "c"), ColumnConfig::default());
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        assert_eq!(
            Configs::read("tea").of_column(0, "a"),
            ColumnConfig::default()
        );
        let configs = Configs::read(r#"[["a", {"label": {"x": 1}}], ["b", {"label": "B"}]]"#);
        assert_eq!(configs.of_column(0, "a").label, None);
        assert_eq!(configs.of_column(1, "b").label.as_deref(), Some("B"));
    }

    #[test]
    fn options_have_labels_and_colours() {
        let config: TypeConfig = serde_json::from_str(
            r#"{"type": "selectbox", "options": ["a", {"value": 2, "label": "Two", "color": "red"}]}"#,
        )
        .expect("a configuration");
        assert_eq!(config.label_of("a"), Some(("a".to_owned(), None)));
        assert_eq!(
            config.label_of("2"),
            Some(("Two".to_owned(), Some("red".to_owned())))
        );
        assert_eq!(config.label_of("z"), None);
    }
}
