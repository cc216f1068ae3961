//! Successes of independent trials: inversion for few, Kachitvichyanukul and Schmeiser's BTPE (1988)
//! for many.

use super::BitGenerator;

/// The number of successes of `trials`, each with this probability.
pub fn binomial(bits: &mut dyn BitGenerator, probability: f64, trials: i64) -> i64 {
    if trials == 0 || probability == 0.0 {
        return 0;
    }
    draw(bits, probability, trials, Regions::log_ratio)
}

/// The same as NumPy's `RandomState` draws it: with a number for what is certain, too, and with the
/// wrong sign in two terms of Stirling's series, which its streams keep.
pub fn binomial_legacy(bits: &mut dyn BitGenerator, probability: f64, trials: i64) -> i64 {
    draw(bits, probability, trials, Regions::log_ratio_legacy)
}

/// How a candidate's height beside the mode's is told where the exact ratio takes too long.
type LogRatio = fn(&Regions, i64) -> f64;

fn draw(bits: &mut dyn BitGenerator, probability: f64, trials: i64, log_ratio: LogRatio) -> i64 {
    let rarer = if probability <= 0.5 {
        probability
    } else {
        1.0 - probability
    };
    let count = if rarer * trials as f64 <= 30.0 {
        by_inversion(bits, trials, rarer)
    } else {
        by_rejection(bits, trials, rarer, log_ratio)
    };
    if probability <= 0.5 {
        count
    } else {
        trials - count
    }
}

fn by_inversion(bits: &mut dyn BitGenerator, trials: i64, p: f64) -> i64 {
    let n = trials as f64;
    let q = 1.0 - p;
    let none = (n * (-p).ln_1p()).exp();
    let mean = n * p;
    let bound = n.min(mean + 10.0 * (mean * q + 1.0).sqrt()) as i64;
    let mut count = 0;
    let mut chance = none;
    let mut u = bits.next_f64();
    while u > chance {
        count += 1;
        if count > bound {
            count = 0;
            chance = none;
            u = bits.next_f64();
        } else {
            u -= chance;
            chance = ((trials - count + 1) as f64 * p * chance) / (count as f64 * q);
        }
    }
    count
}

/// The regions of BTPE: a triangle, two parallelograms, two exponential tails.
struct Regions {
    n: i64,
    r: f64,
    q: f64,
    variance: f64,
    mode: i64,
    middle: f64,
    left: f64,
    right: f64,
    height: f64,
    left_rate: f64,
    right_rate: f64,
    areas: [f64; 4],
}

impl Regions {
    fn new(n: i64, p: f64) -> Self {
        let r = p.min(1.0 - p);
        let q = 1.0 - r;
        let count = n as f64;
        let top = count * r + r;
        let mode = top.floor() as i64;
        let half_width = (2.195 * (count * r * q).sqrt() - 4.6 * q).floor() + 0.5;
        let middle = mode as f64 + 0.5;
        let (left, right) = (middle - half_width, middle + half_width);
        let height = 0.134 + 20.5 / (15.3 + mode as f64);
        let left_slope = (top - left) / (top - left * r);
        let left_rate = left_slope * (1.0 + left_slope / 2.0);
        let right_slope = (right - top) / (right * q);
        let right_rate = right_slope * (1.0 + right_slope / 2.0);
        let boxes = half_width * (1.0 + 2.0 * height);
        let with_left = boxes + height / left_rate;
        Self {
            n,
            r,
            q,
            variance: count * r * q,
            mode,
            middle,
            left,
            right,
            height,
            left_rate,
            right_rate,
            areas: [
                half_width,
                boxes,
                with_left,
                with_left + height / right_rate,
            ],
        }
    }

    /// A candidate and the height that it has to pass, or nothing where none has to be passed.
    fn candidate(&self, bits: &mut dyn BitGenerator) -> Option<(i64, Option<f64>)> {
        let [triangle, boxes, with_left, all] = self.areas;
        let u = bits.next_f64() * all;
        let v = bits.next_f64();
        if u <= triangle {
            return Some(((self.middle - triangle * v + u).floor() as i64, None));
        }
        if u <= boxes {
            let x = self.left + (u - triangle) / self.height;
            let v = v * self.height + 1.0 - (self.mode as f64 - x + 0.5).abs() / triangle;
            return (v <= 1.0).then_some((x.floor() as i64, Some(v)));
        }
        if u <= with_left {
            let y = (self.left + v.ln() / self.left_rate).floor() as i64;
            return (y >= 0 && v != 0.0).then_some((y, Some(v * (u - boxes) * self.left_rate)));
        }
        let y = (self.right - v.ln() / self.right_rate).floor() as i64;
        (y <= self.n && v != 0.0).then_some((y, Some(v * (u - with_left) * self.right_rate)))
    }

    /// Whether a point at height `v` over `y` lies under the distribution.
    fn accepts(&self, y: i64, v: f64, log_ratio: LogRatio) -> bool {
        let distance = (y - self.mode).abs();
        if distance <= 20 || distance as f64 >= self.variance / 2.0 - 1.0 {
            return v <= self.ratio_to_mode(y);
        }
        let k = distance as f64;
        let variance = self.variance;
        let rho =
            (k / variance) * ((k * (k / 3.0 + 0.625) + 0.166_666_666_666_666_66) / variance + 0.5);
        let t = (-distance * distance) as f64 / (2.0 * variance);
        let height = v.ln();
        if height < t - rho {
            return true;
        }
        height <= t + rho && height <= log_ratio(self, y)
    }

    fn ratio_to_mode(&self, y: i64) -> f64 {
        let s = self.r / self.q;
        let a = s * (self.n + 1) as f64;
        let mut ratio = 1.0;
        for index in self.mode + 1..=y {
            ratio *= a / index as f64 - s;
        }
        for index in y + 1..=self.mode {
            ratio /= a / index as f64 - s;
        }
        ratio
    }

    /// The logarithm of the ratio to the mode's height, by Stirling's series.
    fn log_ratio(&self, y: i64) -> f64 {
        let (of_mode, of_candidate) = self.corrections(y);
        self.log_ratio_of_powers(y) + of_mode - of_candidate
    }

    fn log_ratio_legacy(&self, y: i64) -> f64 {
        let (of_mode, of_candidate) = self.corrections(y);
        self.log_ratio_of_powers(y) + of_mode + of_candidate
    }

    /// What Stirling's series adds for the factorials of the mode, and of the candidate.
    fn corrections(&self, y: i64) -> (f64, f64) {
        let series = |count: i64| {
            let x = (count + 1) as f64;
            let square = x * x;
            let tail = 99.0 - 140.0 / square;
            (13_680.0 - (462.0 - (132.0 - tail / square) / square) / square) / x / 166_320.0
        };
        let pair = |count: i64| series(count) + series(self.n - count);
        (pair(self.mode), pair(y))
    }

    fn log_ratio_of_powers(&self, y: i64) -> f64 {
        let (n, m) = (self.n, self.mode);
        let x1 = (y + 1) as f64;
        let f1 = (m + 1) as f64;
        let z = (n + 1 - m) as f64;
        let w = (n - y + 1) as f64;
        self.middle * (f1 / x1).ln()
            + ((n - m) as f64 + 0.5) * (z / w).ln()
            + (y - m) as f64 * (w * self.r / (x1 * self.q)).ln()
    }
}

fn by_rejection(bits: &mut dyn BitGenerator, trials: i64, p: f64, log_ratio: LogRatio) -> i64 {
    let regions = Regions::new(trials, p);
    loop {
        match regions.candidate(bits) {
            Some((count, None)) => return count,
            Some((count, Some(v))) if regions.accepts(count, v, log_ratio) => return count,
            _ => {}
        }
    }
}
