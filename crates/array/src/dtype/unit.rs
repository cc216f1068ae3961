//! The units that points in time and spans are counted in.

use std::fmt;

use crate::{Error, Result};

/// A unit of time, from coarse to fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
    Milli,
    Micro,
    Nano,
    Pico,
    Femto,
    Atto,
    /// No unit yet: it takes that of what it meets.
    Generic,
}

const SYMBOLS: [(Unit, &str); 14] = [
    (Unit::Year, "Y"),
    (Unit::Month, "M"),
    (Unit::Week, "W"),
    (Unit::Day, "D"),
    (Unit::Hour, "h"),
    (Unit::Minute, "m"),
    (Unit::Second, "s"),
    (Unit::Milli, "ms"),
    (Unit::Micro, "us"),
    (Unit::Nano, "ns"),
    (Unit::Pico, "ps"),
    (Unit::Femto, "fs"),
    (Unit::Atto, "as"),
    (Unit::Generic, "generic"),
];

impl Unit {
    /// NumPy's sign of the unit.
    pub fn symbol(self) -> &'static str {
        SYMBOLS[self as usize].1
    }

    /// The unit of a sign.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        let symbol = if symbol == "μs" { "us" } else { symbol };
        let (unit, _) = SYMBOLS.iter().find(|(_, known)| *known == symbol)?;
        Some(*unit)
    }

    /// Whether its length depends on the calendar.
    pub fn is_calendar(self) -> bool {
        matches!(self, Self::Year | Self::Month)
    }

    /// How many of the next finer unit there are in one, where that is fixed.
    fn per_next(self) -> i64 {
        match self {
            Self::Year => 12,
            Self::Week => 7,
            Self::Day => 24,
            Self::Hour | Self::Minute => 60,
            Self::Month | Self::Atto | Self::Generic => 1,
            _ => 1000,
        }
    }

    /// How many of a finer unit there are in one; `None` where the calendar decides or where it
    /// exceeds 64 bits.
    pub fn factor_to(self, finer: Self) -> Option<i64> {
        if self == finer {
            return Some(1);
        }
        if self > finer || (self.is_calendar() != finer.is_calendar()) {
            return None;
        }
        let between = &SYMBOLS[self as usize..finer as usize];
        between
            .iter()
            .try_fold(1_i64, |all, (unit, _)| all.checked_mul(unit.per_next()))
    }

    /// How many of a finer unit one is taken for where it is divided: of the calendar the usual length.
    fn parts(self, finer: Self) -> Option<i64> {
        match (self, finer) {
            (Self::Year, Self::Week) => Some(52),
            (Self::Year, Self::Day) => Some(365),
            (Self::Month, Self::Week) => Some(4),
            (Self::Month, Self::Day) => Some(30),
            (Self::Month, Self::Hour) => Some(720),
            _ => self.factor_to(finer),
        }
    }
}

/// What one count of a date or span is: so many of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateUnit {
    /// The unit.
    pub unit: Unit,
    /// How many of them one count is; at least 1.
    pub count: i32,
}

impl DateUnit {
    /// Without a unit.
    pub const GENERIC: Self = Self {
        unit: Unit::Generic,
        count: 1,
    };

    /// One of a unit.
    pub const fn of(unit: Unit) -> Self {
        Self { unit, count: 1 }
    }

    /// Whether there is no unit yet.
    pub fn is_generic(self) -> bool {
        self.unit == Unit::Generic
    }

    /// Reads what stands between the brackets of `datetime64[…]`: `ns`, `25s`, `7D/3`.
    pub fn parse(text: &str) -> Result<Self> {
        let bad = || {
            Error::type_(format!(
                "Invalid datetime unit in metadata string \"[{text}]\""
            ))
        };
        let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (count, rest) = text.split_at(digits);
        let count: i32 = if count.is_empty() {
            1
        } else {
            count.parse().map_err(|_| bad())?
        };
        let (symbol, divisor) = match rest.split_once('/') {
            Some((symbol, divisor)) => (symbol, divisor.parse().map_err(|_| bad())?),
            None => (rest, 1_i32),
        };
        let unit = Unit::from_symbol(symbol).ok_or_else(bad)?;
        if count < 1 || divisor < 1 {
            return Err(bad());
        }
        Self { unit, count }.divided(divisor)
    }

    /// So many-th part of it, in a finer unit if it must be.
    fn divided(self, divisor: i32) -> Result<Self> {
        if divisor == 1 {
            return Ok(self);
        }
        let tried = if self.unit <= Unit::Day { 3 } else { 2 };
        for (finer, _) in SYMBOLS.iter().skip(self.unit as usize + 1).take(tried) {
            let Some(factor) = self.unit.parts(*finer) else {
                continue;
            };
            if factor % i64::from(divisor) == 0 {
                let all = (factor / i64::from(divisor)).saturating_mul(i64::from(self.count));
                return Ok(Self {
                    unit: *finer,
                    count: i32::try_from(all).map_err(|_| too_fine())?,
                });
            }
        }
        Err(Error::value(format!(
            "divisor ({divisor}) is not a multiple of a lower-unit in datetime metadata"
        )))
    }

    /// The coarsest unit that both are multiples of. Between months or years and the finer units
    /// there is none for spans; for points in time the calendar helps.
    pub fn common(self, other: Self, strict: bool) -> Result<Self> {
        if self.is_generic() {
            return Ok(other);
        }
        if other.is_generic() || self == other {
            return Ok(self);
        }
        let (coarse, fine) = if self.unit <= other.unit {
            (self, other)
        } else {
            (other, self)
        };
        if coarse.unit.is_calendar() != fine.unit.is_calendar() {
            if strict {
                return Err(Error::type_(format!(
                    "Cannot get a common metadata divisor for Numpy datetime metadata [{self}] and \
                     [{other}] because they have incompatible nonlinear base time units."
                )));
            }
            return Ok(fine);
        }
        let factor = coarse
            .unit
            .factor_to(fine.unit)
            .and_then(|factor| factor.checked_mul(i64::from(coarse.count)))
            .ok_or_else(too_fine)?;
        let count = gcd(factor, i64::from(fine.count));
        Ok(Self {
            unit: fine.unit,
            count: i32::try_from(count).map_err(|_| too_fine())?,
        })
    }

    /// The factor from counts of this to counts of another, as a fraction: `value * .0 / .1`.
    /// `None` where the calendar decides or where it exceeds 64 bits.
    pub fn ratio_to(self, other: Self) -> Option<(i64, i64)> {
        let (num, den) = if self.unit <= other.unit {
            (self.unit.factor_to(other.unit)?, 1)
        } else {
            (1, other.unit.factor_to(self.unit)?)
        };
        let num = num.checked_mul(i64::from(self.count))?;
        let den = den.checked_mul(i64::from(other.count))?;
        let both = gcd(num, den);
        Some((num / both, den / both))
    }
}

fn too_fine() -> Error {
    Error::Overflow("Integer overflow while computing a common unit of time".into())
}

fn gcd(left: i64, right: i64) -> i64 {
    if right == 0 {
        left
    } else {
        gcd(right, left % right)
    }
}

impl fmt::Display for DateUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.count != 1 {
            write!(f, "{}", self.count)?;
        }
        f.write_str(self.unit.symbol())
    }
}
