//! Where a script may be interrupted.

use brooklet_python::vm::{PyResult, VirtualMachine};
use brooklet_session::Interrupt;

use super::app::App;
use super::outbox::FLUSH_EVERY;
use super::run::MAX_ELEMENTS;
use crate::error::LayoutError;

impl App {
    /// Where a script may be interrupted: each command, each tick of a loop. What it has drawn
    /// leaves for the page, and a message that ends the run raises the exception that does.
    pub fn checkpoint(&self, vm: &VirtualMachine) -> PyResult<()> {
        let session = self.session();
        session.outbox.flush_if_due();
        self.interrupt(vm)?;
        while self.world.can_suspend() && session.outbox.is_page_behind() {
            session.outbox.flush();
            self.world.sleep(FLUSH_EVERY);
            self.interrupt(vm)?;
        }
        Ok(())
    }

    fn interrupt(&self, vm: &VirtualMachine) -> PyResult<()> {
        let control = match self.session().inbox.interrupt() {
            None => return Ok(()),
            Some(Interrupt::Stop) => &self.errors.stop,
            Some(Interrupt::Rerun) => &self.errors.rerun,
        };
        Err(vm.new_exception_empty(control.clone()))
    }

    /// Ends the run in which too much is drawn.
    pub fn check_amount(&self, vm: &VirtualMachine) -> PyResult<()> {
        if !self.session().run.is_full() {
            return Ok(());
        }
        Err(self.error(LayoutError::TooManyElements { most: MAX_ELEMENTS }, vm))
    }
}
