//! `st.pills` and `st.segmented_control`.

use std::rc::Rc;

use brooklet_protocol::element::button_group::Amount;
use brooklet_protocol::element::{ButtonGroup, ButtonGroupLook, ButtonOption};
use brooklet_protocol::widget::{LabelVisibility, Widget};
use brooklet_protocol::{Element, WidgetValue, option_name};
use brooklet_python::vm::{PyObjectRef, PyResult};

use super::options::{Chosen, ChosenMany, FormatFunc, Options, OptionsArg, Otherwise};
use crate::argument::{is_icon, joined};
use crate::call::args::{
    Bind, Disabled, Help, Key, MayWrap, PersistState, StretchContent, Text, arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, Handler};
use crate::widget::spec::Spec;

arguments! {
    /// The arguments of `st.pills` and `st.segmented_control`.
    pub(crate) struct GroupArgs {
        /// What is asked, as Markdown on one line.
        label: Text,
        options: OptionsArg,
        *,
        /// Whether one option can be chosen at a time or several; the call then returns a list.
        selection_mode: PyObjectRef = "single",
        /// Which options are chosen at first: one, or a list of them.
        default: PyObjectRef = None,
        /// Whether a single choice can be replaced but not taken back.
        required: bool = False,
        format_func: Option<FormatFunc> = None,
        key: Key = None,
        help: Help = None,
        on_change: Handler = "rerun",
        args: CallbackArgs = None,
        kwargs: CallbackKwargs = None,
        disabled: Disabled = False,
        label_visibility: LabelVisibility = "visible",
        width: StretchContent = "content",
        wrap: MayWrap = None,
        bind: Bind = None,
        persist_state: PersistState = None,
    }
    identity {
        always: selection_mode;
        unless_keyed: label, help, width;
    }
}

/// `st.pills`.
pub(crate) const PILLS: Command = Command {
    name: "pills",
    place: Place::Container("ButtonGroupMixin"),
    signature: GroupArgs::SIGNATURE,
    doc: "Let the reader choose among options that stand beside each other as pills, one of them or several.",
    run: |call| button_group(call, GroupArgs::read(call)?, ButtonGroupLook::Pills),
};

/// `st.segmented_control`.
pub(crate) const SEGMENTED_CONTROL: Command = Command {
    name: "segmented_control",
    doc: "Let the reader choose among options that stand in one bar, one of them or several.",
    run: |call| button_group(call, GroupArgs::read(call)?, ButtonGroupLook::Segments),
    ..PILLS
};

fn button_group(call: &Call, args: GroupArgs, look: ButtonGroupLook) -> PyResult {
    let vm = call.vm;
    let key = args.key.get();
    let identity = args.identity(call, key)?;
    let mode = &args.selection_mode;
    if args.required && vm.bool_eq(mode, vm.ctx.new_str("multi").as_ref())? {
        return Err(call.error(WidgetError::RequiredWithMulti {}));
    }
    let options = Rc::new(Options::of(call, args.options, args.format_func)?);
    let default = options.defaults(call, args.default)?;
    let modes = [("single", false), ("multi", true)];
    let is_multi = call.one_of(mode, "selection_mode", &modes)?;
    if !is_multi && default.len() > 1 {
        return Err(call.error(WidgetError::SeveralDefaults {
            command: call.entry.command.name,
        }));
    }
    let on_change = args.on_change.resolve(call)?;
    let id = identity
        .unless_keyed("options", &options.joined())
        .unless_keyed("default", &joined(&default))
        .finish();
    let spec = Spec {
        id: &id,
        key,
        callback: on_change.callback,
        disabled: args.disabled.0,
    };
    let (value, set_value) = if is_multi {
        several(call, spec, &options, &default)?
    } else {
        one(call, spec, &options, default.first().copied())?
    };
    let element = Widget {
        id,
        label: args.label.with(args.label_visibility, args.help),
        set_value,
        disabled: args.disabled.0,
        reruns: on_change.reruns,
        props: ButtonGroup {
            look,
            options: options.names.iter().map(|name| option(name)).collect(),
            amount: match (is_multi, args.required) {
                (true, _) => Amount::Several,
                (false, true) => Amount::ExactlyOne,
                (false, false) => Amount::One,
            },
            default: default.iter().map(|place| *place as u32).collect(),
            wrap: args.wrap.0,
        },
    };
    call.draw(Element::ButtonGroup(element), args.width.layout_of(key));
    Ok(value)
}

/// Registers a group of which several can be chosen: what its call returns, and what the script
/// sets.
fn several(
    call: &Call,
    spec: Spec,
    options: &Rc<Options>,
    default: &[usize],
) -> PyResult<(PyObjectRef, Option<WidgetValue>)> {
    let widget = (spec.id, spec.key);
    let chosen = ChosenMany {
        options: options.clone(),
        keeps_new: false,
        accepts_new: false,
        most: None,
    };
    let mut registered =
        call.register_widget(spec, chosen, || options.list_of(default, call.vm))?;
    options.settle_many(call, widget, &mut registered, false)?;
    let set_value = options.set_values(&registered, call.vm)?;
    Ok((registered.value, set_value))
}

/// The same, of a group of which one can be chosen.
fn one(
    call: &Call,
    spec: Spec,
    options: &Rc<Options>,
    default: Option<usize>,
) -> PyResult<(PyObjectRef, Option<WidgetValue>)> {
    let widget = (spec.id, spec.key);
    let first = options.value_or_none(default, call.vm);
    let chosen = Chosen {
        options: options.clone(),
        otherwise: Otherwise::Value(first.clone()),
        can_be_empty: true,
    };
    let mut registered = call.register_widget(spec, chosen, || first.clone())?;
    options.settle(call, widget, &mut registered, &first, false)?;
    let set_value = match options.set_value(&registered, call.vm)? {
        Some(WidgetValue::Text(text)) => Some(WidgetValue::Texts(vec![text])),
        Some(_) => Some(WidgetValue::Texts(Vec::new())),
        None => None,
    };
    Ok((registered.value, set_value))
}

/// An icon before the first space stands by itself.
fn option(name: &str) -> ButtonOption {
    let text = option_name::text(name);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let first = first.trim();
    let has_icon = is_icon(first);
    ButtonOption {
        name: name.to_owned(),
        icon: has_icon.then(|| first.to_owned()),
        content: if has_icon { rest } else { text }.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::option;

    #[test]
    fn an_icon_at_the_beginning_stands_by_itself() {
        for (text, icon, content) in [
            ("A b", None, "A b"),
            (":material/add: Add one", Some(":material/add:"), "Add one"),
            ("🔥", Some("🔥"), ""),
            ("🔥hot", None, "🔥hot"),
            (":material/add:", Some(":material/add:"), ""),
            ("", None, ""),
        ] {
            let option = option(text);
            assert_eq!(option.icon.as_deref(), icon, "{text}");
            assert_eq!(option.content, content, "{text}");
        }
    }
}
