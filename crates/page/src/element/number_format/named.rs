//! The formats that have a name, such as `percent` and `compact`.

use super::decimal::{at_most, fixed_absolute, group, plain, significant};

/// A number in a format of this name, if there is one.
pub(super) fn format(name: &str, number: f64) -> Option<String> {
    Some(match name {
        "plain" => plain(number),
        "localized" => group(&at_most(number, 3)),
        "percent" => group(&at_most(number * 100.0, 2)) + "%",
        "dollar" => money("$", number, 2),
        "euro" => money("€", number, 2),
        "yen" => money("¥", number, 0),
        "accounting" => accounting(number),
        "compact" => compact(number),
        "scientific" => exponent(number, 1),
        "engineering" => exponent(number, 3),
        "bytes" => bytes(number),
        "duration" => brooklet_frame::duration_words(number),
        _ => return None,
    })
}

fn money(sign: &str, number: f64, decimals: usize) -> String {
    let minus = if number < 0.0 { "-" } else { "" };
    let amount = group(&fixed_absolute(number.abs(), decimals));
    format!("{minus}{sign}{amount}")
}

fn accounting(number: f64) -> String {
    let amount = group(&fixed_absolute(number.abs(), 2));
    // What is rounded to nothing has no sign.
    if number < 0.0 && amount != "0.00" {
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
    format!("{}{sign}", plain(number))
}

fn bytes(number: f64) -> String {
    let round = |number: f64| (number * 10.0).round() / 10.0;
    let (number, sign) = scaled(number, &["B", "KB", "MB", "GB", "TB"], round);
    format!("{}{sign}", plain(number))
}

/// A number times a power of ten, which is a multiple of `every`.
fn exponent(number: f64, every: i32) -> String {
    if number == 0.0 {
        return "0E0".to_owned();
    }
    let text = format!("{:e}", number.abs());
    let power: i32 = text
        .split_once('e')
        .and_then(|(_, power)| power.parse().ok())
        .unwrap_or(0);
    let power = power.div_euclid(every) * every;
    let digits = at_most(number / 10_f64.powi(power), 3);
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
                format(name, number).as_deref(),
                Some(shown),
                "{name} {number}"
            );
        }
        assert_eq!(format("%d", 1.0), None);
    }
}
