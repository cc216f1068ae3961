//! Whether the value of a widget can stand among the options of this run.

use std::collections::HashMap;

use brooklet_protocol::{WidgetId, WidgetValue};
use brooklet_python::vm::builtins::{PyList, PyTuple};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine};
use brooklet_session::Registered;

use super::{Options, items};
use crate::argument::text_of;
use crate::command::Call;
use crate::widget::Addressed;

impl Options {
    /// The places of options by their names.
    pub(super) fn places(&self, names: &[String]) -> Vec<Option<usize>> {
        if names.len() < 8 {
            return names.iter().map(|name| self.place(name)).collect();
        }
        let known: HashMap<&str, usize> = self.by_name();
        names
            .iter()
            .map(|name| known.get(name.as_str()).copied())
            .collect()
    }

    fn by_name(&self) -> HashMap<&str, usize> {
        let names = self.names.iter().map(String::as_str);
        names.zip(0..).collect()
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
        if vm.is_none(&registered.value) {
            return Ok(());
        }
        if let Some(place) = self.place_of(&registered.value, vm)? {
            if self.has_twins && !registered.set_by_script {
                // One of those that are offered now, even where it was one of an earlier run.
                registered.value = self.values[place].clone();
                call.renew_value(widget.0, &registered.value);
            }
            return Ok(());
        }
        if accepts_new {
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
            let known = self.by_name();
            let mut kept = Vec::with_capacity(count);
            for value in values {
                let place = match self.place_of_twin(&value, vm)? {
                    Some(place) => Some(place),
                    None => {
                        let text = self.text_if_any(&value, vm)?;
                        text.and_then(|text| known.get(text.as_str()).copied())
                    }
                };
                match place {
                    Some(place) if self.has_twins => kept.push(self.values[place].clone()),
                    Some(_) => kept.push(value),
                    None => {}
                }
            }
            values = kept;
        }
        let is_list = registered.value.downcast_ref::<PyList>().is_some();
        if values.len() < count {
            replace(call, widget, registered, vm.ctx.new_list(values).into());
        } else if is_list {
            // The script gets a list of its own.
            let own = |values| -> PyObjectRef { vm.ctx.new_list(values).into() };
            call.renew_value(widget.0, &own(values.clone()));
            registered.value = own(values);
        }
        Ok(())
    }

    /// The options of now for those that a former call has left, where several have the same text:
    /// the former options say which of them it is.
    pub(in crate::input) fn renewed(
        &self,
        former: &dyn Addressed,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        if !self.has_twins {
            return Ok(None);
        }
        let names = match former.held(value, vm)? {
            WidgetValue::Text(name) => vec![name],
            WidgetValue::Texts(names) if !names.is_empty() => names,
            _ => return Ok(None),
        };
        let renewed = |(name, value): (&String, &PyObjectRef)| match self.place(name) {
            Some(place) => self.values[place].clone(),
            None => value.clone(),
        };
        let renew = |values: &[PyObjectRef]| names.iter().zip(values).map(renewed).collect();
        let value: PyObjectRef = if let Some(list) = value.downcast_ref::<PyList>() {
            vm.ctx.new_list(renew(&list.borrow_vec())).into()
        } else if let Some(tuple) = value.downcast_ref::<PyTuple>() {
            vm.ctx.new_tuple(renew(tuple.as_slice())).into()
        } else {
            renewed((&names[0], value))
        };
        Ok(Some(value))
    }

    /// What a value that may be several is known by.
    pub(in crate::input) fn names_of(
        &self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Vec<String>> {
        let values = items(value.clone(), vm)?;
        values.iter().map(|value| self.name(value, vm)).collect()
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
