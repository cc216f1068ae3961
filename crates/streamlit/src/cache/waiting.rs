//! Cached coroutine functions.

use brooklet_python::frozen;
use std::cell::RefCell;
use std::rc::Rc;

use brooklet_cache::Key;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use super::cached::Cached;
use crate::kernel::capture::Capture;
use crate::kernel::python_source::PythonSource;

const PYTHON: PythonSource = PythonSource {
    module: "streamlit.waiting",
    code: frozen!("cache/waiting"),
};

/// What a call of a cached coroutine function returns: a coroutine that gives the remembered result
/// or computes it. What it draws is noted between its waits only, for others run meanwhile.
pub(super) fn coroutine(
    cached: &Rc<Cached>,
    key: Key,
    args: FuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    let capture: Rc<RefCell<Capture>> = Rc::default();
    let spinner = Rc::new(RefCell::new(None));
    let function = cached.clone();
    let recall = vm.new_function("recall", move |vm: &VirtualMachine| -> PyResult {
        let value = function.recalled(key, vm)?;
        Ok(value.map_or_else(
            || vm.ctx.none(),
            |value| vm.ctx.new_tuple(vec![value]).into(),
        ))
    });
    let (function, shown) = (cached.clone(), spinner.clone());
    let begin = vm.new_function("begin", move |vm: &VirtualMachine| -> PyResult {
        shown.replace(function.show_spinner(&args, vm)?);
        function.function.call(args.clone(), vm)
    });
    let (function, kept) = (cached.clone(), capture.clone());
    let enter = vm.new_function("enter", move || {
        function.runtime.resume_capture(kept.take());
    });
    let (function, kept) = (cached.clone(), capture.clone());
    let leave = vm.new_function("leave", move || {
        kept.replace(function.runtime.pause_capture());
    });
    let function = cached.clone();
    let remember = move |value: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        function.keep(key, &value, capture.take().drawn(), vm)?;
        Ok(value)
    };
    let remember = vm.new_function("remember", remember);
    let function = cached.clone();
    let end = vm.new_function("end", move || function.hide_spinner(spinner.take()));
    let name = format!(
        "{} {:x} {:x}",
        cached.metadata.kind.name(),
        cached.metadata.key.0,
        key.0
    );
    let mut given: Vec<PyObjectRef> = vec![vm.ctx.new_str(name).into()];
    given.extend([recall, begin, enter, leave, remember, end].map(Into::into));
    cached.runtime.call_python(PYTHON, "call", given, vm)
}
