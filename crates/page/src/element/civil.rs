//! Days of the calendar that everybody uses, as far back and ahead as four digits reach.

use std::fmt;

/// A day.
#[allow(clippy::struct_field_names, reason = "so is the day of a month called")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: i32,
    /// From 1.
    pub(super) month: i32,
    pub(super) day: i32,
}

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
pub(super) const WEEKDAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

/// How many days a month has.
pub(super) fn days_of(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    /// A day that there is.
    pub(super) fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// Reads the beginning of an ISO text.
    pub(super) fn read(text: &str) -> Option<Self> {
        let part = |from: usize, to: usize| text.get(from..to)?.parse().ok();
        Self::new(part(0, 4)?, part(5, 7)?, part(8, 10)?)
    }

    /// Days since 1 March of the year 0.
    fn number(self) -> i32 {
        let year = if self.month <= 2 {
            self.year - 1
        } else {
            self.year
        };
        let month = (self.month + 9) % 12;
        year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + self.day - 1
    }

    /// The day that many days after 1 January 1970.
    pub(super) fn after_1970(days: i32) -> Self {
        let first = Self {
            year: 1970,
            month: 1,
            day: 1,
        };
        first
            .plus_months(days / 31)
            .plus_days(days - first.plus_months(days / 31).since(first))
    }

    pub(super) fn since(self, other: Self) -> i32 {
        self.number() - other.number()
    }

    /// From 0, which is Sunday.
    pub(super) fn weekday(self) -> i32 {
        (self.number() + 3).rem_euclid(7)
    }

    /// The day that many days later.
    pub(super) fn plus_days(self, days: i32) -> Self {
        let mut day = self;
        day.day += days;
        while day.day < 1 {
            day = day.first().plus_months(-1).with_day(day.day);
            day.day += days_of(day.year, day.month);
        }
        while day.day > days_of(day.year, day.month) {
            let rest = day.day - days_of(day.year, day.month);
            day = day.first().plus_months(1).with_day(rest);
        }
        day
    }

    fn with_day(self, day: i32) -> Self {
        Self { day, ..self }
    }

    /// The first of its month.
    pub(super) fn first(self) -> Self {
        self.with_day(1)
    }

    /// The same day of another month, or the last one of it.
    pub(super) fn plus_months(self, months: i32) -> Self {
        let count = self.year * 12 + self.month - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        Self {
            year,
            month,
            day: self.day.min(days_of(year, month)),
        }
    }

    /// The day in words.
    pub(super) fn words(self) -> String {
        let weekday = WEEKDAYS[self.weekday() as usize];
        let month = MONTHS[self.month as usize - 1];
        format!("{weekday}, {month} {}, {}", self.day, self.year)
    }

    /// The reader's day.
    pub(super) fn today() -> Self {
        let now = js_sys::Date::new_0();
        Self {
            year: now.get_full_year() as i32,
            month: now.get_month() as i32 + 1,
            day: now.get_date() as i32,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text).expect("a day")
    }

    #[test]
    fn days_are_read_and_written() {
        assert_eq!(day("2024-02-29T08:45").to_string(), "2024-02-29");
        for wrong in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "",
            "tea",
        ] {
            assert_eq!(Day::read(wrong), None, "{wrong}");
        }
        assert!(Day::read("2000-02-29").is_some());
    }

    #[test]
    fn weekdays_follow_each_other() {
        assert_eq!(day("2024-05-17").words(), "Friday, May 17, 2024");
        assert_eq!(day("2000-01-01").words(), "Saturday, January 1, 2000");
        let mut before = day("1999-12-25");
        for _ in 0..1000 {
            let next = before.plus_days(1);
            assert_eq!(next.weekday(), (before.weekday() + 1) % 7, "{next}");
            assert_eq!(next.plus_days(-1), before);
            before = next;
        }
        assert_eq!(before.to_string(), "2002-09-20");
        for (days, expected) in [
            (0, "1970-01-01"),
            (19_860, "2024-05-17"),
            (-1, "1969-12-31"),
        ] {
            assert_eq!(Day::after_1970(days).to_string(), expected);
        }
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(day("2024-01-31").plus_months(1).to_string(), "2024-02-29");
        assert_eq!(day("2024-01-31").plus_months(-11).to_string(), "2023-02-28");
        assert_eq!(day("2024-05-17").plus_days(-400).to_string(), "2023-04-13");
    }
}
