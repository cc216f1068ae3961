//! The exponential function without branches, so that several elements are worked on at once.
//!
//! `x = k ln 2 + r` with a whole `k`; `exp r` is a polynomial, and `2^k` is made of its bits. W. J. Cody
//! and W. Waite, "Software Manual for the Elementary Functions", 1980.

/// The logarithm of two in two parts, the first of which has zeros at its end: times any exponent it
/// is exact.
const LN_2: [f64; 2] = [
    f64::from_bits(0x3fe6_2e42_fee0_0000),
    f64::from_bits(0x3dea_39ef_3579_3c76),
];

/// Beyond these the result is zero or infinite.
const RANGE: [f64; 2] = [-746.0, 710.0];

/// One over the factorials from two on.
const SERIES: [f64; 12] = {
    let mut series = [0.5; 12];
    let mut at = 1;
    let mut factorial = 2.0;
    while at < series.len() {
        factorial *= (at + 2) as f64;
        series[at] = 1.0 / factorial;
        at += 1;
    }
    series
};

/// Added to a whole number, it puts it into the lowest bits.
const SHIFT: f64 = 6_755_399_441_055_744.0;

/// `e^x`, within one unit of the last place.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    // What is not a number stays so.
    let x = if x < RANGE[0] { RANGE[0] } else { x };
    let x = if x > RANGE[1] { RANGE[1] } else { x };
    let k = (x * std::f64::consts::LOG2_E).round_ties_even();
    let (high, low) = (x - k * LN_2[0], k * LN_2[1]);
    let r = high - low;
    // What rounding has taken from `r`, and takes from `1 + r`, is added with the small terms.
    let missed = (high - r) - low;
    let first = 1.0 + r;
    let power = first + ((r - (first - 1.0)) + (r * r * tail(r) + missed));
    // In two steps: half of the exponent is one for certain.
    let half = (k * 0.5).floor();
    power * two_to(half) * two_to(k - half)
}

/// `(e^r − 1 − r) / r²` for a small `r`, by its series.
#[inline]
fn tail(r: f64) -> f64 {
    let square = r * r;
    let fourth = square * square;
    let pair = |at: usize| SERIES[at] + r * SERIES[at + 1];
    let low = pair(0) + square * pair(2);
    let middle = pair(4) + square * pair(6);
    let high = pair(8) + square * pair(10);
    low + fourth * (middle + fourth * high)
}

/// Two to a whole power between −1022 and 1023.
#[inline]
fn two_to(exponent: f64) -> f64 {
    f64::from_bits(((exponent + 1023.0 + SHIFT).to_bits()) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ends_are_as_they_should_be() {
        let known = [
            (0.0, 1.0),
            (1.0, std::f64::consts::E),
            (f64::INFINITY, f64::INFINITY),
            (f64::NEG_INFINITY, 0.0),
            (710.0, f64::INFINITY),
            (-746.0, 0.0),
            (709.782_712_893_384, 1.797_693_134_862_273_2e308),
            (-745.1, 5e-324),
        ];
        for (x, expected) in known {
            assert_eq!(exp(x), expected, "e^{x}");
        }
        assert!(exp(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn it_is_within_one_unit(x in -708.0..709.0) {
            let (ours, theirs) = (exp(x), x.exp());
            let apart = (ours.to_bits() as i64 - theirs.to_bits() as i64).abs();
            prop_assert!(apart <= 1, "e^{x}: {ours:e} and {theirs:e}");
        }
    }
}
