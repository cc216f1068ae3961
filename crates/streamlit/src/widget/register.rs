//! What all widgets share: identity, value, callback.

use std::rc::Rc;

use brooklet_protocol::{Layout, WidgetId};
use brooklet_python::vm::builtins::PyBaseExceptionRef;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult};
use brooklet_session::{Identity, Registered, Retention};

use super::spec::Spec;
use crate::argument::text_of;
use crate::command::Call;
use crate::error::WidgetError;
use crate::kernel::exception;
use crate::kernel::widget::{Deserializer, WidgetMetadata};
use crate::target::Target;

impl Call<'_> {
    /// Begins the identity of this widget.
    pub fn identity<'k>(&self, key: Option<&'k str>) -> Identity<'k> {
        let form_id = self.form_id().unwrap_or_default();
        let root = self.runtime.root_of(self.target).name();
        Identity::new(
            self.entry.command.name,
            &self.runtime.session().run.page(),
            key,
        )
        .unless_keyed("form_id", &form_id)
        .unless_keyed("root", root)
    }

    /// Enters the parameters named into the identity, by how Python prints what was given.
    pub fn defined_by<'k>(
        &self,
        mut identity: Identity<'k>,
        always: &[&str],
        unless_keyed: &[&str],
    ) -> PyResult<Identity<'k>> {
        for name in always {
            let name = name.trim_start_matches("r#");
            let value = text_of(&self.value(name), self.vm)?;
            identity = identity.always(name, &value);
        }
        for name in unless_keyed {
            let name = name.trim_start_matches("r#");
            let value = text_of(&self.value(name), self.vm)?;
            identity = identity.unless_keyed(name, &value);
        }
        Ok(identity)
    }

    /// Registers a widget and says what its call returns.
    pub(crate) fn register_widget(
        &self,
        spec: Spec,
        deserializer: impl Deserializer + 'static,
        default: impl FnOnce() -> PyObjectRef,
    ) -> PyResult<Registered<PyObjectRef>> {
        let Spec {
            id,
            key,
            callback,
            disabled,
        } = spec;
        if self.runtime.is_in_cached_function() {
            self.warn_of_cache();
        }
        if let Some(key) = key {
            self.claim_key(key)?;
        }
        let first = default();
        self.kept_value(key)?;
        let session = self.runtime.session();
        if session.with_state(|state| state.is_called(id)) {
            return Err(self.error(WidgetError::SameElementTwice {
                command: self.entry.command.name.trim_start_matches('_'),
            }));
        }
        let fragment = session.fragments.borrow().current().cloned();
        let bound = self.bound_to(key)?;
        let retention = self.retention(key, bound)?;
        let metadata = WidgetMetadata::new(Rc::new(deserializer), callback, disabled, fragment)
            .retained(retention);
        let is_unfit = self.read_page_value(id, key, &metadata, &first)?;
        let is_set = key.is_some_and(|key| session.with_state(|state| state.is_set_now(key)));
        if is_set && !metadata.is_settable() {
            return Err(self.read_only(key.unwrap_or_default()));
        }
        if let Some(name) = bound {
            self.take_address(name, id, &metadata, &first)?;
        }
        let is_set = key.is_some_and(|key| session.with_state(|state| state.is_set_now(key)));
        let former_default = session.with_state(|state| state.default_of(id).cloned());
        let former = session.with_state(|state| state.widget(id).cloned());
        let former = former.filter(|_| !is_set);
        let mut registered =
            session.with_state(|state| state.register(id, key, metadata.clone(), first.clone()));
        if let Some(former) = former
            && let Some(value) = metadata.renewed(&former, &registered.value, self.vm)?
        {
            self.renew_value(id, &value);
            registered.value = value;
        }
        registered.set_by_script |= is_unfit;
        if let Some(former_default) = former_default {
            registered.set_by_script |=
                self.outlives_default(&registered.value, &former_default, &first);
        }
        if let Some(name) = bound {
            self.bind((name, id), &metadata, &first, &registered)?;
        }
        Ok(registered)
    }

    /// Whether a value is the default of the call before, and this call has another one: the page,
    /// which shows the default of a widget that nobody has touched, has to be told.
    fn outlives_default(
        &self,
        value: &PyObjectRef,
        former_default: &PyObjectRef,
        default: &PyObjectRef,
    ) -> bool {
        let is_equal = |other: &PyObjectRef| {
            // What cannot be compared is not the same.
            value.is(other) || self.vm.bool_eq(value, other).unwrap_or(false)
        };
        is_equal(former_default) && !is_equal(default)
    }

    /// What `st.session_state` holds under the key of this widget.
    pub(crate) fn kept_value(&self, key: Option<&str>) -> PyResult<Option<PyObjectRef>> {
        key.map_or(Ok(None), |key| self.runtime.kept_value(key, self.vm))
    }

    /// How long the value of this widget stays when it is not drawn: as long as `persist_state` says,
    /// or for the session if it is bound to the address.
    fn retention(&self, key: Option<&str>, bound: Option<&str>) -> PyResult<Option<Retention>> {
        if let Some(name) = bound {
            return Ok(Some(Retention {
                key: name.to_owned(),
                page: None,
            }));
        }
        if self.entry.signature.position("persist_state").is_none() {
            return Ok(None);
        }
        let given = self.value("persist_state");
        if self.vm.is_none(&given) {
            return Ok(None);
        }
        let kinds = [("page", false), ("session", true)];
        let for_session = self.one_of(&given, "persist_state", &kinds)?;
        let Some(key) = key else {
            let wanted = "a text, under which `persist_state` keeps the value";
            return Err(self.missing("key", wanted));
        };
        // That of the address, also where the app's own script draws the widget beside its pages.
        let page = self.runtime.session().pages.borrow().wanted.clone();
        Ok(Some(Retention {
            key: key.to_owned(),
            page: (!for_session).then_some(page),
        }))
    }

    /// Puts the object of this run in the place of one of an earlier run that is the same to the
    /// reader.
    pub(crate) fn renew_value(&self, id: &WidgetId, value: &PyObjectRef) {
        let session = self.runtime.session();
        session.with_state(|state| state.accept(id, value.clone()));
    }

    /// Replaces the value of a widget, where the one registered cannot stand: an option that is
    /// gone, a number beyond its new bounds.
    pub fn replace_value(&self, id: &WidgetId, key: Option<&str>, value: PyObjectRef) {
        let session = self.runtime.session();
        session.restored.borrow_mut().note_dropped(id);
        session.with_state(|state| state.replace(id, key, value));
    }

    /// Says on the page that a widget in a cached function leads nowhere.
    fn warn_of_cache(&self) {
        let warning = self.error(WidgetError::InCachedFunction {});
        let shown = exception::element(self.runtime, &warning, self.vm);
        self.runtime
            .draw(&Target::Current, shown, Layout::default());
    }

    /// Takes a key for this element, unless another one of this run has it.
    pub fn claim_key(&self, key: &str) -> PyResult<()> {
        let session = self.runtime.session();
        if session.with_state(|state| state.claim_key(key)) {
            return Ok(());
        }
        Err(self.duplicate_key(key))
    }

    /// Says that another element has the key.
    pub(crate) fn duplicate_key(&self, key: &str) -> PyBaseExceptionRef {
        self.error(WidgetError::KeyTaken {
            key: key.to_owned(),
        })
    }

    /// Says that the script cannot set what this element holds.
    pub(crate) fn read_only(&self, key: &str) -> PyBaseExceptionRef {
        self.error(WidgetError::ReadOnlyValue {
            key: key.to_owned(),
        })
    }
}
