//! The formats that have a name, such as `percent` and `compact`.

use super::decimal::{at_most, fixed_absolute, group, plain, significant};

/// A number in a format of this name, if there is one; with so many decimals, if it says nothing else.
pub(super) fn format(name: &str, number: f64, decimals: Option<usize>) -> Option<String> {
    let of_money = decimals.unwrap_or(2);
    Some(match name {
        "plain" => plain(number),
        "localized" => decimals.map_or_else(
            || group(&at_most(number, 3)),
            |decimals| money("", number, decimals),
        ),
        "percent" => {
            let number = number * 100.0;
            let text = decimals.map_or_else(
                || group(&at_most(number, 2)),
                |decimals| money("", number, decimals.saturating_sub(2)),
            );
            text + "%"
        }
        "dollar" => money("$", number, of_money),
        "euro" => money("€", number, of_money),
        "yen" => money("¥", number, decimals.unwrap_or(0)),
        "accounting" => accounting(number, of_money),
        "compact" => compact(number),
        "scientific" => exponent(number, 1),
        "engineering" => exponent(number, 3),
        "bytes" => bytes(number),
        "duration" => brooklet_frame::duration_words(number),
        _ => return None,
    })
}

fn money(sign: &str, number: f64, decimals: usize) -> String {
    let minus = if number.is_sign_negative() { "-" } else { "" };
    let amount = group(&fixed_absolute(number.abs(), decimals));
    format!("{minus}{sign}{amount}")
}

fn accounting(number: f64, decimals: usize) -> String {
    let amount = money("", number.abs(), decimals);
    // What is rounded to nothing has no sign.
    if number < 0.0 && amount.contains(|digit| matches!(digit, '1'..='9')) {
        format!("({amount})")
    } else {
        amount
    }
}

/// The number in thousands of thousands, and the sign for how many; the last one has no end.
fn scaled<'a>(number: f64, signs: &[&'a str], round: fn(f64) -> f64) -> (f64, &'a str) {
    let mut rest = number;
    for (index, sign) in signs.iter().enumerate() {
        let rounded = round(rest);
        if rounded.abs() < 1000.0 || index + 1 == signs.len() {
            return (rounded, sign);
        }
        rest /= 1000.0;
    }
    (rest, "")
}

fn compact(number: f64) -> String {
    let round = |number: f64| {
        if number.abs() < 100.0 {
            significant(number, 2)
        } else {
            number.round()
        }
    };
    let (number, sign) = scaled(number, &["", "K", "M", "B", "T"], round);
    format!("{}{sign}", signed(number))
}

/// A number as it is; nothing keeps its sign.
fn signed(number: f64) -> String {
    let sign = if number.is_sign_negative() { "-" } else { "" };
    format!("{sign}{}", plain(number.abs()))
}

fn bytes(number: f64) -> String {
    let round = |number: f64| (number * 10.0).round() / 10.0;
    let (number, sign) = scaled(number, &["B", "KB", "MB", "GB", "TB"], round);
    format!("{}{sign}", signed(number))
}

/// A number times a power of ten, which is a multiple of `every`.
fn exponent(number: f64, every: i32) -> String {
    if number == 0.0 {
        return signed(number) + "E0";
    }
    let text = format!("{number:e}");
    let (digits, power) = text.split_once('e').unwrap_or((&text, ""));
    let exact: i32 = power.parse().unwrap_or(0);
    let power = exact.div_euclid(every) * every;
    let digits: f64 = digits.parse().unwrap_or(0.0);
    let digits = at_most(digits * 10_f64.powi(exact - power), 3);
    format!("{digits}E{power}")
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn names_show_what_the_original_shows() {
        for (name, number, shown) in [
            ("percent", 0.123_45, "12.35%"),
            ("percent", 1.0 / 3.0, "33.33%"),
            ("percent", -0.5, "-50%"),
            ("percent", 12.0, "1,200%"),
            ("percent", 0.000_12, "0.01%"),
            ("compact", 1234.0, "1.2K"),
            ("compact", 123_456.0, "123K"),
            ("compact", 999_999.0, "1M"),
            ("compact", 1.5, "1.5"),
            ("compact", 0.012_34, "0.012"),
            ("compact", 1e15, "1000T"),
            ("compact", 12.34, "12"),
            ("compact", -12.5, "-13"),
            ("compact", 0.0125, "0.013"),
            ("compact", 999.9, "1K"),
            ("compact", -1234.0, "-1.2K"),
            ("compact", 12345.0, "12K"),
            ("bytes", 1.0, "1B"),
            ("bytes", 1500.0, "1.5KB"),
            ("bytes", 2048.0, "2KB"),
            ("bytes", 2560.0, "2.6KB"),
            ("bytes", 1e15, "1000TB"),
            ("bytes", 123.4, "123.4B"),
            ("bytes", 0.0, "0B"),
            ("duration", 7300.0, "2 hours"),
            ("localized", 1_234.567_89, "1,234.568"),
            ("localized", 0.000_01, "0"),
            ("localized", 1234.5, "1,234.5"),
            ("plain", 0.1 + 0.2, "0.30000000000000004"),
            ("plain", 1e-7, "0.0000001"),
            ("scientific", -12345.678, "-1.235E4"),
            ("scientific", 0.001_23, "1.23E-3"),
            ("scientific", 0.0, "0E0"),
            ("scientific", 5e-324, "5E-324"),
            ("engineering", 5e-324, "5E-324"),
            ("engineering", 123_456.789, "123.457E3"),
            ("engineering", -0.001_23, "-1.23E-3"),
            ("engineering", 12345.0, "12.345E3"),
            ("accounting", -0.5, "(0.50)"),
            ("accounting", -0.004, "0.00"),
            ("accounting", 1234.5, "1,234.50"),
            ("yen", 1234.5, "¥1,235"),
            ("yen", -3.0, "-¥3"),
            ("dollar", 0.005, "$0.01"),
            ("dollar", -5.0, "-$5.00"),
            ("dollar", 1e9, "$1,000,000,000.00"),
            ("euro", 3.5, "€3.50"),
        ] {
            assert_eq!(
                format(name, number, None).as_deref(),
                Some(shown),
                "{name} {number}"
            );
        }
        assert_eq!(format("%d", 1.0, None), None);
    }

    #[test]
    fn nothing_below_zero_keeps_its_sign() {
        for (name, shown) in [
            ("localized", "-0"),
            ("percent", "-0%"),
            ("dollar", "-$0.00"),
            ("yen", "-¥0"),
            ("accounting", "0.00"),
            ("compact", "-0"),
            ("scientific", "-0E0"),
            ("bytes", "-0B"),
        ] {
            assert_eq!(format(name, -0.0, None).as_deref(), Some(shown), "{name}");
        }
    }

    #[test]
    fn decimals_are_those_that_are_asked_for() {
        for (name, number, decimals, shown) in [
            ("dollar", 1234.0, 0, "$1,234"),
            ("euro", -0.567, 3, "-€0.567"),
            ("yen", 1234.5, 1, "¥1,234.5"),
            ("accounting", -5.0, 0, "(5)"),
            ("accounting", -0.0, 1, "0.0"),
            ("localized", 12.0, 3, "12.000"),
            ("percent", 12.0, 3, "1,200.0%"),
            ("percent", 1234.5, 1, "123,450%"),
            ("compact", 1234.0, 3, "1.2K"),
        ] {
            let text = format(name, number, Some(decimals));
            assert_eq!(text.as_deref(), Some(shown), "{name} {number}");
        }
    }
}
