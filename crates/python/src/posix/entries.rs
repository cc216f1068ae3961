//! What is in a folder: `listdir` and `scandir`.

use std::cell::RefCell;
use std::rc::Rc;

use rustpython_vm::FromArgs;
use rustpython_vm::class::StaticType;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::protocol::PyIterReturn;
use rustpython_vm::types::{IterNext, Iterable, Representable, SelfIter};
use rustpython_vm::{
    AsObject, Py, PyObjectRef, PyPayload, PyRef, PyResult, TryFromObject, VirtualMachine, pyclass,
};

use super::Posix;
use super::argument::PathArgument;
use super::status::result;
use crate::files::{FileSystem, Status};

/// An entry of a folder, with its status at the time it was listed.
#[pyclass(module = "posix", name = "DirEntry")]
#[derive(Debug, PyPayload)]
pub(super) struct DirEntry {
    name: PyObjectRef,
    path: PyObjectRef,
    status: Status,
}

#[derive(FromArgs)]
struct LinkOptions {
    #[pyarg(named, default = true)]
    #[expect(dead_code, reason = "there are no links that could be followed")]
    follow_symlinks: bool,
}

#[pyclass(with(Representable))]
impl DirEntry {
    #[pygetset]
    fn name(zelf: &Py<Self>) -> PyObjectRef {
        zelf.name.clone()
    }

    #[pygetset]
    fn path(zelf: &Py<Self>) -> PyObjectRef {
        zelf.path.clone()
    }

    #[pymethod]
    fn __fspath__(zelf: &Py<Self>) -> PyObjectRef {
        zelf.path.clone()
    }

    #[pymethod]
    fn inode(zelf: &Py<Self>) -> u64 {
        zelf.status.number
    }

    #[pymethod]
    fn is_dir(zelf: &Py<Self>, _options: LinkOptions) -> bool {
        zelf.status.is_folder
    }

    #[pymethod]
    fn is_file(zelf: &Py<Self>, _options: LinkOptions) -> bool {
        !zelf.status.is_folder
    }

    #[pymethod]
    fn is_symlink(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn is_junction(_zelf: &Py<Self>) -> bool {
        false
    }

    #[pymethod]
    fn stat(zelf: &Py<Self>, _options: LinkOptions, vm: &VirtualMachine) -> PyObjectRef {
        result(&zelf.status, vm)
    }
}

impl Representable for DirEntry {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!(
            "<DirEntry {}>",
            zelf.name.repr(vm)?.to_string_lossy()
        ))
    }
}

/// Goes through the entries of a folder.
#[pyclass(module = "posix", name = "ScandirIterator")]
#[derive(Debug, PyPayload)]
pub(super) struct ScandirIterator {
    left: RefCell<Vec<PyObjectRef>>,
}

#[pyclass(with(IterNext, Iterable))]
impl ScandirIterator {
    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.left.take();
    }

    #[pymethod]
    fn __enter__(zelf: PyRef<Self>) -> PyRef<Self> {
        zelf
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs) {
        zelf.left.take();
    }
}

impl SelfIter for ScandirIterator {}

impl IterNext for ScandirIterator {
    fn next(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let next = zelf.left.borrow_mut().pop();
        Ok(next.map_or(PyIterReturn::StopIteration(None), PyIterReturn::Return))
    }
}

/// The folder asked for; the working directory if none.
fn folder(path: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult<PathArgument> {
    match path {
        OptionalArg::Present(path) if !vm.is_none(&path) => PathArgument::try_from_object(vm, path),
        _ => PathArgument::try_from_object(vm, vm.ctx.new_str(".").into()),
    }
}

fn scan(
    files: &Rc<FileSystem>,
    folder: &PathArgument,
    vm: &VirtualMachine,
) -> PyResult<ScandirIterator> {
    let names = folder.act(vm, |path| files.names(path))?;
    let slash = if folder.text.ends_with('/') { "" } else { "/" };
    let mut entries = Vec::with_capacity(names.len());
    for name in names.iter().rev() {
        let path = format!("{}{slash}{name}", folder.text);
        let Ok(status) = files.status(&path) else {
            continue;
        };
        let entry = DirEntry {
            name: folder.like(name, vm),
            path: folder.like(&path, vm),
            status,
        };
        entries.push(entry.into_pyobject(vm));
    }
    Ok(ScandirIterator {
        left: RefCell::new(entries),
    })
}

/// Adds the functions that list.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    posix.value("DirEntry", DirEntry::static_type().to_owned())?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "listdir",
        move |path: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult<Vec<PyObjectRef>> {
            let folder = folder(path, vm)?;
            let names = folder.act(vm, |path| files.names(path))?;
            Ok(names.iter().map(|name| folder.like(name, vm)).collect())
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "scandir",
        move |path: OptionalArg<PyObjectRef>, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            let entries = scan(&files, &folder(path, vm)?, vm)?;
            Ok(entries.into_ref(&vm.ctx).as_object().to_owned())
        },
    )
}
