//! Rust source as a list of words: without comments, texts, and what is compiled for tests only.

/// A word or a sign of a source file, with the line that it stands on (the first is 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// An identifier, a number, or one sign (`::` counts as one).
    pub(crate) text: &'a str,
    /// Where it stands.
    pub(crate) line: usize,
}

/// Replaces comments, strings and characters by spaces; every line keeps its length.
pub(crate) fn without_texts(source: &str) -> String {
    let letters: Vec<char> = source.chars().collect();
    let mut kept = String::with_capacity(source.len());
    let mut index = 0;
    while index < letters.len() {
        let end = text_end(&letters, index);
        if end == index {
            kept.push(letters[index]);
            index += 1;
        } else {
            let hidden = letters[index..end].iter();
            kept.extend(hidden.map(|&letter| if letter == '\n' { '\n' } else { ' ' }));
            index = end;
        }
    }
    kept
}

/// Where the comment, string or character that begins at `start` ends; `start` if none begins there.
fn text_end(letters: &[char], start: usize) -> usize {
    let at = |offset: usize| letters.get(start + offset).copied().unwrap_or(' ');
    let follows_word = start > 0 && is_word(letters[start - 1]);
    match at(0) {
        '/' if at(1) == '/' => find(letters, start, |rest| rest[0] == '\n'),
        '/' if at(1) == '*' => comment_end(letters, start),
        '"' => string_end(letters, start + 1),
        'b' | 'c' if at(1) == '"' && !follows_word => string_end(letters, start + 2),
        'r' if !follows_word => raw_end(letters, start, start + 1),
        'b' | 'c' if at(1) == 'r' && !follows_word => raw_end(letters, start, start + 2),
        '\'' if at(1) == '\\' => 1 + find(letters, start + 3, |rest| rest[0] == '\''),
        // Otherwise it is a lifetime.
        '\'' if at(2) == '\'' => start + 3,
        _ => start,
    }
}

fn find(letters: &[char], from: usize, is_there: impl Fn(&[char]) -> bool) -> usize {
    (from..letters.len())
        .find(|&index| is_there(&letters[index..]))
        .unwrap_or(letters.len())
}

fn comment_end(letters: &[char], start: usize) -> usize {
    let (mut index, mut depth) = (start, 0);
    while index + 1 < letters.len() {
        match (letters[index], letters[index + 1]) {
            ('/', '*') => (depth, index) = (depth + 1, index + 2),
            ('*', '/') if depth == 1 => return index + 2,
            ('*', '/') => (depth, index) = (depth - 1, index + 2),
            _ => index += 1,
        }
    }
    letters.len()
}

fn string_end(letters: &[char], from: usize) -> usize {
    let mut index = from;
    while index < letters.len() {
        match letters[index] {
            '\\' => index += 2,
            '"' => return index + 1,
            _ => index += 1,
        }
    }
    letters.len()
}

fn raw_end(letters: &[char], start: usize, hashes_at: usize) -> usize {
    let quote = find(letters, hashes_at, |rest| rest[0] != '#');
    if letters.get(quote) != Some(&'"') {
        return start;
    }
    let mut closing = vec!['"'];
    closing.resize(1 + quote - hashes_at, '#');
    (find(letters, quote + 1, |rest| rest.starts_with(&closing)) + closing.len()).min(letters.len())
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Splits what [`without_texts`] gave.
pub(crate) fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    for (index, line) in source.lines().enumerate() {
        let mut rest = line.trim_start();
        while let Some(first) = rest.chars().next() {
            let length = if is_word(first) {
                rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (text, after) = rest.split_at(length);
            tokens.push(Token {
                text,
                line: index + 1,
            });
            rest = after.trim_start();
        }
    }
    tokens
}

/// Leaves out the items that stand below `#[cfg(test)]`.
pub(crate) fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let is_marked = tokens.len() - index >= MARK.len()
            && MARK
                .iter()
                .zip(&tokens[index..])
                .all(|(mark, token)| *mark == token.text);
        if is_marked {
            index = item_end(tokens, index + MARK.len());
        } else {
            kept.push(tokens[index]);
            index += 1;
        }
    }
    kept
}

/// The index after the item that begins at `start`: behind its block or its semicolon.
fn item_end(tokens: &[Token<'_>], start: usize) -> usize {
    let mut open = 0;
    for (index, token) in tokens.iter().enumerate().skip(start) {
        match token.text {
            "(" | "[" => open += 1,
            ")" | "]" => open -= 1,
            ";" if open == 0 => return index + 1,
            "{" if open == 0 => {
                let end = block_end(tokens, index);
                // `use a::{b, c};` has braces and ends with a semicolon.
                let has_more = tokens.get(end).is_some_and(|token| token.text == ";");
                return end + usize::from(has_more);
            }
            _ => {}
        }
    }
    tokens.len()
}

/// The index after the brace that closes the one at `open`.
pub(crate) fn block_end(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match token.text {
            "{" => depth += 1,
            "}" if depth == 1 => return index + 1,
            "}" => depth -= 1,
            _ => {}
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> String {
        let source = without_texts(source);
        let words: Vec<_> = tokens(&source).iter().map(|token| token.text).collect();
        words.join(" ")
    }

    #[test]
    fn comments_and_texts_are_left_out() {
        assert_eq!(words("a /* b /* c */ d */ e // f\ng"), "a e g");
        assert_eq!(
            words(r##"x("a\"b", r#"c"d"#, b"e", 'f', '\'', '"') y"##),
            "x ( , , , , , ) y"
        );
        assert_eq!(
            words("fn f<'a>(x: &'a str, r: u8)"),
            "fn f < ' a > ( x : & ' a str , r : u8 )"
        );
        assert_eq!(words("a::b for_bar"), "a :: b for_bar");
    }

    #[test]
    fn lines_are_kept() {
        let source = without_texts("a \"\n\n\" b");
        assert_eq!(tokens(&source).last(), Some(&Token { text: "b", line: 3 }));
    }

    #[test]
    fn what_is_for_tests_is_left_out() {
        let source = "use a; #[cfg(test)] use b::{c}; #[cfg(test)] mod d { fn e() {} } fn f() {}";
        let all = tokens(source);
        let kept: Vec<_> = without_tests(&all).iter().map(|token| token.text).collect();
        assert_eq!(kept.join(" "), "use a ; fn f ( ) { }");
    }
}
