//! `st.form` and `st.form_submit_button`.

use brooklet_protocol::{Block, Layout};
use brooklet_python::vm::PyResult;
use brooklet_python::vm::builtins::PyStr;

use crate::argument::{Words, plain};
use crate::command::{Call, Command, Place};
use crate::input::button;

/// `st.form`.
pub(crate) const FORM: Command = Command {
    name: "form",
    place: Place::Container("FormMixin"),
    signature: "key, clear_on_submit=False, *, enter_to_submit=True, border=True, width='stretch', height='content'",
    doc: "Create a form that batches elements together with a \"Submit\" button.",
    run: form,
};

/// `st.form_submit_button`.
pub(crate) const SUBMIT_BUTTON: Command = Command {
    name: "form_submit_button",
    place: Place::Container("FormMixin"),
    signature: "label='Submit', help=None, on_click=None, args=None, kwargs=None, *, key=None, type='secondary', icon=None, icon_position='left', disabled=False, use_container_width=None, width='content', shortcut=None, wrap=None",
    doc: "Display a form submit button.",
    run: submit_button,
};

/// Where the errors of forms send the reader of them.
const DOCS: &str = "\n\nFor more information, refer to the\n[documentation for forms](https://docs.streamlit.io/develop/api-reference/execution-flow/st.form).\n";

fn form(call: &Call) -> PyResult {
    if call.form_id().is_some() {
        let text = "Forms cannot be nested in other forms.";
        return Err(call.error("StreamlitInvalidLayoutContextError", text));
    }
    let key = call.value("key");
    let Some(key) = key.downcast_ref::<PyStr>().map(plain) else {
        return Err(call.type_error("bad argument type for built-in operation"));
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
        let text = format!("`st.form_submit_button()` must be used inside an `st.form()`.{DOCS}");
        return Err(call.error("StreamlitInvalidLayoutContextError", text));
    };
    let key = match call.key()? {
        Some(key) => key,
        None => format!("FormSubmitter:{form_id}-{}", call.label()?),
    };
    button::press(call, Some(&key), true)
}

/// Refuses a command that cannot be part of a form; `advice` ends the sentence.
pub(crate) fn refuse_in_form(call: &Call, advice: &str) -> PyResult<()> {
    if call.form_id().is_none() {
        return Ok(());
    }
    let name = call.entry.command.name;
    let text = format!("`st.{name}()` can't be used in an `st.form()`.{advice}{DOCS}");
    Err(call.error("StreamlitInvalidLayoutContextError", text))
}
