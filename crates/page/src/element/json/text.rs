//! The text of JSON: reading it as Python and people write it, and showing its atoms.

use js_sys::{JSON, JsString};
use wasm_bindgen::{JsCast, JsValue};

/// Marks the numbers of Python that JSON does not have.
const MARK: &str = "\u{0}number:";

/// Reads JSON; the error is the browser's sentence about it.
pub(super) fn parse(body: &str) -> Result<JsValue, String> {
    JSON::parse(body).or_else(|error| {
        JSON::parse(&with_liberties(body)).map_err(|_| {
            error
                .dyn_ref::<js_sys::Error>()
                .map(|error| String::from(error.message()))
                .unwrap_or_default()
        })
    })
}

/// Outside of texts, puts `NaN` and `Infinity` into marked texts and leaves out a comma before the
/// end of a list or object.
fn with_liberties(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut in_text = false;
    let mut rest = body;
    while let Some(character) = rest.chars().next() {
        let word = ["NaN", "-Infinity", "Infinity"]
            .into_iter()
            .find(|word| rest.starts_with(word));
        if let (false, Some(word)) = (in_text, word) {
            text.push_str("\"\\u0000number:");
            text.push_str(word);
            text.push('"');
            rest = &rest[word.len()..];
            continue;
        }
        let mut length = character.len_utf8();
        if in_text && character == '\\' {
            length += rest[length..].chars().next().map_or(0, char::len_utf8);
        } else if character == '"' {
            in_text = !in_text;
        }
        let is_last_comma =
            !in_text && character == ',' && rest[1..].trim_start().starts_with([']', '}']);
        if !is_last_comma {
            text.push_str(&rest[..length]);
        }
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
    use super::{escaped, with_liberties};

    #[test]
    fn numbers_of_python_and_last_commas_are_read() {
        assert_eq!(
            with_liberties(r#"{"a": NaN, "b": [-Infinity, "NaN \" Infinity,]", ], }"#),
            r#"{"a": "\u0000number:NaN", "b": ["\u0000number:-Infinity", "NaN \" Infinity,]" ] }"#
        );
    }

    #[test]
    fn a_text_is_shown_on_one_line_and_its_quotes_stay() {
        assert_eq!(escaped("a\tb\\c\"\r\n\u{c}/"), "a\\tb\\\\c\"\\r\\n\\f/");
    }
}
