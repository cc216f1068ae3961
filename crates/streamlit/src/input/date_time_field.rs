//! What the fields for days and times share.

use brooklet_python::frozen;
use std::rc::Rc;

use brooklet_protocol::element::{DateTimeField, DateTimeKind};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, Layout, WidgetValue};
use brooklet_python::vm::function::IntoFuncArgs;
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::to_string_lossy;
use crate::call::args::Argument;
use crate::command::Call;
use crate::error::{ArgumentError, WidgetError};
use crate::kernel::python_source::PythonSource;
use crate::runtime::Runtime;
use crate::widget::on_change::OnChange;
use crate::widget::spec::Spec;
use crate::widget::{Addressed, Deserializer, is_empty};

pub(super) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.date_time_field",
    code: frozen!("input/date_time_field"),
};

/// The longest step of a field for times.
const LONGEST_STEP: i64 = 23 * 60 * 60;

/// The orders of the parts of a day.
const DATE_ORDERS: [[&str; 3]; 3] = [
    ["MM", "DD", "YYYY"],
    ["DD", "MM", "YYYY"],
    ["YYYY", "MM", "DD"],
];

/// Whether a day can be written so: in one of the orders, with one separator.
fn is_date_format(format: &str) -> bool {
    ["/", ".", "-"].iter().any(|separator| {
        let parts: Vec<&str> = format.split(separator).collect();
        DATE_ORDERS.iter().any(|order| parts == order)
    })
}

impl Call<'_> {
    /// Asks the part that knows about days and times; `None` if the answer is.
    pub(super) fn date_time<T: TryFromObject>(
        &self,
        function: &str,
        args: impl IntoFuncArgs,
    ) -> PyResult<Option<T>> {
        let answer = self.runtime.call_python(PYTHON, function, args, self.vm)?;
        if self.vm.is_none(&answer) {
            return Ok(None);
        }
        T::try_from_object(self.vm, answer).map(Some)
    }

    /// What is meant by what was given for a parameter, or that its type is wrong.
    pub(super) fn date_time_or<T: TryFromObject>(
        &self,
        (parameter, value): (&str, &PyObject),
        expected: &str,
        function: &str,
        args: impl IntoFuncArgs,
    ) -> PyResult<T> {
        match self.date_time(function, args)? {
            Some(found) => Ok(found),
            None => self.invalid_type(parameter, expected, value),
        }
    }

    /// The reader's day.
    pub(super) fn today(&self) -> PyResult<String> {
        let today = self.date_time("day", ("today",))?;
        Ok(today.unwrap_or_default())
    }

    /// The same day in another year.
    pub(super) fn years_off(&self, day: String, years: i64) -> PyResult<String> {
        let moved = self.date_time("years_off", (day, years))?;
        Ok(moved.unwrap_or_default())
    }

    /// Refuses bounds that leave nothing, and a value outside of them. ISO texts stand in the order
    /// of the moments that they name.
    pub(super) fn check_date_time_bounds(&self, element: &Widget<DateTimeField>) -> PyResult<()> {
        let shown = |text: &str| match element.kind {
            DateTimeKind::DayTime => format!("{}:00", text.replace('T', " ")),
            _ => text.to_owned(),
        };
        let (min, max) = (shown(&element.min), shown(&element.max));
        if element.min > element.max {
            return Err(self.error(WidgetError::MinAboveMax { min, max }));
        }
        if let Some(first) = element
            .default
            .first()
            .filter(|first| **first < element.min)
        {
            return Err(self.error(WidgetError::BelowMin {
                value: shown(first),
                min,
            }));
        }
        if let Some(last) = element.default.last().filter(|last| **last > element.max) {
            return Err(self.error(WidgetError::AboveMax {
                value: shown(last),
                max,
            }));
        }
        Ok(())
    }

    /// Registers the widget, draws it, and says what its call returns. With `bounds`, a value
    /// outside of them goes back to the default.
    pub(super) fn finish_date_time(
        &self,
        mut element: Widget<DateTimeField>,
        layout: Layout,
        on_change: OnChange,
        bounds: bool,
    ) -> PyResult {
        let vm = self.vm;
        let key = layout.key.as_deref();
        element.reruns = on_change.reruns;
        element.clearable = element.default.is_empty();
        let deserializer = Reading {
            runtime: self.runtime.clone(),
            element: element.clone(),
        };
        let first = deserializer.value(&element.default, vm)?;
        let spec = Spec {
            id: &element.id,
            key,
            callback: on_change.callback,
            disabled: element.disabled,
        };
        let mut registered = self.register_widget(spec, deserializer, || first.clone())?;
        let given = (
            name_of(element.kind),
            registered.value.clone(),
            !element.step.is_multiple_of(60),
        );
        let texts: Option<Vec<String>> = self.date_time("texts_of", given)?;
        let texts = texts.filter(|texts| {
            let fits = texts.len() <= 1 || element.kind == DateTimeKind::Days;
            fits && (!bounds || texts.iter().all(|text| holds(&element, text)))
        });
        if texts.is_none() {
            registered.value = first;
            registered.set_by_script = true;
            self.replace_value(&element.id, key, registered.value.clone());
        }
        if registered.set_by_script {
            let texts = texts.unwrap_or_else(|| element.default.clone());
            element.set_value = Some(WidgetValue::Texts(texts));
        }
        self.draw(Element::DateTimeField(element), layout);
        Ok(registered.value)
    }
}

/// Registers and draws the field that these arguments say.
macro_rules! date_time_field_of {
    ($call:ident, $args:ident, $key:ident, $id:ident, $bounds:expr, $props:expr) => {{
        let element = brooklet_protocol::widget::Widget {
            id: $id,
            label: $args.label.with($args.label_visibility, $args.help),
            disabled: $args.disabled.0,
            props: $props,
            ..Default::default()
        };
        let bounds: Option<bool> = $bounds;
        if bounds.is_some() {
            $call.check_date_time_bounds(&element)?;
        }
        let on_change = $args.on_change.resolve($call)?;
        let layout = $args.width.layout_of($key);
        $call.finish_date_time(element, layout, on_change, bounds == Some(true))
    }};
}

pub(super) use date_time_field_of;

/// How a day is written.
#[derive(Debug)]
pub(crate) struct DateFormat(pub(super) String);

impl Argument for DateFormat {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let Some(format) = value.downcast_ref().map(to_string_lossy) else {
            return call.invalid_type(parameter, "a str", &value);
        };
        if is_date_format(&format) {
            return Ok(Self(format));
        }
        let allowed = "YYYY, MM and DD in one of the orders YYYY MM DD, DD MM YYYY and MM DD YYYY, with '/', '-' or '.' between them";
        call.invalid_item(parameter, &value, allowed)
    }

    fn kinds() -> Vec<&'static str> {
        vec!["str"]
    }

    const DOC: &'static str = "How days are written: `YYYY`, `MM` and `DD` in a usual order, with `/`, `-` or `.` between them.";
}

/// A step between times, in seconds, that is not below `LEAST`.
#[derive(Debug)]
pub(crate) struct Step<const LEAST: i64>(pub(super) u32);

impl<const LEAST: i64> Argument for Step<LEAST> {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        let given = (parameter, &*value);
        let expected = "an int or a timedelta";
        let step: i64 = call.date_time_or(given, expected, "seconds", (value.clone(),))?;
        if (LEAST..=LONGEST_STEP).contains(&step) {
            return Ok(Self(step as u32));
        }
        let unit = if LEAST == 1 { "second" } else { "seconds" };
        Err(call.error(ArgumentError::OutOfRange {
            parameter: parameter.to_owned(),
            given: format!("{step} seconds"),
            least: format!("{LEAST} {unit}"),
            most: "23 hours".to_owned(),
        }))
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "timedelta"]
    }

    const DOC: &'static str = "How far the times in the list lie apart, as a number of seconds or a timedelta; at most 23 hours.";
}

fn holds(element: &Widget<DateTimeField>, text: &String) -> bool {
    element.kind == DateTimeKind::Time || (&element.min..=&element.max).contains(&text)
}

/// Reads ISO texts as Python's days and times.
#[derive(Debug)]
struct Reading {
    runtime: Rc<Runtime>,
    element: Widget<DateTimeField>,
}

impl Reading {
    fn value(&self, texts: &[String], vm: &VirtualMachine) -> PyResult {
        let kind = name_of(self.element.kind);
        let texts = texts
            .iter()
            .map(|text| vm.ctx.new_str(text.as_str()).into());
        let texts = vm.ctx.new_list(texts.collect());
        self.runtime
            .call_python(PYTHON, "value_of", (kind, texts), vm)
    }

    /// The ISO texts that a function has for a value.
    fn texts(
        &self,
        function: &str,
        value: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<Vec<String>>> {
        let DateTimeField { kind, step, .. } = &self.element.props;
        let given = (name_of(*kind), value, !step.is_multiple_of(60));
        let texts = self.runtime.call_python(PYTHON, function, given, vm)?;
        Option::<Vec<String>>::try_from_object(vm, texts)
    }
}

impl Deserializer for Reading {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let texts = match value {
            WidgetValue::Texts(texts) if texts.iter().all(|text| holds(&self.element, text)) => {
                texts
            }
            _ => &self.element.default,
        };
        Ok(self
            .value(texts, vm)
            .or_else(|_| self.value(&self.element.default, vm))
            .unwrap_or_else(|_| vm.ctx.none()))
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }
}

impl Addressed for Reading {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        let texts = self.texts("texts_of", value.clone(), vm)?;
        Ok(texts.map_or(WidgetValue::Default, WidgetValue::Texts))
    }

    fn of_address(&self, texts: &[String], vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let DateTimeField { kind, default, .. } = &self.element.props;
        if is_empty(texts) {
            let emptied = WidgetValue::Texts(Vec::new());
            return Ok(default.is_empty().then_some(emptied));
        }
        let most = if *kind == DateTimeKind::Days { 2 } else { 1 };
        let texts = texts
            .iter()
            .map(|text| vm.ctx.new_str(text.as_str()).into());
        let texts = vm.ctx.new_list(texts.take(most).collect());
        let texts = self.texts("texts_of_address", texts.into(), vm)?;
        let texts = texts.filter(|texts| texts.iter().all(|text| holds(&self.element, text)));
        Ok(texts.map(WidgetValue::Texts))
    }
}

/// A kind of field, as the Python source names it.
fn name_of(kind: DateTimeKind) -> &'static str {
    match kind {
        DateTimeKind::Day => "Day",
        DateTimeKind::Days => "Days",
        DateTimeKind::Time => "Time",
        DateTimeKind::DayTime => "DayTime",
    }
}
