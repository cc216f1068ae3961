//! What a script has kept in its session as bytes, so that another engine can go on with it.

use brooklet_protocol::ToPage;
use brooklet_protocol::manifest::{FileBytes, SessionSnapshot};
use brooklet_protocol::message::ConsoleLevel;
use brooklet_python::vm::builtins::PyBytes;
use brooklet_python::vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::kernel::app::App;

/// More than this is not kept: the browser gives a tab a few million characters for it.
const MOST_BYTES: usize = 2 << 20;

impl App {
    /// What the session holds beside the values of its widgets.
    pub fn snapshot_session(&self, vm: &VirtualMachine) -> SessionSnapshot {
        let values = self.session().with_state(|state| state.script_values());
        let mut snapshot = SessionSnapshot::default();
        let mut room = MOST_BYTES;
        for (key, value) in values {
            match pickled(value, vm) {
                Ok(bytes) if bytes.len() <= room => {
                    room -= bytes.len();
                    snapshot.values.push((key, FileBytes(bytes)));
                }
                Ok(_) | Err(_) => snapshot.left_out.push(key),
            }
        }
        snapshot
    }

    /// Whether the session may be restored at all.
    pub fn may_restore_session(&self) -> bool {
        self.option("client.restoreSession").as_deref() != Some("\"never\"")
    }

    /// Goes on with what another engine's session held. What does not fit is named on the console.
    pub fn restore_session(&self, snapshot: SessionSnapshot, vm: &VirtualMachine) {
        let SessionSnapshot {
            values,
            mut left_out,
        } = snapshot;
        for (key, bytes) in values {
            match unpickled(bytes.0, vm) {
                Ok(value) => self.session().with_state(|state| state.set(&key, value)),
                Err(_) => left_out.push(key),
            }
        }
        if left_out.is_empty() {
            return;
        }
        let text = format!(
            "The session goes on, but for what cannot be pickled, is too large, or is of a class that the script does not have any more: {}.",
            left_out.join(", ")
        );
        let level = ConsoleLevel::Warn;
        self.send(ToPage::Console { level, text });
    }
}

fn pickled(value: PyObjectRef, vm: &VirtualMachine) -> PyResult<Vec<u8>> {
    let dumps = vm.import("_pickle", 0)?.get_attr("dumps", vm)?;
    let bytes = dumps.call((value, 5), vm)?;
    let bytes = bytes.downcast_ref::<PyBytes>();
    let bytes = bytes.ok_or_else(|| vm.new_type_error("a pickle is bytes"))?;
    Ok(bytes.as_bytes().to_vec())
}

fn unpickled(bytes: Vec<u8>, vm: &VirtualMachine) -> PyResult {
    let loads = vm.import("_pickle", 0)?.get_attr("loads", vm)?;
    loads.call((vm.ctx.new_bytes(bytes),), vm)
}
