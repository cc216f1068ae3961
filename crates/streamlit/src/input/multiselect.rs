//! `st.multiselect`.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Multiselect;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_python::vm::builtins::{PyBool, PyInt};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::options::{ChosenMany, Filtering, FormatFunc, Options, OptionsArg, filter};
use crate::argument::{as_i64, joined};
use crate::call::args::{
    Argument, Bind, Disabled, Help, Key, MayWrap, PersistState, Stretch, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.multiselect`.
    pub(crate) struct MultiselectArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        options: OptionsArg,
        /// Which options are chosen at first: one, or a list of them.
        default: PyObjectRef = None,
        format_func: Option<FormatFunc> = str,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        *,
        /// How many options may be chosen at once; `None` sets no limit.
        max_selections: MaxSelections = None,
        /// What the field says while nothing is chosen; by default that there is something to choose.
        placeholder: Option<String> = None,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        /// Whether the reader may type options that are not there; they are strs to the script.
        accept_new_options: bool = False,
        filter_mode: Option<Filtering> = "fuzzy",
        /// Whether the list begins with an entry that chooses all options; a number offers it for at
        /// most so many options.
        select_all: SelectAll = 1000,
        width: Stretch = "stretch",
        wrap: MayWrap = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: max_selections, accept_new_options;
        unless_keyed: label, help, placeholder, filter_mode, width;
    }
}

/// `st.multiselect`.
pub(crate) const MULTISELECT: Command = Command {
    name: "multiselect",
    place: Place::Container("MultiSelectMixin"),
    signature: MultiselectArgs::SIGNATURE,
    doc: "Let the reader choose several options from a list that typing narrows. It returns a list in the order of choosing.",
    run: |call| multiselect(call, MultiselectArgs::read(call)?),
};

fn multiselect(call: &Call, args: MultiselectArgs) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let on_change = args.on_change.resolve(call)?;
    let options = Rc::new(Options::of(call, args.options, args.format_func)?);
    let default = options.defaults(call, args.default)?;
    let takes_new = args.accept_new_options;
    let filter = filter(call, args.filter_mode.as_ref(), takes_new)?;
    let id = identity
        .unless_keyed("options", &options.joined())
        .unless_keyed("default", &joined(&default))
        .unless_keyed("select_all", &args.select_all.0.to_string())
        .finish();
    let chosen = ChosenMany {
        options: options.clone(),
        keeps_new: true,
        accepts_new: takes_new,
        most: args.max_selections.0,
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let mut registered = call.register_widget(spec, chosen, || options.list_of(&default, vm))?;
    if let Some(most) = args.max_selections.0 {
        check_amount(call, &registered.value, most)?;
    }
    options.settle_many(call, (&id, key), &mut registered, takes_new)?;
    let set_value = options.set_values(&registered, vm)?;
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: Multiselect {
            options: options.names.clone(),
            default: default.iter().map(|place| *place as u32).collect(),
            placeholder: placeholder(args.placeholder, options.values.is_empty(), takes_new),
            max_selections: args.max_selections.0,
            accept_new_options: takes_new,
            filter,
            select_all: args.select_all.0,
            wrap: args.wrap.0,
        },
    };
    call.draw(Element::Multiselect(element), args.width.layout_of(key));
    Ok(registered.value)
}

fn placeholder(given: Option<String>, is_empty: bool, takes_new: bool) -> String {
    let usual = match (is_empty, takes_new) {
        (false, false) => "Choose options",
        (false, true) => "Choose or add options",
        (true, false) => "No options to select",
        (true, true) => "Add options",
    };
    given.unwrap_or_else(|| usual.to_owned())
}

/// How many options may be chosen at once.
#[derive(Debug)]
pub(crate) struct MaxSelections(Option<u32>);

impl Argument for MaxSelections {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if call.vm.is_none(&value) {
            return Ok(Self(None));
        }
        let is_whole =
            value.downcast_ref::<PyInt>().is_some() && value.downcast_ref::<PyBool>().is_none();
        match as_i64(&value, call.vm).filter(|_| is_whole) {
            Some(most) if most >= 1 => Ok(Self(Some(u32::try_from(most).unwrap_or(u32::MAX)))),
            _ => call.invalid_item(parameter, &value, "a number above 0, or None"),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["int", "None"]
    }
}

/// Of how many options all can be chosen at once.
#[derive(Debug)]
pub(crate) struct SelectAll(u32);

impl Argument for SelectAll {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if value.downcast_ref::<PyBool>().is_some() {
            let offers = value.is_true(call.vm)?;
            return Ok(Self(if offers { u32::MAX } else { 0 }));
        }
        if value.downcast_ref::<PyInt>().is_none() {
            return call.invalid_type(parameter, "a bool or an int", &value);
        }
        // A number beyond all bounds has no end but may have a sign.
        match as_i64(&value, call.vm) {
            Some(most) if most < 0 => call.invalid_item(
                parameter,
                &value,
                "True, False, or a number of options from 0 on",
            ),
            most => {
                let most = most.and_then(|most| u32::try_from(most).ok());
                Ok(Self(most.unwrap_or(u32::MAX)))
            }
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "int"]
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
