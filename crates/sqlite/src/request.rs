//! Requests and simple answers as bytes.

use brooklet_sql::{Token, bytes_of};

use crate::failure::Failure;

/// The arguments of a request that have not been taken.
pub(crate) struct Arguments<'a>(pub(crate) &'a [u8]);

impl<'a> Arguments<'a> {
    pub(crate) fn token(&mut self) -> Result<Token<'a>, Failure> {
        Token::take(&mut self.0).ok_or_else(unfit)
    }

    pub(crate) fn int(&mut self) -> Result<i64, Failure> {
        Token::take_int(&mut self.0).ok_or_else(unfit)
    }

    pub(crate) fn text(&mut self) -> Result<&'a str, Failure> {
        Token::take_text(&mut self.0).ok_or_else(unfit)
    }

    pub(crate) fn blob(&mut self) -> Result<&'a [u8], Failure> {
        Token::take_blob(&mut self.0).ok_or_else(unfit)
    }
}

fn unfit() -> Failure {
    Failure::misuse("the arguments do not fit the operation")
}

/// The answer where there is nothing to say.
pub(crate) fn nothing() -> Vec<u8> {
    bytes_of(&[Token::Null])
}

/// A number as an answer.
pub(crate) fn int(number: i64) -> Vec<u8> {
    bytes_of(&[Token::Int(number)])
}

/// A text as an answer.
pub(crate) fn text(text: &str) -> Vec<u8> {
    bytes_of(&[Token::Text(text)])
}
