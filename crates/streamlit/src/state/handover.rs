//! What a session keeps, written down for another engine, and read by that.

use std::collections::BTreeMap;

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::VirtualMachine;
use brooklet_session::Kept;

use crate::kernel::app::App;
use crate::kernel::pickling::dump;

impl App {
    /// What the script keeps in `st.session_state` beside the values of widgets, pickled by key. What
    /// pickle cannot write is named on the console and left behind.
    pub fn pickle_session(&self, vm: &VirtualMachine) -> BTreeMap<String, FileBytes> {
        let kept = self.session().with_state(|state| state.script_values());
        let mut pickled = BTreeMap::new();
        for (key, value) in kept {
            let bytes = match value {
                Kept::Value(value) => dump(value, vm),
                Kept::Pickled(pickle) => Ok(pickle.to_vec()),
            };
            match bytes {
                Ok(bytes) => drop(pickled.insert(key, FileBytes(bytes))),
                Err(_) => self.name_left_behind(&key),
            }
        }
        pickled
    }

    /// Gives the session what another engine has pickled: each value is read when it is asked for.
    pub fn unpickle_session(&self, pickled: BTreeMap<String, FileBytes>) {
        for (key, FileBytes(bytes)) in pickled {
            self.session()
                .with_state(|state| state.restore(&key, bytes.into()));
        }
    }

    fn name_left_behind(&self, key: &str) {
        self.send(ToPage::Console {
            level: ConsoleLevel::Warn,
            text: format!(
                "`st.session_state['{key}']` was left behind: pickle cannot write it, and Python was started anew."
            ),
        });
    }
}
