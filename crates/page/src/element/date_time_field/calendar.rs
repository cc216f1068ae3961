//! A month to choose days from.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlSelectElement, KeyboardEvent};

use crate::dom::{FocusExt, Listener, append, clear, listen, make, make_with, set, set_optional};
use crate::element::civil::{Day, MONTHS};
use crate::text::icon;
use crate::view::Context;

/// What is chosen and what can be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) first: Option<Day>,
    pub(super) last: Option<Day>,
    pub(super) min: Day,
    pub(super) max: Day,
}

/// A month, with the means to go to others.
pub(super) struct Calendar {
    pub(super) node: HtmlElement,
    title: HtmlElement,
    back: HtmlElement,
    month: HtmlSelectElement,
    year: HtmlSelectElement,
    forth: HtmlElement,
    days: HtmlElement,
    /// The day that the arrow keys are on.
    at: Cell<Day>,
    choice: Cell<Choice>,
    years: Cell<(i32, i32)>,
    listeners: RefCell<Vec<Listener>>,
    context: Context,
}

const LETTERS: [&str; 7] = ["S", "M", "T", "W", "T", "F", "S"];

/// The table of a month with the letters of the weekdays, and what is for its days.
fn table(document: &Document) -> (HtmlElement, HtmlElement) {
    let table = make(document, "table");
    set(&table, "role", "grid");
    let names = make(document, "thead");
    set(&names, "aria-hidden", "true");
    let row = make(document, "tr");
    for letter in LETTERS {
        let name = make(document, "th");
        name.set_text_content(Some(letter));
        append(&row, &name);
    }
    append(&names, &row);
    let days = make(document, "tbody");
    append(&table, &names);
    append(&table, &days);
    (table, days)
}

impl Calendar {
    pub(super) fn new(context: &Context, pick: impl Fn(Day) + 'static) -> Rc<Self> {
        let document = &context.document;
        let node = make_with(document, "div", "bk-month", "");
        let title = make_with(document, "div", "bk-hidden", "");
        set(&title, "aria-live", "polite");
        let head = make_with(document, "div", "bk-month-head", "");
        let arrow = |name: &str, sign: &str| {
            let button = make_with(document, "button", "bk-month-step", "");
            set(&button, "type", "button");
            set(&button, "aria-label", name);
            append(&button, &icon::icon(document, sign));
            button
        };
        let select = |name: &str| -> HtmlSelectElement {
            let select = make(document, "select");
            set(&select, "aria-label", name);
            select.unchecked_into()
        };
        let (back, forth) = (
            arrow("Previous month", ":material/arrow_back:"),
            arrow("Next month", ":material/arrow_forward:"),
        );
        let (month, year) = (select("month"), select("year"));
        for (index, name) in MONTHS.iter().enumerate() {
            append(&month, &option(context, &(index + 1).to_string(), name));
        }
        for part in [&back, month.as_ref(), year.as_ref(), &forth] {
            append(&head, part);
        }
        let (table, days) = table(document);
        for part in [&title, &head, &table] {
            append(&node, part);
        }
        let today = Day::today();
        let calendar = Rc::new(Self {
            node,
            title,
            back,
            month,
            year,
            forth,
            days,
            at: Cell::new(today),
            choice: Cell::new(Choice {
                first: None,
                last: None,
                min: today,
                max: today,
            }),
            years: Cell::new((0, 0)),
            listeners: RefCell::default(),
            context: context.clone(),
        });
        calendar.listen(pick);
        calendar
    }

    fn listen(self: &Rc<Self>, pick: impl Fn(Day) + 'static) {
        let pick = Rc::new(pick);
        let on = |target: &Element, name: &'static str, act: fn(&Self)| {
            let this = Rc::downgrade(self);
            listen(target, name, move |_| {
                if let Some(this) = this.upgrade() {
                    act(&this);
                }
            })
        };
        let back = on(&self.back, "click", |this| {
            this.go(this.at.get().plus_months(-1));
        });
        let forth = on(&self.forth, "click", |this| {
            this.go(this.at.get().plus_months(1));
        });
        let select = |this: &Self| {
            let number = |select: &HtmlSelectElement| select.value().parse().ok();
            if let (Some(year), Some(month)) = (number(&this.year), number(&this.month)) {
                let first = Day {
                    year,
                    month,
                    day: 1,
                };
                let wished = this.at.get().day;
                let last = first.plus_months(1).plus_days(-1).day;
                this.go(first.plus_days(wished.min(last) - 1));
            }
        };
        let month = on(&self.month, "change", select);
        let year = on(&self.year, "change", select);
        let (this, picked) = (Rc::downgrade(self), pick.clone());
        let press = listen(&self.days, "click", move |event| {
            let target = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok());
            let day = target.and_then(|target| target.closest("[data-day]").ok().flatten());
            let day = day.and_then(|day| Day::read(&day.get_attribute("data-day")?));
            if let (Some(this), Some(day)) = (this.upgrade(), day)
                && this.can(day)
            {
                this.at.set(day);
                picked(day);
            }
        });
        let this = Rc::downgrade(self);
        let keys = listen(&self.days, "keydown", move |event| {
            if let (Some(this), Some(key)) = (this.upgrade(), event.dyn_ref::<KeyboardEvent>()) {
                this.key(key, &*pick);
            }
        });
        self.listeners
            .borrow_mut()
            .extend([back, forth, month, year, press, keys]);
    }

    fn key(&self, event: &KeyboardEvent, pick: &dyn Fn(Day)) {
        let at = self.at.get();
        let to = match event.key().as_str() {
            "ArrowLeft" => at.plus_days(-1),
            "ArrowRight" => at.plus_days(1),
            "ArrowUp" => at.plus_days(-7),
            "ArrowDown" => at.plus_days(7),
            "PageUp" if event.shift_key() => at.plus_months(-12),
            "PageDown" if event.shift_key() => at.plus_months(12),
            "PageUp" => at.plus_months(-1),
            "PageDown" => at.plus_months(1),
            "Home" => at.first(),
            "End" => at.first().plus_months(1).plus_days(-1),
            "Enter" | " " => {
                event.prevent_default();
                event.stop_propagation();
                if self.can(at) {
                    pick(at);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        self.go(to);
        self.focus();
    }

    fn can(&self, day: Day) -> bool {
        let choice = self.choice.get();
        (choice.min..=choice.max).contains(&day)
    }

    fn go(&self, day: Day) {
        let choice = self.choice.get();
        self.at.set(day.clamp(choice.min, choice.max));
        self.paint();
    }

    /// Shows what is chosen, and the month of it unless it is open already.
    pub(super) fn show(&self, choice: Choice, at: Option<Day>) {
        self.choice.set(choice);
        let at = at.unwrap_or_else(|| self.at.get());
        self.go(at);
    }

    /// Puts the keyboard on the day.
    pub(super) fn focus(&self) {
        let day = self.days.query_selector("[tabindex='0']").ok().flatten();
        if let Some(day) = day.and_then(|day| day.dyn_into::<HtmlElement>().ok()) {
            day.take_focus();
        }
    }

    fn paint(&self) {
        let at = self.at.get();
        let choice = self.choice.get();
        let document = &self.context.document;
        let name = format!("{} {}", MONTHS[at.month as usize - 1], at.year);
        self.title.set_text_content(Some(&name));
        let years = (choice.min.year, choice.max.year);
        if self.years.replace(years) != years {
            clear(&self.year);
            for year in years.0..=years.1 {
                let year = year.to_string();
                append(&self.year, &option(&self.context, &year, &year));
            }
        }
        self.month.set_value(&at.month.to_string());
        self.year.set_value(&at.year.to_string());
        let first = at.first();
        let is_off = |off: bool| off.then_some("");
        set_optional(&self.back, "disabled", is_off(first <= choice.min));
        set_optional(
            &self.forth,
            "disabled",
            is_off(first.plus_months(1) > choice.max),
        );
        let has_focus = document
            .active_element()
            .is_some_and(|active| self.days.contains(Some(&active)));
        clear(&self.days);
        let mut day = first.plus_days(-first.weekday());
        while day < first.plus_months(1) {
            let week = make(document, "tr");
            for _ in 0..7 {
                append(&week, &self.cell(day, choice));
                day = day.plus_days(1);
            }
            append(&self.days, &week);
        }
        if has_focus {
            self.focus();
        }
    }

    fn cell(&self, day: Day, choice: Choice) -> HtmlElement {
        let document = &self.context.document;
        let at = self.at.get();
        let cell = make(document, "td");
        set(&cell, "role", "gridcell");
        let button = make(document, "div");
        set(&button, "role", "button");
        button.set_text_content(Some(&day.day.to_string()));
        let is_end = choice.first == Some(day) || choice.last == Some(day);
        let chosen = if is_end { " selected" } else { "" };
        set(&button, "aria-label", &format!("{}{chosen}", day.words()));
        let is_off = day.month != at.month || !self.can(day);
        if is_off {
            set(&button, "aria-disabled", "true");
            set(&cell, "aria-disabled", "true");
        } else {
            set(&button, "data-day", &day.to_string());
            set(&button, "tabindex", if day == at { "0" } else { "-1" });
        }
        set_optional(&button, "data-selected", is_end.then_some("true"));
        set_optional(&cell, "aria-selected", is_end.then_some("true"));
        if let (Some(first), Some(last)) = (choice.first, choice.last)
            && first < last
            && (first..=last).contains(&day)
        {
            let place = match day {
                _ if day == first => "first",
                _ if day == last => "last",
                _ => "inner",
            };
            set(&cell, "data-range", place);
        }
        let is_today = day == Day::today();
        set_optional(&button, "aria-current", is_today.then_some("date"));
        append(&cell, &button);
        cell
    }
}

pub(super) fn option(context: &Context, value: &str, text: &str) -> HtmlElement {
    let option = make(&context.document, "option");
    set(&option, "value", value);
    option.set_text_content(Some(text));
    option
}
