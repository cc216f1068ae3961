//! The options of a widget that chooses among them: one, or several.

mod settle;
mod value;

use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_python::vm::builtins::{PyFloat, PyInt, PyStr, PyType};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};

pub(super) use settle::replace;
pub(super) use value::{Chosen, ChosenMany, Otherwise};

use crate::argument::{plain, text_of, type_name, whole};
use crate::command::Call;
use crate::error::{WidgetError, python_error, shown};

/// How far two numbers may lie apart and still be the same option.
const NEAR: f64 = 5e-12;

/// The place of the option chosen at first.
pub(super) fn index(call: &Call, count: usize) -> PyResult<Option<usize>> {
    let Some(value) = call.object("index") else {
        return Ok(None);
    };
    if value.downcast_ref::<PyInt>().is_none() {
        return call.invalid_type("index", "an int or None", &value);
    }
    let index = whole(&value, call.vm).and_then(|index| usize::try_from(index).ok());
    match index {
        Some(index) if index < count || count == 0 => Ok(Some(index)),
        _ => {
            let last = count.saturating_sub(1).to_string();
            call.out_of_range("index", &value, "0", &last)
        }
    }
}

/// How typing narrows the list.
pub(super) fn filter(call: &Call, accepts_new: bool) -> PyResult<Option<FilterMode>> {
    let Some(value) = call.object("filter_mode") else {
        if accepts_new {
            return Err(call.error(WidgetError::UnfilteredNewOptions {}));
        }
        return Ok(None);
    };
    match value.downcast_ref::<PyStr>().map(plain).as_deref() {
        Some("fuzzy") => Ok(Some(FilterMode::Fuzzy)),
        Some("contains") => Ok(Some(FilterMode::Contains)),
        Some("prefix") => Ok(Some(FilterMode::Prefix)),
        _ => call.invalid_value("filter_mode", "'fuzzy', 'contains', 'prefix' or None"),
    }
}

/// The options, as the script has them and as they are shown.
#[derive(Debug)]
pub(super) struct Options {
    pub(super) values: Vec<PyObjectRef>,
    pub(super) shown: Vec<String>,
    format: PyObjectRef,
}

impl Options {
    /// What was given as `options`, each shown as `format_func` says.
    pub(super) fn of(call: &Call) -> PyResult<Self> {
        let vm = call.vm;
        let values = items(call.value("options"), vm)?;
        if let Some(first) = values.first() {
            check_comparable(call, first)?;
        }
        let format = call
            .object("format_func")
            .unwrap_or_else(|| vm.ctx.types.str_type.to_owned().into());
        let mut options = Self {
            values,
            shown: Vec::new(),
            format,
        };
        options.shown = options
            .values
            .iter()
            .map(|value| options.formatted(value, vm))
            .collect::<PyResult<Vec<String>>>()?;
        Ok(options)
    }

    /// How a value is shown.
    fn formatted(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        if self.format.is(vm.ctx.types.str_type) {
            return text_of(value, vm);
        }
        let formatted = self.format.call((value.clone(),), vm)?;
        match formatted.downcast_ref::<PyStr>() {
            Some(text) => Ok(plain(text)),
            None => {
                let kind = type_name(&formatted);
                Err(python_error(&WidgetError::LabelNotText { kind }, vm))
            }
        }
    }

    /// How a value is shown, unless `format_func` fails on it.
    fn text_if_any(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<String>> {
        match self.formatted(value, vm) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.fast_isinstance(vm.ctx.exceptions.exception_type) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// How a value is shown, be it an option or not.
    pub(super) fn text(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        match self.text_if_any(value, vm)? {
            Some(text) => Ok(text),
            None => text_of(value, vm),
        }
    }

    /// How a chosen value is shown, if one is.
    pub(super) fn text_unless_none(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<String>> {
        if vm.is_none(value) {
            return Ok(None);
        }
        self.text(value, vm).map(Some)
    }

    /// The place of the option that is shown so; of several the last.
    pub(super) fn place(&self, text: &str) -> Option<usize> {
        self.shown.iter().rposition(|shown| shown == text)
    }

    /// The place of a value among the options.
    pub(super) fn find(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        for (place, option) in self.values.iter().enumerate() {
            if vm.identical_or_equal(option, value)? || are_near(option, value) {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// The places of what is given as `default`: one option, or several.
    pub(super) fn defaults(&self, call: &Call) -> PyResult<Vec<usize>> {
        let mut places = Vec::new();
        for value in items(call.value("default"), call.vm)? {
            let Some(place) = self.find(&value, call.vm)? else {
                return Err(call.error(WidgetError::DefaultNotAnOption {
                    given: shown(&value, call.vm),
                }));
            };
            places.push(place);
        }
        Ok(places)
    }

    /// The options as one text, for an identity.
    pub(super) fn joined(&self) -> String {
        self.shown.join("\u{0}")
    }
}

/// What can be iterated over as a list, the first column of a table, an enumeration with the texts of
/// its members where they are texts; `None` is none, anything else the only one.
pub(super) fn items(given: PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    if vm.is_none(&given) {
        return Ok(Vec::new());
    }
    let is_text = given.downcast_ref::<PyStr>().is_some();
    if is_text || given.class().slots().iter.load().is_none() {
        return Ok(vec![given]);
    }
    let column = table_column(&given, vm)?;
    let is_class = given.downcast_ref::<PyType>().is_some();
    let iterator = PyIter::try_from_object(vm, column.unwrap_or(given))?;
    let found = iterator.iter(vm)?.collect::<PyResult<Vec<PyObjectRef>>>()?;
    if !is_class {
        return Ok(found);
    }
    let plain_text = |member: PyObjectRef| match member.downcast_ref::<PyStr>() {
        Some(_) => member.get_attr("value", vm),
        None => Ok(member),
    };
    found.into_iter().map(plain_text).collect()
}

/// The first column of a table.
fn table_column(given: &PyObject, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
    if vm.get_attribute_opt(given, "iloc")?.is_none() {
        return Ok(None);
    }
    let Some(columns) = vm.get_attribute_opt(given, "columns")? else {
        return Ok(None);
    };
    let first = columns.get_item(&0, vm)?;
    given.get_item(&*first, vm).map(Some)
}

fn check_comparable(call: &Call, first: &PyObject) -> PyResult<()> {
    let vm = call.vm;
    let same = first
        .rich_compare(first, PyComparisonOp::Eq, vm)
        .and_then(|same| same.is_true(vm));
    match same {
        Err(error) if error.fast_isinstance(vm.ctx.exceptions.value_error) => {
            Err(call.error(WidgetError::Incomparable {
                kind: type_name(first),
            }))
        }
        other => other.map(drop),
    }
}

fn are_near(one: &PyObject, other: &PyObject) -> bool {
    match (
        one.downcast_ref::<PyFloat>(),
        other.downcast_ref::<PyFloat>(),
    ) {
        (Some(one), Some(other)) => (one.to_f64() - other.to_f64()).abs() < NEAR,
        _ => false,
    }
}
