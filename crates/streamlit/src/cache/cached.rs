//! What a cached function does when it is called: recall a result, or compute and keep it.

use std::rc::Rc;
use std::time::Duration;

use brooklet_cache::{FunctionMetadata, Key, Kind, Limits};
use brooklet_protocol::element::Spinner;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyBytes};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::function_key::{code_of, full_name_of, function_key, is_coroutine, name_of, parameters};
use super::hashing::{Failure, HashFunctions, Hashing, full_name};
use crate::argument::{text_of, type_name};
use crate::error::{CacheError, shown};
use crate::kernel::cached_result::{Stored, StoredValue};
use crate::kernel::capture::Drawn;
use crate::runtime::Runtime;
use crate::target::Target;

/// Calls that take less are too many to be noted one by one.
const WORTH_NOTING: Duration = Duration::from_millis(1);

/// What the decorator was given.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(super) limits: Limits,
    pub(super) spinner: SpinnerText,
    pub(super) show_time: bool,
    pub(super) hash_functions: Rc<HashFunctions>,
    pub(super) validate: Option<PyObjectRef>,
    pub(super) on_release: Option<PyObjectRef>,
    pub(super) is_of_session: bool,
    pub(super) persist: bool,
}

/// What the page says while the function runs.
#[derive(Debug, Clone)]
pub(crate) enum SpinnerText {
    Nothing,
    NameOfFunction,
    Text(String),
}

/// A function whose results are remembered.
#[derive(Debug)]
pub(super) struct Cached {
    pub(super) runtime: Rc<Runtime>,
    pub(super) metadata: FunctionMetadata,
    pub(super) function: PyObjectRef,
    /// Whether a call of it is to be awaited.
    pub(super) is_coroutine: bool,
    /// The names of the parameters that can be given by their place.
    parameters: Vec<String>,
    options: Options,
}

impl Cached {
    /// What the decorator makes of a function.
    pub(super) fn new(
        runtime: &Rc<Runtime>,
        kind: Kind,
        function: PyObjectRef,
        options: Options,
        vm: &VirtualMachine,
    ) -> PyResult<Self> {
        let code = code_of(&function, vm)?;
        let metadata = FunctionMetadata {
            kind,
            key: function_key(&function, code.as_deref(), vm)?,
            name: full_name_of(&function, vm)?,
            limits: options.limits,
            is_of_session: options.is_of_session,
            persist: options.persist,
        };
        Ok(Self {
            runtime: runtime.clone(),
            metadata,
            is_coroutine: code.as_deref().is_some_and(is_coroutine),
            parameters: code.map(|code| parameters(&code)).unwrap_or_default(),
            function,
            options,
        })
    }

    /// What a call with these arguments is known by. Parameters that begin with `_` do not count.
    pub(super) fn value_key(&self, args: &FuncArgs, vm: &VirtualMachine) -> PyResult<Key> {
        let mut hashing = Hashing::new(&self.options.hash_functions, vm);
        let by_place = args.args.iter().enumerate().map(|(index, value)| {
            let name = self.parameters.get(index).map(String::as_str);
            (name, value)
        });
        let by_name = args
            .kwargs
            .iter()
            .map(|(name, value)| (name.as_str().ok(), value));
        for (name, value) in by_place.chain(by_name) {
            if name.is_some_and(|name| name.starts_with('_')) {
                continue;
            }
            hashing.digest.bytes(name.unwrap_or_default().as_bytes());
            hashing
                .feed(value)
                .map_err(|failure| self.failed(failure, name, value, vm))?;
        }
        Ok(hashing.key())
    }

    /// The exception for an argument that has no digest.
    fn failed(
        &self,
        failure: Failure,
        name: Option<&str>,
        value: &PyObject,
        vm: &VirtualMachine,
    ) -> PyBaseExceptionRef {
        let decorator = self.metadata.kind.name();
        let function = name_of(&self.function, vm).unwrap_or_else(|| "unknown".to_owned());
        match failure {
            Failure::Raised(error) => error,
            Failure::Unhashable => {
                let problem = CacheError::Unhashable {
                    parameter: name.unwrap_or("*args").to_owned(),
                    kind: full_name(value.class(), vm),
                    function,
                    decorator,
                };
                self.runtime.error(problem, vm)
            }
            Failure::User {
                function: by,
                object,
                error,
            } => {
                let problem = CacheError::HashFunctionFailed {
                    why: text_of(error.as_object(), vm).unwrap_or_default(),
                    by: name_of(&by, vm).unwrap_or_else(|| type_name(&by)),
                    kind: full_name(object.class(), vm),
                    given: shown(&object, vm),
                    function,
                    decorator,
                };
                self.runtime.error(problem, vm)
            }
        }
    }

    /// The value of a call: remembered, or computed now.
    pub(super) fn call(&self, key: Key, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let start = self.runtime.world.monotonic();
        if let Some(value) = self.recalled(key, vm)? {
            self.note_time("remembered", start);
            return Ok(value);
        }
        let spinner = self.show_spinner(&args, vm)?;
        let result = self.compute(key, args, vm);
        self.hide_spinner(spinner);
        self.note_time("computed", start);
        result
    }

    /// Leaves a call that has taken its time among the timings of the browser's tools.
    fn note_time(&self, how: &str, start: Duration) {
        if self.runtime.world.monotonic().saturating_sub(start) >= WORTH_NOTING {
            let what = format!("{} {} {how}", self.metadata.kind.name(), self.metadata.name);
            self.runtime.world.note_time(&what, start);
        }
    }

    /// A value that is still good; what was drawn for it is drawn again.
    pub(super) fn recalled(&self, key: Key, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let Some(stored) = self.remembered(key, vm)? else {
            return Ok(None);
        };
        if self.runtime.replay(&stored.drawn).is_err() {
            return Err(self.is_elsewhere(vm));
        }
        object_of(&stored.value, vm).map(Some)
    }

    /// A result that is still good.
    fn remembered(&self, key: Key, vm: &VirtualMachine) -> PyResult<Option<Stored>> {
        let Some(stored) = self.runtime.recall(&self.metadata, key) else {
            return Ok(None);
        };
        if let (Some(validate), StoredValue::Same(value)) = (&self.options.validate, &stored.value)
        {
            let is_good = validate.call((value.clone(),), vm)?.try_to_bool(vm)?;
            if !is_good {
                self.runtime.forget(&self.metadata, Some(key), vm);
                return Ok(None);
            }
        }
        Ok(Some(stored))
    }

    fn compute(&self, key: Key, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        self.runtime.begin_capture();
        let result = self.function.call(args, vm);
        let drawn = self.runtime.end_capture();
        let value = result?;
        if value.has_attr("__await__", vm)? {
            return Err(self.is_awaitable(&value, vm));
        }
        self.keep(key, &value, drawn, vm)?;
        Ok(value)
    }

    /// Remembers a value, and what was drawn for it.
    pub(super) fn keep(
        &self,
        key: Key,
        value: &PyObject,
        drawn: Drawn,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let (stored_value, pickled) = match self.metadata.kind {
            Kind::Resource => (StoredValue::Same(value.to_owned()), None),
            Kind::Data => {
                let pickled = pickle(value, vm).map_err(|error| {
                    if self.runtime.errors.is_control(&error) {
                        error
                    } else {
                        self.is_unserializable(value, vm)
                    }
                })?;
                let stored = if cannot_change(value, vm) {
                    StoredValue::Same(value.to_owned())
                } else {
                    StoredValue::Pickled(pickled.clone())
                };
                (stored, Some(pickled))
            }
        };
        let stored = Stored {
            value: stored_value,
            drawn: Rc::new(drawn),
            on_release: self.options.on_release.clone(),
        };
        self.runtime
            .remember(&self.metadata, key, stored, pickled, vm);
        Ok(())
    }

    /// Says on the page that the function runs, unless it runs inside of another cached one.
    pub(super) fn show_spinner(
        &self,
        args: &FuncArgs,
        vm: &VirtualMachine,
    ) -> PyResult<Option<brooklet_protocol::DeltaPath>> {
        let text = match &self.options.spinner {
            SpinnerText::Nothing => return Ok(None),
            SpinnerText::Text(text) => text.clone(),
            SpinnerText::NameOfFunction => {
                let name = self.function.get_attr("__qualname__", vm)?;
                let name = text_of(&name, vm)?;
                let given = if args.args.is_empty() && args.kwargs.is_empty() {
                    ""
                } else {
                    "..."
                };
                format!("Running `{name}({given})`.")
            }
        };
        if self.runtime.is_in_cached_function() {
            return Ok(None);
        }
        let element = Element::Spinner(Spinner {
            text,
            show_time: self.options.show_time,
        });
        let path = self
            .runtime
            .draw(&Target::Current, element, Layout::default());
        self.runtime.flush();
        Ok(Some(path))
    }

    /// Takes the words of [`Self::show_spinner`] away.
    pub(super) fn hide_spinner(&self, spinner: Option<brooklet_protocol::DeltaPath>) {
        if let Some(path) = spinner {
            self.runtime.withdraw(&Target::Current, &path);
        }
    }

    fn is_elsewhere(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let problem = CacheError::DrawsElsewhere {
            function: shown_name(&self.function, vm),
            decorator: self.metadata.kind.name(),
        };
        self.runtime.error(problem, vm)
    }

    fn is_awaitable(&self, value: &PyObject, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let problem = CacheError::Awaitable {
            function: shown_name(&self.function, vm),
            kind: full_name(value.class(), vm),
            decorator: self.metadata.kind.name(),
        };
        self.runtime.error(problem, vm)
    }

    fn is_unserializable(&self, value: &PyObject, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let problem = CacheError::Unpicklable {
            function: shown_name(&self.function, vm),
            kind: full_name(value.class(), vm),
        };
        self.runtime.error(problem, vm)
    }

    /// Forgets all results, or that of one call.
    pub(super) fn forget(&self, args: &FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let only = if args.args.is_empty() && args.kwargs.is_empty() {
            None
        } else {
            Some(self.value_key(args, vm)?)
        };
        self.runtime.forget(&self.metadata, only, vm);
        Ok(())
    }
}

/// Whether nobody can change a value, so that everybody may have the same.
fn cannot_change(value: &PyObject, vm: &VirtualMachine) -> bool {
    let types = &vm.ctx.types;
    let plain = [
        types.bool_type,
        types.int_type,
        types.float_type,
        types.str_type,
        types.bytes_type,
    ];
    vm.is_none(value) || plain.iter().any(|plain| value.class().is(*plain))
}

/// What copies of a value are made from.
fn pickle(value: &PyObject, vm: &VirtualMachine) -> PyResult<Rc<Vec<u8>>> {
    let dumps = vm.import("_pickle", 0)?.get_attr("dumps", vm)?;
    let pickled = dumps.call((value.to_owned(), 5), vm)?;
    let bytes = pickled
        .downcast_ref::<PyBytes>()
        .ok_or_else(|| vm.new_type_error("a pickle is bytes"))?;
    Ok(Rc::new(bytes.as_bytes().to_vec()))
}

/// A value as the caller gets it.
fn object_of(stored: &StoredValue, vm: &VirtualMachine) -> PyResult {
    match stored {
        StoredValue::Same(value) => Ok(value.clone()),
        StoredValue::Pickled(bytes) => {
            let loads = vm.import("_pickle", 0)?.get_attr("loads", vm)?;
            loads.call((vm.ctx.new_bytes(bytes.to_vec()),), vm)
        }
    }
}
fn shown_name(function: &PyObject, vm: &VirtualMachine) -> String {
    name_of(function, vm).map_or_else(
        || format!("`{}`", type_name(function)),
        |name| format!("`{name}()`"),
    )
}
