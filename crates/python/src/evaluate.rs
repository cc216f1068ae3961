//! `exec`, `eval` and `compile`: what the author has them compile gets ticks as well.

use std::rc::Rc;

use rustpython_compiler_core::Mode;
use rustpython_vm::builtins::{PyBytes, PyStr};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine, frame};

use crate::compile::{Programs, without_guesses};
use crate::library::HOME;

/// Puts the three into `builtins`.
pub(crate) fn install(programs: &Rc<Programs>, vm: &VirtualMachine) -> PyResult<()> {
    for name in ["exec", "eval", "compile"] {
        let programs = Rc::clone(programs);
        let original = vm.builtins.get_attr(name, vm)?;
        let function = vm.new_function(
            name,
            move |mut args: FuncArgs, vm: &VirtualMachine| -> PyResult {
                if let Some(source) = args.args.first() {
                    load_names_for(source);
                }
                if let Some(code) = ticking(name, &args, &programs, vm)? {
                    if name == "compile" {
                        return Ok(code);
                    }
                    args.args[0] = code;
                }
                original
                    .call(args, vm)
                    .map_err(|exception| without_guesses(exception, vm))
            },
        );
        vm.builtins
            .set_attr(vm.ctx.intern_str(name), function, vm)?;
    }
    Ok(())
}

/// Sources shorter than this are not too deep.
const SHORT: usize = 100;

/// The code with ticks, if the source is a text of the author's that may need them. Sources that are
/// too deep to be compiled are refused.
fn ticking(
    function: &str,
    args: &FuncArgs,
    programs: &Programs,
    vm: &VirtualMachine,
) -> PyResult<Option<PyObjectRef>> {
    let Some(source) = args.args.first().and_then(|it| it.downcast_ref::<PyStr>()) else {
        return Ok(None);
    };
    let Some(source) = source.to_str().filter(|source| is_worth_it(source)) else {
        return Ok(None);
    };
    let (path, mode) = match (function, &args.args[1..]) {
        ("exec", _) => ("<string>".to_owned(), Mode::Exec),
        ("eval", _) => ("<string>".to_owned(), Mode::Eval),
        (_, [path, mode, ..]) => match (text(path), text(mode).as_deref()) {
            (Some(path), Some("exec")) => (path, Mode::Exec),
            (Some(path), Some("eval")) => (path, Mode::Eval),
            _ => return Ok(None),
        },
        _ => return Ok(None),
    };
    let source = match mode {
        Mode::Eval => source.trim_start_matches([' ', '\t']),
        _ => source,
    };
    let is_for_tree = function == "compile" && (args.args.len() > 3 || !args.kwargs.is_empty());
    if is_for_tree {
        programs.check_depth(source, &path, mode, vm)?;
        return Ok(None);
    }
    if is_called_by_library() {
        return Ok(None);
    }
    let code = programs.compile_text(source, &path, mode, None, vm)?;
    Ok(Some(code.into()))
}

fn is_called_by_library() -> bool {
    let code = frame::current_code();
    code.is_some_and(|code| code.source_path().as_str().starts_with(HOME))
}

/// Whether a source can have loops or functions, or be deep.
fn is_worth_it(source: &str) -> bool {
    let words = ["for", "while", "def"];
    source.len() >= SHORT || words.iter().any(|word| source.contains(word))
}

fn load_names_for(source: &PyObjectRef) {
    if let Some(text) = source.downcast_ref::<PyStr>() {
        unicode_names2::table::load_for(text.as_bytes());
    } else if let Some(bytes) = source.downcast_ref::<PyBytes>() {
        unicode_names2::table::load_for(bytes.as_bytes());
    }
}

fn text(object: &PyObjectRef) -> Option<String> {
    let text = object.downcast_ref::<PyStr>()?.to_str()?;
    Some(text.to_owned())
}
