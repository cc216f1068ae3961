//! `st.write`: shows each argument in the way that suits it.

use brooklet_protocol::element::Html;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::{
    PyBaseException, PyBaseExceptionRef, PyDict, PyList, PyStr, PyType,
};
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::{PYTHON, help, json, stream};
use crate::argument::{dedent, is_of, text_of, to_string_lossy, type_name};
use crate::call::args::arguments;
use crate::command::{Call, Command, Place};
use crate::data::data_frame;
use crate::error::LayoutError;
use crate::kernel::exception;
use crate::session_state::SessionState;
use crate::target::Target;
use crate::text::markdown;

arguments! {
    /// The arguments of `st.write`.
    pub(crate) struct Write {
        *
        /// What is shown: texts, numbers, tables, charts, exceptions, functions, generators.
        args,
        /// Whether tags of HTML in texts are drawn, those that are safe, rather than shown as letters.
        unsafe_allow_html: bool = False,
    }
}

/// `st.write`.
pub(crate) const WRITE: Command = Command {
    name: "write",
    place: Place::Container("WriteMixin"),
    signature: Write::SIGNATURE,
    doc: "Show each argument in the way that suits it: texts as Markdown, dictionaries as JSON, exceptions with their traces, tables as grids.",
    run: |call| {
        let args = Write::read(call)?;
        if args.args.len() > 1 && matches!(call.target, Target::Slot(_)) {
            return Err(call.error(LayoutError::OneElementPlace {
                count: args.args.len(),
            }));
        }
        write(call, &args.args, args.unsafe_allow_html)?;
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
            self.texts.push(to_string_lossy(text));
            return Ok(());
        }
        if let Ok(exception) = value.clone().downcast::<PyBaseException>() {
            self.exception(&exception);
            return Ok(());
        }
        if type_name(value) == "DeltaGenerator" {
            return self.help(value);
        }
        if let Some(latex) = markdown::of_sympy(value, vm)? {
            self.flush();
            self.draw(markdown::formula(&latex, None));
            return Ok(());
        }
        if is_of(value, "PIL", vm)? {
            self.flush();
            self.draw(self.call.one_picture(value)?);
            return Ok(());
        }
        if is_tabular(value, vm)? {
            self.flush();
            return data_frame::draw(self.call, value);
        }
        if self.is_json(value)? {
            self.flush();
            return json::draw(self.call, value);
        }
        self.by_kind(value)
    }

    /// Shows a value that is neither a text nor a collection.
    fn by_kind(&mut self, value: &PyObjectRef) -> PyResult<()> {
        let vm = self.call.vm;
        let kind = self
            .call
            .runtime
            .call_python(PYTHON, "kind", (value.clone(),), vm)?;
        match text_of(&kind, vm)?.as_str() {
            "text" => {
                self.flush();
                let text = text_of(&*vm.call_method(value, "getvalue", ())?, vm)?;
                self.draw(markdown::native(dedent(&text), false));
                Ok(())
            }
            "stream" => {
                self.flush();
                let show = |call: &Call, chunk: &PyObjectRef| {
                    write(call, std::slice::from_ref(chunk), false)
                };
                stream::write(self.call, value, "", &show).map(drop)
            }
            "json" => {
                self.flush();
                json::draw(self.call, value)
            }
            "help" => self.help(value),
            command if command.contains("plot") || command.ends_with("_chart") => {
                self.flush();
                self.through(command, value)
            }
            _ if self.allow_html && value.has_attr("_repr_html_", vm)? => {
                self.flush();
                let body = text_of(&*vm.call_method(value, "_repr_html_", ())?, vm)?;
                self.draw(Element::Html(Html {
                    body,
                    runs_scripts: false,
                }));
                Ok(())
            }
            _ => {
                let text = text_of(value, vm)?;
                if is_address(&text) {
                    return self.help(value);
                }
                self.code(&text);
                Ok(())
            }
        }
    }

    /// Draws a value by another command.
    fn through(&self, command: &str, value: &PyObjectRef) -> PyResult<()> {
        let Call {
            vm,
            runtime,
            table,
            target,
            kind,
            ..
        } = self.call;
        let entry = table
            .entries
            .get(command)
            .expect("`any.py` names commands of the table");
        let args = vec![value.clone()].into();
        entry.call(runtime, table, target, kind, args, vm).map(drop)
    }

    fn help(&mut self, value: &PyObject) -> PyResult<()> {
        self.flush();
        help::draw(self.call, value, Layout::default()).map(drop)
    }

    fn draw(&self, element: Element) {
        self.call.draw(element, Layout::default());
    }

    /// A text in the typeface of code. A fence that is longer than any in the text keeps it whole.
    fn code(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        if text.contains('\n') {
            let fence = "`".repeat(longest.max(2) + 1);
            self.texts.push(format!("{fence}\n{text}\n{fence}"));
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
            || json::is_named_tuple(value, self.call.vm)?)
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
        let text = dedent(&texts.join(" "));
        let element = markdown::native(text, self.allow_html);
        self.call
            .runtime
            .draw(self.call.target, element, Layout::default());
    }
}

/// Whether a value is a table of another library: a frame, a series, an array, a cursor.
fn is_tabular(value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    let is_of_python = value.downcast_ref::<PyType>().is_some()
        || value.downcast_ref::<PyDict>().is_some()
        || value.fast_isinstance(vm.ctx.types.memoryview_type);
    if is_of_python {
        return Ok(false);
    }
    let has_all = |names: &[&'static str]| -> PyResult<bool> {
        for name in names {
            if !value.has_attr(*name, vm)? {
                return Ok(false);
            }
        }
        Ok(true)
    };
    Ok(has_all(&["columns", "index", "iloc"])?
        || has_all(&["index", "to_list", "iloc"])?
        || has_all(&["ndim", "tolist", "__len__"])?
        || has_all(&["fetchall", "description"])?)
}

/// Whether a text is what Python says of a value that says nothing of itself.
fn is_address(text: &str) -> bool {
    let inside = text
        .strip_prefix('<')
        .and_then(|text| text.strip_suffix('>'));
    let address = inside.and_then(|inside| inside.rsplit_once(" at 0x"));
    address.is_some_and(|(_, digits)| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}
