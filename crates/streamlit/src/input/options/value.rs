//! What the page sends of a choice, as values of the script.

use std::fmt;
use std::rc::Rc;

use brooklet_protocol::WidgetValue;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::Options;
use crate::widget::{Addressed, Deserializer, is_empty};

/// A value made of options, which the page knows by their texts. It stands in the address by them, and
/// becomes one of the options of the next call.
pub(in crate::input) trait OfOptions: Addressed + fmt::Debug {
    /// The options of the call that drew the widget.
    fn options(&self) -> &Options;

    /// The Python value of what the page sends.
    fn value(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyResult;
}

impl<T: OfOptions> Deserializer for T {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        self.value(value, vm)
    }

    fn addressed(&self) -> Option<&dyn Addressed> {
        Some(self)
    }

    fn renewed(
        &self,
        former: &dyn Addressed,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        self.options().renewed(former, value, vm)
    }
}

/// The option whose text the page sends, from the options of the run that drew it (rules 59, 60).
#[derive(Debug)]
pub(in crate::input) struct Chosen {
    pub(in crate::input) options: Rc<Options>,
    /// What stands for a text that is no option.
    pub(in crate::input) otherwise: Otherwise,
    /// Whether the reader can take the choice back.
    pub(in crate::input) can_be_empty: bool,
}

/// What stands for a text that is no option.
#[derive(Debug)]
pub(in crate::input) enum Otherwise {
    /// The text itself: a new option.
    Text,
    /// A value.
    Value(PyObjectRef),
}

impl OfOptions for Chosen {
    fn options(&self) -> &Options {
        &self.options
    }

    fn value(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyResult {
        let text = match value {
            WidgetValue::Text(text) => text,
            WidgetValue::Texts(texts) if !texts.is_empty() => &texts[0],
            _ => return Ok(vm.ctx.none()),
        };
        Ok(match (self.options.place(text), &self.otherwise) {
            (Some(place), _) => self.options.values[place].clone(),
            (None, Otherwise::Text) => vm.ctx.new_str(text.as_str()).into(),
            (None, Otherwise::Value(value)) => value.clone(),
        })
    }
}

impl Addressed for Chosen {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        Ok(self.options.name_unless_none(value, vm)?.into())
    }

    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        if is_empty(texts) {
            return Ok(self.can_be_empty.then_some(WidgetValue::None));
        }
        let takes_new = matches!(self.otherwise, Otherwise::Text);
        let text = texts.last();
        let text = text.filter(|text| takes_new || self.options.place(text).is_some());
        Ok(text.cloned().map(WidgetValue::Text))
    }
}

/// The options whose texts the page sends.
#[derive(Debug)]
pub(in crate::input) struct ChosenMany {
    pub(in crate::input) options: Rc<Options>,
    /// Whether texts that are no option stand for themselves.
    pub(in crate::input) keeps_new: bool,
    /// Whether the reader may add options.
    pub(in crate::input) accepts_new: bool,
    /// How many may be chosen at once.
    pub(in crate::input) most: Option<u32>,
}

impl OfOptions for ChosenMany {
    fn options(&self) -> &Options {
        &self.options
    }

    fn value(&self, value: &WidgetValue, vm: &VirtualMachine) -> PyResult {
        let texts: &[String] = match value {
            WidgetValue::Texts(texts) => texts,
            _ => &[],
        };
        let places = self.options.places(texts);
        let values = texts.iter().zip(places).filter_map(|(text, place)| {
            let new = || self.keeps_new.then(|| vm.ctx.new_str(text.as_str()).into());
            place
                .map(|place| self.options.values[place].clone())
                .or_else(new)
        });
        Ok(vm.ctx.new_list(values.collect()).into())
    }
}

impl Addressed for ChosenMany {
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue> {
        self.options.names_of(value, vm).map(WidgetValue::Texts)
    }

    /// Those that can be chosen, each once, as many as may be.
    fn of_address(&self, texts: &[String], _vm: &VirtualMachine) -> PyResult<Option<WidgetValue>> {
        let mut chosen: Vec<String> = Vec::new();
        for text in texts.iter().filter(|text| !text.is_empty()) {
            let can_be = self.accepts_new || self.options.place(text).is_some();
            if can_be && !chosen.contains(text) {
                chosen.push(text.clone());
            }
        }
        chosen.truncate(self.most.map_or(usize::MAX, |most| most as usize));
        let fits = !chosen.is_empty() || is_empty(texts);
        Ok(fits.then_some(WidgetValue::Texts(chosen)))
    }
}
