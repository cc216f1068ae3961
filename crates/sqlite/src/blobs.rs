//! Values of tables, read and written in parts.

use std::ptr;
use std::rc::Rc;

use brooklet_sql::{Token, bytes_of};

use crate::context::Context;
use crate::failure::Answer;
use crate::ffi;
use crate::handles::{Blob, Handle};
use crate::request::{Arguments, nothing};
use crate::values::{c_text, check};

/// Opens a value, by schema, table, column, row, and whether it is to be written: its number and
/// size.
pub(crate) fn open(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let connection = args.int()?;
    let database = context.handles.borrow().database(connection)?;
    let (schema, table) = (c_text(args.text()?)?, c_text(args.text()?)?);
    let column = c_text(args.text()?)?;
    let (row, can_write) = (args.int()?, args.int()? as i32);
    let mut blob = ptr::null_mut();
    // SAFETY: the database is open, and the texts end with a zero.
    let size = unsafe {
        let code = ffi::sqlite3_blob_open(
            database,
            schema.as_ptr(),
            table.as_ptr(),
            column.as_ptr(),
            row,
            can_write,
            &raw mut blob,
        );
        check(code, database)?;
        ffi::sqlite3_blob_bytes(blob)
    };
    let number = context.handles.borrow_mut().add(Handle::Blob(Blob {
        pointer: blob,
        connection,
    }));
    Ok(bytes_of(&[
        Token::List(2),
        Token::Int(number),
        Token::Int(size.into()),
    ]))
}

/// Reads from an offset on.
pub(crate) fn read(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let Blob {
        pointer: blob,
        connection,
    } = context.handles.borrow().blob(args.int()?)?;
    let database = context.handles.borrow().database(connection)?;
    let (offset, size) = (args.int()?, args.int()?);
    let mut content = vec![0; usize::try_from(size).unwrap_or(0)];
    // SAFETY: the blob is open, and there is room for what is read.
    let code = unsafe {
        ffi::sqlite3_blob_read(
            blob,
            content.as_mut_ptr().cast(),
            content.len() as i32,
            offset as i32,
        )
    };
    check(code, database)?;
    Ok(bytes_of(&[Token::Blob(&content)]))
}

/// Writes from an offset on.
pub(crate) fn write(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let Blob {
        pointer: blob,
        connection,
    } = context.handles.borrow().blob(args.int()?)?;
    let database = context.handles.borrow().database(connection)?;
    let (offset, content) = (args.int()?, args.blob()?);
    // SAFETY: the blob is open.
    let code = unsafe {
        ffi::sqlite3_blob_write(
            blob,
            content.as_ptr().cast(),
            content.len() as i32,
            offset as i32,
        )
    };
    check(code, database)?;
    Ok(nothing())
}

/// Closes a value. One that is gone already is none to worry about, and what failed in it has been
/// told.
pub(crate) fn close(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    if context.handles.borrow().blob(number).is_ok() {
        let blob = context.handles.borrow_mut().remove(number);
        if let Some(blob) = blob {
            blob.close();
        }
    }
    Ok(nothing())
}
