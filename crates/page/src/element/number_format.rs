//! How numbers are shown: by a printf format such as `%0.2f`, or by a format of a name.

mod decimal;
mod named;
mod printf;

pub use decimal::{decimals, plain, round};

/// A number as a format shows it. A format that is neither a name nor holds a number is shown
/// itself, as the original does.
pub fn format(format: &str, number: f64) -> String {
    named::format(format, number).unwrap_or_else(|| printf::format(format, number))
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
}
