//! The options of a widget of which one is chosen.

use brooklet_protocol::WidgetValue;
use brooklet_python::vm::builtins::PyInt;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use crate::argument::{text_of, type_name, whole};
use crate::command::Call;
use crate::widget::Codec;

/// The place of the option chosen at first.
pub(super) fn index(call: &Call, count: usize) -> PyResult<Option<usize>> {
    let Some(value) = call.object("index") else {
        return Ok(None);
    };
    if value.downcast_ref::<PyInt>().is_none() {
        return call.invalid_type("index", "int, None", &type_name(&value));
    }
    let index = whole(&value, call.vm).and_then(|index| usize::try_from(index).ok());
    match index {
        Some(index) if index < count || count == 0 => Ok(Some(index)),
        _ => {
            let shown = text_of(&value, call.vm)?;
            let last = count.saturating_sub(1);
            let text = format!(
                "The `index` parameter, set to {shown}, is outside the required range [0, {last}]."
            );
            Err(call.error("StreamlitValueOutOfRangeError", text))
        }
    }
}

/// The options, as the script has them and as they are shown.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) values: Vec<PyObjectRef>,
    pub(super) shown: Vec<String>,
}

impl Options {
    /// Any iterable; a single value that is none counts as the only option, `None` as no option.
    pub(super) fn of(call: &Call) -> PyResult<Self> {
        let given = call.value("options");
        let values = if call.vm.is_none(&given) {
            Vec::new()
        } else if given.class().slots().iter.load().is_some() {
            let iterator = PyIter::try_from_object(call.vm, given)?;
            iterator
                .iter(call.vm)?
                .collect::<PyResult<Vec<PyObjectRef>>>()?
        } else {
            vec![given]
        };
        let format = call.value("format_func");
        let is_str = format.is(call.vm.ctx.types.str_type);
        let mut shown = Vec::with_capacity(values.len());
        for value in &values {
            let text = if is_str {
                text_of(value, call.vm)?
            } else {
                let formatted = format.call((value.clone(),), call.vm)?;
                text_of(&formatted, call.vm)?
            };
            shown.push(text);
        }
        Ok(Self { values, shown })
    }

    /// The place of a value among the options.
    pub(super) fn find(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Option<usize>> {
        for (place, option) in self.values.iter().enumerate() {
            if vm.identical_or_equal(option, value)? {
                return Ok(Some(place));
            }
        }
        Ok(None)
    }

    /// How a value is shown: the text of its option, or its own where it is a new one.
    pub(super) fn text(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<String>> {
        if vm.is_none(value) {
            return Ok(None);
        }
        match self.find(value, vm)? {
            Some(place) => Ok(Some(self.shown[place].clone())),
            None => Ok(Some(text_of(value, vm)?)),
        }
    }
}

/// The option whose text the page sends, from the options of the run that drew it (rules 59, 60).
#[derive(Debug)]
pub(super) struct Chosen {
    pub(super) options: Options,
    pub(super) accept_new_options: bool,
}

impl Codec for Chosen {
    fn read(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyObjectRef {
        let WidgetValue::Text(text) = value else {
            return vm.ctx.none();
        };
        match self.options.shown.iter().position(|shown| shown == text) {
            Some(place) => self.options.values[place].clone(),
            None if self.accept_new_options => vm.ctx.new_str(text.as_str()).into(),
            None => vm.ctx.none(),
        }
    }
}
