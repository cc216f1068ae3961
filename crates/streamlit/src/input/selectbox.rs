//! `st.selectbox`.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Selectbox;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_python::vm::PyResult;

use super::options::{
    Chosen, Filtering, FormatFunc, Index, Options, OptionsArg, Otherwise, filter, index,
};
use crate::call::args::{Bind, Disabled, Help, Icon, Key, PersistState, Stretch, Text, arguments};
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.selectbox`.
    pub(crate) struct SelectboxArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        options: OptionsArg,
        index: Option<Index> = 0,
        format_func: Option<FormatFunc> = str,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        /// What the field says while nothing is chosen; by default that there is something to choose.
        placeholder: Option<String> = None,
        disabled: Disabled = False,
        /// Whether a choice can be replaced but not taken back, where `index` is `None`.
        required: bool = False,
        label_visibility: LabelVisibility = "visible",
        icon: Icon = None,
        /// Whether the reader may type an option that is not there; it is a str to the script.
        accept_new_options: bool = False,
        filter_mode: Option<Filtering> = "fuzzy",
        width: Stretch = "stretch",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: accept_new_options;
        unless_keyed: label, index, help, placeholder, icon, filter_mode, required, width;
    }
}

/// `st.selectbox`.
pub(crate) const SELECTBOX: Command = Command {
    name: "selectbox",
    place: Place::Container("SelectboxMixin"),
    signature: SelectboxArgs::SIGNATURE,
    doc: "Let the reader choose one option from a list that opens and that typing narrows. It returns the option, or None.",
    run: |call| selectbox(call, SelectboxArgs::read(call)?),
};

fn selectbox(call: &Call, args: SelectboxArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let on_change = args.on_change.resolve(call)?;
    let options = Rc::new(Options::of(call, args.options, args.format_func)?);
    let takes_new = args.accept_new_options;
    let index = index(call, args.index.as_ref(), options.values.len())?;
    let filter = filter(call, args.filter_mode.as_ref(), takes_new)?;
    let id = identity.unless_keyed("options", &options.joined()).finish();
    let held = call.kept_value(key)?;
    let index = index.filter(|_| !held.is_some_and(|held| vm.is_none(&held)));
    let default = index.filter(|index| *index < options.values.len());
    let first = options.value_or_none(default, vm);
    let chosen = Chosen {
        options: options.clone(),
        otherwise: if takes_new {
            Otherwise::Text
        } else {
            Otherwise::Value(vm.ctx.none())
        },
        can_be_empty: index.is_none(),
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let mut registered = call.register_widget(spec, chosen, || first.clone())?;
    options.settle(call, (&id, key), &mut registered, &first, takes_new)?;
    let set_value = options.set_value(&registered, vm)?;
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: Selectbox {
            options: options.names.clone(),
            default: default.map(|index| index as u32),
            placeholder: placeholder(args.placeholder, options.values.is_empty(), takes_new),
            accept_new_options: takes_new,
            filter,
            clearable: index.is_none() && !args.required,
            icon: args.icon.0,
        },
    };
    call.draw(Element::Selectbox(element), args.width.layout_of(key));
    Ok(registered.value)
}

fn placeholder(given: Option<String>, is_empty: bool, takes_new: bool) -> String {
    let usual = match (is_empty, takes_new) {
        (false, false) => "Choose an option",
        (false, true) => "Choose or add an option",
        (true, false) => "No options to select",
        (true, true) => "Add an option",
    };
    given.unwrap_or_else(|| usual.to_owned())
}
