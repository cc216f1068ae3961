//! Numbers in decimal digits, rounded as JavaScript rounds them.

/// A number with all its digits and no exponent.
pub fn plain(number: f64) -> String {
    let text = number.to_string();
    if text == "-0" { "0".to_owned() } else { text }
}

/// A number as JavaScript writes it.
pub fn exact(number: f64) -> String {
    let size = number.abs();
    if size.is_infinite() {
        let sign = if number < 0.0 { "-" } else { "" };
        format!("{sign}Infinity")
    } else if size >= 1e21 || (size < 1e-6 && size > 0.0) {
        exponent(number)
    } else {
        plain(number)
    }
}

/// `1.25e+4`.
pub(super) fn exponent(number: f64) -> String {
    signed_power(format!("{number:e}"))
}

/// A power of ten with its sign.
pub(super) fn signed_power(text: String) -> String {
    match text.split_once('e') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}e+{power}"),
        _ => text,
    }
}

/// How many digits stand behind the point of a number as it is written.
pub fn decimals(number: f64) -> usize {
    plain(number)
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len())
}

/// The number nearest to it that has so many digits behind the point: sums of tenths stay tenths.
pub fn round(number: f64, decimals: usize) -> f64 {
    fixed(number, decimals).parse().unwrap_or(number)
}

/// So many digits behind the point. Where two numbers are as near, it is the one farther from zero.
pub(super) fn fixed(number: f64, decimals: usize) -> String {
    let sign = if number.is_sign_negative() && number != 0.0 {
        "-"
    } else {
        ""
    };
    format!("{sign}{}", fixed_absolute(number.abs(), decimals))
}

/// [`fixed`], of a number that is not negative.
pub(super) fn fixed_absolute(number: f64, decimals: usize) -> String {
    if !number.is_finite() {
        return exact(number);
    }
    // No number that is not halfway looks so for this many digits more.
    let long = format!("{number:.*}", decimals + 30);
    let cut = long.len() - 30;
    let is_half =
        long[cut..].starts_with('5') && long[cut + 1..].bytes().all(|digit| digit == b'0');
    if !is_half {
        return format!("{number:.decimals$}");
    }
    let kept = long[..cut].trim_end_matches('.');
    let mut digits: Vec<u8> = kept.bytes().collect();
    for digit in digits.iter_mut().rev() {
        match digit {
            b'.' => {}
            b'9' => *digit = b'0',
            digit => {
                *digit += 1;
                return String::from_utf8_lossy(&digits).into_owned();
            }
        }
    }
    format!("1{}", String::from_utf8_lossy(&digits))
}

/// So many digits that count. Where two numbers are as near, it is the one farther from zero.
pub(super) fn significant(number: f64, digits: usize) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let before_point = number.abs().log10().floor() as i32 + 1;
    match usize::try_from(digits as i32 - before_point) {
        Ok(decimals) => round(number, decimals),
        Err(_) => {
            let unit = 10_f64.powi(before_point - digits as i32);
            (number / unit).round() * unit
        }
    }
}

/// At most so many digits behind the point.
pub(super) fn at_most(number: f64, decimals: usize) -> String {
    let text = fixed_absolute(number.abs(), decimals);
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    let sign = if number.is_sign_negative() { "-" } else { "" };
    format!("{sign}{text}")
}

/// A comma between each three digits before the point.
pub(super) fn group(text: &str) -> String {
    let begin = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let end = text[begin..]
        .find(|c: char| !c.is_ascii_digit())
        .map_or(text.len(), |length| begin + length);
    let mut grouped = text[..begin].to_owned();
    for (index, digit) in text[begin..end].chars().enumerate() {
        if index > 0 && (end - begin - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + &text[end..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (number, digits, text) in [
            (2.25, 1, "2.3"),
            (2.5, 0, "3"),
            (0.25, 1, "0.3"),
            (1.005, 2, "1.00"),
            (2.675, 2, "2.67"),
            (9.5, 0, "10"),
            (99.75, 1, "99.8"),
            (9.95, 1, "9.9"),
            (-2.25, 1, "-2.3"),
            (-0.04, 1, "-0.0"),
            (1e20, 1, "100000000000000000000.0"),
        ] {
            assert_eq!(fixed(number, digits), text, "{number}");
        }
    }

    #[test]
    fn large_and_small_numbers_have_a_power_of_ten() {
        for (number, text) in [
            (1e-7, "1e-7"),
            (-1.5e21, "-1.5e+21"),
            (1e20, "100000000000000000000"),
            (9_223_372_036_854_775_807.0, "9223372036854776000"),
            (0.000_001, "0.000001"),
            (f64::INFINITY, "Infinity"),
            (-0.0, "0"),
        ] {
            assert_eq!(exact(number), text);
        }
    }

    #[test]
    fn sums_of_tenths_are_tenths() {
        assert_eq!(round(0.1 + 0.2, 1).to_string(), "0.3");
        assert_eq!(round(1e300, 2).to_string(), 1e300.to_string());
        assert_eq!(decimals(0.01), 2);
        assert_eq!(decimals(5.0), 0);
        assert_eq!(decimals(1e-7), 7);
    }

    #[test]
    fn commas_stand_between_thousands() {
        for (text, grouped) in [
            ("1", "1"),
            ("123", "123"),
            ("-1234567.891", "-1,234,567.891"),
            ("$1000", "$1,000"),
        ] {
            assert_eq!(group(text), grouped);
        }
    }
}
