//! A value of a frame as `st.table` writes it.

use brooklet_frame::{TimeUnit, Value, duration_words};

const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// A value in words and digits; empty where there is none.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::UInt(value) => value.to_string(),
        Value::Float(value) => format!("{value:.4}"),
        Value::Decimal { .. } => value.decimal_text().unwrap_or_default(),
        Value::Text(text) | Value::Json(text) => (*text).to_owned(),
        Value::Binary(bytes) => {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            numbers.join(",")
        }
        Value::Date(days) => day(i64::from(*days)),
        Value::Time(micros) => clock(*micros),
        Value::Timestamp { ticks, unit, .. } => moment(micros(*ticks, *unit)),
        Value::Duration { ticks, unit } => duration_words(*ticks as f64 / unit.per_second() as f64),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| compact(&item)).collect();
            format!("[{}]", items.join(","))
        }
    }
}

/// A value inside of a list.
fn compact(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => serde_json::Value::from(*text).to_string(),
        Value::Float(number) => serde_json::Value::from(*number).to_string(),
        value => text(value),
    }
}

fn micros(ticks: i64, unit: TimeUnit) -> i64 {
    let per_second = unit.per_second();
    if per_second <= 1_000_000 {
        ticks.saturating_mul(1_000_000 / per_second)
    } else {
        ticks.div_euclid(per_second / 1_000_000)
    }
}

/// A point in time as ISO 8601 has it, with a blank in its middle.
fn moment(micros: i64) -> String {
    let day = day(micros.div_euclid(MICROS_OF_A_DAY));
    format!("{day} {}", clock(micros.rem_euclid(MICROS_OF_A_DAY)))
}

fn clock(micros: i64) -> String {
    let seconds = micros / 1_000_000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match micros % 1_000_000 {
        0 => format!("{hour:02}:{minute:02}:{second:02}"),
        rest => format!("{hour:02}:{minute:02}:{second:02}.{rest:06}"),
    }
}

/// The day that many days after 1970-01-01, which years that begin in March make simple.
fn day(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + carry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_a_table_has_them() {
        let unit = TimeUnit::Microsecond;
        for (value, shown) in [
            (Value::Null, ""),
            (Value::Float(1.5), "1.5000"),
            (Value::Bool(true), "true"),
            (Value::Binary(b"ab"), "97,98"),
            (Value::Date(19_860), "2024-05-17"),
            (Value::Date(-1), "1969-12-31"),
            (Value::Time(3_661_000_001), "01:01:01.000001"),
            (
                Value::Timestamp {
                    ticks: -1_000_000,
                    unit,
                    zone: None,
                },
                "1969-12-31 23:59:59",
            ),
            (
                Value::Duration {
                    ticks: 5_400_000_000,
                    unit,
                },
                "2 hours",
            ),
            (Value::Duration { ticks: 0, unit }, "a few seconds"),
        ] {
            assert_eq!(text(&value), shown);
        }
    }
}
