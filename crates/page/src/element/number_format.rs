//! Numbers shown by a printf format, such as `%0.2f` or `$%d`.

/// A number shown by a printf format; by itself where the format has no number in it.
pub fn format(format: &str, number: f64) -> String {
    let Some((before, spec, after)) = split(format) else {
        return plain(number);
    };
    format!(
        "{}{}{}",
        unescape(before),
        spec.apply(number),
        unescape(after)
    )
}

/// A number as JavaScript prints it.
pub fn plain(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

struct Spec<'a> {
    flags: &'a str,
    width: usize,
    precision: Option<usize>,
    conversion: char,
}

/// The text before the number, how it is shown, the text behind.
fn split(format: &str) -> Option<(&str, Spec<'_>, &str)> {
    let mut from = 0;
    loop {
        let begin = from + format[from..].find('%')?;
        let rest = &format[begin + 1..];
        if rest.starts_with('%') {
            from = begin + 2;
            continue;
        }
        let flags = rest.len()
            - rest
                .trim_start_matches(['-', '+', ' ', '0', '#', ','])
                .len();
        let (flags, rest) = rest.split_at(flags);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (width, rest) = rest.split_at(digits);
        let (precision, rest) = match rest.strip_prefix('.') {
            Some(rest) => {
                let digits =
                    rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                (Some(rest[..digits].parse().unwrap_or(0)), &rest[digits..])
            }
            None => (None, rest),
        };
        let conversion = rest.chars().next()?;
        let spec = Spec {
            flags,
            width: width.parse().unwrap_or(0),
            precision,
            conversion,
        };
        return Some((&format[..begin], spec, &rest[conversion.len_utf8()..]));
    }
}

impl Spec<'_> {
    fn apply(&self, number: f64) -> String {
        let digits = match self.conversion {
            'd' | 'i' | 'u' => format!("{:.0}", number.abs().trunc()),
            'f' | 'F' => format!("{:.*}", self.precision.unwrap_or(6), number.abs()),
            'e' | 'E' => exponent(number.abs(), self.precision.unwrap_or(6), self.conversion),
            'x' => format!("{:x}", number.abs() as u64),
            'X' => format!("{:X}", number.abs() as u64),
            'o' => format!("{:o}", number.abs() as u64),
            _ => plain(number.abs()),
        };
        let sign = match number {
            number if number < 0.0 => "-",
            _ if self.flags.contains('+') => "+",
            _ if self.flags.contains(' ') => " ",
            _ => "",
        };
        let missing = self.width.saturating_sub(sign.len() + digits.len());
        if self.flags.contains('-') {
            format!("{sign}{digits}{}", " ".repeat(missing))
        } else if self.flags.contains('0') {
            format!("{sign}{}{digits}", "0".repeat(missing))
        } else {
            format!("{}{sign}{digits}", " ".repeat(missing))
        }
    }
}

fn exponent(number: f64, precision: usize, letter: char) -> String {
    let text = format!("{number:.precision$e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, power) = power
        .strip_prefix('-')
        .map_or(('+', power), |power| ('-', power));
    format!("{digits}{letter}{sign}{power:0>2}")
}

fn unescape(text: &str) -> String {
    text.replace("%%", "%")
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn formats_are_those_of_printf() {
        for (pattern, number, shown) in [
            ("%d", 5.0, "5"),
            ("%d", -7.0, "-7"),
            ("%0.2f", 1.005, "1.00"),
            ("%.1f", 2.25, "2.2"),
            ("$%0.2f", 3.5, "$3.50"),
            ("%d%%", 40.0, "40%"),
            ("%d days", 3.0, "3 days"),
            ("%05d", 42.0, "00042"),
            ("%+d", 4.0, "+4"),
            ("%e", 12345.678, "1.234568e+04"),
            ("no number", 1.5, "1.5"),
        ] {
            assert_eq!(format(pattern, number), shown, "{pattern}");
        }
    }
}
