//! `st.form` and `st.form_submit_button`.

use brooklet_protocol::element::{ButtonKind, IconPosition};
use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;

use crate::call::args::{
    ContainerWidth, Deferred, Disabled, Help, Icon, Key, StretchContent, StretchContentHeight,
    arguments,
};
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;
use crate::input::button;
use crate::input::button_props::{
    ButtonLabel, Shortcut, WrapLabel, button_arguments, button_props_of,
};
use crate::widget::on_change::{CallbackArgs, CallbackKwargs, ClickHandler};

arguments! {
    /// The arguments of `st.form`.
    pub(crate) struct FormArgs {
        /// The name of the form, which no other form or widget has.
        key: String,
        /// Whether its widgets go back to their defaults once it is sent.
        clear_on_submit: bool = False,
        *,
        /// Whether Enter in one of its fields of text sends it.
        enter_to_submit: bool = True,
        /// Whether a line is drawn around it.
        border: bool = True,
        width: StretchContent = "stretch",
        height: StretchContentHeight = "content",
    }
}

button_arguments! {
    /// The arguments of `st.form_submit_button`.
    pub(crate) struct SubmitArgs {
        label: ButtonLabel = "Submit",
    } {
        key: Key = None,
    }
}

/// `st.form`.
pub(crate) const FORM: Command = Command {
    name: "form",
    place: Place::Container("FormMixin"),
    signature: FormArgs::SIGNATURE,
    doc: "Gather widgets whose values go to the script together, when the reader presses the submit button. Until then nothing in it starts a run.",
    run: form,
};

/// `st.form_submit_button`.
pub(crate) const SUBMIT_BUTTON: Command = Command {
    name: "form_submit_button",
    place: Place::Container("FormMixin"),
    signature: SubmitArgs::SIGNATURE,
    doc: "Draw the button that sends its form. It returns True in the run that it starts.",
    run: submit_button,
};

fn form(call: &Call) -> PyResult {
    if call.form_id().is_some() {
        return Err(call.error(LayoutError::NestedForm {}));
    }
    let args = FormArgs::read(call)?;
    let key = args.key;
    let session = call.runtime.session();
    if session.with_state(|state| state.is_set_now(&key)) {
        return Err(call.read_only(&key));
    }
    if session.forms.borrow().contains(&key) {
        return Err(call.duplicate_key(&key));
    }
    let block = Block::Form {
        id: key,
        clear_on_submit: args.clear_on_submit,
        enter_to_submit: args.enter_to_submit,
        border: args.border,
    };
    let layout = Layout {
        height: args.height.0,
        ..args.width.layout()
    };
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}

fn submit_button(call: &Call) -> PyResult {
    let Some(form_id) = call.form_id() else {
        return Err(call.error(LayoutError::SubmitOutsideForm {}));
    };
    let args = SubmitArgs::read(call)?;
    let key = match args.key.get() {
        Some(key) => key.to_owned(),
        None => {
            let label = args.label.0.as_deref().unwrap_or("None");
            format!("FormSubmitter:{form_id}-{label}")
        }
    };
    let identity = args.identity(call, Some(&key))?;
    let look = (
        button_props_of!(args),
        args.use_container_width,
        &args.width,
    );
    let on_click = args.on_click.resolve(call)?;
    button::press(call, identity, Some(&key), on_click, look, true)
}
