//! Wheels: packages as zip archives, whose files are unpacked when they are first read.

use std::rc::Rc;

use crate::files::{FileError, FileSystem, Packed};

/// Why a wheel cannot be installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WheelError {
    /// It is cut off, or something else.
    #[error("it is not a wheel, or it is damaged")]
    Damaged,
    /// There is a way of packing that wheels do not use.
    #[error("it is packed in a way that cannot be read")]
    Method,
    /// The place of one of its files is taken.
    #[error("its files cannot be written: {0}")]
    File(#[from] FileError),
}

/// A file in an archive.
struct Member {
    path: String,
    packed: Packed,
}

/// Lays out the files of a wheel in a folder, and gives their paths.
pub(crate) fn install(
    files: &FileSystem,
    folder: &str,
    bytes: Vec<u8>,
) -> Result<Vec<String>, WheelError> {
    let members = members(&Rc::from(bytes))?;
    let mut paths = Vec::new();
    for member in members {
        let Some(place) = place(&member.path) else {
            continue;
        };
        let path = format!("{folder}/{place}");
        files.write_packed(&path, member.packed)?;
        paths.push(path);
    }
    Ok(paths)
}

/// Where in the packages' folder a file belongs; programs and manuals are left out.
fn place(path: &str) -> Option<&str> {
    let is_outside = path.ends_with('/') || path.split('/').any(|part| part == "..");
    let (first, rest) = path.split_once('/').unwrap_or((path, ""));
    if is_outside {
        return None;
    }
    if first.strip_suffix(".data").is_none() {
        return Some(path);
    }
    let library = ["purelib/", "platlib/"];
    library.iter().find_map(|kind| rest.strip_prefix(kind))
}

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";

/// Reads the directory at the end of a zip archive.
fn members(archive: &Rc<[u8]>) -> Result<Vec<Member>, WheelError> {
    let end = archive
        .windows(END.len())
        .rposition(|window| window == END)
        .ok_or(WheelError::Damaged)?;
    let count = short(archive, end + 10)?;
    let mut at = long(archive, end + 16)?;
    let mut members = Vec::new();
    for _ in 0..count {
        expect(archive, at, ENTRY)?;
        let method = short(archive, at + 10)?;
        let packed_size = long(archive, at + 20)?;
        let size = long(archive, at + 24)?;
        let [name, extra, comment] = [28, 30, 32].map(|offset| short(archive, at + offset));
        let (name, extra, comment) = (name?, extra?, comment?);
        let local = long(archive, at + 42)?;
        expect(archive, local, LOCAL)?;
        let start = local + 30 + short(archive, local + 26)? + short(archive, local + 28)?;
        let range = start..start + packed_size;
        let path = archive.get(at + 46..at + 46 + name);
        let path = path.and_then(|path| std::str::from_utf8(path).ok());
        if archive.get(range.clone()).is_none() || !matches!(method, 0 | 8) {
            return Err(WheelError::Method);
        }
        members.push(Member {
            path: path.ok_or(WheelError::Damaged)?.to_owned(),
            packed: Packed {
                archive: Rc::clone(archive),
                range,
                size,
                is_deflated: method == 8,
            },
        });
        at += 46 + name + extra + comment;
    }
    Ok(members)
}

fn expect(archive: &[u8], at: usize, mark: &[u8]) -> Result<(), WheelError> {
    let found = archive.get(at..at + mark.len());
    (found == Some(mark))
        .then_some(())
        .ok_or(WheelError::Damaged)
}

fn short(archive: &[u8], at: usize) -> Result<usize, WheelError> {
    let bytes = archive
        .get(at..at + 2)
        .and_then(|bytes| bytes.try_into().ok());
    bytes
        .map(|bytes| usize::from(u16::from_le_bytes(bytes)))
        .ok_or(WheelError::Damaged)
}

fn long(archive: &[u8], at: usize) -> Result<usize, WheelError> {
    let bytes = archive
        .get(at..at + 4)
        .and_then(|bytes| bytes.try_into().ok());
    bytes
        .map(|bytes| u32::from_le_bytes(bytes) as usize)
        .ok_or(WheelError::Damaged)
}
