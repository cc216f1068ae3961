//! `st.components.v2.component`: what a component in the page of the app draws.

use brooklet_protocol::element::BidiComponent;
use brooklet_protocol::{Element, WidgetId, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::value_of;
use crate::call::args::{Key, StretchContent, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::widget::Deserializer;
use crate::widget::on_change::ClickHandler;
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of an instance of a component in the page of the app.
    pub(crate) struct Instance {
        /// The name of the component.
        name: Text,
        /// Its HTML.
        html: Text,
        /// Its style sheet.
        css: Text,
        /// Its JavaScript.
        js: Text,
        /// Whether its styles hold for itself alone.
        isolate_styles: bool,
        /// The data of the instance, as JSON.
        given: Text,
        *,
        /// What it keeps at first, a dict.
        default: PyObjectRef = None,
        key: Key = None,
        width: StretchContent = "stretch",
        /// It is as high as what it draws, whatever this says.
        height: PyObjectRef = "content",
        /// A function that is called when what it keeps has changed.
        on_state: ClickHandler = None,
        /// A function that is called when it says something that holds for one run.
        on_event: ClickHandler = None,
    }
    identity {
        unless_keyed: name, isolate_styles, given, default, width, height;
    }
}

arguments! {
    /// The argument of what a component holds.
    pub(crate) struct Held {
        /// The identity of the component.
        id: Text,
    }
}

/// A component in the page of the app: what it keeps, and what it has just said.
pub(crate) const BIDI: Command = Command {
    name: "_bidi_component",
    place: Place::Container("BidiComponentMixin"),
    signature: Instance::SIGNATURE,
    doc: "Draw an instance of a component in the page of the app.",
    run: |call| component(call, Instance::read(call)?),
};

/// What a component keeps, or has just said, by its identity.
pub(crate) const VALUE: Command = Command {
    name: "_component_value",
    place: Place::Module,
    signature: Held::SIGNATURE,
    doc: "Return what a component holds.",
    run: |call| {
        let id = WidgetId(Held::read(call)?.id.0);
        let value = call.runtime.session().with_state(|state| state.value(&id));
        Ok(value.unwrap_or_else(|| call.vm.ctx.none()))
    },
};

fn component(call: &Call, args: Instance) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let layout = args.width.layout_of(key);
    let id = args.identity(call, key)?.finish();
    let events = WidgetId(format!("{}-events", id.as_str()));
    let element = BidiComponent {
        id: id.clone(),
        name: args.name.0,
        key: key.map(str::to_owned),
        html: args.html.0,
        css: args.css.0,
        js: args.js.0,
        isolate_styles: args.isolate_styles,
        data: args.given.0,
    };
    let deserializer = State {
        default: args.default.clone(),
    };
    let on_state = args.on_state.resolve(call)?.callback;
    let on_event = args.on_event.resolve(call)?.callback;
    let spec = |id, key, callback| Spec {
        id,
        key,
        callback,
        disabled: false,
    };
    let state = call.register_widget(spec(&id, key, on_state), deserializer, || args.default)?;
    let none = || vm.ctx.none();
    let event = call.register_widget(spec(&events, None, on_event), Event, none)?;
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
