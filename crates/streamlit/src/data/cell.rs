//! A value of a frame as `st.table` writes it.

use brooklet_frame::{TimeUnit, Value, duration_words};

const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// How far the clocks of a zone are ahead of UTC at a point in time: the zone's name, microseconds
/// since 1970 and the answer in microseconds.
pub(crate) type Offset<'a> = &'a dyn Fn(&str, i64) -> i64;

/// A value in words and digits; empty where there is none.
pub(crate) fn text(value: &Value, offset: Offset) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::UInt(value) => value.to_string(),
        Value::Float(value) => four_decimals(*value),
        Value::Decimal { .. } => shortest(value.decimal_text().unwrap_or_default()),
        Value::Text(text) | Value::Json(text) => (*text).to_owned(),
        Value::Binary(bytes) => {
            let numbers: Vec<String> = bytes.iter().map(u8::to_string).collect();
            numbers.join(",")
        }
        Value::Date(days) => day(i64::from(*days)),
        Value::Time(micros) => clock(*micros),
        Value::Timestamp { ticks, unit, zone } => {
            let micros = micros(*ticks, *unit);
            let shift = zone.map(|zone| offset(zone, micros));
            let local = moment(micros + shift.unwrap_or(0));
            format!("{local}{}", shift.map(offset_text).unwrap_or_default())
        }
        Value::Duration { ticks, unit } => duration_words(*ticks as f64 / unit.per_second() as f64),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| compact(&item, offset)).collect();
            format!("[{}]", items.join(","))
        }
    }
}

/// A value inside of a list.
fn compact(value: &Value, offset: Offset) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Text(text) => serde_json::Value::from(*text).to_string(),
        Value::Float(number) if number.fract() == 0.0 && number.abs() < 1e21 => {
            format!("{number:.0}")
        }
        Value::Float(number) => serde_json::Value::from(*number).to_string(),
        value => text(value, offset),
    }
}

/// A number with four decimals, its thousands apart.
fn four_decimals(number: f64) -> String {
    if number.is_infinite() {
        let sign = if number < 0.0 { "-" } else { "" };
        return format!("{sign}Infinity");
    }
    let text = format!("{:.4}", number.abs());
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if number < 0.0 && !is_zero { "-" } else { "" };
    let mut grouped = String::new();
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if decimals.is_empty() {
        return format!("{sign}{grouped}");
    }
    format!("{sign}{grouped}.{decimals}")
}

/// An exact number without zeros at its end.
fn shortest(text: String) -> String {
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    if text == "-0" { "0".to_owned() } else { text }
}

/// An offset as ISO 8601 writes it.
fn offset_text(micros: i64) -> String {
    let minutes = micros / 60_000_000;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

fn micros(ticks: i64, unit: TimeUnit) -> i64 {
    let per_second = unit.per_second();
    if per_second <= 1_000_000 {
        ticks.saturating_mul(1_000_000 / per_second)
    } else {
        ticks.div_euclid(per_second / 1_000_000)
    }
}

/// A point in time as ISO 8601 has it to the second, with a blank in its middle.
fn moment(micros: i64) -> String {
    let day = day(micros.div_euclid(MICROS_OF_A_DAY));
    let of_day = micros.rem_euclid(MICROS_OF_A_DAY);
    format!("{day} {}", clock(of_day - of_day % 1_000_000))
}

fn clock(micros: i64) -> String {
    let seconds = micros / 1_000_000;
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match micros % 1_000_000 / 1000 {
        0 => format!("{hour:02}:{minute:02}:{second:02}"),
        rest => format!("{hour:02}:{minute:02}:{second:02}.{rest:03}"),
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
            (Value::Time(3_661_000_001), "01:01:01"),
            (Value::Time(3_661_500_000), "01:01:01.500"),
            (Value::Float(-1_234_567.891_23), "-1,234,567.8912"),
            (Value::Float(-1e-6), "0.0000"),
            (Value::Float(f64::NEG_INFINITY), "-Infinity"),
            (
                Value::Decimal {
                    digits: 150,
                    scale: 2,
                },
                "1.5",
            ),
            (
                Value::Decimal {
                    digits: 2000,
                    scale: 2,
                },
                "20",
            ),
            (
                Value::Timestamp {
                    ticks: -1_000_000,
                    unit,
                    zone: None,
                },
                "1969-12-31 23:59:59",
            ),
            (
                Value::Timestamp {
                    ticks: 1_719_795_661_500_000,
                    unit,
                    zone: Some("Here"),
                },
                "2024-07-01 03:01:01+02:00",
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
            let offset = |zone: &str, _| i64::from(zone == "Here") * 7_200_000_000;
            assert_eq!(text(&value, &offset), shown);
        }
    }
}
