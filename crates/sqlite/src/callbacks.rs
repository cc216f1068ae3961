//! Functions, orders and hooks of the host.
//!
//! The host is asked with the kind of the call, the number that it has given, the number of the use
//! of an aggregate function (0 elsewhere) and a list of arguments.

use std::any::Any;
use std::ffi::{c_char, c_int, c_uint, c_void};
use std::rc::Rc;

use brooklet_sql::{Token, bytes_of, put};

use crate::context::Context;
use crate::failure::{Answer, Failure};
use crate::ffi;
use crate::handles::Connection;
use crate::request::{Arguments, nothing};
use crate::values::{bytes, c_text, check, put_value, rust_text};

/// Whom to ask, and what for.
pub(crate) struct Callback {
    context: Rc<Context>,
    number: i64,
}

impl Callback {
    /// A callback for SQLite to keep; `None` where the number is 0.
    fn new(context: &Rc<Context>, number: i64) -> Option<Box<Self>> {
        (number != 0).then(|| {
            Box::new(Self {
                context: Rc::clone(context),
                number,
            })
        })
    }

    fn head(&self, kind: &str, instance: i64, count: usize) -> Vec<u8> {
        bytes_of(&[
            Token::Text(kind),
            Token::Int(self.number),
            Token::Int(instance),
            Token::List(count),
        ])
    }

    fn ask_int(&self, request: &[u8]) -> Option<i64> {
        Token::take_int(&mut self.context.ask_bytes(request).as_slice())
    }
}

fn pointer(callback: Option<Box<Callback>>) -> *mut c_void {
    callback.map_or(std::ptr::null_mut(), |callback| {
        Box::into_raw(callback).cast()
    })
}

/// # Safety
/// `data` must be what [`pointer`] has made, and be there still.
unsafe fn callback<'a>(data: *mut c_void) -> Option<&'a Callback> {
    // SAFETY: as the caller says.
    unsafe { data.cast::<Callback>().as_ref() }
}

extern "C" fn forget(data: *mut c_void) {
    if !data.is_null() {
        // SAFETY: SQLite calls this once for what `pointer` has made.
        drop(unsafe { Box::from_raw(data.cast::<Callback>()) });
    }
}

/// Registers a function: connection, name, count of arguments, whether it always gives the same
/// for the same, number (0 takes it away).
pub(crate) fn create_function(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let name = c_text(args.text()?)?;
    let count = args.int()? as c_int;
    let flags = match args.int()? {
        0 => ffi::SQLITE_UTF8,
        _ => ffi::SQLITE_UTF8 | ffi::SQLITE_DETERMINISTIC,
    };
    let data = pointer(Callback::new(context, args.int()?));
    let has = !data.is_null();
    // SAFETY: the database is open; SQLite calls `forget` for the data, even if this fails.
    let code = unsafe {
        ffi::sqlite3_create_function_v2(
            database,
            name.as_ptr(),
            count,
            flags,
            data,
            if has { Some(call_function) } else { None },
            None,
            None,
            if has { Some(forget) } else { None },
        )
    };
    check(code, database)?;
    Ok(nothing())
}

/// Registers an aggregate function: connection, name, count of arguments, number.
pub(crate) fn create_aggregate(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    register_aggregate(context, args, None)
}

/// Registers a window function: connection, name, count of arguments, number.
pub(crate) fn create_window(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    register_aggregate(context, args, Some((call_value, call_inverse)))
}

/// What gives the value meanwhile, and what takes a row back.
type Window = (
    unsafe extern "C" fn(*mut ffi::sqlite3_context),
    unsafe extern "C" fn(*mut ffi::sqlite3_context, c_int, *mut *mut ffi::sqlite3_value),
);

/// Registers an aggregate function, which is one for windows where it can take rows back.
fn register_aggregate(
    context: &Rc<Context>,
    args: &mut Arguments<'_>,
    window: Option<Window>,
) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let name = c_text(args.text()?)?;
    let count = args.int()? as c_int;
    let data = pointer(Callback::new(context, args.int()?));
    let has = !data.is_null();
    let window = window.filter(|_| has);
    // SAFETY: as for functions. Without both of the last two it is no function for windows.
    let code = unsafe {
        ffi::sqlite3_create_window_function(
            database,
            name.as_ptr(),
            count,
            ffi::SQLITE_UTF8,
            data,
            if has { Some(call_step) } else { None },
            if has { Some(call_finalize) } else { None },
            window.map(|(value, _)| value),
            window.map(|(_, inverse)| inverse),
            if has { Some(forget) } else { None },
        )
    };
    check(code, database)?;
    Ok(nothing())
}

/// Registers an order of texts: connection, name, number (0 takes it away).
pub(crate) fn create_collation(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let database = context.handles.borrow().database(args.int()?)?;
    let name = c_text(args.text()?)?;
    let data = pointer(Callback::new(context, args.int()?));
    let has = !data.is_null();
    // SAFETY: the database is open. Unlike for functions the data is ours if this fails.
    let code = unsafe {
        ffi::sqlite3_create_collation_v2(
            database,
            name.as_ptr(),
            ffi::SQLITE_UTF8,
            data,
            if has { Some(call_collation) } else { None },
            if has { Some(forget) } else { None },
        )
    };
    if code != ffi::SQLITE_OK {
        forget(data);
    }
    check(code, database)?;
    Ok(nothing())
}

/// Sets who is asked what statements may do: connection, number (0 for nobody).
pub(crate) fn set_authorizer(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let database = context.handles.borrow().database(number)?;
    let callback = Callback::new(context, args.int()?);
    let data = data_of(callback.as_deref());
    // SAFETY: the database is open; the data stands in the table of handles for as long as this.
    let code = unsafe {
        let ask: ffi_authorizer = if data.is_null() {
            None
        } else {
            Some(call_authorizer)
        };
        ffi::sqlite3_set_authorizer(database, ask, data)
    };
    keep(context, number, callback, |connection| {
        &mut connection.authorizer
    })?;
    check(code, database)?;
    Ok(nothing())
}

/// Sets who is asked whether to go on: connection, after how many steps, number (0 for nobody).
pub(crate) fn set_progress(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let database = context.handles.borrow().database(number)?;
    let steps = args.int()? as c_int;
    let callback = Callback::new(context, args.int()?);
    let data = data_of(callback.as_deref());
    // SAFETY: as for the authorizer.
    unsafe {
        let ask: ffi_progress = if data.is_null() {
            None
        } else {
            Some(call_progress)
        };
        ffi::sqlite3_progress_handler(database, steps, ask, data);
    }
    keep(context, number, callback, |connection| {
        &mut connection.progress
    })?;
    Ok(nothing())
}

/// Sets who is told of each statement: connection, number (0 for nobody).
pub(crate) fn set_trace(context: &Rc<Context>, args: &mut Arguments<'_>) -> Answer {
    let number = args.int()?;
    let database = context.handles.borrow().database(number)?;
    let callback = Callback::new(context, args.int()?);
    let data = data_of(callback.as_deref());
    // SAFETY: as for the authorizer.
    let code = unsafe {
        let (events, tell): (c_uint, ffi_trace) = if data.is_null() {
            (0, None)
        } else {
            (ffi::SQLITE_TRACE_STMT as c_uint, Some(call_trace))
        };
        ffi::sqlite3_trace_v2(database, events, tell, data)
    };
    keep(context, number, callback, |connection| {
        &mut connection.trace
    })?;
    check(code, database)?;
    Ok(nothing())
}

/// Keeps a callback for as long as its connection asks it, and lets go of the former one.
fn keep(
    context: &Context,
    connection: i64,
    callback: Option<Box<Callback>>,
    place: fn(&mut Connection) -> &mut Option<Box<dyn Any>>,
) -> Result<(), Failure> {
    let mut handles = context.handles.borrow_mut();
    let kept = place(handles.connection(connection)?);
    let former = std::mem::replace(kept, callback.map(|it| it as Box<dyn Any>));
    drop(handles);
    drop(former);
    Ok(())
}

#[allow(non_camel_case_types, reason = "named as SQLite's own types are")]
type ffi_authorizer = Option<
    unsafe extern "C" fn(
        *mut c_void,
        c_int,
        *const c_char,
        *const c_char,
        *const c_char,
        *const c_char,
    ) -> c_int,
>;
#[allow(non_camel_case_types, reason = "named as SQLite's own types are")]
type ffi_progress = Option<unsafe extern "C" fn(*mut c_void) -> c_int>;
#[allow(non_camel_case_types, reason = "named as SQLite's own types are")]
type ffi_trace =
    Option<unsafe extern "C" fn(c_uint, *mut c_void, *mut c_void, *mut c_void) -> c_int>;

fn data_of(callback: Option<&Callback>) -> *mut c_void {
    callback.map_or(std::ptr::null_mut(), |callback| {
        std::ptr::from_ref(callback).cast_mut().cast()
    })
}

extern "C" fn call_function(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    call("function", context, 0, count, values);
}

extern "C" fn call_step(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    let instance = instance(context, true);
    call("step", context, instance, count, values);
}

extern "C" fn call_inverse(
    context: *mut ffi::sqlite3_context,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    let instance = instance(context, true);
    call("inverse", context, instance, count, values);
}

extern "C" fn call_value(context: *mut ffi::sqlite3_context) {
    let instance = instance(context, true);
    call("value", context, instance, 0, std::ptr::null_mut());
}

extern "C" fn call_finalize(context: *mut ffi::sqlite3_context) {
    let instance = instance(context, false);
    call("finalize", context, instance, 0, std::ptr::null_mut());
}

/// The number of this use of an aggregate function; 0 if no row has come.
fn instance(context: *mut ffi::sqlite3_context, make: bool) -> i64 {
    let size = if make { size_of::<i64>() as c_int } else { 0 };
    // SAFETY: SQLite gives room of this size, zeroed at first, the same for all calls of one use.
    unsafe {
        let place: *mut i64 = ffi::sqlite3_aggregate_context(context, size).cast();
        if place.is_null() {
            return 0;
        }
        if place.read_unaligned() == 0
            && let Some(callback) = callback(ffi::sqlite3_user_data(context))
        {
            place.write_unaligned(callback.context.new_instance());
        }
        place.read_unaligned()
    }
}

fn call(
    kind: &str,
    context: *mut ffi::sqlite3_context,
    instance: i64,
    count: c_int,
    values: *mut *mut ffi::sqlite3_value,
) {
    // SAFETY: SQLite hands out the context and as many values as it says.
    unsafe {
        let Some(callback) = callback(ffi::sqlite3_user_data(context)) else {
            return;
        };
        let mut request = callback.head(kind, instance, count as usize);
        for index in 0..count as usize {
            put_value(&mut request, *values.add(index));
        }
        let answer = callback.context.ask_bytes(&request);
        give(context, &answer);
    }
}

/// Gives what the host has answered: a value, or a list of a code and a message.
///
/// # Safety
/// The context must be that of a call under way.
unsafe fn give(context: *mut ffi::sqlite3_context, answer: &[u8]) {
    let mut rest = answer;
    // SAFETY: as the caller says; texts and bytes are copied.
    unsafe {
        match Token::take(&mut rest) {
            Some(Token::Null) => ffi::sqlite3_result_null(context),
            Some(Token::Int(number)) => ffi::sqlite3_result_int64(context, number),
            Some(Token::Float(number)) => ffi::sqlite3_result_double(context, number),
            Some(Token::Text(text)) => ffi::sqlite3_result_text64(
                context,
                text.as_ptr().cast(),
                text.len() as u64,
                ffi::SQLITE_TRANSIENT(),
                ffi::SQLITE_UTF8 as u8,
            ),
            Some(Token::Blob([])) => ffi::sqlite3_result_zeroblob(context, 0),
            Some(Token::Blob(blob)) => ffi::sqlite3_result_blob64(
                context,
                blob.as_ptr().cast(),
                blob.len() as u64,
                ffi::SQLITE_TRANSIENT(),
            ),
            Some(Token::List(_)) => {
                let code = Token::take_int(&mut rest).unwrap_or(1) as c_int;
                match code {
                    ffi::SQLITE_NOMEM => ffi::sqlite3_result_error_nomem(context),
                    ffi::SQLITE_TOOBIG => ffi::sqlite3_result_error_toobig(context),
                    _ => {
                        let text = Token::take_text(&mut rest).unwrap_or_default();
                        give_error(context, text);
                    }
                }
            }
            None => give_error(context, "the function cannot be called now"),
        }
    }
}

/// # Safety
/// The context must be that of a call under way.
unsafe fn give_error(context: *mut ffi::sqlite3_context, text: &str) {
    // SAFETY: as the caller says; the text is copied.
    unsafe { ffi::sqlite3_result_error(context, text.as_ptr().cast(), text.len() as c_int) };
}

extern "C" fn call_collation(
    data: *mut c_void,
    one_size: c_int,
    one: *const c_void,
    other_size: c_int,
    other: *const c_void,
) -> c_int {
    // SAFETY: SQLite gives back the data of the collation, and two texts of these sizes.
    unsafe {
        let Some(callback) = callback(data) else {
            return 0;
        };
        let mut request = callback.head("collation", 0, 2);
        for (start, size) in [(one, one_size), (other, other_size)] {
            let text = String::from_utf8_lossy(bytes(start.cast(), size));
            put(&mut request, Token::Text(&text));
        }
        callback.ask_int(&request).unwrap_or(0).signum() as c_int
    }
}

extern "C" fn call_authorizer(
    data: *mut c_void,
    action: c_int,
    first: *const c_char,
    second: *const c_char,
    third: *const c_char,
    fourth: *const c_char,
) -> c_int {
    // SAFETY: SQLite gives back the data, which is there while it is set.
    let Some(callback) = (unsafe { callback(data) }) else {
        return ffi::SQLITE_OK;
    };
    let mut request = callback.head("authorizer", 0, 5);
    put(&mut request, Token::Int(action.into()));
    for text in [first, second, third, fourth] {
        let text = rust_text(text);
        put(
            &mut request,
            text.as_deref().map_or(Token::Null, Token::Text),
        );
    }
    let answer = callback.ask_int(&request);
    answer.map_or(ffi::SQLITE_DENY, |answer| answer as c_int)
}

extern "C" fn call_progress(data: *mut c_void) -> c_int {
    // SAFETY: as for the authorizer.
    let Some(callback) = (unsafe { callback(data) }) else {
        return 0;
    };
    let answer = callback.ask_int(&callback.head("progress", 0, 0));
    answer.unwrap_or(1) as c_int
}

extern "C" fn call_trace(
    _event: c_uint,
    data: *mut c_void,
    statement: *mut c_void,
    text: *mut c_void,
) -> c_int {
    // SAFETY: SQLite gives back the data, a statement, and its text; what it expands is given back.
    unsafe {
        let Some(callback) = callback(data) else {
            return 0;
        };
        let expanded = ffi::sqlite3_expanded_sql(statement.cast());
        let told = rust_text(expanded).or_else(|| rust_text(text.cast()));
        ffi::sqlite3_free(expanded.cast());
        let is_whole = i64::from(!expanded.is_null());
        let mut request = callback.head("trace", 0, 2);
        put(&mut request, Token::Text(&told.unwrap_or_default()));
        put(&mut request, Token::Int(is_whole));
        callback.context.ask_bytes(&request);
    }
    0
}
