//! The gamma distribution and those made from it: beta, χ², F, Student's t.
//!
//! G. Marsaglia and W. W. Tsang, "A Simple Method for Generating Gamma Variables" (2000); below
//! shape one, Ahrens and Dieter's GS (1974) with an exponential number. Beta below one is Jöhnk's.

use super::BitGenerator;
use super::ziggurat::{
    standard_exponential, standard_exponential_f32, standard_normal, standard_normal_f32,
};

/// Gamma with this shape and scale one.
pub fn standard_gamma(bits: &mut dyn BitGenerator, shape: f64) -> f64 {
    gamma_from(bits, shape, standard_exponential, standard_normal)
}

/// Where the exponential and normal numbers come from is the caller's.
pub(super) fn gamma_from(
    bits: &mut dyn BitGenerator,
    shape: f64,
    mut exponential: impl FnMut(&mut dyn BitGenerator) -> f64,
    mut normal: impl FnMut(&mut dyn BitGenerator) -> f64,
) -> f64 {
    if shape == 1.0 {
        return exponential(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = bits.next_f64();
            let v = exponential(bits);
            if u <= 1.0 - shape {
                let x = u.powf(1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -((1.0 - u) / shape).ln();
                let x = (1.0 - shape + shape * y).powf(1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = normal(bits);
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        let u = bits.next_f64();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + d * (1.0 - v + v.ln()) {
            return d * v;
        }
    }
}

/// Gamma with this shape and scale one, in single precision.
pub fn standard_gamma_f32(bits: &mut dyn BitGenerator, shape: f32) -> f32 {
    if shape == 1.0 {
        return standard_exponential_f32(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        return small_gamma_f32(bits, shape);
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let x = standard_normal_f32(bits);
        let root = 1.0 + c * x;
        if root <= 0.0 {
            continue;
        }
        let v = root * root * root;
        let u = bits.next_f32();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) || u.ln() < 0.5 * x * x + d * (1.0 - v + v.ln()) {
            return d * v;
        }
    }
}

fn small_gamma_f32(bits: &mut dyn BitGenerator, shape: f32) -> f32 {
    loop {
        let u = bits.next_f32();
        let v = standard_exponential_f32(bits);
        if u <= 1.0 - shape {
            let x = u.powf(1.0 / shape);
            if x <= v {
                return x;
            }
        } else {
            let y = -((1.0 - u) / shape).ln();
            let x = (1.0 - shape + shape * y).powf(1.0 / shape);
            if x <= v + y {
                return x;
            }
        }
    }
}

/// Gamma with this shape and scale.
pub fn gamma(bits: &mut dyn BitGenerator, shape: f64, scale: f64) -> f64 {
    scale * standard_gamma(bits, shape)
}

/// Beta.
pub fn beta(bits: &mut dyn BitGenerator, a: f64, b: f64) -> f64 {
    if a > 1.0 || b > 1.0 {
        let x = standard_gamma(bits, a);
        return x / (x + standard_gamma(bits, b));
    }
    // Below this, a draw is 0 or 1 but for one in 10³⁰⁰.
    if a < 3e-103 && b < 3e-103 {
        let u = bits.next_f64();
        return f64::from((a + b) * u < a);
    }
    loop {
        let u = bits.next_f64();
        let v = bits.next_f64();
        let x = u.powf(1.0 / a);
        let y = v.powf(1.0 / b);
        if x + y <= 1.0 && u + v > 0.0 {
            return share((x, y), u.ln() / a, v.ln() / b);
        }
    }
}

/// x / (x + y), by logarithms where one has vanished beside the other.
fn share((x, y): (f64, f64), log_x: f64, log_y: f64) -> f64 {
    if x > 0.0 && y > 0.0 {
        return x / (x + y);
    }
    beta_ratio((0.0, 0.0), log_x, log_y)
}

/// x / (x + y), by logarithms where both have vanished.
pub(super) fn beta_ratio((x, y): (f64, f64), log_x: f64, log_y: f64) -> f64 {
    if x + y > 0.0 {
        return x / (x + y);
    }
    let greater = log_x.max(log_y);
    let (log_x, log_y) = (log_x - greater, log_y - greater);
    (log_x - (log_x.exp() + log_y.exp()).ln()).exp()
}

/// χ² with this many degrees of freedom.
pub fn chisquare(bits: &mut dyn BitGenerator, freedom: f64) -> f64 {
    2.0 * standard_gamma(bits, freedom / 2.0)
}

/// The ratio of two χ² numbers, each over its degrees of freedom.
pub fn f(bits: &mut dyn BitGenerator, above: f64, below: f64) -> f64 {
    let numerator = chisquare(bits, above) * below;
    numerator / (chisquare(bits, below) * above)
}

/// Student's t.
pub fn standard_t(bits: &mut dyn BitGenerator, freedom: f64) -> f64 {
    let numerator = standard_normal(bits);
    let denominator = standard_gamma(bits, freedom / 2.0);
    (freedom / 2.0).sqrt() * numerator / denominator.sqrt()
}
