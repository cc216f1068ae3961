//! Copies of databases, some pages at a time.

use std::rc::Rc;

use brooklet_sql::{Token, bytes_of};

use crate::context::Context;
use crate::failure::{Answer, Failure};
use crate::ffi;
use crate::handles::{Backup, Handle};
use crate::request::{Arguments, int, nothing};
use crate::values::{c_text, check, failure, rust_text};

/// Sets off: source and its schema, target and its schema.
pub(crate) fn begin(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let source = args.int()?;
    let source_schema = c_text(args.text()?)?;
    let target = args.int()?;
    let target_schema = c_text(args.text()?)?;
    let from = context.handles.borrow().database(source)?;
    let to = context.handles.borrow().database(target)?;
    // SAFETY: both databases are open, and the texts end with a zero.
    let backup = unsafe {
        ffi::sqlite3_backup_init(to, target_schema.as_ptr(), from, source_schema.as_ptr())
    };
    if backup.is_null() {
        return Err(failure(to));
    }
    let backup = Backup {
        pointer: backup,
        source,
        target,
    };
    Ok(int(context
        .handles
        .borrow_mut()
        .add(Handle::Backup(backup))))
}

/// Copies some pages: SQLite's code, how many are left, how many there are.
pub(crate) fn step(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let backup = context.handles.borrow().backup(args.int()?)?.pointer;
    let pages = args.int()? as i32;
    // SAFETY: the copy is under way.
    unsafe {
        let code = ffi::sqlite3_backup_step(backup, pages);
        match code & 0xff {
            ffi::SQLITE_OK | ffi::SQLITE_DONE | ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => {}
            _ => {
                let message = rust_text(ffi::sqlite3_errstr(code)).unwrap_or_default();
                return Err(Failure::new(code, message));
            }
        }
        Ok(bytes_of(&[
            Token::List(3),
            Token::Int(code.into()),
            Token::Int(ffi::sqlite3_backup_remaining(backup).into()),
            Token::Int(ffi::sqlite3_backup_pagecount(backup).into()),
        ]))
    }
}

/// Ends it.
pub(crate) fn end(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let backup = context.handles.borrow().backup(number)?;
    let target = context.handles.borrow().database(backup.target)?;
    drop(context.handles.borrow_mut().remove(number));
    check(Handle::Backup(backup).close(), target)?;
    Ok(nothing())
}
