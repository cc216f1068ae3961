//! What `RandomState` draws otherwise than `Generator`: its streams are fixed since long ago.
//!
//! Normal numbers come in pairs by the polar method (Marsaglia and Bray, 1964), of which the second
//! waits; exponential ones by inversion. What is made from them follows. Distributions that are not
//! here are those of the other rooms.

use super::BitGenerator;
use super::binomial;
use super::continuous::vonmises_by_rejection;
use super::discrete::{geometric_by_search, ln_gamma, poisson, saturate, zipf_by_rejection};
use super::gamma::{beta_ratio, gamma_from};
use super::hypergeometric::by_rejection;
use super::multivariate::dirichlet_by_gamma;

/// The second normal number of a pair, waiting for the next call.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct WaitingGauss {
    /// Whether a number waits.
    pub is_full: bool,
    /// The number; zero when it has been taken.
    pub value: f64,
}

/// A generator of bits with the state that the legacy distributions keep beside it.
pub struct LegacySource<'a> {
    /// The bits.
    pub bits: &'a mut dyn BitGenerator,
    /// The normal number that waits.
    pub gauss: &'a mut WaitingGauss,
}

impl LegacySource<'_> {
    /// A standard normal number.
    pub fn gauss(&mut self) -> f64 {
        if self.gauss.is_full {
            let value = self.gauss.value;
            *self.gauss = WaitingGauss::default();
            return value;
        }
        let (x, y, square) = loop {
            let x = 2.0 * self.bits.next_f64() - 1.0;
            let y = 2.0 * self.bits.next_f64() - 1.0;
            let square = x * x + y * y;
            if square < 1.0 && square != 0.0 {
                break (x, y, square);
            }
        };
        let factor = (-2.0 * square.ln() / square).sqrt();
        *self.gauss = WaitingGauss {
            is_full: true,
            value: factor * x,
        };
        factor * y
    }

    /// Normal with this mean and deviation.
    pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        mean + deviation * self.gauss()
    }

    /// The exponential of a normal number.
    pub fn lognormal(&mut self, mean: f64, sigma: f64) -> f64 {
        self.normal(mean, sigma).exp()
    }

    /// Standard exponential.
    pub fn standard_exponential(&mut self) -> f64 {
        standard_exponential(self.bits)
    }

    /// Gamma with this shape and scale one.
    pub fn standard_gamma(&mut self, shape: f64) -> f64 {
        let gauss = &mut *self.gauss;
        gamma_from(self.bits, shape, standard_exponential, |bits| {
            LegacySource {
                bits,
                gauss: &mut *gauss,
            }
            .gauss()
        })
    }

    /// Gamma with this shape and scale.
    pub fn gamma(&mut self, shape: f64, scale: f64) -> f64 {
        scale * self.standard_gamma(shape)
    }

    /// Beta.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        if a > 1.0 || b > 1.0 {
            let x = self.standard_gamma(a);
            return x / (x + self.standard_gamma(b));
        }
        loop {
            let u = self.bits.next_f64();
            let v = self.bits.next_f64();
            let x = u.powf(1.0 / a);
            let y = v.powf(1.0 / b);
            if x + y <= 1.0 && u + v > 0.0 {
                return beta_ratio((x, y), u.ln() / a, v.ln() / b);
            }
        }
    }

    /// χ² with this many degrees of freedom.
    pub fn chisquare(&mut self, freedom: f64) -> f64 {
        2.0 * self.standard_gamma(freedom / 2.0)
    }

    /// The ratio of two χ² numbers, each over its degrees of freedom.
    pub fn f(&mut self, above: f64, below: f64) -> f64 {
        let numerator = self.chisquare(above) * below;
        numerator / (self.chisquare(below) * above)
    }

    /// χ² about a mean that is not zero.
    pub fn noncentral_chisquare(&mut self, freedom: f64, noncentrality: f64) -> f64 {
        if noncentrality == 0.0 {
            return self.chisquare(freedom);
        }
        if freedom > 1.0 {
            let rest = self.chisquare(freedom - 1.0);
            let shifted = self.gauss() + noncentrality.sqrt();
            return rest + shifted * shifted;
        }
        let extra = poisson(self.bits, noncentrality / 2.0);
        let drawn = self.chisquare(freedom + 2.0 * extra as f64);
        if noncentrality.is_nan() {
            f64::NAN
        } else {
            drawn
        }
    }

    /// F about a mean that is not zero.
    pub fn noncentral_f(&mut self, above: f64, below: f64, shift: f64) -> f64 {
        let numerator = self.noncentral_chisquare(above, shift) * below;
        numerator / (self.chisquare(below) * above)
    }

    /// The ratio of two standard normal numbers.
    pub fn standard_cauchy(&mut self) -> f64 {
        let numerator = self.gauss();
        numerator / self.gauss()
    }

    /// Student's t.
    pub fn standard_t(&mut self, freedom: f64) -> f64 {
        let numerator = self.gauss();
        let denominator = self.standard_gamma(freedom / 2.0);
        (freedom / 2.0).sqrt() * numerator / denominator.sqrt()
    }

    /// Pareto II (Lomax) with this shape.
    pub fn pareto(&mut self, shape: f64) -> f64 {
        (self.standard_exponential() / shape).exp() - 1.0
    }

    /// Weibull with this shape.
    pub fn weibull(&mut self, shape: f64) -> f64 {
        if shape == 0.0 {
            return 0.0;
        }
        self.standard_exponential().powf(1.0 / shape)
    }

    /// The power function distribution with this exponent.
    pub fn power(&mut self, exponent: f64) -> f64 {
        (1.0 - (-self.standard_exponential()).exp()).powf(1.0 / exponent)
    }

    /// Rayleigh.
    pub fn rayleigh(&mut self, scale: f64) -> f64 {
        scale * (-2.0 * (1.0 - self.bits.next_f64()).ln()).sqrt()
    }

    /// Wald, the inverse normal.
    pub fn wald(&mut self, mean: f64, scale: f64) -> f64 {
        let half = mean / (2.0 * scale);
        let normal = self.gauss();
        let y = mean * normal * normal;
        let x = mean + half * (y - (4.0 * scale * y + y * y).sqrt());
        if self.bits.next_f64() <= mean / (mean + x) {
            return x;
        }
        mean * mean / x
    }

    /// Von Mises, normal on the circle.
    pub fn vonmises(&mut self, mode: f64, kappa: f64) -> f64 {
        if kappa.is_nan() {
            return f64::NAN;
        }
        if kappa < 1e-8 {
            return std::f64::consts::PI * (2.0 * self.bits.next_f64() - 1.0);
        }
        vonmises_by_rejection(self.bits, mode, kappa)
    }

    /// Failures before the `successes`-th success.
    pub fn negative_binomial(&mut self, successes: f64, probability: f64) -> i64 {
        let mean = self.gamma(successes, (1.0 - probability) / probability);
        poisson(self.bits, mean)
    }

    /// The number of successes of `trials`.
    pub fn binomial(&mut self, probability: f64, trials: i64) -> i64 {
        binomial::binomial_legacy(self.bits, probability, trials)
    }

    /// The number of trials up to the first success.
    pub fn geometric(&mut self, probability: f64) -> i64 {
        if probability >= 1.0 / 3.0 {
            return geometric_by_search(self.bits, probability);
        }
        let u = 1.0 - self.bits.next_f64();
        saturate((u.ln() / (1.0 - probability).ln()).ceil())
    }

    /// Zipf with this exponent, above one.
    pub fn zipf(&mut self, exponent: f64) -> i64 {
        if exponent >= 1025.0 {
            return 1;
        }
        zipf_by_rejection(self.bits, exponent - 1.0, |bits| 1.0 - bits.next_f64())
    }

    /// The logarithmic series distribution.
    pub fn logseries(&mut self, probability: f64) -> i64 {
        let r = (-probability).ln_1p();
        loop {
            let v = self.bits.next_f64();
            if v >= probability {
                return 1;
            }
            let q = 1.0 - (r * self.bits.next_f64()).exp();
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

    /// The number of good items in `sample` items.
    pub fn hypergeometric(&mut self, good: i64, bad: i64, sample: i64) -> i64 {
        match sample {
            ..=0 => 0,
            1..=10 => self.small_hypergeometric(good, bad, sample),
            _ => by_rejection(self.bits, [good, bad], [sample; 2], |n| {
                ln_gamma((n + 1) as f64)
            }),
        }
    }

    /// One uniform number for each item of the sample (Ahrens and Dieter's HYP).
    fn small_hypergeometric(&mut self, good: i64, bad: i64, sample: i64) -> i64 {
        let rest = bad + good - sample;
        let fewer = good.min(bad) as f64;
        let (mut y, mut left) = (fewer, sample);
        while y > 0.0 {
            let u = self.bits.next_f64();
            y -= (u + y / (rest + left) as f64).floor();
            left -= 1;
            if left == 0 {
                break;
            }
        }
        let count = (fewer - y) as i64;
        if good > bad { sample - count } else { count }
    }

    /// Shares that add up to one.
    pub fn dirichlet(&mut self, alpha: &[f64], shares: &mut [f64]) {
        let gauss = std::cell::RefCell::new(&mut *self.gauss);
        dirichlet_by_gamma(self.bits, alpha, shares, |bits, shape| {
            let gauss = &mut **gauss.borrow_mut();
            LegacySource { bits, gauss }.standard_gamma(shape)
        });
    }
}

fn standard_exponential(bits: &mut dyn BitGenerator) -> f64 {
    -(1.0 - bits.next_f64()).ln()
}
