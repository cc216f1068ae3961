//! `st.pills` and `st.segmented_control`.

use std::rc::Rc;

use brooklet_protocol::element::button_group::Amount;
use brooklet_protocol::element::{ButtonGroup, ButtonGroupLook, ButtonOption};
use brooklet_protocol::widget::Widget;
use brooklet_protocol::{Element, WidgetValue};
use brooklet_python::vm::PyResult;

use super::options::{Chosen, ChosenMany, Options, Otherwise};
use crate::argument::{Words, is_icon, joined};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::WidgetError;

/// `st.pills`.
pub(crate) const PILLS: Command = Command {
    name: "pills",
    place: Place::Container("ButtonGroupMixin"),
    signature: Parameters::undocumented(
        "label, options, *, selection_mode='single', default=None, required=False, format_func=None, key=None, help=None, on_change='rerun', args=None, kwargs=None, disabled=False, label_visibility='visible', width='content', wrap=None, bind=None, persist_state=None",
    ),
    doc: "Let the reader choose among options that stand beside each other as pills, one of them or several.",
    run: |call| button_group(call, ButtonGroupLook::Pills),
};

/// `st.segmented_control`.
pub(crate) const SEGMENTED_CONTROL: Command = Command {
    name: "segmented_control",
    doc: "Let the reader choose among options that stand in one bar, one of them or several.",
    run: |call| button_group(call, ButtonGroupLook::Segments),
    ..PILLS
};

fn button_group(call: &Call, look: ButtonGroupLook) -> PyResult {
    call.refuse_given(&["bind"])?;
    let vm = call.vm;
    let required = call.flag("required")?;
    let mode = call.value("selection_mode");
    if required && vm.bool_eq(&mode, vm.ctx.new_str("multi").as_ref())? {
        return Err(call.error(WidgetError::RequiredWithMulti {}));
    }
    let options = Rc::new(Options::of(call)?);
    let default = options.defaults(call)?;
    let is_multi = call.choice("selection_mode", &[("single", false), ("multi", true)])?;
    if !is_multi && default.len() > 1 {
        return Err(call.error(WidgetError::SeveralDefaults {
            command: call.entry.command.name,
        }));
    }
    let key = call.key()?;
    let key = key.as_deref();
    let reaction = call.reaction("on_change", &["rerun", "ignore"])?;
    let layout = call.widget_layout(Words::StretchContent, key)?;
    let id = call
        .defined_by(
            call.identity(key),
            &["selection_mode"],
            &["label", "help", "width"],
        )?
        .unless_keyed("options", &options.joined())
        .unless_keyed("default", &joined(&default))
        .finish();
    let mut element = Widget {
        id: id.clone(),
        label: call.widget_label()?,
        set_value: None,
        disabled: call.flag("disabled")?,
        reruns: reaction.reruns,
        props: ButtonGroup {
            look,
            options: options.shown.iter().map(|text| option(text)).collect(),
            amount: match (is_multi, required) {
                (true, _) => Amount::Several,
                (false, true) => Amount::ExactlyOne,
                (false, false) => Amount::One,
            },
            default: default.iter().map(|place| *place as u32).collect(),
            wrap: call.may_wrap()?,
        },
    };
    let mut values = default.iter().map(|place| options.values[*place].clone());
    let registered = if is_multi {
        let first = vm.ctx.new_list(values.collect());
        let chosen = ChosenMany {
            options: options.clone(),
            keeps_new: false,
        };
        let mut registered = call.register(&id, key, chosen, reaction.callback, || first.into())?;
        options.settle_many(call, (&id, key), &mut registered, false)?;
        if registered.set_by_script {
            element.set_value = Some(WidgetValue::Texts(options.texts(&registered.value, vm)?));
        }
        registered
    } else {
        let first = values.next().unwrap_or_else(|| vm.ctx.none());
        let chosen = Chosen {
            options: options.clone(),
            otherwise: Otherwise::Value(first.clone()),
        };
        let mut registered =
            call.register(&id, key, chosen, reaction.callback, || first.clone())?;
        options.settle(call, (&id, key), &mut registered, &first, false)?;
        if registered.set_by_script {
            let text = options.text_unless_none(&registered.value, vm)?;
            element.set_value = Some(WidgetValue::Texts(text.into_iter().collect()));
        }
        registered
    };
    call.runtime
        .draw(call.target, Element::ButtonGroup(element), layout);
    Ok(registered.value)
}

/// An icon before the first space stands by itself.
fn option(text: &str) -> ButtonOption {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let first = first.trim();
    let has_icon = is_icon(first);
    ButtonOption {
        text: text.to_owned(),
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
