//! Reads HTML and XML: tags, comments, entities and the text between them.

use super::{Kind, Pieces};

/// Reads all of it.
pub(super) fn read(pieces: &mut Pieces) {
    while !pieces.rest().is_empty() {
        let rest = pieces.rest();
        if rest.starts_with("<!--") {
            pieces.take(pieces.through(4, "-->"), Kind::Comment);
        } else if rest.starts_with('<') {
            let end = tag_end(rest);
            pieces.take(end, Kind::Tag);
        } else if let Some(name) = rest.strip_prefix('&') {
            let is_part = |c: char| c.is_alphanumeric() || c == '#';
            let length = name.find(|c| !is_part(c)).unwrap_or(name.len());
            if name[length..].starts_with(';') {
                pieces.take(length + 2, Kind::Operator);
            } else {
                pieces.take(length + 1, Kind::Plain);
            }
        } else {
            pieces.take(pieces.run(|c| c != '<' && c != '&'), Kind::Plain);
        }
    }
}

/// Where a tag ends: at the first `>` outside of quotes.
fn tag_end(rest: &str) -> usize {
    let mut quote = None;
    for (place, character) in rest.char_indices() {
        match (quote, character) {
            (None, '>') => return place + 1,
            (None, '"' | '\'') => quote = Some(character),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    rest.len()
}
