//! The module `_fetch`: requests to servers, on which the library's `http.client` and `requests`
//! stand.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use rustpython_vm::builtins::{PyBaseExceptionRef, PyBytesRef};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{ArgIntoFloat, OptionalArg};
use rustpython_vm::{
    FromArgs, Py, PyObjectRef, PyPayload, PyRef, PyResult, TryFromObject, VirtualMachine, pyclass,
};

use crate::classes::make_classes;
use crate::machine::Machine;
use crate::world::fetch::{Exchange, Failure, Head, News, Request};

/// The longest wait at a time.
const LONGEST: Duration = Duration::from_hours(1);

/// Makes the module, so that `import _fetch` finds it.
pub(crate) fn install(machine: &Rc<Machine>, vm: &VirtualMachine) -> PyResult<()> {
    make_classes(&[PyExchange::make_static_type]);
    let module = vm.new_module("_fetch", vm.ctx.new_dict(), None);
    let machine = Rc::clone(machine);
    let start = move |args: StartArguments, vm: &VirtualMachine| -> PyRef<PyExchange> {
        let exchange = machine.world.fetch(args.request());
        PyExchange {
            machine: Rc::clone(&machine),
            exchange: RefCell::new(Some(exchange)),
        }
        .into_ref(&vm.ctx)
    };
    module.set_attr("start", vm.new_function("start", start), vm)?;
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.set_item("_fetch", module.into(), vm)
}

#[derive(FromArgs)]
struct StartArguments {
    #[pyarg(any)]
    method: String,
    #[pyarg(any)]
    url: String,
    #[pyarg(any)]
    headers: Vec<Header>,
    #[pyarg(any)]
    body: Option<PyBytesRef>,
    #[pyarg(named, default)]
    with_cookies: bool,
    #[pyarg(named, default)]
    timeout: Option<ArgIntoFloat>,
}

/// A name and a value.
struct Header(String, String);

impl TryFromObject for Header {
    fn try_from_object(vm: &VirtualMachine, given: PyObjectRef) -> PyResult<Self> {
        let parts: Vec<String> = given.try_to_value(vm)?;
        let [name, value] = <[String; 2]>::try_from(parts)
            .map_err(|_| vm.new_value_error("a header is a name and a value"))?;
        Ok(Self(name, value))
    }
}

/// Headers that the browser sets, and that it would ask the server about, or complain of, if a
/// program did.
const OF_THE_BROWSER: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "te",
    "transfer-encoding",
    "user-agent",
];

impl StartArguments {
    fn request(self) -> Request {
        Request {
            method: self.method,
            url: self.url,
            headers: self
                .headers
                .into_iter()
                .map(|Header(name, value)| (name, value))
                .filter(|(name, _)| !OF_THE_BROWSER.contains(&name.to_ascii_lowercase().as_str()))
                .collect(),
            body: self.body.map(|body| body.as_bytes().to_vec()),
            with_cookies: self.with_cookies,
            timeout: self.timeout.and_then(seconds),
        }
    }
}

fn seconds(given: ArgIntoFloat) -> Option<Duration> {
    Duration::try_from_secs_f64(given.into_float()).ok()
}

/// A request under way: what comes back is asked for piece by piece.
///
/// An answer is a tuple that begins with `"head"`, `"piece"` or `"end"`. Without an answer
/// `ConnectionError` is raised, or `TimeoutError`.
#[pyclass(module = "_fetch", name = "Exchange")]
#[derive(PyPayload)]
struct PyExchange {
    machine: Rc<Machine>,
    exchange: RefCell<Option<Box<dyn Exchange>>>,
}

impl fmt::Debug for PyExchange {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Exchange").finish_non_exhaustive()
    }
}

#[pyclass]
impl PyExchange {
    /// What is new, or `None`.
    #[pymethod]
    fn poll(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        let news = match &mut *zelf.exchange.borrow_mut() {
            Some(exchange) => exchange.news(),
            None => News::End,
        };
        if matches!(news, News::End | News::Failed(_)) {
            zelf.exchange.take();
        }
        match news {
            News::None => Ok(vm.ctx.none()),
            News::Head(head) => Ok(described(&head, vm)),
            News::Piece(bytes) => {
                let parts = vec![
                    vm.ctx.new_str("piece").into(),
                    vm.ctx.new_bytes(bytes).into(),
                ];
                Ok(vm.ctx.new_tuple(parts).into())
            }
            News::End => Ok(vm.ctx.new_tuple(vec![vm.ctx.new_str("end").into()]).into()),
            News::Failed(failure) => Err(exception(&failure, vm)),
        }
    }

    /// What is new, as soon as there is something. It may be interrupted.
    #[pymethod]
    fn wait(
        zelf: &Py<Self>,
        timeout: OptionalArg<Option<ArgIntoFloat>>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let world = &zelf.machine.world;
        let timeout = timeout.flatten().and_then(seconds);
        let end = timeout.map(|timeout| world.monotonic().saturating_add(timeout));
        loop {
            let news = Self::poll(zelf, vm)?;
            if !vm.is_none(&news) {
                return Ok(news);
            }
            let left = end.map_or(LONGEST, |end| end.saturating_sub(world.monotonic()));
            if left.is_zero() {
                zelf.exchange.take();
                return Err(exception(&Failure::TimedOut, vm));
            }
            zelf.machine.wait(left.min(LONGEST), vm)?;
        }
    }

    /// Ends it.
    #[pymethod]
    fn close(zelf: &Py<Self>) {
        zelf.exchange.take();
    }
}

fn described(head: &Head, vm: &VirtualMachine) -> PyObjectRef {
    // What was packed for the way comes unpacked: its size is another, and nobody must unpack it.
    let is_packed = head
        .headers
        .iter()
        .any(|(name, _)| name == "content-encoding");
    let is_true =
        |name: &str| !is_packed || !["content-encoding", "content-length"].contains(&name);
    let headers = head.headers.iter().filter(|(name, _)| is_true(name));
    let pairs = headers.map(|(name, value)| {
        let pair = [name, value].map(|text| vm.ctx.new_str(text.as_str()).into());
        vm.ctx.new_tuple(pair.to_vec()).into()
    });
    let parts = vec![
        vm.ctx.new_str("head").into(),
        vm.ctx.new_int(head.status).into(),
        vm.ctx.new_str(head.reason.as_str()).into(),
        vm.ctx.new_str(head.url.as_str()).into(),
        vm.ctx.new_bool(head.is_redirected).into(),
        vm.ctx.new_list(pairs.collect()).into(),
    ];
    vm.ctx.new_tuple(parts).into()
}

fn exception(failure: &Failure, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let class = match failure {
        Failure::TimedOut => vm.ctx.exceptions.timeout_error,
        _ => vm.ctx.exceptions.connection_error,
    };
    let text = vm.ctx.new_str(failure.to_string());
    vm.new_exception(class.to_owned(), vec![text.into()])
}
