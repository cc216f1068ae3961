//! An open file of SQLite: the host's, or one in memory that nobody else sees.

use std::cell::{Cell, RefCell};
use std::ffi::{c_int, c_void};
use std::rc::Rc;

use brooklet_sql::Token;

use crate::context::Context;
use crate::ffi;
use crate::locks::Level;

/// What SQLite makes room for.
#[repr(C)]
pub(crate) struct OpenFile {
    base: ffi::sqlite3_file,
    state: *mut State,
}

struct State {
    context: Rc<Context>,
    content: Content,
    path: String,
    level: Cell<Level>,
    /// Whether it goes when it is closed.
    is_passing: bool,
}

enum Content {
    /// By the host's number.
    Host(i64),
    Memory(RefCell<Vec<u8>>),
}

/// The size of a block that is written whole or not at all, as far as SQLite should care.
const SECTOR_BYTES: c_int = 4096;

impl OpenFile {
    /// Opens a file at a path, or one without a name. `false` if the host does not.
    ///
    /// # Safety
    /// `place` must have room for an [`OpenFile`].
    pub(crate) unsafe fn open(
        place: *mut ffi::sqlite3_file,
        context: &Rc<Context>,
        path: Option<String>,
        flags: c_int,
    ) -> bool {
        let content = match &path {
            Some(path) => {
                let request = [
                    Token::Text("open"),
                    Token::Text(path),
                    Token::Int(flags.into()),
                ];
                match context.ask_int(&request) {
                    Some(number) if number >= 0 => Content::Host(number),
                    _ => return false,
                }
            }
            None => Content::Memory(RefCell::default()),
        };
        let state = Box::new(State {
            context: Rc::clone(context),
            content,
            path: path.unwrap_or_default(),
            level: Cell::default(),
            is_passing: flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0,
        });
        let file = Self {
            base: ffi::sqlite3_file {
                pMethods: &raw const METHODS,
            },
            state: Box::into_raw(state),
        };
        // SAFETY: as the caller says.
        unsafe { place.cast::<Self>().write(file) };
        true
    }
}

/// The state of an open file.
fn state<'a>(file: *mut ffi::sqlite3_file) -> &'a State {
    // SAFETY: SQLite calls these methods for files that `open` has made and `close` has not ended.
    unsafe { &*(*file.cast::<OpenFile>()).state }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    // SAFETY: SQLite closes each file once.
    let state = unsafe { Box::from_raw((*file.cast::<OpenFile>()).state) };
    let context = &state.context;
    lower(&state, Level::None);
    if let Content::Host(number) = state.content {
        context.ask(&[Token::Text("close"), Token::Int(number)]);
        if state.is_passing {
            context.ask(&[Token::Text("delete"), Token::Text(&state.path)]);
        }
    }
    ffi::SQLITE_OK
}

extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    target: *mut c_void,
    amount: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite gives room for as many bytes as it asks for.
    let target = unsafe { std::slice::from_raw_parts_mut(target.cast::<u8>(), amount as usize) };
    let state = state(file);
    let count = match &state.content {
        Content::Host(number) => {
            let request = [
                Token::Text("read"),
                Token::Int(*number),
                Token::Int(offset),
                Token::Int(amount.into()),
            ];
            let answer = state.context.ask(&request);
            let Some(bytes) = Token::take_blob(&mut answer.as_slice()) else {
                return ffi::SQLITE_IOERR_READ;
            };
            copy(bytes, target)
        }
        Content::Memory(bytes) => {
            let bytes = bytes.borrow();
            copy(bytes.get(offset as usize..).unwrap_or_default(), target)
        }
    };
    if count == target.len() {
        return ffi::SQLITE_OK;
    }
    target[count..].fill(0);
    ffi::SQLITE_IOERR_SHORT_READ
}

fn copy(from: &[u8], to: &mut [u8]) -> usize {
    let count = from.len().min(to.len());
    to[..count].copy_from_slice(&from[..count]);
    count
}

extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    source: *const c_void,
    amount: c_int,
    offset: ffi::sqlite3_int64,
) -> c_int {
    // SAFETY: SQLite hands over as many bytes as it says.
    let source = unsafe { std::slice::from_raw_parts(source.cast::<u8>(), amount as usize) };
    let state = state(file);
    match &state.content {
        Content::Host(number) => {
            let request = [
                Token::Text("write"),
                Token::Int(*number),
                Token::Int(offset),
                Token::Blob(source),
            ];
            match state.context.ask_int(&request) {
                Some(0) => ffi::SQLITE_OK,
                Some(1) => ffi::SQLITE_FULL,
                _ => ffi::SQLITE_IOERR_WRITE,
            }
        }
        Content::Memory(bytes) => {
            let mut bytes = bytes.borrow_mut();
            let (start, end) = (offset as usize, offset as usize + source.len());
            if bytes.len() < end {
                bytes.resize(end, 0);
            }
            bytes[start..end].copy_from_slice(source);
            ffi::SQLITE_OK
        }
    }
}

extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: ffi::sqlite3_int64) -> c_int {
    let state = state(file);
    match &state.content {
        Content::Host(number) => {
            let request = [
                Token::Text("truncate"),
                Token::Int(*number),
                Token::Int(size),
            ];
            match state.context.ask_int(&request) {
                Some(0) => ffi::SQLITE_OK,
                _ => ffi::SQLITE_IOERR_TRUNCATE,
            }
        }
        Content::Memory(bytes) => {
            bytes.borrow_mut().resize(size as usize, 0);
            ffi::SQLITE_OK
        }
    }
}

extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    let state = state(file);
    match state.content {
        Content::Memory(_) => ffi::SQLITE_OK,
        Content::Host(number) => match state
            .context
            .ask_int(&[Token::Text("sync"), Token::Int(number)])
        {
            Some(0) => ffi::SQLITE_OK,
            _ => ffi::SQLITE_IOERR_FSYNC,
        },
    }
}

extern "C" fn size(file: *mut ffi::sqlite3_file, size: *mut ffi::sqlite3_int64) -> c_int {
    let state = state(file);
    let bytes = match &state.content {
        Content::Host(number) => state
            .context
            .ask_int(&[Token::Text("size"), Token::Int(*number)]),
        Content::Memory(bytes) => Some(bytes.borrow().len() as i64),
    };
    let Some(bytes) = bytes.filter(|bytes| *bytes >= 0) else {
        return ffi::SQLITE_IOERR_FSTAT;
    };
    // SAFETY: SQLite gives room for it.
    unsafe { *size = bytes };
    ffi::SQLITE_OK
}

extern "C" fn lock(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    let state = state(file);
    let (held, wanted) = (state.level.get(), Level::of(wanted));
    if held == Level::None {
        // What another tab has stored is seen by whoever begins to read, and nothing after.
        ask_of(state, "begin to read");
    }
    let mut level = state.context.locks.raise(&state.path, held, wanted);
    state.level.set(level);
    if held < Level::Reserved && level >= Level::Reserved && ask_of(state, "reserve") == Some(BUSY)
    {
        // A tab that writes excludes those that want to.
        level = state.context.locks.lower(&state.path, level, Level::Shared);
        state.level.set(level);
    }
    if held == Level::None && level == Level::None {
        ask_of(state, "end reading");
    }
    if level >= wanted {
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_BUSY
    }
}

/// What the host answers when another program has what is asked for.
const BUSY: i64 = 1;

/// Asks the host something about an open file of its own.
fn ask_of(state: &State, question: &str) -> Option<i64> {
    let Content::Host(number) = state.content else {
        return None;
    };
    state
        .context
        .ask_int(&[Token::Text(question), Token::Int(number)])
}

/// Lowers what may be done with a file, and tells the host.
fn lower(state: &State, wanted: Level) {
    let held = state.level.get();
    let level = state.context.locks.lower(&state.path, held, wanted);
    state.level.set(level);
    if held >= Level::Reserved && level < Level::Reserved {
        ask_of(state, "free");
    }
    if held > Level::None && level == Level::None {
        ask_of(state, "end reading");
    }
}

extern "C" fn unlock(file: *mut ffi::sqlite3_file, wanted: c_int) -> c_int {
    lower(state(file), Level::of(wanted));
    ffi::SQLITE_OK
}

extern "C" fn check_reserved_lock(file: *mut ffi::sqlite3_file, is_reserved: *mut c_int) -> c_int {
    let state = state(file);
    // SAFETY: SQLite gives room for it.
    unsafe { *is_reserved = state.context.locks.is_reserved(&state.path).into() };
    ffi::SQLITE_OK
}

extern "C" fn file_control(
    _file: *mut ffi::sqlite3_file,
    _operation: c_int,
    _argument: *mut c_void,
) -> c_int {
    ffi::SQLITE_NOTFOUND
}

extern "C" fn sector_size(_file: *mut ffi::sqlite3_file) -> c_int {
    SECTOR_BYTES
}

extern "C" fn device_characteristics(_file: *mut ffi::sqlite3_file) -> c_int {
    0
}
