//! Lengths of time as somebody would say them.

const DAY: f64 = 86_400.0;

/// Lengths in seconds that are less than the first number: in words, or counted in the unit that is the
/// second number.
const STEPS: [(f64, f64, &str); 11] = [
    (45.0, 0.0, "a few seconds"),
    (90.0, 0.0, "a minute"),
    (2700.0, 60.0, "minutes"),
    (5400.0, 0.0, "an hour"),
    (79_200.0, 3600.0, "hours"),
    (129_600.0, 0.0, "a day"),
    (2_246_400.0, DAY, "days"),
    (3_974_400.0, 0.0, "a month"),
    (27_648_000.0, DAY * 30.44, "months"),
    (47_304_000.0, 0.0, "a year"),
    (f64::INFINITY, DAY * 365.25, "years"),
];

/// A length of time in its largest unit, such as `3 hours`, or `-3 hours` for one that goes back.
#[inline(never)]
pub fn duration_words(seconds: f64) -> String {
    let sign = if seconds < 0.0 { "-" } else { "" };
    let length = seconds.abs();
    let found = STEPS.iter().find(|(most, ..)| length < *most);
    let (_, unit, words) = found.unwrap_or(&STEPS[STEPS.len() - 1]);
    if *unit > 0.0 {
        format!("{sign}{:.0} {words}", length / unit)
    } else {
        format!("{sign}{words}")
    }
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
