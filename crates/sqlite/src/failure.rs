//! What went wrong, and answers that may be that.

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    /// SQLite's extended code.
    pub(crate) code: i32,
    pub(crate) message: String,
    /// Where in the statement, in bytes; -1 if that is not known.
    pub(crate) offset: i32,
}

/// The bytes of one value, or why there is none.
pub(crate) type Answer = Result<Vec<u8>, Failure>;

impl Failure {
    /// A failure that no statement is to blame for.
    pub(crate) fn new(code: i32, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            offset: -1,
        }
    }

    /// A request that makes no sense.
    pub(crate) fn misuse(message: &str) -> Self {
        Self::new(crate::ffi::SQLITE_MISUSE, message)
    }
}
