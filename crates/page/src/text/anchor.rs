//! The anchor of a heading: its name, and the link to it that appears beside it.

use web_sys::{Document, Element, HtmlElement};

use crate::dom::{append, fresh_id, make_with, set, svg};

const LINK: &str = "M4 12a3 3 0 0 1 3-3h4V7H7a5 5 0 0 0 0 10h4v-2H7a3 3 0 0 1-3-3m4 1h8v-2H8zm9-6h-4v2h4a3 3 0 0 1 0 6h-4v2h4a5 5 0 0 0 0-10";

/// The place in a heading for what one can do with it; the heading is named by its text alone.
pub fn actions(document: &Document, heading: &HtmlElement, text: &Element) -> HtmlElement {
    let id = fresh_id("bk-heading");
    set(text, "id", &id);
    set(heading, "aria-labelledby", &id);
    let actions = make_with(
        document,
        "span",
        "bk-heading-actions",
        "stHeaderActionElements",
    );
    append(heading, &actions);
    actions
}

/// Names a heading: an address that ends in its name leads to it.
pub fn name(heading: &HtmlElement, anchor: &str) {
    set(heading, "id", anchor);
}

/// Puts the link to a heading among its actions.
pub fn link(document: &Document, actions: &HtmlElement, anchor: &str) {
    let link = make_with(document, "a", "bk-heading-link", "");
    set(&link, "href", &format!("#{anchor}"));
    set(&link, "aria-label", "Link to heading");
    append(&link, &svg(document, LINK, ""));
    append(actions, &link);
}

/// The anchor made from a heading's text: its letters and digits, in ASCII where Latin letters
/// carry marks, joined by hyphens.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.to_lowercase().replace('&', " and ").chars() {
        let letters = plain_letters(character);
        if !letters.is_empty() {
            slug.push_str(letters);
        } else if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A small Latin letter without its marks; nothing for other characters.
fn plain_letters(character: char) -> &'static str {
    match character {
        'à' | 'á' | 'â' | 'ã' | 'å' => "a",
        'ä' | 'æ' => "ae",
        'ç' => "c",
        'è' | 'é' | 'ê' | 'ë' => "e",
        'ì' | 'í' | 'î' | 'ï' => "i",
        'ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ö' | 'œ' => "oe",
        'ù' | 'ú' | 'û' => "u",
        'ü' => "ue",
        'ý' | 'ÿ' => "y",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_anchor_is_made_from_the_text() {
        assert_eq!(super::slug("Hello, World! 2"), "hello-world-2");
        assert_eq!(super::slug("  Über uns  "), "ueber-uns");
        assert_eq!(
            super::slug("Ünï cödé & X! 2.0 u "),
            "ueni-coede-and-x-2-0-u"
        );
    }
}
