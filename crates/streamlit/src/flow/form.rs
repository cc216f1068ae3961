//! `st.form` and `st.form_submit_button`.

use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use crate::argument::{Words, plain};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::error::LayoutError;
use crate::input::button;

/// `st.form`.
pub(crate) const FORM: Command = Command {
    name: "form",
    place: Place::Container("FormMixin"),
    signature: Parameters::undocumented(
        "key, clear_on_submit=False, *, enter_to_submit=True, border=True, width='stretch', height='content'",
    ),
    doc: "Gather widgets whose values go to the script together, when the reader presses the submit button. Until then nothing in it starts a run.",
    run: form,
};

/// `st.form_submit_button`.
pub(crate) const SUBMIT_BUTTON: Command = Command {
    name: "form_submit_button",
    place: Place::Container("FormMixin"),
    signature: Parameters::undocumented(
        "label='Submit', help=None, on_click=None, args=None, kwargs=None, *, key=None, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    ),
    doc: "Draw the button that sends its form. It returns True in the run that it starts.",
    run: submit_button,
};

fn form(call: &Call) -> PyResult {
    if call.form_id().is_some() {
        return Err(call.error(LayoutError::NestedForm {}));
    }
    let key = call.value("key");
    let Some(key) = key.downcast_ref::<PyStr>().map(plain) else {
        return Err(call.type_error("key", "a str", &call.value("key")));
    };
    if call
        .runtime
        .session()
        .with_state(|state| state.is_set_now(&key))
    {
        return Err(call.read_only(&key));
    }
    if call.runtime.session().forms.borrow().contains(&key) {
        return Err(call.duplicate_key(&key));
    }
    let block = Block::Form {
        id: key,
        clear_on_submit: call.flag("clear_on_submit")?,
        enter_to_submit: call.flag("enter_to_submit")?,
        border: call.flag("border")?,
    };
    let layout = Layout {
        height: call.height(Words::StretchContent)?,
        ..call.layout(Words::StretchContent)?
    };
    Ok(call.container(call.runtime.open(call.target, block, layout)))
}

fn submit_button(call: &Call) -> PyResult {
    let Some(form_id) = call.form_id() else {
        return Err(call.error(LayoutError::SubmitOutsideForm {}));
    };
    let key = match call.key()? {
        Some(key) => key,
        None => format!("FormSubmitter:{form_id}-{}", call.label()?),
    };
    button::press(call, Some(&key), true)
}

/// Refuses a command that cannot be part of a form.
pub(crate) fn refuse_in_form(
    call: &Call,
    problem: fn(&'static str) -> LayoutError,
) -> PyResult<()> {
    if call.form_id().is_none() {
        return Ok(());
    }
    Err(call.error(problem(call.entry.command.name)))
}
