//! `st.slider`: whole numbers and floats, single values and ranges.

use brooklet_protocol::WidgetValue;
use brooklet_protocol::element::SliderKind;
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::date_time_slider;
use super::number::NumberKind;
use super::scale::{Scale, Slider, draw, in_order};
use crate::argument::{number, own_number, type_name};
use crate::command::{Call, Command, Place};
use crate::error::{ArgumentError, WidgetError, shown};
use crate::widget::{Addressed, Deserializer};

/// `st.slider`.
pub(crate) const SLIDER: Command = Command {
    name: "slider",
    place: Place::Container("SliderMixin"),
    signature: Slider::SIGNATURE,
    doc: "Draw a slider over numbers, days or times, with one handle or two. It returns a value of the type of its bounds, or a tuple of both ends.",
    run: |call| slider(call, Slider::read(call)?),
};

fn slider(call: &Call, mut args: Slider) -> PyResult {
    for given in [
        &mut args.min_value,
        &mut args.max_value,
        &mut args.value,
        &mut args.step,
    ] {
        *given = given
            .take()
            .map(|given| own_number(given, call.vm))
            .transpose()?;
    }
    if let Some((values, is_range)) = moments(&args) {
        return date_time_slider::slider(call, args, &values, is_range);
    }
    let numbers = Numbers::of(call, &args)?;
    let (kind, format) = match numbers.kind {
        NumberKind::Int => (SliderKind::Int, "%d"),
        NumberKind::Float => (SliderKind::Float, "%0.2f"),
    };
    let deserializer = Thumbs {
        kind: numbers.kind,
        is_range: numbers.is_range,
        min: numbers.scale.min,
        max: numbers.scale.max,
    };
    let first = deserializer.value(&numbers.scale.thumbs, call.vm);
    let set = |value: &PyObjectRef| numbers.checked(call, value);
    let drawn = (kind, format, &numbers.scale);
    draw(call, args, drawn, deserializer, first, set)
}

/// The days or times of a slider over these, and whether they are a range.
fn moments(args: &Slider) -> Option<(Vec<PyObjectRef>, bool)> {
    let value = args.value.clone().or_else(|| args.min_value.clone())?;
    let range = items(&value);
    let is_range = range.is_some();
    let values = range.unwrap_or_else(|| vec![value]);
    let kinds = ["date", "time", "datetime"];
    let is_moment = values
        .first()
        .is_some_and(|first| kinds.contains(&type_name(first).as_str()));
    (is_moment && values.len() <= 2).then_some((values, is_range))
}

/// The checked numbers of a slider.
#[derive(Debug)]
struct Numbers {
    kind: NumberKind,
    is_range: bool,
    scale: Scale,
}

impl Numbers {
    fn of(call: &Call, args: &Slider) -> PyResult<Self> {
        let value = args
            .value
            .clone()
            .or_else(|| args.min_value.clone())
            .unwrap_or_else(|| call.vm.ctx.new_int(0).into());
        let range = items(&value);
        if range.as_ref().is_some_and(|items| items.len() > 2) {
            return call.invalid_value("value", "one number, date or time, or a list of up to two");
        }
        let is_range = range.is_some();
        let values = range.unwrap_or_else(|| vec![value]);
        let kind = kind_of(call, &values, args.min_value.as_ref())?;
        let (low, high, step) = match kind {
            NumberKind::Int => (0.0, 100.0, 1.0),
            NumberKind::Float => (0.0, 1.0, 0.01),
        };
        let bounds = ["min_value", "max_value", "step"];
        let given = [&args.min_value, &args.max_value, &args.step];
        check_kinds(call, kind, given)?;
        for (name, value) in bounds.iter().zip(given) {
            if let Some(value) = value {
                call.check_bounds(name, value)?;
            }
        }
        let [min, max, step] = [(0, low), (1, high), (2, step)].map(|(place, default)| {
            given[place]
                .as_ref()
                .and_then(|v| number(v))
                .unwrap_or(default)
        });
        if step == 0.0 {
            return call.invalid_value("step", "a number other than 0");
        }
        if min.total_cmp(&max).is_eq() {
            let both = kind.shown(min, call.vm)?;
            return Err(call.error(WidgetError::MinIsMax { both }));
        }
        let mut thumbs: Vec<f64> = values.iter().filter_map(|value| number(value)).collect();
        let (min, max) = (min.min(max), min.max(max));
        if thumbs.is_empty() {
            thumbs = vec![min, max];
        }
        thumbs.sort_by(f64::total_cmp);
        // Bounds give way to the value.
        let min = thumbs.iter().copied().fold(min, f64::min);
        let max = thumbs.iter().copied().fold(max, f64::max);
        Ok(Self {
            kind,
            is_range,
            scale: Scale {
                thumbs,
                min,
                max,
                step,
            },
        })
    }

    /// The thumbs for a value that the script has set through `st.session_state`.
    fn checked(&self, call: &Call, value: &PyObjectRef) -> PyResult<Vec<f64>> {
        let values = items(value).unwrap_or_else(|| vec![value.clone()]);
        let mut thumbs = Vec::with_capacity(values.len());
        for value in values {
            let Some(thumb) = number(&value) else {
                return Err(call.error(WidgetError::NotConvertible {
                    given: shown(&value, call.vm),
                }));
            };
            let Scale { min, max, .. } = self.scale;
            call.check_range(self.kind, thumb, Some(min), Some(max))?;
            thumbs.push(thumb);
        }
        Ok(thumbs)
    }
}

/// The items of a list or tuple.
fn items(value: &PyObjectRef) -> Option<Vec<PyObjectRef>> {
    if let Some(list) = value.downcast_ref::<PyList>() {
        return Some(list.borrow_vec().to_vec());
    }
    value
        .downcast_ref::<PyTuple>()
        .map(|tuple| tuple.as_slice().to_vec())
}

/// The one kind of all values.
fn kind_of(call: &Call, values: &[PyObjectRef], min: Option<&PyObjectRef>) -> PyResult<NumberKind> {
    let mut kinds = Vec::new();
    for value in values.iter().chain(min.filter(|_| values.is_empty())) {
        match NumberKind::of(value) {
            Some(kind) => kinds.push(kind),
            None => return refuse_type(call, value),
        }
    }
    let first = kinds.first().copied().unwrap_or(NumberKind::Int);
    if kinds.iter().all(|kind| *kind == first) {
        return Ok(first);
    }
    let names: Vec<String> = values.iter().map(|value| type_name(value)).collect();
    let given = names.join(" and ");
    Err(call.error(ArgumentError::InvalidType {
        parameter: "value".to_owned(),
        given,
        expected: "values of one type".to_owned(),
    }))
}

fn refuse_type<T>(call: &Call, value: &PyObjectRef) -> PyResult<T> {
    let expected = "a number, a date, a time, a datetime, or a list or tuple of two";
    call.invalid_type("value", expected, value)
}

/// Bounds and step have to be of the value's kind.
fn check_kinds(call: &Call, kind: NumberKind, given: [&Option<PyObjectRef>; 3]) -> PyResult<()> {
    let is_kind = |value: &&Option<PyObjectRef>| {
        value
            .as_ref()
            .is_none_or(|value| NumberKind::of(value) == Some(kind))
    };
    if given.iter().all(is_kind) {
        return Ok(());
    }
    let [min, max, step] = [0, 1, 2].map(|place| {
        given[place]
            .as_ref()
            .map_or_else(|| kind.name().to_owned(), |v| type_name(v))
    });
    Err(call.error(WidgetError::MixedSlider { min, max, step }))
}

/// A number, or a tuple of them.
#[derive(Debug, Clone, Copy)]
struct Thumbs {
    kind: NumberKind,
    is_range: bool,
    min: f64,
    max: f64,
}

impl Thumbs {
    fn value(self, thumbs: &[f64], vm: &VirtualMachine) -> PyObjectRef {
        let values = thumbs.iter().map(|thumb| self.kind.value(*thumb, vm));
        if self.is_range {
            vm.ctx.new_tuple(values.collect()).into()
        } else {
            values.into_iter().next().unwrap_or_else(|| vm.ctx.none())
        }
    }
}

impl Deserializer for Thumbs {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(match value {
            WidgetValue::Floats(thumbs) => self.value(thumbs, vm),
            _ => vm.ctx.none(),
        })
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Thumbs {
    fn held(&self, value: &PyObjectRef, _vm: &VirtualMachine) -> PyResult<WidgetValue> {
        let values = items(value).unwrap_or_else(|| vec![value.clone()]);
        let thumbs = values.iter().filter_map(|value| number(value)).collect();
        Ok(WidgetValue::Floats(thumbs))
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let read = |text: &String| {
            let thumb = self.kind.of_text(text)?;
            (self.min..=self.max).contains(&thumb).then_some(thumb)
        };
        let thumbs: Option<Vec<f64>> = texts.iter().map(read).collect();
        let count = if self.is_range { 2 } else { 1 };
        Ok(thumbs.and_then(|thumbs| in_order(thumbs, count)))
    }
}
