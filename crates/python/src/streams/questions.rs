//! What asks whoever sits at the terminal: `input`, `breakpoint`, `help`; and `sys.stdin`, which is
//! at its end.

use rustpython_vm::builtins::PyStr;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

const NOBODY: &str = "has nobody to ask: an app runs in a browser's tab, without a terminal.";

/// Puts them into `sys` and `builtins`.
pub(super) fn install(vm: &VirtualMachine) -> PyResult<()> {
    let io = vm.import("_io", 0)?;
    let stdin = vm.call_method(&io, "StringIO", ())?;
    stdin.set_attr("name", vm.ctx.new_str("<stdin>"), vm)?;
    stdin.set_attr("buffer", vm.call_method(&io, "BytesIO", ())?, vm)?;
    for name in ["stdin", "__stdin__"] {
        vm.sys_module.set_attr(name, stdin.clone(), vm)?;
    }
    vm.builtins
        .set_attr("input", vm.new_function("input", input), vm)?;
    vm.builtins
        .set_attr("help", vm.new_function("help", help), vm)?;
    let hook = vm.new_function("breakpointhook", breakpoint);
    for name in ["breakpointhook", "__breakpointhook__"] {
        vm.sys_module.set_attr(name, hook.clone(), vm)?;
    }
    Ok(())
}

/// Reads a line of what a program has put in the place of `sys.stdin`.
fn input(prompt: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult {
    let end =
        |text: String| vm.new_exception_msg(vm.ctx.exceptions.eof_error.to_owned(), text.into());
    let stdin = vm.sys_module.get_attr("stdin", vm)?;
    if stdin.is(&vm.sys_module.get_attr("__stdin__", vm)?) {
        let text = format!("input() {NOBODY} Use a widget, such as st.text_input, instead.");
        return Err(end(text));
    }
    if let OptionalArg::Present(prompt) = prompt {
        let stdout = vm.sys_module.get_attr("stdout", vm)?;
        vm.call_method(&stdout, "write", (prompt.str(vm)?,))?;
        vm.call_method(&stdout, "flush", ())?;
    }
    let line = vm.call_method(&stdin, "readline", ())?;
    let Some(text) = line.downcast_ref::<PyStr>() else {
        return Err(vm.new_type_error("object.readline() returned non-string"));
    };
    if text.is_empty() {
        return Err(end("EOF when reading a line".to_owned()));
    }
    vm.call_method(text.as_object(), "removesuffix", ("\n",))
}

/// Prints what is known of an object, or of a name.
fn help(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let pydoc = vm.import("pydoc", 0)?;
    pydoc.get_attr("help", vm)?.call(args, vm)
}

fn breakpoint(_args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let text =
        format!("breakpoint() {NOBODY} Print what you want to know, or show it with st.write.");
    Err(vm.new_runtime_error(text))
}
