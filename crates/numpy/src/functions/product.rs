//! Products of matrices, and sums of products by subscripts and along a shift: the cores of what
//! `py/products.py` checks.

use brooklet_array::product::{self, Mode};
use brooklet_array::{Array, Result};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::arguments::{Arguments, text_of};
use crate::array::PyNdArray;
use crate::error::OrRaise;

/// `_native_matmul(a, b)`: stacks of matrices of one type.
pub(super) fn matmul(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    pair("_native_matmul", args, product::matmul, vm)
}

/// `_native_vecdot(a, b)`: sums of products along the last axis of arrays of one type.
pub(super) fn vecdot(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    pair("_native_vecdot", args, product::vecdot, vm)
}

fn pair(
    name: &'static str,
    args: FuncArgs,
    multiply: fn(&Array, &Array) -> Result<Array>,
    vm: &VirtualMachine,
) -> PyResult {
    let mut args = Arguments::new(name, args, vm);
    let (a, b) = (args.required("a")?, args.required("b")?);
    args.finish()?;
    let product = multiply(
        &PyNdArray::downcast(&a, vm)?.array(),
        &PyNdArray::downcast(&b, vm)?.array(),
    );
    Ok(PyNdArray::wrap(product.or_raise(vm)?, vm))
}

/// `_native_correlate(a, v, mode)`: arrays of one axis and type; the mode by its first letter.
pub(super) fn correlate(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_correlate", args, vm);
    let (a, v) = (args.required("a")?, args.required("v")?);
    let mode = text_of(&*args.required("mode")?, vm)?;
    args.finish()?;
    let mode = match mode.as_str() {
        "v" => Mode::Valid,
        "s" => Mode::Same,
        _ => Mode::Full,
    };
    let (a, v) = (PyNdArray::downcast(&a, vm)?, PyNdArray::downcast(&v, vm)?);
    let sums = product::correlate(&a.array(), &v.array(), mode).or_raise(vm)?;
    Ok(PyNdArray::wrap(sums, vm))
}

/// `_native_einsum(subscripts, arrays)`: arrays of one type.
pub(super) fn einsum(args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let mut args = Arguments::new("_native_einsum", args, vm);
    let subscripts = text_of(&*args.required("subscripts")?, vm)?;
    let arrays: Vec<PyObjectRef> = args.required("arrays")?.try_to_value(vm)?;
    args.finish()?;
    let arrays = arrays
        .iter()
        .map(|array| Ok(PyNdArray::downcast(array, vm)?.array()));
    let arrays = arrays.collect::<PyResult<Vec<Array>>>()?;
    let sums = product::einsum(&subscripts, &arrays, None).or_raise(vm)?;
    Ok(PyNdArray::wrap(sums, vm))
}
