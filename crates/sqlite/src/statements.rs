//! Statements: prepared, bound, stepped.

use std::ptr;
use std::rc::Rc;

use brooklet_sql::{Token, put};

use crate::context::Context;
use crate::failure::{Answer, Failure};
use crate::ffi;
use crate::handles::{Handle, Statement};
use crate::request::{Arguments, nothing};
use crate::values::{Mode, c_text, check, failure, put_column, rust_text};

/// Prepares the first statement of a text: its number (0 if there is none), how many bytes of the
/// text it took, whether it only reads, and the names of its parameters.
pub(crate) fn prepare(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let connection = args.int()?;
    let database = context.handles.borrow().database(connection)?;
    let text = c_text(args.text()?)?;
    let mut statement = ptr::null_mut();
    let mut tail = ptr::null();
    let mut answer = Vec::new();
    // SAFETY: the database is open, the text ends with a zero, and the tail points into it.
    unsafe {
        let code = ffi::sqlite3_prepare_v2(
            database,
            text.as_ptr(),
            -1,
            &raw mut statement,
            &raw mut tail,
        );
        check(code, database)?;
        let taken = tail.offset_from(text.as_ptr()) as i64;
        let is_reading = ffi::sqlite3_stmt_readonly(statement);
        let count = ffi::sqlite3_bind_parameter_count(statement);
        let number = if statement.is_null() {
            0
        } else {
            let statement = Statement {
                pointer: statement,
                connection,
                is_running: false,
            };
            let mut handles = context.handles.borrow_mut();
            handles.add(Handle::Statement(statement))
        };
        put(&mut answer, Token::List(4));
        put(&mut answer, Token::Int(number));
        put(&mut answer, Token::Int(taken));
        put(&mut answer, Token::Int(is_reading.into()));
        put(&mut answer, Token::List(count as usize));
        for parameter in 1..=count {
            let name = rust_text(ffi::sqlite3_bind_parameter_name(statement, parameter));
            put(
                &mut answer,
                name.as_deref().map_or(Token::Null, Token::Text),
            );
        }
    }
    Ok(answer)
}

/// Sets all parameters of a statement.
pub(crate) fn bind(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let statement = *context.handles.borrow_mut().statement(args.int()?)?;
    let database = context.handles.borrow().database(statement.connection)?;
    let statement = statement.pointer;
    let Token::List(count) = args.token()? else {
        return Err(Failure::misuse("parameters are a list"));
    };
    for parameter in 1..=count as i32 {
        let value = args.token()?;
        // SAFETY: the statement is there and not under way; texts and bytes are copied.
        let code = unsafe {
            match value {
                Token::Null | Token::List(_) => ffi::sqlite3_bind_null(statement, parameter),
                Token::Int(number) => ffi::sqlite3_bind_int64(statement, parameter, number),
                Token::Float(number) => ffi::sqlite3_bind_double(statement, parameter, number),
                Token::Text(text) => ffi::sqlite3_bind_text64(
                    statement,
                    parameter,
                    text.as_ptr().cast(),
                    text.len() as u64,
                    ffi::SQLITE_TRANSIENT(),
                    ffi::SQLITE_UTF8 as u8,
                ),
                Token::Blob([]) => ffi::sqlite3_bind_zeroblob(statement, parameter, 0),
                Token::Blob(blob) => ffi::sqlite3_bind_blob64(
                    statement,
                    parameter,
                    blob.as_ptr().cast(),
                    blob.len() as u64,
                    ffi::SQLITE_TRANSIENT(),
                ),
            }
        };
        check(code, database)?;
    }
    Ok(nothing())
}

/// Goes on to as many rows as there are, up to a limit. The answer is a list: whether there may be
/// more, how many rows the statement has changed, the number of the row inserted last, the rows.
pub(crate) fn step(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let modes = args.blob()?;
    let limit = args.int()?;
    let mut handles = context.handles.borrow_mut();
    let Statement {
        pointer: statement,
        connection,
        ..
    } = *handles.statement(number)?;
    let database = handles.database(connection)?;
    handles.statement(number)?.is_running = true;
    drop(handles);
    let mut rows = Vec::new();
    let stepped = step_rows(statement, modes, limit, &mut rows);
    let stepped = stepped.and_then(|(count, code)| match code {
        ffi::SQLITE_ROW | ffi::SQLITE_DONE => Ok((count, code)),
        _ => Err(failure(database)),
    });
    context.handles.borrow_mut().end_step(number);
    if !matches!(stepped, Ok((_, ffi::SQLITE_ROW))) {
        // SAFETY: the statement is there; what it failed with is known already.
        unsafe { ffi::sqlite3_reset(statement) };
    }
    let (count, code) = stepped?;
    let mut answer = Vec::with_capacity(rows.len() + 64);
    put(&mut answer, Token::List(3 + count));
    put(&mut answer, Token::Int((code == ffi::SQLITE_ROW).into()));
    // SAFETY: the database is open.
    unsafe {
        put(&mut answer, Token::Int(ffi::sqlite3_changes64(database)));
        put(
            &mut answer,
            Token::Int(ffi::sqlite3_last_insert_rowid(database)),
        );
    }
    answer.extend(rows);
    Ok(answer)
}

/// Puts rows behind `rows`, and gives their count and the last code.
fn step_rows(
    statement: *mut ffi::sqlite3_stmt,
    modes: &[u8],
    limit: i64,
    rows: &mut Vec<u8>,
) -> Result<(usize, i32), Failure> {
    let mut count = 0;
    loop {
        // SAFETY: the statement is there, and nobody else touches it while it is marked as running.
        let code = unsafe { ffi::sqlite3_step(statement) };
        if code != ffi::SQLITE_ROW {
            return Ok((count, code));
        }
        // SAFETY: as above.
        let columns = unsafe { ffi::sqlite3_data_count(statement) };
        put(rows, Token::List(columns as usize));
        for column in 0..columns {
            put_column(rows, statement, column, Mode::of(modes, column))?;
        }
        count += 1;
        if count as i64 >= limit {
            return Ok((count, code));
        }
    }
}

/// The columns of what a statement gives: names, and types as they were declared.
pub(crate) fn columns(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let statement = context.handles.borrow_mut().statement(args.int()?)?.pointer;
    let mut answer = Vec::new();
    // SAFETY: the statement is there.
    unsafe {
        let count = ffi::sqlite3_column_count(statement);
        put(&mut answer, Token::List(count as usize * 2));
        for column in 0..count {
            let name = rust_text(ffi::sqlite3_column_name(statement, column));
            let kind = rust_text(ffi::sqlite3_column_decltype(statement, column));
            for text in [name, kind] {
                put(
                    &mut answer,
                    text.as_deref().map_or(Token::Null, Token::Text),
                );
            }
        }
    }
    Ok(answer)
}

/// Lets a statement begin anew, without parameters.
pub(crate) fn reset(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let statement = context.handles.borrow_mut().statement(args.int()?)?.pointer;
    // SAFETY: the statement is there. What it failed with has been told.
    unsafe {
        ffi::sqlite3_reset(statement);
        ffi::sqlite3_clear_bindings(statement);
    }
    Ok(nothing())
}

/// Lets go of a statement. One that is gone already is none to worry about.
pub(crate) fn finalize(context: &Context, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    if context.handles.borrow_mut().statement(number).is_ok() {
        let statement = context.handles.borrow_mut().remove(number);
        if let Some(statement) = statement {
            statement.close();
        }
    }
    Ok(nothing())
}
