//! `st.column_config.ButtonColumn`: buttons in the cells of a grid, and what a click on one leads to.

use std::rc::Rc;

use brooklet_protocol::{WidgetId, WidgetValue};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::column_config::PYTHON;
use super::grid::ColumnConfig;
use super::selected;
use crate::argument::text_of;
use crate::command::Call;
use crate::runtime::Runtime;
use crate::widget::Deserializer;
use crate::widget::on_change::ClickHandler;
use crate::widget::spec::Spec;

/// Registers the columns of buttons that `column_config` names, each a widget of its own.
pub(super) fn buttons(call: &Call, config: &ColumnConfig) -> PyResult<Vec<(String, WidgetId)>> {
    let vm = call.vm;
    let given = config.0.clone();
    let found = call.runtime.call_python(PYTHON, "buttons", (given,), vm)?;
    let found = PyIter::try_from_object(vm, found)?;
    let found: Vec<PyObjectRef> = found.iter(vm)?.collect::<PyResult<_>>()?;
    let button = |column: PyObjectRef| {
        let part = |place: usize| column.get_item(&place, vm);
        let given = |place| PyResult::Ok(Some(part(place)?).filter(|given| !vm.is_none(given)));
        let key = text_of(&*part(1)?, vm)?;
        let on_click = ClickHandler::new("on_click", part(2)?, given(3)?, given(4)?);
        let id = call.identity(Some(&key)).always("part", "button").finish();
        let spec = Spec {
            id: &id,
            key: Some(&key),
            callback: on_click.resolve(call)?.callback,
            disabled: false,
        };
        let clicked = Clicked {
            runtime: call.runtime.clone(),
        };
        call.register_widget(spec, clicked, || vm.ctx.none())?;
        Ok((text_of(&*part(0)?, vm)?, id))
    };
    found.into_iter().map(button).collect()
}

/// Which button was clicked, for the run that the click leads to.
#[derive(Debug)]
struct Clicked {
    runtime: Rc<Runtime>,
}

impl Deserializer for Clicked {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match value {
            WidgetValue::TriggerValue(value) => match &**value {
                WidgetValue::Json(json) => {
                    self.runtime
                        .call_python(selected::PYTHON, "click", (json.clone(),), vm)
                }
                _ => Ok(vm.ctx.none()),
            },
            _ => Ok(vm.ctx.none()),
        }
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.none())
    }
}
