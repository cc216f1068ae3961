//! `st.write`: shows each argument in the way that suits it.

use brooklet_protocol::Layout;
use brooklet_python::vm::builtins::{
    PyAsyncGen, PyBaseException, PyBaseExceptionRef, PyDict, PyGenerator, PyList, PyStr,
};
use brooklet_python::vm::{PyObject, PyObjectRef, PyResult};

use super::{json, stream};
use crate::argument::{plain, repr_of, text_of};
use crate::command::{Call, Command, Place};
use crate::session_state::SessionState;
use crate::status::exception;
use crate::text::markdown;

/// `st.write`.
pub(crate) const WRITE: Command = Command {
    name: "write",
    place: Place::Container("WriteMixin"),
    signature: "*args, unsafe_allow_html=False",
    doc: "Displays arguments in the app.",
    run: |call| {
        let allow_html = call.flag("unsafe_allow_html")?;
        write(call, &call.arguments.rest, allow_html)?;
        Ok(call.vm.ctx.none())
    },
};

/// Shows values below each other.
pub(super) fn write(call: &Call, values: &[PyObjectRef], allow_html: bool) -> PyResult<()> {
    let mut writer = Writer {
        call,
        texts: Vec::new(),
        allow_html,
    };
    for value in values {
        writer.value(value)?;
    }
    writer.flush();
    Ok(())
}

/// Gathers texts that stand beside each other into one Markdown element.
struct Writer<'a, 'c> {
    call: &'a Call<'c>,
    texts: Vec<String>,
    allow_html: bool,
}

impl Writer<'_, '_> {
    fn value(&mut self, value: &PyObjectRef) -> PyResult<()> {
        let vm = self.call.vm;
        if let Some(text) = value.downcast_ref::<PyStr>() {
            self.texts.push(plain(text));
            return Ok(());
        }
        if let Ok(exception) = value.clone().downcast::<PyBaseException>() {
            self.exception(&exception);
            return Ok(());
        }
        if self.is_json(value)? {
            self.flush();
            return json::draw(self.call, value);
        }
        if value.downcast_ref::<PyGenerator>().is_some()
            || value.downcast_ref::<PyAsyncGen>().is_some()
        {
            self.flush();
            return stream::write(self.call, value, "").map(drop);
        }
        if value.is_callable() && value.has_attr("__call__", vm)? && is_function(value) {
            self.code(&repr_of(value, vm)?);
            return Ok(());
        }
        self.code(&text_of(value, vm)?);
        Ok(())
    }

    /// A text in the typeface of code. A fence that is longer than any in the text keeps it whole.
    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        if text.contains('\n') {
            let fence = "`".repeat(longest.max(2) + 1);
            self.flush();
            self.texts.push(format!("{fence}\n{text}\n{fence}"));
            self.flush();
        } else if longest > 0 {
            let fence = "`".repeat(longest + 1);
            self.texts.push(format!("{fence} {text} {fence}"));
        } else {
            self.texts.push(format!("`{text}`"));
        }
    }

    fn is_json(&self, value: &PyObject) -> PyResult<bool> {
        Ok(value.downcast_ref::<PyDict>().is_some()
            || value.downcast_ref::<PyList>().is_some()
            || value.downcast_ref::<SessionState>().is_some()
            || json::is_listed(value)
            || json::named_fields(value, self.call.vm)?.is_some())
    }

    fn exception(&mut self, error: &PyBaseExceptionRef) {
        self.flush();
        let element = exception::element(self.call.runtime, error, self.call.vm);
        self.call
            .runtime
            .draw(self.call.target, element, Layout::default());
    }

    fn flush(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        if texts.is_empty() {
            return;
        }
        let text = crate::argument::clean(&texts.join(" "));
        let element = markdown::native(text, self.allow_html);
        self.call
            .runtime
            .draw(self.call.target, element, Layout::default());
    }
}

/// Functions, classes and modules: shown as Python shows them.
fn is_function(value: &PyObject) -> bool {
    let name = value.class().name().to_string();
    [
        "function",
        "method",
        "type",
        "module",
        "builtin_function_or_method",
    ]
    .contains(&name.as_str())
}
