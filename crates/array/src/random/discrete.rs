//! Counts: Poisson, geometric, negative binomial, Zipf, logarithmic series; and ln Γ for them.

use super::BitGenerator;
use super::gamma::gamma;
use super::ziggurat::standard_exponential;

/// Poisson with this mean: by products of uniform numbers below ten, above it by Hörmann's
/// transformed rejection PTRS (1993).
pub fn poisson(bits: &mut dyn BitGenerator, mean: f64) -> i64 {
    if mean >= 10.0 {
        return poisson_by_rejection(bits, mean);
    }
    if mean == 0.0 {
        return 0;
    }
    let limit = (-mean).exp();
    let mut count = 0;
    let mut product = 1.0;
    loop {
        product *= bits.next_f64();
        if product <= limit {
            return count;
        }
        count += 1;
    }
}

fn poisson_by_rejection(bits: &mut dyn BitGenerator, mean: f64) -> i64 {
    let log_mean = mean.ln();
    let b = 0.931 + 2.53 * mean.sqrt();
    let a = -0.059 + 0.024_83 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let squeeze = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = bits.next_f64() - 0.5;
        let v = bits.next_f64();
        let us = 0.5 - u.abs();
        let count = ((2.0 * a / us + b) * u + mean + 0.43).floor() as i64;
        if us >= 0.07 && v <= squeeze {
            return count;
        }
        if count < 0 || (us < 0.013 && v > us) {
            continue;
        }
        let density = -mean + count as f64 * log_mean - ln_gamma(count as f64 + 1.0);
        if v.ln() + inverse_alpha.ln() - (a / (us * us) + b).ln() <= density {
            return count;
        }
    }
}

/// ln Γ by Stirling's series, from seven upwards; below, by recurrence (Zhang and Jin, 1996).
pub(super) fn ln_gamma(x: f64) -> f64 {
    /// B₂ₖ / (2k (2k − 1)) for k from 1 to 10.
    const SERIES: [f64; 10] = [
        8.333_333_333_333_333e-2,
        -2.777_777_777_777_778e-3,
        7.936_507_936_507_937e-4,
        -5.952_380_952_380_952e-4,
        8.417_508_417_508_418e-4,
        -1.917_526_917_526_918e-3,
        6.410_256_410_256_41e-3,
        -2.955_065_359_477_124e-2,
        1.796_443_723_688_307e-1,
        -1.392_432_216_905_9,
    ];
    const LN_TWO_PI: f64 = 1.837_877_066_409_345_3;
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    let steps = if x < 7.0 { (7.0 - x) as i64 } else { 0 };
    let mut above = x + steps as f64;
    let inverse_square = (1.0 / above) * (1.0 / above);
    let (last, others) = (SERIES[9], &SERIES[..9]);
    let series = others
        .iter()
        .rev()
        .fold(last, |sum, term| sum * inverse_square + term);
    let mut result = series / above + 0.5 * LN_TWO_PI + (above - 0.5) * above.ln() - above;
    for _ in 0..steps {
        result -= (above - 1.0).ln();
        above -= 1.0;
    }
    result
}

/// The number of trials up to the first success.
pub fn geometric(bits: &mut dyn BitGenerator, probability: f64) -> i64 {
    if probability >= 1.0 / 3.0 {
        return geometric_by_search(bits, probability);
    }
    let trials = (-standard_exponential(bits) / (-probability).ln_1p()).ceil();
    saturate(trials)
}

/// As a count; beyond the greatest of 64 bits, that one.
pub(super) fn saturate(count: f64) -> i64 {
    if count >= 9.223_372_036_854_776e18 {
        return i64::MAX;
    }
    count as i64
}

pub(super) fn geometric_by_search(bits: &mut dyn BitGenerator, probability: f64) -> i64 {
    let mut trials = 1;
    let (mut sum, mut term) = (probability, probability);
    let failure = 1.0 - probability;
    let u = bits.next_f64();
    while u > sum {
        term *= failure;
        sum += term;
        trials += 1;
    }
    trials
}

/// Failures before the `successes`-th success: Poisson with a gamma mean.
pub fn negative_binomial(bits: &mut dyn BitGenerator, successes: f64, probability: f64) -> i64 {
    let mean = gamma(bits, successes, (1.0 - probability) / probability);
    poisson(bits, mean)
}

/// Zipf with this exponent, above one.
pub fn zipf(bits: &mut dyn BitGenerator, exponent: f64) -> i64 {
    // From here on, anything but one is rarer than a double can say.
    if exponent >= 1025.0 {
        return 1;
    }
    let shape = exponent - 1.0;
    let least = (i64::MAX as f64).powf(-shape);
    zipf_by_rejection(bits, shape, |bits| {
        let u = bits.next_f64();
        u * least + (1.0 - u)
    })
}

/// Devroye's rejection (1986); `uniform` is where the first number of each pair comes from.
pub(super) fn zipf_by_rejection(
    bits: &mut dyn BitGenerator,
    shape: f64,
    uniform: impl Fn(&mut dyn BitGenerator) -> f64,
) -> i64 {
    let b = 2.0_f64.powf(shape);
    loop {
        let u = uniform(bits);
        let v = bits.next_f64();
        let x = u.powf(-1.0 / shape).floor();
        if x > i64::MAX as f64 || x < 1.0 {
            continue;
        }
        let t = (1.0 + 1.0 / x).powf(shape);
        if v * x * (t - 1.0) / (b - 1.0) <= t / b {
            return x as i64;
        }
    }
}

/// The logarithmic series distribution, by Kemp's algorithm LK (1981).
pub fn logseries(bits: &mut dyn BitGenerator, probability: f64) -> i64 {
    let r = (-probability).ln_1p();
    loop {
        let v = bits.next_f64();
        if v >= probability {
            return 1;
        }
        let q = -(r * bits.next_f64()).exp_m1();
        if v <= q * q {
            let count = (1.0 + v.ln() / q.ln()).floor() as i64;
            if count < 1 || v == 0.0 {
                continue;
            }
            return count;
        }
        return if v >= q { 1 } else { 2 };
    }
}
