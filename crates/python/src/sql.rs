//! The module `_sqlite`: calls of SQLite, which lies in a library of its own. What `sqlite3` is made
//! of stands on it in Python (`_sqlite3.py` of the standard library).

mod files;
mod sharing;
mod values;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use brooklet_sql::{Host, Library, Token, bytes_of};
use rustpython_vm::builtins::{PyBaseException, PyBaseExceptionRef};
use rustpython_vm::function::PosArgs;
use rustpython_vm::vm::thread::with_current_vm;
use rustpython_vm::{PyObjectRef, PyRef, PyResult, TryFromObject, VirtualMachine};

use crate::machine::Machine;
use crate::modules;
use sharing::Sharing;

const MODULE: &str = "_sqlite";
/// What SQLite says when a disk is full.
const FULL: i32 = 13;
/// What it says when others write, in the lowest byte.
const BUSY: i64 = 5;

/// The library, loaded when it is first called.
struct Door {
    machine: Rc<Machine>,
    library: OnceCell<Rc<dyn Library>>,
    /// How many calls are under way.
    depth: Cell<u32>,
    sharing: Sharing,
}

/// Who makes a call: the library may ask for files and functions meanwhile.
struct Caller {
    door: Rc<Door>,
    /// What ended a function of the program: it ends the call, too.
    raised: RefCell<Option<PyBaseExceptionRef>>,
}

/// Makes the module, so that `import _sqlite` finds it.
///
/// `call(operation, *arguments)` carries out an operation. Where that fails it raises what the
/// module's `failure(code, message, offset)` makes; the library's calls back go to
/// `answer(kind, number, instance, *arguments)`. Both are set by `_sqlite3`.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    let door = Rc::new(Door {
        machine: Rc::clone(machine),
        library: OnceCell::new(),
        depth: Cell::default(),
        sharing: Sharing::default(),
    });
    let module = vm.new_module(MODULE, vm.ctx.new_dict(), None);
    let call = move |args: PosArgs, vm: &VirtualMachine| door.call(&args.into_vec(), vm);
    module.set_attr("call", vm.new_function("call", call), vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.set_item(MODULE, module.into(), vm)
}

impl Door {
    fn call(self: &Rc<Self>, args: &[PyObjectRef], vm: &VirtualMachine) -> PyResult {
        let mut request = Vec::new();
        for arg in args {
            values::put_object(&mut request, arg, vm)?;
        }
        let library = self.library(vm)?;
        let caller = Rc::new(Caller {
            door: Rc::clone(self),
            raised: RefCell::default(),
        });
        let host: Rc<dyn Host> = caller.clone();
        let files = &self.machine.files;
        let answer = loop {
            self.sharing.begin_call();
            self.depth.set(self.depth.get() + 1);
            let answer = library.call(&request, &host);
            self.depth.set(self.depth.get() - 1);
            let is_over = self.depth.get() > 0 || !is_busy(&answer);
            if is_over || !self.sharing.reserve_wanted(files) {
                break answer;
            }
        };
        let is_stored = self.depth.get() > 0 || self.sharing.settle(files);
        if let Some(raised) = caller.raised.take() {
            return Err(raised);
        }
        if !is_stored {
            return Err(failure(FULL, "database or disk is full", -1, vm));
        }
        let mut rest = answer.as_slice();
        match Token::take_int(&mut rest) {
            Some(0) => values::take_object(&mut rest, vm),
            Some(code) => {
                let message = Token::take_text(&mut rest).unwrap_or_default();
                let offset = Token::take_int(&mut rest).unwrap_or(-1);
                Err(failure(code as i32, message, offset, vm))
            }
            None => Err(vm.new_runtime_error("SQLite gave no answer")),
        }
    }

    fn library(&self, vm: &VirtualMachine) -> PyResult<Rc<dyn Library>> {
        if let Some(library) = self.library.get() {
            return Ok(Rc::clone(library));
        }
        let library = self.machine.world.sql().ok_or_else(|| {
            let text = "No module named 'sqlite3': SQLite (sqlite.wasm) could not be loaded";
            vm.new_import_error(text, vm.ctx.new_utf8_str("sqlite3"))
        })?;
        Ok(Rc::clone(self.library.get_or_init(|| library)))
    }
}

/// Whether an answer says that others are at work.
fn is_busy(answer: &[u8]) -> bool {
    let code = Token::take_int(&mut &*answer);
    code.is_some_and(|code| code & 0xff == BUSY)
}

/// The exception that Python's layer makes of a failure.
fn failure(code: i32, message: &str, offset: i64, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let args = (
        vm.ctx.new_int(code),
        vm.ctx.new_str(message),
        vm.ctx.new_int(offset),
    );
    let made = modules::imported(MODULE, vm)
        .and_then(|module| module.get_attr("failure", vm))
        .and_then(|make| make.call(args, vm))
        .and_then(|made| PyRef::<PyBaseException>::try_from_object(vm, made));
    match made {
        Ok(exception) | Err(exception) => exception,
    }
}

impl Host for Caller {
    fn answer(&self, request: &[u8]) -> Vec<u8> {
        let mut rest = request;
        let kind = Token::take_text(&mut rest).unwrap_or_default();
        if let Some(answer) = files::answer(&self.door, kind, rest) {
            return answer;
        }
        with_current_vm(|vm| call_function(request, vm)).unwrap_or_else(|exception| {
            self.raised.borrow_mut().get_or_insert(exception);
            bytes_of(&[Token::List(2), Token::Int(1), Token::Text("interrupted")])
        })
    }
}

/// Calls a function of the program.
fn call_function(mut request: &[u8], vm: &VirtualMachine) -> PyResult<Vec<u8>> {
    let mut args = Vec::new();
    while !request.is_empty() {
        args.push(values::take_object(&mut request, vm)?);
    }
    let answer = modules::imported(MODULE, vm)?.get_attr("answer", vm)?;
    let given = answer.call(args, vm)?;
    let mut bytes = Vec::new();
    values::put_object(&mut bytes, &given, vm)?;
    Ok(bytes)
}
