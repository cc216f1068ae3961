//! What the classes of this crate know of each other: which scalar and `DType` class belongs to an
//! element type, and what stands for objects in arrays.
//!
//! It belongs to the classes themselves, of which the machine holds one each: the module fills it
//! when it is imported.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_array::fft::Plans;
use brooklet_array::{ObjectOps, TypeNum};
use brooklet_python::vm::builtins::{PyDictRef, PyTypeRef};
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};
use rustpython_common::static_cell;

/// The classes and singletons of one import.
pub(crate) struct Registry {
    /// The scalar classes, by number of the element type.
    pub(crate) scalars: Vec<PyTypeRef>,
    /// The `DType` classes, by number of the element type.
    pub(crate) classes: Vec<PyTypeRef>,
    /// The element types of these numbers in native order.
    pub(crate) dtypes: Vec<PyObjectRef>,
    /// `numpy.False_` and `numpy.True_`.
    pub(crate) truths: [PyObjectRef; 2],
    /// What objects mean as elements.
    pub(crate) objects: &'static dyn ObjectOps,
    /// What the part written in Python defines.
    pub(crate) python: PyDictRef,
    /// Names of scalar classes, set by `set_typeDict`.
    pub(crate) type_dict: RefCell<Option<PyDictRef>>,
    /// The ufuncs of the table.
    pub(crate) ufuncs: RefCell<Vec<(&'static str, PyObjectRef)>>,
    /// Whether an operator works on scalars now, of which errors are told apart.
    pub(crate) is_scalar_math: Cell<bool>,
    /// Whether errors in floating point are of no interest now.
    pub(crate) ignores_errors: Cell<bool>,
    /// How signals of the last few lengths are transformed.
    pub(crate) plans: RefCell<Plans>,
}

static_cell! {
    static REGISTRY: RefCell<Option<Rc<Registry>>>;
}

/// Takes the classes of an import.
pub(crate) fn set(registry: Registry) {
    let cell = REGISTRY.get_or_init(RefCell::default);
    let before = cell.replace(Some(Rc::new(registry)));
    drop(before);
}

/// The classes.
pub(crate) fn get() -> Rc<Registry> {
    let cell = REGISTRY.get_or_init(RefCell::default);
    let registry = cell.borrow().clone();
    registry.expect("the module fills it before anything of it can be used")
}

impl Registry {
    /// The scalar class of an element type.
    pub(crate) fn scalar(&self, num: TypeNum) -> &PyTypeRef {
        &self.scalars[num.num()]
    }

    /// `numpy.True_` or `numpy.False_`.
    pub(crate) fn truth(&self, value: bool) -> PyObjectRef {
        self.truths[usize::from(value)].clone()
    }

    /// The element type that a scalar class stands for: that of the class or of the nearest one
    /// that it is derived from.
    pub(crate) fn num_of_class(&self, class: &PyTypeRef) -> Option<TypeNum> {
        let known = |class: &PyTypeRef| self.scalars.iter().position(|known| known.is(class));
        if let Some(num) = known(class) {
            return TypeNum::from_num(num);
        }
        let mro = class.mro_collect();
        let num = mro.iter().find_map(known)?;
        TypeNum::from_num(num)
    }
}

/// A function of the part written in Python.
pub(crate) fn python(name: &str, vm: &VirtualMachine) -> PyResult {
    get().python.get_item(name, vm)
}

/// Calls a function of the part written in Python.
pub(crate) fn call(
    name: &str,
    args: impl brooklet_python::vm::function::IntoFuncArgs,
    vm: &VirtualMachine,
) -> PyResult {
    python(name, vm)?.call(args, vm)
}
