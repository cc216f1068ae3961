//! `st.metric`.

use brooklet_protocol::element::{ChartKind, Direction, Metric};
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::{PyFloat, PyInt, PyStr};
use brooklet_python::vm::function::ArgIterable;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, TryFromObject};

use crate::argument::{Words, clean, number, plain, repr_of, text_of, type_name};
use crate::command::{Call, Command, Place};

/// `st.metric`.
pub(crate) const METRIC: Command = Command {
    name: "metric",
    place: Place::Container("MetricMixin"),
    signature: "label, value, delta=None, delta_color='normal', *, help=None, icon=None, label_visibility='visible', border=False, width='stretch', height='content', chart_data=None, chart_type='line', delta_arrow='auto', format=None, delta_description=None",
    doc: "Display a metric in big bold font, with an optional indicator of how the metric changed.",
    run: metric,
};

fn metric(call: &Call) -> PyResult {
    let label = call.widget_label()?;
    let value = match call.object("value") {
        None => "—".to_owned(),
        Some(value) => text_or_number(call, "value", &value)?,
    };
    let delta = match call.object("delta") {
        None => String::new(),
        Some(delta) => clean(&text_or_number(call, "delta", &delta)?),
    };
    let icon = call.icon()?;
    let change = Direction::of(call.object("delta").as_deref(), &delta);
    let color = color(call, change)?;
    let arrows = [
        ("auto", change),
        ("up", Direction::Up),
        ("down", Direction::Down),
        ("off", Direction::Off),
    ];
    let direction = call.choice("delta_arrow", &arrows)?;
    let chart_kind = match text_of(&call.value("chart_type"), call.vm)?.as_str() {
        "bar" => ChartKind::Bar,
        "area" => ChartKind::Area,
        _ => ChartKind::Line,
    };
    let layout = Layout {
        height: call.height(Words::StretchContent)?,
        ..call.layout(Words::StretchContent)?
    };
    let metric = Metric {
        label,
        icon,
        value,
        delta,
        color,
        direction,
        delta_description: call.text("delta_description")?,
        format: call.text("format")?,
        border: call.flag("border")?,
        chart: chart(call)?,
        chart_kind,
    };
    Ok(call.draw(Element::Metric(metric), layout))
}

fn text_or_number(call: &Call, name: &str, value: &PyObject) -> PyResult<String> {
    if let Some(text) = value.downcast_ref::<PyStr>() {
        return Ok(plain(text));
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
    let given = format!("{}. Convert the value to a number type", type_name(value));
    call.invalid_type(name, "int, float, Decimal, NumPy number", &given)
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
    "normal", "inverse", "off", "red", "orange", "yellow", "green", "blue", "violet", "gray",
    "grey", "primary",
];

fn color(call: &Call, change: Direction) -> PyResult<String> {
    let given = clean(&text_of(&call.value("delta_color"), call.vm)?);
    let Some(known) = COLORS.iter().find(|color| **color == given) else {
        let known: Vec<String> = COLORS.iter().map(|color| format!("'{color}'")).collect();
        return call.invalid_value("delta_color", &known.join(", "));
    };
    let has_delta = call
        .object("delta")
        .is_some_and(|delta| text_of(&delta, call.vm).is_ok_and(|text| !text.is_empty()));
    let color = match (*known, change) {
        _ if !has_delta => "gray",
        ("normal", Direction::Up) | ("inverse", Direction::Down) => "green",
        ("normal", Direction::Down) | ("inverse", Direction::Up) => "red",
        ("normal" | "inverse" | "off" | "grey", _) => "gray",
        (color, _) => color,
    };
    Ok(color.to_owned())
}

fn chart(call: &Call) -> PyResult<Vec<f64>> {
    let Some(data) = call.object("chart_data") else {
        return Ok(Vec::new());
    };
    let vm = call.vm;
    let data = ArgIterable::<PyObjectRef>::try_from_object(vm, data)?;
    let float = vm.ctx.types.float_type.as_object();
    data.iter(vm)?
        .map(|value| {
            let value = value?;
            let made = float.call((value.clone(),), vm).ok();
            made.as_deref().and_then(number).ok_or_else(|| {
                let shown = text_of(&value, vm).unwrap_or_default();
                let kind = repr_of(value.class().as_object(), vm).unwrap_or_default();
                call.error(
                    "StreamlitAPIException",
                    format!(
                        "Only numeric values are supported for chart data sequence. The value '{shown}' is of type {kind} and cannot be converted to float."
                    ),
                )
            })
        })
        .collect()
}
