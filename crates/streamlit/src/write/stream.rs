//! What a stream brings, shown piece by piece.

use brooklet_protocol::Layout;
use brooklet_python::vm::builtins::{PyAsyncGen, PyStr};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};

use crate::argument::{dedent, to_string_lossy, type_name};
use crate::command::Call;
use crate::error::LayoutError;
use crate::target::Target;
use crate::text::markdown;

/// How a chunk that is no text is shown.
pub(super) type Show<'a> = &'a dyn Fn(&Call, &PyObjectRef) -> PyResult<()>;

/// Writes what a stream brings, as it comes, and returns the whole of it.
pub(super) fn write(call: &Call, stream: &PyObject, cursor: &str, show: Show) -> PyResult {
    let vm = call.vm;
    if stream.downcast_ref::<PyStr>().is_some() || type_name(stream) == "DataFrame" {
        return Err(call.error(LayoutError::NoStream {
            kind: type_name(stream),
        }));
    }
    let mut writer = Writer {
        call,
        cursor,
        show,
        place: None,
        text: String::new(),
        written: Vec::new(),
    };
    let stream = started(stream, vm)?;
    if stream.downcast_ref::<PyAsyncGen>().is_some() {
        let event_loop = vm
            .import("asyncio", 0)?
            .get_attr("new_event_loop", vm)?
            .call((), vm)?;
        loop {
            let next = vm.call_method(&stream, "__anext__", ())?;
            match vm.call_method(&event_loop, "run_until_complete", (next,)) {
                Ok(chunk) => writer.chunk(&chunk)?,
                Err(end) if end.fast_isinstance(vm.ctx.exceptions.stop_async_iteration) => break,
                Err(error) => return Err(error),
            }
        }
    } else {
        let iterator = PyIter::try_from_object(vm, stream.clone()).map_err(|_| {
            let kind = type_name(&stream);
            call.error(LayoutError::NotIterable { kind })
        })?;
        for chunk in iterator.iter::<PyObjectRef>(vm)? {
            writer.chunk(&chunk?)?;
        }
    }
    Ok(writer.finish())
}

/// The stream itself; a function that makes one is called.
fn started(stream: &PyObject, vm: &VirtualMachine) -> PyResult {
    let inspect = vm.import("inspect", 0)?;
    for kind in ["isgeneratorfunction", "isasyncgenfunction"] {
        let is_one = inspect.get_attr(kind, vm)?.call((stream.to_owned(),), vm)?;
        if is_one.is_true(vm)? {
            return stream.call((), vm);
        }
    }
    Ok(stream.to_owned())
}

struct Writer<'a, 'c> {
    call: &'a Call<'c>,
    cursor: &'a str,
    show: Show<'a>,
    /// Where the text that is being streamed stands.
    place: Option<Target>,
    text: String,
    written: Vec<PyObjectRef>,
}

impl Writer<'_, '_> {
    fn chunk(&mut self, chunk: &PyObjectRef) -> PyResult<()> {
        let call = self.call;
        call.runtime.checkpoint(call.vm)?;
        let chunk = &spoken(chunk, call)?;
        if let Some(text) = chunk.downcast_ref::<PyStr>() {
            self.stream(&to_string_lossy(text));
        } else if chunk.is_callable() {
            self.flush();
            chunk.call((), call.vm)?;
        } else {
            self.flush();
            (self.show)(call, chunk)?;
            self.written.push(chunk.clone());
        }
        Ok(())
    }

    fn stream(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let cursor = match self.place {
            Some(_) => self.cursor,
            None => "",
        };
        let shown = dedent(&format!("{}{cursor}", self.text));
        self.draw(shown);
    }

    fn draw(&mut self, text: String) {
        let runtime = self.call.runtime;
        let element = markdown::native(text, false);
        let target = self.place.as_ref().unwrap_or(self.call.target);
        let path = runtime.draw(target, element, Layout::default());
        self.place = Some(Target::Slot(path));
    }

    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        self.draw(dedent(&text));
        self.place = None;
        self.written.push(self.call.vm.ctx.new_str(text).into());
    }

    fn finish(mut self) -> PyObjectRef {
        self.flush();
        let ctx = &self.call.vm.ctx;
        match self.written.as_slice() {
            [] => ctx.new_str("").into(),
            [one] if one.downcast_ref::<PyStr>().is_some() => one.clone(),
            _ => ctx.new_list(self.written).into(),
        }
    }
}

/// The text that a piece of the stream of a known library brings; anything else as it is.
fn spoken(chunk: &PyObjectRef, call: &Call) -> PyResult {
    let vm = call.vm;
    let class = chunk.class();
    let name = class.name().to_string();
    let module = match vm.get_attribute_opt(class.as_object(), "__module__")? {
        Some(module) => module
            .downcast_ref::<PyStr>()
            .map(to_string_lossy)
            .unwrap_or_default(),
        None => String::new(),
    };
    let text_or_empty = |value: PyObjectRef| -> PyResult {
        if value.clone().is_true(vm)? {
            Ok(value)
        } else {
            Ok(vm.ctx.new_str("").into())
        }
    };
    let attribute = |object: &PyObject, name: &'static str| object.get_attr(name, vm);
    let read = || -> PyResult {
        if module.starts_with("openai.") && name == "ChatCompletionChunk" {
            let choices = attribute(chunk, "choices")?;
            if !choices.clone().is_true(vm)? {
                return Ok(vm.ctx.new_str("").into());
            }
            let delta = attribute(&*choices.get_item(&0, vm)?, "delta")?;
            if vm.is_none(&delta) {
                return Ok(vm.ctx.new_str("").into());
            }
            return text_or_empty(attribute(&delta, "content")?);
        }
        if module.starts_with("openai.types.responses.") {
            let kind = attribute(chunk, "type")?;
            let kind = kind.downcast_ref::<PyStr>().map(to_string_lossy);
            let speaks = matches!(
                kind.as_deref(),
                Some("response.output_text.delta" | "response.refusal.delta")
            );
            return if speaks {
                text_or_empty(attribute(chunk, "delta")?)
            } else {
                Ok(vm.ctx.new_str("").into())
            };
        }
        if module == "langchain_core.messages.ai" && name == "AIMessageChunk" {
            return text_or_empty(attribute(chunk, "content")?);
        }
        Ok(chunk.clone())
    };
    read().map_err(|error| {
        if !error.fast_isinstance(vm.ctx.exceptions.attribute_error) {
            return error;
        }
        call.error(LayoutError::UnknownChunk { name })
    })
}
