//! The door of the wasm file: requests, answers and calls back lie in memory as their size (four
//! bytes) and their content.

use std::alloc::{Layout, alloc, dealloc};
use std::rc::Rc;

use brooklet_sql::{Host, Library as _, Token, bytes_of};
use sqlite_wasm_rs::host::{LocalTime, OK};

use crate::Sqlite;

const SIZE_BYTES: usize = 4;
const FAILED: i32 = 2;

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Takes a request, leaves it where it is, and gives an answer.
    fn answer(request: *const u8) -> *mut u8;
}

/// Whoever has made this instance.
struct Import;

impl Host for Import {
    fn answer(&self, request: &[u8]) -> Vec<u8> {
        let message = pack(request);
        // SAFETY: the importer gives a message that `allocate` has made, or null.
        unsafe {
            let given = answer(message);
            release(message);
            take(given)
        }
    }
}

/// Room for a message of a size, which is written already. Null if there is none.
#[unsafe(no_mangle)]
extern "C" fn allocate(size: usize) -> *mut u8 {
    // SAFETY: the size is not zero, and there is room for the four bytes.
    unsafe {
        let message = alloc(layout(size));
        if !message.is_null() {
            message.cast::<u32>().write_unaligned(size as u32);
        }
        message
    }
}

/// A library of its own.
#[unsafe(no_mangle)]
extern "C" fn open_library() -> *const Sqlite {
    Rc::into_raw(Rc::new(Sqlite::default()))
}

/// Carries out a request, which is taken, and gives the answer.
///
/// # Safety
/// The library must be one of [`open_library`], the request one of [`allocate`].
#[unsafe(no_mangle)]
unsafe extern "C" fn call(library: *const Sqlite, request: *mut u8) -> *mut u8 {
    // SAFETY: as the caller says.
    unsafe {
        let request = take(request);
        let host: Rc<dyn Host> = Rc::new(Import);
        pack(&(*library).call(&request, &host))
    }
}

/// Frees a message.
///
/// # Safety
/// It must be one of [`allocate`].
#[unsafe(no_mangle)]
unsafe extern "C" fn release(message: *mut u8) {
    // SAFETY: as the caller says.
    unsafe {
        let size = message.cast::<u32>().read_unaligned() as usize;
        dealloc(message, layout(size));
    }
}

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size + SIZE_BYTES, SIZE_BYTES).unwrap_or(Layout::new::<u32>())
}

fn pack(content: &[u8]) -> *mut u8 {
    let message = allocate(content.len());
    assert!(!message.is_null(), "the memory is full");
    // SAFETY: there is room for the content behind the size.
    unsafe {
        std::ptr::copy_nonoverlapping(content.as_ptr(), message.add(SIZE_BYTES), content.len());
    }
    message
}

/// # Safety
/// The message must be one of [`allocate`], or null.
unsafe fn take(message: *mut u8) -> Vec<u8> {
    if message.is_null() {
        return Vec::new();
    }
    // SAFETY: as the caller says.
    unsafe {
        let size = message.cast::<u32>().read_unaligned() as usize;
        let content = std::slice::from_raw_parts(message.add(SIZE_BYTES), size).to_vec();
        release(message);
        content
    }
}

fn ask_int(request: &[Token<'_>]) -> Option<i64> {
    Token::take_int(&mut Import.answer(&bytes_of(request)).as_slice())
}

/// # Safety
/// There must be room for `size` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn rust_sqlite_wasm_host_random(target: *mut u8, size: usize) -> usize {
    let answer = Import.answer(&bytes_of(&[Token::Text("random"), Token::Int(size as i64)]));
    let bytes = Token::take_blob(&mut answer.as_slice()).unwrap_or_default();
    let count = bytes.len().min(size);
    // SAFETY: as the caller says.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), target, count) };
    count
}

/// # Safety
/// There must be room for `size` bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn rust_sqlite_wasm_host_fill_entropy(target: *mut u8, size: usize) -> i32 {
    // SAFETY: as the caller says.
    let count = unsafe { rust_sqlite_wasm_host_random(target, size) };
    if count == size { OK } else { FAILED }
}

#[unsafe(no_mangle)]
extern "C" fn rust_sqlite_wasm_host_sleep(_secs: u64, _nanos: u32) {}

/// # Safety
/// There must be room for the number.
#[unsafe(no_mangle)]
unsafe extern "C" fn rust_sqlite_wasm_host_epoch_timestamp_in_ms(target: *mut i64) -> i32 {
    let Some(now) = ask_int(&[Token::Text("now")]) else {
        return FAILED;
    };
    // SAFETY: as the caller says.
    unsafe { target.write(now) };
    OK
}

/// # Safety
/// There must be room for the fields.
#[unsafe(no_mangle)]
unsafe extern "C" fn rust_sqlite_wasm_host_localtime(secs: i64, target: *mut LocalTime) -> i32 {
    let Some(offset) = ask_int(&[Token::Text("offset"), Token::Int(secs)]) else {
        return FAILED;
    };
    // SAFETY: as the caller says.
    unsafe { target.write(civil(secs + offset, offset)) };
    OK
}

/// The calendar's fields of a moment in seconds since the Unix epoch.
fn civil(secs: i64, offset: i64) -> LocalTime {
    let (days, second_of_day) = (secs.div_euclid(86_400), secs.rem_euclid(86_400));
    // Counted in eras of 400 years that begin in March, so that leap days come last.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 {
        month_index + 3
    } else {
        month_index - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    // From January on, where the count began in March.
    let year_day = if month > 2 {
        day_of_year + 59 + i64::from(is_leap)
    } else {
        day_of_year - 306
    };
    LocalTime {
        year: year as i32,
        month: month as i32,
        day: day as i32,
        hour: (second_of_day / 3600) as i32,
        minute: (second_of_day / 60 % 60) as i32,
        second: (second_of_day % 60) as i32,
        weekday: (days + 4).rem_euclid(7) as i32,
        yearday: year_day as i32,
        is_dst: -1,
        utc_offset_seconds: offset as i32,
    }
}
