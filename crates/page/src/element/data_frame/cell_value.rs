//! Values of cells between the script's JSON and the columns of a table.

use brooklet_frame::{Column, DataType, ListBuilder, TimeUnit, Value};
use serde_json::{Value as Json, json};

use super::civil_text::{self, MICROS_OF_A_DAY};
use crate::element::moment_format;

/// What is said of a cell as the one value of a column, of the type that its column has.
pub(super) fn column_of(json: &Json, data_type: &DataType) -> Column {
    match json {
        Json::Null | Json::Object(_) => Column::nulls(1),
        Json::Bool(value) => Column::of_bools([Some(*value)]),
        Json::Number(number) if matches!(data_type, DataType::Duration { .. }) => {
            let unit = TimeUnit::Microsecond;
            let ticks = number.as_f64().map(|seconds| (seconds * 1e6) as i64);
            let made = Column::of_i64(DataType::Duration { unit }, [ticks]);
            made.expect("a length of time has 64 bits")
        }
        Json::Number(number) => match (number.as_i64(), data_type.is_float()) {
            (Some(value), false) => Column::of_ints([Some(value)]),
            _ => Column::of_floats([number.as_f64()]),
        },
        Json::String(text) => of_text(text, data_type),
        Json::Array(items) => of_list(items),
    }
}

fn of_text(text: &str, data_type: &DataType) -> Column {
    let made = match data_type {
        DataType::Date => Column::of_i32(DataType::Date, [civil_text::days(text)]),
        DataType::Time => {
            let clock = text.rsplit('T').next().unwrap_or(text);
            Column::of_i64(DataType::Time, [civil_text::micros_of_day(clock)])
        }
        DataType::Timestamp { zone, .. } => {
            let unit = TimeUnit::Microsecond;
            let zone = zone.clone();
            let ticks = civil_text::micros(text).map(|(micros, _)| micros);
            Column::of_i64(DataType::Timestamp { unit, zone }, [ticks])
        }
        DataType::Decimal { .. } => Some(Column::of_floats([text.parse().ok()])),
        _ => None,
    };
    made.unwrap_or_else(|| Column::of_texts([Some(text)]))
}

fn of_list(items: &[Json]) -> Column {
    let mut builder = ListBuilder::default();
    builder.push(Some(items.len()));
    let are_numbers = !items.is_empty() && items.iter().all(Json::is_number);
    if are_numbers && items.iter().all(Json::is_i64) {
        return builder.finish(Column::of_ints(items.iter().map(Json::as_i64)));
    }
    if are_numbers {
        return builder.finish(Column::of_floats(items.iter().map(Json::as_f64)));
    }
    let texts: Vec<String> = items.iter().map(plain).collect();
    builder.finish(Column::of_texts(
        texts.iter().map(|text| Some(text.as_str())),
    ))
}

/// A value of JSON as a text.
pub(super) fn plain(json: &Json) -> String {
    match json {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value of a table as the script hears it.
pub(super) fn json_of(value: &Value) -> Json {
    match value {
        Value::Null | Value::Binary(_) => Json::Null,
        Value::Bool(value) => json!(value),
        Value::Int(value) => json!(value),
        Value::UInt(value) => json!(value),
        Value::Float(value) => json!(value),
        Value::Decimal { .. } => value.decimal_text().into(),
        Value::Text(text) => json!(text),
        Value::Json(text) => serde_json::from_str(text).unwrap_or_default(),
        Value::Date(days) => day_text(*days).into(),
        Value::Time(micros) => time_text(*micros).into(),
        Value::Timestamp { ticks, unit, zone } => {
            let micros = (i128::from(*ticks) * 1_000_000 / i128::from(unit.per_second())) as i64;
            moment_text(micros, zone.is_some()).into()
        }
        Value::Duration { ticks, unit } => json!(*ticks as f64 / unit.per_second() as f64),
        Value::List(items) => items.iter().map(|item| json_of(&item)).collect(),
    }
}

/// A day as the script hears it.
pub(super) fn day_text(days: i32) -> String {
    moment_format::format("YYYY-MM-DD", (i64::from(days) * MICROS_OF_A_DAY) as f64)
}

/// A time of the day as the script hears it.
pub(super) fn time_text(micros: i64) -> String {
    exact("HH:mm:ss.SSS", micros)
}

/// A text that ends with thousandths of a second, or millionths where there are some.
fn exact(pattern: &str, micros: i64) -> String {
    let text = moment_format::format(pattern, micros as f64);
    match micros.rem_euclid(1000) {
        0 => text,
        rest => format!("{text}{rest:03}"),
    }
}

/// A point in time as the script hears it; one of UTC says so.
pub(super) fn moment_text(micros: i64, is_utc: bool) -> String {
    let end = if is_utc { "Z" } else { "" };
    let text = exact("YYYY-MM-DD[T]HH:mm:ss.SSS", micros);
    format!("{text}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went() {
        let zoned = DataType::Timestamp {
            unit: TimeUnit::Nanosecond,
            zone: Some("UTC".to_owned()),
        };
        for (json, data_type) in [
            (Json::Null, DataType::Int64),
            (json!(true), DataType::Bool),
            (json!(3), DataType::Int64),
            (json!(1.5), DataType::Float64),
            (
                json!(90.5),
                DataType::Duration {
                    unit: TimeUnit::Second,
                },
            ),
            (json!("a"), DataType::Text),
            (json!("2024-05-17"), DataType::Date),
            (json!("08:45:00.000"), DataType::Time),
            (json!("2024-05-17T08:45:00.000Z"), zoned),
            (json!(["a", "b"]), DataType::List(Box::new(DataType::Text))),
            (json!([1, 2]), DataType::List(Box::new(DataType::Int64))),
        ] {
            assert_eq!(json_of(&column_of(&json, &data_type).value(0)), json);
        }
    }
}
