//! A file system for SQLite that asks the host.

use std::ffi::{CString, c_char, c_int, c_void};
use std::rc::{Rc, Weak};

use brooklet_sql::Token;

use crate::context::Context;
use crate::ffi;
use crate::files::OpenFile;
use crate::values::rust_text;

/// The longest path, in bytes.
const LONGEST_PATH: c_int = 4096;
/// Milliseconds between the day from which SQLite counts and the Unix epoch.
const EPOCH_MILLIS: i64 = 210_866_760_000_000;

/// A file system that SQLite knows for as long as this lives.
pub(crate) struct Vfs {
    name: CString,
    // SQLite holds pointers to both: they stay where they are.
    registered: Box<ffi::sqlite3_vfs>,
    app: Box<App>,
}

/// What SQLite gives back at each call.
#[derive(Default)]
struct App {
    context: std::cell::OnceCell<Weak<Context>>,
}

impl Vfs {
    /// A file system under a name of its own.
    pub(crate) fn new() -> Self {
        let app = Box::<App>::default();
        let name = format!("brooklet-{:x}", std::ptr::from_ref(&*app).addr());
        let name = CString::new(name).unwrap_or_default();
        let vfs = Box::new(ffi::sqlite3_vfs {
            iVersion: 2,
            szOsFile: size_of::<OpenFile>() as c_int,
            mxPathname: LONGEST_PATH,
            pNext: std::ptr::null_mut(),
            zName: name.as_ptr(),
            pAppData: std::ptr::from_ref(&*app).cast_mut().cast(),
            xOpen: Some(open),
            xDelete: Some(delete),
            xAccess: Some(access),
            xFullPathname: Some(full_path),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(randomness),
            xSleep: Some(sleep),
            xCurrentTime: Some(current_time),
            xGetLastError: None,
            xCurrentTimeInt64: Some(current_time_millis),
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        });
        Self {
            name,
            registered: vfs,
            app,
        }
    }

    pub(crate) fn name(&self) -> &CString {
        &self.name
    }

    /// Makes SQLite know it, for this library.
    pub(crate) fn register(&self, context: &Rc<Context>) {
        // Set here and nowhere else.
        let _ = self.app.context.set(Rc::downgrade(context));
        let vfs = std::ptr::from_ref(&*self.registered).cast_mut();
        // SAFETY: it stays where it is until `drop` takes it back. Where SQLite has no memory for
        // it, opening a database fails later.
        unsafe { ffi::sqlite3_vfs_register(vfs, 0) };
    }
}

impl Drop for Vfs {
    fn drop(&mut self) {
        // SAFETY: it was registered, and no file is open in it any more.
        unsafe { ffi::sqlite3_vfs_unregister(&raw mut *self.registered) };
    }
}

fn context(vfs: *mut ffi::sqlite3_vfs) -> Option<Rc<Context>> {
    // SAFETY: SQLite gives back the file system that was registered, with its data.
    let app = unsafe { (*vfs).pAppData.cast::<App>().as_ref() };
    app?.context.get()?.upgrade()
}

extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    given_flags: *mut c_int,
) -> c_int {
    // SAFETY: SQLite gives room for the file and, unless it is null, for the flags.
    unsafe {
        (*file).pMethods = std::ptr::null();
        let Some(context) = context(vfs) else {
            return ffi::SQLITE_CANTOPEN;
        };
        if !OpenFile::open(file, &context, rust_text(path), flags) {
            return ffi::SQLITE_CANTOPEN;
        }
        if !given_flags.is_null() {
            *given_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, path: *const c_char, sync: c_int) -> c_int {
    let (Some(context), Some(path)) = (context(vfs), rust_text(path)) else {
        return ffi::SQLITE_IOERR_DELETE;
    };
    let deleted = context.ask_int(&[Token::Text("delete"), Token::Text(&path)]);
    if deleted != Some(0) {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    if sync != 0 {
        context.ask(&[Token::Text("sync path"), Token::Text(&path)]);
    }
    ffi::SQLITE_OK
}

extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    _wish: c_int,
    is_there: *mut c_int,
) -> c_int {
    let (Some(context), Some(path)) = (context(vfs), rust_text(path)) else {
        return ffi::SQLITE_IOERR_ACCESS;
    };
    let found = context.ask_int(&[Token::Text("exists"), Token::Text(&path)]);
    // SAFETY: SQLite gives room for it.
    unsafe { *is_there = (found == Some(1)).into() };
    ffi::SQLITE_OK
}

extern "C" fn full_path(
    vfs: *mut ffi::sqlite3_vfs,
    path: *const c_char,
    room: c_int,
    target: *mut c_char,
) -> c_int {
    let (Some(context), Some(path)) = (context(vfs), rust_text(path)) else {
        return ffi::SQLITE_CANTOPEN;
    };
    let answer = context.ask(&[Token::Text("path"), Token::Text(&path)]);
    let Some(full) = Token::take_text(&mut answer.as_slice()) else {
        return ffi::SQLITE_CANTOPEN;
    };
    if full.len() + 1 > room as usize {
        return ffi::SQLITE_CANTOPEN;
    }
    // SAFETY: there is room for the path and its end.
    unsafe {
        std::ptr::copy_nonoverlapping(full.as_ptr().cast(), target, full.len());
        *target.add(full.len()) = 0;
    }
    ffi::SQLITE_OK
}

extern "C" fn randomness(vfs: *mut ffi::sqlite3_vfs, amount: c_int, target: *mut c_char) -> c_int {
    let Some(context) = context(vfs) else {
        return 0;
    };
    let answer = context.ask(&[Token::Text("random"), Token::Int(amount.into())]);
    let bytes = Token::take_blob(&mut answer.as_slice()).unwrap_or_default();
    let count = bytes.len().min(amount as usize);
    // SAFETY: there is room for as many bytes as were asked for.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast(), target, count) };
    count as c_int
}

/// Within a call nobody gets on whom it would help to wait for. The host counts how long a connection
/// would have waited, and does so between calls.
extern "C" fn sleep(vfs: *mut ffi::sqlite3_vfs, micros: c_int) -> c_int {
    if let Some(context) = context(vfs) {
        context.ask(&[Token::Text("sleep"), Token::Int(micros.into())]);
    }
    micros
}

extern "C" fn current_time(vfs: *mut ffi::sqlite3_vfs, days: *mut f64) -> c_int {
    let mut millis = 0;
    let code = current_time_millis(vfs, &raw mut millis);
    // SAFETY: SQLite gives room for it.
    unsafe { *days = millis as f64 / 86_400_000.0 };
    code
}

extern "C" fn current_time_millis(
    vfs: *mut ffi::sqlite3_vfs,
    millis: *mut ffi::sqlite3_int64,
) -> c_int {
    let now = context(vfs).and_then(|context| context.ask_int(&[Token::Text("now")]));
    let Some(now) = now else {
        return ffi::SQLITE_ERROR;
    };
    // SAFETY: SQLite gives room for it.
    unsafe { *millis = now + EPOCH_MILLIS };
    ffi::SQLITE_OK
}

const _: () = assert!(align_of::<OpenFile>() <= align_of::<*mut c_void>());
