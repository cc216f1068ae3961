//! `st.json`, and Python values as JSON.

use brooklet_protocol::element::Json;
use brooklet_protocol::{Element, Layout};
use brooklet_python::vm::builtins::{PyDict, PyFloat, PyInt, PyList, PySet, PyStr, PyTuple};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{
    AsObject, PyObject, PyObjectRef, PyResult, TryFromObject, VirtualMachine,
};

use super::PYTHON;
use crate::argument::{repr_of, text_of, to_string_lossy};
use crate::call::args::{Argument, Stretch, arguments};
use crate::command::{Call, Command, Place};
use crate::error::{LayoutError, python_error};
use crate::session_state::SessionState;
use crate::state::mapping::MappingProxy;
use crate::status::alert;

/// How deep values may be nested.
const DEEPEST: usize = 200;

arguments! {
    /// The arguments of `st.json`.
    pub(crate) struct JsonArgs {
        /// The value; a str is taken for JSON that is written already.
        body: PyObjectRef,
        *,
        /// Whether it is unfolded at first; an int says how many levels deep.
        expanded: Expanded = True,
        width: Stretch = "stretch",
    }
}

/// `st.json`.
pub(crate) const JSON: Command = Command {
    name: "json",
    place: Place::Container("JsonMixin"),
    signature: JsonArgs::SIGNATURE,
    doc: "Show a value as JSON that unfolds. A text is taken for JSON itself.",
    run: |call| {
        let args = JsonArgs::read(call)?;
        let Expanded(expanded, max_expand_depth) = args.expanded;
        let body = match args.body.downcast_ref::<PyStr>() {
            Some(text) => to_string_lossy(text),
            None => text(call, &args.body)?,
        };
        Ok(call.draw(
            Element::Json(Json {
                body,
                expanded,
                max_expand_depth,
            }),
            args.width.layout(),
        ))
    },
};

/// Whether the value is unfolded, and how many levels of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Expanded(bool, Option<u32>);

impl Argument for Expanded {
    fn read(value: PyObjectRef, parameter: &'static str, call: &Call) -> PyResult<Self> {
        if value.is(&call.vm.ctx.true_value) || value.is(&call.vm.ctx.false_value) {
            return Ok(Self(value.is(&call.vm.ctx.true_value), None));
        }
        match value.downcast_ref::<PyInt>() {
            Some(depth) => Ok(Self(true, Some(depth.try_to_primitive(call.vm)?))),
            None => call.invalid_type(parameter, "a bool or an int", &value),
        }
    }

    fn kinds() -> Vec<&'static str> {
        vec!["bool", "int"]
    }
}

/// A value drawn as `st.write` does.
pub(crate) fn draw(call: &Call, value: &PyObject) -> PyResult<()> {
    let body = text(call, value)?;
    let json = Json {
        body,
        expanded: true,
        max_expand_depth: None,
    };
    call.runtime
        .draw(call.target, Element::Json(json), Layout::default());
    Ok(())
}

/// A value as JSON text. Keys that cannot be JSON keys are left out, with a warning on the page.
fn text(call: &Call, value: &PyObject) -> PyResult<String> {
    let mut writer = Writer {
        vm: call.vm,
        text: String::new(),
        has_bad_keys: false,
    };
    let listed = call
        .runtime
        .call_python(PYTHON, "listed", (value.to_owned(),), call.vm)?;
    writer.value(&listed, 0)?;
    if writer.has_bad_keys {
        alert::warn(call, &LayoutError::KeysLeftOut {});
    }
    Ok(writer.text)
}

struct Writer<'vm> {
    vm: &'vm VirtualMachine,
    text: String,
    has_bad_keys: bool,
}

impl Writer<'_> {
    fn value(&mut self, value: &PyObject, depth: usize) -> PyResult<()> {
        if depth > DEEPEST {
            return Err(python_error(&LayoutError::Circular {}, self.vm));
        }
        if let Some(atom) = self.atom(value)? {
            self.text.push_str(&atom);
            return Ok(());
        }
        if let Some(dict) = value.downcast_ref::<PyDict>() {
            let pairs: Vec<(PyObjectRef, PyObjectRef)> = dict.into_iter().collect();
            return self.object(&pairs, depth);
        }
        if let Some(state) = value.downcast_ref::<SessionState>() {
            let pairs: Vec<_> = (&state.snapshot(self.vm)?).into_iter().collect();
            return self.object(&pairs, depth);
        }
        if let Some(items) = self.items(value)? {
            return self.array(&items, depth);
        }
        let shown = repr_of(value, self.vm)?;
        self.quoted(&shown);
        Ok(())
    }

    /// `null`, truth values, numbers and texts.
    fn atom(&self, value: &PyObject) -> PyResult<Option<String>> {
        let context = &self.vm.ctx;
        Ok(if self.vm.is_none(value) {
            Some("null".to_owned())
        } else if value.is(&context.true_value) {
            Some("true".to_owned())
        } else if value.is(&context.false_value) {
            Some("false".to_owned())
        } else if let Some(int) = value.downcast_ref::<PyInt>() {
            Some(int.as_bigint().to_string())
        } else if let Some(float) = value.downcast_ref::<PyFloat>() {
            Some(self.float(float.to_f64())?)
        } else {
            value
                .downcast_ref::<PyStr>()
                .map(|text| quote(&to_string_lossy(text)))
        })
    }

    fn float(&self, number: f64) -> PyResult<String> {
        if number.is_nan() {
            return Ok("NaN".to_owned());
        }
        if number.is_infinite() {
            return Ok(if number > 0.0 {
                "Infinity"
            } else {
                "-Infinity"
            }
            .to_owned());
        }
        text_of(self.vm.ctx.new_float(number).as_object(), self.vm)
    }

    /// The items of lists, tuples and sets.
    fn items(&self, value: &PyObject) -> PyResult<Option<Vec<PyObjectRef>>> {
        if let Some(list) = value.downcast_ref::<PyList>() {
            return Ok(Some(list.borrow_vec().to_vec()));
        }
        if let Some(tuple) = value.downcast_ref::<PyTuple>() {
            return Ok(Some(tuple.as_slice().to_vec()));
        }
        if value.downcast_ref::<PySet>().is_some() {
            let iterator = PyIter::try_from_object(self.vm, value.to_owned())?;
            return iterator
                .iter(self.vm)?
                .collect::<PyResult<Vec<_>>>()
                .map(Some);
        }
        Ok(None)
    }

    fn array(&mut self, items: &[PyObjectRef], depth: usize) -> PyResult<()> {
        self.text.push('[');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.value(item, depth + 1)?;
        }
        self.text.push(']');
        Ok(())
    }

    fn object(&mut self, pairs: &[(PyObjectRef, PyObjectRef)], depth: usize) -> PyResult<()> {
        self.text.push('{');
        let mut is_first = true;
        for (key, value) in pairs {
            let Some(key) = self.atom(key)? else {
                self.has_bad_keys = true;
                continue;
            };
            if !std::mem::take(&mut is_first) {
                self.text.push_str(", ");
            }
            if key.starts_with('"') {
                self.text.push_str(&key);
            } else {
                self.quoted(&key);
            }
            self.text.push_str(": ");
            self.value(value, depth + 1)?;
        }
        self.text.push('}');
        Ok(())
    }

    fn quoted(&mut self, text: &str) {
        self.text.push_str(&quote(text));
    }
}

fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether a value is a named tuple, which is shown as an object.
pub(crate) fn is_named_tuple(value: &PyObject, vm: &VirtualMachine) -> PyResult<bool> {
    Ok(value.downcast_ref::<PyTuple>().is_some() && value.has_attr("_fields", vm)?)
}
