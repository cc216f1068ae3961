//! `st.components.v2.component`: what a component in the page of the app draws.

use brooklet_protocol::element::BidiComponent;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::value_of;
use crate::argument::{Words, text_of};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::widget::Deserializer;

/// A component in the page of the app: what it keeps, and what it has just said.
pub(crate) const BIDI: Command = Command {
    name: "_bidi_component",
    place: Place::Container("BidiComponentMixin"),
    signature: Parameters::undocumented(
        "name, html, css, js, isolate_styles, given, *, default=None, key=None, width='stretch', height='content', on_state=None, on_event=None",
    ),
    doc: "Draw an instance of a component in the page of the app.",
    run: component,
};

/// What a component keeps, or has just said, by its identity.
pub(crate) const VALUE: Command = Command {
    name: "_component_value",
    place: Place::Module,
    signature: Parameters::undocumented("id"),
    doc: "Return what a component holds.",
    run: |call| {
        let id = WidgetId(text_of(&call.value("id"), call.vm)?);
        let value = call.runtime.session().with_state(|state| state.value(&id));
        Ok(value.unwrap_or_else(|| call.vm.ctx.none()))
    },
};

fn component(call: &Call) -> PyResult {
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let id = call
        .defined_by(
            call.identity(key),
            &[],
            &[
                "name",
                "isolate_styles",
                "given",
                "default",
                "width",
                "height",
            ],
        )?
        .finish();
    let events = WidgetId(format!("{}-events", id.as_str()));
    let text = |name| text_of(&call.value(name), vm);
    let element = BidiComponent {
        id: id.clone(),
        name: text("name")?,
        key: key.map(str::to_owned),
        html: text("html")?,
        css: text("css")?,
        js: text("js")?,
        isolate_styles: call.flag("isolate_styles")?,
        data: text("given")?,
    };
    let default = call.value("default");
    let (on_state, on_event) = (call.callback("on_state")?, call.callback("on_event")?);
    let deserializer = State {
        default: default.clone(),
    };
    let state = call.register(&id, key, deserializer, on_state, || default)?;
    let none = || vm.ctx.none();
    let event = call.register(&events, None, Event, on_event, none)?;
    call.runtime
        .draw(call.target, Element::BidiComponent(element), layout);
    let id = vm.ctx.new_str(id.as_str()).into();
    Ok(vm.ctx.new_tuple(vec![id, state.value, event.value]).into())
}

/// What a component keeps, by name; what it has not said yet is as the default has it.
#[derive(Debug)]
struct State {
    default: PyObjectRef,
}

impl Deserializer for State {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let said = value_of(value, vm);
        let whole = vm.call_method(&self.default, "copy", ()).and_then(|whole| {
            vm.call_method(&whole, "update", (said,))?;
            Ok(whole)
        });
        Ok(whole.unwrap_or_else(|_| self.default.clone()))
    }
}

/// What a component has just said, by name; it holds for one run.
#[derive(Debug)]
struct Event;

impl Deserializer for Event {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(value_of(value, vm))
    }

    fn idle_value(&self, vm: &VirtualMachine) -> Option<PyObjectRef> {
        Some(vm.ctx.none())
    }
}
