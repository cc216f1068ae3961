//! Threads where there are none: the work of a thread is done when it is started, and a lock that
//! would have to be waited for is an error, because nobody else could release it.

mod handle;
mod hook;
mod lock;

use std::cell::Cell;
use std::rc::Rc;

use rustpython_vm::builtins::{PyDictRef, PyTupleRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::convert::ToPyObject;
use rustpython_vm::function::{FuncArgs, KwArgs, OptionalArg};
use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::machine::Machine;
use handle::{StartArguments, ThreadHandle};
use lock::{Lock, ReentrantLock};

/// The identity of the main thread.
const MAIN: u64 = 1;

/// Which thread seems to run.
struct Threads {
    machine: Rc<Machine>,
    current: Cell<u64>,
    last: Cell<u64>,
}

impl Threads {
    /// Does the work of a thread, under an identity of its own.
    fn run<T>(&self, work: impl FnOnce(u64) -> PyResult<T>, vm: &VirtualMachine) -> PyResult<T> {
        self.last.set(self.last.get() + 1);
        let starter = self.current.replace(self.last.get());
        let done = work(self.last.get());
        self.current.set(starter);
        // Threads tell of what ends them and no more; what ends the program goes on here.
        self.machine.checkpoint(vm)?;
        done
    }
}

/// Replaces what makes and starts threads in `_thread`.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    let module = vm.import("_thread", 0)?;
    let threads = Rc::new(Threads {
        machine: Rc::clone(machine),
        current: Cell::new(MAIN),
        last: Cell::new(MAIN),
    });
    let set = |name: &'static str, value: PyObjectRef| module.set_attr(name, value, vm);

    let lock: PyObjectRef = Lock::make_static_type().into();
    for name in ["lock", "LockType", "allocate_lock", "allocate"] {
        set(name, lock.clone())?;
    }
    set("RLock", ReentrantLock::make_static_type().into())?;
    set("_ThreadHandle", ThreadHandle::make_static_type().into())?;
    // The pure class goes by the identities given here.
    module.del_attr("_local", vm)?;
    hook::install(&module, vm)?;

    let of = Rc::clone(&threads);
    set(
        "get_ident",
        vm.new_function("get_ident", move || of.current.get())
            .into(),
    )?;
    set(
        "_get_main_thread_ident",
        vm.new_function("_get_main_thread_ident", || MAIN).into(),
    )?;
    set(
        "_make_thread_handle",
        vm.new_function("_make_thread_handle", ThreadHandle::running)
            .into(),
    )?;
    set("_shutdown", vm.new_function("_shutdown", || {}).into())?;
    set("_count", vm.new_function("_count", || 0).into())?;
    starts(&threads, &module, vm)
}

/// `start_new_thread` and `start_joinable_thread`.
fn starts(threads: &Rc<Threads>, module: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    let of = Rc::clone(threads);
    let start = move |function: PyObjectRef,
                      args: PyTupleRef,
                      kwargs: OptionalArg<PyDictRef>,
                      vm: &VirtualMachine|
          -> PyResult<u64> {
        let args = FuncArgs::new(args.to_vec(), keywords(kwargs.into_option(), vm)?);
        of.run(
            |identity| {
                if let Err(exception) = function.call(args, vm)
                    && !exception.fast_isinstance(vm.ctx.exceptions.system_exit)
                {
                    let text = "Exception ignored in thread started by".to_owned();
                    vm.run_unraisable(exception, Some(text), function.clone());
                }
                Ok(identity)
            },
            vm,
        )
    };
    for name in ["start_new_thread", "start_new"] {
        module.set_attr(name, vm.new_function(name, start.clone()), vm)?;
    }
    let of = Rc::clone(threads);
    let start = move |args: StartArguments, vm: &VirtualMachine| -> PyResult {
        let handle = args.handle(vm)?;
        of.run(|identity| handle.run(identity, &args.function, vm), vm)?;
        Ok(handle.to_pyobject(vm))
    };
    let start = vm.new_function("start_joinable_thread", start);
    module.set_attr("start_joinable_thread", start, vm)
}

fn keywords(given: Option<PyDictRef>, vm: &VirtualMachine) -> PyResult<KwArgs> {
    let pairs = given.into_iter().flatten();
    pairs
        .map(|(name, value)| Ok((name.str(vm)?.to_string(), value)))
        .collect()
}
