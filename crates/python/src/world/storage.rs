//! Records that outlive the program, and that other programs beside it share.

use std::cell::OnceCell;
use std::fmt;
use std::rc::Rc;

/// A record by its name; without content it is to be forgotten, or was.
pub type Change = (String, Option<Vec<u8>>);

/// What becomes of changes that are being stored: empty until it is known.
pub type StoreOutcome = Rc<OnceCell<Result<(), StoreError>>>;

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

/// Records of an app by their names.
pub trait Storage: fmt::Debug {
    /// All records. May block.
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// Sets off to make all of these changes or none. It does not block; the machine's sleep ends
    /// when the outcome is known.
    fn store(&self, changes: Vec<Change>) -> StoreOutcome;

    /// What others have stored since this was last called, in their order.
    fn take_foreign(&self) -> Vec<Change>;
}
