//! Roots of unity, right to the last bit but one.

use std::f64::consts::FRAC_PI_4;

use num_complex::Complex;

use super::Number;

/// What is missing in [`FRAC_PI_4`].
const FRAC_PI_4_REST: f64 = 3.061_616_997_868_383e-17;

/// e to the power of `-2πi * index / len`.
///
/// The angle is brought into the first eighth of the circle in whole numbers, and its rounding is made
/// good: of `2π * index / len` as it stands, up to two bits would be lost.
pub(super) fn root(index: u64, len: u64) -> Number {
    let eighths = 8 * (index % len);
    let (eighth, rest) = (eighths / len, eighths % len);
    let within = if eighth.is_multiple_of(2) {
        rest
    } else {
        len - rest
    };
    let (sin, cos) = sin_cos(within as f64, len as f64);
    let (re, im) = match eighth {
        0 => (cos, -sin),
        1 => (sin, -cos),
        2 => (-sin, -cos),
        3 => (-cos, -sin),
        4 => (-cos, sin),
        5 => (-sin, cos),
        6 => (sin, cos),
        _ => (cos, sin),
    };
    Complex::new(re, im)
}

/// Sine and cosine of `π/4 * part / whole`.
fn sin_cos(part: f64, whole: f64) -> (f64, f64) {
    let ratio = part / whole;
    let (product, rest) = exact_product(ratio, whole);
    let ratio_rest = (part - product - rest) / whole;
    let (angle, rest) = exact_product(ratio, FRAC_PI_4);
    let angle_rest = rest + ratio * FRAC_PI_4_REST + ratio_rest * FRAC_PI_4;
    let (sin, cos) = angle.sin_cos();
    (sin + angle_rest * cos, cos - angle_rest * sin)
}

/// A product, and what its rounding has cut (Dekker's).
fn exact_product(left: f64, right: f64) -> (f64, f64) {
    let product = left * right;
    let (left_high, left_low) = halves(left);
    let (right_high, right_low) = halves(right);
    let rest = left_high * right_high - product + left_high * right_low + left_low * right_high;
    (product, rest + left_low * right_low)
}

/// A number as the sum of two of half its bits.
fn halves(number: f64) -> (f64, f64) {
    let scaled = number * 134_217_729.0;
    let high = scaled - (scaled - number);
    (high, number - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_are_right_to_the_last_bit_but_one() {
        // Cosines and sines of 2π k/7 and 2π k/13 by mpmath, to 20 places.
        let known = [
            (1, 7, 0.623_489_801_858_733_5, 0.781_831_482_468_029_8),
            (3, 7, -0.900_968_867_902_419_1, 0.433_883_739_117_558_1),
            (6, 7, 0.623_489_801_858_733_5, -0.781_831_482_468_029_8),
            (2, 13, 0.568_064_746_731_155_8, 0.822_983_865_893_656_4),
            (11, 13, 0.568_064_746_731_155_8, -0.822_983_865_893_656_4),
        ];
        for (index, len, cos, sin) in known {
            let root = root(index, len);
            assert!(
                (root.re - cos).abs() <= f64::EPSILON / 4.0,
                "{index}/{len}: {root}"
            );
            assert!(
                (root.im + sin).abs() <= f64::EPSILON / 4.0,
                "{index}/{len}: {root}"
            );
        }
    }

    #[test]
    fn quarters_of_the_circle_are_exact() {
        assert_eq!(root(0, 12), Complex::new(1.0, 0.0));
        assert_eq!(root(3, 12), Complex::new(0.0, -1.0));
        assert_eq!(root(18, 12), Complex::new(-1.0, 0.0));
        assert_eq!(root(9, 12), Complex::new(0.0, 1.0));
    }
}
