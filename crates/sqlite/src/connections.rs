//! Opening and closing databases, and what concerns all of one.

use std::ptr;
use std::rc::Rc;

use brooklet_sql::{Token, bytes_of};

use crate::context::Context;
use crate::failure::{Answer, Failure};
use crate::ffi;
use crate::handles::{Connection, Handle};
use crate::request::{Arguments, int, nothing};
use crate::values::{bytes, c_text, check, failure, rust_text};

/// SQLite's version.
pub(crate) fn version() -> String {
    // SAFETY: it is a constant of the library.
    rust_text(unsafe { ffi::sqlite3_libversion() }).unwrap_or_default()
}

/// Whether a text ends with a whole statement.
pub(crate) fn complete(args: &mut Arguments<'_>) -> Answer {
    let text = c_text(args.text()?)?;
    // SAFETY: the text ends with a zero.
    Ok(int(unsafe { ffi::sqlite3_complete(text.as_ptr()) }.into()))
}

/// Opens a database: its path and SQLite's flags.
pub(crate) fn open(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let path = c_text(args.text()?)?;
    let flags = args.int()? as i32;
    let patience_millis = args.int()? as i32;
    let mut database = ptr::null_mut();
    // SAFETY: all texts end with a zero; where the database cannot be opened it is closed at once.
    unsafe {
        let code = ffi::sqlite3_open_v2(
            path.as_ptr(),
            &raw mut database,
            flags,
            context.vfs.as_ptr(),
        );
        if code != ffi::SQLITE_OK {
            let failure = if database.is_null() {
                Failure::new(ffi::SQLITE_NOMEM, "out of memory")
            } else {
                failure(database)
            };
            ffi::sqlite3_close(database);
            return Err(failure);
        }
        ffi::sqlite3_extended_result_codes(database, 1);
        ffi::sqlite3_busy_timeout(database, patience_millis);
        // Some builds of SQLite check foreign keys unasked.
        let mut was = 0;
        let off: i32 = 0;
        ffi::sqlite3_db_config(
            database,
            ffi::SQLITE_DBCONFIG_ENABLE_FKEY,
            off,
            &raw mut was,
        );
    }
    let connection = Connection {
        database,
        authorizer: None,
        progress: None,
        trace: None,
    };
    Ok(int(context
        .handles
        .borrow_mut()
        .add(Handle::Connection(connection))))
}

/// Closes a database with all that is open in it.
pub(crate) fn close(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let database = context.handles.borrow().database(number)?;
    if context.handles.borrow().is_running(number) {
        return Err(Failure::misuse(
            "the connection carries out a statement and cannot be closed now",
        ));
    }
    let parts = context.handles.borrow_mut().take_parts(number);
    for part in parts {
        // What a statement failed with has been told when it failed.
        part.close();
    }
    // SAFETY: the database is open.
    let code = unsafe { ffi::sqlite3_close(database) };
    check(code, database)?;
    drop(context.handles.borrow_mut().remove(number));
    Ok(nothing())
}

/// Whether the database is in autocommit mode, how many rows have changed since it was opened, and
/// the number of the row inserted last.
pub(crate) fn state(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    // SAFETY: the database is open.
    unsafe {
        Ok(bytes_of(&[
            Token::List(3),
            Token::Int(ffi::sqlite3_get_autocommit(database).into()),
            Token::Int(ffi::sqlite3_total_changes64(database)),
            Token::Int(ffi::sqlite3_last_insert_rowid(database)),
        ]))
    }
}

/// Ends the statements under way.
pub(crate) fn interrupt(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    // SAFETY: the database is open.
    unsafe { ffi::sqlite3_interrupt(database) };
    Ok(nothing())
}

/// Sets a limit, unless the new one is negative, and gives the former one.
pub(crate) fn limit(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let (category, limit) = (args.int()? as i32, args.int()? as i32);
    // SAFETY: the database is open; SQLite knows which categories there are.
    let former = unsafe { ffi::sqlite3_limit(database, category, limit) };
    Ok(int(former.into()))
}

/// Sets a switch, unless the wish is negative, and gives how it stands.
pub(crate) fn config(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let (switch, wish) = (args.int()? as i32, args.int()? as i32);
    // The switches: others take other arguments.
    let is_switch = (ffi::SQLITE_DBCONFIG_ENABLE_FKEY..=1022).contains(&switch);
    if !is_switch {
        return Err(Failure::misuse("unknown config 'op'"));
    }
    let mut stands: i32 = 0;
    // SAFETY: the database is open, and all switches take these two arguments.
    let code = unsafe { ffi::sqlite3_db_config(database, switch, wish, &raw mut stands) };
    check(code, database)?;
    Ok(int(stands.into()))
}

/// A database as the bytes of its file.
pub(crate) fn serialize(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let schema = c_text(args.text()?)?;
    let mut size = 0;
    // SAFETY: the database is open; what SQLite allocates is given back.
    unsafe {
        let start = ffi::sqlite3_serialize(database, schema.as_ptr(), &raw mut size, 0);
        if start.is_null() && size > 0 {
            return Err(Failure::new(ffi::SQLITE_NOMEM, "out of memory"));
        }
        if start.is_null() && size < 0 {
            let message = format!("unknown database {}", schema.to_string_lossy());
            return Err(Failure::new(ffi::SQLITE_ERROR, message));
        }
        let answer = bytes_of(&[Token::Blob(bytes(start, size as i32))]);
        ffi::sqlite3_free(start.cast());
        Ok(answer)
    }
}

/// Lets a database be one in memory, from the bytes of its file.
pub(crate) fn deserialize(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let schema = c_text(args.text()?)?;
    let content = args.blob()?;
    let size = content.len();
    // SAFETY: the database is open; the copy is SQLite's own from here on, even if this fails.
    unsafe {
        let copy: *mut u8 = ffi::sqlite3_malloc64(size.max(1) as u64).cast();
        if copy.is_null() {
            return Err(Failure::new(ffi::SQLITE_NOMEM, "out of memory"));
        }
        ptr::copy_nonoverlapping(content.as_ptr(), copy, size);
        let flags = ffi::SQLITE_DESERIALIZE_FREEONCLOSE | ffi::SQLITE_DESERIALIZE_RESIZEABLE;
        let code = ffi::sqlite3_deserialize(
            database,
            schema.as_ptr(),
            copy,
            size as i64,
            size as i64,
            flags as _,
        );
        check(code, database)?;
    }
    Ok(nothing())
}
