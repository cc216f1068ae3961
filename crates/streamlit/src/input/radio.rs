//! `st.radio`.

use std::rc::Rc;

use brooklet_protocol::Element;
use brooklet_protocol::element::Radio;
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_python::vm::builtins::PyStr;
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};

use super::options::{Chosen, FormatFunc, Index, Options, OptionsArg, Otherwise, index};
use crate::argument::{joined, to_string_lossy};
use crate::call::args::{Bind, Disabled, Help, Key, PersistState, StretchContent, Text, arguments};
use crate::call::object::objects;
use crate::command::{Call, Command, Place};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.radio`.
    pub(crate) struct RadioArgs {
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
        disabled: Disabled = False,
        /// Whether the options stand beside each other rather than below each other.
        horizontal: bool = False,
        /// A text in small type for each option, as Markdown; `None` is none.
        captions: Option<Captions> = None,
        label_visibility: LabelVisibility = "visible",
        width: StretchContent = "content",
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        unless_keyed: label, index, help, horizontal, width;
    }
}

/// `st.radio`.
pub(crate) const RADIO: Command = Command {
    name: "radio",
    place: Place::Container("RadioMixin"),
    signature: RadioArgs::SIGNATURE,
    doc: "Let the reader choose one option of a list that is shown as a whole. It returns the option.",
    run: |call| radio(call, RadioArgs::read(call)?),
};

fn radio(call: &Call, args: RadioArgs) -> PyResult {
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let on_change = args.on_change.resolve(call)?;
    let options = Rc::new(Options::of(call, args.options, args.format_func)?);
    let index = index(call, args.index.as_ref(), options.values.len())?;
    let captions = captions(call, args.captions)?;
    let id = identity
        .unless_keyed("captions", &joined(captions.iter().flatten()))
        .unless_keyed("options", &options.joined())
        .finish();
    let default = index.filter(|index| *index < options.values.len());
    let first = options.value_or_none(default, call.vm);
    let chosen = Chosen {
        options: options.clone(),
        otherwise: Otherwise::Value(call.vm.ctx.none()),
        can_be_empty: default.is_none(),
    };
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let mut registered = call.register_widget(spec, chosen, || first.clone())?;
    options.settle(call, (&id, key), &mut registered, &first, false)?;
    let set_value = options.set_value(&registered, call.vm)?;
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        reruns: on_change.reruns,
        disabled: args.disabled.0,
        props: Radio {
            options: options.names.clone(),
            captions: captions.unwrap_or_default(),
            default: default.map(|index| index as u32),
            horizontal: args.horizontal,
        },
    };
    call.draw(Element::Radio(element), args.width.layout_of(key));
    Ok(registered.value)
}

objects! {
    /// A text below each option.
    Captions: "list", "tuple";
}

/// The captions; `None` among them is an empty one.
fn captions(call: &Call, given: Option<Captions>) -> PyResult<Option<Vec<String>>> {
    let Some(Captions(given)) = given else {
        return Ok(None);
    };
    let iterator = PyIter::try_from_object(call.vm, given)?;
    let mut captions = Vec::new();
    for caption in iterator.iter::<PyObjectRef>(call.vm)? {
        let caption = caption?;
        captions.push(match caption.downcast_ref::<PyStr>() {
            Some(text) => to_string_lossy(text),
            None if call.vm.is_none(&caption) => String::new(),
            None => return call.invalid_type("an item of captions", "a str or None", &caption),
        });
    }
    Ok(Some(captions))
}
