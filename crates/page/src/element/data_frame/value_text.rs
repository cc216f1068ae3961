//! Values as text: as they are, for copies and files, and as a column shows them.

use brooklet_frame::{Value, duration_words};

use super::civil_text;
use super::columns::{Editor, GridColumn, Kind};
use super::moment_text::{MICROS_OF_A_DAY, clock, micros, moment, moment_text, point, timestamp};
use crate::element::number_format;

/// How many items of a list are shown.
const MAX_ITEMS: usize = 50;
/// Up to here a double has each whole number.
const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

/// A value as it is; empty where there is none.
pub(super) fn raw(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::UInt(value) => value.to_string(),
        Value::Float(value) if value.is_infinite() => number_format::exact(*value),
        Value::Float(value) => value.to_string(),
        Value::Decimal { .. } => trimmed(value.decimal_text().unwrap_or_default()),
        Value::Text(text) | Value::Json(text) => (*text).to_owned(),
        Value::Binary(bytes) => {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            numbers.join(",")
        }
        Value::Date(days) => moment("YYYY-MM-DD", i64::from(*days) * MICROS_OF_A_DAY),
        Value::Time(micros) => moment(clock(*micros), *micros),
        Value::Timestamp { ticks, unit, zone } => timestamp(micros(*ticks, *unit), *zone),
        Value::Duration { ticks, unit } => duration_words(*ticks as f64 / unit.per_second() as f64),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| raw(&item)).collect();
            items.join(",")
        }
    }
}

/// A value as its column shows it; empty where there is none.
pub(super) fn shown(value: &Value, column: &GridColumn) -> String {
    let format = column
        .details
        .format
        .as_deref()
        .filter(|format| !format.is_empty());
    match (column.kind, value) {
        (_, Value::Null) => String::new(),
        (Kind::Number | Kind::Progress, value) => match number_of(value) {
            Some(number) => number_text(value, number, column, format),
            None => raw(value),
        },
        (Kind::Link, value) => link_text(&raw(value), column),
        (Kind::Date | Kind::Time | Kind::Datetime, value) => {
            moment_text(value, column, format).unwrap_or_else(|| raw(value))
        }
        (Kind::Text, value) => {
            let text = raw(value);
            match (column.details.label_of(&text), value) {
                (Some((label, _)), _) => label,
                // What is no option is not shown, and stays.
                (None, _) if column.details.is_choice() => String::new(),
                (None, Value::Float(number)) => number_format::exact(*number),
                (None, _) => text,
            }
        }
        (_, value) => raw(value),
    }
}

/// A number, also one that is written as a text; a length of time in seconds.
pub(super) fn number_of(value: &Value) -> Option<f64> {
    match value {
        Value::Text(text) => text
            .trim()
            .parse()
            .ok()
            .filter(|number: &f64| number.is_finite()),
        Value::Duration { ticks, unit } => Some(*ticks as f64 / unit.per_second() as f64),
        Value::Bool(truth) => Some(f64::from(*truth)),
        value => value.as_f64(),
    }
}

/// What a box for a value says, if it can be a yes or no.
pub(super) fn truth_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(value) => Some(*value),
        value => match raw(value).to_lowercase().as_str() {
            "true" | "t" | "yes" | "y" | "on" | "1" => Some(true),
            "false" | "f" | "no" | "n" | "off" | "0" => Some(false),
            _ => None,
        },
    }
}

/// Whether a value is one of its column's kind.
pub(super) fn can_be_read(value: &Value, kind: Kind) -> bool {
    match (kind, value) {
        (Kind::Number | Kind::Progress, Value::Text(_)) => number_of(value).is_some(),
        (Kind::Date | Kind::Time | Kind::Datetime, Value::Text(_)) => point(value, None).is_some(),
        (Kind::Checkbox, value) => truth_of(value).is_some(),
        _ => true,
    }
}

fn number_text(value: &Value, number: f64, column: &GridColumn, format: Option<&str>) -> String {
    let decimals = column.details.step_size().map(number_format::decimals);
    if matches!(value, Value::Duration { .. })
        && let Some(text) = civil_text::length_of_time(number, format)
    {
        return text;
    }
    if number.abs() > MAX_SAFE {
        // No format would show what it is.
        return match value {
            Value::Float(_) | Value::Text(_) => number_format::exact(number),
            value => raw(value),
        };
    }
    match format {
        Some(format) => {
            let is_whole = column.data_type.is_integer();
            let decimals = if is_whole { Some(0) } else { decimals };
            let number = match decimals {
                Some(decimals) if column.kind == Kind::Number => cut(number, decimals),
                _ => number,
            };
            number_format::format_exactly(format, number, decimals)
        }
        // Nothing has no sign.
        None => decimals.map_or_else(
            || plain_number(value, number),
            |places| format!("{:.places$}", cut(number, places) + 0.0),
        ),
    }
}

/// What so many decimals leave no room for is cut off.
fn cut(number: f64, decimals: usize) -> f64 {
    let factor = 10f64.powi(decimals as i32);
    let scaled = number * factor;
    let near = scaled.round();
    let is_near = (scaled - near).abs() < 1e-6;
    (if is_near { near } else { scaled.trunc() }) / factor
}

/// What is shown for each item of a list, with the colour that its option has.
pub(super) fn bubbles(value: &Value, column: &GridColumn) -> Vec<(String, Option<String>)> {
    let texts: Vec<String> = match value {
        Value::List(items) => items.iter().map(|item| raw(&item)).collect(),
        value => raw(value)
            .split(',')
            .map(|part| part.trim().to_owned())
            .collect(),
    };
    let option = |text: String| {
        let found = column.details.label_of(&text);
        found.unwrap_or((text, None))
    };
    texts.into_iter().take(MAX_ITEMS).map(option).collect()
}

/// What is shown for an address: itself, a fixed text, or the part of it that a pattern with a group
/// finds.
fn link_text(address: &str, column: &GridColumn) -> String {
    let found = match column.details.display_text.as_deref() {
        None => None,
        Some(pattern) if !pattern.contains('(') => Some(pattern.to_owned()),
        Some(pattern) => super::pattern::first_group(pattern, address),
    };
    found.unwrap_or_else(|| address.to_owned())
}

/// A day, a time or both as the browser's own fields have them.
pub(super) fn input_text(value: &Value, zone: Option<&str>, editor: Editor) -> String {
    let pattern = match editor {
        Editor::Date => "YYYY-MM-DD",
        Editor::Time => "HH:mm:ss",
        _ => "YYYY-MM-DD[T]HH:mm:ss",
    };
    match value {
        Value::Null => String::new(),
        value => point(value, zone).map_or_else(|| raw(value), |micros| moment(pattern, micros)),
    }
}

/// The first digit of a number that four decimals leave nothing of.
fn tiny_number(number: f64) -> String {
    let text = format!("{number:e}");
    let (digits, exponent) = text.split_once("e-").unwrap_or((&text, ""));
    match exponent.parse::<usize>() {
        Ok(exponent) => {
            let sign = if number < 0.0 { "-" } else { "" };
            let digit: String = digits
                .chars()
                .find(char::is_ascii_digit)
                .into_iter()
                .collect();
            format!("{sign}0.{digit:0>exponent$}")
        }
        Err(_) => text,
    }
}

/// At most four decimals, as many as are needed.
fn plain_number(value: &Value, number: f64) -> String {
    match value {
        Value::Float(_) if number != 0.0 && number.abs() < 0.0001 => tiny_number(number),
        Value::Float(_) if number.is_finite() => {
            let text = trimmed(format!("{number:.4}"));
            if text == "-0" { "0".to_owned() } else { text }
        }
        // As exactly as a double can have it; longer ones are left whole.
        Value::Decimal { .. } if number.abs() < 1e11 && number.abs() >= 0.0001 => {
            trimmed(format!("{number:.4}"))
        }
        Value::Bool(_) => number.to_string(),
        value => raw(value),
    }
}

pub(super) fn trimmed(text: String) -> String {
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use brooklet_frame::TimeUnit;

    use super::*;
    use crate::element::data_frame::columns::Source;

    fn column(kind: Kind, format: Option<&str>) -> GridColumn {
        let details = super::super::config::TypeConfig {
            format: format.map(str::to_owned),
            ..Default::default()
        };
        GridColumn {
            source: Source::Column(0),
            name: String::new(),
            title: String::new(),
            kind,
            align: "left",
            width: 0.0,
            is_resized: false,
            is_pinned: false,
            is_hidden: false,
            help: None,
            groups: Vec::new(),
            details,
            data_type: brooklet_frame::DataType::Null,
            editor: None,
            is_required: false,
            default: serde_json::Value::Null,
        }
    }

    #[test]
    fn numbers_have_four_decimals_at_most() {
        let number = column(Kind::Number, None);
        for (value, text) in [
            (Value::Float(1.234_567_89), "1.2346"),
            (Value::Float(2.0), "2"),
            (Value::Float(-0.0), "0"),
            (Value::Int(1000), "1000"),
            (
                Value::Decimal {
                    digits: 150,
                    scale: 2,
                },
                "1.5",
            ),
            (
                Value::Decimal {
                    digits: -12_345_678_901,
                    scale: 9,
                },
                "-12.3457",
            ),
            (Value::Float(1.26e-5), "0.00001"),
            (Value::Float(-9.99e-7), "-0.0000009"),
            (Value::Float(1e-21), "0.000000000000000000001"),
            (
                Value::Float(9_223_372_036_854_775_807.0),
                "9223372036854776000",
            ),
            (Value::Float(-1e21), "-1e+21"),
            (Value::Int(9_007_199_254_740_993), "9007199254740993"),
            (Value::Float(f64::NEG_INFINITY), "-Infinity"),
            (Value::Null, ""),
        ] {
            assert_eq!(shown(&value, &number), text);
        }
        let mut stepped = column(Kind::Number, None);
        stepped.details.step = Some(0.001.into());
        assert_eq!(shown(&Value::Float(2.25), &stepped), "2.250");
        assert_eq!(shown(&Value::Float(-1.0009), &stepped), "-1.000");
        assert_eq!(shown(&Value::Float(0.29), &stepped), "0.290");
        assert_eq!(shown(&Value::Float(-0.0004), &stepped), "0.000");
        assert_eq!(shown(&Value::Int(-2), &stepped), "-2.000");
        assert_eq!(shown(&Value::Bool(true), &number), "1");
        let euro = column(Kind::Number, Some("euro"));
        assert_eq!(shown(&Value::Text("2.5"), &euro), "€2.50");
        assert_eq!(
            shown(&Value::Float(0.5), &column(Kind::Number, Some("percent"))),
            "50%"
        );
    }

    #[test]
    fn a_format_knows_the_step_and_what_it_cannot_show() {
        let mut number = column(Kind::Number, Some("dollar"));
        for (value, text) in [
            (Value::Float(f64::INFINITY), "Infinity"),
            (Value::Int(-9_007_199_254_740_993), "-9007199254740993"),
            (Value::Float(9_007_199_254_740_992.0), "9007199254740992"),
            (Value::Float(1234.5678), "$1,234.57"),
        ] {
            assert_eq!(shown(&value, &number), text);
        }
        number.details.step = Some(0.001.into());
        assert_eq!(shown(&Value::Float(1234.5678), &number), "$1,234.567");
        number.details.step = None;
        number.data_type = brooklet_frame::DataType::Int64;
        assert_eq!(shown(&Value::Int(1234), &number), "$1,234");
    }

    #[test]
    fn what_is_no_option_is_not_shown() {
        let mut choice = column(Kind::Text, None);
        choice.details.kind = Some("selectbox".to_owned());
        choice.details.options = Some(vec![serde_json::json!({"value": 1.5, "label": "low"})]);
        assert_eq!(shown(&Value::Float(1.5), &choice), "low");
        assert_eq!(shown(&Value::Float(2.5), &choice), "");
        assert_eq!(shown(&Value::Text("tea"), &choice), "");
        choice.details.options = None;
        assert_eq!(shown(&Value::Text("tea"), &choice), "tea");
        assert_eq!(shown(&Value::Float(1.234_567_89), &choice), "1.23456789");
    }

    #[test]
    fn days_and_times_are_written_in_iso_form() {
        let unit = TimeUnit::Microsecond;
        assert_eq!(raw(&Value::Date(19_860)), "2024-05-17");
        assert_eq!(raw(&Value::Time(43_200_000_000)), "12:00:00");
        let at = Value::Timestamp {
            ticks: 1_704_110_400_000_000,
            unit,
            zone: None,
        };
        assert_eq!(raw(&at), "2024-01-01 12:00:00");
        let format = column(Kind::Datetime, Some("D MMM YYYY"));
        assert_eq!(shown(&at, &format), "1 Jan 2024");
        let mut zoned = column(Kind::Datetime, None);
        zoned.details.timezone = Some("+09:00".to_owned());
        assert_eq!(shown(&at, &zoned), "2024-01-01 21:00:00+09:00");
        let exact = Value::Timestamp {
            ticks: 1_704_110_400_500_000,
            unit,
            zone: None,
        };
        for (step, text) in [
            (None, "2024-01-01 12:00:00"),
            (Some(0.1), "2024-01-01 12:00:00.500"),
            (Some(60.0), "2024-01-01 12:00"),
        ] {
            let mut column = column(Kind::Datetime, None);
            column.details.step = step.map(Into::into);
            assert_eq!(shown(&exact, &column), text);
        }
        assert_eq!(raw(&exact), "2024-01-01 12:00:00.500");
        let fixed = Value::Timestamp {
            ticks: 1_704_110_400_000_000,
            unit,
            zone: Some("+02:00"),
        };
        assert_eq!(raw(&fixed), "2024-01-01 14:00:00+02:00");
    }
}
