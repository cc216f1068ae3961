//! Exceptions in words.

use std::fmt;

use rustpython_vm::builtins::PyBaseExceptionRef;
use rustpython_vm::{AsObject, VirtualMachine};

/// An exception in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The type's name, with its module unless that is `builtins`.
    pub type_name: String,
    /// The message; for a `SyntaxError` with the line and a mark under it.
    pub message: String,
    /// The places where it went through, outermost first.
    pub frames: Vec<TraceFrame>,
}

/// A place that an exception went through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceFrame {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The function, or `<module>`.
    pub function: String,
    /// The text of the line, if its source is known.
    pub source: Option<String>,
}

impl Trace {
    /// The words for an exception.
    pub fn of(exception: &PyBaseExceptionRef, vm: &VirtualMachine) -> Self {
        let type_name = exception.class().name().to_string();
        let message = exception
            .as_object()
            .str(vm)
            .map(|text| text.to_string_lossy().into_owned())
            .unwrap_or_default();
        Self { type_name, message, frames: Vec::new() }
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.type_name, self.message)
    }
}
