//! `st.query_params`: the query parameters of the page's address.

#![allow(
    clippy::needless_pass_by_value,
    reason = "Python's calls hand their arguments over"
)]

use std::rc::Rc;

use brooklet_protocol::ToPage;
use brooklet_protocol::message::PageChange;
use brooklet_python::vm::builtins::{PyDict, PyList, PyStr};
use brooklet_python::vm::function::{FuncArgs, PyComparisonValue, PySetterValue};
use brooklet_python::vm::protocol::{PyIter, PyMappingMethods, PySequenceMethods};
use brooklet_python::vm::types::{
    AsMapping, AsSequence, Comparable, GetAttr, Iterable, PyComparisonOp, SetAttr,
};
use brooklet_python::vm::{
    self as rustpython_vm, AsObject, Py, PyObject, PyObjectRef, PyPayload, PyRef, PyResult,
    TryFromObject, VirtualMachine, atomic_func, pyclass,
};
use brooklet_session::query::{self, Parameter, Parameters};

use super::mapping::{MappingProxy, mapping_slots};
use crate::argument::{text_of, to_string_lossy};
use crate::error::{FlowError, python_error};
use crate::runtime::Runtime;

/// The object `st.query_params`.
#[pyclass(
    name = "QueryParamsProxy",
    module = "streamlit.runtime.state.query_params_proxy"
)]
#[derive(Debug, PyPayload)]
pub(crate) struct QueryParams {
    runtime: Rc<Runtime>,
}

impl Runtime {
    /// Takes over the query string of the page's address.
    pub fn set_query(&self, text: &str) {
        *self.session().query.borrow_mut() = query::parse(text);
    }

    /// Changes the query parameters, here and in the page's address.
    pub(crate) fn change_query(&self, parameters: Parameters) {
        let text = query::print(&parameters);
        *self.session().query.borrow_mut() = parameters;
        self.send(ToPage::Page(PageChange {
            query: Some(text),
            ..PageChange::default()
        }));
    }

    /// Refuses to change a parameter that a widget writes.
    fn check_unbound(&self, key: &str, vm: &VirtualMachine) -> PyResult<()> {
        if !self.session().bindings.borrow().contains_key(key) {
            return Ok(());
        }
        let key = key.to_owned();
        Err(self.error(FlowError::QueryOfWidget { key }, vm))
    }

    /// The parameters that belong to embedding, which stay when all others go.
    pub(crate) fn embedding(&self) -> Parameters {
        let session = self.session();
        let all = session.query.borrow();
        all.iter()
            .filter(|(key, _)| query::is_of_embedding(key))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect()
    }
}

/// Enters a value of the script among parameters.
pub(crate) fn enter(
    runtime: &Runtime,
    parameters: &mut Parameters,
    key: &str,
    value: PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    if value.downcast_ref::<PyDict>().is_some() {
        return Err(runtime.error(
            FlowError::QueryOfDict {
                key: key.to_owned(),
            },
            vm,
        ));
    }
    if query::is_of_embedding(key) {
        return Err(runtime.error(
            FlowError::QueryOfEmbedding {
                key: key.to_owned(),
            },
            vm,
        ));
    }
    let is_text = value.downcast_ref::<PyStr>().is_some();
    let parameter = match PyIter::try_from_object(vm, value.clone()) {
        Ok(items) if !is_text => {
            let mut values = Vec::new();
            for item in items.iter::<PyObjectRef>(vm)? {
                let item = item?;
                values.push(text_of(&item, vm)?);
            }
            Parameter::Many(values)
        }
        _ => Parameter::One(text_of(&value, vm)?),
    };
    parameters.insert(key.to_owned(), parameter);
    Ok(())
}

/// The pairs of a mapping, or of an iterable of pairs.
pub(crate) fn pairs(
    object: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<Vec<(String, PyObjectRef)>> {
    let mut pairs = Vec::new();
    if object.has_attr("keys", vm)? && object.has_attr("__getitem__", vm)? {
        let keys = PyIter::try_from_object(vm, vm.call_method(object, "keys", ())?)?;
        for key in keys.iter::<PyObjectRef>(vm)? {
            let key = key?;
            let value = object.get_item(&*key, vm)?;
            pairs.push((text_of(&key, vm)?, value));
        }
        return Ok(pairs);
    }
    for pair in PyIter::try_from_object(vm, object.clone())?.iter::<PyObjectRef>(vm)? {
        let items: Vec<PyObjectRef> = PyIter::try_from_object(vm, pair?)?
            .iter::<PyObjectRef>(vm)?
            .collect::<PyResult<_>>()?;
        let [key, value] = items.as_slice() else {
            let problem = FlowError::QueryPair {
                index: pairs.len(),
                count: items.len(),
            };
            return Err(python_error(&problem, vm));
        };
        pairs.push((text_of(key, vm)?, value.clone()));
    }
    Ok(pairs)
}

impl QueryParams {
    /// The object for a runtime.
    pub(crate) fn new(runtime: Rc<Runtime>) -> Self {
        Self { runtime }
    }

    fn assign_all(
        &self,
        mut parameters: Parameters,
        values: Vec<(String, PyObjectRef)>,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        for (key, _) in &values {
            self.runtime.check_unbound(key, vm)?;
        }
        for (key, value) in values {
            enter(&self.runtime, &mut parameters, &key, value, vm)?;
        }
        self.runtime.change_query(parameters);
        Ok(())
    }
}

impl MappingProxy for QueryParams {
    fn names(&self, _vm: &VirtualMachine) -> PyResult<Vec<String>> {
        let session = self.runtime.session();
        let all = session.query.borrow();
        let names = all.keys().filter(|key| !query::is_of_embedding(key));
        Ok(names.cloned().collect())
    }

    fn lookup(&self, key: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
        let session = self.runtime.session();
        let all = session.query.borrow();
        let parameter = all.get(key).filter(|_| !query::is_of_embedding(key));
        Ok(parameter.map(|parameter| vm.ctx.new_str(parameter.last()).into()))
    }

    fn assign(&self, key: &str, value: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let parameters = self.runtime.session().query.borrow().clone();
        self.assign_all(parameters, vec![(key.to_owned(), value)], vm)
    }

    fn delete(&self, key: &str, vm: &VirtualMachine) -> PyResult<bool> {
        self.runtime.check_unbound(key, vm)?;
        if !self.holds(key, vm)? {
            return Ok(false);
        }
        let mut parameters = self.runtime.session().query.borrow().clone();
        parameters.shift_remove(key);
        self.runtime.change_query(parameters);
        Ok(true)
    }

    fn popped(names: Vec<String>) -> Option<String> {
        names.into_iter().next()
    }

    fn missing_key(key: String) -> FlowError {
        FlowError::NoSuchParameter { key }
    }

    fn missing_attribute(key: String) -> FlowError {
        FlowError::NoSuchParameterAttribute { key }
    }
}

mapping_slots!(QueryParams);

#[pyclass(
    with(
        MappingProxy,
        AsMapping,
        AsSequence,
        Comparable,
        Iterable,
        GetAttr,
        SetAttr
    ),
    flags(HAS_DICT)
)]
impl QueryParams {
    #[pymethod]
    fn get_all(zelf: &Py<Self>, key: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let key = text_of(&key, vm)?;
        let session = zelf.runtime.session();
        let all = session.query.borrow();
        let parameter = all.get(&key).filter(|_| !query::is_of_embedding(&key));
        let values = parameter.map_or(&[][..], Parameter::all).iter();
        let values = values.map(|value| vm.ctx.new_str(value.as_str()).into());
        Ok(vm.ctx.new_list(values.collect()).into())
    }

    #[pymethod]
    fn update(zelf: &Py<Self>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
        let mut values = match args.args.first() {
            Some(params) => pairs(params, vm)?,
            None => Vec::new(),
        };
        let named = args.kwargs.into_iter();
        values.extend(named.map(|(name, value)| (name.to_string(), value)));
        let parameters = zelf.runtime.session().query.borrow().clone();
        zelf.assign_all(parameters, values, vm)
    }

    #[pymethod]
    fn from_dict(zelf: &Py<Self>, params: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let values = pairs(&params, vm)?;
        zelf.assign_all(zelf.runtime.embedding(), values, vm)
    }

    #[pymethod]
    fn clear(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<()> {
        let names = zelf.names(vm)?;
        for key in &names {
            zelf.runtime.check_unbound(key, vm)?;
        }
        zelf.runtime.change_query(zelf.runtime.embedding());
        Ok(())
    }

    /// Everything in the address, that of embedding too: a key that stands once with its text.
    #[pyslot]
    fn slot_str(zelf: &PyObject, vm: &VirtualMachine) -> PyResult<PyRef<PyStr>> {
        let zelf = zelf
            .downcast_ref::<Self>()
            .ok_or_else(|| vm.new_type_error("unexpected payload for __str__"))?;
        let dict = vm.ctx.new_dict();
        let text = |text: &String| -> PyObjectRef { vm.ctx.new_str(text.as_str()).into() };
        for (key, parameter) in &*zelf.runtime.session().query.borrow() {
            let value: PyObjectRef = match parameter {
                Parameter::One(value) => text(value),
                Parameter::Many(values) if values.len() == 1 => text(&values[0]),
                Parameter::Many(values) => {
                    vm.ctx.new_list(values.iter().map(text).collect()).into()
                }
            };
            dict.set_item(key.as_str(), value, vm)?;
        }
        dict.as_object().str(vm)
    }
}

impl Comparable for QueryParams {
    fn cmp(
        zelf: &Py<Self>,
        other: &PyObject,
        op: PyComparisonOp,
        vm: &VirtualMachine,
    ) -> PyResult<PyComparisonValue> {
        op.eq_only(|| {
            let own = zelf.snapshot(vm)?;
            let other = match other.downcast_ref::<Self>() {
                Some(other) => other.snapshot(vm)?.into(),
                None => other.to_owned(),
            };
            Ok(vm.bool_eq(own.as_object(), &other)?.into())
        })
    }
}
