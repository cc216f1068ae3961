//! `st.slider` on the page: one or two thumbs, moved by pointer and keyboard.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::{Slider, SliderKind};
use brooklet_protocol::option_name;
use brooklet_protocol::widget::Widget;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

use super::decimals;
use super::moment_format;
use super::number_format::format;
use crate::dom::{
    FocusExt, Listener, StyleExt, append, capture_pointer, listen, make_with, set, set_optional,
    unset,
};
use crate::text::label::Label;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("slider.css");

/// How long the keyboard rests before a value is reported.
const REST_MS: u32 = 200;

/// What the handlers share.
struct ViewState {
    shown: RefCell<Widget<Slider>>,
    /// Where the thumbs stand now, also while they are dragged.
    thumbs: RefCell<Vec<f64>>,
    track: HtmlElement,
    fill: HtmlElement,
    handles: Vec<(HtmlElement, HtmlElement)>,
    dragged: Cell<Option<usize>>,
    rest: RefCell<Option<Timeout>>,
    context: Context,
}

struct SliderView {
    node: HtmlElement,
    label: Label,
    ends: [HtmlElement; 2],
    view_state: Rc<ViewState>,
    _listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<Slider>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let make = |class: &str, test_id: &str| make_with(document, "div", class, test_id);
    let node = make("stSlider bk-slider", "stSlider");
    let label = Label::new(&element.label, context);
    let rail = make("bk-slider-rail", "");
    let track = make("bk-slider-track", "");
    let fill = make("bk-slider-fill", "");
    append(&track, &fill);
    let handles: Vec<(HtmlElement, HtmlElement)> = (0..element.default.len().max(1))
        .map(|_| {
            let thumb = make("bk-slider-thumb", "");
            set(&thumb, "role", "slider");
            set(&thumb, "aria-orientation", "horizontal");
            let value = make("bk-slider-value", "stSliderThumbValue");
            append(&thumb, &value);
            append(&track, &thumb);
            (thumb, value)
        })
        .collect();
    append(&rail, &track);
    let bar = make("bk-slider-ends", "stSliderTickBar");
    let ends = [
        make("", "stSliderTickBarMin"),
        make("", "stSliderTickBarMax"),
    ];
    append(&bar, &ends[0]);
    append(&bar, &ends[1]);
    for child in [&label.node, &rail, &bar] {
        append(&node, child);
    }
    let view_state = Rc::new(ViewState {
        shown: RefCell::new(element.clone()),
        thumbs: RefCell::default(),
        track,
        fill,
        handles,
        dragged: Cell::default(),
        rest: RefCell::default(),
        context: context.clone(),
    });
    let mut listeners = pointer(&view_state, &rail);
    listeners.extend(keyboard(&view_state));
    let mut view = SliderView {
        node,
        label,
        ends,
        view_state,
        _listeners: listeners,
    };
    view.paint(element);
    Box::new(view)
}

fn pointer(view_state: &Rc<ViewState>, rail: &HtmlElement) -> Vec<Listener> {
    let down = {
        let (view_state, rail) = (view_state.clone(), rail.clone());
        listen(&rail.clone(), "pointerdown", move |event| {
            let Some(event) = event.dyn_ref::<PointerEvent>() else {
                return;
            };
            if view_state.shown.borrow().disabled || event.button() != 0 {
                return;
            }
            event.prevent_default();
            capture_pointer(&rail, event);
            let value = view_state.value_at(event.client_x());
            let nearest = view_state.nearest(value);
            view_state.dragged.set(Some(nearest));
            view_state.handles[nearest].0.take_focus();
            view_state.move_thumb(nearest, value);
        })
    };
    let drag = {
        let view_state = view_state.clone();
        listen(rail, "pointermove", move |event| {
            if let (Some(event), Some(thumb)) =
                (event.dyn_ref::<PointerEvent>(), view_state.dragged.get())
            {
                view_state.move_thumb(thumb, view_state.value_at(event.client_x()));
            }
        })
    };
    let release = |name| {
        let view_state = view_state.clone();
        listen(rail, name, move |_| {
            if view_state.dragged.take().is_some() {
                view_state.report();
            }
        })
    };
    vec![down, drag, release("pointerup"), release("pointercancel")]
}

fn keyboard(view_state: &Rc<ViewState>) -> Vec<Listener> {
    let mut listeners = Vec::new();
    for (index, (thumb, _)) in view_state.handles.iter().enumerate() {
        let keys = view_state.clone();
        listeners.push(listen(thumb, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else {
                return;
            };
            let (min, max, step, disabled) = {
                let shown = keys.shown.borrow();
                (shown.min, shown.max, shown.step, shown.disabled)
            };
            let now = keys.thumbs.borrow()[index];
            let next = match key.as_str() {
                "ArrowRight" | "ArrowUp" => now + step,
                "ArrowLeft" | "ArrowDown" => now - step,
                "PageUp" => now + step * 10.0,
                "PageDown" => now - step * 10.0,
                "Home" => min,
                "End" => max,
                _ => return,
            };
            event.prevent_default();
            if !disabled {
                keys.move_thumb(index, next);
                keys.report_at_rest();
            }
        }));
        let blur = view_state.clone();
        listeners.push(listen(thumb, "blur", move |_| {
            if blur.rest.take().is_some() {
                blur.report();
            }
        }));
    }
    listeners
}

impl ViewState {
    fn value_at(&self, x: i32) -> f64 {
        let shown = self.shown.borrow();
        let rect = self.track.get_bounding_client_rect();
        let part = ((f64::from(x) - rect.left()) / rect.width().max(1.0)).clamp(0.0, 1.0);
        shown.min + part * (shown.max - shown.min)
    }

    fn nearest(&self, value: f64) -> usize {
        let thumbs = self.thumbs.borrow();
        let far = |thumb: f64| (thumb - value).abs();
        match thumbs.as_slice() {
            [first, second] if far(*second) < far(*first) || (value > *second) => 1,
            _ => 0,
        }
    }

    /// Moves a thumb to the nearest position allowed; thumbs do not pass each other.
    fn move_thumb(&self, place: usize, value: f64) {
        {
            let shown = self.shown.borrow();
            let mut thumbs = self.thumbs.borrow_mut();
            let (low, high) = bounds(&shown, &thumbs, place);
            thumbs[place] = snap(value, shown.min, shown.max, shown.step).clamp(low, high);
        }
        self.paint();
    }

    fn report(&self) {
        self.rest.take();
        let thumbs = self.thumbs.borrow().clone();
        if thumbs != self.present() {
            let value = self.shown.borrow().value(&thumbs);
            self.context.commit(&self.shown, value);
        }
    }

    fn report_at_rest(self: &Rc<Self>) {
        let this = self.clone();
        self.rest
            .replace(Some(Timeout::new(REST_MS, move || this.report())));
    }

    /// The thumbs that the app knows.
    fn present(&self) -> Vec<f64> {
        let shown = self.shown.borrow();
        let value = self.context.widgets.get(&shown.id);
        value
            .and_then(|value| shown.thumbs(&value))
            .unwrap_or_else(|| shown.default.clone())
    }

    fn paint(&self) {
        let shown = self.shown.borrow();
        let thumbs = self.thumbs.borrow();
        let span = (shown.max - shown.min).max(f64::MIN_POSITIVE);
        let percent = |value: f64| ((value - shown.min) / span * 100.0).clamp(0.0, 100.0);
        for (index, ((thumb, text), value)) in self.handles.iter().zip(thumbs.iter()).enumerate() {
            let (low, high) = bounds(&shown, &thumbs, index);
            let words = words(&shown, *value);
            let way = percent(*value);
            let style = thumb.style();
            style.put("left", &format!("{way}%"));
            style.put("--bk-way", &way.to_string());
            text.set_text_content(Some(&words));
            for (name, value) in [
                ("aria-valuemin", low.to_string()),
                ("aria-valuemax", high.to_string()),
                ("aria-valuenow", value.to_string()),
                ("aria-valuetext", words),
                (
                    "tabindex",
                    if shown.disabled { "-1" } else { "0" }.to_owned(),
                ),
            ] {
                set(thumb, name, &value);
            }
            set_optional(thumb, "aria-disabled", shown.disabled.then_some("true"));
        }
        let (from, to) = match thumbs.as_slice() {
            [from, to] => (percent(*from), percent(*to)),
            [to] => (0.0, percent(*to)),
            _ => (0.0, 0.0),
        };
        let style = self.fill.style();
        style.put("left", &format!("{from}%"));
        style.put("width", &format!("{}%", to - from));
    }
}

/// What a number is shown as.
fn words(slider: &Widget<Slider>, value: f64) -> String {
    match slider.options.get(value as usize) {
        Some(option) => option_name::text(option).to_owned(),
        None if slider.kind == SliderKind::DateTime => moment_format::format(&slider.format, value),
        None => format(&slider.format, value),
    }
}

/// How far a thumb may go: up to the ends, or up to its neighbour.
fn bounds(slider: &Widget<Slider>, thumbs: &[f64], place: usize) -> (f64, f64) {
    let before = place.checked_sub(1).and_then(|before| thumbs.get(before));
    let after = thumbs.get(place + 1);
    (
        before.copied().unwrap_or(slider.min),
        after.copied().unwrap_or(slider.max),
    )
}

/// The position nearest to a value: a whole number of steps from the left end.
fn snap(value: f64, min: f64, max: f64, step: f64) -> f64 {
    if step <= 0.0 {
        return value.clamp(min, max);
    }
    let snapped = min + ((value - min) / step).round() * step;
    // Tenths stay tenths.
    let places = decimals::places(min).max(decimals::places(step));
    decimals::rounded(snapped, places).clamp(min, max)
}

impl SliderView {
    fn paint(&mut self, element: &Widget<Slider>) {
        self.label.update(&element.label);
        let ends: &[&str] = match self.view_state.handles.len() {
            2 => &[" — start", " — end"],
            _ => &[""],
        };
        for ((thumb, _), end) in self.view_state.handles.iter().zip(ends) {
            set(thumb, "aria-label", &format!("{}{end}", self.label.name));
        }
        self.view_state.shown.replace(element.clone());
        let is_moving =
            self.view_state.dragged.get().is_some() || self.view_state.rest.borrow().is_some();
        if !is_moving || self.view_state.thumbs.borrow().is_empty() {
            self.view_state.thumbs.replace(self.view_state.present());
        }
        self.ends[0].set_text_content(Some(&words(element, element.min)));
        self.ends[1].set_text_content(Some(&words(element, element.max)));
        if element.disabled {
            set(&self.node, "data-disabled", "true");
        } else {
            unset(&self.node, "data-disabled");
        }
        self.view_state.paint();
    }
}

impl View for SliderView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Slider(element) = element else {
            return false;
        };
        let is_same = self.view_state.shown.borrow().id == element.id
            && self.view_state.handles.len() == element.default.len();
        if is_same {
            self.paint(element);
        }
        is_same
    }
}

#[cfg(test)]
mod tests {
    use super::snap;

    #[test]
    fn a_thumb_stands_on_whole_steps() {
        for (value, expected) in [
            (0.31, 0.3),
            (0.04, 0.0),
            (0.96, 1.0),
            (5.0, 1.0),
            (-1.0, 0.0),
        ] {
            assert!(
                (snap(value, 0.0, 1.0, 0.1) - expected).abs() < 1e-12,
                "{value}"
            );
        }
        assert!((snap(7.0, 0.0, 10.0, 5.0) - 5.0).abs() < 1e-12);
    }
}
