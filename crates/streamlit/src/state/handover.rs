//! What a session keeps, written down for another engine, and read by that.

use std::collections::BTreeMap;

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::builtins::PyBytesRef;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::kernel::app::App;

impl App {
    /// What the script keeps in `st.session_state` beside the values of widgets, pickled by key. What
    /// pickle cannot write is named on the console and left behind.
    pub fn pickle_session(&self, vm: &VirtualMachine) -> BTreeMap<String, FileBytes> {
        let kept = self.session().with_state(|state| state.script_values());
        let mut pickled = BTreeMap::new();
        for (key, value) in kept {
            match pickle(value, vm) {
                Ok(bytes) => drop(pickled.insert(key, bytes)),
                Err(_) => self.complain(&key, "left behind: pickle cannot write it"),
            }
        }
        pickled
    }

    /// Gives the session what another engine has pickled.
    pub fn unpickle_session(&self, pickled: BTreeMap<String, FileBytes>, vm: &VirtualMachine) {
        for (key, bytes) in pickled {
            match unpickle(bytes, vm) {
                Ok(value) => self
                    .session()
                    .with_state(|state| state.set(&key, value.clone())),
                Err(_) => self.complain(&key, "lost: pickle cannot read it"),
            }
        }
    }

    fn complain(&self, key: &str, what: &str) {
        self.send(ToPage::Console {
            level: ConsoleLevel::Warn,
            text: format!("`st.session_state['{key}']` was {what}, and Python was started anew."),
        });
    }
}

fn pickle(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<FileBytes> {
    let pickle = vm.import("pickle", 0)?;
    let bytes: PyBytesRef = vm
        .call_method(&pickle, "dumps", (value,))?
        .try_into_value(vm)?;
    Ok(FileBytes(bytes.as_bytes().to_vec()))
}

fn unpickle(FileBytes(bytes): FileBytes, vm: &VirtualMachine) -> PyResult {
    let pickle = vm.import("pickle", 0)?;
    vm.call_method(&pickle, "loads", (vm.ctx.new_bytes(bytes),))
}
