//! Floating point numbers as text, the shortest that is read back as the same number.

use brooklet_array::cast::half_digits;
use brooklet_array::f16;

/// A number with its precision.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Digits {
    /// Of 16 bits.
    Half(f16),
    /// Of 32 bits.
    Single(f32),
    /// Of 64 bits.
    Double(f64),
}

/// Where digits end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Where they tell the number from its neighbours.
    Shortest,
    /// Where the precision says, zeros included.
    Exact,
}

/// How a number is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Where digits end.
    pub(crate) cut: Cut,
    /// Digits after the point at most (in all, if not fractional).
    pub(crate) precision: Option<usize>,
    /// Digits after the point at least.
    pub(crate) min_digits: Option<usize>,
    /// What becomes of zeros at the end: kept (`k`), cut off up to the point (`.`), up to one zero
    /// (`0`), or with the point (`-`).
    pub(crate) trim: char,
    /// Whether `+` is written.
    pub(crate) sign: bool,
    /// Width left of the point.
    pub(crate) pad_left: usize,
    /// Width right of the point.
    pub(crate) pad_right: usize,
    /// Digits of the exponent at least.
    pub(crate) exponent_digits: usize,
    /// Whether the precision counts digits after the point.
    pub(crate) is_fractional: bool,
}

/// Decimal digits without a point, and the power of ten of the first.
#[derive(Clone, Debug)]
struct Decimal {
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    /// From `d.ddde±x`, as Rust writes it.
    fn parse(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        let digits = mantissa
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0');
        Self {
            digits: digits.collect(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    fn is_zero(&self) -> bool {
        self.digits.iter().all(|digit| *digit == 0)
    }
}

impl Digits {
    fn as_f64(self) -> f64 {
        match self {
            Self::Half(value) => value.to_f64(),
            Self::Single(value) => f64::from(value),
            Self::Double(value) => value,
        }
    }

    /// The shortest digits.
    fn shortest(self) -> Decimal {
        match self {
            Self::Half(value) => Decimal::parse(&half_digits(value)),
            Self::Single(value) => Decimal::parse(&format!("{:e}", value.abs())),
            Self::Double(value) => Decimal::parse(&format!("{:e}", value.abs())),
        }
    }

    /// So many exact digits in all.
    fn exact(self, count: usize) -> Decimal {
        Decimal::parse(&format!(
            "{:.*e}",
            count.saturating_sub(1),
            self.as_f64().abs()
        ))
    }

    /// So many exact digits after the point; the power of ten of the first may be lower than of a
    /// number that is not zero.
    fn exact_after_point(self, count: usize) -> Decimal {
        let text = format!("{:.*}", count, self.as_f64().abs());
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .map(|digit| digit - b'0')
            .collect();
        Decimal {
            digits,
            exponent: whole.len() as i32 - 1,
        }
    }

    fn special(self, style: &Style) -> Option<String> {
        let value = self.as_f64();
        let text = if value.is_nan() {
            "nan"
        } else if value.is_infinite() {
            "inf"
        } else {
            return None;
        };
        let sign = if value.is_nan() { "" } else { self.sign(style) };
        let text = format!("{sign}{text}");
        let right = if style.pad_right > 0 {
            style.pad_right + 1
        } else {
            0
        };
        Some(format!("{text:>width$}", width = style.pad_left + right))
    }

    fn sign(self, style: &Style) -> &'static str {
        if self.as_f64().is_sign_negative() {
            "-"
        } else if style.sign {
            "+"
        } else {
            ""
        }
    }

    /// `123.45`.
    pub(crate) fn positional(self, style: &Style) -> String {
        if let Some(text) = self.special(style) {
            return text;
        }
        let shortest = self.shortest();
        let precision = style.precision.map(|precision| {
            if style.is_fractional {
                return precision as i64;
            }
            precision as i64
                - 1
                - if shortest.is_zero() {
                    0
                } else {
                    i64::from(shortest.exponent)
                }
        });
        let decimal = match (style.cut, precision) {
            (Cut::Shortest, None) => shortest,
            (Cut::Shortest, Some(precision)) => round_shortest(self, shortest, precision),
            (Cut::Exact, None) => self.all_digits(),
            (Cut::Exact, Some(precision)) if precision >= 0 => {
                self.exact_after_point(precision as usize)
            }
            (Cut::Exact, Some(_)) => self.exact(style.precision.unwrap_or(1).max(1)),
        };
        let decimal = match (style.cut, style.min_digits) {
            (Cut::Shortest, Some(least)) => self.at_least(decimal, least, style.is_fractional),
            _ => decimal,
        };
        let (whole, mut fraction) = split(&decimal);
        let wanted = match (style.cut, precision) {
            (Cut::Exact, Some(precision)) => precision.max(0) as usize,
            _ => 0,
        };
        // Digits that are asked for at least count after the point.
        let least = style.min_digits.map_or(0, |least| {
            if style.is_fractional {
                least
            } else {
                least.saturating_sub(whole.len())
            }
        });
        let least = wanted.max(least);
        while fraction.len() < least && (style.trim == 'k' || style.min_digits.is_some()) {
            fraction.push('0');
        }
        let floor = if style.min_digits.is_some() { least } else { 0 };
        let fraction = trimmed(fraction, style.trim, floor);
        let text = format!("{}{whole}{}", self.sign(style), fraction.text);
        pad(&text, style)
    }

    /// `1.2345e+02`.
    pub(crate) fn scientific(self, style: &Style) -> String {
        if let Some(text) = self.special(style) {
            return text;
        }
        let shortest = self.shortest();
        let decimal = match (style.cut, style.precision) {
            (Cut::Shortest, None) => shortest,
            (Cut::Shortest, Some(precision)) if shortest.digits.len() > precision + 1 => {
                self.exact(precision + 1)
            }
            (Cut::Shortest, Some(_)) => shortest,
            (Cut::Exact, None) => self.all_digits(),
            (Cut::Exact, Some(precision)) => self.exact(precision + 1),
        };
        let decimal = match (style.cut, style.min_digits) {
            (Cut::Shortest, Some(least)) => self.at_least(decimal, least + 1, false),
            _ => decimal,
        };
        let exponent = if decimal.is_zero() {
            0
        } else {
            decimal.exponent
        };
        let first = decimal.digits.first().copied().unwrap_or(0);
        let mut fraction: String = decimal
            .digits
            .iter()
            .skip(1)
            .map(|digit| char::from(digit + b'0'))
            .collect();
        while style.cut == Cut::Shortest && fraction.ends_with('0') {
            fraction.pop();
        }
        let wanted = if style.cut == Cut::Exact {
            style.precision.unwrap_or(0)
        } else {
            0
        };
        let least = wanted.max(style.min_digits.unwrap_or(0));
        while fraction.len() < least && (style.trim == 'k' || style.min_digits.is_some()) {
            fraction.push('0');
        }
        let floor = style.min_digits.unwrap_or(0);
        let fraction = trimmed(fraction, style.trim, floor);
        let sign = if exponent < 0 { '-' } else { '+' };
        let text = format!(
            "{}{first}{}e{sign}{:0width$}",
            self.sign(style),
            fraction.text,
            exponent.unsigned_abs(),
            width = style.exponent_digits
        );
        let point = text.find(['.', 'e']).unwrap_or(text.len());
        let missing = style.pad_left.saturating_sub(point);
        format!("{}{text}", " ".repeat(missing))
    }

    /// Digits as they are, or so many exact ones if there are fewer: after the point or in all.
    fn at_least(self, digits: Decimal, least: usize, is_fractional: bool) -> Decimal {
        let count = digits.digits.len() as i64;
        if is_fractional {
            let after_point = count - 1 - i64::from(digits.exponent);
            return if digits.is_zero() || after_point >= least as i64 {
                digits
            } else {
                self.exact_after_point(least)
            };
        }
        if digits.is_zero() || count >= least as i64 {
            return digits;
        }
        self.exact(least)
    }

    /// The number from which on powers of ten are written: where not all whole numbers are told
    /// apart any more, about.
    fn limit(self) -> f64 {
        match self {
            Self::Half(_) => 1e3,
            Self::Single(_) => 1e6,
            Self::Double(_) => 1e16,
        }
    }

    /// As `str` writes it: by position between 1e-4 and a limit, else by power of ten.
    pub(crate) fn text(self) -> String {
        let size = self.as_f64().abs();
        let style = Style {
            cut: Cut::Shortest,
            precision: None,
            min_digits: None,
            trim: '0',
            sign: false,
            pad_left: 0,
            pad_right: 0,
            exponent_digits: 2,
            is_fractional: true,
        };
        if size == 0.0 || (1e-4..self.limit()).contains(&size) || !size.is_finite() {
            return self.positional(&style);
        }
        self.scientific(&Style { trim: '-', ..style })
    }

    /// All digits that the number has in decimal.
    fn all_digits(self) -> Decimal {
        let mut decimal = Decimal::parse(&format!("{:.1100e}", self.as_f64().abs()));
        while decimal.digits.len() > 1 && decimal.digits.last() == Some(&0) {
            decimal.digits.pop();
        }
        decimal
    }
}

/// The shortest digits, cut at a number of digits after the point.
fn round_shortest(number: Digits, shortest: Decimal, precision: i64) -> Decimal {
    let after_point = shortest.digits.len() as i64 - 1 - i64::from(shortest.exponent);
    if after_point <= precision {
        return shortest;
    }
    if precision < 0 {
        let count = i64::from(shortest.exponent) + 1 + precision;
        return if count > 0 {
            number.exact(count as usize)
        } else {
            shortest
        };
    }
    // Digits that were rounded up end with the one that grew: what stands behind it is not known.
    let mut rounded = number.exact_after_point(precision as usize);
    let zeros = rounded.digits.iter().take_while(|digit| **digit == 0);
    let zeros = zeros.count();
    let known = &rounded.digits[zeros..];
    let is_cut = known.is_empty()
        || rounded.exponent - zeros as i32 == shortest.exponent
            && shortest.digits.starts_with(known);
    while !is_cut && rounded.digits.len() > 1 && rounded.digits.last() == Some(&0) {
        rounded.digits.pop();
    }
    rounded
}

/// Digits before and after the point.
fn split(decimal: &Decimal) -> (String, String) {
    let letter = |digit: &u8| char::from(digit + b'0');
    let point = decimal.exponent + 1;
    if decimal.is_zero() {
        let after = decimal.digits.len().saturating_sub(point.max(0) as usize);
        return (
            "0".to_owned(),
            "0".repeat(if point > 0 { after } else { 0 }),
        );
    }
    if point <= 0 {
        let zeros = "0".repeat(point.unsigned_abs() as usize);
        let digits: String = decimal.digits.iter().map(letter).collect();
        return ("0".to_owned(), zeros + &digits);
    }
    let point = point as usize;
    let mut whole: String = decimal.digits.iter().take(point).map(letter).collect();
    while whole.len() < point {
        whole.push('0');
    }
    let trimmed = whole.trim_start_matches('0');
    let whole = if trimmed.is_empty() {
        "0".to_owned()
    } else {
        trimmed.to_owned()
    };
    (
        whole,
        decimal.digits.iter().skip(point).map(letter).collect(),
    )
}

struct Fraction {
    text: String,
}

/// The point and what follows, zeros trimmed as asked, but for so many digits.
fn trimmed(mut fraction: String, trim: char, floor: usize) -> Fraction {
    if trim != 'k' {
        while fraction.len() > floor && fraction.ends_with('0') {
            fraction.pop();
        }
    }
    if fraction.is_empty() {
        return Fraction {
            text: match trim {
                '0' => ".0".to_owned(),
                '-' => String::new(),
                _ => ".".to_owned(),
            },
        };
    }
    Fraction {
        text: format!(".{fraction}"),
    }
}

fn pad(text: &str, style: &Style) -> String {
    let point = text.find('.').unwrap_or(text.len());
    let left = style.pad_left.saturating_sub(point);
    let after = text.len() - point;
    let right = if style.pad_right > 0 {
        (style.pad_right + 1).saturating_sub(after)
    } else {
        0
    };
    format!("{}{text}{}", " ".repeat(left), " ".repeat(right))
}
