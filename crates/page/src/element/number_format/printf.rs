//! Formats such as `%0.2f`, as sprintf-js reads them, which the original uses.

use super::decimal::{exact, exponent, fixed_absolute, group, signed_power, significant};

/// How a number is shown: what stands behind a `%`.
struct Spec {
    plus: bool,
    groups: bool,
    left: bool,
    pad: char,
    width: usize,
    precision: Option<usize>,
    conversion: char,
}

/// The text of a format with the number in it.
pub(super) fn format(format: &str, number: f64) -> String {
    let mut text = String::new();
    let mut rest = format;
    while let Some(begin) = rest.find('%') {
        text.push_str(&rest[..begin]);
        rest = &rest[begin + 1..];
        if let Some(after) = rest.strip_prefix('%') {
            text.push('%');
            rest = after;
        } else if let Some((spec, after)) = Spec::read(rest) {
            text.push_str(&spec.apply(number));
            rest = after;
        } else {
            text.push('%');
        }
    }
    text + rest
}

/// A whole number at the beginning of a text, if there is one, and what follows.
fn digits(text: &str) -> (Option<usize>, &str) {
    let (digits, rest) =
        text.split_at(text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    (digits.parse().ok(), rest)
}

impl Spec {
    /// What stands at the beginning of a text, and what follows it.
    fn read(text: &str) -> Option<(Self, &str)> {
        let mut rest = text;
        if let (Some(_), after) = digits(rest)
            && let Some(after) = after.strip_prefix('$')
        {
            rest = after; // There is one number only: its place says nothing.
        }
        let mut spec = Self {
            plus: false,
            groups: false,
            left: false,
            pad: ' ',
            width: 0,
            precision: None,
            conversion: 'd',
        };
        loop {
            let mut letters = rest.chars();
            match letters.next()? {
                '+' => spec.plus = true,
                ',' => spec.groups = true,
                '-' => spec.left = true,
                '0' => spec.pad = '0',
                '\'' => spec.pad = letters.next()?,
                _ => break,
            }
            rest = letters.as_str();
        }
        let (width, after) = digits(rest);
        spec.width = width.unwrap_or(0).min(200);
        rest = after;
        if let Some(after) = rest.strip_prefix(',') {
            spec.groups = true;
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('.') {
            let (precision, after) = digits(after);
            spec.precision = Some(precision.unwrap_or(0).min(100));
            rest = after;
        }
        let mut letters = rest.chars();
        spec.conversion = letters
            .next()
            .filter(|letter| "bcdieufgostTvxXj".contains(*letter))?;
        Some((spec, letters.as_str()))
    }

    fn apply(&self, number: f64) -> String {
        let has_sign = matches!(self.conversion, 'd' | 'i' | 'e' | 'f' | 'g');
        let digits = self.digits(if has_sign { number.abs() } else { number });
        let digits = if self.groups { group(&digits) } else { digits };
        let sign = match self.plus {
            _ if !has_sign => "",
            _ if number < 0.0 => "-",
            true => "+",
            false => "",
        };
        let missing = self
            .width
            .saturating_sub(sign.len() + digits.chars().count());
        let pad = self.pad.to_string().repeat(missing);
        match (self.left, self.pad) {
            (true, _) => format!("{sign}{digits}{pad}"),
            (false, '0') => format!("{sign}{pad}{digits}"),
            (false, _) => format!("{pad}{sign}{digits}"),
        }
    }

    fn digits(&self, number: f64) -> String {
        let whole = number.trunc() as i64;
        let word = whole as u32; // as JavaScript does: the lowest 32 bits
        match self.conversion {
            'd' | 'i' => format!("{:.0}", number.trunc()),
            'f' => self
                .precision
                .map_or_else(|| exact(number), |digits| fixed_absolute(number, digits)),
            'e' => match self.precision {
                Some(precision) => signed_power(format!("{number:.precision$e}")),
                None => exponent(number),
            },
            'g' => self.precision.map_or_else(
                || exact(number),
                |digits| exact(significant(number, digits)),
            ),
            'u' => word.to_string(),
            'x' => format!("{word:x}"),
            'X' => format!("{word:X}"),
            'o' => format!("{word:o}"),
            'b' if whole < 0 => format!("-{:b}", whole.unsigned_abs()),
            'b' => format!("{whole:b}"),
            'c' => char::from_u32(word).unwrap_or('\u{fffd}').to_string(),
            't' => self.cut(if number == 0.0 { "false" } else { "true" }),
            'T' => self.cut("number"),
            _ => self.cut(&exact(number)),
        }
    }

    /// The precision of a text is its length.
    fn cut(&self, text: &str) -> String {
        text.chars()
            .take(self.precision.unwrap_or(usize::MAX))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn formats_show_what_the_original_shows() {
        for (pattern, number, shown) in [
            ("%d", 5.0, "5"),
            ("%d", 2.9, "2"),
            ("%d", -0.5, "-0"),
            ("%d", -1e15, "-1000000000000000"),
            ("%i", 1.9, "1"),
            ("%.2f", 2.675, "2.67"),
            ("%.2f", 1.005, "1.00"),
            ("%.1f", 2.25, "2.3"),
            ("%.0f", 2.5, "3"),
            ("%.1f", -0.04, "-0.0"),
            ("%f", 1.5, "1.5"),
            ("%f", -1e-7, "-1e-7"),
            ("%s", 1e-7, "1e-7"),
            ("%e", 12345.678, "1.2345678e+4"),
            ("%e", 0.000_012, "1.2e-5"),
            ("%.3e", 12345.678, "1.235e+4"),
            ("%.2e", -1.5, "-1.50e+0"),
            ("%g", 1_234_567.0, "1234567"),
            ("%g", 0.000_012_34, "0.00001234"),
            ("%g", 1e20, "100000000000000000000"),
            ("%.3g", 1234.5, "1230"),
            ("%.2g", 0.000_123, "0.00012"),
            ("%05d", 42.0, "00042"),
            ("%+d", 4.0, "+4"),
            ("%+05d", 3.0, "+0003"),
            ("%+.1f", -2.25, "-2.3"),
            ("%06.1f", -2.25, "-002.3"),
            ("%5d", 42.0, "   42"),
            ("%-5d|", 42.0, "42   |"),
            ("%-8.2f|", 2.345_67, "2.35    |"),
            ("%010.3f", 2.345_67, "000002.346"),
            ("%'*8d", 3.0, "*******3"),
            ("%5.3s|", 1.234_56, "  1.2|"),
            ("%u", -1.0, "4294967295"),
            ("%x", 255.0, "ff"),
            ("%X", 255.0, "FF"),
            ("%x", -255.0, "ffffff01"),
            ("%o", -8.0, "37777777770"),
            ("%b", 5.0, "101"),
            ("%b", -1.0, "-1"),
            ("%c", 65.0, "A"),
            ("%s", 1.5, "1.5"),
            ("%t", 1.0, "true"),
            ("%T", 5.0, "number"),
            ("%v", 5.0, "5"),
            ("%j", 3.0, "3"),
            ("%1$d", 5.0, "5"),
            ("%,d", -1_234_567.0, "-1,234,567"),
            ("%,.2f", 1_234_567.891, "1,234,567.89"),
            ("%d%%", 40.0, "40%"),
            ("%%", 4.0, "%"),
            ("$%0.2f", 3.5, "$3.50"),
            ("%.1f°C", 21.55, "21.6°C"),
            ("%.0f %%", 5.0, "5 %"),
            ("no number", 1.5, "no number"),
            ("100%", 1.5, "100%"),
        ] {
            assert_eq!(format(pattern, number), shown, "{pattern} {number}");
        }
    }
}
