//! What is open, and whom SQLite asks for files and functions.

use std::cell::{Cell, RefCell};
use std::ffi::CString;
use std::rc::Rc;

use brooklet_sql::{Host, Token, bytes_of};

use crate::handles::Handles;
use crate::locks::Locks;

/// What operations and calls back have in common.
pub(crate) struct Context {
    pub(crate) handles: RefCell<Handles>,
    pub(crate) locks: Locks,
    /// The name of the file system that asks the host.
    pub(crate) vfs: CString,
    /// Who has made the request under way; the innermost one, where they nest.
    pub(crate) host: RefCell<Option<Rc<dyn Host>>>,
    pub(crate) next_instance: Cell<i64>,
}

impl Context {
    /// Asks the host. Without a request under way the answer is empty.
    pub(crate) fn ask(&self, request: &[Token<'_>]) -> Vec<u8> {
        self.ask_bytes(&bytes_of(request))
    }

    /// Asks the host what is in bytes already.
    pub(crate) fn ask_bytes(&self, request: &[u8]) -> Vec<u8> {
        let host = self.host.borrow().clone();
        host.map(|host| host.answer(request)).unwrap_or_default()
    }

    /// Asks the host for a number.
    pub(crate) fn ask_int(&self, request: &[Token<'_>]) -> Option<i64> {
        Token::take_int(&mut self.ask(request).as_slice())
    }

    /// A number for one use of an aggregate function.
    pub(crate) fn new_instance(&self) -> i64 {
        let number = self.next_instance.get();
        self.next_instance.set(number + 1);
        number
    }
}
