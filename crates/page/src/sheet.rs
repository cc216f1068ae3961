//! One sheet of styles for all apps on the page.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::Document;

use crate::dom::{append, constructed_sheet, make, set};
use crate::text::AUTHOR_LAYER;
use crate::{block, chrome, element, float, style, text};

/// The cascade layer of our rules: any rule of an author outweighs them, whatever it selects by.
const LAYER: &str = "brooklet";

/// The cascade layer of sizes that a script asks for: they outweigh the look of what is sized.
const SIZE_LAYER: &str = "brooklet-size";

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
        style::STYLES,
        block::STYLES,
        chrome::STYLES,
        &[float::STYLE],
        element::STYLES,
        text::STYLES,
    ];
    let (fonts, rules) = (style::fonts::rules(address), parts.concat().concat());
    let sizes = style::SIZES;
    format!(
        "{fonts}@layer {AUTHOR_LAYER}, {LAYER}, {SIZE_LAYER};\
         @layer {LAYER}{{{rules}}}@layer {SIZE_LAYER}{{{sizes}}}"
    )
}

fn adopt_sheet(document: &Document, css: &str) -> Option<()> {
    let sheet = constructed_sheet(css)?;
    let name = JsValue::from("adoptedStyleSheets");
    let adopted = Array::from(&Reflect::get(document, &name).ok()?);
    adopted.push(&sheet);
    Reflect::set(document, &name, &adopted).ok()?.then_some(())
}
