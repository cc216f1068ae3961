//! Counts of one unit of time as counts of another, through the calendar where it decides.

use crate::dtype::{DateUnit, Unit};

/// What stands for "not a time".
pub const NAT: i64 = i64::MIN;

/// Days from 1970-01-01 to the first day of a month, counted from January 1970.
pub(super) fn days_of_month(months: i64) -> i64 {
    // Years begin in March, so that the leap day is their last one.
    let shifted = months - 2;
    let year = 1970 + shifted.div_euclid(12);
    let month = shifted.rem_euclid(12);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * month + 2) / 5;
    let day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + day - 719_468
}

/// The month, counted from January 1970, that a day is in.
pub(super) fn month_of_day(days: i64) -> i64 {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    (era * 400 + year - 1970) * 12 + month + 2
}

/// A conversion between counts.
#[derive(Clone, Copy, Debug)]
pub enum Conversion {
    /// The same counts.
    Same,
    /// Times the first, divided by the second and rounded down.
    Ratio(i64, i64),
    /// Through months or days.
    Calendar(DateUnit, DateUnit),
}

impl Conversion {
    /// From counts of one unit to counts of another.
    pub fn new(from: DateUnit, to: DateUnit) -> Self {
        if from == to || from.is_generic() || to.is_generic() {
            return Self::Same;
        }
        match from.ratio_to(to) {
            Some((1, 1)) => Self::Same,
            Some((num, den)) => Self::Ratio(num, den),
            None => Self::Calendar(from, to),
        }
    }

    /// Converts a point in time; nothing where it does not fit into 64 bits.
    #[inline]
    pub fn apply(self, value: i64) -> Option<i64> {
        if value == NAT {
            return Some(NAT);
        }
        match self {
            Self::Same => Some(value),
            Self::Ratio(num, den) => scale(value, num, den),
            Self::Calendar(from, to) => through_calendar(value, from, to),
        }
    }
}

#[inline]
fn scale(value: i64, num: i64, den: i64) -> Option<i64> {
    match value.checked_mul(num) {
        Some(value) => Some(value.div_euclid(den)),
        None => {
            let wide = i128::from(value) * i128::from(num);
            i64::try_from(wide.div_euclid(i128::from(den))).ok()
        }
    }
}

/// Beyond these months the days have no 64 bits.
const MOST_MONTHS: i64 = i64::MAX / 31;

fn through_calendar(value: i64, from: DateUnit, to: DateUnit) -> Option<i64> {
    let (month, day) = (DateUnit::of(Unit::Month), DateUnit::of(Unit::Day));
    if from.unit.is_calendar() == to.unit.is_calendar() {
        // Too far apart for one factor of 64 bits: through seconds.
        let second = DateUnit::of(Unit::Second);
        let convert = |value, from, to| Conversion::new(from, to).apply(value);
        let is_far = from.unit != Unit::Second && to.unit != Unit::Second;
        return if is_far {
            convert(convert(value, from, second)?, second, to)
        } else {
            None
        };
    }
    if from.unit.is_calendar() {
        let months = Conversion::new(from, month).apply(value)?;
        let is_near = months.unsigned_abs() < MOST_MONTHS.unsigned_abs();
        Conversion::new(day, to).apply(is_near.then(|| days_of_month(months))?)
    } else {
        let days = Conversion::new(from, day).apply(value)?;
        days.checked_add(719_468)?;
        Conversion::new(month, to).apply(month_of_day(days))
    }
}
