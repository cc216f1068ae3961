//! What all widgets share: identity, value, callback.

use std::rc::Rc;

use brooklet_protocol::{Layout, WidgetId};
use brooklet_python::vm::builtins::{PyBaseExceptionRef, PyDict, PyStr};
use brooklet_python::vm::function::{FuncArgs, KwArgs};
use brooklet_python::vm::protocol::PyIter;
use brooklet_python::vm::{PyObjectRef, PyResult, TryFromObject};
use brooklet_session::{Identity, Registered};

use crate::argument::{Words, plain, text_of};
use crate::command::Call;
use crate::kernel::exception;
pub use crate::kernel::widget::{Callback, Codec, Record};
use crate::target::Target;

/// What a click leads to.
#[derive(Debug)]
pub struct Reaction {
    /// What is called before the script runs again.
    pub callback: Option<Callback>,
    /// Whether the script runs again.
    pub reruns: bool,
}

/// Whether the engine follows what the reader does with a container.
#[derive(Debug)]
pub enum Followed {
    /// It does not know.
    No,
    /// Each change runs the script again, after this callback.
    Yes(Option<Callback>),
}

/// The one command whose callback a form allows.
const SUBMIT_BUTTON: &str = "form_submit_button";

impl Call<'_> {
    /// Begins the identity of this widget.
    pub fn identity<'k>(&self, key: Option<&'k str>) -> Identity<'k> {
        let form_id = self.form_id().unwrap_or_default();
        let root = format!("{:?}", self.runtime.root_of(self.target));
        Identity::new(
            self.entry.command.name,
            &self.runtime.session().run.page(),
            key,
        )
        .unless_keyed("form_id", &form_id)
        .unless_keyed("root", &root)
    }

    /// Enters the parameters named into the identity, by how Python prints what was given.
    pub fn defined_by<'k>(
        &self,
        mut identity: Identity<'k>,
        always: &[&str],
        unless_keyed: &[&str],
    ) -> PyResult<Identity<'k>> {
        for name in always {
            let value = text_of(&self.value(name), self.vm)?;
            identity = identity.always(name, &value);
        }
        for name in unless_keyed {
            let value = text_of(&self.value(name), self.vm)?;
            identity = identity.unless_keyed(name, &value);
        }
        Ok(identity)
    }

    /// Registers the widget and says what its call returns.
    pub fn register(
        &self,
        id: &WidgetId,
        key: Option<&str>,
        codec: impl Codec + 'static,
        callback: Option<Callback>,
        default: impl FnOnce() -> PyObjectRef,
    ) -> PyResult<Registered<PyObjectRef>> {
        if self.runtime.is_in_cached_function() {
            self.warn_of_cache();
        }
        if let Some(key) = key {
            self.claim_key(key)?;
        }
        let can_be_disabled = self.entry.signature.position("disabled").is_some();
        let disabled = can_be_disabled && self.flag("disabled")?;
        let first = default();
        let session = self.runtime.session();
        if session.state.borrow().is_called(id) {
            return Err(self.error(
                "StreamlitDuplicateElementId",
                duplicate_id(self.entry.command.name),
            ));
        }
        let fragment = session.fragments.borrow().current().cloned();
        let record = Record::new(Rc::new(codec), callback, disabled, fragment);
        let is_set = key.is_some_and(|key| session.state.borrow().is_set_now(key));
        if is_set && !record.is_settable() {
            return Err(self.read_only(key.unwrap_or_default()));
        }
        Ok(session.state.borrow_mut().register(id, key, record, first))
    }

    /// Replaces the value of a widget, where the one registered cannot stand: an option that is
    /// gone, a number beyond its new bounds.
    pub fn replace_value(&self, id: &WidgetId, key: Option<&str>, value: PyObjectRef) {
        let session = self.runtime.session();
        session.state.borrow_mut().replace(id, key, value);
    }

    /// Says on the page that a widget in a cached function leads nowhere.
    fn warn_of_cache(&self) {
        let text = "Your script uses a widget command in a cached function\n(function decorated with `@st.cache_data` or `@st.cache_resource`).\nThis code will only be called when we detect a cache \"miss\",\nwhich can lead to unexpected results.\n\nTo fix this, move all widget commands outside the cached function.\n";
        let warning = self.error("CachedWidgetWarning", text);
        let shown = exception::element(self.runtime, &warning, self.vm);
        self.runtime
            .draw(&Target::Current, shown, Layout::default());
    }

    /// Takes a key for this element, unless another one of this run has it.
    pub fn claim_key(&self, key: &str) -> PyResult<()> {
        let session = self.runtime.session();
        if session.state.borrow_mut().claim_key(key) {
            return Ok(());
        }
        Err(self.duplicate_key(key))
    }

    /// Says that another element has the key.
    pub(crate) fn duplicate_key(&self, key: &str) -> PyBaseExceptionRef {
        let text = format!(
            "There are multiple elements with the same `key='{key}'`. To fix this, please make sure that the `key` argument is unique for each element you create."
        );
        self.error("StreamlitDuplicateElementKey", text)
    }

    /// Says that the script cannot set what this element holds.
    pub(crate) fn read_only(&self, key: &str) -> PyBaseExceptionRef {
        let text = format!(
            "`st.session_state['{key}']` is read-only and cannot be assigned through session state. Use a different session state key for values you need to set."
        );
        self.error("StreamlitValueAssignmentNotAllowedError", text)
    }

    /// What a click leads to, as `parameter` says: a callback, or one of the words `modes`.
    pub fn reaction(&self, parameter: &str, modes: &[&str]) -> PyResult<Reaction> {
        let given = self.object(parameter);
        let word = given
            .as_ref()
            .and_then(|given| given.downcast_ref::<brooklet_python::vm::builtins::PyStr>())
            .map(plain);
        match word.as_deref() {
            Some(word) if modes.contains(&word) => {
                return Ok(Reaction {
                    callback: None,
                    reruns: word != "ignore",
                });
            }
            Some(word @ ("rerun" | "ignore")) => {
                let text = format!(
                    "`{parameter}=\"{word}\"` is not supported on this widget. Pass a callback, or omit `{parameter}`."
                );
                return Err(self.error("StreamlitAPIException", text));
            }
            _ => {}
        }
        if given.is_some_and(|given| !given.is_callable()) {
            let mut words: Vec<String> = modes.iter().map(|mode| format!("'{mode}'")).collect();
            words.push("a callback function".to_owned());
            return self.invalid_value(parameter, &words.join(", "));
        }
        Ok(Reaction {
            callback: self.callback(parameter)?,
            reruns: true,
        })
    }

    /// The callback given as `parameter`, with `args` and `kwargs`.
    pub fn callback(&self, parameter: &str) -> PyResult<Option<Callback>> {
        let Some(function) = self.object(parameter) else {
            return Ok(None);
        };
        if let Some(mode) = function.downcast_ref::<PyStr>() {
            match plain(mode).as_str() {
                "rerun" => return Ok(None),
                "ignore" => self.refuse_given(&[parameter])?,
                _ => {}
            }
        }
        if !function.is_callable() {
            return self.invalid_value(parameter, "a callback function");
        }
        if self.form_id().is_some() && self.entry.command.name != SUBMIT_BUTTON {
            let text = "Within a form, callbacks can only be defined on `st.form_submit_button`. Defining callbacks on other widgets inside a form is not allowed.";
            return Err(self.error("StreamlitInvalidFormCallbackError", text));
        }
        self.with_arguments(function).map(Some)
    }

    /// What `parameter` of a container says about being followed: the engine follows what the
    /// reader does with it where it is `"rerun"` or a function.
    pub fn followed(&self, parameter: &str) -> PyResult<Followed> {
        let value = self.value(parameter);
        if value.is_callable() {
            return Ok(Followed::Yes(Some(self.with_arguments(value)?)));
        }
        let mode = value.downcast_ref::<PyStr>().map(plain);
        match mode.as_deref() {
            Some("rerun") => Ok(Followed::Yes(None)),
            Some("ignore") => Ok(Followed::No),
            _ => self.invalid_value(parameter, "'rerun', 'ignore', a callback function"),
        }
    }

    fn with_arguments(&self, function: PyObjectRef) -> PyResult<Callback> {
        let given = |name| match self.entry.signature.position(name) {
            Some(_) => self.object(name),
            None => None,
        };
        let mut args = FuncArgs::default();
        if let Some(given) = given("args") {
            let items = PyIter::try_from_object(self.vm, given)?;
            args.args = items
                .iter(self.vm)?
                .collect::<PyResult<Vec<PyObjectRef>>>()?;
        }
        if let Some(given) = given("kwargs") {
            let dict = given
                .downcast_ref::<PyDict>()
                .ok_or_else(|| self.type_error("argument after ** must be a mapping"))?;
            let mut kwargs: Vec<(String, PyObjectRef)> = Vec::new();
            for (name, value) in dict {
                kwargs.push((text_of(&name, self.vm)?, value));
            }
            args.kwargs = kwargs.into_iter().collect::<KwArgs>();
        }
        Ok(Callback::new(function, args))
    }

    /// The layout of a widget: its width and key.
    pub fn widget_layout(&self, words: Words, key: Option<&str>) -> PyResult<Layout> {
        Ok(Layout {
            key: key.map(str::to_owned),
            ..self.layout(words)?
        })
    }
}

fn duplicate_id(command: &str) -> String {
    let kind = command.trim_start_matches('_');
    format!(
        "There are multiple `{kind}` elements with the same auto-generated ID. When this element is created, it is assigned an internal ID based on the element type and provided parameters. Multiple elements with the same type and parameters will cause this error.\n\nTo fix this error, please pass a unique `key` argument to the `{kind}` element."
    )
}
