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

use crate::argument::{to_string_lossy, type_name};
use crate::call::args::{Key, arguments};
use crate::call::decorator::{decorate, in_place_of};
use crate::call::object::{Decorated, TimeSpan};
use crate::command::{Call, Command, Place};
use crate::duration;
use crate::error::{ArgumentError, FlowError, shown};
use crate::kernel::fragment::Fragment;
use crate::runtime::Runtime;

arguments! {
    /// The arguments of `st.fragment`.
    pub(crate) struct FragmentArgs {
        func: Option<Decorated> = None,
        *,
        /// How often the function runs again by itself, in seconds or as a text such as `'1m30s'`;
        /// by default it does not.
        run_every: Option<TimeSpan> = None,
        /// It changes nothing: in a tab fragments run one after the other.
        parallel: PyObjectRef = False,
        /// A name by which `st.rerun` finds the fragment.
        key: Key = None,
    }
}

/// `st.fragment`.
pub(crate) const FRAGMENT: Command = Command {
    name: "fragment",
    place: Place::Module,
    signature: FragmentArgs::SIGNATURE,
    doc: "Make a function that runs again by itself: a widget in it starts only the function, not the whole script. With `run_every` it also runs again as time goes by.",
    run: |call| keyed(call, FragmentArgs::read(call)?),
};

arguments! {
    /// The arguments of `st.experimental_fragment`.
    pub(crate) struct FormerArgs {
        func: Option<Decorated> = None,
        *,
        /// How often the function runs again by itself.
        run_every: Option<TimeSpan> = None,
    }
}

/// `st.experimental_fragment`, its older name.
pub(crate) const EXPERIMENTAL: Command = Command {
    name: "experimental_fragment",
    place: Place::Module,
    signature: FormerArgs::SIGNATURE,
    doc: "The former name of `st.fragment`.",
    run: |call| {
        let args = FormerArgs::read(call)?;
        fragment(call, args.func, args.run_every, None)
    },
};

fn keyed(call: &Call, args: FragmentArgs) -> PyResult {
    let key = args.key.0;
    if let Some(key) = key
        .as_deref()
        .filter(|key| ["app", "fragment"].contains(key))
    {
        return Err(call.error(FlowError::ReservedFragmentKey {
            key: key.to_owned(),
        }));
    }
    fragment(call, args.func, args.run_every, key)
}

/// Makes a function a fragment that looks like it.
fn fragment(
    call: &Call,
    function: Option<Decorated>,
    run_every: Option<TimeSpan>,
    key: Option<String>,
) -> PyResult {
    let (runtime, run_every) = (call.runtime.clone(), run_every.map(|every| every.0));
    let function = function.map(|function| function.0);
    decorate(function, call.vm, move |function, vm| {
        let wrapped = Wrapped {
            runtime: runtime.clone(),
            function: function.clone(),
            run_every: run_every.clone(),
            key: key.clone(),
        };
        in_place_of(function, wrapped.into_pyobject(vm), vm)
    })
}

/// A function made a fragment.
#[pyclass(name = "function", module = "streamlit")]
#[derive(Debug, PyPayload)]
pub(crate) struct Wrapped {
    runtime: Rc<Runtime>,
    function: PyObjectRef,
    run_every: Option<PyObjectRef>,
    key: Option<String>,
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
        let interval = interval(runtime, zelf.run_every.as_ref(), vm)?;
        let name = |attribute: &'static str| {
            let text = vm.get_attribute_opt(&zelf.function, attribute)?;
            Ok(text
                .and_then(|text| text.downcast_ref::<PyStr>().map(to_string_lossy))
                .unwrap_or_else(|| type_name(&zelf.function)))
        };
        let definition = format!("{}.{}", name("__module__")?, name("__qualname__")?);
        let fragment = Fragment {
            function: zelf.function.clone(),
            args,
            key: zelf.key.clone(),
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
    value: Option<&PyObjectRef>,
    vm: &VirtualMachine,
) -> PyResult<Option<Duration>> {
    let Some(value) = value else {
        return Ok(None);
    };
    if !value.clone().try_to_bool(vm)? {
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
