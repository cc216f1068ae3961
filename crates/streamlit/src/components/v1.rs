//! `st.components.v1.declare_component`: what an instance of such a component draws.

use brooklet_protocol::element::Component;
use brooklet_protocol::{Element, Layout, MediaSource, WidgetValue};
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject, VirtualMachine};

use super::value_of;
use crate::argument::text_of;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::media::iframe::tab_index;
use crate::widget::Deserializer;

/// An instance of a component.
pub(crate) const INSTANCE: Command = Command {
    name: "_component_instance",
    place: Place::Container("ComponentMixin"),
    signature: Parameters::undocumented(
        "name, url, page, given, bytes, *, default=None, key=None, on_change=None, tab_index=None, args=None, kwargs=None",
    ),
    doc: "Draw an instance of a component that has a page of its own.",
    run: instance,
};

fn instance(call: &Call) -> PyResult {
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &[])?;
    let tab_index = tab_index(call)?;
    let id = call
        .defined_by(call.identity(key), &["name", "url"], &["given", "bytes"])?
        .finish();
    let source = match call.object("url") {
        Some(url) => MediaSource::Address(text_of(&url, vm)?),
        None => {
            let page = text_of(&call.value("page"), vm)?;
            let mime = "text/html;charset=utf-8";
            MediaSource::Bytes(call.runtime.give_media(mime, page.as_bytes()))
        }
    };
    let component = Component {
        id: id.clone(),
        name: text_of(&call.value("name"), vm)?,
        source,
        args: text_of(&call.value("given"), vm)?,
        bytes: Vec::<PyObjectRef>::try_from_object(vm, call.value("bytes"))?
            .iter()
            .map(|pair| {
                let part = |place: usize| text_of(&*pair.get_item(&place, vm)?, vm);
                Ok((part(0)?, part(1)?))
            })
            .collect::<PyResult<_>>()?,
        tab_index,
    };
    let none = || vm.ctx.none();
    let registered = call.register(&id, key, Said, reaction.callback, none)?;
    let layout = Layout {
        key: key.map(str::to_owned),
        ..Layout::default()
    };
    call.runtime
        .draw(call.target, Element::Component(component), layout);
    if vm.is_none(&registered.value) {
        return Ok(call.value("default"));
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
