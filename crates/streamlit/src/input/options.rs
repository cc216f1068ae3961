//! The options of a widget that chooses among them: one, or several.

mod set_order;
mod settle;
mod value;

use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_protocol::{WidgetValue, option_name};
use brooklet_python::vm::builtins::{PyFloat, PyFrozenSet, PyInt, PyList, PySet, PyStr, PyType};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::types::PyComparisonOp;
use brooklet_python::vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};
use brooklet_session::Registered;

pub(super) use settle::replace;
pub(super) use value::{Chosen, ChosenMany, OfOptions, Otherwise};

use crate::argument::{as_i64, is_of, own_number, text_of, to_string_lossy, type_name};
use crate::call::object::objects;
use crate::command::Call;
use crate::error::{WidgetError, python_error, shown};

/// How far two numbers may lie apart and still be the same option.
const NEAR: f64 = 5e-12;

objects! {
    /// What can be chosen.
    OptionsArg ["What can be chosen: the items of anything that can be iterated over, the first column of a table, the members of an `Enum`."]: "list", "tuple", "table", "Enum";
    /// How an option is shown.
    FormatFunc ["A function that is given an option and returns the text shown for it; the value that the script gets stays the option itself."]: "a function";
    /// The place of the option that is chosen at first.
    Index ["Which option is chosen at first, counted from 0; `None` chooses none."]: "int";
    /// How typing narrows a list of options.
    Filtering ["How typing narrows the list: to what has the letters in this order, to what contains the text, or to what begins with it; `None` turns that off."]: "'fuzzy'", "'contains'", "'prefix'";
}

/// The place of the option chosen at first.
pub(super) fn index(call: &Call, given: Option<&Index>, count: usize) -> PyResult<Option<usize>> {
    let Some(Index(value)) = given else {
        return Ok(None);
    };
    let value = &own_number(value.clone(), call.vm)?;
    if value.downcast_ref::<PyInt>().is_none() {
        return call.invalid_type("index", "an int or None", value);
    }
    let index = as_i64(value, call.vm).and_then(|index| usize::try_from(index).ok());
    match index {
        Some(index) if index < count || count == 0 => Ok(Some(index)),
        _ => {
            let last = count.saturating_sub(1).to_string();
            call.out_of_range("index", value, "0", &last)
        }
    }
}

/// How typing narrows the list.
pub(super) fn filter(
    call: &Call,
    given: Option<&Filtering>,
    accepts_new: bool,
) -> PyResult<Option<FilterMode>> {
    let Some(Filtering(value)) = given else {
        if accepts_new {
            return Err(call.error(WidgetError::UnfilteredNewOptions {}));
        }
        return Ok(None);
    };
    match value
        .downcast_ref::<PyStr>()
        .map(to_string_lossy)
        .as_deref()
    {
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
    /// What they are known by on the page: their texts, made different where they are the same.
    pub(super) names: Vec<String>,
    /// Whether several have the same text.
    pub(super) has_twins: bool,
    format: PyObjectRef,
}

impl Options {
    /// What was given as `options`, each shown as `format_func` says.
    pub(super) fn of(
        call: &Call,
        OptionsArg(options): OptionsArg,
        format: Option<FormatFunc>,
    ) -> PyResult<Self> {
        let vm = call.vm;
        let values = items(options, vm)?;
        if let Some(first) = values.first() {
            check_comparable(call, first)?;
        }
        let format = match format {
            Some(FormatFunc(format)) => format,
            None => vm.ctx.types.str_type.to_owned().into(),
        };
        let mut options = Self {
            values,
            names: Vec::new(),
            has_twins: false,
            format,
        };
        let texts = options
            .values
            .iter()
            .map(|value| options.formatted(value, vm))
            .collect::<PyResult<Vec<String>>>()?;
        (options.names, options.has_twins) = option_name::names(texts);
        Ok(options)
    }

    /// How a value is shown.
    fn formatted(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        if self.format.is(vm.ctx.types.str_type) {
            return text_of(value, vm);
        }
        let formatted = self.format.call((value.clone(),), vm)?;
        match formatted.downcast_ref::<PyStr>() {
            Some(text) => Ok(to_string_lossy(text)),
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

    /// The place of a value among options of which several have the same text, where that cannot say
    /// which one it is: the same object, or else an equal one.
    fn place_of_twin(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        if !self.has_twins {
            return Ok(None);
        }
        match self.values.iter().position(|option| option.is(value)) {
            Some(place) => Ok(Some(place)),
            None => self.find(value, vm),
        }
    }

    /// The place of the option that a value is, or that is shown as it is.
    pub(super) fn place_of(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<usize>> {
        if let Some(place) = self.place_of_twin(value, vm)? {
            return Ok(Some(place));
        }
        let text = self.text_if_any(value, vm)?;
        Ok(text.and_then(|text| self.place(&text)))
    }

    /// What a value is known by on the page, be it an option or not.
    pub(super) fn name(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
        if let Some(place) = self.place_of_twin(value, vm)? {
            return Ok(self.names[place].clone());
        }
        match self.text_if_any(value, vm)? {
            Some(text) => Ok(text),
            None => text_of(value, vm),
        }
    }

    /// What a chosen value is known by, if one is chosen.
    pub(super) fn name_unless_none(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<String>> {
        if vm.is_none(value) {
            return Ok(None);
        }
        self.name(value, vm).map(Some)
    }

    /// The place of the option of this name.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The place of a value among the options.
    pub(super) fn find(&self, value: &PyObject, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        for (index, option) in self.values.iter().enumerate() {
            if vm.identical_or_equal(option, value)? || are_near(option, value) {
                return Ok(Some(index));
            }
        }
        Ok(None)
    }

    /// The places of what is given as `default`: one option, or several.
    pub(super) fn defaults(&self, call: &Call, given: PyObjectRef) -> PyResult<Vec<usize>> {
        let mut places = Vec::new();
        for value in items(given, call.vm)? {
            let Some(place) = self.find(&value, call.vm)? else {
                return Err(call.error(WidgetError::DefaultNotAnOption {
                    given: shown(&value, call.vm),
                }));
            };
            places.push(place);
        }
        Ok(places)
    }

    /// The option at an index, or `None`.
    pub(super) fn value_or_none(&self, index: Option<usize>, vm: &VirtualMachine) -> PyObjectRef {
        index.map_or_else(|| vm.ctx.none(), |index| self.values[index].clone())
    }

    /// The options at these indices, as a list.
    pub(super) fn list_of(&self, indices: &[usize], vm: &VirtualMachine) -> PyObjectRef {
        let values = indices.iter().map(|index| self.values[*index].clone());
        vm.ctx.new_list(values.collect()).into()
    }

    /// What the script sets for the page, of a widget that holds one option.
    pub(super) fn set_value(
        &self,
        registered: &Registered<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Option<WidgetValue>> {
        if !registered.set_by_script {
            return Ok(None);
        }
        let name = self.name_unless_none(&registered.value, vm)?;
        Ok(Some(name.into()))
    }

    /// The same, of a widget that holds several.
    pub(super) fn set_values(
        &self,
        registered: &Registered<PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult<Option<WidgetValue>> {
        if !registered.set_by_script {
            return Ok(None);
        }
        let names = self.names_of(&registered.value, vm)?;
        Ok(Some(WidgetValue::Texts(names)))
    }

    /// The options as one text, for an identity.
    pub(super) fn joined(&self) -> String {
        self.names.join("\u{0}")
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
    if is_of(&given, "numpy", vm)? {
        return array_items(&given, vm);
    }
    let is_set =
        given.downcast_ref::<PySet>().is_some() || given.downcast_ref::<PyFrozenSet>().is_some();
    let column = table_column(&given, vm)?;
    let is_class = given.downcast_ref::<PyType>().is_some();
    let iterator = PyIter::try_from_object(vm, column.unwrap_or(given))?;
    let found = iterator.iter(vm)?.collect::<PyResult<Vec<PyObjectRef>>>()?;
    if is_set {
        return set_order::ordered(found, vm);
    }
    if !is_class {
        return Ok(found);
    }
    let plain_text = |member: PyObjectRef| match member.downcast_ref::<PyStr>() {
        Some(_) => member.get_attr("value", vm),
        None => Ok(member),
    };
    found.into_iter().map(plain_text).collect()
}

/// The items of an array of NumPy as Python's own: of several columns the first.
fn array_items(array: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    let items = vm.call_method(array, "tolist", ())?;
    let Some(rows) = items.downcast_ref::<PyList>() else {
        return Ok(vec![items]);
    };
    let rows = rows.borrow_vec().to_vec();
    let first = |row: PyObjectRef| {
        let columns = row.downcast_ref::<PyList>();
        columns.and_then(|columns| columns.borrow_vec().first().cloned())
    };
    let is_table = rows
        .first()
        .is_some_and(|row| row.downcast_ref::<PyList>().is_some());
    Ok(if is_table {
        rows.into_iter().filter_map(first).collect()
    } else {
        rows
    })
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
