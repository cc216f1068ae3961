//! `bind="query-params"`: the value of a widget stands in the address of the page.

use brooklet_protocol::message::ConsoleLevel;
use brooklet_protocol::{Binding, ToPage, WidgetId};
use brooklet_python::vm::{PyObjectRef, PyResult};
use brooklet_session::Registered;
use brooklet_session::query::{self, Parameter, Parameters};

use crate::command::Call;
use crate::error::WidgetError;
use crate::error::problem::Problem;
use crate::kernel::widget::WidgetMetadata;

impl Call<'_> {
    /// The name of the parameter that `bind` ties this widget to: its key.
    pub(super) fn bound_to<'k>(&self, key: Option<&'k str>) -> PyResult<Option<&'k str>> {
        if self.entry.signature.position("bind").is_none() {
            return Ok(None);
        }
        let given = self.value("bind");
        if self.vm.is_none(&given) {
            self.unbind(key.unwrap_or_default());
            return Ok(None);
        }
        let Some(key) = key else {
            let wanted = "a text, which names the parameter of the address";
            return Err(self.missing("key", wanted));
        };
        if query::is_of_embedding(key) {
            let key = key.to_owned();
            return Err(self.error(WidgetError::BoundToEmbedding { key }));
        }
        Ok(Some(key))
    }

    /// A widget that was bound is not any more.
    fn unbind(&self, name: &str) {
        let former = self.runtime.session().bindings.borrow_mut().remove(name);
        if let Some(former) = former {
            self.runtime.send(ToPage::Unbind(former.id));
            self.remove_parameter(name);
        }
    }

    /// Gives the widget what the address says, where that is to be asked: as if the script had set
    /// it. What does not fit, and the default, leave the address.
    pub(super) fn take_address(
        &self,
        name: &str,
        id: &WidgetId,
        metadata: &WidgetMetadata,
        first: &PyObjectRef,
    ) -> PyResult<()> {
        let session = self.runtime.session();
        let (takes, follows) =
            session.with_state(|state| (state.takes_address(id), state.takes_present_address(id)));
        if !takes {
            return Ok(());
        }
        let parameter = session.query.borrow().get(name).cloned();
        let value = match parameter {
            Some(parameter) => self.read_address(name, &parameter, metadata)?,
            None => None,
        };
        // Who goes back to an address without the parameter goes back to the default.
        let value = value.or_else(|| follows.then(|| first.clone()));
        if let Some(value) = value {
            session.with_state(|state| state.set(name, value));
        }
        Ok(())
    }

    fn read_address(
        &self,
        name: &str,
        parameter: &Parameter,
        metadata: &WidgetMetadata,
    ) -> PyResult<Option<PyObjectRef>> {
        let (Some(addressed), texts) = (metadata.addressed(), parameter.all()) else {
            return Ok(None);
        };
        if let Some(held) = addressed.of_address(texts, self.vm)? {
            return metadata.deserialize(&held, None, self.vm).map(Some);
        }
        let unfit = WidgetError::UnfitAddress {
            key: name.to_owned(),
            given: texts.join(", "),
            command: self.entry.command.name,
        };
        self.runtime.send(ToPage::Console {
            level: ConsoleLevel::Warn,
            text: unfit.message(),
        });
        self.remove_parameter(name);
        Ok(None)
    }

    /// Tells the page that the widget is bound. What the reader changes the page writes into the
    /// address itself; what comes from elsewhere is written here.
    pub(super) fn bind(
        &self,
        (name, id): (&str, &WidgetId),
        metadata: &WidgetMetadata,
        first: &PyObjectRef,
        registered: &Registered<PyObjectRef>,
    ) -> PyResult<()> {
        let Some(addressed) = metadata.addressed() else {
            return Ok(());
        };
        let form = addressed.form();
        let held = |value: &PyObjectRef| addressed.held(value, self.vm);
        let binding = Binding {
            id: id.clone(),
            name: name.to_owned(),
            form,
            default: form.texts(&held(first)?).unwrap_or_default(),
        };
        let texts = binding.texts(&held(&registered.value)?);
        let session = self.runtime.session();
        let former = session
            .bindings
            .borrow_mut()
            .insert(name.to_owned(), binding.clone());
        if former.as_ref() != Some(&binding) {
            self.runtime.send(ToPage::Bind(binding));
        }
        let Some(parameters) = self.with_parameter(name, texts) else {
            return Ok(());
        };
        if registered.set_by_script {
            self.runtime.change_query(parameters);
        } else {
            // In a form the address is ahead of what the script knows.
            *session.query.borrow_mut() = parameters;
        }
        Ok(())
    }

    /// Takes a parameter out of the address.
    fn remove_parameter(&self, name: &str) {
        if let Some(parameters) = self.with_parameter(name, None) {
            self.runtime.change_query(parameters);
        }
    }

    /// The parameters of the address with one that has these values, or none; `None` if that is so.
    fn with_parameter(&self, name: &str, texts: Option<Vec<String>>) -> Option<Parameters> {
        let mut parameters = self.runtime.session().query.borrow().clone();
        let present = parameters.get(name).map(Parameter::all);
        match texts {
            None if present.is_none() => return None,
            None => drop(parameters.shift_remove(name)),
            Some(texts) => {
                let parameter = match <[String; 1]>::try_from(texts) {
                    Ok([text]) => Parameter::One(text),
                    Err(texts) if texts.is_empty() => Parameter::One(String::new()),
                    Err(texts) => Parameter::Many(texts),
                };
                if present == Some(parameter.all()) {
                    return None;
                }
                parameters.insert(name.to_owned(), parameter);
            }
        }
        Some(parameters)
    }
}
