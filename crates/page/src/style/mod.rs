//! The look: one sheet for all apps on the page, and the theme of each.

mod fonts;
mod properties;
mod theme;

pub use theme::{Choice, Theme};

use brooklet_protocol::Layout;
use brooklet_protocol::layout::{Extent, TextAlignment};
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CssStyleSheet, Document, HtmlElement};

use crate::dom::{append, make, set, set_optional, unset};
use crate::text::AUTHOR_LAYER;
use crate::{block, chrome, element, float, text};

/// The cascade layer of our rules: any rule of an author outweighs them, whatever it selects by.
const LAYER: &str = "brooklet";

/// The cascade layer of sizes that a script asks for: they outweigh the look of what is sized.
const SIZE_LAYER: &str = "brooklet-size";

const BASE: &[&str] = &[include_str!("theme.css"), include_str!("base.css")];

/// Adds the sheet to a document, once. `address` tells where a file of the package is.
pub fn adopt(document: &Document, address: impl Fn(&str) -> String) {
    let mark = "data-brooklet-styles";
    let Some(html) = document.document_element() else {
        return;
    };
    if html.has_attribute(mark) {
        return;
    }
    set(&html, mark, "");
    let css = sheet(address);
    if adopt_sheet(document, &css).is_none() {
        let style = make(document, "style");
        style.set_text_content(Some(&css));
        if let Some(head) = document.head() {
            append(&head, &style);
        }
    }
}

/// All our rules in their layers.
fn sheet(address: impl Fn(&str) -> String) -> String {
    let parts = [
        BASE,
        block::STYLES,
        chrome::STYLES,
        &[float::STYLE],
        element::STYLES,
        text::STYLES,
    ];
    let (fonts, rules) = (fonts::rules(address), parts.concat().concat());
    let sizes = include_str!("size.css");
    format!(
        "{fonts}@layer {AUTHOR_LAYER}, {LAYER}, {SIZE_LAYER};\
         @layer {LAYER}{{{rules}}}@layer {SIZE_LAYER}{{{sizes}}}"
    )
}

/// A constructed sheet needs no `style` element, which a content security policy may forbid.
fn adopt_sheet(document: &Document, css: &str) -> Option<()> {
    let sheet = CssStyleSheet::new().ok()?;
    let replace: js_sys::Function = Reflect::get(&sheet, &"replaceSync".into())
        .ok()?
        .dyn_into()
        .ok()?;
    replace.call1(&sheet, &css.into()).ok()?;
    let name = JsValue::from("adoptedStyleSheets");
    let adopted = Array::from(&Reflect::get(document, &name).ok()?);
    adopted.push(&sheet);
    Reflect::set(document, &name, &adopted).ok()?.then_some(())
}

/// Size, alignment and style hooks of an element or block.
pub fn apply_layout(frame: &HtmlElement, layout: &Layout) {
    for (name, extent) in [("width", layout.width), ("height", layout.height)] {
        let (attribute, property) = (format!("data-{name}"), format!("--bk-{name}"));
        let size = match extent {
            Extent::Px(pixels) => Some(format!("{pixels}px")),
            Extent::CentiRem(hundredths) => Some(format!("{}rem", f64::from(hundredths) / 100.0)),
            Extent::Auto | Extent::Stretch | Extent::Content => None,
        };
        match &size {
            Some(size) => {
                let _ = frame.style().set_property(&property, size);
                let value = if name == "height" { "scroll" } else { "fixed" };
                set(frame, &attribute, value);
            }
            None => {
                if frame.has_attribute(&attribute) {
                    let _ = frame.style().remove_property(&property);
                }
                match extent {
                    Extent::Content => set(frame, &attribute, "content"),
                    Extent::Stretch => set(frame, &attribute, "stretch"),
                    _ => unset(frame, &attribute),
                }
            }
        }
    }
    let alignment = match layout.text_alignment {
        TextAlignment::Left => None,
        TextAlignment::Center => Some("center"),
        TextAlignment::Right => Some("right"),
        TextAlignment::Justify => Some("justify"),
    };
    set_optional(frame, "data-text-align", alignment);
    set_optional(frame, "data-one-line", layout.one_line.then_some(""));
}

/// The class `st-key-…`, in which only letters, digits, `-` and `_` stand for themselves.
pub fn apply_key(frame: &HtmlElement, key: Option<&str>) {
    let class = key.map(|key| {
        let name: String = key
            .trim()
            .chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
                    c
                } else {
                    '-'
                }
            })
            .collect();
        format!("st-key-{name}")
    });
    let classes: Vec<String> = frame
        .class_name()
        .split_whitespace()
        .filter(|known| !known.starts_with("st-key-"))
        .map(str::to_owned)
        .chain(class)
        .collect();
    let classes = classes.join(" ");
    if frame.class_name() != classes {
        frame.set_class_name(&classes);
    }
}
