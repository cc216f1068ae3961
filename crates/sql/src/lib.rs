//! What crosses between Python and SQLite, which lies in a wasm file of its own: requests, answers
//! and calls back, as bytes.
//!
//! A request is a text, the operation's name, and its arguments. An answer begins with a number: 0
//! goes before one value, the code of an error before its message and the offset in the statement
//! (or -1). What is asked of the host is a text and arguments, too; its answer is one value.

use std::fmt;
use std::rc::Rc;

/// A library that is called with bytes.
pub trait Library: fmt::Debug {
    /// Carries out a request. Meanwhile the host may be asked, and may make requests itself.
    fn call(&self, request: &[u8], host: &Rc<dyn Host>) -> Vec<u8>;
}

/// Who has made a request, and has what the library needs for it: files, clock, functions.
pub trait Host {
    /// Answers the library.
    fn answer(&self, request: &[u8]) -> Vec<u8>;
}

/// One value, or the beginning of a list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Token<'a> {
    /// Nothing: `NULL`, or `None`.
    Null,
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
    /// A list of as many values as this says, which follow.
    List(usize),
}

const NULL: u8 = 0;
const INT: u8 = 1;
const FLOAT: u8 = 2;
const TEXT: u8 = 3;
const BLOB: u8 = 4;
const LIST: u8 = 5;

impl<'a> Token<'a> {
    /// Takes the next token off the front of `bytes`. `None` at their end, or where they are none.
    pub fn take(bytes: &mut &'a [u8]) -> Option<Self> {
        let kind = *bytes.split_off_first()?;
        Some(match kind {
            NULL => Self::Null,
            INT => Self::Int(i64::from_le_bytes(eight(bytes)?)),
            FLOAT => Self::Float(f64::from_le_bytes(eight(bytes)?)),
            TEXT => Self::Text(std::str::from_utf8(sized(bytes)?).ok()?),
            BLOB => Self::Blob(sized(bytes)?),
            LIST => Self::List(size(bytes)?),
            _ => return None,
        })
    }

    /// The next token, if it is a whole number.
    pub fn take_int(bytes: &mut &'a [u8]) -> Option<i64> {
        match Self::take(bytes)? {
            Self::Int(number) => Some(number),
            _ => None,
        }
    }

    /// The next token, if it is a text.
    pub fn take_text(bytes: &mut &'a [u8]) -> Option<&'a str> {
        match Self::take(bytes)? {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The next token, if it is bytes.
    pub fn take_blob(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
        match Self::take(bytes)? {
            Self::Blob(blob) => Some(blob),
            _ => None,
        }
    }
}

/// Puts a token behind `bytes`.
pub fn put(bytes: &mut Vec<u8>, token: Token<'_>) {
    match token {
        Token::Null => bytes.push(NULL),
        Token::Int(number) => {
            bytes.push(INT);
            bytes.extend(number.to_le_bytes());
        }
        Token::Float(number) => {
            bytes.push(FLOAT);
            bytes.extend(number.to_le_bytes());
        }
        Token::Text(text) => put_sized(bytes, TEXT, text.as_bytes()),
        Token::Blob(blob) => put_sized(bytes, BLOB, blob),
        Token::List(count) => {
            bytes.push(LIST);
            bytes.extend((count as u32).to_le_bytes());
        }
    }
}

/// The bytes of these tokens.
pub fn bytes_of(tokens: &[Token<'_>]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for token in tokens {
        put(&mut bytes, *token);
    }
    bytes
}

fn put_sized(bytes: &mut Vec<u8>, kind: u8, content: &[u8]) {
    bytes.push(kind);
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
}

fn size(bytes: &mut &[u8]) -> Option<usize> {
    let (size, rest) = bytes.split_first_chunk::<4>()?;
    *bytes = rest;
    usize::try_from(u32::from_le_bytes(*size)).ok()
}

fn sized<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let size = size(bytes)?;
    bytes.split_off(..size)
}

fn eight(bytes: &mut &[u8]) -> Option<[u8; 8]> {
    let (eight, rest) = bytes.split_first_chunk::<8>()?;
    *bytes = rest;
    Some(*eight)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: [Token<'_>; 6] = [
        Token::List(4),
        Token::Null,
        Token::Int(i64::MIN),
        Token::Float(0.1),
        Token::Text("Müsli"),
        Token::Blob(&[0, 255]),
    ];

    #[test]
    fn tokens_are_taken_as_they_were_put() {
        let bytes = bytes_of(&TOKENS);
        let mut rest = bytes.as_slice();
        for token in TOKENS {
            assert_eq!(Token::take(&mut rest), Some(token));
        }
        assert_eq!(Token::take(&mut rest), None);
    }

    #[test]
    fn what_is_cut_off_is_no_token() {
        for token in TOKENS {
            let bytes = bytes_of(&[token]);
            for end in 0..bytes.len() {
                assert_eq!(Token::take(&mut &bytes[..end]), None, "{token:?}, {end}");
            }
        }
    }
}
