//! `st.date_input`, `st.time_input`, `st.datetime_input`.

use serde::{Deserialize, Serialize};

/// A field for days or for times of the day. Its value is ISO texts as
/// [`crate::WidgetValue::Texts`]: none while it is empty, two for the ends of a range.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateTimeField {
    /// What it holds.
    pub kind: DateTimeKind,
    /// The value before the reader changes it.
    pub default: Vec<String>,
    /// The first and the last moment that are allowed; empty for times.
    pub min: String,
    /// The last one.
    pub max: String,
    /// The order of a date's parts, such as `YYYY/MM/DD`, or how hours are counted: `12h`, `24h`,
    /// `localized`.
    pub format: String,
    /// How many seconds an arrow key moves a time.
    pub step: u32,
    /// Whether the reader can empty it.
    pub clearable: bool,
}

/// What a [`DateTimeField`] holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateTimeKind {
    /// A day: `2024-05-17`.
    #[default]
    Day,
    /// The first and the last of some days.
    Days,
    /// A time of the day: `08:45`, or `08:45:30`.
    Time,
    /// Both: `2024-05-17T08:45`.
    DayTime,
}

impl DateTimeKind {
    /// Whether days belong to it.
    pub fn has_day(self) -> bool {
        self != Self::Time
    }

    /// Whether a time belongs to it.
    pub fn has_time(self) -> bool {
        matches!(self, Self::Time | Self::DayTime)
    }
}
