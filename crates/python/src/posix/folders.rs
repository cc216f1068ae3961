//! Making, moving and removing files and folders; the working directory; paths.

use std::rc::Rc;

use rustpython_vm::FromArgs;
use rustpython_vm::function::{FsPath, FuncArgs};
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::Posix;
use super::argument::{PathArgument, PathArguments, PathOptions, TwoPaths};
use crate::files::FileError;

#[derive(FromArgs)]
struct MkdirArguments {
    #[pyarg(any)]
    path: PathArgument,
    #[pyarg(any, default = 0o777)]
    #[expect(dead_code, reason = "permissions are not enforced")]
    mode: u32,
    #[pyarg(flatten)]
    options: PathOptions,
}

/// Functions that would need links, which there are not.
const LINKS: &[&str] = &["symlink", "link"];

/// Adds the functions.
pub(super) fn add_to(posix: &Posix<'_>) -> PyResult<()> {
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "mkdir",
        move |args: MkdirArguments, vm: &VirtualMachine| -> PyResult<()> {
            args.options.check(vm)?;
            args.path.act(vm, |path| files.make_folder(path))
        },
    )?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "rmdir",
        move |args: PathArguments, vm: &VirtualMachine| -> PyResult<()> {
            args.options.check(vm)?;
            args.path.act(vm, |path| files.remove_folder(path))
        },
    )?;
    for name in ["unlink", "remove"] {
        let files = Rc::clone(&posix.machine.files);
        posix.function(
            name,
            move |args: PathArguments, vm: &VirtualMachine| -> PyResult<()> {
                args.options.check(vm)?;
                args.path.act(vm, |path| files.remove_file(path))
            },
        )?;
    }
    for name in ["rename", "replace"] {
        let files = Rc::clone(&posix.machine.files);
        posix.function(
            name,
            move |args: TwoPaths, vm: &VirtualMachine| -> PyResult<()> {
                files
                    .rename(&args.src.text, &args.dst.text)
                    .map_err(|error| error.exception(&[&args.src.given, &args.dst.given], vm))
            },
        )?;
    }
    for name in LINKS {
        posix.function(name, |_: FuncArgs, vm: &VirtualMachine| -> PyResult<()> {
            Err(FileError::NotImplemented.exception(&[], vm))
        })?;
    }
    posix.function(
        "readlink",
        |args: PathArguments, vm: &VirtualMachine| -> PyResult<()> {
            args.path.act(vm, |_| Err(FileError::Invalid))
        },
    )?;
    working_directory(posix)?;
    paths(posix)
}

fn working_directory(posix: &Posix<'_>) -> PyResult<()> {
    let files = Rc::clone(&posix.machine.files);
    posix.function("getcwd", move || files.working_directory())?;
    let files = Rc::clone(&posix.machine.files);
    posix.function("getcwdb", move |vm: &VirtualMachine| -> PyObjectRef {
        vm.ctx
            .new_bytes(files.working_directory().into_bytes())
            .into()
    })?;
    let files = Rc::clone(&posix.machine.files);
    posix.function(
        "chdir",
        move |path: PathArgument, vm: &VirtualMachine| -> PyResult<()> {
            path.act(vm, |path| files.change_directory(path))
        },
    )
}

fn paths(posix: &Posix<'_>) -> PyResult<()> {
    posix.function(
        "fspath",
        |path: PyObjectRef, vm: &VirtualMachine| -> PyResult<PyObjectRef> {
            Ok(match FsPath::try_from_path_like(path, false, vm)? {
                FsPath::Str(text) => text.into(),
                FsPath::Bytes(bytes) => bytes.into(),
            })
        },
    )
}
