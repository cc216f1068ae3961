//! Reads a code of words, signs, texts and comments.

use super::languages::{Trait, Words};
use super::{Kind, Pieces};

/// Reads all of it.
pub(super) fn read(words: &Words, pieces: &mut Pieces) {
    let mut reader = Reader {
        words,
        pieces,
        before: String::new(),
        is_line_start: true,
    };
    while !reader.pieces.rest().is_empty() {
        reader.step();
    }
}

struct Reader<'w, 'p, 'a> {
    words: &'w Words,
    pieces: &'p mut Pieces<'a>,
    /// The word before, for a name that it defines.
    before: String,
    /// Nothing but blanks and dashes stands before in this line.
    is_line_start: bool,
}

impl Reader<'_, '_, '_> {
    fn has(&self, habit: Trait) -> bool {
        self.words.traits.contains(&habit)
    }

    fn step(&mut self) {
        let rest = self.pieces.rest();
        let blanks = self.pieces.run(char::is_whitespace);
        if blanks > 0 {
            self.is_line_start |= rest[..blanks].contains('\n');
            return self.pieces.take(blanks, Kind::Plain);
        }
        let is_line_start = self.is_line_start;
        self.is_line_start = is_line_start && self.has(Trait::Yaml) && rest.starts_with('-');
        if let Some(length) = self.comment() {
            return self.pieces.take(length, Kind::Comment);
        }
        if let Some((length, is_text)) = self.text() {
            let is_key = self.has(Trait::Json) && follows(&rest[length..], ':');
            let kind = match (is_text, is_key) {
                (false, _) => Kind::Literal,
                (true, true) => Kind::Property,
                (true, false) => Kind::Text,
            };
            return match (kind, hole(rest)) {
                (Kind::Text, Some(hole)) => self.text_with_holes(length, hole),
                _ => self.pieces.take(length, kind),
            };
        }
        if self.heading(is_line_start) {
            return;
        }
        let first = rest.chars().next().unwrap_or_default();
        if first.is_ascii_digit() {
            return self.number();
        }
        if first.is_alphabetic() || first == '_' {
            return self.word(is_line_start);
        }
        self.sign(first, is_line_start);
        self.before.clear();
    }

    /// Reads what is neither a word nor a number.
    fn sign(&mut self, first: char, is_line_start: bool) {
        let rest = self.pieces.rest();
        let marked = rest[first.len_utf8()..]
            .find(|character| !is_part(character))
            .unwrap_or(rest.len() - first.len_utf8());
        match first {
            '@' if self.has(Trait::Decorators) && marked > 0 => {
                self.pieces.take(1 + marked, Kind::Operator);
            }
            '$' if self.has(Trait::Shell) && marked > 0 => {
                self.pieces.take(1 + marked, Kind::Property);
            }
            '-' if self.has(Trait::Shell) => {
                let option = self.pieces.run(|c| is_part(c) || c == '-');
                self.pieces.take(option, Kind::Property);
            }
            '-' if self.has(Trait::Yaml) && is_line_start => {
                self.pieces.take(1, Kind::Punctuation);
            }
            ':' if self.has(Trait::Json) => self.pieces.take(1, Kind::Operator),
            '=' if self.has(Trait::Toml) => self.pieces.take(1, Kind::Punctuation),
            '#' if self.has(Trait::Rust) && rest.starts_with("#[") => {
                let attribute = self.pieces.through(2, "]");
                self.pieces.take(attribute, Kind::Property);
            }
            '(' | ')' | '[' | ']' | '{' | '}' | ',' | ';' | ':' | '.' => {
                self.pieces.take(1, Kind::Punctuation);
            }
            '+' | '-' | '*' | '/' | '%' | '=' | '<' | '>' | '!' | '&' | '|' | '^' | '~' | '?' => {
                self.pieces.take(1, Kind::Operator);
            }
            _ => self.pieces.take_one(Kind::Plain),
        }
    }

    fn comment(&self) -> Option<usize> {
        let rest = self.pieces.rest();
        if let Some((begin, end)) = self.words.block_comment
            && rest.starts_with(begin)
        {
            return Some(self.pieces.through(begin.len(), end));
        }
        let is_line = |begin: &&str| rest.starts_with(*begin);
        let is_one = self.words.comments.iter().any(is_line);
        is_one.then(|| rest.find('\n').unwrap_or(rest.len()))
    }

    /// The length of a text with its quotes, and whether it is one rather than a lifetime.
    fn text(&self) -> Option<(usize, bool)> {
        let rest = self.pieces.rest();
        let prefix = self.pieces.run(|c| self.words.prefixes.contains(c));
        let prefix = if prefix > 2 { 0 } else { prefix };
        let inside = &rest[prefix..];
        if self.has(Trait::Rust) && rest.starts_with('\'') {
            return Some(rust_quote(rest));
        }
        let (quote, is_long) = self
            .words
            .quotes
            .iter()
            .find(|(quote, _)| inside.starts_with(quote))?;
        let is_raw = rest[..prefix].contains(['r', 'R']);
        let mut escaped = false;
        for (place, character) in inside.char_indices().skip(quote.chars().count()) {
            if escaped {
                escaped = false;
            } else if inside[place..].starts_with(quote) {
                return Some((prefix + place + quote.len(), true));
            } else if character == '\n' && !is_long {
                return Some((prefix + place, true));
            } else {
                escaped = character == '\\' && !is_raw;
            }
        }
        Some((rest.len(), true))
    }

    /// A text in which code stands in braces.
    fn text_with_holes(&mut self, length: usize, hole: &str) {
        let end = self.pieces.place() + length;
        while let Some(rest) = self.pieces.code.get(self.pieces.place()..end)
            && !rest.is_empty()
        {
            let Some((before, inside)) = rest.split_once(hole) else {
                return self.pieces.take(rest.len(), Kind::Text);
            };
            if inside.starts_with('{') {
                // Two braces stand for one.
                self.pieces.take(before.len() + 2, Kind::Text);
                continue;
            }
            let Some(code) = inside.find('}') else {
                return self.pieces.take(rest.len(), Kind::Text);
            };
            self.pieces.take(before.len(), Kind::Text);
            self.pieces.take(hole.len(), Kind::Punctuation);
            let brace = self.pieces.place() + code;
            while self.pieces.place() < brace {
                self.step();
            }
            if self.pieces.place() == brace {
                self.pieces.take(1, Kind::Punctuation);
            }
        }
    }

    /// A line such as `[section]`.
    fn heading(&mut self, is_line_start: bool) -> bool {
        let rest = self.pieces.rest();
        if !(is_line_start && self.has(Trait::Toml) && rest.starts_with('[')) {
            return false;
        }
        let brackets = self.pieces.run(|c| c == '[');
        self.pieces.take(brackets, Kind::Punctuation);
        let name = self.pieces.run(|c| c != ']' && c != '\n');
        self.pieces.take(name, Kind::Name);
        true
    }

    fn number(&mut self) {
        let rest = self.pieces.rest();
        let mut length = 0;
        let mut last = '0';
        for character in rest.chars() {
            let is_exponent = matches!(last, 'e' | 'E') && !rest.starts_with("0x");
            if !(is_part(character)
                || character == '.'
                || (is_exponent && "+-".contains(character)))
            {
                break;
            }
            length += character.len_utf8();
            last = character;
        }
        self.pieces.take(length, Kind::Number);
    }

    fn word(&mut self, is_line_start: bool) {
        let has_dashes = self.has(Trait::Yaml) || self.has(Trait::Toml) || self.has(Trait::Shell);
        let rest = self.pieces.rest();
        let length = self
            .pieces
            .run(|c| is_part(c) || (has_dashes && "-.".contains(c)));
        let (word, after) = rest.split_at(length);
        let is_among = |list: &str| {
            list.split(' ').any(|known| {
                known == word || (self.has(Trait::Caseless) && known.eq_ignore_ascii_case(word))
            })
        };
        let is_defined = self
            .words
            .definers
            .split(' ')
            .any(|definer| definer == self.before);
        let kind = if self.has(Trait::Yaml) && is_line_start && follows(after, ':') {
            Kind::Operator
        } else if self.has(Trait::Toml) && is_line_start && follows(after, '=') {
            Kind::Property
        } else if is_among(self.words.keywords) {
            Kind::Keyword
        } else if is_among(self.words.literals) {
            Kind::Literal
        } else if self.has(Trait::Rust) && after.starts_with('!') && !after.starts_with("!=") {
            self.before.clear();
            return self.pieces.take(length + 1, Kind::Property);
        } else if is_defined && !self.before.is_empty()
            || is_among(self.words.known)
            || self.has(Trait::Calls) && after.starts_with('(')
        {
            Kind::Name
        } else {
            Kind::Plain
        };
        self.pieces.take(length, kind);
        word.clone_into(&mut self.before);
    }
}

/// What begins code within a text, where that may be.
fn hole(text: &str) -> Option<&'static str> {
    let is_formatted = text.starts_with(['f', 'F']) || text[1..].starts_with(['f', 'F']);
    match text.chars().next()? {
        '`' => Some("${"),
        '"' | '\'' => None,
        _ => is_formatted.then_some("{"),
    }
}

/// The length of what begins with a single quote in Rust, and whether it is a character.
fn rust_quote(rest: &str) -> (usize, bool) {
    let mut inside = rest.char_indices().skip(1);
    let (_, first) = inside.next().unwrap_or((1, '\''));
    let end = if first == '\\' {
        rest.get(3..)
            .and_then(|late| late.find('\''))
            .map(|place| place + 3)
    } else {
        inside
            .next()
            .filter(|(_, second)| *second == '\'')
            .map(|(place, _)| place)
    };
    match end.filter(|end| *end < 14) {
        Some(end) => (end + 1, true),
        None => {
            let name = rest[1..].find(|c| !is_part(c)).unwrap_or(rest.len() - 1);
            (1 + name, false)
        }
    }
}

fn is_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether `sign` comes next, after blanks.
fn follows(rest: &str, sign: char) -> bool {
    rest.trim_start_matches([' ', '\t']).starts_with(sign)
}
