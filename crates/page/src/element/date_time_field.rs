//! `st.date_input`, `st.time_input` and `st.datetime_input` on the page: a field in parts, and a
//! calendar that floats over the page.

mod calendar;
mod picker;
mod segments;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use brooklet_protocol::element::{DateTimeField, DateTimeKind};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{Document, FocusEvent, HtmlElement, KeyboardEvent, Node};

use super::civil::Day;
use super::field::clear_button;
use super::hint::Hint;
use super::leaving;
use crate::dom::{Listener, append, listen, make_with, set, set_optional};
use crate::text::label::Label;
use crate::view::{Context, View};
use calendar::Choice;
use picker::Picker;
use segments::{Piece, Segments, date_pieces, time_pieces};

/// The style.
pub const STYLE: &str = include_str!("date_time_field.css");

struct DateTimeFieldView {
    label: Label,
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

struct ViewState {
    shown: RefCell<Widget<DateTimeField>>,
    node: HtmlElement,
    frame: HtmlElement,
    clear: HtmlElement,
    /// The parts of the moment, or of both ends of a range.
    ends: Vec<Rc<Segments>>,
    picker: Option<Picker>,
    hint: Hint,
    /// What is in the field is not what the app knows.
    is_changed: Cell<bool>,
    context: Context,
}

/// What the names of test hooks begin with.
fn test_id(kind: DateTimeKind) -> &'static str {
    match kind {
        DateTimeKind::Day | DateTimeKind::Days => "stDateInput",
        DateTimeKind::Time => "stTimeInput",
        DateTimeKind::DayTime => "stDateTimeInput",
    }
}

fn pieces(element: &Widget<DateTimeField>) -> Vec<Piece> {
    if element.kind == DateTimeKind::Time {
        let is_half = match element.format.as_str() {
            "12h" => true,
            "localized" => reader_counts_to_twelve(),
            _ => false,
        };
        return time_pieces(element.step, is_half);
    }
    let mut pieces = date_pieces(&element.format);
    if element.kind == DateTimeKind::DayTime {
        pieces.push(Piece::Literal(", ".to_owned()));
        pieces.extend(time_pieces(element.step, false));
    }
    pieces
}

fn reader_counts_to_twelve() -> bool {
    let date = js_sys::Date::new_0();
    date.set_hours(15);
    let text: String = date.to_locale_time_string("default").into();
    !text.starts_with("15")
}

/// A view for it.
pub fn view(element: &Widget<DateTimeField>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let name = test_id(element.kind);
    let node = make_with(document, "div", &format!("{name} bk-field"), name);
    let label = Label::new(&element.label, context);
    let frame = frame(document, element.kind);
    append(&node, &label.node);
    append(&node, &frame);
    let clear = clear_button(document, &format!("{name}ClearButton"));
    let scroller = element
        .kind
        .has_day()
        .then(|| format!("{name}FieldsScroller"));
    let fields = make_with(
        document,
        "div",
        "bk-date-time-parts",
        scroller.as_deref().unwrap_or_default(),
    );
    let mut outside = None;
    let view_state = Rc::new_cyclic(|me: &Weak<ViewState>| {
        let ends = ends(element, context, me);
        lay_out(document, &fields, &ends);
        append(&frame, &fields);
        append(&frame, &clear);
        let picker = element.kind.has_day().then(|| {
            let me = me.clone();
            let pick = move |day| {
                if let Some(view_state) = me.upgrade() {
                    view_state.pick(day);
                }
            };
            let (picker, listener) = Picker::new(element.kind, &frame, context, pick);
            outside = Some(listener);
            picker
        });
        ViewState {
            shown: RefCell::new(element.clone()),
            hint: Hint::new(document, &node),
            node: node.clone(),
            frame: frame.clone(),
            clear: clear.clone(),
            ends,
            picker,
            is_changed: Cell::default(),
            context: context.clone(),
        }
    });
    let mut listeners = view_state.listen();
    listeners.extend(outside);
    let mut view = DateTimeFieldView {
        label,
        view_state,
        _listeners: listeners,
    };
    view.take(element, true);
    Box::new(view)
}

/// What is drawn around the field.
fn frame(document: &Document, kind: DateTimeKind) -> HtmlElement {
    let part = if kind == DateTimeKind::Time {
        "TimeDisplay"
    } else {
        "Field"
    };
    let hook = format!("{}{part}", test_id(kind));
    make_with(document, "div", "bk-field-frame bk-date-time", &hook)
}

/// The parts of the moment, or of both ends of a range.
fn ends(
    element: &Widget<DateTimeField>,
    context: &Context,
    view_state: &Weak<ViewState>,
) -> Vec<Rc<Segments>> {
    let count = if element.kind == DateTimeKind::Days {
        2
    } else {
        1
    };
    let end = |_| {
        let view_state = view_state.clone();
        Segments::new(&pieces(element), element.step, context, move |at_once| {
            if let Some(view_state) = view_state.upgrade() {
                view_state.change(at_once);
            }
        })
    };
    (0..count).map(end).collect()
}

/// Puts the ends beside each other, with a dash between them.
fn lay_out(document: &Document, fields: &HtmlElement, ends: &[Rc<Segments>]) {
    for (index, end) in ends.iter().enumerate() {
        if index > 0 {
            let dash = make_with(document, "span", "bk-date-time-dash", "");
            set(&dash, "aria-hidden", "true");
            dash.set_text_content(Some("–"));
            append(fields, &dash);
        }
        append(fields, &end.node);
    }
}

impl ViewState {
    fn listen(self: &Rc<Self>) -> Vec<Listener> {
        let on = |target: &web_sys::Element, name: &'static str, act: fn(&Self)| {
            let view_state = self.clone();
            listen(target, name, move |_| act(&view_state))
        };
        let clear = on(&self.clear, "click", |view_state| {
            view_state.apply(Vec::new());
            view_state.paint();
        });
        let view_state = self.clone();
        let keys = listen(&self.frame, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            match key.key().as_str() {
                "Enter" => view_state.commit(),
                "Escape" => view_state.paint(),
                "ArrowDown" if key.alt_key() => {
                    event.prevent_default();
                    view_state.open();
                }
                _ => {}
            }
        });
        let view_state = self.clone();
        let left = listen(&self.frame, "focusout", move |event| {
            let to = event
                .dyn_ref::<FocusEvent>()
                .and_then(FocusEvent::related_target);
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            if !view_state.frame.contains(to.as_ref()) {
                view_state.commit();
            }
        });
        let view_state = self.clone();
        let beside = leaving::at_click_beside(&[&self.frame], Rc::new(move || view_state.commit()));
        let mut listeners = vec![clear, keys, left];
        listeners.extend(beside);
        if let Some(picker) = &self.picker {
            listeners.push(on(&picker.button, "click", Self::open));
            let view_state = self.clone();
            listeners.push(listen(&picker.float.node, "keydown", move |event| {
                let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
                if key.as_deref() == Some("Escape") {
                    event.prevent_default();
                    view_state.leave();
                }
            }));
            if let Some(quick) = &picker.quick {
                listeners.push(on(quick, "change", Self::pick_quickly));
            }
        }
        listeners
    }

    /// What the app knows.
    fn present(&self) -> Vec<String> {
        let shown = self.shown.borrow();
        match self.context.widgets.get(&shown.id) {
            Some(WidgetValue::Texts(texts)) => texts,
            _ => shown.default.clone(),
        }
    }

    fn open(&self) {
        let Some(picker) = &self.picker else { return };
        if picker.float.is_open() {
            return picker.float.leave();
        }
        if self.shown.borrow().disabled {
            return;
        }
        if let Some(quick) = &picker.quick {
            quick.set_value("");
        }
        self.paint_calendar(true);
        picker.float.open();
        picker.calendar.focus();
    }

    fn leave(&self) {
        if let Some(picker) = &self.picker {
            picker.float.leave();
        }
    }

    fn choice(&self) -> Choice {
        let shown = self.shown.borrow();
        let ends: Vec<Option<Day>> = self.present().iter().map(|text| Day::read(text)).collect();
        let first = ends.first().copied().flatten();
        let today = Day::today();
        Choice {
            first,
            last: ends.get(1).copied().flatten(),
            min: Day::read(&shown.min).unwrap_or(today),
            max: Day::read(&shown.max).unwrap_or(today),
        }
    }

    fn paint_calendar(&self, from_the_start: bool) {
        if let Some(picker) = &self.picker {
            let choice = self.choice();
            let at = choice.first.unwrap_or_else(Day::today);
            picker.calendar.show(choice, from_the_start.then_some(at));
        }
    }

    fn pick(&self, day: Day) {
        let kind = self.shown.borrow().kind;
        let present = self.present();
        let mut texts = vec![day.to_string()];
        match kind {
            DateTimeKind::Days if present.len() == 1 => {
                texts.push(present[0].clone());
                texts.sort();
            }
            DateTimeKind::DayTime => {
                let time = present.first().and_then(|text| text.split_once('T'));
                let time = time.map_or("00:00", |(_, time)| time).to_owned();
                let shown = self.shown.borrow();
                // The first and the last day need not be whole.
                let text = format!("{day}T{time}").clamp(shown.min.clone(), shown.max.clone());
                texts = vec![text];
            }
            _ => {}
        }
        let is_over = kind == DateTimeKind::Day || texts.len() == 2;
        self.apply(texts);
        self.paint();
        if is_over {
            self.leave();
        }
    }

    fn pick_quickly(&self) {
        let Some(ends) = self.picker.as_ref().and_then(Picker::quick_range) else {
            return;
        };
        let choice = self.choice();
        let ends = ends.map(|day| day.clamp(choice.min, choice.max).to_string());
        self.apply(ends.to_vec());
        self.paint();
        self.leave();
    }

    /// Something was typed or turned.
    fn change(&self, at_once: bool) {
        self.is_changed.set(true);
        self.complain(None);
        if at_once && let Some(texts) = self.typed() {
            self.try_apply(texts);
        }
    }

    /// What is in the field; `None` while a part is missing.
    fn typed(&self) -> Option<Vec<String>> {
        let texts: Vec<Option<String>> = self.ends.iter().map(|end| end.read()).collect();
        match texts.as_slice() {
            [Some(one)] => Some(vec![one.clone()]),
            [Some(first), Some(last)] => Some(vec![first.clone(), last.clone()]),
            [Some(first), None] if self.ends[1].is_empty() => Some(vec![first.clone()]),
            _ if self.ends.iter().all(|end| end.is_empty()) => Some(Vec::new()),
            _ => None,
        }
    }

    /// Applies what is in the field; what cannot be goes back.
    fn commit(&self) {
        if !self.is_changed.replace(false) {
            return;
        }
        match self.typed() {
            Some(texts) => {
                self.try_apply(texts);
            }
            None => self.paint(),
        }
    }

    fn try_apply(&self, texts: Vec<String>) {
        let problem = self.problem(&texts);
        if problem.is_none() {
            self.is_changed.set(false);
            self.apply(texts);
            self.paint();
        }
        self.complain(problem);
    }

    fn problem(&self, texts: &[String]) -> Option<String> {
        let shown = self.shown.borrow();
        if texts.is_empty() && !(shown.clearable || shown.kind == DateTimeKind::Days) {
            return Some("Choose a value.".to_owned());
        }
        if texts.len() == 2 && texts[0] > texts[1] {
            return Some("The start is after the end.".to_owned());
        }
        let is_out = |text: &String| !(&shown.min..=&shown.max).contains(&text);
        if shown.kind.has_day() && texts.iter().any(is_out) {
            let plain = |text: &str| text.replace('T', " ");
            let (min, max) = (plain(&shown.min), plain(&shown.max));
            return Some(format!("Choose a value from {min} to {max}."));
        }
        None
    }

    fn complain(&self, problem: Option<String>) {
        set_optional(
            &self.frame,
            "data-invalid",
            problem.as_ref().map(|_| "true"),
        );
        for end in &self.ends {
            let is_bad = problem.as_ref().map(|_| "true");
            set_optional(&end.node, "aria-invalid", is_bad);
        }
        match problem {
            Some(problem) => self.hint.warn(&problem),
            None => self.hint.clear(),
        }
    }

    fn apply(&self, texts: Vec<String>) {
        if texts == self.present() {
            return;
        }
        self.context.commit(&self.shown, WidgetValue::Texts(texts));
    }

    /// Shows what the app knows.
    fn paint(&self) {
        self.is_changed.set(false);
        self.complain(None);
        let present = self.present();
        for (index, end) in self.ends.iter().enumerate() {
            let text = present.get(index);
            if end.read().as_ref() != text || text.is_none() {
                end.show(text.map(String::as_str));
            }
        }
        let can_clear = {
            let shown = self.shown.borrow();
            shown.clearable && !shown.disabled && !present.is_empty()
        };
        set_optional(&self.clear, "hidden", (!can_clear).then_some(""));
        self.paint_calendar(false);
    }
}

impl DateTimeFieldView {
    fn take(&mut self, element: &Widget<DateTimeField>, is_new: bool) {
        let view_state = &self.view_state;
        self.label.update(&element.label);
        view_state.shown.replace(element.clone());
        let name = &self.label.name;
        let names = match element.kind {
            DateTimeKind::Days => vec![format!("{name} start date"), format!("{name} end date")],
            _ => vec![name.clone()],
        };
        for (end, name) in view_state.ends.iter().zip(names) {
            end.name(&name, element.disabled);
        }
        for node in [&view_state.node, &view_state.frame] {
            set_optional(node, "data-disabled", element.disabled.then_some("true"));
        }
        if let Some(picker) = &view_state.picker {
            let disabled = element.disabled.then_some("");
            set_optional(&picker.button, "disabled", disabled);
        }
        // What is being typed stays.
        if is_new || element.set_value.is_some() || !view_state.is_changed.get() {
            view_state.paint();
        }
    }
}

impl View for DateTimeFieldView {
    fn node(&self) -> &HtmlElement {
        &self.view_state.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::DateTimeField(element) = element else {
            return false;
        };
        let is_same = {
            let before = self.view_state.shown.borrow();
            before.id == element.id
                && before.kind == element.kind
                && before.format == element.format
                && before.step == element.step
        };
        if is_same {
            self.take(element, false);
        }
        is_same
    }

    fn dispose(&mut self) {
        if let Some(picker) = &self.view_state.picker {
            picker.float.node.remove();
        }
    }
}
