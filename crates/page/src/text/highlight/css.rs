//! Reads rules of style: selectors outside of braces, properties and values inside.

use super::{Kind, Pieces};

/// Reads all of it.
pub(super) fn read(pieces: &mut Pieces) {
    let mut is_value = false;
    loop {
        let rest = pieces.rest();
        let Some(first) = rest.chars().next() else {
            return;
        };
        let blanks = pieces.run(char::is_whitespace);
        // A declaration ends with a semicolon or its block; what opens a block is a selector.
        let end = rest.find(['{', '}', ';']).unwrap_or(rest.len());
        let opens = rest[end..].starts_with('{');
        if blanks > 0 {
            pieces.take(blanks, Kind::Plain);
        } else if rest.starts_with("/*") {
            pieces.take(pieces.through(2, "*/"), Kind::Comment);
        } else if "{};".contains(first) {
            is_value = false;
            pieces.take(1, Kind::Punctuation);
        } else if opens && !is_value {
            let end = rest.find("/*").map_or(end, |comment| comment.min(end));
            let kind = if first == '@' {
                Kind::Operator
            } else {
                Kind::Name
            };
            pieces.take(end, kind);
        } else if first == ':' {
            is_value = true;
            pieces.take(1, Kind::Punctuation);
        } else if is_value {
            value(pieces, first);
        } else {
            let name = pieces.run(|c| c.is_alphanumeric() || "-_@".contains(c));
            let kind = if first == '@' {
                Kind::Operator
            } else {
                Kind::Property
            };
            pieces.take(name.max(first.len_utf8()), kind);
        }
    }
}

fn value(pieces: &mut Pieces, first: char) {
    let rest = pieces.rest();
    match first {
        '"' | '\'' => pieces.take(pieces.through(1, &first.to_string()), Kind::Text),
        '0'..='9' => pieces.take(pieces.run(|c| c.is_ascii_digit() || c == '.'), Kind::Number),
        '!' => pieces.take(
            1 + rest[1..]
                .find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len() - 1),
            Kind::Operator,
        ),
        '(' | ')' | ',' => pieces.take(1, Kind::Punctuation),
        _ => {
            let length = pieces.run(|c| c.is_alphanumeric() || "#-_%.".contains(c));
            let is_call = rest[length..].starts_with('(');
            let kind = if is_call && length > 0 {
                Kind::Name
            } else {
                Kind::Plain
            };
            pieces.take(length.max(first.len_utf8()), kind);
        }
    }
}
