//! Exceptions in words: what Python prints about them, as Streamlit arranges it.

use std::fmt;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyList, PyStr};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

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
        leave_out_our_own(&described, vm)?;
        let mut rows = Rows::default();
        rows.add(&described, 0, vm)?;
        rows.add_members(&described, 0, vm)?;
        let text = lines(&vm.call_method(&described, "format", ())?, vm)?.concat();
        let message = if exception.fast_isinstance(vm.ctx.exceptions.syntax_error) {
            without_margin(&last_lines(&described, vm)?.concat())
        } else {
            message(exception, vm)
        };
        Ok(Self {
            type_name: type_name(exception, vm),
            message,
            stack: rows.0,
            text,
        })
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
}

impl fmt::Display for Trace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.text.trim_end_matches('\n'))
    }
}

/// How deep groups of exceptions are shown, and how many members of each: as Python does.
const DEEPEST_GROUP: usize = 10;
const MOST_MEMBERS: usize = 15;

/// The rows of a stack, as Streamlit arranges them.
#[derive(Default)]
struct Rows(Vec<String>);

impl Rows {
    /// Adds the exception that led to one, its own places, and the members of a group.
    fn add(&mut self, described: &PyObject, depth: usize, vm: &VirtualMachine) -> PyResult<()> {
        if let Some((earlier, link)) = led_to(described, vm)? {
            self.add_with_last_lines(&earlier, depth, vm)?;
            self.0.push(link.to_owned());
        }
        let stack = described.get_attr("stack", vm)?;
        let places = lines(&vm.call_method(&stack, "format", ())?, vm)?;
        self.0
            .extend(places.iter().map(|place| place.trim().to_owned()));
        Ok(())
    }

    fn add_with_last_lines(
        &mut self,
        described: &PyObject,
        depth: usize,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        self.add(described, depth, vm)?;
        let last = last_lines(described, vm)?;
        let last = last.iter().map(|line| line.trim_end_matches('\n'));
        self.0.extend(last.map(str::to_owned));
        self.add_members(described, depth, vm)
    }

    fn add_members(
        &mut self,
        described: &PyObject,
        depth: usize,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let members = members(described, vm)?;
        if depth == DEEPEST_GROUP && !members.is_empty() {
            let row = format!("... ({} nested exceptions not shown)", members.len());
            self.0.push(row);
            return Ok(());
        }
        for (index, member) in members.iter().take(MOST_MEMBERS).enumerate() {
            let row = format!("+---------------- {} ----------------", index + 1);
            self.0.push(row);
            self.add_with_last_lines(member, depth + 1, vm)?;
        }
        if let Some(more @ 1..) = members.len().checked_sub(MOST_MEMBERS) {
            self.0.push(format!("... and {more} more exceptions"));
        }
        Ok(())
    }
}

/// The exception that led to one, and how.
fn led_to(
    described: &PyObject,
    vm: &VirtualMachine,
) -> PyResult<Option<(PyObjectRef, &'static str)>> {
    let cause = described.get_attr("__cause__", vm)?;
    if !vm.is_none(&cause) {
        let link = "The above exception was the direct cause of the following exception:";
        return Ok(Some((cause, link)));
    }
    let context = described.get_attr("__context__", vm)?;
    let is_suppressed = described.get_attr("__suppress_context__", vm)?;
    if vm.is_none(&context) || is_suppressed.is_true(vm)? {
        return Ok(None);
    }
    let link = "During handling of the above exception, another exception occurred:";
    Ok(Some((context, link)))
}

/// The exceptions in a group of them.
fn members(described: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<PyObjectRef>> {
    let members = described.get_attr("exceptions", vm)?;
    if vm.is_none(&members) {
        return Ok(Vec::new());
    }
    members.try_to_value(vm)
}

/// Takes the frames that no author has written out of an exception and those that led to it.
fn leave_out_our_own(described: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    for earlier in ["__cause__", "__context__"] {
        let earlier = described.get_attr(earlier, vm)?;
        if !vm.is_none(&earlier) {
            leave_out_our_own(&earlier, vm)?;
        }
    }
    for member in members(described, vm)? {
        leave_out_our_own(&member, vm)?;
    }
    let stack = described.get_attr("stack", vm)?;
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
fn last_lines(described: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    lines(&vm.call_method(described, "format_exception_only", ())?, vm)
}

/// The texts that something iterable gives.
fn lines(iterable: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<String>> {
    let list: PyObjectRef = vm.ctx.types.list_type.to_owned().into();
    let lines: Vec<PyObjectRef> = list.call((iterable.clone(),), vm)?.try_to_value(vm)?;
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
        Ok(text) => text.to_string_lossy().trim().to_owned(),
        Err(_) => String::new(),
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
