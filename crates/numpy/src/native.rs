//! Functions and properties of the part written in Python, as what a class written in C has in
//! their place: method descriptors and attribute descriptors.

use std::cell::RefCell;

use brooklet_python::vm::builtins::{
    PyBoundMethod, PyFunction, PyGetSet, PyProperty, PyStr, PyType,
};
use brooklet_python::vm::function::{FuncArgs, ItemDoc, PyMethodFlags, PySetterValue};
use brooklet_python::vm::types::{Callable, GetAttr, GetDescriptor, Representable};
use brooklet_python::vm::{
    AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine,
    pyclass,
};
use rustpython_common::static_cell;

/// Special names that no slot stands for: Python finds these as any other method.
const WITHOUT_SLOT: &[&str] = &[
    "__complex__",
    "__copy__",
    "__deepcopy__",
    "__dlpack__",
    "__dlpack_device__",
    "__format__",
    "__reduce__",
    "__reduce_ex__",
    "__setstate__",
    "__sizeof__",
];

static_cell! {
    static ACCESSORS: RefCell<Vec<PyObjectRef>>;
}

/// Keeps a function by which attributes are read or written: what an attribute descriptor calls
/// itself can hold no object of Python. There are as many as the classes have attributes.
fn keep(accessor: PyObjectRef) -> usize {
    let mut accessors = ACCESSORS.get_or_init(RefCell::default).borrow_mut();
    accessors.push(accessor);
    accessors.len() - 1
}

fn kept(at: usize) -> PyObjectRef {
    ACCESSORS.get_or_init(RefCell::default).borrow()[at].clone()
}

/// What stands in the class for a function or property; other values stand for themselves.
pub(crate) fn of(
    class: &PyRef<PyType>,
    name: &str,
    value: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult {
    if value.downcast_ref::<PyFunction>().is_some() {
        let is_special = name.starts_with("__") && !name.starts_with("__array");
        if is_special && !WITHOUT_SLOT.contains(&name) {
            return Ok(value);
        }
        return method(class, name, value, vm);
    }
    if value.downcast_ref::<PyProperty>().is_some() {
        return attribute(class, name, &value, vm);
    }
    Ok(value)
}

fn method(
    class: &PyRef<PyType>,
    name: &str,
    function: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult {
    let name = vm.ctx.intern_str(name).as_str();
    let doc = doc(name, &parameters(&function, true, vm)?, vm);
    let call = move |args: FuncArgs, vm: &VirtualMachine| function.call_with_args(args, vm);
    let definition = vm
        .ctx
        .new_method_def(name, call, PyMethodFlags::METHOD, doc);
    // A descriptor asks for a class that lives as long as the program.
    let class: &'static Py<PyType> = Box::leak(Box::new(class.clone()));
    Ok(definition.build_method(class, vm).into())
}

/// A function of Python as one of a module written in C.
pub(crate) fn function(function: PyObjectRef, vm: &VirtualMachine) -> PyResult {
    let name: String = function.get_attr("__name__", vm)?.try_to_value(vm)?;
    let module = function.get_attr("__module__", vm)?;
    let doc = doc(&name, &parameters(&function, false, vm)?, vm);
    let call = move |args: FuncArgs, vm: &VirtualMachine| function.call_with_args(args, vm);
    let name = vm.ctx.intern_str(name).as_str();
    let definition = vm
        .ctx
        .new_method_def(name, call, PyMethodFlags::empty(), doc);
    let made = definition.build_function(vm, None);
    made.as_object().set_attr("__module__", module, vm)?;
    Ok(made.into())
}

fn attribute(
    class: &Py<PyType>,
    name: &str,
    property: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult {
    let mut made = PyGetSet::new(name, class, &vm.ctx);
    let part = |name: &'static str| property.get_attr(name, vm);
    let (getter, setter) = (part("fget")?, part("fset")?);
    if !vm.is_none(&getter) {
        let at = keep(getter);
        made = made
            .with_get(move |object: PyObjectRef, vm: &VirtualMachine| kept(at).call((object,), vm));
    }
    if !vm.is_none(&setter) {
        let at = keep(setter);
        made = made.with_set(
            move |object: PyObjectRef, value: PyObjectRef, vm: &VirtualMachine| {
                kept(at).call((object, value), vm).map(drop)
            },
        );
    }
    Ok(made.into_ref(&vm.ctx).into())
}

/// The documentation of what is written in C, from which `inspect` reads what it takes.
pub(crate) fn doc(name: &str, parameters: &str, vm: &VirtualMachine) -> ItemDoc {
    let text = format!("{name}({parameters})\n--\n\n");
    ItemDoc::static_text(vm.ctx.intern_str(text).as_str())
}

/// What a function takes, in the words of such documentation.
fn parameters(function: &PyObject, is_method: bool, vm: &VirtualMachine) -> PyResult<String> {
    let code = function.get_attr("__code__", vm)?;
    let count = |name: &'static str| code.get_attr(name, vm)?.try_to_value::<usize>(vm);
    let (positional, alone, named) = (
        count("co_argcount")?,
        count("co_posonlyargcount")?,
        count("co_kwonlyargcount")?,
    );
    let names: Vec<String> = code.get_attr("co_varnames", vm)?.try_to_value(vm)?;
    let defaults = function.get_attr("__defaults__", vm)?;
    let defaults: Vec<PyObjectRef> = if vm.is_none(&defaults) {
        Vec::new()
    } else {
        defaults.try_to_value(vm)?
    };
    let by_name = function.get_attr("__kwdefaults__", vm)?;
    let flags = count("co_flags")?;
    let mut parts = Vec::new();
    for (at, argument) in names.iter().enumerate().take(positional) {
        let default = (at + defaults.len())
            .checked_sub(positional)
            .and_then(|at| defaults.get(at));
        parts.push(match default {
            _ if at == 0 && is_method => "$self".to_owned(),
            Some(default) => format!("{argument}={}", plain_text(default, vm)?),
            None => argument.clone(),
        });
        if at + 1 == alone.max(usize::from(is_method)) {
            parts.push("/".to_owned());
        }
    }
    let mut rest = names.iter().skip(positional + named);
    if flags & 4 != 0 {
        parts.extend(rest.next().map(|name| format!("*{name}")));
    } else if named > 0 {
        parts.push("*".to_owned());
    }
    for argument in names.iter().skip(positional).take(named) {
        parts.push(match by_name.get_item(argument.as_str(), vm) {
            Ok(default) => format!("{argument}={}", plain_text(&default, vm)?),
            Err(_) => argument.clone(),
        });
    }
    if flags & 8 != 0 {
        parts.extend(rest.next().map(|name| format!("**{name}")));
    }
    Ok(parts.join(", "))
}

/// A default as Python could read it: one that is an object of ours has no such text.
fn plain_text(value: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    let text = value.repr(vm)?.to_string();
    Ok(if text.starts_with('<') {
        "...".to_owned()
    } else {
        text
    })
}

/// An attribute that stands for itself among the members of an object, where others are shown as
/// properties: a field of C's.
#[pyclass(name = "member_descriptor", module = false, traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Member {
    attribute: PyRef<PyGetSet>,
}

#[pyclass(with(GetDescriptor, Representable), flags(DISALLOW_INSTANTIATION))]
impl Member {
    #[pygetset]
    fn __name__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute.as_object().get_attr("__name__", vm)
    }

    #[pygetset]
    fn __qualname__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("{}.{}", zelf.owner(vm)?.name(), zelf.name(vm)?))
    }

    #[pygetset]
    fn __objclass__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.attribute.as_object().get_attr("__objclass__", vm)
    }

    #[pyslot]
    fn descr_set(
        _zelf: &PyObject,
        _object: PyObjectRef,
        _value: PySetterValue,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        Err(vm.new_attribute_error("readonly attribute"))
    }

    fn owner(&self, vm: &VirtualMachine) -> PyResult<PyRef<PyType>> {
        let owner = self.attribute.as_object().get_attr("__objclass__", vm)?;
        owner.try_into_value(vm)
    }

    fn name(&self, vm: &VirtualMachine) -> PyResult<String> {
        self.attribute
            .as_object()
            .get_attr("__name__", vm)?
            .try_to_value(vm)
    }
}

impl GetDescriptor for Member {
    fn descr_get(
        zelf: &PyObject,
        object: Option<&PyObject>,
        class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        let member = Self::_as_pyref(zelf, vm)?;
        match object {
            Some(object) if !vm.is_none(object) => {
                PyGetSet::descr_get(member.attribute.as_object(), Some(object), class, vm)
            }
            _ => Ok(zelf.to_owned()),
        }
    }
}

impl Representable for Member {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let owner = zelf.owner(vm)?;
        Ok(format!(
            "<member '{}' of '{}' objects>",
            zelf.name(vm)?,
            owner.slot_name()
        ))
    }
}

/// Makes fields of some attributes of a class, unless another interpreter of the process has done so: the
/// classes are shared.
pub(crate) fn make_members(class: &Py<PyType>, names: &[&str], vm: &VirtualMachine) {
    for name in names {
        let name = vm.ctx.intern_str(*name);
        let attribute = class.get_direct_attr(name);
        if let Some(Ok(attribute)) = attribute.map(PyObjectRef::downcast) {
            class.set_attr(name, Member { attribute }.into_pyobject(vm));
        }
    }
}

/// A function of a module that the original compiles from Python: it looks like one of Python, but
/// is of another class.
#[pyclass(name = "cython_function_or_method", module = "_cython_3_3_1", traverse)]
#[derive(Debug, PyPayload)]
pub(crate) struct Compiled {
    function: PyObjectRef,
}

#[pyclass(
    with(Callable, GetDescriptor, GetAttr, Representable),
    flags(METHOD_DESCRIPTOR, DISALLOW_INSTANTIATION, HAS_WEAKREF)
)]
impl Compiled {
    #[pymethod]
    fn __reduce__(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult {
        zelf.function.get_attr("__qualname__", vm)
    }
}

/// A function that stands for another one, as a compiled one.
pub(crate) fn compiled(function: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    Compiled { function }.into_pyobject(vm)
}

impl Callable for Compiled {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        zelf.function.call_with_args(args, vm)
    }
}

impl GetDescriptor for Compiled {
    fn descr_get(
        zelf: &PyObject,
        object: Option<&PyObject>,
        _class: Option<&PyObject>,
        vm: &VirtualMachine,
    ) -> PyResult {
        match object {
            Some(object) if !vm.is_none(object) => {
                Ok(PyBoundMethod::new(object.to_owned(), zelf.to_owned()).into_pyobject(vm))
            }
            _ => Ok(zelf.to_owned()),
        }
    }
}

impl GetAttr for Compiled {
    fn getattro(zelf: &Py<Self>, name: &Py<PyStr>, vm: &VirtualMachine) -> PyResult {
        let own = zelf.as_object().generic_getattr_opt(name, None, vm)?;
        match own {
            Some(found)
                if name.to_string_lossy() != "__doc__"
                    && name.to_string_lossy() != "__module__" =>
            {
                Ok(found)
            }
            _ => zelf.function.get_attr(name, vm),
        }
    }
}

impl Representable for Compiled {
    fn repr_str(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<String> {
        let name = zelf.function.get_attr("__qualname__", vm)?.str(vm)?;
        Ok(format!("<cyfunction {name} at {:#x}>", zelf.get_id()))
    }
}
