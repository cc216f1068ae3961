//! The calendar below a field, the button that opens it, and ranges by their names.

use std::rc::Rc;

use brooklet_protocol::element::DateTimeKind;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlSelectElement};

use super::calendar::{Calendar, option};
use super::test_id;
use crate::dom::{Listener, append, make_with, set};
use crate::element::civil::Day;
use crate::float::Float;
use crate::text::icon;
use crate::view::Context;

/// Ranges that end today: name, months back, days back.
const QUICK: [(&str, i32, i32); 6] = [
    ("Past Week", 0, 7),
    ("Past Month", 1, 0),
    ("Past 3 Months", 3, 0),
    ("Past 6 Months", 6, 0),
    ("Past Year", 12, 0),
    ("Past 2 Years", 24, 0),
];

/// The calendar and what belongs to it.
pub(super) struct Picker {
    pub(super) button: HtmlElement,
    pub(super) float: Rc<Float>,
    pub(super) calendar: Rc<Calendar>,
    pub(super) quick: Option<HtmlSelectElement>,
}

impl Picker {
    /// A calendar below `frame`, which a button in it opens; `pick` gets the days.
    pub(super) fn new(
        kind: DateTimeKind,
        frame: &HtmlElement,
        context: &Context,
        pick: impl Fn(Day) + 'static,
    ) -> (Self, Listener) {
        let document = &context.document;
        let name = test_id(kind);
        let button = open_button(kind, context);
        append(frame, &button);
        let panel = make_with(document, "div", "bk-calendar", &format!("{name}Calendar"));
        set(&panel, "role", "dialog");
        set(&panel, "aria-label", "Choose date");
        let calendar = Calendar::new(context, pick);
        append(&panel, &calendar.node);
        let quick = (kind == DateTimeKind::Days).then(|| {
            let (row, select) = quick_ranges(context);
            append(&panel, &row);
            select
        });
        let (float, outside) = Float::at(frame, panel, &button, context);
        let picker = Self {
            button,
            float,
            calendar,
            quick,
        };
        (picker, outside)
    }

    /// The range that was chosen by its name: from so many months and days back until today.
    pub(super) fn quick_range(&self) -> Option<[Day; 2]> {
        let place = self.quick.as_ref()?.value().parse::<usize>().ok()?;
        let (_, months, days) = QUICK.get(place)?;
        let today = Day::today();
        Some([today.plus_months(-months).plus_days(-days), today])
    }
}

/// The button that opens the calendar.
fn open_button(kind: DateTimeKind, context: &Context) -> HtmlElement {
    let document = &context.document;
    let name = format!("{}CalendarButton", test_id(kind));
    let button = make_with(
        document,
        "button",
        "bk-field-button bk-date-time-open",
        &name,
    );
    for (attribute, value) in [
        ("type", "button"),
        ("aria-label", "Choose date"),
        ("aria-haspopup", "dialog"),
    ] {
        set(&button, attribute, value);
    }
    let sign = if kind == DateTimeKind::Days {
        ":material/date_range:"
    } else {
        ":material/calendar_today:"
    };
    append(&button, &icon::icon(document, sign));
    button
}

/// The row that offers ranges by their names, and the choice in it.
fn quick_ranges(context: &Context) -> (HtmlElement, HtmlSelectElement) {
    let document = &context.document;
    let row = make_with(document, "label", "bk-calendar-row", "");
    row.set_text_content(Some("Date range"));
    let select = make_with(document, "select", "", "stDateInputQuickSelect");
    append(&select, &option(context, "", "Select..."));
    for (index, (name, ..)) in QUICK.iter().enumerate() {
        append(&select, &option(context, &index.to_string(), name));
    }
    append(&row, &select);
    (row, select.unchecked_into())
}
