//! Points in time and spans as text of ISO 8601, and back.

use super::calendar::{NAT, days_of_month, month_of_day};
use crate::dtype::{DateUnit, Unit};
use crate::{Error, Result};

/// Attoseconds in a second: the finest unit counts them.
const ATTOS: i128 = 1_000_000_000_000_000_000;
const DAY_SECS: i128 = 86_400;

/// How many characters a point in time may take: those of 19 digits for the year among them.
pub fn text_len(unit: Unit) -> usize {
    match unit {
        Unit::Year => 22,
        Unit::Month => 25,
        Unit::Week | Unit::Day => 28,
        Unit::Hour => 32,
        Unit::Minute => 35,
        Unit::Second => 38,
        Unit::Milli => 42,
        Unit::Micro => 45,
        Unit::Nano => 48,
        Unit::Pico => 51,
        Unit::Femto => 54,
        Unit::Atto => 57,
        Unit::Generic => 21,
    }
}

/// How many of a unit there are in a second, as a power of ten of a thousand.
fn thousands(unit: Unit) -> u32 {
    (unit as u32).saturating_sub(Unit::Second as u32)
}

/// A point in time as text: as much of it as its unit tells.
pub(super) fn point_text(value: i64, unit: DateUnit) -> String {
    if value == NAT {
        return "NaT".into();
    }
    let total = i128::from(value) * i128::from(unit.count);
    let (days, rest) = match unit.unit {
        Unit::Generic => return value.to_string(),
        Unit::Year => (i128::from(days_of_month((total * 12) as i64)), 0),
        Unit::Month => (i128::from(days_of_month(total as i64)), 0),
        Unit::Week => (total * 7, 0),
        Unit::Day => (total, 0),
        Unit::Hour => split(total * 3_600, ATTOS),
        Unit::Minute => split(total * 60, ATTOS),
        finer => {
            let per = 1000_i128.pow(thousands(finer));
            let seconds = total.div_euclid(per);
            let (days, rest) = split(seconds, ATTOS);
            (days, rest + total.rem_euclid(per) * (ATTOS / per))
        }
    };
    let month = month_of_day(days as i64);
    let year = 1970 + month.div_euclid(12);
    if unit.unit == Unit::Year {
        return format!("{year:04}");
    }
    let month_text = format!("{year:04}-{:02}", month.rem_euclid(12) + 1);
    if unit.unit == Unit::Month {
        return month_text;
    }
    let date = format!("{month_text}-{:02}", days as i64 - days_of_month(month) + 1);
    let (seconds, attos) = (rest / ATTOS, rest % ATTOS);
    let hour = format!("{date}T{:02}", seconds / 3_600);
    let minute = format!("{hour}:{:02}", seconds / 60 % 60);
    let second = format!("{minute}:{:02}", seconds % 60);
    match unit.unit {
        Unit::Hour => hour,
        Unit::Minute => minute,
        Unit::Second => second,
        finer if finer > Unit::Second => {
            let digits = thousands(finer) as usize * 3;
            format!("{second}.{}", &format!("{attos:018}")[..digits])
        }
        _ => date,
    }
}

/// Seconds as days and what is left of one, in the finest unit.
fn split(seconds: i128, attos: i128) -> (i128, i128) {
    (
        seconds.div_euclid(DAY_SECS),
        seconds.rem_euclid(DAY_SECS) * attos,
    )
}

/// A span as text: its count and the name of its unit.
pub(super) fn span_text(value: i64, unit: DateUnit) -> String {
    if value == NAT {
        return "NaT".into();
    }
    let name = match unit.unit {
        Unit::Year => "years",
        Unit::Month => "months",
        Unit::Week => "weeks",
        Unit::Day => "days",
        Unit::Hour => "hours",
        Unit::Minute => "minutes",
        Unit::Second => "seconds",
        Unit::Milli => "milliseconds",
        Unit::Micro => "microseconds",
        Unit::Nano => "nanoseconds",
        Unit::Pico => "picoseconds",
        Unit::Femto => "femtoseconds",
        Unit::Atto => "attoseconds",
        Unit::Generic => "generic time units",
    };
    format!("{} {name}", i128::from(value) * i128::from(unit.count))
}

/// The count of a unit that a text of ISO 8601 stands for, rounded down.
pub(super) fn parse_point(text: &str, unit: DateUnit) -> Result<i64> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("nat") {
        return Ok(NAT);
    }
    let attos = Reader::new(trimmed).read().map_err(|error| match error {
        Wrong::At(at) => Error::Value(format!(
            "Error parsing datetime string \"{text}\" at position {at}"
        )),
        Wrong::Range(what) => {
            Error::Value(format!("{what} out of range in datetime string \"{text}\""))
        }
    })?;
    let days = || attos.div_euclid(DAY_SECS * ATTOS);
    let months = || i128::from(month_of_day(days() as i64));
    let total = match unit.unit {
        Unit::Generic => {
            return Err(Error::value(
                "Cannot create a NumPy datetime other than NaT with generic units",
            ));
        }
        Unit::Year => months().div_euclid(12),
        Unit::Month => months(),
        Unit::Week => days().div_euclid(7),
        Unit::Day => days(),
        Unit::Hour => attos.div_euclid(3_600 * ATTOS),
        Unit::Minute => attos.div_euclid(60 * ATTOS),
        finer => attos.div_euclid(ATTOS / 1000_i128.pow(thousands(finer))),
    };
    i64::try_from(total.div_euclid(i128::from(unit.count)))
        .map_err(|_| Error::Overflow("the date does not fit into 64 bits of its unit".into()))
}

/// What is wrong with a text.
enum Wrong {
    /// It cannot be read from this position on.
    At(usize),
    /// A part of it is too large.
    Range(&'static str),
}

/// Reads a text from left to right.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, wanted: &[u8]) -> bool {
        let is_there = self.peek().is_some_and(|byte| wanted.contains(&byte));
        self.at += usize::from(is_there);
        is_there
    }

    /// A number of so many digits, no more and no fewer.
    fn number(&mut self, digits: usize) -> std::result::Result<i64, Wrong> {
        let found = self.bytes.get(self.at..self.at + digits);
        let found = found.filter(|found| found.iter().all(u8::is_ascii_digit));
        let found = found.ok_or(Wrong::At(self.at))?;
        self.at += digits;
        Ok(found
            .iter()
            .fold(0, |all, digit| all * 10 + i64::from(digit - b'0')))
    }

    /// Attoseconds from the beginning of 1970.
    fn read(mut self) -> std::result::Result<i128, Wrong> {
        let is_negative = self.peek() == Some(b'-');
        self.skip(b"+-");
        let digits = self.bytes[self.at..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit());
        let digits = digits.count();
        if digits == 0 || digits > 15 {
            return Err(Wrong::At(self.at));
        }
        let year = self.number(digits)? * if is_negative { -1 } else { 1 };
        let (mut month, mut day) = (1, 1);
        let mut seconds = 0;
        let mut attos = 0;
        if self.skip(b"-") {
            month = self.number(2)?;
            if !(1..=12).contains(&month) {
                return Err(Wrong::Range("Month"));
            }
            if self.skip(b"-") {
                day = self.number(2)?;
                let first = (year - 1970) * 12 + month - 1;
                let len = days_of_month(first + 1) - days_of_month(first);
                if !(1..=len).contains(&day) {
                    return Err(Wrong::Range("Day"));
                }
                if self.skip(b"T ") {
                    (seconds, attos) = self.time()?;
                }
            }
        }
        if self.at < self.bytes.len() {
            return Err(Wrong::At(self.at));
        }
        let days = days_of_month((year - 1970) * 12 + month - 1) + day - 1;
        Ok((i128::from(days) * DAY_SECS + i128::from(seconds)) * ATTOS + attos)
    }

    /// Seconds of the day in the given zone, and attoseconds.
    fn time(&mut self) -> std::result::Result<(i64, i128), Wrong> {
        let mut seconds = self.part(24, "Hours")? * 3_600;
        let mut attos = 0;
        if self.skip(b":") {
            seconds += self.part(60, "Minutes")? * 60;
            if self.skip(b":") {
                seconds += self.part(60, "Seconds")?;
                if self.skip(b".") {
                    let mut unit = ATTOS;
                    while let Some(digit) = self.peek().filter(u8::is_ascii_digit) {
                        unit /= 10;
                        attos += i128::from(digit - b'0') * unit;
                        self.at += 1;
                    }
                }
            }
        }
        if self.skip(b"Z") {
            return Ok((seconds, attos));
        }
        let sign = self.peek();
        if self.skip(b"+-") {
            let mut offset = self.part(24, "Timezone hours offset")? * 3_600;
            self.skip(b":");
            if self.at < self.bytes.len() {
                offset += self.part(60, "Timezone minutes offset")? * 60;
            }
            seconds -= if sign == Some(b'-') { -offset } else { offset };
        }
        Ok((seconds, attos))
    }

    fn part(&mut self, end: i64, what: &'static str) -> std::result::Result<i64, Wrong> {
        let number = self.number(2)?;
        if number < end {
            Ok(number)
        } else {
            Err(Wrong::Range(what))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_written_and_read_as_numpy_does() {
        let units = [
            (Unit::Year, "1963", "1975"),
            (Unit::Month, "1969-06", "1970-06"),
            (Unit::Week, "1969-11-13", "1970-02-05"),
            (Unit::Day, "1969-12-25", "1970-01-06"),
            (Unit::Hour, "1969-12-31T17", "1970-01-01T05"),
            (Unit::Minute, "1969-12-31T23:53", "1970-01-01T00:05"),
            (Unit::Second, "1969-12-31T23:59:53", "1970-01-01T00:00:05"),
            (
                Unit::Milli,
                "1969-12-31T23:59:59.993",
                "1970-01-01T00:00:00.005",
            ),
            (
                Unit::Atto,
                "1969-12-31T23:59:59.999999999999999993",
                "1970-01-01T00:00:00.000000000000000005",
            ),
        ];
        for (unit, before, after) in units {
            let unit = DateUnit::of(unit);
            for (value, text) in [(-7, before), (5, after)] {
                assert_eq!(point_text(value, unit), text);
                assert_eq!(parse_point(text, unit).unwrap(), value);
            }
        }
        assert_eq!(point_text(-5000, DateUnit::of(Unit::Year)), "-3030");
        assert_eq!(point_text(20_000, DateUnit::of(Unit::Year)), "21970");
        assert_eq!(point_text(-800_000, DateUnit::of(Unit::Day)), "-221-09-04");
    }

    #[test]
    fn what_is_no_point_in_time_is_told() {
        let day = DateUnit::of(Unit::Day);
        assert_eq!(parse_point(" nat ", day).unwrap(), NAT);
        assert_eq!(parse_point("2020-01-01T23:30-02", day).unwrap(), 18_263);
        for (text, told) in [
            (
                "2020-1-1",
                "Error parsing datetime string \"2020-1-1\" at position 5",
            ),
            ("x", "Error parsing datetime string \"x\" at position 0"),
            (
                "2021-02-29",
                "Day out of range in datetime string \"2021-02-29\"",
            ),
            (
                "2020-01-01T25",
                "Hours out of range in datetime string \"2020-01-01T25\"",
            ),
        ] {
            let error = parse_point(text, day).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
