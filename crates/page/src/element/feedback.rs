//! `st.feedback` on the page.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::{Feedback, FeedbackKind};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::roving_tabindex;
use crate::dom::{Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::icon;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("feedback.css");

/// A star that is lit; the others are of a font.
const STAR: &str = "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 24 24%22 fill=%22%23faca2b%22><path d=%22M12 17.27 18.18 21l-1.64-7.03L22 9.24l-7.19-.61L12 2 9.19 8.63 2 9.24l5.46 4.73L5.82 21z%22/></svg>";

const THUMBS: [(&str, &str); 2] = [("thumb_up", "Thumbs up"), ("thumb_down", "Thumbs down")];

const FACES: [(&str, &str); 5] = [
    ("sentiment_sad", "Very dissatisfied"),
    ("sentiment_dissatisfied", "Dissatisfied"),
    ("sentiment_neutral", "Neutral"),
    ("sentiment_satisfied", "Satisfied"),
    ("sentiment_very_satisfied", "Very satisfied"),
];

const STARS: [(&str, &str); 5] = [
    ("star", "1 out of 5 stars"),
    ("star", "2 out of 5 stars"),
    ("star", "3 out of 5 stars"),
    ("star", "4 out of 5 stars"),
    ("star", "5 out of 5 stars"),
];

struct FeedbackView {
    node: HtmlElement,
    shown: Rc<RefCell<Widget<Feedback>>>,
    marks: Rc<Vec<HtmlElement>>,
    context: Context,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<Feedback>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stFeedback", "stFeedback");
    let group = make_with(document, "div", "bk-feedback", "");
    set(&group, "role", "radiogroup");
    set(&group, "aria-label", "Feedback rating");
    append(&node, &group);
    let mark = |(_, name): &(&str, &str)| {
        let mark = make_with(document, "button", "bk-feedback-mark", "");
        set(&mark, "type", "button");
        set(&mark, "role", "radio");
        set(&mark, "aria-label", name);
        append(&group, &mark);
        mark
    };
    let marks: Rc<Vec<HtmlElement>> = Rc::new(choices(element.kind).iter().map(mark).collect());
    let shown = Rc::new(RefCell::new(element.clone()));
    let mut listeners = Vec::new();
    for (index, mark) in marks.iter().enumerate() {
        let (marks, shown, context) = (marks.clone(), shown.clone(), context.clone());
        listeners.push(listen(mark, "click", move |_| {
            let element = shown.borrow().clone();
            let chosen = mirrored(element.kind, index as u8);
            // The choice made once more is taken back.
            let choice = (present(&element, &context) != Some(chosen)).then_some(chosen);
            let value = Feedback::value(choice);
            context.widgets.commit(&element.id, value, element.reruns);
            paint(&element, &marks, &context);
        }));
    }
    let keys = marks.clone();
    listeners.push(listen(&group, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
            roving_tabindex::walk(&keys, key);
        }
    }));
    let view = FeedbackView {
        node,
        shown,
        marks,
        context: context.clone(),
        _listeners: listeners,
    };
    view.take(element);
    Box::new(view)
}

fn choices(kind: FeedbackKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        FeedbackKind::Thumbs => &THUMBS,
        FeedbackKind::Faces => &FACES,
        FeedbackKind::Stars => &STARS,
    }
}

/// The choice that stands at a place, and the place of a choice: thumbs up comes first and is 1.
fn mirrored(kind: FeedbackKind, place: u8) -> u8 {
    match kind {
        FeedbackKind::Thumbs => 1 - place.min(1),
        FeedbackKind::Faces | FeedbackKind::Stars => place,
    }
}

/// The choice that the app knows.
fn present(element: &Widget<Feedback>, context: &Context) -> Option<u8> {
    match context.widgets.get(&element.id) {
        Some(WidgetValue::Int(number)) => u8::try_from(number).ok(),
        Some(_) => None,
        None => element.default,
    }
}

fn paint(element: &Widget<Feedback>, marks: &[HtmlElement], context: &Context) {
    let choice = present(element, context);
    let choice = choice.map(|choice| usize::from(mirrored(element.kind, choice)));
    roving_tabindex::stop_at(marks, choice.unwrap_or(0));
    let stars = element.kind == FeedbackKind::Stars;
    for (index, (mark, (sign, _))) in marks.iter().zip(choices(element.kind)).enumerate() {
        let is_chosen = choice == Some(index);
        let is_lit = is_chosen || (stars && choice.is_some_and(|choice| index < choice));
        let document = &context.document;
        clear(mark);
        if is_lit && stars {
            let star = make_with(document, "img", "bk-star", "stImageIcon");
            set(&star, "src", STAR);
            set(&star, "alt", "");
            append(mark, &star);
        } else {
            append(mark, &icon::icon(document, &format!(":material/{sign}:")));
        }
        let test_id = if is_lit {
            "stFeedbackButtonActive"
        } else {
            "stFeedbackButton"
        };
        set(mark, "data-testid", test_id);
        set(
            mark,
            "aria-checked",
            if is_chosen { "true" } else { "false" },
        );
        set_optional(mark, "disabled", element.disabled.then_some(""));
    }
}

impl FeedbackView {
    fn take(&self, element: &Widget<Feedback>) {
        paint(element, &self.marks, &self.context);
        self.shown.replace(element.clone());
    }
}

impl View for FeedbackView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Feedback(element) = element else {
            return false;
        };
        let is_same = self.shown.borrow().id == element.id;
        if is_same {
            self.take(element);
        }
        is_same
    }
}
