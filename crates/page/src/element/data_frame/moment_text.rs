//! Days, times and points in time as text.

use brooklet_frame::{TimeUnit, Value};

use super::civil_text;
use super::columns::{GridColumn, Kind};
use super::zone;
use crate::element::moment_format;

pub(super) const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// A day, a time or both as its column shows it; nothing where it is none.
pub(super) fn moment_text(
    value: &Value,
    column: &GridColumn,
    format: Option<&str>,
) -> Option<String> {
    let is_utc = column.kind == Kind::Datetime && format == Some("iso8601");
    let zone = column.details.timezone.as_deref();
    // The form of ISO 8601 ends with the sign of UTC.
    let zone = if is_utc { Some("UTC") } else { zone };
    let point = point(value, zone)?;
    if let Some(format) = format {
        return Some(formatted(format, column.kind, point));
    }
    let text = standard(column, point);
    Some(match value {
        Value::Timestamp {
            ticks,
            unit,
            zone: own,
        } if column.kind == Kind::Datetime => {
            let Some(zone) = zone.or(*own) else {
                return Some(text);
            };
            let shift = zone::offset_micros(zone, micros(*ticks, *unit));
            format!("{text}{}", zone::offset_text(shift))
        }
        _ => text,
    })
}

/// The point on the calendar and clock that a value shows, in microseconds since 1970.
pub(super) fn point(value: &Value, zone: Option<&str>) -> Option<i64> {
    match value {
        Value::Date(days) => Some(i64::from(*days) * MICROS_OF_A_DAY),
        Value::Time(micros) => Some(*micros),
        Value::Timestamp {
            ticks,
            unit,
            zone: own,
        } => {
            let micros = micros(*ticks, *unit);
            let shift = zone
                .or(*own)
                .map_or(0, |zone| zone::offset_micros(zone, micros));
            Some(micros + shift)
        }
        Value::Int(_) | Value::Float(_) => Some((value.as_f64()? * 1e3) as i64),
        Value::Text(text) => match text.parse() {
            Ok(number) => since_1970(number),
            Err(_) => civil_text::micros_of_day(text).or_else(|| {
                let millis = js_sys::Date::parse(text);
                millis.is_finite().then_some((millis * 1e3) as i64)
            }),
        },
        _ => None,
    }
}

/// A number in a text as a point: the larger, the smaller its unit, from a second to a billionth.
fn since_1970(number: f64) -> Option<i64> {
    let per_micro = match number.abs() {
        1e18.. => 1e-3,
        1e15.. => 1.0,
        1e12.. => 1e3,
        _ => 1e6,
    };
    number.is_finite().then_some((number * per_micro) as i64)
}

/// A point as its column shows it if it says nothing of a format: as exactly as it is edited.
fn standard(column: &GridColumn, micros: i64) -> String {
    let clock = match column.details.step_size() {
        Some(step) if step < 1.0 => "HH:mm:ss.SSS",
        Some(step) if step % 60.0 == 0.0 => "HH:mm",
        _ => "HH:mm:ss",
    };
    match column.kind {
        Kind::Date => moment("YYYY-MM-DD", micros),
        Kind::Time => moment(clock, micros),
        _ => moment(&format!("YYYY-MM-DD {clock}"), micros),
    }
}

fn formatted(format: &str, kind: Kind, micros: i64) -> String {
    match format {
        "iso8601" => match kind {
            Kind::Date => moment("YYYY-MM-DD", micros),
            Kind::Time => moment("HH:mm:ss.SSS[Z]", micros),
            _ => moment("YYYY-MM-DD[T]HH:mm:ss.SSS[Z]", micros),
        },
        "localized" => zone::localized(micros, kind),
        "distance" => zone::distance(micros),
        "calendar" => zone::calendar(micros),
        pattern => moment(pattern, micros),
    }
}

/// The pattern of a time: with thousandths where it has some.
pub(super) fn clock(micros: i64) -> &'static str {
    if micros % 1_000_000 == 0 {
        "HH:mm:ss"
    } else {
        "HH:mm:ss.SSS"
    }
}

/// A point by a pattern.
pub(super) fn moment(pattern: &str, micros: i64) -> String {
    moment_format::format(pattern, micros as f64)
}

/// A point in its zone, with how far that is from UTC.
pub(super) fn timestamp(micros: i64, zone: Option<&str>) -> String {
    let shift = zone.map_or(0, |zone| zone::offset_micros(zone, micros));
    let local = micros + shift;
    let day = moment("YYYY-MM-DD", local);
    let time = moment(clock(local), local);
    match zone {
        None => format!("{day} {time}"),
        Some(_) => format!("{day} {time}{}", zone::offset_text(shift)),
    }
}

/// Microseconds of what is counted in another unit.
pub(super) fn micros(ticks: i64, unit: TimeUnit) -> i64 {
    let per_second = unit.per_second();
    if per_second <= 1_000_000 {
        ticks.saturating_mul(1_000_000 / per_second)
    } else {
        ticks.div_euclid(per_second / 1_000_000)
    }
}
