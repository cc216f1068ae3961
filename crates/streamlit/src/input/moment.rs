//! What the fields for days and times share.

use std::rc::Rc;

use brooklet_protocol::element::{Moment, MomentKind};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use brooklet_python::vm::function::IntoFuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::{Words, plain};
use crate::command::Call;
use crate::error::{ArgumentError, WidgetError};
use crate::kernel::python_source::PythonSource;
use crate::runtime::Runtime;
use crate::widget::Deserializer;

pub(super) const PYTHON: PythonSource = PythonSource {
    module: "streamlit.moment",
    text: include_str!("moment.py"),
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
    pub(super) fn moment<T: TryFromObject>(
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

    /// What a parameter stands for, or that its type is wrong.
    pub(super) fn moment_or<T: TryFromObject>(
        &self,
        parameter: &str,
        expected: &str,
        function: &str,
        args: impl IntoFuncArgs,
    ) -> PyResult<T> {
        match self.moment(function, args)? {
            Some(found) => Ok(found),
            None => self.invalid_type(parameter, expected, &self.value(parameter)),
        }
    }

    /// The reader's day.
    pub(super) fn today(&self) -> PyResult<String> {
        let today = self.moment("day", ("today",))?;
        Ok(today.unwrap_or_default())
    }

    /// The same day in another year.
    pub(super) fn years_off(&self, day: String, years: i64) -> PyResult<String> {
        let moved = self.moment("years_off", (day, years))?;
        Ok(moved.unwrap_or_default())
    }

    /// `format` of dates.
    pub(super) fn date_format(&self) -> PyResult<String> {
        let given = self.value("format");
        let Some(format) = given.downcast_ref().map(plain) else {
            return self.invalid_type("format", "a str", &given);
        };
        if is_date_format(&format) {
            return Ok(format);
        }
        let allowed = "YYYY, MM and DD in one of the orders YYYY MM DD, DD MM YYYY and MM DD YYYY, with '/', '-' or '.' between them";
        self.invalid_value("format", allowed)
    }

    /// `step` in seconds, at least `least`, which is called `least_shown`.
    pub(super) fn step_seconds(&self, least: i64, least_shown: &str) -> PyResult<u32> {
        let given = self.value("step");
        let step: i64 = self.moment_or("step", "an int or a timedelta", "seconds", (given,))?;
        if !(least..=LONGEST_STEP).contains(&step) {
            return Err(self.error(ArgumentError::OutOfRange {
                parameter: "step".to_owned(),
                given: format!("{step} seconds"),
                least: least_shown.to_owned(),
                most: "23 hours".to_owned(),
            }));
        }
        Ok(step as u32)
    }

    /// Refuses bounds that leave nothing, and a value outside of them. ISO texts stand in the order
    /// of the moments that they name.
    pub(super) fn check_moments(&self, element: &Widget<Moment>) -> PyResult<()> {
        let shown = |text: &str| match element.kind {
            MomentKind::DayTime => format!("{}:00", text.replace('T', " ")),
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
    pub(super) fn finish_moment(
        &self,
        mut element: Widget<Moment>,
        key: Option<&str>,
        bounds: bool,
    ) -> PyResult {
        let vm = self.vm;
        let reaction = self.reaction("on_change", &["rerun", "ignore"])?;
        element.reruns = reaction.reruns;
        element.label = self.widget_label()?;
        element.disabled = self.flag("disabled")?;
        element.clearable = element.default.is_empty();
        let layout = self.widget_layout(Words::Stretch, key)?;
        let deserializer = Reading {
            runtime: self.runtime.clone(),
            element: element.clone(),
        };
        let first = deserializer.value(&element.default, vm)?;
        let default = first.clone();
        let id: WidgetId = element.id.clone();
        let mut registered = self.register(&id, key, deserializer, reaction.callback, || first)?;
        let kind = name_of(element.kind);
        let given = (
            kind,
            registered.value.clone(),
            !element.step.is_multiple_of(60),
        );
        let texts: Option<Vec<String>> = self.moment("texts_of", given)?;
        let texts = texts.filter(|texts| {
            let fits = texts.len() <= 1 || element.kind == MomentKind::Days;
            fits && (!bounds || texts.iter().all(|text| holds(&element, text)))
        });
        if texts.is_none() {
            registered.value = default;
            registered.set_by_script = true;
            self.replace_value(&id, key, registered.value.clone());
        }
        if registered.set_by_script {
            let texts = texts.unwrap_or_else(|| element.default.clone());
            element.set_value = Some(WidgetValue::Texts(texts));
        }
        self.runtime
            .draw(self.target, Element::Moment(element), layout);
        Ok(registered.value)
    }
}

fn holds(element: &Widget<Moment>, text: &String) -> bool {
    element.kind == MomentKind::Time || (&element.min..=&element.max).contains(&text)
}

/// Reads ISO texts as Python's days and times.
#[derive(Debug)]
struct Reading {
    runtime: Rc<Runtime>,
    element: Widget<Moment>,
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
}

/// A kind of field, as the Python source names it.
fn name_of(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::Day => "Day",
        MomentKind::Days => "Days",
        MomentKind::Time => "Time",
        MomentKind::DayTime => "DayTime",
    }
}
