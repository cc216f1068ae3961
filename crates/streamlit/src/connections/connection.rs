//! `st.connection`. What it opens is written in Python, in a module that only apps load which ask for
//! a connection.

use brooklet_python::vm::builtins::PyStrRef;
use brooklet_python::vm::function::PosArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::argument::to_string_lossy;
use crate::call::args::{Text, arguments};
use crate::command::{Call, Command, Place};
use crate::kernel::app::App;

/// The module in Python, in the archive that is fetched when it is first needed.
const MODULE: &str = "_connections";

arguments! {
    /// The arguments of `st.connection`.
    pub(crate) struct Connection {
        /// What the connection is called: its section in `secrets.toml` is `[connections.name]`. The
        /// name `'sql'` says the type as well; `'env:NAME'` takes the name from the environment.
        name: Text,
        /// `'sql'`, a class derived from `BaseConnection`, or the full name of one. Without it the
        /// section of the secrets says the `type`.
        r#type: PyObjectRef = None,
        /// How many connections are kept; the one that was asked for longest ago goes first.
        max_entries: PyObjectRef = None,
        /// How long a connection is good: seconds, or a text such as `'1h30m'`; `None` sets no limit.
        ttl: PyObjectRef = None,
        **
        /// What the connection is opened with. For `'sql'` these are the parts of the address of a
        /// database, and what `sqlalchemy.create_engine` takes.
        kwargs,
    }
}

/// `st.connection`.
pub(crate) const CONNECTION: Command = Command {
    name: "connection",
    place: Place::Module,
    signature: Connection::SIGNATURE,
    doc: "Open a connection once and share it. `'sql'` is a database of SQLite, by SQLAlchemy; a class of the app can be any. What needs a socket to a server is refused: a browser tab has none.",
    run: |call| connection(call, Connection::read(call)?),
};

fn connection(call: &Call, args: Connection) -> PyResult {
    let vm = call.vm;
    let ttl = match call.given("ttl") {
        Some(ttl) => ttl.clone(),
        None => default_ttl(call),
    };
    let kwargs = vm.ctx.new_dict();
    for (name, value) in args.kwargs {
        kwargs.set_item(name.as_str(), value, vm)?;
    }
    let name = vm.ctx.new_str(args.name.0);
    let open = module(call.runtime, vm)?.get_attr("connection", vm)?;
    open.call((name, args.r#type, args.max_entries, ttl, kwargs), vm)
}

/// What the app's configuration says.
fn default_ttl(call: &Call) -> PyObjectRef {
    let option = call.runtime.option("runner.connectionDefaultTTL");
    let seconds = option.and_then(|seconds| seconds.trim_matches('"').parse::<f64>().ok());
    match seconds {
        Some(seconds) => call.vm.ctx.new_float(seconds).into(),
        None => call.vm.ctx.none(),
    }
}

/// The module in Python, which can raise our exceptions.
pub(crate) fn module(app: &App, vm: &VirtualMachine) -> PyResult {
    let module: PyObjectRef = vm.import(MODULE, 0)?;
    let known: PyObjectRef = module.get_attr("_problem", vm)?;
    if vm.is_none(&known) {
        let errors = app.errors.clone();
        let problem = move |name: PyStrRef, facts: PosArgs<PyStrRef>, vm: &VirtualMachine| {
            let facts = facts.iter().map(|fact| to_string_lossy(fact)).collect();
            errors.of_python(&to_string_lossy(&name), facts, vm)
        };
        module.set_attr("_problem", vm.new_function("_problem", problem), vm)?;
    }
    Ok(module)
}
