//! Reading what NumPy's functions are given: shapes, axes, orders, casting rules.

use brooklet_array::cast::Casting;
use brooklet_array::shape::Order;
use brooklet_python::vm::builtins::{PyBytes, PyInt, PyList, PyStr, PyTuple};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

/// A whole number, of anything that has `__index__`.
pub(crate) fn to_index(object: &PyObject, vm: &VirtualMachine) -> PyResult<isize> {
    if object.class().is(vm.ctx.types.bool_type) {
        return Err(vm.new_type_error("an integer is required, not a truth value"));
    }
    if let Some(array) =
        crate::scalar::array_of(object).filter(|array| array.dtype().num().is_integer())
    {
        let item = crate::element::item_at(&array, array.offset(), vm)?;
        return item.try_to_value(vm);
    }
    if object.downcast_ref::<crate::array::PyNdArray>().is_some() {
        let index = vm.call_method(object, "__index__", ())?;
        return index.try_to_value(vm);
    }
    let index = object.to_owned().try_index(vm)?;
    index.as_object().try_to_value(vm)
}

/// A shape: one whole number or a sequence of them. Negative ones pass.
pub(crate) fn to_shape(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<isize>> {
    if object.downcast_ref::<PyInt>().is_some() {
        return Ok(vec![to_index(object, vm)?]);
    }
    let items = if let Some(tuple) = object.downcast_ref::<PyTuple>() {
        tuple.as_slice().to_vec()
    } else if let Some(list) = object.downcast_ref::<PyList>() {
        list.borrow_vec().to_vec()
    } else if let Ok(index) = to_index(object, vm) {
        return Ok(vec![index]);
    } else {
        let is_sequence =
            object.downcast_ref::<PyStr>().is_none() && object.to_owned().length_opt(vm).is_some();
        if !is_sequence {
            return Err(vm.new_type_error(format!(
                "expected a sequence of integers or a single integer, got '{}'",
                object.repr(vm)?.to_string_lossy()
            )));
        }
        object.try_to_value(vm)?
    };
    items.iter().map(|item| to_index(item, vm)).collect()
}

/// A shape whose lengths are not negative.
pub(crate) fn to_lens(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<usize>> {
    let shape = to_shape(object, vm)?;
    if shape.len() > brooklet_array::shape::MAX_DIMS {
        return Err(vm.new_value_error(format!(
            "maximum supported dimension for an ndarray is currently 64, found {}",
            shape.len()
        )));
    }
    shape
        .into_iter()
        .map(|len| {
            usize::try_from(len)
                .map_err(|_| vm.new_value_error("negative dimensions are not allowed"))
        })
        .collect()
}

/// Axes: one or several; `None` where all are meant.
pub(crate) fn to_axes(object: &PyObject, vm: &VirtualMachine) -> PyResult<Option<Vec<isize>>> {
    if vm.is_none(object) {
        return Ok(None);
    }
    if let Some(tuple) = object.downcast_ref::<PyTuple>() {
        let axes = tuple.as_slice().iter().map(|axis| to_index(axis, vm));
        return axes.collect::<PyResult<_>>().map(Some);
    }
    Ok(Some(vec![to_index(object, vm)?]))
}

/// `'C'`, `'F'`, `'A'` or `'K'`.
pub(crate) fn to_order(
    object: Option<&PyObject>,
    default: Order,
    vm: &VirtualMachine,
) -> PyResult<Order> {
    let Some(object) = object.filter(|object| !vm.is_none(object)) else {
        return Ok(default);
    };
    let text = text_of(object, vm).map_err(|_| {
        vm.new_type_error(format!("order must be str, not {}", object.class().name()))
    })?;
    let wrong = || {
        vm.new_value_error(format!(
            "order must be one of 'C', 'F', 'A', or 'K' (got '{text}')"
        ))
    };
    match text.as_str() {
        "C" | "c" => Ok(Order::C),
        "F" | "f" => Ok(Order::F),
        "A" | "a" => Ok(Order::Any),
        "K" | "k" => Ok(Order::Keep),
        _ => Err(wrong()),
    }
}

/// The text in a `str` or in ASCII `bytes`.
pub(crate) fn text_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<String> {
    if let Some(text) = object.downcast_ref::<PyStr>() {
        return Ok(text.to_string_lossy().into_owned());
    }
    if let Some(bytes) = object.downcast_ref::<PyBytes>() {
        return Ok(String::from_utf8_lossy(bytes.as_bytes()).into_owned());
    }
    Err(vm.new_type_error(format!("expected a text, got {}", object.class().name())))
}

/// `'no'`, `'equiv'`, `'safe'`, `'same_kind'`, `'unsafe'` or `'same_value'`.
pub(crate) fn to_casting(
    object: Option<&PyObject>,
    default: Casting,
    vm: &VirtualMachine,
) -> PyResult<Casting> {
    let Some(object) = object.filter(|object| !vm.is_none(object)) else {
        return Ok(default);
    };
    let text = text_of(object, vm)?;
    Ok(match text.as_str() {
        "no" => Casting::No,
        "equiv" => Casting::Equiv,
        "safe" => Casting::Safe,
        "same_kind" => Casting::SameKind,
        "unsafe" | "same_value" => Casting::Unsafe,
        _ => {
            return Err(vm.new_value_error(format!(
                "casting must be one of 'no', 'equiv', 'safe', 'same_kind', 'unsafe', 'same_value' (got '{text}')"
            )));
        }
    })
}

/// The arguments of one call, taken by position or name.
pub(crate) struct Arguments<'a> {
    args: FuncArgs,
    function: &'static str,
    vm: &'a VirtualMachine,
}

impl<'a> Arguments<'a> {
    /// The arguments of a call of a function.
    pub(crate) fn new(function: &'static str, args: FuncArgs, vm: &'a VirtualMachine) -> Self {
        Self { args, function, vm }
    }

    /// The next argument, by position or by name.
    pub(crate) fn next(&mut self, name: &str) -> Option<PyObjectRef> {
        self.args.take_positional_keyword(name)
    }

    /// The same, `None` of Python counting as nothing.
    pub(crate) fn next_some(&mut self, name: &str) -> Option<PyObjectRef> {
        let vm = self.vm;
        self.next(name).filter(|object| !vm.is_none(object))
    }

    /// The next argument, which must be given.
    pub(crate) fn required(&mut self, name: &str) -> PyResult {
        let function = self.function;
        self.next(name).ok_or_else(|| {
            self.vm
                .new_type_error(format!("{function}() missing required argument '{name}'"))
        })
    }

    /// An argument that is only given by name.
    pub(crate) fn keyword(&mut self, name: &str) -> Option<PyObjectRef> {
        self.args.take_keyword(name)
    }

    /// The same, `None` of Python counting as nothing.
    pub(crate) fn keyword_some(&mut self, name: &str) -> Option<PyObjectRef> {
        let vm = self.vm;
        self.keyword(name).filter(|object| !vm.is_none(object))
    }

    /// A truth value, by position or by name.
    pub(crate) fn flag(&mut self, name: &str, default: bool) -> PyResult<bool> {
        match self.next(name) {
            None => Ok(default),
            Some(value) => value.is_true(self.vm),
        }
    }

    /// All that are left by position.
    pub(crate) fn rest(&mut self) -> Vec<PyObjectRef> {
        std::mem::take(&mut self.args.args)
    }

    /// Fails if something is left.
    pub(crate) fn finish(self) -> PyResult<()> {
        if !self.args.args.is_empty() {
            return Err(self.vm.new_type_error(format!(
                "{}() takes fewer positional arguments ({} too many)",
                self.function,
                self.args.args.len()
            )));
        }
        match self.args.kwargs.keys().next() {
            None => Ok(()),
            Some(name) => Err(self.vm.new_type_error(format!(
                "{}() got an unexpected keyword argument '{}'",
                self.function,
                name.to_string_lossy()
            ))),
        }
    }
}

/// A truth value of Python's own.
pub(crate) fn to_flag(value: &PyObject, name: &str, vm: &VirtualMachine) -> PyResult<bool> {
    if value.is(&vm.ctx.true_value) {
        return Ok(true);
    }
    if value.is(&vm.ctx.false_value) {
        return Ok(false);
    }
    Err(vm.new_type_error(format!("'{name}' must be a boolean")))
}
