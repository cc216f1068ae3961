//! `st.number_input`.

use brooklet_protocol::element::NumberInput;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::number::NumberKind;
use crate::argument::{Words, number, type_name};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;
use crate::status::alert;
use crate::widget::Deserializer;

/// `st.number_input`.
pub(crate) const NUMBER_INPUT: Command = Command {
    name: "number_input",
    place: Place::Container("NumberInputMixin"),
    signature: Parameters::undocumented(
        "label, min_value=None, max_value=None, value='min', step=None, format=None, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', icon=None, width='stretch', bind=None, persist_state=None",
    ),
    doc: "Draw a field for a number, with buttons for a step up and down. It returns an int or a float, as its arguments are.",
    run: number_input,
};

fn number_input(call: &Call) -> PyResult {
    call.refuse_given(&["required", "bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let identity = call.defined_by(
        call.identity(key),
        &[],
        &[
            "label",
            "min_value",
            "max_value",
            "value",
            "step",
            "format",
            "help",
            "placeholder",
            "icon",
            "width",
        ],
    )?;
    let id = identity.finish();
    let field = Field::of(call)?;
    let format = format(call, field.kind)?;
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: true,
        props: NumberInput {
            is_int: field.kind == NumberKind::Int,
            default: field.value,
            min: field.min,
            max: field.max,
            step: field.step,
            format: Some(format),
            placeholder: call.text("placeholder")?.unwrap_or_default(),
            icon: call.icon()?,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let deserializer = Typed(field.kind);
    let first = || deserializer.value(field.value, call.vm);
    let mut registered = call.register(&id, key, deserializer, callback, first)?;
    if registered.set_by_script {
        check_set(call, &registered.value)?;
    }
    let now = number(&registered.value);
    if now.is_some_and(|now| !field.holds(now)) {
        // The bounds have moved away from the value: the field begins anew.
        registered.value = deserializer.value(field.value, call.vm);
        registered.set_by_script = true;
        call.replace_value(&id, key, registered.value.clone());
    }
    if registered.set_by_script {
        element.set_value = Some(element.value(number(&registered.value)));
    }
    call.runtime
        .draw(call.target, Element::NumberInput(element), layout);
    Ok(registered.value)
}

fn check_set(call: &Call, value: &PyObjectRef) -> PyResult<()> {
    if call.vm.is_none(value) || number(value).is_some() {
        return Ok(());
    }
    Err(call.type_error("value", "a number, 'min' or None", value))
}

/// The checked numbers of a field.
#[derive(Debug)]
struct Field {
    kind: NumberKind,
    value: Option<f64>,
    min: Option<f64>,
    max: Option<f64>,
    step: f64,
}

impl Field {
    fn of(call: &Call) -> PyResult<Self> {
        let is_min = call.is_word("value", "min");
        let names = ["value", "min_value", "max_value", "step"];
        let given = names.map(|name| call.object(name));
        let numbers: Vec<(&str, &PyObjectRef)> = names
            .iter()
            .zip(&given)
            .filter_map(|(name, value)| Some((*name, value.as_ref()?)))
            .collect();
        let counted = || {
            numbers
                .iter()
                .filter(|(name, _)| !(is_min && *name == "value"))
        };
        for (name, value) in counted() {
            call.check_bounds(name, value)?;
        }
        let mut kinds = counted().filter_map(|(_, value)| NumberKind::of(value));
        let kind = kinds.next().unwrap_or(NumberKind::Float);
        if kinds.any(|other| other != kind) {
            return Err(call.error(WidgetError::MixedNumbers {
                types: types(&numbers),
            }));
        }
        let [min, max, step] =
            [1, 2, 3].map(|place| given[place].as_ref().and_then(|value| number(value)));
        if let (Some(low), Some(high)) = (min, max)
            && low > high
        {
            let (low, high) = (kind.shown(low, call.vm)?, kind.shown(high, call.vm)?);
            return Err(call.error(WidgetError::MinAboveMax {
                min: low,
                max: high,
            }));
        }
        let value = if is_min {
            Some(min.unwrap_or(0.0))
        } else {
            given[0].as_ref().and_then(|v| number(v))
        };
        if let Some(value) = value {
            call.check_range(kind, value, min, max)?;
        }
        let step = step.unwrap_or(if kind == NumberKind::Int { 1.0 } else { 0.01 });
        Ok(Self {
            kind,
            value,
            min,
            max,
            step,
        })
    }

    fn holds(&self, value: f64) -> bool {
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

fn types(numbers: &[(&str, &PyObjectRef)]) -> String {
    let named = numbers
        .iter()
        .map(|(name, value)| format!("`{name}` is of the type {}", type_name(value)));
    named.collect::<Vec<String>>().join(", ")
}

/// The printf format; one that shows a float where the field holds whole numbers, or the other way
/// round, is used and warned of.
fn format(call: &Call, kind: NumberKind) -> PyResult<String> {
    let Some(format) = call.text("format")? else {
        return Ok(if kind == NumberKind::Int {
            "%d"
        } else {
            "%0.2f"
        }
        .to_owned());
    };
    let conversion = conversion(&format);
    let Some(conversion) = conversion else {
        return Err(call.error(WidgetError::BadNumberFormat { format }));
    };
    let is_float = matches!(conversion, 'e' | 'E' | 'f' | 'F' | 'g' | 'G');
    let is_int = matches!(conversion, 'd' | 'i' | 'u' | 'o' | 'x' | 'X');
    match kind {
        NumberKind::Int if is_float => {}
        NumberKind::Float if is_int => {}
        _ => return Ok(format),
    }
    let notice = WidgetError::UnfitNumberFormat {
        format: format.clone(),
        kind: kind.name(),
    };
    alert::warn(call, &notice);
    Ok(format)
}

/// The conversion letter of a printf format that shows nothing but a number.
fn conversion(format: &str) -> Option<char> {
    let rest = format.trim().strip_prefix('%')?;
    let letter = rest.chars().last()?;
    let flags = &rest[..rest.len() - letter.len_utf8()];
    let is_plain = flags
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | ' ' | '#'));
    (is_plain && "dioufFeEgGxXsra".contains(letter)).then_some(letter)
}

/// An `int` or a `float`, or `None`.
#[derive(Debug, Clone, Copy)]
struct Typed(NumberKind);

impl Typed {
    fn value(self, number: Option<f64>, vm: &VirtualMachine) -> PyObjectRef {
        number.map_or_else(|| vm.ctx.none(), |number| self.0.value(number, vm))
    }
}

impl Deserializer for Typed {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let number = match value {
            WidgetValue::Int(number) => Some(*number as f64),
            WidgetValue::Float(number) => Some(*number),
            _ => None,
        };
        Ok(self.value(number, vm))
    }
}
