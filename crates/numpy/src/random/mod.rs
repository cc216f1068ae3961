//! The native modules of `numpy.random`: generators of bits and what is drawn from them.
//!
//! All stand in one module; the others take what is theirs from it. The classes are written in
//! Python, over [`source::Source`] and functions that draw many numbers at once.

mod draw;
mod integers;
mod many;
mod source;

use brooklet_python::NativeModule;
use brooklet_python::vm as rustpython_vm;
use brooklet_python::vm::builtins::{PyInt, PyModule};
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, PyRef, PyResult, VirtualMachine};
use brooklet_python::{Frozen, frozen};
use num_traits::ToPrimitive;

use crate::functions::Function;
use source::Source;

/// Functions for the part in Python.
const FUNCTIONS: &[(&str, Function)] = &[
    ("_source", source::make),
    ("_seed_pool", source::seed_pool),
    ("_seed_words", source::seed_words),
    ("_draw", draw::draw),
    ("_integers", integers::integers),
    ("_shuffled", many::shuffled),
    ("_distinct", many::distinct),
    ("_multinomial", many::multinomial),
    ("_dirichlet", many::dirichlet),
    ("_colored", many::colored),
];

/// That part.
const PYTHON: &[Frozen] = &[
    frozen!("random_seeds"),
    frozen!("random_bits"),
    frozen!("random_checks"),
    frozen!("random_generator"),
    frozen!("random_orders"),
    frozen!("random_state"),
];

#[rustpython_vm::pymodule(name = "numpy.random.bit_generator")]
mod bit_generator {
    use brooklet_python::vm::builtins::PyModule;
    use brooklet_python::vm::class::PyClassImpl;
    use brooklet_python::vm::{Py, PyResult, VirtualMachine};

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        // The class is asked for by its type, not by this.
        let _ = super::Source::make_static_type();
        crate::part::fill(module, super::FUNCTIONS, super::PYTHON, vm)
    }
}

macro_rules! others {
    ($($module:ident $name:tt [$($export:literal)*];)*) => {$(
        #[rustpython_vm::pymodule(name = $name)]
        mod $module {
            use brooklet_python::vm::builtins::PyModule;
            use brooklet_python::vm::{Py, PyResult, VirtualMachine};

            pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
                __module_exec(vm, module);
                super::take(module, &[$($export),*], vm)
            }
        }
    )*

    /// The modules that take what is theirs.
    const OTHERS: &[NativeModule] = &[$($module::module_def),*];
    };
}

others! {
    bounded_integers "numpy.random._bounded_integers" [];
    common "numpy.random._common" ["interface"];
    mt19937 "numpy.random._mt19937" ["MT19937"];
    pcg64 "numpy.random._pcg64" ["PCG64" "PCG64DXSM"];
    philox "numpy.random._philox" ["Philox"];
    sfc64 "numpy.random._sfc64" ["SFC64"];
    generator "numpy.random._generator" ["Generator" "default_rng"];
    mtrand "numpy.random.mtrand" ["RandomState" "_rand"];
}

/// All of them.
pub(crate) fn modules() -> Vec<NativeModule> {
    let first: &[NativeModule] = &[bit_generator::module_def];
    [first, OTHERS].concat()
}

/// Gives a module names of `numpy.random.bit_generator`; `_rand` stands for all of its methods too.
fn take(module: &Py<PyModule>, names: &[&'static str], vm: &VirtualMachine) -> PyResult<()> {
    let all = vm.ctx.intern_str("numpy.random.bit_generator");
    let fromlist = vm
        .ctx
        .new_tuple(vec![vm.ctx.new_str("BitGenerator").into()]);
    let all = vm.import_from(all, fromlist, 0)?;
    for name in names {
        let name = vm.ctx.intern_str(*name);
        module.set_attr(name, all.get_attr(name, vm)?, vm)?;
    }
    if names.contains(&"_rand") {
        let functions = all.get_attr("_rand_functions", vm)?;
        let functions: Vec<(PyObjectRef, PyObjectRef)> = functions
            .try_to_value::<Vec<PyObjectRef>>(vm)?
            .into_iter()
            .map(|pair| Ok((pair.get_item(&0, vm)?, pair.get_item(&1, vm)?)))
            .collect::<PyResult<_>>()?;
        for (name, function) in functions {
            module.set_attr(&*name.str(vm)?, function, vm)?;
        }
    }
    Ok(())
}

/// The generator that is the first argument of a function.
fn source_of(object: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<Source>> {
    object.to_owned().downcast::<Source>().map_err(|object| {
        vm.new_type_error(format!(
            "bits are drawn from a source, not from {}",
            object.class().name()
        ))
    })
}

/// A whole number of 128 bits, negative ones by their complement.
fn to_u128(object: &PyObject, vm: &VirtualMachine) -> PyResult<u128> {
    let index = object.to_owned().try_index(vm)?;
    let number = index.as_bigint();
    number
        .to_u128()
        .or_else(|| number.to_i128().map(|number| number as u128))
        .ok_or_else(|| vm.new_overflow_error("the number has more than 128 bits"))
}

/// A list of whole numbers.
fn to_words(object: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<u128>> {
    let numbers: Vec<PyObjectRef> = object.try_to_value(vm)?;
    numbers.iter().map(|number| to_u128(number, vm)).collect()
}

/// A whole number as Python's.
fn from_u128(number: u128, vm: &VirtualMachine) -> PyObjectRef {
    let number = malachite_bigint::BigInt::from(number);
    let number: PyRef<PyInt> = vm.ctx.new_bigint(&number);
    number.into()
}

/// The arguments of a function whose first one is a source.
fn split(args: FuncArgs, vm: &VirtualMachine) -> PyResult<(PyRef<Source>, Vec<PyObjectRef>)> {
    let mut args = args.args.into_iter();
    let first = args
        .next()
        .ok_or_else(|| vm.new_type_error("there is no source to draw from"))?;
    Ok((source_of(&first, vm)?, args.collect()))
}
