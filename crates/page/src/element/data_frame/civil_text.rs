//! Days, times and points in time between ISO 8601 and the numbers of a table.

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
}
