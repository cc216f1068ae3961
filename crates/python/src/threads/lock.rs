//! Locks that are never waited for.

use std::cell::Cell;

use rustpython_vm::builtins::PyType;
use rustpython_vm::function::{ArgIntoFloat, FuncArgs};
use rustpython_vm::types::{Constructor, Representable};
use rustpython_vm::{AsObject, FromArgs, Py, PyPayload, PyResult, VirtualMachine, pyclass};

const DEADLOCK: &str = "this would wait for ever: there are no threads in a browser's tab, so nothing else runs that could release the lock (a thread's work is done when it is started)";

#[derive(FromArgs)]
struct AcquireArguments {
    #[pyarg(any, default = true)]
    blocking: bool,
    #[pyarg(any, default)]
    timeout: Option<ArgIntoFloat>,
}

/// For how long a lock is waited for.
enum Wait {
    Not,
    Secs(f64),
    ForEver,
}

impl AcquireArguments {
    fn wait(self, vm: &VirtualMachine) -> PyResult<Wait> {
        let timeout = self.timeout.map_or(-1.0, ArgIntoFloat::into_float);
        match (self.blocking, timeout) {
            (false, -1.0) => Ok(Wait::Not),
            (true, -1.0) => Ok(Wait::ForEver),
            (false, _) => {
                Err(vm.new_value_error("can't specify a timeout for a non-blocking call"))
            }
            (true, secs) if secs < 0.0 => {
                Err(vm.new_value_error("timeout value must be a non-negative number"))
            }
            (true, secs) => Ok(Wait::Secs(secs)),
        }
    }
}

/// `threading.Lock`.
#[pyclass(module = "_thread", name = "lock")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct Lock {
    is_held: Cell<bool>,
}

impl Constructor for Lock {
    type Args = ();

    fn py_new(_class: &Py<PyType>, _args: (), _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Representable for Lock {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let state = if zelf.is_held.get() {
            "locked"
        } else {
            "unlocked"
        };
        Ok(format!(
            "<{state} _thread.lock object at {:#x}>",
            zelf.get_id()
        ))
    }
}

#[pyclass(with(Constructor, Representable), flags(HAS_WEAKREF))]
impl Lock {
    #[pymethod]
    #[pymethod(name = "acquire_lock")]
    fn acquire(zelf: &Py<Self>, args: AcquireArguments, vm: &VirtualMachine) -> PyResult<bool> {
        let wait = args.wait(vm)?;
        if !zelf.is_held.replace(true) {
            return Ok(true);
        }
        match wait {
            Wait::Not => Ok(false),
            Wait::ForEver => Err(vm.new_runtime_error(DEADLOCK)),
            Wait::Secs(secs) => {
                let time = vm.import("time", 0)?;
                vm.call_method(time.as_object(), "sleep", (secs,))?;
                Ok(false)
            }
        }
    }

    #[pymethod]
    #[pymethod(name = "release_lock")]
    fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        if zelf.is_held.replace(false) {
            return Ok(());
        }
        Err(vm.new_runtime_error("release unlocked lock"))
    }

    #[pymethod]
    #[pymethod(name = "locked_lock")]
    fn locked(zelf: &Py<Self>) -> bool {
        zelf.is_held.get()
    }

    #[pymethod]
    fn __enter__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<bool> {
        if zelf.is_held.replace(true) {
            return Err(vm.new_runtime_error(DEADLOCK));
        }
        Ok(true)
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        Self::release(zelf, vm)
    }
}

/// `threading.RLock`: whoever asks has it already.
#[pyclass(module = "_thread", name = "RLock")]
#[derive(Debug, Default, PyPayload)]
pub(super) struct ReentrantLock {
    times_held: Cell<usize>,
}

impl Constructor for ReentrantLock {
    type Args = FuncArgs;

    fn py_new(_class: &Py<PyType>, _args: FuncArgs, _vm: &VirtualMachine) -> PyResult<Self> {
        Ok(Self::default())
    }
}

impl Representable for ReentrantLock {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        let times = zelf.times_held.get();
        let state = if times > 0 { "locked" } else { "unlocked" };
        let place = zelf.get_id();
        Ok(format!(
            "<{state} _thread.RLock object count={times} at {place:#x}>"
        ))
    }
}

#[pyclass(with(Constructor, Representable), flags(BASETYPE, HAS_WEAKREF))]
impl ReentrantLock {
    #[pymethod]
    #[pymethod(name = "acquire_lock")]
    fn acquire(zelf: &Py<Self>, args: AcquireArguments, vm: &VirtualMachine) -> PyResult<bool> {
        args.wait(vm)?;
        Ok(Self::__enter__(zelf))
    }

    #[pymethod]
    #[pymethod(name = "release_lock")]
    fn release(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let Some(times) = zelf.times_held.get().checked_sub(1) else {
            return Err(vm.new_runtime_error("cannot release un-acquired lock"));
        };
        zelf.times_held.set(times);
        Ok(())
    }

    #[pymethod]
    #[pymethod(name = "_is_owned")]
    fn locked(zelf: &Py<Self>) -> bool {
        zelf.times_held.get() > 0
    }

    #[pymethod]
    fn _recursion_count(zelf: &Py<Self>) -> usize {
        zelf.times_held.get()
    }

    #[pymethod]
    fn _release_save(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<usize> {
        match zelf.times_held.take() {
            0 => Err(vm.new_runtime_error("cannot release un-acquired lock")),
            times => Ok(times),
        }
    }

    #[pymethod]
    fn _acquire_restore(zelf: &Py<Self>, times: usize) {
        zelf.times_held.set(times);
    }

    #[pymethod]
    fn __enter__(zelf: &Py<Self>) -> bool {
        zelf.times_held.set(zelf.times_held.get() + 1);
        true
    }

    #[pymethod]
    fn __exit__(zelf: &Py<Self>, _args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        Self::release(zelf, vm)
    }
}
