//! Records that outlive the program, and that other programs beside it share.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::rc::Rc;

/// A record by its name; without content it is to be forgotten, or was.
pub type Change = (String, Option<Vec<u8>>);

/// What becomes of changes that are being stored: empty until it is known.
pub type StoreOutcome = Rc<OnceCell<Result<(), StoreError>>>;

/// What is found for records that are asked for: empty until it is known.
pub type ReadOutcome = Rc<OnceCell<Result<Vec<Change>, StoreError>>>;

/// Why records are not stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room for them.
    #[error("there is no room left")]
    Full,
    /// They cannot be stored at all, for this reason.
    #[error("{0}")]
    Refused(String),
}

/// The right to be the only one that does something, once it is granted. It ends with this value, or
/// while it rests, when somebody else wants it.
#[derive(Default)]
pub struct Lock {
    end: RefCell<Option<Box<dyn FnOnce()>>>,
    is_resting: Cell<bool>,
    is_wanted: Cell<bool>,
}

impl Lock {
    /// One that is granted and keeps nobody out.
    #[must_use]
    pub fn free() -> Self {
        let lock = Self::default();
        lock.grant(Box::new(|| {}));
        lock
    }

    /// Grants it; `end` is called at its end.
    pub fn grant(&self, end: Box<dyn FnOnce()>) {
        self.end.replace(Some(end));
    }

    /// Whether it is granted, and has not ended.
    pub fn is_granted(&self) -> bool {
        self.end.borrow().is_some()
    }

    /// Somebody else wants it.
    pub fn want(&self) {
        self.is_wanted.set(true);
        self.end_if_resting();
    }

    /// It is not used for now.
    pub fn rest(&self) {
        self.is_resting.set(true);
        self.end_if_resting();
    }

    /// Whether it is not used.
    pub fn is_resting(&self) -> bool {
        self.is_resting.get()
    }

    /// Whether it can be used again: nobody else has had it meanwhile.
    pub fn resume(&self) -> bool {
        self.is_resting.set(false);
        self.is_granted()
    }

    fn end_if_resting(&self) {
        if self.is_resting.get() && self.is_wanted.get() {
            self.end();
        }
    }

    fn end(&self) {
        let end = self.end.take();
        if let Some(end) = end {
            end();
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        self.end();
    }
}

impl fmt::Debug for Lock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Lock")
            .field("is_granted", &self.is_granted())
            .field("is_resting", &self.is_resting)
            .field("is_wanted", &self.is_wanted)
            .finish_non_exhaustive()
    }
}

/// Records of an app by their names.
pub trait Storage: fmt::Debug {
    /// All records. May block.
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Sets off to make all of these changes or none. It does not block; the machine's sleep ends
    /// when the outcome is known.
    fn store(&self, changes: Vec<Change>) -> StoreOutcome;

    /// Sets off to read records as they are now, in the same way.
    fn read(&self, names: Vec<String>) -> ReadOutcome;

    /// Asks for the only right to a record, in the same way. Those who have it and let it rest hear of it.
    fn lock(&self, name: &str) -> Rc<Lock>;

    /// What others have stored since this was last called, in their order.
    fn take_foreign(&self) -> Vec<Change>;
}
