//! What arguments are known by: a digest of their values.

use std::collections::HashMap;

use brooklet_cache::{Digest, Key};
use brooklet_python::vm::builtins::{
    PyBaseExceptionRef, PyByteArray, PyBytes, PyDict, PyFloat, PyFrozenSet, PyFunction, PyInt,
    PyList, PyModule, PySet, PyStr, PyTuple, PyType,
};
use brooklet_python::vm::{AsObject, Py, PyObject, PyObjectRef, VirtualMachine};

use crate::argument::{text_of, to_string_lossy, type_name};

/// Functions of the script by the full name of the type that they hash.
pub(super) type HashFunctions = HashMap<String, PyObjectRef>;

/// Why there is no digest.
pub(super) enum Failure {
    /// The type of something has no digest.
    Unhashable,
    /// A function of the script has failed.
    User {
        function: PyObjectRef,
        object: PyObjectRef,
        error: PyBaseExceptionRef,
    },
    /// Something else was raised, such as the end of the run.
    Raised(PyBaseExceptionRef),
}

impl From<PyBaseExceptionRef> for Failure {
    fn from(error: PyBaseExceptionRef) -> Self {
        Self::Raised(error)
    }
}

type Fed = Result<(), Failure>;

/// Digests values.
pub(super) struct Hashing<'a> {
    pub(super) vm: &'a VirtualMachine,
    pub(super) functions: &'a HashFunctions,
    /// The containers around, by identity: a value may hold itself.
    pub(super) around: Vec<usize>,
    pub(super) digest: Digest,
}

/// What kind of value comes next. The numbers are part of stored keys.
mod kind {
    pub(super) const BYTES: u8 = 1;
    pub(super) const TEXT: u8 = 2;
    pub(super) const FLOAT: u8 = 3;
    pub(super) const INT: u8 = 4;
    pub(super) const LIST: u8 = 5;
    pub(super) const DICT: u8 = 6;
    pub(super) const SET: u8 = 7;
    pub(super) const NONE: u8 = 8;
    pub(super) const ENUM: u8 = 9;
    pub(super) const NAME: u8 = 10;
    pub(super) const FILE: u8 = 11;
    pub(super) const REDUCED: u8 = 12;
    pub(super) const CYCLE: u8 = 13;
    pub(super) const USER: u8 = 14;
    pub(super) const ARRAY: u8 = 15;
}

/// The name of a type with its module.
pub(super) fn full_name(class: &Py<PyType>, vm: &VirtualMachine) -> String {
    let attribute = |name: &'static str| {
        let value = class.as_object().get_attr(name, vm).ok()?;
        value.downcast_ref::<PyStr>().map(to_string_lossy)
    };
    let name = attribute("__qualname__").unwrap_or_else(|| class.name().to_string());
    match attribute("__module__") {
        Some(module) => format!("{module}.{name}"),
        None => name,
    }
}

impl<'a> Hashing<'a> {
    pub(super) fn new(functions: &'a HashFunctions, vm: &'a VirtualMachine) -> Self {
        Self {
            vm,
            functions,
            around: Vec::new(),
            digest: Digest::default(),
        }
    }

    pub(super) fn key(&self) -> Key {
        self.digest.key()
    }

    /// Takes in a value.
    pub(super) fn feed(&mut self, object: &PyObject) -> Fed {
        if let Some(bytes) = object.downcast_ref::<PyBytes>() {
            self.bytes(kind::BYTES, bytes.as_bytes());
            return Ok(());
        }
        if let Some(bytes) = object.downcast_ref::<PyByteArray>() {
            self.bytes(kind::BYTES, &bytes.borrow_buf());
            return Ok(());
        }
        if !self.functions.is_empty() {
            let name = full_name(object.class(), self.vm);
            if let Some(function) = self.functions.get(&name) {
                return self.feed_by(function.clone(), object);
            }
        }
        if let Some(text) = object.downcast_ref::<PyStr>() {
            self.bytes(kind::TEXT, text.as_bytes());
        } else if let Some(float) = object.downcast_ref::<PyFloat>() {
            self.bytes(kind::FLOAT, &float.to_f64().to_le_bytes());
        } else if let Some(int) = object.downcast_ref::<PyInt>() {
            if !object.class().is(self.vm.ctx.types.int_type) {
                // `True` is not 1 here, nor is a member of an enumeration.
                self.bytes(kind::NAME, full_name(object.class(), self.vm).as_bytes());
            }
            let bytes = int.as_bigint().to_signed_bytes_le();
            self.bytes(kind::INT, &bytes);
        } else if self.vm.is_none(object) {
            self.digest.kind(kind::NONE);
        } else if self.around.contains(&object.get_id()) {
            self.digest.kind(kind::CYCLE);
        } else {
            self.around.push(object.get_id());
            let depth = self
                .vm
                .with_recursion(" while hashing an argument", || Ok(self.feed_whole(object)));
            self.around.pop();
            return depth?;
        }
        Ok(())
    }

    fn bytes(&mut self, kind: u8, bytes: &[u8]) {
        self.digest.kind(kind);
        self.digest.bytes(bytes);
    }

    fn feed_by(&mut self, function: PyObjectRef, object: &PyObject) -> Fed {
        self.digest.kind(kind::USER);
        match function.call((object.to_owned(),), self.vm) {
            // Its result is digested as it is, also where it is of the same type.
            Ok(result) if result.class().is(object.class()) => {
                let none = HashFunctions::new();
                let mut inner = Hashing {
                    vm: self.vm,
                    functions: &none,
                    around: std::mem::take(&mut self.around),
                    digest: self.digest.clone(),
                };
                let fed = inner.feed(&result);
                self.digest = inner.digest.clone();
                self.around = std::mem::take(&mut inner.around);
                fed
            }
            Ok(result) => self.feed(&result),
            Err(error) => Err(Failure::User {
                function,
                object: object.to_owned(),
                error,
            }),
        }
    }

    /// What has parts, or is known by a name.
    fn feed_whole(&mut self, object: &PyObject) -> Fed {
        if let Some(list) = object.downcast_ref::<PyList>() {
            let items = list.borrow_vec().to_vec();
            return self.feed_all(kind::LIST, object, &items);
        }
        if let Some(tuple) = object.downcast_ref::<PyTuple>() {
            return self.feed_all(kind::LIST, object, tuple.as_slice());
        }
        if let Some(dict) = object.downcast_ref::<PyDict>() {
            let items: Vec<_> = dict.into_iter().collect();
            self.digest.kind(kind::DICT);
            self.digest.count(items.len());
            for (key, value) in items {
                self.feed(&key)?;
                self.feed(&value)?;
            }
            return Ok(());
        }
        if object.downcast_ref::<PySet>().is_some()
            || object.downcast_ref::<PyFrozenSet>().is_some()
        {
            return self.feed_set(object);
        }
        if let Some(class) = object.downcast_ref::<PyType>() {
            let name = full_name(class, self.vm);
            self.bytes(kind::NAME, name.as_bytes());
            return Ok(());
        }
        if object.downcast_ref::<PyFunction>().is_some() {
            return Err(Failure::Unhashable);
        }
        if object.downcast_ref::<PyModule>().is_some() || is_builtin(object) {
            let name = object.get_attr("__name__", self.vm)?;
            let name = text_of(&name, self.vm)?;
            self.bytes(kind::NAME, name.as_bytes());
            return Ok(());
        }
        self.feed_instance(object)
    }

    fn feed_all(&mut self, kind: u8, object: &PyObject, items: &[PyObjectRef]) -> Fed {
        self.digest.kind(kind);
        self.digest.bytes(object.class().name().as_bytes());
        self.digest.count(items.len());
        items.iter().try_for_each(|item| self.feed(item))
    }

    /// The items of a set come in any order.
    fn feed_set(&mut self, object: &PyObject) -> Fed {
        let items: Vec<PyObjectRef> = self.vm.extract_elements_with(object, Ok)?;
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            let mut inner = Hashing {
                vm: self.vm,
                functions: self.functions,
                around: self.around.clone(),
                digest: Digest::default(),
            };
            inner.feed(&item)?;
            keys.push(inner.key());
        }
        keys.sort_unstable();
        self.digest.kind(kind::SET);
        self.digest.count(keys.len());
        for key in keys {
            self.digest.bytes(&key.0.to_le_bytes());
        }
        Ok(())
    }

    /// An object of a class: what it is known by depends on what it can do.
    fn feed_instance(&mut self, object: &PyObject) -> Fed {
        let vm = self.vm;
        let class = object.class();
        let bases: Vec<String> = class
            .mro_collect()
            .iter()
            .map(|base| full_name(base, vm))
            .collect();
        let is_a = |name: &str| bases.iter().any(|base| base == name);
        if full_name(class, vm) == "numpy.ndarray" {
            return self.feed_array(object);
        }
        if class.as_object().has_attr("__dataclass_fields__", vm)? {
            return self.feed_dataclass(object);
        }
        if is_a("enum.Enum") {
            let text = object.str(vm)?;
            self.bytes(kind::NAME, full_name(class, vm).as_bytes());
            self.bytes(kind::ENUM, text.as_bytes());
            return Ok(());
        }
        if is_a("_io.BytesIO") || is_a("_io.StringIO") {
            self.digest.kind(kind::FILE);
            if let Some(name) = vm.get_attribute_opt(object, "name")? {
                self.feed(&name)?;
            }
            for method in ["tell", "getvalue"] {
                let value = vm.call_method(object, method, ())?;
                self.feed(&value)?;
            }
            return Ok(());
        }
        if is_a("re.Pattern") {
            self.digest.kind(kind::NAME);
            for attribute in ["pattern", "flags"] {
                let value = object.get_attr(vm.ctx.intern_str(attribute), vm)?;
                self.feed(&value)?;
            }
            return Ok(());
        }
        if is_a("uuid.UUID") {
            let bytes = object.get_attr("bytes", vm)?;
            self.digest.kind(kind::REDUCED);
            return self.feed(&bytes);
        }
        if is_a("datetime.datetime") {
            let text = vm.call_method(object, "isoformat", ())?;
            self.digest.kind(kind::REDUCED);
            return self.feed(&text);
        }
        self.feed_reduced(object)
    }

    /// An instance of a data class: its fields.
    fn feed_dataclass(&mut self, object: &PyObject) -> Fed {
        let vm = self.vm;
        let class = object.class();
        let fields = class.as_object().get_attr("__dataclass_fields__", vm)?;
        self.bytes(kind::NAME, full_name(class, vm).as_bytes());
        let names: Vec<PyObjectRef> = vm.extract_elements_with(&fields, Ok)?;
        for name in names {
            let Some(name) = name.downcast_ref::<PyStr>() else {
                continue;
            };
            self.bytes(kind::TEXT, name.as_bytes());
            let value = vm.call_method(object, "__getattribute__", (name.to_owned(),))?;
            self.feed(&value)?;
        }
        Ok(())
    }

    /// An array of NumPy: its type, its shape and the bytes of its elements, read where they lie. How
    /// it lies in memory says nothing of what it holds.
    fn feed_array(&mut self, array: &PyObject) -> Fed {
        let vm = self.vm;
        let dtype = array.get_attr("dtype", vm)?;
        self.digest.kind(kind::ARRAY);
        self.feed(&dtype)?;
        self.feed(&*array.get_attr("shape", vm)?)?;
        if dtype.get_attr("hasobject", vm)?.is_true(vm)? {
            // Its bytes only say where its objects are now.
            return self.feed(&*vm.call_method(array, "tolist", ())?);
        }
        let flags = array.get_attr("flags", vm)?;
        if flags.get_attr("c_contiguous", vm)?.is_true(vm)? {
            let digest = &mut self.digest;
            if array
                .try_bytes_like(vm, |bytes| digest.bytes(bytes))
                .is_ok()
            {
                return Ok(());
            }
        }
        // Bytes that follow no order that a buffer may have are put into one.
        let bytes = vm.call_method(array, "tobytes", ())?;
        if let Some(bytes) = bytes.downcast_ref::<PyBytes>() {
            self.digest.bytes(bytes.as_bytes());
        }
        Ok(())
    }

    /// What a copy of the object would be made from, if its class says that itself.
    fn feed_reduced(&mut self, object: &PyObject) -> Fed {
        let vm = self.vm;
        let own = object.class().get_attr(vm.ctx.intern_str("__reduce__"));
        let common = vm
            .ctx
            .types
            .object_type
            .get_attr(vm.ctx.intern_str("__reduce__"));
        let is_common = match (&own, &common) {
            (Some(own), Some(common)) => own.is(common),
            _ => true,
        };
        if is_common {
            return Err(Failure::Unhashable);
        }
        let reduced = match vm.call_method(object, "__reduce__", ()) {
            Ok(reduced) => reduced,
            Err(error) if error.fast_isinstance(vm.ctx.exceptions.exception_type) => {
                return Err(Failure::Unhashable);
            }
            Err(error) => return Err(error.into()),
        };
        self.digest.kind(kind::REDUCED);
        self.feed(&reduced)
    }
}

fn is_builtin(object: &PyObject) -> bool {
    type_name(object) == "builtin_function_or_method"
}
