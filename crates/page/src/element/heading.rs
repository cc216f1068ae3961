//! `st.title`, `st.header`, `st.subheader` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Heading, HeadingLevel};
use web_sys::HtmlElement;

use crate::dom::{append, clear, make_with, set, svg};
use crate::text::help::Help;
use crate::text::{icon, markdown};
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("heading.css");

const LINK: &str = "M4 12a3 3 0 0 1 3-3h4V7H7a5 5 0 0 0 0 10h4v-2H7a3 3 0 0 1-3-3m4 1h8v-2H8zm9-6h-4v2h4a3 3 0 0 1 0 6h-4v2h4a5 5 0 0 0 0-10";

struct HeadingView {
    node: HtmlElement,
    shown: Option<Heading>,
    help: Option<Help>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Heading, context: &Context) -> Box<dyn View> {
    let node = make_with(
        &context.document,
        "div",
        "stHeading bk-heading",
        "stHeading",
    );
    let mut view = HeadingView {
        node,
        shown: None,
        help: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl HeadingView {
    fn paint(&mut self, element: &Heading) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let tag = match element.level {
            HeadingLevel::Title => "h1",
            HeadingLevel::Header => "h2",
            HeadingLevel::Subheader => "h3",
        };
        let (first, rest) = element.body.split_once('\n').unwrap_or((&element.body, ""));
        let box_ = make_with(document, "div", "bk-markdown", "stMarkdownContainer");
        let row = make_with(
            document,
            "div",
            "bk-heading-row",
            "stHeadingWithActionElements",
        );
        let heading = make_with(document, tag, "", "");
        if let Some(sign) = &element.icon {
            append(&heading, &icon::icon(document, sign));
        }
        let text = make_with(document, "span", "", "");
        markdown::inline(document, &text, first);
        append(&heading, &text);
        self.help = None;
        let actions = make_with(
            document,
            "span",
            "bk-heading-actions",
            "stHeaderActionElements",
        );
        if let Some(help) = &element.help {
            let help = Help::mark(help, &self.context);
            append(&actions, &help.node);
            self.help = Some(help);
        }
        if !element.hide_anchor {
            let anchor = element
                .anchor
                .clone()
                .unwrap_or_else(|| slug(&text.text_content().unwrap_or_default()));
            set(&heading, "id", &anchor);
            let link = make_with(document, "a", "bk-heading-link", "");
            set(&link, "href", &format!("#{anchor}"));
            set(&link, "aria-label", "Link to heading");
            append(&link, &svg(document, LINK, ""));
            append(&actions, &link);
        }
        append(&heading, &actions);
        append(&row, &heading);
        append(&box_, &row);
        if !rest.trim().is_empty() {
            for node in markdown::block(document, rest) {
                let _ = box_.append_child(&node);
            }
        }
        append(&self.node, &box_);
        if let Some(color) = &element.divider {
            let line = make_with(document, "hr", "bk-heading-divider", "stHeadingDivider");
            set(&line, "data-color", color);
            append(&self.node, &line);
        }
        self.shown = Some(element.clone());
    }
}

/// The anchor made from a heading's text: its letters and digits, in ASCII where Latin letters
/// carry marks, joined by hyphens.
fn slug(text: &str) -> String {
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

impl View for HeadingView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Heading(element) = element else {
            return false;
        };
        self.paint(element);
        true
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
