//! Continuous distributions that need few draws: uniform, exponential kin, extreme values, angles.
//!
//! Most are the inverse of the cumulative function at a uniform number; the references are those
//! in NumPy's documentation of each function.

use std::f64::consts::PI;

use super::BitGenerator;
use super::ziggurat::{standard_exponential, standard_exponential_f32, standard_normal};

/// Uniform from `low` on, over `range`.
pub fn uniform(bits: &mut dyn BitGenerator, low: f64, range: f64) -> f64 {
    low + range * bits.next_f64()
}

/// Normal with this mean and deviation.
pub fn normal(bits: &mut dyn BitGenerator, mean: f64, deviation: f64) -> f64 {
    mean + deviation * standard_normal(bits)
}

/// The exponential of a normal number.
pub fn lognormal(bits: &mut dyn BitGenerator, mean: f64, sigma: f64) -> f64 {
    normal(bits, mean, sigma).exp()
}

/// Exponential with this mean.
pub fn exponential(bits: &mut dyn BitGenerator, scale: f64) -> f64 {
    scale * standard_exponential(bits)
}

/// Standard exponential by inversion: one uniform number for each.
pub fn standard_exponential_inverse(bits: &mut dyn BitGenerator) -> f64 {
    -(-bits.next_f64()).ln_1p()
}

/// Standard exponential float by inversion.
pub fn standard_exponential_inverse_f32(bits: &mut dyn BitGenerator) -> f32 {
    -(-bits.next_f32()).ln_1p()
}

/// Standard exponential float by the ziggurat.
pub fn standard_exponential_zig_f32(bits: &mut dyn BitGenerator) -> f32 {
    standard_exponential_f32(bits)
}

/// The ratio of two standard normal numbers.
pub fn standard_cauchy(bits: &mut dyn BitGenerator) -> f64 {
    let numerator = standard_normal(bits);
    numerator / standard_normal(bits)
}

/// Pareto II (Lomax) with this shape.
pub fn pareto(bits: &mut dyn BitGenerator, shape: f64) -> f64 {
    (standard_exponential(bits) / shape).exp_m1()
}

/// Weibull with this shape.
pub fn weibull(bits: &mut dyn BitGenerator, shape: f64) -> f64 {
    if shape == 0.0 {
        return 0.0;
    }
    standard_exponential(bits).powf(1.0 / shape)
}

/// The power function distribution with this exponent.
pub fn power(bits: &mut dyn BitGenerator, exponent: f64) -> f64 {
    (-(-standard_exponential(bits)).exp_m1()).powf(1.0 / exponent)
}

/// Laplace, the double exponential.
pub fn laplace(bits: &mut dyn BitGenerator, mean: f64, scale: f64) -> f64 {
    loop {
        let uniform = bits.next_f64();
        if uniform >= 0.5 {
            return mean - scale * (2.0 - uniform - uniform).ln();
        }
        if uniform > 0.0 {
            return mean + scale * (uniform + uniform).ln();
        }
    }
}

/// Gumbel, the extreme value distribution of type I.
pub fn gumbel(bits: &mut dyn BitGenerator, mode: f64, scale: f64) -> f64 {
    loop {
        let uniform = 1.0 - bits.next_f64();
        if uniform < 1.0 {
            return mode - scale * (-uniform.ln()).ln();
        }
    }
}

/// Logistic.
pub fn logistic(bits: &mut dyn BitGenerator, mean: f64, scale: f64) -> f64 {
    loop {
        let uniform = bits.next_f64();
        if uniform > 0.0 {
            return mean + scale * (uniform / (1.0 - uniform)).ln();
        }
    }
}

/// Rayleigh.
pub fn rayleigh(bits: &mut dyn BitGenerator, scale: f64) -> f64 {
    scale * (2.0 * standard_exponential(bits)).sqrt()
}

/// Triangular between `left` and `right`, highest at `mode`.
pub fn triangular(bits: &mut dyn BitGenerator, left: f64, mode: f64, right: f64) -> f64 {
    let base = right - left;
    let left_base = mode - left;
    let uniform = bits.next_f64();
    if uniform <= left_base / base {
        return left + (uniform * (left_base * base)).sqrt();
    }
    right - ((1.0 - uniform) * ((right - mode) * base)).sqrt()
}

/// Wald, the inverse normal, by the transformation of Michael, Schucany and Haas (1976).
pub fn wald(bits: &mut dyn BitGenerator, mean: f64, scale: f64) -> f64 {
    let normal = standard_normal(bits);
    let square = mean * normal * normal;
    let divisor = 1.0 + (1.0 + 4.0 * scale / square).sqrt();
    let root = mean * (1.0 - 2.0 / divisor);
    if bits.next_f64() <= mean / (mean + root) {
        return root;
    }
    mean * mean / root
}

/// Von Mises, normal on the circle (Best and Fisher, 1979).
pub fn vonmises(bits: &mut dyn BitGenerator, mode: f64, kappa: f64) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * bits.next_f64() - 1.0);
    }
    if kappa > 1e6 {
        return nearly_normal_angle(bits, mode, kappa);
    }
    vonmises_by_rejection(bits, mode, kappa)
}

fn nearly_normal_angle(bits: &mut dyn BitGenerator, mode: f64, kappa: f64) -> f64 {
    let mut angle = mode + (1.0 / kappa).sqrt() * standard_normal(bits);
    if angle < -PI {
        angle += 2.0 * PI;
    }
    if angle > PI {
        angle -= 2.0 * PI;
    }
    angle
}

/// Von Mises for any concentration that is not tiny, by a wrapped Cauchy envelope.
pub(super) fn vonmises_by_rejection(bits: &mut dyn BitGenerator, mode: f64, kappa: f64) -> f64 {
    let envelope = if kappa < 1e-5 {
        1.0 / kappa + kappa
    } else {
        let root = 1.0 + (1.0 + 4.0 * kappa * kappa).sqrt();
        let rho = (root - (2.0 * root).sqrt()) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    };
    let cosine = loop {
        let z = (PI * bits.next_f64()).cos();
        let cosine = (1.0 + envelope * z) / (envelope + z);
        let y = kappa * (envelope - cosine);
        let v = bits.next_f64();
        if y * (2.0 - y) - v >= 0.0 || (y / v).ln() + 1.0 - y >= 0.0 {
            break cosine;
        }
    };
    let angle = cosine.acos();
    let turned = if bits.next_f64() < 0.5 { -angle } else { angle } + mode;
    let wrapped = (turned.abs() + PI) % (2.0 * PI) - PI;
    if turned < 0.0 { -wrapped } else { wrapped }
}
