//! The module `numpy._core._multiarray_umath`.

use brooklet_python::vm as rustpython_vm;

pub(crate) use multiarray_umath::module_def;

#[rustpython_vm::pymodule(name = "numpy._core._multiarray_umath")]
mod multiarray_umath {
    use brooklet_array::{DType, TypeNum};
    use brooklet_python::vm::builtins::{PyDictRef, PyModule, PyTypeRef};
    use brooklet_python::vm::class::{PyClassImpl, StaticType};
    use brooklet_python::vm::{Py, PyObjectRef, PyResult, VirtualMachine};
    use brooklet_python::{Frozen, frozen};

    use crate::array::PyNdArray;
    use crate::dispatcher::Dispatcher;
    use crate::dtype::{self, PyDType};
    use crate::element::objects::{self, OBJECTS};
    use crate::functions::FUNCTIONS;
    use crate::native::{self, Compiled, Member};
    use crate::ndarray::{ArrayIterator, Exported};
    use crate::part;
    use crate::registry::{self, Registry};
    use crate::scalar::{Generic, Scalar};
    use crate::ufunc::{self, PyUfunc};

    /// The part written in Python, in the order in which it is run.
    const PYTHON: &[Frozen] = &[
        frozen!("classes"),
        frozen!("dates"),
        frozen!("arrays"),
        frozen!("methods"),
        frozen!("ufuncs"),
        frozen!("functions"),
        frozen!("tables"),
        frozen!("iterators"),
        frozen!("products"),
        frozen!("text"),
        frozen!("names"),
    ];

    pub(crate) fn module_exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
        __module_exec(vm, module);
        let names = vm.ctx.new_dict();
        let builtins = vm.builtins.clone();
        names.set_item("__builtins__", builtins.into(), vm)?;
        names.set_item("__name__", vm.ctx.new_str("numpy").into(), vm)?;
        add_classes(&names, vm)?;
        part::add_functions(&names, FUNCTIONS, vm)?;
        let (first, rest) = PYTHON.split_at(1);
        for code in first {
            part::run(*code, &names, vm)?;
        }
        fill_registry(&names, vm)?;
        ufunc::add(&names, vm)?;
        for code in rest {
            part::run(*code, &names, vm)?;
        }
        part::export(&names, module, vm)
    }

    fn add_classes(names: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
        let classes: [(&str, PyTypeRef); 6] = [
            ("generic", Generic::make_static_type()),
            ("dtype", PyDType::make_static_type()),
            ("ndarray", PyNdArray::make_static_type()),
            ("ufunc", PyUfunc::make_static_type()),
            ("_ArrayFunctionDispatcher", Dispatcher::make_static_type()),
            ("array_iterator", ArrayIterator::make_static_type()),
        ];
        // Classes are asked for by their types, not by these.
        let _ = Exported::make_static_type();
        let _ = (Member::make_static_type(), Compiled::make_static_type());
        crate::ndarray::reductions::add(vm);
        native::make_members(PyDType::static_type(), dtype::FIELDS, vm);
        let slots = PyNdArray::static_type().slots();
        slots.hash.store(Some(crate::ndarray::unhashable));
        let slots = Generic::static_type().slots();
        slots.iter.store(Some(crate::scalar::iterate));
        for (name, class) in classes {
            names.set_item(name, class.into(), vm)?;
        }
        Ok(())
    }

    /// The object of a plain element type.
    fn plain(num: usize, class: &PyTypeRef, vm: &VirtualMachine) -> PyResult {
        let num =
            TypeNum::from_num(num).ok_or_else(|| vm.new_value_error("no type has this number"))?;
        let dtype = DType::new(num).unwrap_or_else(objects::dtype);
        Ok(dtype::wrap_as(&dtype, class.clone(), vm)?.into())
    }

    fn fill_registry(names: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
        let scalars: Vec<PyTypeRef> = names.get_item("_scalars", vm)?.try_to_value(vm)?;
        let classes: Vec<PyTypeRef> = names.get_item("_classes", vm)?.try_to_value(vm)?;
        let dtypes = classes
            .iter()
            .enumerate()
            .map(|(num, class)| plain(num, class, vm));
        let dtypes = dtypes.collect::<PyResult<Vec<_>>>()?;
        let truths = [false, true].map(|value| Scalar::truth(value, &scalars[0], vm));
        let [no, yes] = truths;
        let truths: [PyObjectRef; 2] = [no?, yes?];
        registry::set(Registry {
            scalars,
            classes,
            dtypes,
            objects: &OBJECTS,
            truths,
            python: names.clone(),
            type_dict: std::cell::RefCell::default(),
            ufuncs: std::cell::RefCell::default(),
            is_scalar_math: std::cell::Cell::new(false),
            ignores_errors: std::cell::Cell::new(false),
            plans: std::cell::RefCell::default(),
        });
        crate::generic::take_construction(&registry::get());
        let truth = registry::get().truth(true);
        debug_assert!(!vm.is_none(&truth));
        Ok(())
    }
}
