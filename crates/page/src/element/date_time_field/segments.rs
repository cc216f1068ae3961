//! A moment in parts, each of which is typed or turned by itself.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, InputEvent, KeyboardEvent};

use crate::dom::{FocusExt, Listener, append, listen, make_with, set, set_optional};
use crate::element::civil::{Day, MONTHS, days_of};
use crate::view::Context;

/// What a part counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// Before or after noon.
    Half,
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::Half => "AM/PM",
        }
    }

    fn placeholder(self) -> &'static str {
        match self {
            Self::Year => "yyyy",
            Self::Day => "dd",
            Self::Hour => "HH",
            Self::Month | Self::Minute => "mm",
            Self::Second => "ss",
            Self::Half => "AM",
        }
    }

    fn digits(self) -> usize {
        if self == Self::Year { 4 } else { 2 }
    }
}

/// What stands in a field: parts, and the signs between them.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Part(Unit),
    Literal(String),
}

/// The pieces of a date, such as `YYYY/MM/DD`.
pub(super) fn date_pieces(format: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut letters = format.chars().peekable();
    while let Some(letter) = letters.next() {
        while letters.next_if_eq(&letter).is_some() {}
        pieces.push(match letter {
            'Y' => Piece::Part(Unit::Year),
            'M' => Piece::Part(Unit::Month),
            'D' => Piece::Part(Unit::Day),
            sign => Piece::Literal(sign.to_string()),
        });
    }
    pieces
}

/// The pieces of a time.
pub(super) fn time_pieces(step: u32, is_half: bool) -> Vec<Piece> {
    let colon = || Piece::Literal(":".to_owned());
    let mut pieces = vec![Piece::Part(Unit::Hour), colon(), Piece::Part(Unit::Minute)];
    if !step.is_multiple_of(60) {
        pieces.extend([colon(), Piece::Part(Unit::Second)]);
    }
    if is_half {
        pieces.extend([Piece::Literal(" ".to_owned()), Piece::Part(Unit::Half)]);
    }
    pieces
}

struct Part {
    unit: Unit,
    node: HtmlElement,
}

/// The parts of one moment.
pub(super) struct Segments {
    pub(super) node: HtmlElement,
    parts: Vec<Part>,
    values: RefCell<Vec<Option<i32>>>,
    /// The digits typed into a part so far.
    typed: RefCell<String>,
    step: i32,
    is_half: bool,
    listeners: RefCell<Vec<Listener>>,
    on_change: Box<dyn Fn(bool)>,
}

impl Segments {
    /// Empty parts. `on_change` is told whether a change is one that is applied at once.
    pub(super) fn new(
        pieces: &[Piece],
        step: u32,
        context: &Context,
        on_change: impl Fn(bool) + 'static,
    ) -> Rc<Self> {
        let document = &context.document;
        let node = make_with(document, "div", "bk-parts", "");
        set(&node, "role", "group");
        let mut parts = Vec::new();
        for piece in pieces {
            let child = make_with(document, "span", "", "");
            match piece {
                Piece::Literal(sign) => {
                    set(&child, "aria-hidden", "true");
                    child.set_text_content(Some(sign));
                }
                Piece::Part(unit) => {
                    child.set_class_name("bk-part");
                    for (name, value) in [
                        ("role", "spinbutton"),
                        ("contenteditable", "true"),
                        ("spellcheck", "false"),
                        ("enterkeyhint", "next"),
                        ("inputmode", "numeric"),
                        ("data-type", unit.name()),
                    ] {
                        set(&child, name, value);
                    }
                    parts.push(Part {
                        unit: *unit,
                        node: child.clone(),
                    });
                }
            }
            append(&node, &child);
        }
        let is_half = parts.iter().any(|part| part.unit == Unit::Half);
        let segments = Rc::new(Self {
            node,
            values: RefCell::new(vec![None; parts.len()]),
            parts,
            typed: RefCell::default(),
            step: i32::try_from(step).unwrap_or(900),
            is_half,
            listeners: RefCell::default(),
            on_change: Box::new(on_change),
        });
        segments.listen();
        segments.paint();
        segments
    }

    fn listen(self: &Rc<Self>) {
        for index in 0..self.parts.len() {
            let node = &self.parts[index].node;
            let (pressed, typed, left) = (
                Rc::downgrade(self),
                Rc::downgrade(self),
                Rc::downgrade(self),
            );
            let key = listen(node, "keydown", move |event| {
                if let (Some(this), Some(key)) =
                    (pressed.upgrade(), event.dyn_ref::<KeyboardEvent>())
                {
                    this.key(index, key);
                }
            });
            let input = listen(node, "beforeinput", move |event| {
                let Some(this) = typed.upgrade() else { return };
                event.prevent_default();
                if let Some(input) = event.dyn_ref::<InputEvent>() {
                    this.input(index, input);
                }
            });
            let blur = listen(node, "blur", move |_| {
                if let Some(this) = left.upgrade() {
                    this.typed.borrow_mut().clear();
                }
            });
            self.listeners.borrow_mut().extend([key, input, blur]);
        }
    }

    fn key(&self, place: usize, event: &KeyboardEvent) {
        let unit = self.parts[place].unit;
        let (low, high) = self.bounds(place);
        match event.key().as_str() {
            "ArrowUp" if !event.alt_key() => self.turn(place, 1),
            "ArrowDown" if !event.alt_key() => self.turn(place, -1),
            "PageUp" => self.turn_by(place, if unit == Unit::Year { 5 } else { 2 }),
            "PageDown" => self.turn_by(place, if unit == Unit::Year { -5 } else { -2 }),
            "Home" => self.put(place, Some(low), true),
            "End" => self.put(place, Some(high), true),
            "ArrowLeft" => self.focus(place.checked_sub(1)),
            "ArrowRight" => self.focus(Some(place + 1)),
            "a" | "p" | "A" | "P" if unit == Unit::Half => {
                self.put(
                    place,
                    Some(i32::from(event.key().eq_ignore_ascii_case("p"))),
                    true,
                );
            }
            // New lines are not for this kind of field; the field around hears the key.
            "Enter" => {}
            _ => return,
        }
        event.prevent_default();
    }

    fn input(&self, place: usize, event: &InputEvent) {
        if event.input_type().starts_with("delete") {
            let mut typed = self.typed.borrow_mut();
            if typed.is_empty()
                && let Some(value) = self.values.borrow()[place]
            {
                *typed = value.to_string();
            }
            typed.pop();
            let value = typed.parse().ok();
            drop(typed);
            return self.put(place, value, false);
        }
        for digit in event.data().unwrap_or_default().chars() {
            if digit.is_ascii_digit() && self.parts[place].unit != Unit::Half {
                self.digit(place, digit);
            }
        }
    }

    fn digit(&self, place: usize, digit: char) {
        let (_, high) = self.bounds(place);
        let unit = self.parts[place].unit;
        let mut typed = self.typed.borrow_mut();
        if typed.len() >= unit.digits() {
            typed.clear();
        }
        typed.push(digit);
        if typed.parse().is_ok_and(|value: i32| value > high) {
            *typed = digit.to_string();
        }
        let value: Option<i32> = typed.parse().ok();
        let is_full = typed.len() >= unit.digits()
            || value.is_some_and(|value| value > 0 && value * 10 > high);
        drop(typed);
        self.put(place, value, false);
        if is_full {
            self.focus(Some(place + 1));
        }
    }

    fn focus(&self, place: Option<usize>) {
        self.typed.borrow_mut().clear();
        if let Some(part) = place.and_then(|place| self.parts.get(place)) {
            part.node.take_focus();
        }
    }

    /// Moves one part by a step; a time moves as a whole.
    fn turn(&self, place: usize, sign: i32) {
        let unit = self.parts[place].unit;
        if matches!(unit, Unit::Minute | Unit::Second)
            && let Some(time) = self.seconds()
        {
            let moved = time + sign * self.step;
            // A time off the step goes to the next one on it.
            let moved = if sign > 0 {
                moved - moved.rem_euclid(self.step)
            } else {
                moved + (-moved).rem_euclid(self.step)
            };
            self.set_seconds(moved.rem_euclid(86_400));
            (self.on_change)(true);
            return;
        }
        self.turn_by(place, sign);
    }

    fn turn_by(&self, place: usize, by: i32) {
        let (low, high) = self.bounds(place);
        let unit = self.parts[place].unit;
        let value = self.values.borrow()[place];
        let next = match value {
            Some(value) => low + (value + by - low).rem_euclid(high - low + 1),
            None => self.beginning(unit),
        };
        self.put(place, Some(next), true);
    }

    /// What an empty part begins with.
    fn beginning(&self, unit: Unit) -> i32 {
        let today = Day::today();
        match unit {
            Unit::Year => today.year,
            Unit::Month => today.month,
            Unit::Day => today.day,
            Unit::Hour if self.is_half => 12,
            _ => 0,
        }
    }

    fn bounds(&self, place: usize) -> (i32, i32) {
        match self.parts[place].unit {
            Unit::Year => (1, 9999),
            Unit::Month => (1, 12),
            Unit::Day => {
                let (year, month) = (self.value(Unit::Year), self.value(Unit::Month));
                let most = month.map_or(31, |month| days_of(year.unwrap_or(2000), month));
                (1, most)
            }
            Unit::Hour if self.is_half => (1, 12),
            Unit::Hour => (0, 23),
            Unit::Minute | Unit::Second => (0, 59),
            Unit::Half => (0, 1),
        }
    }

    fn put(&self, place: usize, value: Option<i32>, turned: bool) {
        self.values.borrow_mut()[place] = value;
        if turned {
            self.typed.borrow_mut().clear();
        }
        self.paint();
        let at_once = turned && !self.parts.iter().any(|part| part.unit == Unit::Year);
        (self.on_change)(at_once);
    }

    fn value(&self, unit: Unit) -> Option<i32> {
        let index = self.parts.iter().position(|part| part.unit == unit)?;
        self.values.borrow()[index]
    }

    fn set(&self, unit: Unit, value: Option<i32>) {
        if let Some(index) = self.parts.iter().position(|part| part.unit == unit) {
            self.values.borrow_mut()[index] = value;
        }
    }

    fn seconds(&self) -> Option<i32> {
        let mut hour = self.value(Unit::Hour)?;
        if self.is_half {
            hour = hour % 12 + 12 * self.value(Unit::Half)?;
        }
        let seconds = self.value(Unit::Second);
        let has_seconds = self.parts.iter().any(|part| part.unit == Unit::Second);
        let seconds = if has_seconds { seconds? } else { 0 };
        Some(hour * 3600 + self.value(Unit::Minute)? * 60 + seconds)
    }

    fn set_seconds(&self, seconds: i32) {
        let hour = seconds / 3600;
        let shown = if self.is_half {
            (hour + 11) % 12 + 1
        } else {
            hour
        };
        self.set(Unit::Hour, Some(shown));
        self.set(Unit::Half, Some(hour / 12));
        self.set(Unit::Minute, Some(seconds / 60 % 60));
        self.set(Unit::Second, Some(seconds % 60));
        self.paint();
    }

    /// The moment as an ISO text; `None` while a part is missing.
    pub(super) fn read(&self) -> Option<String> {
        let has_day = self.parts.iter().any(|part| part.unit == Unit::Year);
        let has_time = self.parts.iter().any(|part| part.unit == Unit::Hour);
        let day = if has_day {
            let part = |unit| self.value(unit);
            let day = Day::new(part(Unit::Year)?, part(Unit::Month)?, part(Unit::Day)?)?;
            day.to_string()
        } else {
            String::new()
        };
        if !has_time {
            return Some(day);
        }
        let seconds = self.seconds()?;
        let mut time = format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
        if self.parts.iter().any(|part| part.unit == Unit::Second) {
            // Writing into a text does not fail.
            let _ = write!(time, ":{:02}", seconds % 60);
        }
        Some(if has_day {
            format!("{day}T{time}")
        } else {
            time
        })
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.values.borrow().iter().all(Option::is_none)
    }

    /// Shows a moment, or none.
    pub(super) fn show(&self, text: Option<&str>) {
        self.values.borrow_mut().fill(None);
        self.typed.borrow_mut().clear();
        if let Some(text) = text {
            if let Some(day) = Day::read(text) {
                self.set(Unit::Year, Some(day.year));
                self.set(Unit::Month, Some(day.month));
                self.set(Unit::Day, Some(day.day));
            }
            let time = text.split_once('T').map_or(text, |(_, time)| time);
            let part = |place: usize| time.split(':').nth(place)?.parse::<i32>().ok();
            if let (Some(hour), Some(minute)) = (part(0), part(1)) {
                self.set_seconds(hour * 3600 + minute * 60 + part(2).unwrap_or(0));
            }
        }
        self.paint();
    }

    /// Names the parts after their field.
    pub(super) fn name(&self, name: &str, disabled: bool) {
        set(&self.node, "aria-label", name);
        set_optional(&self.node, "aria-disabled", disabled.then_some("true"));
        for part in &self.parts {
            set(
                &part.node,
                "aria-label",
                &format!("{}, {name}", part.unit.name()),
            );
            set(
                &part.node,
                "contenteditable",
                if disabled { "false" } else { "true" },
            );
            set_optional(&part.node, "tabindex", (!disabled).then_some("0"));
            set_optional(&part.node, "aria-disabled", disabled.then_some("true"));
        }
    }

    fn paint(&self) {
        for (index, part) in self.parts.iter().enumerate() {
            let value = self.values.borrow()[index];
            let (low, high) = self.bounds(index);
            let text = match (value, part.unit) {
                (Some(half), Unit::Half) => ["AM", "PM"][usize::from(half == 1)].to_owned(),
                (Some(value), Unit::Year) => value.to_string(),
                (Some(value), _) => format!("{value:02}"),
                (None, unit) => unit.placeholder().to_owned(),
            };
            let words = match (value, part.unit) {
                (Some(month @ 1..=12), Unit::Month) => {
                    format!("{text} – {}", MONTHS[month as usize - 1])
                }
                (Some(_), _) => text.clone(),
                (None, _) => "Empty".to_owned(),
            };
            if part.node.text_content().as_deref() != Some(&text) {
                part.node.set_text_content(Some(&text));
            }
            set(&part.node, "aria-valuemin", &low.to_string());
            set(&part.node, "aria-valuemax", &high.to_string());
            set(&part.node, "aria-valuetext", &words);
            let now = value.map(|value| value.to_string());
            set_optional(&part.node, "aria-valuenow", now.as_deref());
            set_optional(
                &part.node,
                "data-placeholder",
                value.is_none().then_some("true"),
            );
        }
    }
}
