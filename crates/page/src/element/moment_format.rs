//! Moments as a format such as `YYYY-MM-DD HH:mm` writes them.

use super::civil::{Day, MONTHS, WEEKDAYS};

const MICROS_OF_A_DAY: i64 = 86_400_000_000;

/// The moment that many microseconds after 1970 began.
pub(super) fn format(format: &str, micros: f64) -> String {
    let micros = micros as i64;
    let day = Day::after_1970(micros.div_euclid(MICROS_OF_A_DAY) as i32);
    let rest = micros.rem_euclid(MICROS_OF_A_DAY) / 1000;
    let mut text = String::new();
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '[' {
            text.extend(letters.by_ref().take_while(|letter| *letter != ']'));
            continue;
        }
        let mut token = letter.to_string();
        while letters.next_if_eq(&letter).is_some() {
            token.push(letter);
        }
        if token == "D" && letters.next_if_eq(&'o').is_some() {
            token.push('o');
        }
        text.push_str(&part(&token, day, rest).unwrap_or(token));
    }
    text
}

/// What a token stands for; `millis` are those of the day.
fn part(token: &str, day: Day, millis: i64) -> Option<String> {
    let hour = millis / 3_600_000;
    let (minute, second) = (millis / 60_000 % 60, millis / 1000 % 60);
    let month = MONTHS[day.month as usize - 1];
    let weekday = WEEKDAYS[day.weekday() as usize];
    let twelve = (hour + 11) % 12 + 1;
    Some(match token {
        "YYYY" => format!("{:04}", day.year),
        "YY" => format!("{:02}", day.year % 100),
        "MMMM" => month.to_owned(),
        "MMM" => month[..3].to_owned(),
        "MM" => format!("{:02}", day.month),
        "M" => day.month.to_string(),
        "DD" => format!("{:02}", day.day),
        "D" => day.day.to_string(),
        "Do" => format!("{}{}", day.day, ordinal(day.day)),
        "dddd" => weekday.to_owned(),
        "ddd" => weekday[..3].to_owned(),
        "dd" => weekday[..2].to_owned(),
        "d" => day.weekday().to_string(),
        "HH" => format!("{hour:02}"),
        "H" => hour.to_string(),
        "hh" => format!("{twelve:02}"),
        "h" => twelve.to_string(),
        "mm" => format!("{minute:02}"),
        "m" => minute.to_string(),
        "ss" => format!("{second:02}"),
        "s" => second.to_string(),
        "SSS" => format!("{:03}", millis % 1000),
        "A" => if hour < 12 { "AM" } else { "PM" }.to_owned(),
        "a" => if hour < 12 { "am" } else { "pm" }.to_owned(),
        _ => return None,
    })
}

fn ordinal(number: i32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_for_parts() {
        // 2024-05-07 15:04:09.250
        let micros = 1_715_094_249_250_000.0;
        for (pattern, expected) in [
            ("YYYY-MM-DD", "2024-05-07"),
            ("MM/DD/YY - hh:mm", "05/07/24 - 03:04"),
            ("dddd, MMMM Do [at] h A", "Tuesday, May 7th at 3 PM"),
            ("ddd D MMM H:m:s.SSS a", "Tue 7 May 15:4:9.250 pm"),
            ("tea", "tepm"),
        ] {
            assert_eq!(format(pattern, micros), expected, "{pattern}");
        }
        assert_eq!(format("YYYY-MM-DD HH:mm", -60e6), "1969-12-31 23:59");
    }
}
