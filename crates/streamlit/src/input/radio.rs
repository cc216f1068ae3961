//! `st.radio`.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Radio;
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use super::options::{Chosen, Options, Otherwise, index};
use crate::argument::{Words, joined, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.radio`.
pub(crate) const RADIO: Command = Command {
    name: "radio",
    place: Place::Container("RadioMixin"),
    signature: Parameters::undocumented(
        "label, options, index=0, format_func=str, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, disabled=False, horizontal=False, captions=None, label_visibility='visible', width='content', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose one option of a list that is shown as a whole. It returns the option.",
    run: radio,
};

fn radio(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let options = Rc::new(Options::of(call)?);
    let index = index(call, options.values.len())?;
    let captions = captions(call)?;
    let id = call
        .defined_by(
            call.identity(key),
            &[],
            &["label", "index", "help", "horizontal", "width"],
        )?
        .unless_keyed("captions", &joined(captions.iter().flatten()))
        .unless_keyed("options", &options.joined())
        .finish();
    let default = index.filter(|index| *index < options.values.len());
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        reruns: reaction.reruns,
        disabled: call.flag("disabled")?,
        props: Radio {
            options: options.shown.clone(),
            captions: captions.unwrap_or_default(),
            default: default.map(|index| index as u32),
            horizontal: call.flag("horizontal")?,
        },
    };
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let default_value =
        default.map_or_else(|| call.vm.ctx.none(), |index| options.values[index].clone());
    let chosen = Chosen {
        options: options.clone(),
        otherwise: Otherwise::Value(call.vm.ctx.none()),
    };
    let mut registered = call.register(&id, key, chosen, reaction.callback, || {
        default_value.clone()
    })?;
    options.settle(call, (&id, key), &mut registered, &default_value, false)?;
    if registered.set_by_script {
        element.set_value = Some(options.text_unless_none(&registered.value, call.vm)?.into());
    }
    call.runtime
        .draw(call.target, Element::Radio(element), layout);
    Ok(registered.value)
}

/// The captions; `None` among them is an empty one.
fn captions(call: &Call) -> PyResult<Option<Vec<String>>> {
    let Some(given) = call.object("captions") else {
        return Ok(None);
    };
    let iterator = PyIter::try_from_object(call.vm, given)?;
    let mut captions = Vec::new();
    for caption in iterator.iter::<PyObjectRef>(call.vm)? {
        let caption = caption?;
        captions.push(match caption.downcast_ref::<PyStr>() {
            Some(text) => plain(text),
            None if call.vm.is_none(&caption) => String::new(),
            None => return call.invalid_type("an item of captions", "a str or None", &caption),
        });
    }
    Ok(Some(captions))
}
