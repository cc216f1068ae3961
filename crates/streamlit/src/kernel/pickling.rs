//! What a session keeps as bytes, and back. Classes and functions of the app go by their names: each
//! run makes them anew, and what stands there under the name is what a value is of.

use std::cell::Cell;
use std::rc::Rc;

use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyBytes, PyDict, PyStr};
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::value::to_string_lossy;

/// The module that a script goes by while it runs.
const MAIN: &str = "__main__";

/// Why a value cannot be read.
#[derive(Debug)]
pub(crate) struct Unreadable {
    /// What was raised.
    pub error: PyBaseExceptionRef,
    /// Whether it is of a class that the script has yet to define in this run.
    pub is_to_come: bool,
}

/// A value as bytes, which [`load`] reads.
pub(crate) fn dump(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
    let bytes = vm.import("io", 0)?.get_attr("BytesIO", vm)?.call((), vm)?;
    let pickler = vm.import("_pickle", 0)?.get_attr("Pickler", vm)?;
    let pickler = pickler.call((bytes.clone(), 5), vm)?;
    // The one who writes and the one who reads know the finder by the first number of their notes.
    let finder: PyObjectRef = vm.new_function("named", || ()).into();
    let notes = vm.ctx.new_dict();
    let note = vm
        .ctx
        .new_tuple(vec![vm.ctx.new_int(0).into(), finder.clone()]);
    notes.set_item(vm.ctx.new_int(finder.get_id()).as_object(), note.into(), vm)?;
    pickler.set_attr("memo", notes, vm)?;
    let reduce = move |object: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        let Some((module, name)) = name_of(&object, vm)? else {
            return Ok(vm.ctx.not_implemented());
        };
        let name = vm.ctx.new_tuple(vec![module, name]);
        Ok(vm.ctx.new_tuple(vec![finder.clone(), name.into()]).into())
    };
    pickler.set_attr("reducer_override", vm.new_function("reduce", reduce), vm)?;
    vm.call_method(&pickler, "dump", (value,))?;
    let bytes = vm.call_method(&bytes, "getvalue", ())?;
    let bytes = bytes.downcast_ref::<PyBytes>();
    let bytes = bytes.ok_or_else(|| vm.new_type_error("a pickle is bytes"))?;
    Ok(bytes.as_bytes().to_vec())
}

/// The value that was written by [`dump`].
pub(crate) fn load(pickle: &[u8], vm: &VirtualMachine) -> Result<PyObjectRef, Unreadable> {
    let is_to_come = Rc::new(Cell::new(false));
    let noted = is_to_come.clone();
    let find = move |module: PyObjectRef, name: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        let name = name.str(vm)?;
        let found = named(&module, &to_string_lossy(&name), vm);
        if found.is_err() && is_of_main(&module) {
            noted.set(noted.get() || is_mentioned(&name, vm));
        }
        found
    };
    let loaded = || -> PyResult {
        let bytes = vm.ctx.new_bytes(pickle.to_vec());
        let bytes = vm
            .import("io", 0)?
            .get_attr("BytesIO", vm)?
            .call((bytes,), vm)?;
        let unpickler = vm.import("_pickle", 0)?.get_attr("Unpickler", vm)?;
        let unpickler = unpickler.call((bytes,), vm)?;
        let notes = vm.ctx.new_dict();
        let finder = vm.new_function("named", find);
        notes.set_item(vm.ctx.new_int(0).as_object(), finder.into(), vm)?;
        unpickler.set_attr("memo", notes, vm)?;
        vm.call_method(&unpickler, "load", ())
    };
    loaded().map_err(|error| Unreadable {
        error,
        is_to_come: is_to_come.get(),
    })
}

/// Module and name of a class or function that has to go by them, because it is the script's, or
/// because another one has taken its place.
fn name_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<(PyObjectRef, PyObjectRef)>> {
    let types = &vm.ctx.types;
    let kind = object.class();
    if !kind.fast_issubclass(types.type_type) && !kind.is(types.function_type) {
        return Ok(None);
    }
    let module = vm.get_attribute_opt(object, "__module__")?;
    let name = vm.get_attribute_opt(object, "__qualname__")?;
    let (Some(module), Some(name)) = (module, name) else {
        return Ok(None);
    };
    let Some(path) = name.downcast_ref::<PyStr>().map(to_string_lossy) else {
        return Ok(None);
    };
    // What functions make inside of themselves has no name by which it can be had.
    if path.contains('<') {
        return Ok(None);
    }
    let goes_by_name = is_of_main(&module) || {
        let modules = vm.sys_module.get_attr("modules", vm)?;
        match modules.downcast_ref::<PyDict>() {
            Some(modules) => match modules.get_item_opt(&*module, vm)? {
                Some(present) => along(present, &path, vm).is_ok_and(|found| !found.is(object)),
                None => true,
            },
            None => false,
        }
    };
    Ok(goes_by_name.then_some((module, name)))
}

fn is_of_main(module: &PyObject) -> bool {
    module
        .downcast_ref::<PyStr>()
        .is_some_and(|name| name.as_bytes() == MAIN.as_bytes())
}

/// What stands under a name in a module now. A script and a page of an app both go by `__main__`: the
/// one that asks is looked at first.
fn named(module: &PyObject, path: &str, vm: &VirtualMachine) -> PyResult {
    if is_of_main(module) {
        let mut frame = vm.current_frame();
        while let Some(running) = frame {
            let names: PyObjectRef = running.f_globals().into();
            let name = vm.call_method(&names, "get", ("__name__",))?;
            let (head, rest) = path.split_once('.').unwrap_or((path, ""));
            if is_of_main(&name)
                && let Ok(found) = names.get_item(head, vm)
            {
                return along(found, rest, vm);
            }
            frame = running.f_back(vm);
        }
    }
    let importlib = vm.import("importlib", 0)?;
    let module = vm.call_method(&importlib, "import_module", (module.to_owned(),))?;
    along(module, path, vm)
}

/// What is reached by names with dots between them.
fn along(from: PyObjectRef, path: &str, vm: &VirtualMachine) -> PyResult {
    let names = path.split('.').filter(|name| !name.is_empty());
    names.into_iter().try_fold(from, |found, name| {
        found.get_attr(&vm.ctx.new_str(name), vm)
    })
}

/// Whether a script that is running has the first of some names in its text.
fn is_mentioned(path: &Py<PyStr>, vm: &VirtualMachine) -> bool {
    let path = to_string_lossy(path);
    let head = path.split('.').next().unwrap_or_default();
    let mut frame = vm.current_frame();
    while let Some(running) = frame {
        let code = running.f_code();
        let is_script = code.obj_name.as_bytes() == b"<module>";
        if is_script
            && code
                .names
                .iter()
                .any(|name| name.as_bytes() == head.as_bytes())
        {
            return true;
        }
        frame = running.f_back(vm);
    }
    false
}
