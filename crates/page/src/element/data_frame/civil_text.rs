//! Days, times and points in time between ISO 8601 and the numbers of a table.

use std::fmt::Write;

use brooklet_frame::duration_words;

use crate::element::civil::Day;

pub(super) const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// Days since 1970 of a text that begins with a day.
pub(super) fn days(text: &str) -> Option<i32> {
    Day::read(text.get(..10)?).map(|day| day.since(Day::after_1970(0)))
}

/// Microseconds since midnight of `8:45`, `08:45:30` or `08:45:30.5`.
pub(super) fn micros_of_day(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let hour: i64 = parts.next()?.trim().parse().ok()?;
    let minute: i64 = parts.next()?.parse().ok()?;
    let (second, fraction) = match parts.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
            let digits: String = fraction.chars().chain("000000".chars()).take(6).collect();
            (whole.parse().ok()?, digits.parse().ok()?)
        }
    };
    let is_time = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
    (is_time && parts.next().is_none())
        .then_some(((hour * 60 + minute) * 60 + second) * 1_000_000 + fraction)
}

/// A point in time: microseconds since 1970, and whether they are those of UTC. A day alone is its
/// midnight.
pub(super) fn micros(text: &str) -> Option<(i64, bool)> {
    let text = text.trim();
    let day = i64::from(days(text)?) * MICROS_OF_A_DAY;
    let rest = &text[10..];
    if rest.is_empty() {
        return Some((day, false));
    }
    let rest = rest.strip_prefix(['T', ' '])?;
    let (clock, offset) = match rest.find(['Z', '+', '-']) {
        Some(at) => (&rest[..at], Some(&rest[at..])),
        None => (rest, None),
    };
    let local = day + micros_of_day(clock.trim())?;
    let Some(offset) = offset else {
        return Some((local, false));
    };
    let shift = match offset.strip_prefix('Z') {
        Some("") => 0,
        Some(_) => return None,
        None => {
            let minutes = micros_of_day(&offset[1..])?;
            if offset.starts_with('-') {
                -minutes
            } else {
                minutes
            }
        }
    };
    Some((local - shift, true))
}

/// A length of time in a format that means something else for it than for other numbers.
pub(super) fn length_of_time(seconds: f64, format: Option<&str>) -> Option<String> {
    let Some(format) = format else {
        return Some(duration_words(seconds));
    };
    let mut rest = (seconds.abs() * 1e3).round() as i64;
    let mut text = String::from(if seconds < 0.0 { "-" } else { "" });
    if format == "compact" {
        let clock = rest % 60_000;
        let zero = if clock < 10_000 { "0" } else { "" };
        let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
        let seconds = clock as f64 / 1e3;
        return Some(format!("{text}{hours:02}:{minutes:02}:{zero}{seconds}"));
    }
    if format != "localized" {
        return None;
    }
    let begin = text.len();
    let units = [
        (86_400_000, "days"),
        (3_600_000, "hr"),
        (60_000, "min"),
        (1000, "sec"),
        (1, "ms"),
    ];
    for (size, unit) in units {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            let comma = if text.len() > begin { ", " } else { "" };
            // Writing into a text does not fail.
            let _ = write!(text, "{comma}{count} {unit}");
        }
    }
    Some(if text.is_empty() {
        "0 sec".to_owned()
    } else {
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_iso_8601() {
        assert_eq!(days("2024-05-17"), Some(19_860));
        assert_eq!(days("2024-02-30"), None);
        assert_eq!(micros_of_day("8:45"), Some(31_500_000_000));
        assert_eq!(micros_of_day("08:45:30.5"), Some(31_530_500_000));
        assert_eq!(micros_of_day("25:00"), None);
        assert_eq!(micros("1970-01-02"), Some((MICROS_OF_A_DAY, false)));
        assert_eq!(micros("1970-01-01 00:00:01"), Some((1_000_000, false)));
        assert_eq!(micros("1970-01-01T02:00:00+02:00"), Some((0, true)));
        assert_eq!(micros("1970-01-01T00:00:00.25Z"), Some((250_000, true)));
        assert_eq!(micros("tea"), None);
    }

    #[test]
    fn lengths_of_time_have_formats_of_their_own() {
        for (seconds, format, shown) in [
            (10_800.0, None, Some("3 hours")),
            (90.0, Some("compact"), Some("00:01:30")),
            (-90.0, Some("compact"), Some("-00:01:30")),
            (1_209_605.5, Some("compact"), Some("336:00:05.5")),
            (1.5, Some("localized"), Some("1 sec, 500 ms")),
            (-7200.0, Some("localized"), Some("-2 hr")),
            (34_560_000.0, Some("localized"), Some("400 days")),
            (0.0, Some("localized"), Some("0 sec")),
            (90.0, Some("plain"), None),
        ] {
            assert_eq!(length_of_time(seconds, format).as_deref(), shown);
        }
    }
}
