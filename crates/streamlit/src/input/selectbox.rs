//! `st.selectbox`.

use brooklet_protocol::Element;
use brooklet_protocol::element::Selectbox;
use brooklet_protocol::element::selectbox::FilterMode;
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use super::options::{Chosen, Options, index};
use crate::argument::{Words, plain};
use crate::command::{Call, Command, Place};

/// `st.selectbox`.
pub(crate) const SELECTBOX: Command = Command {
    name: "selectbox",
    place: Place::Container("SelectboxMixin"),
    signature: "label, options, index=0, format_func=str, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, placeholder=None, disabled=False, required=False, label_visibility='visible', icon=None, accept_new_options=False, filter_mode='fuzzy', width='stretch', bind=None, persist_state=None",
    doc: "Display a select widget.",
    run: selectbox,
};

fn selectbox(call: &Call) -> PyResult {
    call.refuse_given(&["bind", "persist_state"])?;
    let key = call.key()?;
    let key = key.as_deref();
    let options = Options::of(call)?;
    let accept_new_options = call.flag("accept_new_options")?;
    let index = index(call, options.values.len())?;
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
    let id = identity
        .unless_keyed("options", &options.shown.join("\u{0}"))
        .finish();
    let default = index.filter(|index| *index < options.values.len());
    let mut element = Selectbox {
        id: id.clone(),
        label: call.widget_label()?,
        options: options.shown.clone(),
        default: default.map(|index| index as u32),
        set_value: None,
        placeholder: placeholder(call, options.values.is_empty(), accept_new_options)?,
        accept_new_options,
        filter: filter(call)?,
        clearable: index.is_none() && !call.flag("required")?,
        icon: call.icon()?,
        disabled: call.flag("disabled")?,
        form_id: None,
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let callback = call.callback("on_change")?;
    let default_value =
        default.map_or_else(|| call.vm.ctx.none(), |index| options.values[index].clone());
    let chosen = Chosen {
        options: options.clone(),
        accept_new_options,
    };
    let mut registered = call.register(&id, key, chosen, callback, || default_value.clone())?;
    let place = options.find(&registered.value, call.vm)?;
    if place.is_none() && !call.vm.is_none(&registered.value) && !accept_new_options {
        // The option is gone, or never was one: the field begins anew.
        registered.value = default_value;
        registered.set_by_script = true;
        call.runtime
            .state
            .borrow_mut()
            .replace(&id, key, registered.value.clone());
    }
    if registered.set_by_script {
        element.set_value = Some(options.text(&registered.value, call.vm)?);
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

fn filter(call: &Call) -> PyResult<Option<FilterMode>> {
    let Some(value) = call.object("filter_mode") else {
        return Ok(None);
    };
    match value.downcast_ref::<PyStr>().map(plain).as_deref() {
        Some("fuzzy") => Ok(Some(FilterMode::Fuzzy)),
        Some("contains") => Ok(Some(FilterMode::Contains)),
        Some("prefix") => Ok(Some(FilterMode::Prefix)),
        _ => call.invalid_value("filter_mode", "fuzzy, contains, prefix, None"),
    }
}
