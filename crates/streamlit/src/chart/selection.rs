//! What is selected in a chart that the script follows.

use std::rc::Rc;

use brooklet_protocol::{Element, Layout, WidgetId, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::command::Call;
use crate::data::selected::PYTHON;
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::OnChange;
use crate::widget::spec::Spec;

/// How what is selected comes to the script: `function` of `data/selected.py` makes it of JSON, and of
/// the names of the selections that count.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) function: &'static str,
    pub(super) names: String,
}

/// A selection in the Python of a session.
#[derive(Debug)]
struct Selected {
    runtime: Rc<Runtime>,
    selection: Selection,
}

/// Registers and draws a chart that is followed, and gives what is selected in it.
pub(super) fn follow(
    call: &Call,
    id: &WidgetId,
    on_select: OnChange,
    selection: Selection,
    (element, layout): (Element, Layout),
) -> PyResult {
    let selected = Selected {
        runtime: call.runtime.clone(),
        selection,
    };
    let first = selected.state("", call.vm)?;
    let spec = Spec {
        id,
        key: layout.key.as_deref(),
        callback: on_select.callback,
        disabled: false,
    };
    let registered = call.register_widget(spec, selected, || first)?;
    call.runtime.draw(call.target, element, layout);
    Ok(registered.value)
}

impl Selected {
    fn state(&self, json: &str, vm: &VirtualMachine) -> PyResult {
        let Selection { function, names } = &self.selection;
        let given = (json.to_owned(), names.clone());
        self.runtime.call_python(PYTHON, function, given, vm)
    }
}

impl Deserializer for Selected {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let json = match value {
            WidgetValue::Json(json) => json.as_str(),
            _ => "",
        };
        self.state(json, vm)
    }

    fn is_settable(&self, _vm: &VirtualMachine) -> bool {
        // What is selected is the reader's to say.
        false
    }
}
