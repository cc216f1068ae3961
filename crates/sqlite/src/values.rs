//! Values between SQLite and tokens.

use std::ffi::{CStr, CString, c_char};

use brooklet_sql::{Token, put};

use crate::failure::Failure;
use crate::ffi;

/// A text as C has it. One with a zero inside ends there for SQLite, so it is refused.
pub(crate) fn c_text(text: &str) -> Result<CString, Failure> {
    CString::new(text).map_err(|_| Failure::misuse("the text has a zero character in it"))
}

/// A text of SQLite, as far as it is one.
pub(crate) fn rust_text(text: *const c_char) -> Option<String> {
    if text.is_null() {
        return None;
    }
    // SAFETY: SQLite ends its texts with a zero, and they last until its next call.
    let text = unsafe { CStr::from_ptr(text) };
    Some(text.to_string_lossy().into_owned())
}

/// What SQLite says of the last call that failed.
pub(crate) fn failure(database: *mut ffi::sqlite3) -> Failure {
    // SAFETY: the database is open, for it stands in the table of handles, or was made just now.
    unsafe {
        Failure {
            code: ffi::sqlite3_extended_errcode(database),
            message: rust_text(ffi::sqlite3_errmsg(database)).unwrap_or_default(),
            offset: ffi::sqlite3_error_offset(database),
        }
    }
}

/// `Ok` unless the code is that of a failure.
pub(crate) fn check(code: i32, database: *mut ffi::sqlite3) -> Result<(), Failure> {
    if code == ffi::SQLITE_OK {
        return Ok(());
    }
    let mut failure = failure(database);
    if failure.code == ffi::SQLITE_OK {
        // Of a call that makes no sense the database keeps nothing.
        failure.code = code;
        // SAFETY: the texts for codes are constants of the library.
        failure.message = rust_text(unsafe { ffi::sqlite3_errstr(code) }).unwrap_or_default();
    }
    Err(failure)
}

/// `size` bytes of SQLite.
///
/// # Safety
/// They must be there, and stay as they are while the result is used.
pub(crate) unsafe fn bytes<'a>(start: *const u8, size: i32) -> &'a [u8] {
    match usize::try_from(size) {
        // SAFETY: as the caller says.
        Ok(size) if size > 0 && !start.is_null() => unsafe {
            std::slice::from_raw_parts(start, size)
        },
        _ => &[],
    }
}

/// Puts a value behind `answer`.
pub(crate) fn put_value(answer: &mut Vec<u8>, value: *mut ffi::sqlite3_value) {
    // SAFETY: SQLite has handed the value out for the call under way.
    unsafe {
        match ffi::sqlite3_value_type(value) {
            ffi::SQLITE_INTEGER => put(answer, Token::Int(ffi::sqlite3_value_int64(value))),
            ffi::SQLITE_FLOAT => put(answer, Token::Float(ffi::sqlite3_value_double(value))),
            ffi::SQLITE_TEXT => {
                let start = ffi::sqlite3_value_text(value);
                let text = bytes(start, ffi::sqlite3_value_bytes(value));
                put(answer, Token::Text(&String::from_utf8_lossy(text)));
            }
            ffi::SQLITE_BLOB => {
                let start = ffi::sqlite3_value_blob(value).cast();
                put(
                    answer,
                    Token::Blob(bytes(start, ffi::sqlite3_value_bytes(value))),
                );
            }
            _ => put(answer, Token::Null),
        }
    }
}

/// How a column is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As what it is.
    Plain,
    /// Text as a list of its bytes.
    RawText,
    /// All but `NULL` as bytes.
    Bytes,
}

impl Mode {
    pub(crate) fn of(modes: &[u8], column: i32) -> Self {
        match usize::try_from(column)
            .ok()
            .and_then(|column| modes.get(column))
        {
            Some(1) => Self::RawText,
            Some(2) => Self::Bytes,
            _ => Self::Plain,
        }
    }
}

/// Puts a column of the row that a statement has come to behind `answer`.
pub(crate) fn put_column(
    answer: &mut Vec<u8>,
    statement: *mut ffi::sqlite3_stmt,
    column: i32,
    mode: Mode,
) -> Result<(), Failure> {
    // SAFETY: the statement has just given a row with this column.
    unsafe {
        let kind = ffi::sqlite3_column_type(statement, column);
        let token = match kind {
            ffi::SQLITE_NULL => Token::Null,
            _ if mode == Mode::Bytes => Token::Blob(column_bytes(statement, column)),
            ffi::SQLITE_INTEGER => Token::Int(ffi::sqlite3_column_int64(statement, column)),
            ffi::SQLITE_FLOAT => Token::Float(ffi::sqlite3_column_double(statement, column)),
            ffi::SQLITE_TEXT => {
                let start = ffi::sqlite3_column_text(statement, column);
                let text = bytes(start, ffi::sqlite3_column_bytes(statement, column));
                if mode == Mode::RawText {
                    put(answer, Token::List(1));
                    Token::Blob(text)
                } else {
                    match std::str::from_utf8(text) {
                        Ok(text) => Token::Text(text),
                        Err(_) => return Err(not_utf8(statement, column, text)),
                    }
                }
            }
            _ => Token::Blob(column_bytes(statement, column)),
        };
        put(answer, token);
    }
    Ok(())
}

/// # Safety
/// The statement must have given a row with this column.
unsafe fn column_bytes<'a>(statement: *mut ffi::sqlite3_stmt, column: i32) -> &'a [u8] {
    // SAFETY: as the caller says; the bytes last until the statement goes on.
    unsafe {
        let start = ffi::sqlite3_column_blob(statement, column).cast();
        bytes(start, ffi::sqlite3_column_bytes(statement, column))
    }
}

fn not_utf8(statement: *mut ffi::sqlite3_stmt, column: i32, text: &[u8]) -> Failure {
    // SAFETY: the statement has this column.
    let name = rust_text(unsafe { ffi::sqlite3_column_name(statement, column) });
    Failure::new(
        ffi::SQLITE_ERROR,
        format!(
            "Could not decode to UTF-8 column '{}' with text '{}'",
            name.unwrap_or_default(),
            String::from_utf8_lossy(text)
        ),
    )
}
