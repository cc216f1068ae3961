//! `st.components.v1.declare_component`: what an instance of such a component draws.

use brooklet_protocol::element::Component;
use brooklet_protocol::{Element, Layout, MediaSource, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::value_of;
use crate::argument::text_of;
use crate::call::args::{Deferred, Key, TabIndex, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::widget::Deserializer;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, ClickHandler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of an instance of a component.
    pub(crate) struct Instance {
        /// The name of the component.
        name: Text,
        /// The address of its page, where that is not in the app.
        url: Option<Text>,
        /// Its page as HTML, where that is in the app.
        page: Option<Text>,
        /// The arguments of the instance, as JSON.
        given: Text,
        /// Those that are bytes: names, and base 64.
        bytes: PyObjectRef,
        *,
        /// What it returns before it has said anything.
        default: PyObjectRef = None,
        key: Key = None,
        /// A function that is called when it says something new, before the script runs again.
        on_change: ClickHandler = None,
        tab_index: Deferred<TabIndex> = None,
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
    }
    identity {
        always: name, url;
        unless_keyed: given, bytes;
    }
}

/// An instance of a component.
pub(crate) const INSTANCE: Command = Command {
    name: "_component_instance",
    place: Place::Container("ComponentMixin"),
    signature: Instance::SIGNATURE,
    doc: "Draw an instance of a component that has a page of its own.",
    run: |call| instance(call, Instance::read(call)?),
};

fn instance(call: &Call, args: Instance) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let id = args.identity(call, key)?.finish();
    let callback = args.on_change.resolve(call)?.callback;
    let tab_index = args.tab_index.get(call)?.0;
    let source = match args.url {
        Some(url) => MediaSource::Address(url.0),
        None => {
            let page = args.page.map(|page| page.0).unwrap_or_default();
            let mime = "text/html;charset=utf-8";
            MediaSource::Bytes(call.runtime.give_media(mime, &[page.as_bytes()]))
        }
    };
    let component = Component {
        id: id.clone(),
        name: args.name.0,
        source,
        args: args.given.0,
        bytes: Vec::<PyObjectRef>::try_from_object(vm, args.bytes)?
            .iter()
            .map(|pair| {
                let part = |place: usize| text_of(&*pair.get_item(&place, vm)?, vm);
                Ok((part(0)?, part(1)?))
            })
            .collect::<PyResult<_>>()?,
        tab_index,
    };
    let spec = Spec {
        id: &id,
        key,
        callback,
        disabled: false,
    };
    let registered = call.register_widget(spec, Said, || vm.ctx.none())?;
    let layout = Layout {
        key: key.map(str::to_owned),
        ..Layout::default()
    };
    call.runtime
        .draw(call.target, Element::Component(component), layout);
    if vm.is_none(&registered.value) {
        return Ok(args.default);
    }
    Ok(registered.value)
}

/// What a component says.
#[derive(Debug)]
struct Said;

impl Deserializer for Said {
    fn deserialize(
        &self,
        value: &WidgetValue,
        _former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        Ok(value_of(value, vm))
    }
}
