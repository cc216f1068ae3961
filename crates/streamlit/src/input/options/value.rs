//! What the page sends of a choice, as values of the script.

use std::rc::Rc;

use brooklet_protocol::WidgetValue;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::Options;
use crate::widget::Deserializer;

/// The option whose text the page sends, from the options of the run that drew it (rules 59, 60).
#[derive(Debug)]
pub(in crate::input) struct Chosen {
    pub(in crate::input) options: Rc<Options>,
    /// What stands for a text that is no option.
    pub(in crate::input) otherwise: Otherwise,
}

/// What stands for a text that is no option.
#[derive(Debug)]
pub(in crate::input) enum Otherwise {
    /// The text itself: a new option.
    Text,
    /// A value.
    Value(PyObjectRef),
}

impl Deserializer for Chosen {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
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

/// The options whose texts the page sends.
#[derive(Debug)]
pub(in crate::input) struct ChosenMany {
    pub(in crate::input) options: Rc<Options>,
    /// Whether texts that are no option stand for themselves.
    pub(in crate::input) keeps_new: bool,
}

impl Deserializer for ChosenMany {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
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
