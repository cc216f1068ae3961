//! Style sheets of authors: their rules outweigh ours just where they would on a page without layers.
//!
//! Our rules stand in a cascade layer, so that any rule outside of it outweighs them. A rule that selects
//! by element names alone (`h1`, `*`) is meant to be outweighed by those for a class, though: an author's
//! `* { margin: 0 }` must not take the margins away that a list or a field has. Such rules go into a
//! layer below ours.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CssRule;

use crate::dom::constructed_sheet;

/// The cascade layer of those rules of authors that would weigh less than ours without layers.
pub(crate) const AUTHOR_LAYER: &str = "brooklet-author";

/// The text of a `style` element of an author, with its light rules in their layer.
pub(super) fn layered(css: &str) -> String {
    try_layered(css).unwrap_or_else(|| css.to_owned())
}

fn try_layered(css: &str) -> Option<String> {
    let sheet = constructed_sheet(css)?;
    let rules = rules_of(&sheet)?;
    let mut has_light = false;
    let body = rewritten(&rules, &mut has_light);
    // A sheet that is read without an address has lost what it imports.
    has_light.then(|| imports(css) + &body)
}

fn rules_of(owner: &JsValue) -> Option<Vec<CssRule>> {
    let list = Reflect::get(owner, &"cssRules".into()).ok()?;
    if list.is_undefined() {
        return None;
    }
    let rules = Array::from(&list);
    Some(rules.iter().map(JsCast::unchecked_into).collect())
}

fn rewritten(rules: &[CssRule], has_light: &mut bool) -> String {
    let mut text = String::new();
    for rule in rules {
        text.push_str(&rewritten_rule(rule, has_light));
        text.push('\n');
    }
    text
}

fn rewritten_rule(rule: &CssRule, has_light: &mut bool) -> String {
    let text = rule.css_text();
    let Some((head, body)) = text.split_once('{') else {
        return text;
    };
    let selector = Reflect::get(rule, &"selectorText".into())
        .ok()
        .and_then(|selector| selector.as_string());
    if let Some(selector) = selector {
        let (light, heavy) = split(&selector);
        let mut parts = String::new();
        if !heavy.is_empty() {
            parts = format!("{}{{{body}", heavy.join(","));
        }
        if !light.is_empty() {
            *has_light = true;
            let light = light.join(",");
            parts = format!("{parts}@layer {AUTHOR_LAYER}{{{light}{{{body}}}");
        }
        return parts;
    }
    let is_group = ["@media", "@supports", "@container"]
        .iter()
        .any(|name| head.starts_with(name));
    match rules_of(rule) {
        Some(inner) if is_group => format!("{head}{{{}}}", rewritten(&inner, has_light)),
        _ => text,
    }
}

/// The selectors of a list that weigh less than a class, and the others.
fn split(list: &str) -> (Vec<&str>, Vec<&str>) {
    selectors(list).into_iter().partition(|part| is_light(part))
}

/// The selectors of a list; commas within brackets are no ends.
fn selectors(list: &str) -> Vec<&str> {
    let (mut depth, mut begin, mut parts) = (0_i32, 0, Vec::new());
    for (at, letter) in list.char_indices() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[begin..at].trim());
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(list[begin..].trim());
    parts
}

/// Whether a selector names nothing but elements.
fn is_light(selector: &str) -> bool {
    !selector
        .replace("::", "")
        .contains(['.', '#', '[', ':', '&'])
}

/// The `@import` rules at the beginning of a sheet.
fn imports(css: &str) -> String {
    let mut rest = css.trim_start();
    let mut found = String::new();
    loop {
        if let Some(comment) = rest.strip_prefix("/*") {
            let Some((_, behind)) = comment.split_once("*/") else {
                return found;
            };
            rest = behind.trim_start();
            continue;
        }
        let is_statement = ["@import", "@charset"].iter().any(|name| {
            rest.get(..name.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(name))
        });
        let Some(end) = is_statement.then(|| end_of_statement(rest)).flatten() else {
            return found;
        };
        found.push_str(&rest[..end]);
        found.push('\n');
        rest = rest[end..].trim_start();
    }
}

/// Behind the semicolon of a statement; those in quotes and brackets are none.
fn end_of_statement(text: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_i32);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, ';') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn element_names_alone_are_light() {
        for light in ["*", "h1", "body", "div > p", "li::marker", "h1 + h2"] {
            assert!(is_light(light), "{light}");
        }
        for heavy in [
            ".a",
            "#a",
            "p.a",
            "[class*=\"css\"]",
            ":root",
            "a:hover",
            "h1 .b",
            "& > p",
        ] {
            assert!(!is_light(heavy), "{heavy}");
        }
    }

    #[test]
    fn a_list_is_split_at_its_own_commas() {
        let list = "html, body, [class*=\"a,b\"], :is(p, a)";
        let split = split(list);
        assert_eq!(split.0, ["html", "body"]);
        assert_eq!(split.1, ["[class*=\"a,b\"]", ":is(p, a)"]);
    }

    #[test]
    fn imports_stay_at_the_beginning() {
        let font = "@import url('https://fonts.example/css2?family=A:wght@1;2&display=swap');";
        let css = format!("/* fonts */ {font}\n@import \"b;c.css\"; * {{ color: red; }}");
        assert_eq!(imports(&css), format!("{font}\n@import \"b;c.css\";\n"));
        assert_eq!(imports("p { color: red } @import \"late.css\";"), "");
    }
}
