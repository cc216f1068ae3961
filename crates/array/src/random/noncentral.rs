//! χ² and F about a mean that is not zero.

use super::BitGenerator;
use super::discrete::poisson;
use super::gamma::chisquare;
use super::ziggurat::standard_normal;

/// χ² about a mean that is not zero.
pub fn noncentral_chisquare(bits: &mut dyn BitGenerator, freedom: f64, noncentrality: f64) -> f64 {
    if noncentrality.is_nan() {
        return f64::NAN;
    }
    if noncentrality == 0.0 {
        return chisquare(bits, freedom);
    }
    if freedom > 1.0 {
        let rest = chisquare(bits, freedom - 1.0);
        let shifted = standard_normal(bits) + noncentrality.sqrt();
        return rest + shifted * shifted;
    }
    let extra = poisson(bits, noncentrality / 2.0);
    chisquare(bits, freedom + 2.0 * extra as f64)
}

/// F about a mean that is not zero.
pub fn noncentral_f(bits: &mut dyn BitGenerator, above: f64, below: f64, shift: f64) -> f64 {
    let numerator = noncentral_chisquare(bits, above, shift) * below;
    numerator / (chisquare(bits, below) * above)
}
