//! Sums of two doubles: about 106 bits, for tables whose entries must be rounded right.

use std::ops::{Add, Div, Mul, Neg, Sub};

/// The number `high + low`, where `low` is less than half a unit in the last place of `high`.
#[derive(Clone, Copy, Debug)]
pub(super) struct DoubleDouble {
    high: f64,
    low: f64,
}

/// ln 2 = `high + low`.
const LN_2: DoubleDouble = DoubleDouble {
    high: std::f64::consts::LN_2,
    low: 2.319_046_813_846_299_6e-17,
};

impl DoubleDouble {
    /// A double, exactly.
    pub(super) fn new(value: f64) -> Self {
        Self {
            high: value,
            low: 0.0,
        }
    }

    /// Two doubles of which the second is far smaller.
    pub(super) fn from_parts(high: f64, low: f64) -> Self {
        Self::quick_sum(high, low)
    }

    /// The nearest double.
    pub(super) fn round(self) -> f64 {
        self.high
    }

    /// The greatest whole number that is not above this one, up to 2⁵³.
    pub(super) fn floor(self) -> f64 {
        let whole = self.high.floor();
        if whole == self.high && self.low < 0.0 {
            return whole - 1.0;
        }
        whole
    }

    fn quick_sum(high: f64, low: f64) -> Self {
        let sum = high + low;
        Self {
            high: sum,
            low: low - (sum - high),
        }
    }

    /// Multiplies by a power of two, exactly.
    pub(super) fn scale(self, power_of_two: f64) -> Self {
        Self {
            high: self.high * power_of_two,
            low: self.low * power_of_two,
        }
    }

    /// e to this power, for powers of moderate size.
    pub(super) fn exp(self) -> Self {
        let twos = (self.high / std::f64::consts::LN_2).round();
        // e^x = 2^k (e^(r/256))^256, with |r/256| below 0.0014: few terms of the series suffice.
        let rest = (self - LN_2 * Self::new(twos)).scale(1.0 / 256.0);
        let mut term = Self::new(1.0);
        let mut sum = Self::new(0.0);
        for index in 1..12 {
            term = term * rest / Self::new(f64::from(index));
            sum = sum + term;
        }
        // (1 + s)² − 1 = 2s + s²: squaring what lies above one keeps the low bits.
        for _ in 0..8 {
            sum = sum.scale(2.0) + sum * sum;
        }
        (sum + Self::new(1.0)).scale(2.0_f64.powi(twos as i32))
    }

    /// The natural logarithm of a positive number.
    pub(super) fn ln(self) -> Self {
        // Newton's step doubles the digits: twice is more than enough.
        let mut guess = Self::new(self.high.ln());
        for _ in 0..2 {
            guess = guess + self * (-guess).exp() - Self::new(1.0);
        }
        guess
    }
}

impl Add for DoubleDouble {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let sum = self.high + other.high;
        let shadow = sum - self.high;
        let error = (self.high - (sum - shadow)) + (other.high - shadow);
        let low_sum = self.low + other.low;
        let low_shadow = low_sum - self.low;
        let low_error = (self.low - (low_sum - low_shadow)) + (other.low - low_shadow);
        let folded = Self::quick_sum(sum, error + low_sum);
        Self::quick_sum(folded.high, folded.low + low_error)
    }
}

impl Neg for DoubleDouble {
    type Output = Self;

    fn neg(self) -> Self {
        Self {
            high: -self.high,
            low: -self.low,
        }
    }
}

impl Sub for DoubleDouble {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for DoubleDouble {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let product = self.high * other.high;
        let error = self.high.mul_add(other.high, -product);
        Self::quick_sum(
            product,
            error + (self.high * other.low + self.low * other.high),
        )
    }
}

impl Div for DoubleDouble {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let mut rest = self;
        let mut quotient = Self::new(0.0);
        for _ in 0..3 {
            let digit = Self::new(rest.high / other.high);
            quotient = quotient + digit;
            rest = rest - other * digit;
        }
        quotient
    }
}
