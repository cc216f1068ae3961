//! `st.multiselect`.

use std::rc::Rc;

use brooklet_protocol::element::Multiselect;
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::options::{ChosenMany, Options, filter};
use crate::argument::{Words, joined, whole};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;

/// `st.multiselect`.
pub(crate) const MULTISELECT: Command = Command {
    name: "multiselect",
    place: Place::Container("MultiSelectMixin"),
    signature: Parameters::undocumented(
        "label, options, default=None, format_func=str, key=None, help=None, on_change='rerun', args=None, kwargs=None, *, max_selections=None, placeholder=None, disabled=False, label_visibility='visible', accept_new_options=False, filter_mode='fuzzy', select_all=1000, width='stretch', wrap=None, bind=None, persist_state=None",
    ),
    doc: "Let the reader choose several options from a list that typing narrows. It returns a list in the order of choosing.",
    run: multiselect,
};

fn multiselect(call: &Call) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let max_selections = max_selections(call)?;
    let options = Rc::new(Options::of(call)?);
    let default = options.defaults(call)?;
    let accept_new_options = call.flag("accept_new_options")?;
    let filter = filter(call, accept_new_options)?;
    let select_all = select_all(call)?;
    let id = call
        .defined_by(
            call.identity(key),
            &["max_selections", "accept_new_options"],
            &["label", "help", "placeholder", "filter_mode", "width"],
        )?
        .unless_keyed("options", &options.joined())
        .unless_keyed("default", &joined(&default))
        .unless_keyed("select_all", &select_all.to_string())
        .finish();
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        props: Multiselect {
            options: options.shown.clone(),
            default: default.iter().map(|place| *place as u32).collect(),
            placeholder: placeholder(call, options.values.is_empty(), accept_new_options)?,
            max_selections,
            accept_new_options,
            filter,
            select_all,
            wrap: call.may_wrap()?,
        },
    };
    let layout = call.widget_layout(Words::Stretch, key)?;
    let chosen = ChosenMany {
        options: options.clone(),
        keeps_new: true,
    };
    let values = default.iter().map(|place| options.values[*place].clone());
    let first = vm.ctx.new_list(values.collect());
    let mut registered = call.register(&id, key, chosen, reaction.callback, || first.into())?;
    if let Some(most) = max_selections {
        check_amount(call, &registered.value, most)?;
    }
    options.settle_many(call, (&id, key), &mut registered, accept_new_options)?;
    if registered.set_by_script {
        element.set_value = Some(WidgetValue::Texts(options.texts(&registered.value, vm)?));
    }
    call.runtime
        .draw(call.target, Element::Multiselect(element), layout);
    Ok(registered.value)
}

fn placeholder(call: &Call, is_empty: bool, accepts_new: bool) -> PyResult<String> {
    if let Some(text) = call.text("placeholder")? {
        return Ok(text);
    }
    let text = match (is_empty, accepts_new) {
        (false, false) => "Choose options",
        (false, true) => "Choose or add options",
        (true, false) => "No options to select",
        (true, true) => "Add options",
    };
    Ok(text.to_owned())
}

fn max_selections(call: &Call) -> PyResult<Option<u32>> {
    let Some(given) = call.object("max_selections") else {
        return Ok(None);
    };
    let is_whole =
        given.downcast_ref::<PyInt>().is_some() && given.downcast_ref::<PyBool>().is_none();
    match whole(&given, call.vm).filter(|_| is_whole) {
        Some(most) if most >= 1 => Ok(Some(u32::try_from(most).unwrap_or(u32::MAX))),
        _ => call.invalid_value("max_selections", "a number above 0, or None"),
    }
}

/// Of how many options all can be chosen at once.
fn select_all(call: &Call) -> PyResult<u32> {
    let given = call.value("select_all");
    if given.downcast_ref::<PyBool>().is_some() {
        return Ok(if call.flag("select_all")? {
            u32::MAX
        } else {
            0
        });
    }
    if given.downcast_ref::<PyInt>().is_none() {
        return call.invalid_type("select_all", "a bool or an int", &given);
    }
    // A number beyond all bounds has no end but may have a sign.
    match whole(&given, call.vm) {
        Some(most) if most < 0 => call.invalid_value(
            "select_all",
            "True, False, or a number of options from 0 on",
        ),
        most => Ok(most
            .and_then(|most| u32::try_from(most).ok())
            .unwrap_or(u32::MAX)),
    }
}

/// Refuses more options than may be chosen.
fn check_amount(call: &Call, value: &PyObjectRef, most: u32) -> PyResult<()> {
    let vm = call.vm;
    let count = if vm.is_none(value) {
        0
    } else if vm.get_attribute_opt(value, "__iter__")?.is_some() {
        value.length(vm)?
    } else {
        1
    };
    if count <= most as usize {
        return Ok(());
    }
    Err(call.error(WidgetError::TooManyChosen { count, most }))
}
