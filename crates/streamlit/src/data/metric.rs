//! `st.metric`.

use brooklet_protocol::element::{ChartKind, Direction};
use brooklet_protocol::widget::LabelVisibility;
use brooklet_protocol::{Element, Layout, element};
use brooklet_python::vm::builtins::{PyBytes, PyFloat, PyInt, PyStr};
use brooklet_python::vm::function::ArgIterable;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::{dedent, number, text_of, to_string_lossy, type_name};
use crate::call::args::{
    Dedented, Help, Icon, StretchContent, StretchContentHeight, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::{MediaError, either_text, shown};

arguments! {
    /// The arguments of `st.metric`.
    pub(crate) struct Metric {
        /// What is measured, as Markdown on one line.
        label: Text,
        /// The int, float or other number that is shown, or a str; a dash stands for `None`.
        value: PyObjectRef,
        /// By how much it has changed, a number or a str. A minus before it means down, `None` that there
        /// is no arrow.
        delta: Option<PyObjectRef> = None,
        /// How the change is coloured: `'normal'` has green for up and red for down, `'inverse'` the other
        /// way round, `'off'` gray; or the name of one colour.
        delta_color: Dedented = "normal",
        *,
        help: Help = None,
        icon: Icon = None,
        label_visibility: LabelVisibility = "visible",
        /// Whether a line stands around it.
        border: bool = False,
        width: StretchContent = "stretch",
        height: StretchContentHeight = "content",
        /// Numbers in their order, drawn as a small chart below; `None` for no chart.
        chart_data: Option<PyObjectRef> = None,
        /// How the small chart is drawn: `'line'`, `'bar'` or `'area'`.
        chart_type: Text = "line",
        /// Where the arrow beside the change points: `'auto'` goes by the sign, `'up'`, `'down'`, or
        /// `'off'` for none.
        delta_arrow: PyObjectRef = "auto",
        /// How the number is written: `'percent'`, `'compact'`, or as by `printf`, such as `'%.2f'`.
        format: Option<String> = None,
        /// A text after the change, such as `'since May'`.
        delta_description: Option<String> = None,
    }
}

/// `st.metric`.
pub(crate) const METRIC: Command = Command {
    name: "metric",
    place: Place::Container("MetricMixin"),
    signature: Metric::SIGNATURE,
    doc: "Show a number in large type under a label, with an arrow for how it has changed, and a small chart of how it came about.",
    run: |call| metric(call, Metric::read(call)?),
};

fn metric(call: &Call, args: Metric) -> PyResult {
    let value = if call.vm.is_none(&args.value) {
        "—".to_owned()
    } else {
        text_or_number(call, "value", &args.value)?
    };
    let delta = match &args.delta {
        None => String::new(),
        Some(delta) => dedent(&text_or_number(call, "delta", delta)?),
    };
    let change = Direction::of(args.delta.as_deref(), &delta);
    let arrows = [
        ("auto", change),
        ("up", Direction::Up),
        ("down", Direction::Down),
        ("off", Direction::Off),
    ];
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout()
    };
    let metric = element::Metric {
        label: args.label.with(args.label_visibility, args.help),
        icon: args.icon.0,
        value,
        color: color(call, &args.delta_color.0, args.delta.as_deref(), change)?,
        delta,
        direction: call.one_of(&args.delta_arrow, "delta_arrow", &arrows)?,
        delta_description: args.delta_description,
        format: args.format,
        border: args.border,
        chart: chart(call, args.chart_data)?,
        chart_kind: match args.chart_type.0.as_str() {
            "bar" => ChartKind::Bar,
            "area" => ChartKind::Area,
            _ => ChartKind::Line,
        },
    };
    Ok(call.draw(Element::Metric(metric), layout))
}

fn text_or_number(call: &Call, name: &str, value: &PyObject) -> PyResult<String> {
    if let Some(text) = value.downcast_ref::<PyStr>() {
        return Ok(to_string_lossy(text));
    }
    let is_number = value.downcast_ref::<PyInt>().is_some()
        || value.downcast_ref::<PyFloat>().is_some()
        || type_name(value) == "Decimal";
    if is_number {
        return text_of(value, call.vm);
    }
    // Numbers of NumPy are one item.
    if value.has_attr("dtype", call.vm)? && value.has_attr("item", call.vm)? {
        return text_of(&*call.vm.call_method(value, "item", ())?, call.vm);
    }
    call.invalid_type(name, "a number or a str", value)
}

trait OfDelta {
    fn of(given: Option<&PyObject>, delta: &str) -> Self;
}

impl OfDelta for Direction {
    /// Where a change leads by itself.
    fn of(given: Option<&PyObject>, delta: &str) -> Self {
        let is_zero = delta == "0" || given.and_then(number) == Some(0.0);
        match delta {
            "" => Self::Off,
            _ if is_zero => Self::Off,
            _ if delta.starts_with('-') => Self::Down,
            _ => Self::Up,
        }
    }
}

const COLORS: &[&str] = &[
    "normal", "inverse", "off", "primary", "gray", "grey", "red", "orange", "yellow", "green",
    "blue", "violet",
];

fn color(
    call: &Call,
    given: &str,
    delta: Option<&PyObject>,
    change: Direction,
) -> PyResult<String> {
    let Some(known) = COLORS.iter().find(|color| **color == given) else {
        return call.invalid_value("delta_color", &either_text(COLORS.iter().copied()));
    };
    let has_delta =
        delta.is_some_and(|delta| text_of(delta, call.vm).is_ok_and(|text| !text.is_empty()));
    let color = match (*known, change) {
        _ if !has_delta => "gray",
        ("normal", Direction::Up) | ("inverse", Direction::Down) => "green",
        ("normal", Direction::Down) | ("inverse", Direction::Up) => "red",
        ("normal" | "inverse" | "off" | "grey", _) => "gray",
        (color, _) => color,
    };
    Ok(color.to_owned())
}

fn chart(call: &Call, data: Option<PyObjectRef>) -> PyResult<Vec<f64>> {
    let Some(data) = data else {
        return Ok(Vec::new());
    };
    let vm = call.vm;
    let float = vm.ctx.types.float_type.as_object();
    let read = |value: PyObjectRef| {
        let made = float.call((value.clone(),), vm).ok();
        made.as_deref().and_then(number).ok_or_else(|| {
            call.error(MediaError::ChartValue {
                given: shown(&value, vm),
                kind: type_name(&value),
            })
        })
    };
    // What is no list is its only value.
    let is_text =
        data.downcast_ref::<PyStr>().is_some() || data.downcast_ref::<PyBytes>().is_some();
    match ArgIterable::<PyObjectRef>::try_from_object(vm, data.clone()) {
        Ok(values) if !is_text => values.iter(vm)?.map(|value| read(value?)).collect(),
        _ => Ok(vec![read(data)?]),
    }
}
