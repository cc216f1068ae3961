//! `st.slider` over days and times. Its numbers are microseconds since 1970 began, on the clock
//! that the values are read from.

use std::rc::Rc;

use brooklet_protocol::element::{Slider, SliderKind};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::moment::PART;
use crate::argument::{Words, text_of, type_name};
use crate::command::Call;
use crate::runtime::Runtime;
use crate::widget::Codec;

/// Draws a slider whose thumbs stand at first at these days or times.
pub(super) fn slider(call: &Call, values: &[PyObjectRef], is_range: bool) -> PyResult {
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let id = call
        .defined_by(
            call.identity(key),
            &["min_value", "max_value", "step"],
            &["label", "value", "format", "help", "width"],
        )?
        .finish();
    let scale = Scale::of(call, values)?;
    let mut element = Slider {
        id: id.clone(),
        label: call.widget_label()?,
        kind: SliderKind::Moment,
        default: scale.thumbs.clone(),
        set_value: None,
        min: scale.min,
        max: scale.max,
        step: scale.step,
        format: match call.text("format")? {
            Some(format) => format,
            None if type_name(&values[0]) == "time" => "HH:mm".to_owned(),
            None => "YYYY-MM-DD".to_owned(),
        },
        options: Vec::new(),
        reruns: true,
        disabled: call.flag("disabled")?,
        form_id: None,
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let codec = Thumbs {
        runtime: call.runtime.clone(),
        sample: values[0].clone(),
        default: scale.thumbs.clone(),
        is_range,
    };
    let first = codec.value(&scale.thumbs, vm)?;
    let registered = call.register(&id, key, codec, callback, || first)?;
    if registered.set_by_script {
        let given = (registered.value.clone(),);
        let Some(thumbs) = call.moment("micros_of", given)? else {
            let expected = "date, time, datetime, list, tuple";
            return call.invalid_type("value", expected, &type_name(&registered.value));
        };
        element.set_value = Some(thumbs);
    }
    call.runtime
        .draw(call.target, Element::Slider(element), layout);
    Ok(registered.value)
}

/// The numbers of a slider.
struct Scale {
    thumbs: Vec<f64>,
    min: f64,
    max: f64,
    step: f64,
}

impl Scale {
    fn of(call: &Call, values: &[PyObjectRef]) -> PyResult<Self> {
        let vm = call.vm;
        let bounds = ["min_value", "max_value", "step"].map(|name| call.value(name));
        let [low, high, step] = bounds.clone();
        let list: PyObjectRef = vm.ctx.new_list(values.to_vec()).into();
        let found = call.moment::<PyObjectRef>("scale", (list, low, high, step))?;
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
            return call.invalid_type(
                "value",
                "matching numeric types, matching date/time types",
                &format!("min_value={low}, max_value={high}, step={step}"),
            );
        };
        let number = |place: usize| f64::try_from_object(vm, found.get_item(&place, vm)?);
        let thumbs = Vec::<f64>::try_from_object(vm, found.get_item(&0, vm)?)?;
        let (min, max, step) = (number(1)?, number(2)?, number(3)?);
        if step == 0.0 {
            return call.invalid_value("step", "a timedelta. Zero is not allowed");
        }
        if min >= max {
            let both = text_of(&call.value("min_value"), vm)?;
            let both = match type_name(&values[0]).as_str() {
                "date" => format!("{both} 00:00:00"),
                "time" => format!("2000-01-01 {both}"),
                _ => both,
            };
            let text = format!(
                "The `min_value` and `max_value` parameters are both set to {both}. They must not be equal."
            );
            return Err(call.error("StreamlitInvalidMinMaxError", text));
        }
        Ok(Self {
            thumbs,
            min,
            max,
            step,
        })
    }
}

/// A day or a time, or a tuple of two.
#[derive(Debug)]
struct Thumbs {
    runtime: Rc<Runtime>,
    /// One of the values: what the others are like.
    sample: PyObjectRef,
    default: Vec<f64>,
    is_range: bool,
}

impl Thumbs {
    fn value(&self, thumbs: &[f64], vm: &VirtualMachine) -> PyResult {
        let moment = |thumb: &f64| {
            let given = (self.sample.clone(), *thumb);
            self.runtime.call_part(PART, "at", given, vm)
        };
        let values = thumbs.iter().map(moment).collect::<PyResult<Vec<_>>>()?;
        if self.is_range {
            return Ok(vm.ctx.new_tuple(values).into());
        }
        Ok(values.into_iter().next().unwrap_or_else(|| vm.ctx.none()))
    }
}

impl Codec for Thumbs {
    fn read(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
        let thumbs = match value {
            WidgetValue::Floats(thumbs) if thumbs.len() == self.default.len() => thumbs,
            _ => &self.default,
        };
        self.value(thumbs, vm).unwrap_or_else(|_| vm.ctx.none())
    }
}
