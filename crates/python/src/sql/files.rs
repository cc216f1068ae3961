//! Files, clock and chance for SQLite: what its library asks its host for.

use std::time::Duration;

use brooklet_sql::{Token, bytes_of};

use super::Door;
use crate::files::{FileError, OpenOptions, Whence, database_of};

const READ_WRITE: i64 = 0x2;
const CREATE: i64 = 0x4;
const EXCLUSIVE: i64 = 0x10;

/// How it went: 0 if well, 1 if there is no room.
const DONE: i64 = 0;
const NO_ROOM: i64 = 1;
const BUSY: i64 = 1;
const FAILED: i64 = -1;

/// The answer to a question about files and the like; `None` if it is about something else.
pub(super) fn answer(door: &Door, kind: &str, mut args: &[u8]) -> Option<Vec<u8>> {
    let files = &door.machine.files;
    let world = &door.machine.world;
    let int = |number: i64| bytes_of(&[Token::Int(number)]);
    let args = &mut args;
    Some(match kind {
        "open" => int(open(door, args).unwrap_or(FAILED)),
        "close" => {
            if let Some(number) = Token::take_int(args) {
                files.release(number as i32);
            }
            int(DONE)
        }
        "read" => match read(door, args) {
            Some(content) => bytes_of(&[Token::Blob(&content)]),
            None => int(FAILED),
        },
        "write" => int(write(door, args).unwrap_or(FAILED)),
        "truncate" => int(truncate(door, args).unwrap_or(FAILED)),
        "size" => {
            let number = Token::take_int(args).unwrap_or(FAILED) as i32;
            int(files
                .status_open(number)
                .map_or(FAILED, |status| status.size as i64))
        }
        "delete" => {
            let deleted = Token::take_text(args).map(|path| files.remove_file(path));
            int(if matches!(deleted, Some(Ok(()))) {
                DONE
            } else {
                FAILED
            })
        }
        "exists" => int(Token::take_text(args)
            .is_some_and(|path| files.is_file(path))
            .into()),
        "path" => bytes_of(&[Token::Text(&files.absolute(Token::take_text(args)?))]),
        "begin to read" | "end reading" | "reserve" | "free" | "sleep" | "sync" | "sync path" => {
            int(share(door, kind, args).unwrap_or(FAILED))
        }
        "random" => {
            let mut bytes = vec![0; Token::take_int(args).unwrap_or(0).clamp(0, 1 << 16) as usize];
            world.random(&mut bytes);
            bytes_of(&[Token::Blob(&bytes)])
        }
        "now" => int(world.now().as_millis() as i64),
        "offset" => int(world
            .utc_offset_secs(Token::take_int(args).unwrap_or(0))
            .into()),
        _ => return None,
    })
}

/// Notes what is done with a file, which other programs may have open as well.
fn share(door: &Door, kind: &str, args: &mut &[u8]) -> Option<i64> {
    let (files, sharing) = (&door.machine.files, &door.sharing);
    if kind == "sync path" {
        let path = files.absolute(Token::take_text(args)?);
        sharing.note_written(database_of(&path));
        return Some(DONE);
    }
    let number = Token::take_int(args)?;
    if kind == "sleep" {
        sharing.note_wait(Duration::from_micros(number.max(0) as u64));
        return Some(DONE);
    }
    if kind == "begin to read" {
        files.refresh_open(number as i32);
    }
    let path = files.path_of(number as i32)?;
    match (kind, files.keeper()) {
        ("begin to read", Some(keeper)) => keeper.hold(&path),
        ("end reading", Some(keeper)) => keeper.release(&path),
        ("reserve", _) if !sharing.is_reserved(&path, files) => return Some(BUSY),
        ("free", _) => sharing.free(path),
        ("sync", _) => sharing.note_written(database_of(&path)),
        _ => {}
    }
    Some(DONE)
}

fn open(door: &Door, args: &mut &[u8]) -> Option<i64> {
    let path = Token::take_text(args)?;
    let flags = Token::take_int(args)?;
    let options = OpenOptions {
        read: true,
        write: flags & READ_WRITE != 0,
        create: flags & CREATE != 0,
        create_new: flags & CREATE != 0 && flags & EXCLUSIVE != 0,
        ..OpenOptions::default()
    };
    let files = &door.machine.files;
    if files.is_folder(path) {
        return None;
    }
    files.open(path, options).ok().map(i64::from)
}

fn read(door: &Door, args: &mut &[u8]) -> Option<Vec<u8>> {
    let number = Token::take_int(args)? as i32;
    let offset = Token::take_int(args)?;
    let amount = usize::try_from(Token::take_int(args)?).ok()?;
    let files = &door.machine.files;
    files.seek(number, offset, Whence::Start).ok()?;
    files.read_open(number, amount).ok()
}

fn write(door: &Door, args: &mut &[u8]) -> Option<i64> {
    let number = Token::take_int(args)? as i32;
    let offset = Token::take_int(args)?;
    let content = Token::take_blob(args)?;
    let files = &door.machine.files;
    files.seek(number, offset, Whence::Start).ok()?;
    Some(outcome(files.write_open(number, content).map(drop)))
}

fn truncate(door: &Door, args: &mut &[u8]) -> Option<i64> {
    let number = Token::take_int(args)? as i32;
    let size = u64::try_from(Token::take_int(args)?).ok()?;
    Some(outcome(door.machine.files.truncate(number, size)))
}

fn outcome(result: Result<(), FileError>) -> i64 {
    match result {
        Ok(()) => DONE,
        Err(FileError::NoSpace | FileError::TooBig) => NO_ROOM,
        Err(_) => FAILED,
    }
}
