//! What charts share that a library of the package draws: it is fetched when the first one comes,
//! and each is drawn anew when its place changes its size.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_frame::{Column, DataType, Frame, TimeUnit, Value};
use js_sys::{Array, Float64Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, ResizeObserver};

use super::fullscreen::Fullscreen;
use crate::dom::{Listener, append, listen, make_with, put, set, set_optional};
use crate::lazy;
use crate::style::THEMED;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("chart.css");

/// A place that a library draws a chart into.
pub(super) struct Chart {
    /// The frame around it.
    pub(super) frame: Fullscreen,
    canvas: HtmlElement,
    shown: Rc<Shown>,
    observer: Option<ResizeObserver>,
    _resized: Closure<dyn FnMut()>,
    _themed: Listener,
}

struct Shown {
    node: HtmlElement,
    canvas: HtmlElement,
    /// What the library has given: an object with `paint` and `stop`.
    handle: RefCell<Option<JsValue>>,
    /// The size that was drawn last.
    size: Cell<(i32, f64)>,
    /// Which of the drawings asked for is the latest.
    turn: Cell<u32>,
}

impl Chart {
    /// An empty place.
    pub(super) fn new(class: &str, test_id: &str, context: &Context) -> Self {
        let document = &context.document;
        let node = make_with(document, "div", &format!("{class} bk-chart"), test_id);
        let canvas = make_with(document, "div", "bk-chart-canvas", "");
        append(&node, &canvas);
        let frame = Fullscreen::around(&node, context);
        let shown = Rc::new(Shown {
            node: node.clone(),
            canvas: canvas.clone(),
            handle: RefCell::default(),
            size: Cell::default(),
            turn: Cell::default(),
        });
        let resized = {
            let shown = Rc::downgrade(&shown);
            Closure::wrap(Box::new(move || {
                if let Some(shown) = shown.upgrade()
                    && shown.size.get() != shown.measure()
                {
                    shown.paint();
                }
            }) as Box<dyn FnMut()>)
        };
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(&node);
        }
        let themed = {
            let shown = Rc::downgrade(&shown);
            listen(&context.root, THEMED, move |_| {
                if let Some(shown) = shown.upgrade() {
                    shown.restyle();
                }
            })
        };
        Self {
            frame,
            canvas,
            shown,
            observer,
            _resized: resized,
            _themed: themed,
        }
    }

    /// Says what it shows to a reader who does not see it.
    pub(super) fn describe(&self, alt: Option<&str>) {
        set(&self.canvas, "role", "figure");
        set(&self.canvas, "aria-label", alt.unwrap_or("Chart"));
        set_optional(&self.shown.node, "data-described", alt.map(|_| ""));
    }

    /// Draws by the function `draw` of a script of the package, which gets the place before these
    /// arguments.
    pub(super) fn draw(
        &self,
        file: &'static str,
        arguments: impl FnOnce() -> Vec<JsValue> + 'static,
    ) {
        let shown = Rc::downgrade(&self.shown);
        let turn = self.shown.turn.get() + 1;
        self.shown.turn.set(turn);
        lazy::when(file, move || {
            let Some(shown) = shown.upgrade() else { return };
            // Another drawing may have been asked for while the script was fetched.
            if shown.turn.get() != turn {
                return;
            }
            let mut all = vec![shown.canvas.clone().into()];
            all.extend(arguments());
            let handle = lazy::call(file, "draw", &all);
            let before = shown.handle.replace(handle);
            if let Some(before) = before {
                call(&before, "stop", &[]);
            }
            shown.paint();
        });
    }

    /// Ends it.
    pub(super) fn dispose(&mut self) {
        if let Some(observer) = self.observer.take() {
            observer.disconnect();
        }
        if let Some(handle) = self.shown.handle.take() {
            call(&handle, "stop", &[]);
        }
    }
}

impl Shown {
    /// Width and height of the place; no height where the chart decides.
    fn measure(&self) -> (i32, f64) {
        let holder = self
            .node
            .parent_element()
            .and_then(|frame| frame.parent_element());
        let is_high = holder.is_some_and(|holder| {
            matches!(
                holder.get_attribute("data-height").as_deref(),
                Some("scroll" | "stretch")
            )
        });
        let is_full = self
            .node
            .parent_element()
            .is_some_and(|frame| frame.has_attribute("popover"));
        let height = if is_high || is_full {
            self.node.get_bounding_client_rect().height()
        } else {
            0.0
        };
        let width = if self.keeps_own_width() {
            // It has none before it is drawn; any stands for one that is shown.
            i32::from(self.node.offset_parent().is_some())
        } else {
            self.node.client_width()
        };
        (width, height)
    }

    /// Whether the chart decides how wide it is.
    fn keeps_own_width(&self) -> bool {
        let frame = self.node.parent_element();
        let holder = frame.and_then(|frame| frame.parent_element());
        holder
            .is_some_and(|holder| holder.get_attribute("data-width").as_deref() == Some("content"))
    }

    /// Draws it with the colours that the app has now.
    fn restyle(&self) {
        if let Some(handle) = &*self.handle.borrow() {
            call(handle, "restyle", &[]);
        }
        self.paint();
    }

    fn paint(&self) {
        let (width, height) = self.measure();
        if width == 0 {
            return;
        }
        self.size.set((width, height));
        let width = if self.keeps_own_width() { 0 } else { width };
        if let Some(handle) = &*self.handle.borrow() {
            call(handle, "paint", &[width.into(), height.into()]);
        }
    }
}

/// Calls a method of what the library has given. What it throws concerns its drawing, and nothing here.
fn call(object: &JsValue, method: &str, arguments: &[JsValue]) {
    let method = Reflect::get(object, &method.into()).ok();
    if let Some(method) = method.and_then(|method| method.dyn_into::<Function>().ok()) {
        // See above.
        let _ = method.apply(object, &arguments.iter().collect::<Array>());
    }
}

/// The columns of a table by name, as JavaScript has them.
pub(super) fn columns(frame: &Frame) -> Object {
    let columns = Object::new();
    for field in &frame.columns {
        put(&columns, &field.title(), &column(&field.column));
    }
    columns
}

fn column(column: &Column) -> JsValue {
    if column.data_type().is_number() && !column.has_nulls() {
        let numbers: Vec<f64> = column
            .iter()
            .map(|value| value.as_f64().unwrap_or(f64::NAN))
            .collect();
        return Float64Array::from(numbers.as_slice()).into();
    }
    let is_naive = matches!(
        column.data_type(),
        DataType::Date | DataType::Time | DataType::Timestamp { zone: None, .. }
    );
    column
        .iter()
        .map(|value| value_of(&value, is_naive))
        .collect::<Array>()
        .into()
}

/// A value as JavaScript has it. Moments are milliseconds: those without a zone on the reader's
/// own clock, so that a chart shows them as they were said.
fn value_of(value: &Value, is_naive: bool) -> JsValue {
    let moment = |millis: f64| {
        let shift = if is_naive {
            js_sys::Date::new(&millis.into()).get_timezone_offset() * 60_000.0
        } else {
            0.0
        };
        JsValue::from_f64(millis + shift)
    };
    let millis = |ticks: i64, unit: TimeUnit| ticks as f64 * 1000.0 / unit.per_second() as f64;
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(value) => JsValue::from_bool(*value),
        Value::Text(text) | Value::Json(text) => JsValue::from_str(text),
        Value::Date(days) => moment(f64::from(*days) * 86_400_000.0),
        Value::Time(micros) => moment(*micros as f64 / 1000.0),
        Value::Timestamp { ticks, unit, .. } => moment(millis(*ticks, *unit)),
        Value::Duration { ticks, unit } => JsValue::from_f64(millis(*ticks, *unit)),
        Value::Binary(bytes) => js_sys::Uint8Array::from(*bytes).into(),
        Value::List(items) => items
            .iter()
            .map(|item| value_of(&item, is_naive))
            .collect::<Array>()
            .into(),
        number => number.as_f64().map_or(JsValue::NULL, JsValue::from_f64),
    }
}
