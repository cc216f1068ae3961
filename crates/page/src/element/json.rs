//! `st.json` on the page: a tree to fold and unfold.

use brooklet_protocol::Element;
use brooklet_protocol::element::Json;
use serde_json::Value;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlDetailsElement, HtmlElement};

use crate::dom::{append, clear, make_with};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("json.css");

struct JsonView {
    node: HtmlElement,
    shown: Option<Json>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Json, context: &Context) -> Box<dyn View> {
    let node = make_with(&context.document, "div", "stJson bk-json", "stJson");
    let mut view = JsonView {
        node,
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl JsonView {
    fn paint(&mut self, element: &Json) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        match parse(&element.body) {
            Ok(value) => {
                let depth = match (element.expanded, element.max_expand_depth) {
                    (false, _) => 0,
                    (true, None) => u32::MAX,
                    (true, Some(depth)) => depth,
                };
                append(&self.node, &tree(document, &value, depth));
            }
            Err(error) => {
                let text = format!("This is not JSON: {error}");
                self.node.set_text_content(Some(&text));
            }
        }
        self.shown = Some(element.clone());
    }
}

impl View for JsonView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Json(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}

/// Marks the numbers of Python that JSON does not have.
const MARK: &str = "\u{0}number:";

fn parse(body: &str) -> Result<Value, serde_json::Error> {
    serde_json::from_str(body).or_else(|_| serde_json::from_str(&with_numbers_of_python(body)))
}

/// Puts `NaN` and `Infinity` outside of texts into marked texts.
fn with_numbers_of_python(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut in_text = false;
    let mut rest = body;
    while let Some(character) = rest.chars().next() {
        let word = ["NaN", "-Infinity", "Infinity"]
            .into_iter()
            .find(|word| rest.starts_with(word));
        if let (false, Some(word)) = (in_text, word) {
            text.push_str(&Value::from(format!("{MARK}{word}")).to_string());
            rest = &rest[word.len()..];
            continue;
        }
        let mut length = character.len_utf8();
        if in_text && character == '\\' {
            length += rest[length..].chars().next().map_or(0, char::len_utf8);
        } else if character == '"' {
            in_text = !in_text;
        }
        text.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    text
}

/// A value; objects and lists unfold down to `depth`.
fn tree(document: &Document, value: &Value, depth: u32) -> HtmlElement {
    let (open, close, entries): (_, _, Vec<(Option<String>, &Value)>) = match value {
        Value::Object(map) => (
            "{",
            "}",
            map.iter()
                .map(|(key, value)| (Some(format!("\"{key}\"")), value))
                .collect(),
        ),
        Value::Array(items) => ("[", "]", {
            items
                .iter()
                .enumerate()
                .map(|(place, item)| (Some(place.to_string()), item))
                .collect()
        }),
        other => return atom(document, other),
    };
    if entries.is_empty() {
        let node = make_with(document, "span", "", "");
        node.set_text_content(Some(&format!("{open}{close}")));
        return node;
    }
    let details: HtmlDetailsElement =
        make_with(document, "details", "bk-json-node", "").unchecked_into();
    details.set_open(depth > 0);
    let summary = make_with(document, "summary", "", "");
    summary.set_text_content(Some(open));
    append(&details, &summary);
    for (key, value) in entries {
        let row = make_with(document, "div", "bk-json-row", "");
        if let Some(key) = key {
            let name = make_with(document, "span", "bk-json-key", "");
            name.set_text_content(Some(&format!("{key}:")));
            append(&row, &name);
        }
        append(&row, &tree(document, value, depth.saturating_sub(1)));
        append(&details, &row);
    }
    let end = make_with(document, "div", "", "");
    end.set_text_content(Some(close));
    append(&details, &end);
    details.into()
}

fn atom(document: &Document, value: &Value) -> HtmlElement {
    let (kind, text) = match value {
        Value::Null => ("null", "NULL".to_owned()),
        Value::Bool(flag) => ("bool", flag.to_string()),
        Value::Number(number) => ("number", plain_number(number)),
        Value::String(text) => match text.strip_prefix(MARK) {
            Some(number) => ("number", number.to_owned()),
            None => ("text", format!("\"{text}\"")),
        },
        Value::Array(_) | Value::Object(_) => ("", String::new()),
    };
    let node = make_with(document, "span", &format!("bk-json-{kind}"), "");
    node.set_text_content(Some(&text));
    node
}

/// A number as JavaScript prints it: `1.0` is `1`.
fn plain_number(number: &serde_json::Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
            format!("{float:.0}")
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_python_are_read() {
        let value =
            parse(r#"{"a": NaN, "b": [-Infinity, "NaN \" Infinity"]}"#).expect("it is read");
        assert_eq!(value["a"], format!("{MARK}NaN"));
        assert_eq!(value["b"][0], format!("{MARK}-Infinity"));
        assert_eq!(value["b"][1], "NaN \" Infinity");
        assert!(parse("{bad").is_err());
    }
}
