//! Marked items in a sample without replacement: by simulation for small samples, Stadlober's HRUA
//! (1989) for large ones.

use std::sync::LazyLock;

use super::BitGenerator;
use super::double_double::DoubleDouble;
use super::integers::interval;

/// The number of good items in `sample` items taken from `good` and `bad` ones.
pub fn hypergeometric(bits: &mut dyn BitGenerator, good: i64, bad: i64, sample: i64) -> i64 {
    if sample >= 10 && sample <= good + bad - 10 {
        let drawn = sample.min(good + bad - sample);
        return by_rejection(bits, [good, bad], [sample, drawn], ln_factorial);
    }
    by_simulation(bits, good, bad, sample)
}

fn by_simulation(bits: &mut dyn BitGenerator, good: i64, bad: i64, sample: i64) -> i64 {
    let total = good + bad;
    // Taking the sample or leaving it is the same: the smaller of the two is drawn.
    let is_complement = sample > total / 2;
    let mut left = if is_complement {
        total - sample
    } else {
        sample
    };
    let (mut all, mut marked) = (total, good);
    while left > 0 && marked > 0 && all > marked {
        all -= 1;
        if (interval(bits, all as u64) as i64) < marked {
            marked -= 1;
        }
        left -= 1;
    }
    if all == marked {
        marked -= left;
    }
    if is_complement { marked } else { good - marked }
}

/// The ratio-of-uniforms rejection. `spread` is the sample by which the variance is measured and,
/// like `ln_factorial`, the caller's: the streams differ in them.
pub(super) fn by_rejection(
    bits: &mut dyn BitGenerator,
    [good, bad]: [i64; 2],
    [sample, spread]: [i64; 2],
    ln_factorial: impl Fn(i64) -> f64,
) -> i64 {
    /// 2 √(2/e)
    const D1: f64 = 1.715_527_769_921_413_5;
    /// 3 − 2 √(3/e)
    const D2: f64 = 0.898_916_162_058_898_8;
    let total = good + bad;
    let drawn = sample.min(total - sample);
    let (fewer, more) = (good.min(bad), good.max(bad));
    let p = fewer as f64 / total as f64;
    let q = more as f64 / total as f64;
    let center = drawn as f64 * p + 0.5;
    let variance = (total - drawn) as f64 * spread as f64 * p * q / (total - 1) as f64;
    let deviation = (variance + 0.5).sqrt();
    let width = D1 * deviation + D2;
    let mode = ((drawn + 1) as f64 * (fewer + 1) as f64 / (total + 2) as f64).floor() as i64;
    let height = |count: i64| {
        ln_factorial(count)
            + ln_factorial(fewer - count)
            + ln_factorial(drawn - count)
            + ln_factorial(more - drawn + count)
    };
    let highest = height(mode);
    let bound = ((drawn.min(fewer) + 1) as f64).min((center + 16.0 * deviation).floor());
    let count = loop {
        let u = bits.next_f64();
        let v = bits.next_f64();
        let x = center + width * (v - 0.5) / u;
        if x < 0.0 || x >= bound {
            continue;
        }
        let count = x.floor() as i64;
        let t = highest - height(count);
        if u * (4.0 - u) - 3.0 <= t {
            break count;
        }
        if u * (u - t) >= 1.0 {
            continue;
        }
        if 2.0 * u.ln() <= t {
            break count;
        }
    };
    let of_good = if good > bad { drawn - count } else { count };
    if drawn < sample {
        good - of_good
    } else {
        of_good
    }
}

/// ln n! of small numbers, each rounded right.
static SMALL: LazyLock<[f64; 126]> = LazyLock::new(|| {
    let mut sum = DoubleDouble::new(0.0);
    std::array::from_fn(|number| {
        if number > 1 {
            sum = sum + DoubleDouble::new(number as f64).ln();
        }
        sum.round()
    })
});

/// ln n!: by table, then by Stirling's series.
fn ln_factorial(number: i64) -> f64 {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
    if let Some(value) = usize::try_from(number).ok().and_then(|n| SMALL.get(n)) {
        return *value;
    }
    let n = number as f64;
    (n + 0.5) * n.ln() - n + (HALF_LN_TWO_PI + (1.0 / n) * (1.0 / 12.0 - 1.0 / (360.0 * n * n)))
}
