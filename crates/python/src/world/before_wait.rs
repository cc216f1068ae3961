//! What is to be done before a machine waits.

use std::cell::RefCell;
use std::fmt;
use std::rc::Rc;

/// What [`World::before_wait`](super::World::before_wait) was given last, for the machine to call.
#[derive(Default)]
pub struct BeforeWait(RefCell<Option<Rc<dyn Fn()>>>);

impl fmt::Debug for BeforeWait {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("BeforeWait").finish_non_exhaustive()
    }
}

impl BeforeWait {
    /// Has it done before each wait, instead of what was done before.
    pub fn set(&self, act: Rc<dyn Fn()>) {
        self.0.replace(Some(act));
    }

    /// Does it. It may wait itself.
    pub fn run(&self) {
        let act = self.0.borrow().clone();
        if let Some(act) = act {
            act();
        }
    }
}
