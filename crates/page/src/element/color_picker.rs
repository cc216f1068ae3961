//! `st.color_picker` on the page.

mod fields;
mod hue;

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::ColorPicker;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlInputElement, KeyboardEvent, PointerEvent};

use crate::dom::{
    Listener, StyleExt, append, capture_pointer, listen, make_with, set, set_optional,
};
use crate::float::Float;
use crate::text::label::Label;
use crate::view::{Context, View};
use fields::Fields;
use hue::Color;

/// The style.
pub const STYLE: &str = include_str!("color_picker.css");

/// How far an arrow key moves the mark.
const STEP: f64 = 0.02;

struct ColorPickerView {
    node: HtmlElement,
    parts: Rc<Parts>,
    label: Label,
    _listeners: Vec<Listener>,
}

struct Parts {
    context: Context,
    shown: RefCell<Widget<ColorPicker>>,
    color: RefCell<Color>,
    button: HtmlElement,
    block: HtmlElement,
    float: Rc<Float>,
    area: HtmlElement,
    mark: HtmlElement,
    hue: HtmlInputElement,
    fields: Fields,
}

/// A view for it.
pub fn view(element: &Widget<ColorPicker>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let make = |tag, class: &str, test_id: &str| make_with(document, tag, class, test_id);
    let node = make("div", "stColorPicker bk-color", "stColorPicker");
    let label = Label::new(&element.label, context);
    let button = make("button", "bk-color-button", "");
    set(&button, "type", "button");
    set(&button, "aria-haspopup", "dialog");
    let block = make("div", "bk-color-block", "stColorPickerBlock");
    append(&button, &block);
    append(&node, &label.node);
    append(&node, &button);
    let panel = make("div", "bk-palette", "stColorPickerPopover");
    set(&panel, "role", "dialog");
    let (area, mark) = area(document);
    let hue = hue(document);
    let fields = Fields::new(document);
    for part in [&area, hue.as_ref(), &fields.node] {
        append(&panel, part);
    }
    let (float, outside) = Float::new(panel, &button, context);
    let parts = Rc::new(Parts {
        context: context.clone(),
        shown: RefCell::new(element.clone()),
        color: RefCell::default(),
        button,
        block,
        float,
        area,
        mark,
        hue,
        fields,
    });
    let committed = parts.clone();
    parts.float.set_on_close(move || committed.commit());
    let mut listeners = parts.listen();
    listeners.push(outside);
    let mut view = ColorPickerView {
        node,
        parts,
        label,
        _listeners: listeners,
    };
    view.take(element);
    Box::new(view)
}

/// The field of all shades of a hue, and the mark in it.
fn area(document: &Document) -> (HtmlElement, HtmlElement) {
    let area = make_with(document, "div", "bk-palette-area", "");
    for (name, value) in [
        ("role", "slider"),
        ("tabindex", "0"),
        ("aria-label", "Saturation and brightness"),
    ] {
        set(&area, name, value);
    }
    let mark = make_with(document, "div", "bk-palette-mark", "");
    append(&area, &mark);
    (area, mark)
}

/// The bar of all hues.
fn hue(document: &Document) -> HtmlInputElement {
    let hue: HtmlInputElement = make_with(document, "input", "bk-palette-hue", "").unchecked_into();
    for (name, value) in [
        ("type", "range"),
        ("min", "0"),
        ("max", "360"),
        ("aria-label", "Hue"),
    ] {
        set(&hue, name, value);
    }
    hue
}

impl Parts {
    fn listen(self: &Rc<Self>) -> Vec<Listener> {
        let on = |target: &HtmlElement, name, act: fn(&Parts)| {
            let parts = self.clone();
            listen(target, name, move |_| act(&parts))
        };
        let toggle = on(&self.button, "click", |parts| {
            if parts.float.is_open() {
                parts.float.leave();
            } else {
                parts.float.open();
                parts.fields.focus();
            }
        });
        let hue = on(&self.hue, "input", |parts| {
            parts.color.borrow_mut().hue = parts.hue.value_as_number();
            parts.paint(true);
        });
        let format = on(&self.fields.button, "click", |parts| {
            parts.fields.change_format(*parts.color.borrow());
        });
        let typed = on(&self.fields.node, "input", |parts| {
            if let Some(color) = parts.fields.read() {
                parts.color.replace(color);
                parts.paint(false);
            }
        });
        let parts = self.clone();
        let keys = listen(&self.float.node, "keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            let presses = event.target().as_ref() == Some(parts.fields.button.as_ref());
            let closes = match key.as_deref() {
                Some("Escape") => true,
                Some("Enter") => !presses,
                _ => false,
            };
            if closes {
                event.prevent_default();
                parts.float.leave();
            }
        });
        let mut listeners = vec![toggle, hue, format, typed, keys];
        listeners.extend(self.listen_in_area());
        listeners
    }

    fn listen_in_area(self: &Rc<Self>) -> [Listener; 3] {
        let parts = self.clone();
        let arrows = listen(&self.area, "keydown", move |event| {
            let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            let (right, up) = match key.as_deref() {
                Some("ArrowRight") => (STEP, 0.0),
                Some("ArrowLeft") => (-STEP, 0.0),
                Some("ArrowUp") => (0.0, STEP),
                Some("ArrowDown") => (0.0, -STEP),
                _ => return,
            };
            event.prevent_default();
            parts.color.borrow_mut().move_by(right, up);
            parts.paint(true);
        });
        let parts = self.clone();
        let press = listen(&self.area, "pointerdown", move |event| {
            if let Some(pointer) = event.dyn_ref::<PointerEvent>() {
                capture_pointer(&parts.area, pointer);
                parts.point(pointer);
            }
        });
        let parts = self.clone();
        let drag = listen(&self.area, "pointermove", move |event| {
            if let Some(pointer) = event.dyn_ref::<PointerEvent>()
                && pointer.buttons() & 1 == 1
            {
                parts.point(pointer);
            }
        });
        [arrows, press, drag]
    }

    fn point(&self, pointer: &PointerEvent) {
        let area = self.area.get_bounding_client_rect();
        let right = (f64::from(pointer.client_x()) - area.left()) / area.width();
        let up = 1.0 - (f64::from(pointer.client_y()) - area.top()) / area.height();
        self.color.borrow_mut().move_to(right, up);
        self.paint(true);
    }

    /// Shows the colour; what is being typed stays.
    fn paint(&self, with_text: bool) {
        let color = *self.color.borrow();
        let text = color.text();
        self.block.style().put("background", &text);
        let pure = format!("hsl({} 100% 50%)", color.hue);
        self.area.style().put("background-color", &pure);
        let mark = self.mark.style();
        mark.put("left", &format!("{}%", color.saturation * 100.0));
        mark.put("top", &format!("{}%", (1.0 - color.brightness) * 100.0));
        let words = format!(
            "Saturation {:.0} %, brightness {:.0} %",
            color.saturation * 100.0,
            color.brightness * 100.0
        );
        set(&self.area, "aria-valuetext", &words);
        set(
            &self.area,
            "aria-valuenow",
            &format!("{:.0}", color.saturation * 100.0),
        );
        self.hue.set_value(&color.hue.round().to_string());
        if with_text {
            self.fields.show(color);
        }
    }

    /// The colour that the app knows.
    fn present(&self) -> String {
        let shown = self.shown.borrow();
        match self.context.widgets.get(&shown.id) {
            Some(WidgetValue::Text(text)) => text,
            _ => shown.default.clone(),
        }
    }

    /// Reports the colour, unless it is the one that the app knows.
    fn commit(&self) {
        let color = *self.color.borrow();
        if Color::read(&self.present()).is_some_and(|known| known.text() == color.text()) {
            return;
        }
        let value = WidgetValue::Text(color.text());
        self.context.commit(&self.shown, value);
    }
}

impl ColorPickerView {
    fn take(&mut self, element: &Widget<ColorPicker>) {
        self.label.update(&element.label);
        let name = format!("{} color picker", self.label.name);
        set(&self.parts.button, "aria-label", &name);
        set(&self.parts.float.node, "aria-label", &name);
        let disabled = element.disabled;
        set_optional(&self.parts.button, "disabled", disabled.then_some(""));
        set_optional(&self.node, "data-disabled", disabled.then_some("true"));
        self.parts.shown.replace(element.clone());
        // What is being chosen stays.
        if !self.parts.float.is_open() || element.set_value.is_some() {
            let color = Color::read(&self.parts.present()).unwrap_or_default();
            self.parts.color.replace(color);
            self.parts.paint(true);
        }
    }
}

impl View for ColorPickerView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::ColorPicker(element) = element else {
            return false;
        };
        let is_same = self.parts.shown.borrow().id == element.id;
        if is_same {
            self.take(element);
        }
        is_same
    }

    fn dispose(&mut self) {
        self.parts.float.node.remove();
        // It holds the parts, which hold it.
        self.parts.float.set_on_close(|| {});
    }
}
