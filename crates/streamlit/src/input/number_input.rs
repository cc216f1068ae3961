//! `st.number_input`.

use brooklet_protocol::element::NumberInput;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::number::NumberKind;
use crate::argument::{number, own_number, to_string_lossy, type_name};
use crate::call::args::{Bind, Disabled, Help, Icon, Key, PersistState, Stretch, Text, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;
use crate::status::alert;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer, is_empty};

arguments! {
    /// The arguments of `st.number_input`.
    pub(crate) struct NumberInputArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        /// The least number that it takes; `None` sets no limit.
        min_value: Option<Number> = None,
        /// The largest.
        max_value: Option<Number> = None,
        /// The number at first; `'min'` is `min_value`, or 0 where there is none. With `None` it is
        /// `None` until the reader types.
        value: Option<NumberOrMin> = "min",
        /// By how much the buttons change it; by default 1 for an int, 0.01 for a float.
        step: Option<Number> = None,
        /// How the number is written, as by `printf`: `'%d'` or `'%0.3f'`, say.
        format: Option<String> = None,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        /// What the field says while it is empty.
        placeholder: Option<String> = None,
        disabled: Disabled = False,
        required = False,
        label_visibility: LabelVisibility = "visible",
        icon: Icon = None,
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: label, min_value, max_value, value, step, format, help, placeholder, icon, width;
    }
}

/// `st.number_input`.
pub(crate) const NUMBER_INPUT: Command = Command {
    name: "number_input",
    place: Place::Container("NumberInputMixin"),
    signature: NumberInputArgs::SIGNATURE,
    doc: "Draw a field for a number, with buttons for a step up and down. It returns an int or a float, as its arguments are.",
    run: |call| number_input(call, NumberInputArgs::read(call)?),
};

objects! {
    /// A number.
    Number: "int", "float";
    /// A number, or the least one.
    NumberOrMin: "int", "float", "'min'";
}

fn number_input(call: &Call, mut args: NumberInputArgs) -> PyResult {
    if let Some(NumberOrMin(value)) = &mut args.value {
        *value = own_number(value.clone(), call.vm)?;
    }
    for Number(given) in [&mut args.min_value, &mut args.max_value, &mut args.step]
        .into_iter()
        .flatten()
    {
        *given = own_number(given.clone(), call.vm)?;
    }
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let field = Field::of(call, &args)?;
    let on_change = args.on_change.resolve(call)?;
    let format = format(call, args.format, field.kind)?;
    let deserializer = Typed {
        kind: field.kind,
        min: field.min,
        max: field.max,
        can_be_empty: field.value.is_none(),
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let first = || deserializer.value(field.value, call.vm);
    let mut registered = call.register_widget(spec, deserializer, first)?;
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
    let mut element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value: None,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: NumberInput {
            is_int: field.kind == NumberKind::Int,
            default: field.value,
            min: field.min,
            max: field.max,
            step: field.step,
            format: Some(format),
            placeholder: args.placeholder.unwrap_or_default(),
            icon: args.icon.0,
        },
    };
    if registered.set_by_script {
        element.set_value = Some(element.value(number(&registered.value)));
    }
    call.draw(Element::NumberInput(element), args.width.layout_of(key));
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
    fn of(call: &Call, args: &NumberInputArgs) -> PyResult<Self> {
        let value = args.value.as_ref().map(|value| &value.0);
        let text = value.and_then(|value| value.downcast_ref::<PyStr>());
        let is_min = text.is_some_and(|text| to_string_lossy(text) == "min");
        let names = ["value", "min_value", "max_value", "step"];
        let [min, max, step] = [&args.min_value, &args.max_value, &args.step]
            .map(|given| given.as_ref().map(|given| &given.0));
        let given = [value, min, max, step];
        let numbers: Vec<(&str, &PyObjectRef)> = names
            .iter()
            .zip(&given)
            .filter_map(|(name, value)| Some((*name, (*value)?)))
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
        let [min, max, step] = [min, max, step].map(|given| given.and_then(|given| number(given)));
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
            value.and_then(|value| number(value))
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
        lies_within(value, self.min, self.max)
    }
}

fn lies_within(value: f64, min: Option<f64>, max: Option<f64>) -> bool {
    min.is_none_or(|min| value >= min) && max.is_none_or(|max| value <= max)
}

fn types(numbers: &[(&str, &PyObjectRef)]) -> String {
    let named = numbers
        .iter()
        .map(|(name, value)| format!("`{name}` is of the type {}", type_name(value)));
    named.collect::<Vec<String>>().join(", ")
}

/// The printf format; one that shows a float where the field holds whole numbers, or the other way
/// round, is used and warned of.
fn format(call: &Call, given: Option<String>, kind: NumberKind) -> PyResult<String> {
    let Some(format) = given else {
        let usual = match kind {
            NumberKind::Int => "%d",
            NumberKind::Float => "%0.2f",
        };
        return Ok(usual.to_owned());
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
struct Typed {
    kind: NumberKind,
    min: Option<f64>,
    max: Option<f64>,
    can_be_empty: bool,
}

impl Typed {
    fn value(self, number: Option<f64>, vm: &VirtualMachine) -> PyObjectRef {
        number.map_or_else(|| vm.ctx.none(), |number| self.kind.value(number, vm))
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

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Typed {
    fn held(&self, value: &PyObjectRef, _vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(number(value).map_or(WidgetValue::None, WidgetValue::Float))
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        if is_empty(texts) {
            return Ok(self.can_be_empty.then_some(WidgetValue::None));
        }
        let number = texts.last().and_then(|text| self.kind.of_text(text));
        let number = number.filter(|number| lies_within(*number, self.min, self.max));
        Ok(number.map(WidgetValue::Float))
    }
}
