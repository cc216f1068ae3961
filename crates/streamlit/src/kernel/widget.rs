//! What the session keeps of a widget: how its value reaches Python, and what a change leads to.

use std::fmt;
use std::rc::Rc;

use brooklet_protocol::WidgetValue;
use brooklet_protocol::binding::Form;
use brooklet_python::vm::function::FuncArgs;
use brooklet_python::vm::vm::thread::with_current_vm;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::{Retention, Widget};

/// How a widget's value goes from the page to Python.
pub trait Deserializer: fmt::Debug {
    /// The Python value of what the page sends. It may run code of the script, which may raise, and
    /// end the run; `former` is what the widget held before.
    fn deserialize(
        &self,
        value: &WidgetValue,
        former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult;

    /// For a button: the value between clicks.
    fn idle_value(&self, _vm: &VirtualMachine) -> Option<PyObjectRef> {
        None
    }

    /// How the value stands in the address, if the widget can be bound to it.
    fn addressed(&self) -> Option<&dyn Addressed> {
        None
    }

    /// What stands now for a value that a former call has left; `None` if that is the value itself.
    fn renewed(
        &self,
        _former: &dyn Addressed,
        _value: &PyObjectRef,
        _vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        Ok(None)
    }

    /// Whether the script may set the value through `st.session_state`.
    fn is_settable(&self, vm: &VirtualMachine) -> bool {
        self.idle_value(vm).is_none()
    }
}

/// How a value stands in the address of the page, of a widget that can be bound to it.
pub trait Addressed {
    /// How its numbers are written there.
    fn form(&self) -> Form {
        Form::Number
    }

    /// What the page holds for a value of the script.
    fn held(&self, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<WidgetValue>;

    /// What the page is to hold for the texts of the address, of which there is at least one; `None`
    /// if they do not fit.
    fn of_address(&self, texts: &[String], vm: &VirtualMachine) -> PyResult<Option<WidgetValue>>;
}

/// Whether a parameter stands in the address without a value.
pub fn is_empty(texts: &[String]) -> bool {
    texts.iter().all(String::is_empty)
}

/// What the session keeps of a widget's last call.
#[derive(Debug, Clone)]
pub struct WidgetMetadata {
    deserializer: Rc<dyn Deserializer>,
    callback: Option<Callback>,
    disabled: bool,
    fragment: Option<String>,
    retention: Option<Retention>,
}

/// A function of the script to be called when a widget changes.
#[derive(Debug, Clone)]
pub struct Callback {
    function: PyObjectRef,
    args: FuncArgs,
}

impl Callback {
    /// A call of `function` with these arguments.
    pub fn new(function: PyObjectRef, args: FuncArgs) -> Self {
        Self { function, args }
    }

    /// Calls the function.
    pub fn call(&self, vm: &VirtualMachine) -> PyResult<()> {
        self.function.call(self.args.clone(), vm).map(drop)
    }
}

impl WidgetMetadata {
    /// What there is to know after a call of a widget, in the fragment of this id.
    pub fn new(
        deserializer: Rc<dyn Deserializer>,
        callback: Option<Callback>,
        disabled: bool,
        fragment: Option<String>,
    ) -> Self {
        Self {
            deserializer,
            callback,
            disabled,
            fragment,
            retention: None,
        }
    }

    /// The same with how long its value stays when it is not drawn.
    #[must_use]
    pub fn retained(self, retention: Option<Retention>) -> Self {
        Self { retention, ..self }
    }

    /// The Python value of what the page sends.
    pub fn deserialize(
        &self,
        value: &WidgetValue,
        former: Option<&PyObjectRef>,
        vm: &VirtualMachine,
    ) -> PyResult {
        self.deserializer.deserialize(value, former, vm)
    }

    /// How its value stands in the address, if it can be bound to it.
    pub fn addressed(&self) -> Option<&dyn Addressed> {
        self.deserializer.addressed()
    }

    /// What stands after this call for the value that a former call has left.
    pub fn renewed(
        &self,
        former: &Self,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        match former.addressed() {
            Some(former) => self.deserializer.renewed(former, value, vm),
            None => Ok(None),
        }
    }

    /// What to call when the widget has changed. One that the reader could not change has not.
    pub fn callback(&self) -> Option<&Callback> {
        self.callback.as_ref().filter(|_| !self.disabled)
    }

    /// Whether the script may set the value through `st.session_state`: not that of a button or of files.
    pub fn is_settable(&self) -> bool {
        with_current_vm(|vm| self.deserializer.is_settable(vm))
    }
}

impl Widget<PyObjectRef> for WidgetMetadata {
    fn idle_value(&self) -> Option<PyObjectRef> {
        with_current_vm(|vm| self.deserializer.idle_value(vm))
    }

    fn fragment(&self) -> Option<&str> {
        self.fragment.as_deref()
    }

    fn retention(&self) -> Option<&Retention> {
        self.retention.as_ref()
    }
}
