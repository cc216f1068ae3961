//! Methods of arrays that are reductions by a ufunc, with what `inspect` is told of them.

use brooklet_python::vm::class::StaticType;
use brooklet_python::vm::function::{FuncArgs, PyMethodFlags};
use brooklet_python::vm::{PyRef, PyResult, VirtualMachine};

use crate::array::PyNdArray;
use crate::native;
use crate::ufunc::reduce_array;

/// Name, ufunc, and whether a type may be asked for.
const METHODS: &[(&str, &str, bool)] = &[
    ("sum", "add", true),
    ("prod", "multiply", true),
    ("max", "maximum", false),
    ("min", "minimum", false),
];

/// Adds them to the class.
pub(crate) fn add(vm: &VirtualMachine) {
    let class = PyNdArray::static_type();
    for (name, ufunc, takes_dtype) in METHODS {
        let (ufunc, takes_dtype) = (*ufunc, *takes_dtype);
        let call = move |array: PyRef<PyNdArray>,
                         args: FuncArgs,
                         vm: &VirtualMachine|
              -> PyResult { reduce_array(ufunc, takes_dtype, &array, args, vm) };
        let dtype = if takes_dtype { "dtype=None, " } else { "" };
        let takes = format!("$self, axis=None, {dtype}out=None, **kwargs");
        let doc = native::doc(name, &takes, vm);
        let method = vm
            .ctx
            .new_method_def(name, call, PyMethodFlags::METHOD, doc);
        class.set_attr(
            vm.ctx.intern_str(*name),
            method.build_method(class, vm).into(),
        );
    }
}
