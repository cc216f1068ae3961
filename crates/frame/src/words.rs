//! Lengths of time as somebody would say them.

/// A length of time in its largest unit, such as `3 hours`, or `-3 hours` for one that goes back.
pub fn duration_words(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    format!("{sign}{}", length_words(seconds.abs()))
}

fn length_words(seconds: f64) -> String {
    let days = seconds / 86_400.0;
    let steps = [
        (45.0, "a few seconds".to_owned()),
        (90.0, "a minute".to_owned()),
        (2700.0, format!("{:.0} minutes", seconds / 60.0)),
        (5400.0, "an hour".to_owned()),
        (79_200.0, format!("{:.0} hours", seconds / 3600.0)),
        (129_600.0, "a day".to_owned()),
        (2_246_400.0, format!("{days:.0} days")),
        (3_974_400.0, "a month".to_owned()),
        (27_648_000.0, format!("{:.0} months", days / 30.44)),
        (47_304_000.0, "a year".to_owned()),
    ];
    let found = steps.into_iter().find(|(most, _)| seconds < *most);
    found.map_or_else(|| format!("{:.0} years", days / 365.25), |(_, text)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_their_largest_unit() {
        for (seconds, words) in [
            (0.0, "a few seconds"),
            (-60.0, "-a minute"),
            (-10_800.0, "-3 hours"),
            (5400.0, "2 hours"),
            (86_400.0 * 3.0, "3 days"),
            (86_400.0 * 800.0, "2 years"),
        ] {
            assert_eq!(duration_words(seconds), words);
        }
    }
}
