//! `st.selectbox`.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Selectbox;
use brooklet_protocol::widget::Widget;
use brooklet_python::vm::PyResult;

use super::options::{Chosen, Options, Otherwise, filter, index};
use crate::argument::Words;
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};

/// `st.selectbox`.
pub(crate) const SELECTBOX: Command = Command {
    name: "selectbox",
    place: Place::Container("SelectboxMixin"),
    signature: Parameters::undocumented(
        "label, options, index=0, format_func=str, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', icon=None, accept_new_options=False, filter_mode='fuzzy', width='stretch', bind=None, persist_state=None",
    ),
    doc: "Let the reader choose one option from a list that opens and that typing narrows. It returns the option, or None.",
    run: selectbox,
};

fn selectbox(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let options = Rc::new(Options::of(call)?);
    let accept_new_options = call.flag("accept_new_options")?;
    let index = index(call, options.values.len())?;
    let filter = filter(call, accept_new_options)?;
    let identity = call.defined_by(
        call.identity(key),
        &["accept_new_options"],
        &[
            "label",
            "index",
            "help",
            "placeholder",
            "icon",
            "filter_mode",
            "required",
            "width",
        ],
    )?;
    let id = identity.unless_keyed("options", &options.joined()).finish();
    let held = key.and_then(|key| call.runtime.session().with_state(|state| state.get(key)));
    let index = index.filter(|_| !held.is_some_and(|held| vm.is_none(&held)));
    let default = index.filter(|index| *index < options.values.len());
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        props: Selectbox {
            options: options.shown.clone(),
            default: default.map(|index| index as u32),
            placeholder: placeholder(call, options.values.is_empty(), accept_new_options)?,
            accept_new_options,
            filter,
            clearable: index.is_none() && !call.flag("required")?,
            icon: call.icon()?,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let first = default.map_or_else(|| vm.ctx.none(), |index| options.values[index].clone());
    let otherwise = if accept_new_options {
        Otherwise::Text
    } else {
        Otherwise::Value(vm.ctx.none())
    };
    let chosen = Chosen {
        options: options.clone(),
        otherwise,
    };
    let mut registered = call.register(&id, key, chosen, reaction.callback, || first.clone())?;
    options.settle(
        call,
        (&id, key),
        &mut registered,
        &first,
        accept_new_options,
    )?;
    if registered.set_by_script {
        element.set_value = Some(options.text_unless_none(&registered.value, vm)?.into());
    }
    call.runtime
        .draw(call.target, Element::Selectbox(element), layout);
    Ok(registered.value)
}

fn placeholder(call: &Call, is_empty: bool, accepts_new: bool) -> PyResult<String> {
    if let Some(text) = call.text("placeholder")? {
        return Ok(text);
    }
    let text = match (is_empty, accepts_new) {
        (false, false) => "Choose an option",
        (false, true) => "Choose or add an option",
        (true, false) => "No options to select",
        (true, true) => "Add an option",
    };
    Ok(text.to_owned())
}
