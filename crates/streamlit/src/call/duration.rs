//! A span of time as a script says it: a number of seconds, a `timedelta`, or a text.

use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::{number, to_string_lossy};

/// The seconds that a value means; `None` if it means none.
pub(crate) fn seconds(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<f64>> {
    if let Some(text) = value.downcast_ref::<PyStr>() {
        return Ok(parse(&to_string_lossy(text)));
    }
    if let Some(number) = number(value) {
        return Ok(Some(number));
    }
    if vm.get_attribute_opt(value, "total_seconds")?.is_none() {
        return Ok(None);
    }
    let seconds = vm.call_method(value, "total_seconds", ())?;
    Ok(number(&seconds))
}

const UNITS: &[(&str, f64)] = &[
    ("w", 604_800.0),
    ("week", 604_800.0),
    ("weeks", 604_800.0),
    ("d", 86_400.0),
    ("day", 86_400.0),
    ("days", 86_400.0),
    ("h", 3_600.0),
    ("hr", 3_600.0),
    ("hour", 3_600.0),
    ("hours", 3_600.0),
    ("m", 60.0),
    ("t", 60.0),
    ("min", 60.0),
    ("minute", 60.0),
    ("minutes", 60.0),
    ("s", 1.0),
    ("sec", 1.0),
    ("second", 1.0),
    ("seconds", 1.0),
    ("ms", 1e-3),
    ("l", 1e-3),
    ("milli", 1e-3),
    ("millis", 1e-3),
    ("millisecond", 1e-3),
    ("milliseconds", 1e-3),
    ("us", 1e-6),
    ("u", 1e-6),
    ("micro", 1e-6),
    ("micros", 1e-6),
    ("microsecond", 1e-6),
    ("microseconds", 1e-6),
    ("n", 1e-9),
    ("ns", 1e-9),
    ("nanosecond", 1e-9),
    ("nanoseconds", 1e-9),
];

/// The seconds of a text such as `1d2h34m`, `2 days` or `1 days 02:03:04`.
fn parse(text: &str) -> Option<f64> {
    let text = text.trim().to_lowercase();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(&text)),
    };
    let mut rest = text.trim();
    let mut seconds = 0.0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !c.is_ascii_digit() && !".:".contains(c))
            .unwrap_or(rest.len());
        let (digits, tail) = rest.split_at(end);
        let tail = tail.trim_start();
        let end = tail
            .find(|c: char| !c.is_alphabetic())
            .unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        if digits.contains(':') && unit.is_empty() {
            seconds += clock(digits)?;
        } else {
            let (_, factor) = UNITS.iter().find(|(known, _)| *known == unit)?;
            seconds += digits.parse::<f64>().ok()? * factor;
        }
        rest = tail.trim_start_matches([' ', ',']);
    }
    Some(sign * seconds)
}

/// `hours:minutes:seconds`.
fn clock(text: &str) -> Option<f64> {
    let parts: Vec<f64> = text
        .split(':')
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match parts[..] {
        [hours, minutes, seconds] => Some(hours * 3600.0 + minutes * 60.0 + seconds),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    /// The values are those of pandas' `Timedelta`.
    #[test]
    fn texts_mean_what_pandas_takes_them_for() {
        for (text, seconds) in [
            ("1h30m", 5400.0),
            ("10s", 10.0),
            ("1d2h34m", 95_640.0),
            ("2 days", 172_800.0),
            ("1.5 days", 129_600.0),
            ("1h23s", 3623.0),
            ("500ms", 0.5),
            ("1 days 02:03:04", 93_784.0),
            ("00:00:05", 5.0),
            ("1W", 604_800.0),
            ("-5s", -5.0),
        ] {
            assert_eq!(parse(text), Some(seconds), "{text}");
        }
        for text in ["", "soon", "10 parsecs", "1h x"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
