//! Time zones and the reader's own way to write days and times, which the browser knows.

use crate::dom::put;
use brooklet_frame::{duration_words, fixed_offset_micros};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::columns::Kind;

/// How far the clocks of a zone are ahead of UTC at a point in time, in microseconds.
pub(super) fn offset_micros(zone: &str, micros: i64) -> i64 {
    if let Some(fixed) = fixed_offset_micros(zone) {
        return fixed;
    }
    asked(zone, micros).unwrap_or(0)
}

/// The browser writes the point in the zone as if it were UTC; the difference is what is asked for.
fn asked(zone: &str, micros: i64) -> Option<i64> {
    let options = Object::new();
    for (name, value) in [
        ("timeZone", zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
        ("second", "numeric"),
    ] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    // A zone that the browser does not know would throw in the constructor.
    let format = construct("DateTimeFormat", &options)?;
    let millis = micros.div_euclid(1000) as f64;
    let date = Date::new(&millis.into());
    let parts: Array = call(&format, "formatToParts", &date)?.dyn_into().ok()?;
    let mut fields = [0.0; 6];
    for part in parts.iter() {
        let text = |name: &str| Reflect::get(&part, &name.into()).ok()?.as_string();
        let names = ["year", "month", "day", "hour", "minute", "second"];
        let kind = text("type")?;
        if let Some(index) = names.iter().position(|name| *name == kind) {
            fields[index] = text("value")?.parse().ok()?;
        }
    }
    let [year, month, day, hour, minute, second] = fields;
    let there = Date::utc(year, month - 1.0)
        + (day - 1.0) * 86_400_000.0
        + ((hour * 60.0 + minute) * 60.0 + second) * 1000.0;
    let whole = micros.div_euclid(1_000_000) * 1000;
    Some((there as i64 - whole) * 1000)
}

fn construct(class: &str, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: js_sys::Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let arguments = Array::of2(&JsValue::UNDEFINED, options);
    Reflect::construct(&class, &arguments).ok()
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let method: js_sys::Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    method.call1(object, argument).ok()
}

/// An offset as ISO 8601 writes it.
pub(super) fn offset_text(micros: i64) -> String {
    let minutes = micros / 60_000_000;
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// A point on the clock as the reader writes it.
pub(super) fn localized(micros: i64, kind: Kind) -> String {
    let options = Object::new();
    let mut fields = vec![("timeZone", "UTC")];
    if kind != Kind::Time {
        fields.push(("dateStyle", "medium"));
    }
    if kind != Kind::Date {
        fields.push(("timeStyle", "medium"));
    }
    for (name, value) in fields {
        put(&options, name, &value.into());
    }
    let locales = Array::new();
    let format = Intl::DateTimeFormat::new(&locales, &options);
    let date = Date::new(&(micros.div_euclid(1000) as f64).into());
    let text = call(format.as_ref(), "format", &date);
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// How far a point is from now, in words.
pub(super) fn distance(micros: i64) -> String {
    let seconds = (micros as f64 / 1000.0 - Date::now()) / 1000.0;
    let span = duration_words(seconds.abs());
    if seconds < 0.0 {
        format!("{span} ago")
    } else {
        format!("in {span}")
    }
}

/// A point by its day: today, yesterday, or the date.
pub(super) fn calendar(micros: i64) -> String {
    let day = |micros: i64| micros.div_euclid(86_400_000_000);
    let today = day((Date::now() * 1000.0) as i64);
    let time = crate::element::moment_format::format("h:mm A", micros as f64);
    let pattern = "dddd";
    match day(micros) - today {
        0 => format!("Today at {time}"),
        1 => format!("Tomorrow at {time}"),
        -1 => format!("Yesterday at {time}"),
        2..=6 => {
            let weekday = crate::element::moment_format::format(pattern, micros as f64);
            format!("{weekday} at {time}")
        }
        -6..=-2 => {
            let weekday = crate::element::moment_format::format(pattern, micros as f64);
            format!("Last {weekday} at {time}")
        }
        _ => crate::element::moment_format::format("MM/DD/YYYY", micros as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_written() {
        assert_eq!(offset_text(20_700_000_000), "+05:45");
        assert_eq!(offset_text(-12_600_000_000), "-03:30");
    }
}
