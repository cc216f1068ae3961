//! A widget whose value stands in the address of the page, under a name of its own.

use serde::{Deserialize, Serialize};

use crate::widget::{WidgetId, WidgetValue};

/// A widget whose value stands in the query of the address. A default is not written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// The widget.
    pub id: WidgetId,
    /// The name of the parameter.
    pub name: String,
    /// How numbers are written.
    pub form: Form,
    /// What would stand for the default.
    pub default: Vec<String>,
}

/// How the numbers of a widget are written in an address.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// As numbers.
    #[default]
    Number,
    /// Microseconds since 1970 as a day.
    Day,
    /// As a time of day.
    Time,
    /// As a day with a time.
    DayTime,
}

impl Binding {
    /// The texts that stand for a value: none for an emptied widget, whose parameter stands
    /// without a value. `None` if the parameter is not written at all.
    pub fn texts(&self, value: &WidgetValue) -> Option<Vec<String>> {
        self.form
            .texts(value)
            .filter(|texts| *texts != self.default)
    }
}

impl Form {
    /// The texts that stand for a value, be it the default or not; `None` for one that no address
    /// can hold.
    pub fn texts(self, value: &WidgetValue) -> Option<Vec<String>> {
        Some(match value {
            WidgetValue::None => Vec::new(),
            WidgetValue::Bool(value) => vec![value.to_string()],
            WidgetValue::Int(number) => vec![number.to_string()],
            WidgetValue::Float(number) => vec![self.text(*number)],
            WidgetValue::Text(text) => vec![text.clone()],
            WidgetValue::Ints(numbers) => numbers.iter().map(ToString::to_string).collect(),
            WidgetValue::Floats(numbers) => {
                numbers.iter().map(|number| self.text(*number)).collect()
            }
            WidgetValue::Texts(texts) => texts.clone(),
            _ => return None,
        })
    }

    fn text(self, number: f64) -> String {
        match self {
            Self::Number => number.to_string(),
            Self::Day => day(number),
            Self::Time => time(number),
            Self::DayTime => format!("{}T{}", day(number), time(number)),
        }
    }
}

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;

fn time(micros: f64) -> String {
    let second = (micros as i64).rem_euclid(DAY) / SECOND;
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

/// The day of the Gregorian calendar, counted in eras of 400 years that begin in March.
fn day(micros: f64) -> String {
    let days = (micros as i64).div_euclid(DAY) + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_people_read_them() {
        let number = |value| Form::Number.texts(&value).unwrap_or_default();
        assert_eq!(number(WidgetValue::Float(90.0)), ["90"]);
        assert_eq!(number(WidgetValue::Floats(vec![1.0, 2.5])), ["1", "2.5"]);
        assert_eq!(number(WidgetValue::Bool(true)), ["true"]);
        assert!(number(WidgetValue::None).is_empty());
        assert_eq!(Form::Number.texts(&WidgetValue::Trigger), None);
    }

    #[test]
    fn moments_are_written_as_iso_texts() {
        for (micros, day, time) in [
            (0_i64, "1970-01-01", "00:00"),
            (1_582_979_459_000_000, "2020-02-29", "12:30:59"),
            (-1, "1969-12-31", "23:59:59"),
            (-62_135_596_800_000_000, "0001-01-01", "00:00"),
            (253_402_300_740_000_000, "9999-12-31", "23:59"),
        ] {
            let value = WidgetValue::Floats(vec![micros as f64]);
            let text = |form: Form| form.texts(&value).unwrap_or_default();
            assert_eq!(text(Form::Day), [day]);
            assert_eq!(text(Form::Time), [time]);
            assert_eq!(text(Form::DayTime), [format!("{day}T{time}")]);
        }
    }

    #[test]
    fn the_default_is_not_written() {
        let binding = Binding {
            id: WidgetId::default(),
            name: "speed".to_owned(),
            form: Form::Number,
            default: vec!["50".to_owned()],
        };
        assert_eq!(binding.texts(&WidgetValue::Float(50.0)), None);
        assert_eq!(binding.texts(&WidgetValue::Default), None);
        assert_eq!(binding.texts(&WidgetValue::None), Some(Vec::new()));
    }
}
