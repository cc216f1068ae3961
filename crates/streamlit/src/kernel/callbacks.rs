//! The callbacks of widgets that have changed, before the script runs.

use brooklet_python::vm::{AsObject, PyResult, VirtualMachine};

use super::app::App;
use super::widget::WidgetMetadata;

impl App {
    /// Runs the callbacks of changed widgets. One that asks for another run ends there, and the others
    /// follow all the same; what they have asked for comes before this run goes on.
    pub fn run_callbacks(&self, changed: &[WidgetMetadata], vm: &VirtualMachine) -> PyResult<()> {
        let mut asked: Vec<Vec<String>> = Vec::new();
        let mut others_want_all = false;
        for callback in changed.iter().filter_map(WidgetMetadata::callback) {
            let session = self.session();
            session.run.in_callback.set(true);
            let result = callback.call(vm);
            session.run.in_callback.set(false);
            match result {
                Ok(()) => others_want_all = true,
                Err(error) if error.fast_isinstance(&self.errors.rerun) => {
                    // Without a request it is the reader who interrupts this run.
                    let Some(fragments) = self.take_rerun_request() else {
                        return Err(error);
                    };
                    asked.push(fragments);
                }
                Err(error) => return Err(error),
            }
        }
        if asked.is_empty() {
            return Ok(());
        }
        let is_of_fragments = !self
            .session()
            .fragments
            .borrow()
            .known
            .this_run()
            .is_empty();
        let wants_all = asked.iter().any(Vec::is_empty) || (others_want_all && !is_of_fragments);
        let fragments = if wants_all {
            Vec::new()
        } else {
            asked.concat()
        };
        self.request_rerun(fragments);
        Err(vm.new_exception_empty(self.errors.rerun.clone()))
    }
}
