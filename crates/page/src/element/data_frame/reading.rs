//! What the reader types or pastes into a cell, as a value that the script hears, or the reason why it
//! cannot be one.

use brooklet_frame::DataType;
use serde_json::{Value as Json, json};

use super::cell_value::{day_text, moment_text, plain, time_text};
use super::civil_text;
use super::columns::{Editor, GridColumn};
use super::value_text::trimmed;
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
            Editor::Multi | Editor::List => list(trimmed, column)?,
            Editor::Date => day(trimmed)?,
            Editor::Time => time(trimmed)?,
            Editor::Datetime => moment(trimmed, column)?,
        }
    };
    check(json, column, matches)
}

/// A value of another cell for a column, with the text of it that a copy takes.
pub(super) fn fit(
    json: &Json,
    text: &str,
    column: &GridColumn,
    matches: Matches,
) -> Result<Json, String> {
    match (json, column.editor) {
        (Json::Null, Some(_)) if text.is_empty() => check(Json::Null, column, matches),
        (Json::Array(_), Some(Editor::Multi | Editor::List)) => {
            read(&json.to_string(), column, matches)
        }
        (Json::Null | Json::Array(_), _) => read(text, column, matches),
        _ => read(&plain(json), column, matches).or_else(|_| read(text, column, matches)),
    }
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
        // A number with more digits than others have.
        (Json::String(text), Some(Editor::Number)) => {
            number_rules(text.parse().unwrap_or(0.0), &json, column)
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
    // Large whole numbers keep their digits, and so do decimals.
    let exact: Json = serde_json::from_str(&plain).unwrap_or_default();
    if column.data_type.is_integer() && (exact.is_i64() || exact.is_u64()) {
        return Ok(exact);
    }
    let is_decimal = matches!(column.data_type, DataType::Decimal { .. });
    let has_step = column.details.step_size().is_some();
    if is_decimal && !has_step && trimmed(plain.clone()) != number.to_string() {
        return Ok(plain.into());
    }
    Ok(number_json(number, column))
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

/// Items between commas, or a list in JSON. Those of numbers are numbers.
fn list(text: &str, column: &GridColumn) -> Result<Json, String> {
    let items: Result<Vec<Json>, String> = match serde_json::from_str(text) {
        Ok(Json::Array(items)) => {
            let items = items.into_iter();
            items.map(|json| of_inner_type(json, column)).collect()
        }
        _ => {
            let items = text.split(',').map(str::trim);
            let items = items.filter(|text| !text.is_empty());
            items.map(|text| item(text, column)).collect()
        }
    };
    items.map(Json::Array)
}

/// One item of a list: a number where the others are numbers.
pub(super) fn item(text: &str, column: &GridColumn) -> Result<Json, String> {
    let read = inner_type(column).and_then(|_| serde_json::from_str(text).ok());
    of_inner_type(read.unwrap_or_else(|| text.into()), column)
}

fn of_inner_type(json: Json, column: &GridColumn) -> Result<Json, String> {
    if json.is_number() || !inner_type(column).is_some_and(DataType::is_number) {
        return Ok(json);
    }
    Err(format!("{:?} is no number", plain(&json)))
}

/// What a list holds, if it is not text.
fn inner_type(column: &GridColumn) -> Option<&DataType> {
    match &column.data_type {
        DataType::List(inner) if **inner != DataType::Text => Some(inner),
        _ => None,
    }
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
    use brooklet_frame::{Column, Field, Frame, ListBuilder, TimeUnit, Value};

    use super::super::cell_value::{column_of, json_of};
    use super::super::columns::{columns, tests::element};
    use super::super::export::copied;
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

    /// A value of each type, and one that its text alone does not say whole.
    fn values_of_each_type() -> Vec<Column> {
        let unit = TimeUnit::Microsecond;
        let of_i64 = |data_type, ticks| Column::of_i64(data_type, [Some(ticks)]).expect("64 bits");
        let list = |items: Column, count| {
            let mut builder = ListBuilder::default();
            builder.push(Some(count));
            builder.finish(items)
        };
        let zone = Some("+02:00".to_owned());
        let at = 1_715_935_530_123_456;
        vec![
            Column::of_texts([Some(" tea\t\"x\"\nand more ")]),
            Column::of_texts([Some("")]),
            Column::of_ints([Some(9_007_199_254_740_993)]),
            Column::of_floats([Some(1.234_567_891_234)]),
            Column::of_floats([Some(5e-324)]),
            Column::of_bools([Some(false)]),
            Column::of_i32(DataType::Date, [Some(19_860)]).expect("32 bits"),
            of_i64(DataType::Time, 31_530_123_456),
            of_i64(DataType::Timestamp { unit, zone: None }, at),
            of_i64(DataType::Timestamp { unit, zone }, at),
            of_i64(DataType::Duration { unit }, 11_045_250_001),
            list(Column::of_texts([Some("a,b"), Some(" c"), Some("")]), 3),
            list(Column::of_texts([]), 0),
            list(Column::of_ints([Some(1), Some(2)]), 2),
            list(Column::of_floats([Some(0.5)]), 1),
        ]
    }

    #[test]
    fn what_is_copied_is_pasted_as_the_same_value() {
        let matches = |_: &str, _: &str| true;
        for values in values_of_each_type() {
            let data_type = values.data_type().clone();
            let json = json_of(&values.value(0));
            let text = copied(&values.value(0));
            let column = column(values, "{}");
            assert_eq!(fit(&json, &text, &column, &matches), Ok(json.clone()));
            assert_eq!(json_of(&column_of(&json, &data_type).value(0)), json);
            let null = fit(&Json::Null, "", &column, &matches);
            assert_eq!(null, Ok(Json::Null), "{data_type:?}");
        }
    }

    #[test]
    fn a_copied_text_alone_is_read_as_the_same_value() {
        for values in values_of_each_type() {
            let (value, data_type) = (values.value(0), values.data_type().clone());
            let (json, text) = (json_of(&value), copied(&value));
            // Text has thousandths of a second, and nothing for a list without items.
            let is_finer = matches!(value, Value::Time(_) | Value::Timestamp { .. });
            if is_finer || json == json!([]) {
                continue;
            }
            assert_eq!(said(&text, values, "{}"), Ok(json), "{data_type:?}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_read_anew() {
        let matches = |_: &str, _: &str| true;
        let ints = column(Column::of_ints([Some(1)]), "{}");
        assert_eq!(fit(&json!(2.9), "2.9", &ints, &matches), Ok(json!(2)));
        assert!(fit(&Json::Null, "Infinity", &ints, &matches).is_err());
        let texts = column(Column::of_texts([Some("a")]), "{}");
        assert_eq!(fit(&json!(["a"]), "a", &texts, &matches), Ok(json!("a")));
        let mut decimals = column(Column::of_floats([Some(1.0)]), "{}");
        decimals.data_type = DataType::Decimal { scale: 2 };
        let long = "12345678901234567890.5";
        assert_eq!(read(long, &decimals, &matches), Ok(json!(long)));
        assert_eq!(read("1.10", &decimals, &matches), Ok(json!(1.1)));
        let lists = || values_of_each_type().remove(13);
        assert_eq!(said("1, 2.5", lists(), "{}"), Ok(json!([1, 2.5])));
        assert!(said("1, tea", lists(), "{}").is_err());
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
