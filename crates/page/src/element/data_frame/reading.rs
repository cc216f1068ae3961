//! What the reader types or pastes into a cell, as a value that the script hears, or the reason why it
//! cannot be one.

use brooklet_frame::DataType;
use serde_json::{Value as Json, json};

use super::cell_value::{day_text, moment_text, plain, time_text};
use super::civil_text;
use super::columns::{Editor, GridColumn};
use super::zone;

/// Finds out whether a text matches a pattern.
pub(super) type Matches<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Reads a text for a column.
pub(super) fn read(text: &str, column: &GridColumn, matches: Matches) -> Result<Json, String> {
    let Some(editor) = column.editor else {
        return Err(format!("{} cannot be edited", column.title));
    };
    let trimmed = text.trim();
    let is_text = matches!(editor, Editor::Text);
    let json = if trimmed.is_empty() && !is_text {
        Json::Null
    } else {
        match editor {
            Editor::Text => Json::from(text),
            Editor::Number => number(trimmed, column)?,
            Editor::Checkbox => truth(trimmed)?,
            Editor::Select => option(trimmed, column)?,
            Editor::Multi | Editor::List => list(trimmed).into(),
            Editor::Date => day(trimmed)?,
            Editor::Time => time(trimmed)?,
            Editor::Datetime => moment(trimmed, column)?,
        }
    };
    check(json, column, matches)
}

/// Checks a value against what the script says of the column; one that can be brought within its
/// bounds is.
pub(super) fn check(json: Json, column: &GridColumn, matches: Matches) -> Result<Json, String> {
    let is_empty = json.is_null() || json.as_str() == Some("");
    if is_empty && column.is_required {
        return Err(format!("{} needs a value", column.title));
    }
    match (&json, column.editor) {
        (Json::Null, _) => Ok(json),
        (_, None) => Err(format!("{} cannot be edited", column.title)),
        (Json::String(text), Some(Editor::Text)) => text_rules(text, column, matches),
        (Json::Number(number), Some(Editor::Number)) => {
            number_rules(number.as_f64().unwrap_or(0.0), &json, column)
        }
        (Json::String(text), Some(Editor::Date | Editor::Time | Editor::Datetime)) => {
            within(text, column)?;
            Ok(json)
        }
        (Json::Array(items), Some(Editor::Multi)) => {
            let stranger = items
                .iter()
                .find(|item| column.details.label_of(&plain(item)).is_none());
            match stranger {
                Some(item) if !column.details.accepts_new() => {
                    Err(format!("{} is no option", plain(item)))
                }
                _ => Ok(json),
            }
        }
        _ => Ok(json),
    }
}

fn text_rules(text: &str, column: &GridColumn, matches: Matches) -> Result<Json, String> {
    let text: String = match column.details.max_chars {
        Some(most) => text.chars().take(most).collect(),
        None => text.to_owned(),
    };
    match &column.details.validate {
        Some(pattern) if !matches(pattern, &text) => {
            Err(format!("{text:?} is not as {} has to be", column.title))
        }
        _ => Ok(text.into()),
    }
}

fn number(text: &str, column: &GridColumn) -> Result<Json, String> {
    let plain: String = text
        .chars()
        .filter(|letter| !matches!(letter, ' ' | ',' | '_' | '\u{a0}' | '$' | '€' | '%'))
        .collect();
    let number: f64 = plain
        .parse()
        .map_err(|_| format!("{text:?} is no number"))?;
    if !number.is_finite() {
        return Err(format!("{text:?} is no number"));
    }
    // Large whole numbers keep their digits.
    match plain.parse::<i64>() {
        Ok(whole) if column.data_type.is_integer() => Ok(json!(whole)),
        _ => Ok(number_json(number, column)),
    }
}

fn number_json(number: f64, column: &GridColumn) -> Json {
    let is_whole = column.data_type.is_integer();
    let step = column.details.step_size();
    let decimals = if is_whole {
        Some(0)
    } else {
        step.map(decimals)
    };
    let number = match decimals {
        Some(decimals) => {
            let factor = 10f64.powi(decimals);
            let scaled = number * factor;
            // 0.29 · 100 is a little less than 29.
            let near = scaled.round();
            let cut = if (scaled - near).abs() < 1e-6 {
                near
            } else {
                scaled.trunc()
            };
            cut / factor
        }
        None => number,
    };
    if is_whole {
        return json!(number as i64);
    }
    json!(number)
}

fn decimals(step: f64) -> i32 {
    let text = step.to_string();
    text.split_once('.').map_or(0, |(_, rest)| rest.len()) as i32
}

fn number_rules(number: f64, json: &Json, column: &GridColumn) -> Result<Json, String> {
    let bound = |bound: &Option<Json>| bound.as_ref().and_then(Json::as_f64);
    if let Some(least) = bound(&column.details.min_value)
        && number < least
    {
        return Err(format!("{} is at least {least}", column.title));
    }
    match bound(&column.details.max_value) {
        Some(most) if number > most => Ok(number_json(most, column)),
        _ => Ok(json.clone()),
    }
}

fn truth(text: &str) -> Result<Json, String> {
    match text.to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "on" | "1" => Ok(json!(true)),
        "false" | "f" | "no" | "n" | "off" | "0" => Ok(json!(false)),
        _ => Err(format!("{text:?} is neither true nor false")),
    }
}

/// An option by its value or its label.
fn option(text: &str, column: &GridColumn) -> Result<Json, String> {
    let mut options = column.details.choices();
    let found = options.find(|(value, label)| label == text || plain(value) == text);
    found
        .map(|(value, _)| value)
        .ok_or_else(|| format!("{text:?} is no option"))
}

/// Items between commas, or a list in JSON.
fn list(text: &str) -> Vec<Json> {
    if let Ok(Json::Array(items)) = serde_json::from_str(text) {
        return items;
    }
    let items = text.split(',').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(Json::from)
        .collect()
}

fn day(text: &str) -> Result<Json, String> {
    let days = civil_text::days(text).ok_or_else(|| format!("{text:?} is no day"))?;
    Ok(day_text(days).into())
}

fn time(text: &str) -> Result<Json, String> {
    let clock = text.rsplit(['T', ' ']).next().unwrap_or(text);
    let clock = clock.trim_end_matches('Z');
    let micros = civil_text::micros_of_day(clock).ok_or_else(|| format!("{text:?} is no time"))?;
    Ok(time_text(micros).into())
}

fn moment(text: &str, column: &GridColumn) -> Result<Json, String> {
    let (micros, is_utc) =
        civil_text::micros(text).ok_or_else(|| format!("{text:?} is no day and time"))?;
    let DataType::Timestamp {
        zone: Some(own), ..
    } = &column.data_type
    else {
        return Ok(moment_text(micros, false).into());
    };
    if is_utc {
        return Ok(moment_text(micros, true).into());
    }
    let zone = column.details.timezone.as_deref().unwrap_or(own);
    // The shift is that of the point itself, which is known only after it has been shifted.
    let near = micros - zone::offset_micros(zone, micros);
    Ok(moment_text(micros - zone::offset_micros(zone, near), true).into())
}

/// Texts in ISO 8601 stand in the order of what they say.
fn within(text: &str, column: &GridColumn) -> Result<(), String> {
    let bound = |bound: &Option<Json>| bound.as_ref().and_then(Json::as_str).map(str::to_owned);
    let order = |text: &str| match column.editor {
        Some(Editor::Time) => civil_text::micros_of_day(text),
        _ => civil_text::micros(text).map(|(micros, _)| micros),
    };
    let at = order(text);
    if let Some(least) = bound(&column.details.min_value)
        && at < order(&least)
    {
        return Err(format!("{} is not before {least}", column.title));
    }
    if let Some(most) = bound(&column.details.max_value)
        && order(&most).is_some_and(|most| at > Some(most))
    {
        return Err(format!("{} is not after {most}", column.title));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use brooklet_frame::{Column, Field, Frame};

    use super::super::columns::{columns, tests::element};
    use super::*;

    fn column(values: Column, config: &str) -> GridColumn {
        let frame = Frame::of_columns(vec![Field::new("a", values)]);
        let mut element = element(&format!(r#"[["a", {config}]]"#), None);
        element.editing = Some(brooklet_protocol::element::Editing {
            num_rows: brooklet_protocol::element::NumRows::Fixed,
            disabled: false,
            reruns: true,
        });
        columns(&element, &frame).remove(1)
    }

    fn said(text: &str, values: Column, config: &str) -> Result<Json, String> {
        let matches = |pattern: &str, text: &str| text.starts_with(pattern);
        read(text, &column(values, config), &matches)
    }

    #[test]
    fn numbers_stay_within_what_the_script_says() {
        let ints = || Column::of_ints([Some(1)]);
        let floats = || Column::of_floats([Some(1.0)]);
        assert_eq!(said("1,234", ints(), "{}"), Ok(json!(1234)));
        assert_eq!(said("2.9", ints(), "{}"), Ok(json!(2)));
        assert_eq!(said("2.9", floats(), "{}"), Ok(json!(2.9)));
        assert_eq!(
            said("9007199254740993", ints(), "{}"),
            Ok(json!(9_007_199_254_740_993_i64))
        );
        assert!(said("tea", ints(), "{}").is_err());
        assert_eq!(said("", ints(), "{}"), Ok(Json::Null));
        assert!(said("", ints(), r#"{"required": true}"#).is_err());
        let bounds =
            r#"{"type_config": {"type": "number", "min_value": 0, "max_value": 5, "step": 0.01}}"#;
        assert!(said("-1", floats(), bounds).is_err());
        assert_eq!(said("9", floats(), bounds), Ok(json!(5.0)));
        assert_eq!(said("0.296", floats(), bounds), Ok(json!(0.29)));
    }

    #[test]
    fn texts_are_cut_and_matched() {
        let texts = || Column::of_texts([Some("a")]);
        let rules = r#"{"type_config": {"type": "text", "max_chars": 3, "validate": "a"}}"#;
        assert_eq!(said("abcd", texts(), rules), Ok(json!("abc")));
        assert!(said("bcd", texts(), rules).is_err());
    }

    #[test]
    fn options_are_found_by_label_or_value() {
        let options = r#"{"type_config": {"type": "selectbox", "options": [1, {"value": 2, "label": "two"}]}}"#;
        let ints = || Column::of_ints([Some(1)]);
        assert_eq!(said("two", ints(), options), Ok(json!(2)));
        assert_eq!(said("1", ints(), options), Ok(json!(1)));
        assert!(said("3", ints(), options).is_err());
        let several = r#"{"type_config": {"type": "multiselect", "options": ["a", "b"]}}"#;
        let texts = || Column::of_texts([Some("a")]);
        assert_eq!(said("a, b", texts(), several), Ok(json!(["a", "b"])));
        assert!(said("c", texts(), several).is_err());
    }

    #[test]
    fn days_and_truths_are_read() {
        let days = || Column::of_i32(DataType::Date, [Some(0)]).expect("days");
        assert_eq!(said("2024-05-17", days(), "{}"), Ok(json!("2024-05-17")));
        assert!(said("17.5.", days(), "{}").is_err());
        let late = r#"{"type_config": {"type": "date", "max_value": "2024-01-01"}}"#;
        assert!(said("2024-05-17", days(), late).is_err());
        let truths = || Column::of_bools([Some(true)]);
        assert_eq!(said("no", truths(), "{}"), Ok(json!(false)));
        assert!(said("perhaps", truths(), "{}").is_err());
    }
}
