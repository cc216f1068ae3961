//! What is open, by numbers.

use std::any::Any;
use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::ffi;

/// What is open.
#[derive(Default)]
pub(crate) struct Handles {
    next: i64,
    open: BTreeMap<i64, Handle>,
}

/// Something open. Each but a connection belongs to one.
pub(crate) enum Handle {
    Connection(Connection),
    Statement(Statement),
    Blob(Blob),
    Backup(Backup),
}

/// A connection, and what is called for it that SQLite does not let go of itself.
pub(crate) struct Connection {
    pub(crate) database: *mut ffi::sqlite3,
    pub(crate) authorizer: Option<Box<dyn Any>>,
    pub(crate) progress: Option<Box<dyn Any>>,
    pub(crate) trace: Option<Box<dyn Any>>,
}

/// A prepared statement.
#[derive(Clone, Copy)]
pub(crate) struct Statement {
    pub(crate) pointer: *mut ffi::sqlite3_stmt,
    pub(crate) connection: i64,
    /// Whether it is being stepped: a function of its own may not touch it.
    pub(crate) is_running: bool,
}

/// An open value of a table.
#[derive(Clone, Copy)]
pub(crate) struct Blob {
    pub(crate) pointer: *mut ffi::sqlite3_blob,
    pub(crate) connection: i64,
}

/// A copy under way, known to both connections.
#[derive(Clone, Copy)]
pub(crate) struct Backup {
    pub(crate) pointer: *mut ffi::sqlite3_backup,
    pub(crate) source: i64,
    pub(crate) target: i64,
}

impl Handles {
    /// Takes something in and gives its number.
    pub(crate) fn add(&mut self, handle: Handle) -> i64 {
        self.next += 1;
        self.open.insert(self.next, handle);
        self.next
    }

    /// The database of a connection.
    pub(crate) fn database(&self, number: i64) -> Result<*mut ffi::sqlite3, Failure> {
        match self.open.get(&number) {
            Some(Handle::Connection(connection)) => Ok(connection.database),
            _ => Err(Failure::misuse("there is no such connection")),
        }
    }

    /// A connection.
    pub(crate) fn connection(&mut self, number: i64) -> Result<&mut Connection, Failure> {
        match self.open.get_mut(&number) {
            Some(Handle::Connection(connection)) => Ok(connection),
            _ => Err(Failure::misuse("there is no such connection")),
        }
    }

    /// A statement that is not being stepped.
    pub(crate) fn statement(&mut self, number: i64) -> Result<&mut Statement, Failure> {
        match self.open.get_mut(&number) {
            Some(Handle::Statement(statement)) if !statement.is_running => Ok(statement),
            Some(Handle::Statement(_)) => {
                Err(Failure::misuse("the statement is being carried out"))
            }
            _ => Err(Failure::misuse("there is no such statement")),
        }
    }

    /// A statement has been stepped.
    pub(crate) fn end_step(&mut self, number: i64) {
        if let Some(Handle::Statement(statement)) = self.open.get_mut(&number) {
            statement.is_running = false;
        }
    }

    /// An open value.
    pub(crate) fn blob(&self, number: i64) -> Result<Blob, Failure> {
        match self.open.get(&number) {
            Some(Handle::Blob(blob)) => Ok(*blob),
            _ => Err(Failure::misuse("there is no such blob")),
        }
    }

    /// A copy under way.
    pub(crate) fn backup(&self, number: i64) -> Result<Backup, Failure> {
        match self.open.get(&number) {
            Some(Handle::Backup(backup)) => Ok(*backup),
            _ => Err(Failure::misuse("there is no such backup")),
        }
    }

    /// Forgets something, and gives it.
    pub(crate) fn remove(&mut self, number: i64) -> Option<Handle> {
        self.open.remove(&number)
    }

    /// Whether a statement of the connection is being stepped.
    pub(crate) fn is_running(&self, connection: i64) -> bool {
        self.open.values().any(|handle| {
            matches!(handle, Handle::Statement(statement) if statement.connection == connection && statement.is_running)
        })
    }

    /// Takes out all that belongs to a connection.
    pub(crate) fn take_parts(&mut self, connection: i64) -> Vec<Handle> {
        let parts = self.open.extract_if(.., |_, handle| match handle {
            Handle::Connection(_) => false,
            Handle::Statement(statement) => statement.connection == connection,
            Handle::Blob(blob) => blob.connection == connection,
            Handle::Backup(backup) => backup.source == connection || backup.target == connection,
        });
        parts.map(|(_, handle)| handle).collect()
    }

    /// Closes everything.
    pub(crate) fn close_all(&mut self) {
        let numbers: Vec<i64> = self.open.keys().copied().collect();
        for number in numbers {
            if !matches!(self.open.get(&number), Some(Handle::Connection(_)))
                && let Some(part) = self.remove(number)
            {
                part.close();
            }
        }
        for (_, handle) in std::mem::take(&mut self.open) {
            handle.close();
        }
    }
}

impl Handle {
    /// Closes it, and gives the code of what went wrong.
    pub(crate) fn close(self) -> i32 {
        // SAFETY: each is closed once, for it is taken out of the table first, and parts go before
        // their connection.
        unsafe {
            match self {
                Self::Connection(connection) => ffi::sqlite3_close(connection.database),
                Self::Statement(statement) => ffi::sqlite3_finalize(statement.pointer),
                Self::Blob(blob) => ffi::sqlite3_blob_close(blob.pointer),
                Self::Backup(backup) => ffi::sqlite3_backup_finish(backup.pointer),
            }
        }
    }
}
