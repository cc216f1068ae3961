//! How numbers are shown: by a printf format such as `%0.2f`, or by a format of a name.

mod decimal;
mod named;
mod printf;

pub use decimal::{decimals, exact, plain, round};

/// A number as a format shows it. A format that is neither a name nor holds a number is shown
/// itself, as the original does.
pub fn format(format: &str, number: f64) -> String {
    format_exactly(format, number, None)
}

/// [`format`], where a format of a name that says nothing else has so many digits behind the point.
pub fn format_exactly(format: &str, number: f64, decimals: Option<usize>) -> String {
    if !number.is_finite() {
        return exact(number);
    }
    named::format(format, number, decimals).unwrap_or_else(|| printf::format(format, number))
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn names_come_before_printf() {
        assert_eq!(format("percent", 0.5), "50%");
        assert_eq!(format("%d%%", 40.0), "40%");
        assert_eq!(format("words", 40.0), "words");
    }

    #[test]
    fn what_has_no_digits_is_shown_in_any_format() {
        for pattern in [
            "percent",
            "localized",
            "accounting",
            "bytes",
            "%.2f",
            "%d",
            "%e",
            "%x",
        ] {
            assert_eq!(format(pattern, f64::NEG_INFINITY), "-Infinity");
        }
    }
}
