//! Numbers as people write them: sums of tenths are tenths, not 0.30000000000000004.

/// How many decimals a number is written with.
pub(super) fn places(number: f64) -> usize {
    let text = number.to_string();
    text.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// The number nearest to one that is written with so many decimals.
pub(super) fn rounded(number: f64, places: usize) -> f64 {
    format!("{number:.places$}").parse().unwrap_or(number)
}

/// The sum of two numbers, with as many decimals as they have.
pub(super) fn sum(left: f64, right: f64) -> f64 {
    rounded(left + right, places(left).max(places(right)))
}

#[cfg(test)]
mod tests {
    use super::sum;

    #[test]
    fn steps_add_up_as_they_are_written() {
        let steps = |step: f64, count: usize| (0..count).fold(0.0, |total, _| sum(total, step));
        assert_eq!(steps(0.1, 3).to_string(), "0.3");
        assert_eq!(steps(-0.1, 7).to_string(), "-0.7");
        assert_eq!(sum(1e9, 0.1).to_string(), "1000000000.1");
        assert_eq!(sum(0.0, 1e-12).to_string(), "0.000000000001");
        assert_eq!(sum(1.005, 1.0).to_string(), "2.005");
    }
}
