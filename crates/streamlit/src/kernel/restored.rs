//! A session that goes on in another engine. Values that were written down are read when the script
//! first asks for them, for only then are their classes there; what widgets held is read when they are
//! first drawn. What does not fit is named on the console.

use brooklet_protocol::ToPage;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};
use brooklet_session::Identity;

use super::app::App;
use super::pickling::{Unreadable, load};
use crate::value::to_string_lossy;

impl App {
    /// Names on the console what widgets held and do not hold any more, at the end of a run; if it
    /// `is_whole`, also what the script does not draw any more.
    pub(super) fn name_dropped_values(&self, is_whole: bool) {
        let session = self.session();
        let (mut names, is_first) = session.restored.borrow_mut().end_run(is_whole);
        if is_first {
            let undrawn = session.with_state(|state| state.unclaimed());
            let name = |id| Identity::key_of(id).unwrap_or("an element without a key");
            names.extend(undrawn.iter().map(|id| name(id).to_owned()));
        }
        if !names.is_empty() {
            let names: Vec<String> = names.into_iter().collect();
            self.warn(format!(
                "The session goes on, but for values of elements that the script does not draw any more, or that do not fit any more: {}.",
                names.join(", ")
            ));
        }
    }

    /// The value under a key of `st.session_state`. What cannot be read is not there.
    pub(crate) fn kept_value(
        &self,
        key: &str,
        vm: &VirtualMachine,
    ) -> PyResult<Option<PyObjectRef>> {
        if let Some(unreadable) = self.read_kept(key, vm)? {
            drop(unreadable);
            return Ok(None);
        }
        Ok(self.session().with_state(|state| state.get(key)))
    }

    /// Whether there is a value under a key of `st.session_state`, also one of a class that the
    /// script has yet to define in this run.
    pub(crate) fn is_kept(&self, key: &str, vm: &VirtualMachine) -> PyResult<bool> {
        match self.read_kept(key, vm)? {
            Some(unreadable) => Ok(unreadable.is_to_come),
            None => Ok(self.session().with_state(|state| state.get(key)).is_some()),
        }
    }

    /// Reads what another engine has written down under a key, if nobody has. Says why it cannot be
    /// read.
    fn read_kept(&self, key: &str, vm: &VirtualMachine) -> PyResult<Option<Unreadable>> {
        let session = self.session();
        let Some(pickle) = session.with_state(|state| state.pickled(key)) else {
            return Ok(None);
        };
        match load(&pickle, vm) {
            Ok(value) => {
                session.with_state(|state| state.unpickled(key, value));
                Ok(None)
            }
            Err(unreadable) if self.errors.is_control(&unreadable.error) => Err(unreadable.error),
            Err(unreadable) => {
                session.unreadable.borrow_mut().insert(key.to_owned());
                Ok(Some(unreadable))
            }
        }
    }

    /// Tries once more, when all classes of the script are there, what could not be read in this
    /// run, and names on the console what cannot.
    pub fn read_left_over(&self, vm: &VirtualMachine) {
        let session = self.session();
        let mut reasons = Vec::new();
        for key in session.unreadable.take() {
            // A run that is over is not ended.
            let Ok(Some(unreadable)) = self.read_kept(&key, vm) else {
                continue;
            };
            if session.told.borrow_mut().insert(format!("kept {key}")) {
                let kind = unreadable.error.class().name().to_string();
                let text = unreadable.error.as_object().str(vm);
                let text = text.map_or_else(|_| String::new(), |text| to_string_lossy(&text));
                reasons.push(format!("{key} ({kind}: {text})"));
            }
        }
        session.unreadable.take();
        if !reasons.is_empty() {
            self.warn(format!(
                "The session goes on, but for what is of a class that the script does not have any more, or cannot be made anew: {}.",
                reasons.join(", ")
            ));
        }
    }

    fn warn(&self, text: String) {
        let level = ConsoleLevel::Warn;
        self.send(ToPage::Console { level, text });
    }
}
