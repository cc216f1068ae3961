//! The text of JSON: reading it as Python and people write it, and showing its atoms.

use js_sys::{JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};

/// Marks the numbers of Python that JSON does not have.
const MARK: &str = "\u{0}number:";

/// What stands for words that JSON does not have, the mark for numbers among them left out.
type Words = [(&'static str, Option<&'static str>)];

const NUMBERS: &Words = &[("NaN", None), ("-Infinity", None), ("Infinity", None)];
const PYTHON: &Words = &[
    ("None", Some("null")),
    ("True", Some("true")),
    ("False", Some("false")),
];

/// Reads JSON; the error is the browser's sentence about it.
pub(super) fn parse(body: &str) -> Result<JsValue, String> {
    JSON::parse(body).or_else(|error| {
        JSON::parse(&with_liberties(body, NUMBERS)).map_err(|_| {
            error
                .dyn_ref::<js_sys::Error>()
                .map(|error| String::from(error.message()))
                .unwrap_or_default()
        })
    })
}

/// Reads JSON, or what Python writes for a dictionary or a list.
pub(super) fn parse_python(body: &str) -> Option<JsValue> {
    let read = parse(body);
    read.or_else(|_| JSON::parse(&with_liberties(body, PYTHON)))
        .ok()
}

/// Outside of texts, puts numbers that JSON does not have into marked texts and other words for
/// `words`, and leaves out a comma before the end of a list or object. Texts may stand between single
/// quotes.
fn with_liberties(body: &str, words: &Words) -> String {
    let mut text = String::with_capacity(body.len());
    // What the text ends with that this is in.
    let mut quote = None;
    let mut rest = body;
    while let Some(character) = rest.chars().next() {
        let word = words.iter().find(|(word, _)| rest.starts_with(word));
        if let (None, Some((word, instead))) = (quote, word) {
            match instead {
                Some(instead) => text.push_str(instead),
                None => text.extend(["\"\\u0000number:", word, "\""]),
            }
            rest = &rest[word.len()..];
            continue;
        }
        let length = character.len_utf8();
        let next = rest[length..].chars().next();
        let after = length + next.map_or(0, char::len_utf8);
        let (written, length) = match (quote, character) {
            (Some(_), '\\') if next == Some('\'') => ("'", after),
            (Some(_), '\\') if next == Some('x') => ("\\u00", after),
            (Some(_), '\\') => (&rest[..after], after),
            (Some('\''), '"') => ("\\\"", length),
            (Some(end), _) if end == character => {
                quote = None;
                ("\"", length)
            }
            (None, '"' | '\'') => {
                quote = Some(character);
                ("\"", length)
            }
            (None, ',') if rest[1..].trim_start().starts_with([']', '}']) => ("", length),
            _ => (&rest[..length], length),
        };
        text.push_str(written);
        rest = &rest[length..];
    }
    text
}

/// What kind of value this is, which is neither a list nor an object, and how it is shown.
pub(super) fn atom(value: &JsValue) -> (&'static str, String) {
    if value.is_null() {
        return ("null", "NULL".to_owned());
    }
    if let Some(flag) = value.as_bool() {
        return ("bool", flag.to_string());
    }
    match value.as_string() {
        Some(text) => match text.strip_prefix(MARK) {
            Some(number) => (kind_of(number), number.to_owned()),
            None => ("text", format!("\"{}\"", escaped(&text))),
        },
        None => {
            let number: JsString = js_sys::Number::unchecked_from_js(value.clone())
                .to_string_with_radix(10)
                .unwrap_or_else(|_| JsString::from("NaN"));
            let number = String::from(number);
            (kind_of(&number), number)
        }
    }
}

/// Whole numbers of 32 bits and others have colours of their own, as in the original.
fn kind_of(number: &str) -> &'static str {
    let is_whole = number.parse::<i32>().is_ok();
    if is_whole { "int" } else { "float" }
}

/// A text on one line.
pub(super) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
        .replace('\r', "\\r")
        .replace('\u{c}', "\\f")
}

#[cfg(test)]
mod tests {
    use super::{NUMBERS, PYTHON, escaped, with_liberties};

    #[test]
    fn numbers_of_python_and_last_commas_are_read() {
        assert_eq!(
            with_liberties(
                r#"{"a": NaN, "b": [-Infinity, "NaN \" Infinity,]", ], }"#,
                NUMBERS
            ),
            r#"{"a": "\u0000number:NaN", "b": ["\u0000number:-Infinity", "NaN \" Infinity,]" ] }"#
        );
    }

    #[test]
    fn what_python_writes_is_read() {
        assert_eq!(
            with_liberties(
                r#"{'a': None, "it's": [True, False], 'say "x"': 'None, \'\\\x7f'}"#,
                PYTHON
            ),
            r#"{"a": null, "it's": [true, false], "say \"x\"": "None, '\\\u007f"}"#
        );
    }

    #[test]
    fn a_text_is_shown_on_one_line_and_its_quotes_stay() {
        assert_eq!(escaped("a\tb\\c\"\r\n\u{c}/"), "a\\tb\\\\c\"\\r\\n\\f/");
    }
}
