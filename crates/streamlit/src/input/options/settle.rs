//! Whether the value of a widget can stand among the options of this run.

use std::collections::HashMap;

use brooklet_protocol::WidgetId;
use brooklet_python::vm::builtins::PyList;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};
use brooklet_session::Registered;

use super::{Options, items};
use crate::argument::text_of;
use crate::command::Call;

impl Options {
    /// The places of options by their texts.
    pub(super) fn places(&self, texts: &[String]) -> Vec<Option<usize>> {
        if texts.len() < 8 {
            return texts.iter().map(|text| self.place(text)).collect();
        }
        let known: HashMap<&str, usize> = self.by_text();
        texts
            .iter()
            .map(|text| known.get(text.as_str()).copied())
            .collect()
    }

    fn by_text(&self) -> HashMap<&str, usize> {
        let texts = self.shown.iter().map(String::as_str);
        texts.zip(0..).collect()
    }

    /// Keeps a single value that is still shown as one of the options; otherwise the widget begins
    /// anew with `default`, unless it takes new options.
    pub(in crate::input) fn settle(
        &self,
        call: &Call,
        widget: (&WidgetId, Option<&str>),
        registered: &mut Registered<PyObjectRef>,
        default: &PyObjectRef,
        accepts_new: bool,
    ) -> PyResult<()> {
        let vm = call.vm;
        registered.value = self.of_this_run(&registered.value, vm)?;
        if accepts_new || vm.is_none(&registered.value) || self.has(&registered.value, vm)? {
            return Ok(());
        }
        replace(call, widget, registered, default.clone());
        Ok(())
    }

    /// Keeps those of several values that are still shown as options.
    pub(in crate::input) fn settle_many(
        &self,
        call: &Call,
        widget: (&WidgetId, Option<&str>),
        registered: &mut Registered<PyObjectRef>,
        accepts_new: bool,
    ) -> PyResult<()> {
        let vm = call.vm;
        let mut values = listed(&registered.value, vm)?;
        for value in &mut values {
            *value = self.of_this_run(value, vm)?;
        }
        let count = values.len();
        if !accepts_new {
            let known = self.by_text();
            let mut kept = Vec::with_capacity(count);
            for value in values {
                let text = self.text_if_any(&value, vm)?;
                if text.is_some_and(|text| known.contains_key(text.as_str())) {
                    kept.push(value);
                }
            }
            values = kept;
        }
        let is_list = registered.value.downcast_ref::<PyList>().is_some();
        if values.len() < count {
            replace(call, widget, registered, vm.ctx.new_list(values).into());
        } else if is_list {
            // The script gets a list of its own.
            registered.value = vm.ctx.new_list(values).into();
        }
        Ok(())
    }

    /// The texts of a value that may be several.
    pub(in crate::input) fn texts(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<String>> {
        let values = items(value.clone(), vm)?;
        values.iter().map(|value| self.text(value, vm)).collect()
    }

    /// Whether a value is shown as one of the options.
    pub(in crate::input) fn has(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<bool> {
        let text = self.text_if_any(value, vm)?;
        Ok(text.is_some_and(|text| self.place(&text).is_some()))
    }

    /// A member of an enumeration that the script has defined anew in this run, as its present
    /// member.
    pub(in crate::input) fn of_this_run(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<PyObjectRef> {
        let same = || Ok(value.clone());
        let Some(names) = vm.get_attribute_opt(value, "_member_names_")? else {
            return same();
        };
        let is_renewed = |first: &&PyObjectRef| !first.class().is(value.class());
        let Some(first) = self.values.first().filter(is_renewed) else {
            return same();
        };
        let Some(others) = vm.get_attribute_opt(first, "_member_names_")? else {
            return same();
        };
        let (old, new): (PyObjectRef, PyObjectRef) = (
            value.class().to_owned().into(),
            first.class().to_owned().into(),
        );
        let name = |class: &PyObjectRef| text_of(&*class.get_attr("__qualname__", vm)?, vm);
        if name(&old)? != name(&new)? || sorted(&names, vm)? != sorted(&others, vm)? {
            return same();
        }
        new.get_item(&*value.get_attr("name", vm)?, vm)
    }
}

fn sorted(names: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let names = listed(names, vm)?;
    let mut names: Vec<String> = names
        .iter()
        .map(|name| text_of(name, vm))
        .collect::<PyResult<_>>()?;
    names.sort();
    Ok(names)
}

fn listed(value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    let iterator = PyIter::try_from_object(vm, value.clone())?;
    iterator.iter(vm)?.collect()
}

/// Gives the widget another value, which the page takes over.
pub(in crate::input) fn replace(
    call: &Call,
    (id, key): (&WidgetId, Option<&str>),
    registered: &mut Registered<PyObjectRef>,
    value: PyObjectRef,
) {
    registered.value = value;
    registered.set_by_script = true;
    call.replace_value(id, key, registered.value.clone());
}
