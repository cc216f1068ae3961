//! Moments in years, days and hours, in UTC and in the world's local time.

use crate::World;

const DAY_SECS: i64 = 86_400;

/// About 200 million years, beyond which no calendar is asked.
pub(super) const FARTHEST_SECS: f64 = 6.7e15;

/// A moment in the fields of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: i64,
    pub(super) month: u8,
    pub(super) day: u8,
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: u8,
    /// Monday is 0.
    pub(super) weekday: u8,
    /// The first of January is 1.
    pub(super) day_of_year: u16,
    pub(super) is_summer: bool,
    pub(super) zone: String,
    pub(super) offset_secs: i32,
}

impl Moment {
    /// A moment in UTC.
    pub(super) fn utc(secs: i64) -> Self {
        Self {
            zone: "UTC".to_owned(),
            ..Self::shifted(secs, 0)
        }
    }

    /// A moment in local time.
    pub(super) fn local(world: &dyn World, secs: i64) -> Self {
        let offset = world.utc_offset_secs(secs);
        let moment = Self::shifted(secs, offset);
        let (standard, summer) = offsets(world, moment.year);
        Self {
            is_summer: standard != summer && offset == summer,
            zone: zone_name(offset),
            ..moment
        }
    }

    fn shifted(secs: i64, offset_secs: i32) -> Self {
        let secs = secs + i64::from(offset_secs);
        let (days, rest) = (secs.div_euclid(DAY_SECS), secs.rem_euclid(DAY_SECS));
        let (year, month, day) = date(days);
        Self {
            year,
            month,
            day,
            hour: (rest / 3600) as u8,
            minute: (rest / 60 % 60) as u8,
            second: (rest % 60) as u8,
            weekday: (days + 3).rem_euclid(7) as u8,
            day_of_year: (days - days_to(year, 1, 1) + 1) as u16,
            is_summer: false,
            zone: String::new(),
            offset_secs,
        }
    }
}

/// The seconds since the epoch of a local moment, given as year, month, day, hour, minute, second.
/// Fields may be out of their range.
pub(super) fn to_utc(world: &dyn World, fields: [i64; 6]) -> i64 {
    let [year, month, day, hour, minute, second] = fields;
    let months = year * 12 + month - 1;
    let days = days_to(months.div_euclid(12), months.rem_euclid(12) + 1, 1) + day - 1;
    let local = days * DAY_SECS + hour * 3600 + minute * 60 + second;
    let guess = local - i64::from(world.utc_offset_secs(local));
    local - i64::from(world.utc_offset_secs(guess))
}

/// The offsets of winter and summer of a year, in seconds east of UTC.
pub(super) fn offsets(world: &dyn World, year: i64) -> (i32, i32) {
    let january = world.utc_offset_secs(days_to(year, 1, 1) * DAY_SECS);
    let july = world.utc_offset_secs(days_to(year, 7, 1) * DAY_SECS);
    (january.min(july), january.max(july))
}

/// A name for a zone, from its offset, as zones without letters are named.
pub(super) fn zone_name(offset_secs: i32) -> String {
    if offset_secs == 0 {
        return "UTC".to_owned();
    }
    let sign = if offset_secs < 0 { '-' } else { '+' };
    let minutes = offset_secs.abs() / 60;
    match (minutes / 60, minutes % 60) {
        (hours, 0) => format!("{sign}{hours:02}"),
        (hours, minutes) => format!("{sign}{hours:02}{minutes:02}"),
    }
}

/// Days from the epoch to a date of the Gregorian calendar.
fn days_to(year: i64, month: i64, day: i64) -> i64 {
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The date that is some days after the epoch.
fn date(days: i64) -> (i64, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = (day - (153 * month + 2) / 5 + 1) as u8;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month as u8, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_days_are_inverse() {
        for days in (-900_000..900_000).step_by(137) {
            let (year, month, day) = date(days);
            assert_eq!(days_to(year, month.into(), day.into()), days);
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(date(0), (1970, 1, 1));
        assert_eq!(date(19_782), (2024, 2, 29));
        assert_eq!(date(-1), (1969, 12, 31));
        let moment = Moment::utc(1_772_600_767);
        assert_eq!((moment.weekday, moment.day_of_year), (2, 63));
    }
}
