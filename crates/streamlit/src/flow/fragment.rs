//! `st.fragment`: a function that runs again by itself.

use std::rc::Rc;
use std::time::Duration;

use brooklet_protocol::ToPage;
use brooklet_python::vm::builtins::{PyBoundMethod, PyStr};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::types::{Callable, GetDescriptor};
use brooklet_python::vm::{
    self as rustpython_vm, Py, PyObject, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass,
};

use crate::argument::{plain, type_name};
use crate::call::parameters::Parameters;
use crate::command::{Call, Command, Place};
use crate::duration;
use crate::error::{ArgumentError, FlowError, shown};
use crate::kernel::fragment::Fragment;
use crate::runtime::Runtime;

/// `st.fragment`.
pub(crate) const FRAGMENT: Command = Command {
    name: "fragment",
    place: Place::Module,
    signature: Parameters::undocumented("func=None, *, run_every=None, parallel=False, key=None"),
    doc: "Make a function that runs again by itself: a widget in it starts only the function, not the whole script. With `run_every` it also runs again as time goes by.",
    run: fragment,
};

/// `st.experimental_fragment`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_fragment",
    place: Place::Module,
    signature: Parameters::undocumented("func=None, *, run_every=None"),
    doc: "The former name of `st.fragment`.",
    run: |call| decorate(call, None),
};

fn fragment(call: &Call) -> PyResult {
    let key = call.key()?;
    if let Some(key) = key
        .as_deref()
        .filter(|key| ["app", "fragment"].contains(key))
    {
        return Err(call.error(FlowError::ReservedFragmentKey {
            key: key.to_owned(),
        }));
    }
    decorate(call, key)
}

fn decorate(call: &Call, key: Option<String>) -> PyResult {
    let options = Options {
        run_every: call.value("run_every"),
        key,
    };
    match call.object("func") {
        Some(function) => wrap(call.runtime, function, options, call.vm),
        None => Ok(Decorator {
            runtime: call.runtime.clone(),
            options,
        }
        .into_pyobject(call.vm)),
    }
}

#[derive(Debug, Clone)]
struct Options {
    run_every: PyObjectRef,
    key: Option<String>,
}

/// What `st.fragment(…)` without a function returns.
#[pyclass(name = "fragment_decorator", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct Decorator {
    runtime: Rc<Runtime>,
    options: Options,
}

#[pyclass(with(Callable))]
impl Decorator {}

impl Callable for Decorator {
    type Args = (PyObjectRef,);

    fn call(zelf: &Py<Self>, (function,): Self::Args, vm: &VirtualMachine) -> PyResult {
        wrap(&zelf.runtime, function, zelf.options.clone(), vm)
    }
}

/// A function made a fragment.
#[pyclass(name = "function", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct Wrapped {
    runtime: Rc<Runtime>,
    function: PyObjectRef,
    options: Options,
}

/// Makes the function a fragment that looks like it.
fn wrap(
    runtime: &Rc<Runtime>,
    function: PyObjectRef,
    options: Options,
    vm: &VirtualMachine,
) -> PyResult {
    let wrapped = Wrapped {
        runtime: runtime.clone(),
        function: function.clone(),
        options,
    };
    let update = vm.import("functools", 0)?.get_attr("update_wrapper", vm)?;
    update.call((wrapped.into_pyobject(vm), function), vm)
}

#[pyclass(with(Callable, GetDescriptor), flags(HAS_DICT))]
impl Wrapped {}

impl GetDescriptor for Wrapped {
    fn descr_get(
        zelf: &PyObject,
        instance: Option<&PyObject>,
        _class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match instance.filter(|instance| !vm.is_none(instance)) {
            None => Ok(zelf.to_owned()),
            Some(instance) => {
                let method = PyBoundMethod::new(instance.to_owned(), zelf.to_owned());
                Ok(method.into_pyobject(vm))
            }
        }
    }
}

impl Callable for Wrapped {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let runtime = &zelf.runtime;
        runtime.checkpoint(vm)?;
        let interval = interval(runtime, &zelf.options.run_every, vm)?;
        let name = |attribute: &'static str| {
            let text = vm.get_attribute_opt(&zelf.function, attribute)?;
            Ok(text
                .and_then(|text| text.downcast_ref::<PyStr>().map(plain))
                .unwrap_or_else(|| type_name(&zelf.function)))
        };
        let definition = format!("{}.{}", name("__module__")?, name("__qualname__")?);
        let fragment = Fragment {
            function: zelf.function.clone(),
            args,
            key: zelf.options.key.clone(),
        };
        let id = runtime.place_fragment(fragment, &definition, vm)?;
        if let Some(interval) = interval {
            let interval_ms = u32::try_from(interval.as_millis()).unwrap_or(u32::MAX);
            runtime.send(ToPage::AutoRerun {
                fragment_id: id.clone(),
                interval_ms,
            });
        }
        runtime.run_fragment(&id, vm)
    }
}

/// `run_every` as a duration; none where it is off.
fn interval(
    runtime: &Runtime,
    value: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Option<Duration>> {
    if vm.is_none(value) || !value.clone().try_to_bool(vm)? {
        return Ok(None);
    }
    match duration::seconds(value, vm)? {
        Some(seconds) if seconds > 0.0 => Ok(Duration::try_from_secs_f64(seconds).ok()),
        Some(_) => Ok(None),
        None if value.downcast_ref::<PyStr>().is_some() => Err(runtime.error(
            ArgumentError::BadTimeSpan {
                parameter: "run_every",
                given: shown(value, vm),
            },
            vm,
        )),
        None => {
            let problem = ArgumentError::WrongType {
                parameter: "run_every".to_owned(),
                given: type_name(value),
                expected: "a number of seconds, a timedelta, a str or None".to_owned(),
            };
            Err(runtime.error(problem, vm))
        }
    }
}

/// The fragments that `st.rerun` names by their keys.
pub(super) fn named(call: &Call, names: &[String]) -> PyResult<Vec<String>> {
    let mut ids = Vec::new();
    for name in names {
        let found = call.runtime.session().fragments.borrow().known.named(name);
        if found.is_empty() {
            return Err(call.error(FlowError::UnknownFragment { key: name.clone() }));
        }
        ids.extend(found);
    }
    Ok(ids)
}
