//! Exceptions in words: what Python prints about them, as Streamlit arranges it.

use std::fmt;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyList, PyStr};
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::open;

/// An exception in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The type's name.
    pub type_name: String,
    /// The message; for a `SyntaxError` the place, the line and a mark under it as well.
    pub message: String,
    /// The places where it went through, outermost first, with those of the exceptions that led to
    /// it before them: each as Python prints it, `File "…", line 3, in f` and the line. Places of
    /// the import machinery and of Brooklet are left out.
    pub stack: Vec<String>,
    /// All that Python prints about it.
    text: String,
}

impl Trace {
    /// The words for an exception.
    pub fn of(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Self {
        Self::with_traceback(exception, vm)
            .unwrap_or_else(|_| Self::without_traceback(exception, vm))
    }

    fn with_traceback(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> PyResult<Self> {
        let class = vm
            .import("traceback", 0)?
            .get_attr("TracebackException", vm)?;
        let described = vm.call_method(&class, "from_exception", (exception.clone(),))?;
        let mut trace = Self {
            type_name: type_name(exception, vm),
            message: message(exception, vm),
            ..Self::default()
        };
        trace.add_stack(&described, vm)?;
        let last = last_lines(&described, vm)?;
        trace.text.push_str(&last);
        if exception.fast_isinstance(vm.ctx.exceptions.syntax_error) {
            trace.message = without_margin(&last);
        }
        Ok(trace)
    }

    /// All that can be said when describing the exception fails as well.
    fn without_traceback(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Self {
        let type_name = type_name(exception, vm);
        let message = message(exception, vm);
        let text = format!("{type_name}: {message}");
        Self {
            type_name,
            message,
            stack: Vec::new(),
            text,
        }
    }

    /// Adds the exceptions that led to this one, and its own places.
    fn add_stack(&mut self, described: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let cause = described.get_attr("__cause__", vm)?;
        let context = described.get_attr("__context__", vm)?;
        let is_suppressed = described
            .get_attr("__suppress_context__", vm)?
            .is_true(vm)?;
        if !vm.is_none(&cause) {
            let text = "The above exception was the direct cause of the following exception:";
            self.add_earlier(&cause, text, vm)?;
        } else if !vm.is_none(&context) && !is_suppressed {
            let text = "During handling of the above exception, another exception occurred:";
            self.add_earlier(&context, text, vm)?;
        }
        let stack = described.get_attr("stack", vm)?;
        if vm.is_none(&stack) {
            return Ok(());
        }
        leave_out_our_own(&stack, vm)?;
        let places: Vec<PyObjectRef> = vm.call_method(&stack, "format", ())?.try_to_value(vm)?;
        if !places.is_empty() {
            self.text.push_str("Traceback (most recent call last):\n");
        }
        for place in places {
            let place = plain(&place, vm)?;
            self.stack.push(place.trim().to_owned());
            self.text.push_str(&place);
        }
        Ok(())
    }

    fn add_earlier(
        &mut self,
        earlier: &PyObjectRef,
        link: &str,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.add_stack(earlier, vm)?;
        let last = last_lines(earlier, vm)?;
        self.stack.push(last.trim().to_owned());
        self.stack.push(link.to_owned());
        self.text.push_str(&last);
        self.text.push_str(&["\n", link, "\n\n"].concat());
        Ok(())
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text.trim_end_matches('\n'))
    }
}

/// Takes the frames that no author has written out of a `StackSummary`.
fn leave_out_our_own(stack: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let Some(frames) = stack.downcast_ref::<PyList>() else {
        return Ok(());
    };
    let mut kept = Vec::new();
    for frame in frames.borrow_vec().iter() {
        let path = plain(&frame.get_attr("filename", vm)?, vm)?;
        if !path.starts_with("<frozen ") && path != open::SOURCE {
            kept.push(frame.clone());
        }
    }
    *frames.borrow_vec_mut() = kept;
    Ok(())
}

/// The lines after the traceback: type, message, notes.
fn last_lines(described: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
    let lines = vm.call_method(described, "format_exception_only", ())?;
    let list: PyObjectRef = vm.ctx.types.list_type.to_owned().into();
    let lines: Vec<PyObjectRef> = list.call((lines,), vm)?.try_to_value(vm)?;
    lines.iter().map(|line| plain(line, vm)).collect()
}

/// The type's name, with its module unless that is `builtins`.
fn type_name(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> String {
    let class = exception.class();
    let name = class.name().to_string();
    let module = class.as_object().get_attr("__module__", vm).ok();
    match module.and_then(|module| plain(&module, vm).ok()) {
        Some(module) if module != "builtins" => format!("{module}.{name}"),
        _ => name,
    }
}

fn message(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> String {
    match exception.as_object().str(vm) {
        // The machine leaves a space at the end of some of its own messages.
        Ok(text) => text.to_string_lossy().trim_end_matches(' ').to_owned(),
        Err(_) => "<exception str() failed>".to_owned(),
    }
}

fn plain(text: &PyObjectRef, vm: &VirtualMachine) -> PyResult<String> {
    match text.downcast_ref::<PyStr>() {
        Some(text) => Ok(text.to_string_lossy().into_owned()),
        None => Ok(text.str(vm)?.to_string_lossy().into_owned()),
    }
}

/// Lines without the two spaces by which Python sets them off.
fn without_margin(text: &str) -> String {
    let lines: Vec<&str> = text
        .trim_end()
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line))
        .collect();
    lines.join("\n")
}
