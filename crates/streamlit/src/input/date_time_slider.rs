//! `st.slider` over days and times. Its numbers are microseconds since 1970 began, on the clock
//! that the values are read from.

use std::rc::Rc;

use brooklet_protocol::WidgetValue;
use brooklet_protocol::binding::Form;
use brooklet_protocol::element::SliderKind;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::date_time_field::PYTHON;
use super::scale::{Scale, Slider, draw, in_order};
use crate::argument::{text_of, type_name};
use crate::command::Call;
use crate::error::WidgetError;
use crate::runtime::Runtime;
use crate::widget::{Addressed, Deserializer};

/// Draws a slider whose thumbs stand at first at these days or times.
pub(super) fn slider(
    call: &Call,
    args: Slider,
    values: &[PyObjectRef],
    is_range: bool,
) -> PyResult {
    let scale = scale(call, &args, values)?;
    let format = match type_name(&values[0]).as_str() {
        "time" => "HH:mm",
        _ => "YYYY-MM-DD",
    };
    let deserializer = Thumbs {
        runtime: call.runtime.clone(),
        sample: values[0].clone(),
        default: scale.thumbs.clone(),
        ends: (scale.min, scale.max),
        form: match type_name(&values[0]).as_str() {
            "time" => Form::Time,
            "date" => Form::Day,
            _ => Form::DayTime,
        },
        is_range,
    };
    let first = deserializer.value(&scale.thumbs, call.vm)?;
    let set = |value: &PyObjectRef| {
        let expected = "date, time, datetime, list, tuple";
        match call.date_time("micros_of", (value.clone(),))? {
            Some(thumbs) => Ok(thumbs),
            None => call.invalid_type("value", expected, value),
        }
    };
    let drawn = (SliderKind::DateTime, format, &scale);
    draw(call, args, drawn, deserializer, first, set)
}

/// The checked numbers of the slider.
fn scale(call: &Call, args: &Slider, values: &[PyObjectRef]) -> PyResult<Scale> {
    let vm = call.vm;
    let bounds = [&args.min_value, &args.max_value, &args.step];
    let bounds = bounds.map(|value| value.clone().unwrap_or_else(|| vm.ctx.none()));
    let [low, high, step] = bounds.clone();
    let list: PyObjectRef = vm.ctx.new_list(values.to_vec()).into();
    let found = call.date_time::<PyObjectRef>("scale", (list, low, high, step))?;
    let Some(found) = found else {
        let kind = type_name(&values[0]);
        let name = |bound: &PyObjectRef, usual: &str| {
            if vm.is_none(bound) {
                usual.to_owned()
            } else {
                type_name(bound)
            }
        };
        let [low, high, step] = &bounds;
        let (low, high) = (name(low, &kind), name(high, &kind));
        let step = name(step, "timedelta");
        return Err(call.error(WidgetError::MixedSlider {
            min: low,
            max: high,
            step,
        }));
    };
    let number = |place: usize| f64::try_from_object(vm, found.get_item(&place, vm)?);
    let thumbs = Vec::<f64>::try_from_object(vm, found.get_item(&0, vm)?)?;
    let (min, max, step) = (number(1)?, number(2)?, number(3)?);
    if step == 0.0 {
        return call.invalid_value("step", "a timedelta other than 0");
    }
    if min >= max {
        let both = text_of(&bounds[0], vm)?;
        let both = match type_name(&values[0]).as_str() {
            "date" => format!("{both} 00:00:00"),
            "time" => format!("2000-01-01 {both}"),
            _ => both,
        };
        return Err(call.error(WidgetError::MinIsMax { both }));
    }
    Ok(Scale {
        thumbs,
        min,
        max,
        step,
    })
}

/// A day or a time, or a tuple of two.
#[derive(Debug)]
struct Thumbs {
    runtime: Rc<Runtime>,
    /// One of the values: what the others are like.
    sample: PyObjectRef,
    default: Vec<f64>,
    ends: (f64, f64),
    form: Form,
    is_range: bool,
}

impl Thumbs {
    fn value(&self, thumbs: &[f64], vm: &VirtualMachine) -> PyResult {
        let moment = |thumb: &f64| {
            let given = (self.sample.clone(), *thumb);
            self.runtime.call_python(PYTHON, "at", given, vm)
        };
        let values = thumbs.iter().map(moment).collect::<PyResult<Vec<_>>>()?;
        if self.is_range {
            return Ok(vm.ctx.new_tuple(values).into());
        }
        Ok(values.into_iter().next().unwrap_or_else(|| vm.ctx.none()))
    }
}

impl Deserializer for Thumbs {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let thumbs = match value {
            WidgetValue::Floats(thumbs) if thumbs.len() == self.default.len() => thumbs,
            _ => &self.default,
        };
        self.value(thumbs, vm)
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Thumbs {
    fn form(&self) -> Form {
        self.form
    }

    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        let given = (value.clone(),);
        let thumbs = self.runtime.call_python(PYTHON, "micros_of", given, vm)?;
        let thumbs = Option::<Vec<f64>>::try_from_object(vm, thumbs)?;
        Ok(thumbs.map_or(WidgetValue::Default, WidgetValue::Floats))
    }

    fn of_address(&self, texts: &[String], vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let texts = texts
            .iter()
            .map(|text| vm.ctx.new_str(text.as_str()).into());
        let given = (vm.ctx.new_list(texts.collect()),);
        let thumbs = self
            .runtime
            .call_python(PYTHON, "micros_of_texts", given, vm)?;
        let thumbs = Option::<Vec<f64>>::try_from_object(vm, thumbs)?;
        let (low, high) = self.ends;
        let fits = |thumbs: &Vec<f64>| thumbs.iter().all(|thumb| (low..=high).contains(thumb));
        let thumbs = thumbs.filter(fits);
        Ok(thumbs.and_then(|thumbs| in_order(thumbs, self.default.len())))
    }
}
