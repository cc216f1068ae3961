//! The icon of the browser tab.

use brooklet_protocol::Icon;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement};

use crate::dom::{append, make, set};
use crate::lazy;
use crate::media::MediaExt;
use crate::view::Context;

/// Shows a picture, an emoji or a symbol.
pub(super) fn show(context: &Context, sign: &Icon) {
    let document = context.document.clone();
    if let Some(address) = context.media.address_of_icon(sign) {
        return link(&document, &address);
    }
    let Icon::Text(text) = sign else { return };
    let name = text.trim_matches(':').to_owned();
    if let Some(symbol) = name.strip_prefix("material/") {
        let symbol = symbol.to_owned();
        spawn_local(async move {
            if let Some(address) = symbol_address(&document, &symbol).await {
                link(&document, &address);
            }
        });
    } else if text.len() > 2 && text.is_ascii() && text.starts_with(':') {
        lazy::when(lazy::EMOJI, move || {
            let emoji = lazy::call(lazy::EMOJI, "named", &[name.into()]);
            if let Some(emoji) = emoji.and_then(|emoji| emoji.as_string()) {
                link(&document, &emoji_address(&emoji));
            }
        });
    } else {
        link(&document, &emoji_address(text));
    }
}

fn emoji_address(emoji: &str) -> String {
    let emoji = String::from(js_sys::encode_uri_component(emoji));
    format!(
        "data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 100 100%22><text y=%22.9em%22 font-size=%2290%22>{emoji}</text></svg>"
    )
}

/// A symbol as a picture, painted by its font: the icon of a tab cannot load one.
async fn symbol_address(document: &Document, name: &str) -> Option<String> {
    const SIZE: u32 = 64;
    let font = format!("{SIZE}px \"Material Symbols Rounded\"");
    let fonts = Reflect::get(document, &"fonts".into()).ok()?;
    let load: js_sys::Function = Reflect::get(&fonts, &"load".into()).ok()?.dyn_into().ok()?;
    let loading: Promise = load
        .call1(&fonts, &font.as_str().into())
        .ok()?
        .dyn_into()
        .ok()?;
    JsFuture::from(loading).await.ok()?;
    let canvas: HtmlCanvasElement = make(document, "canvas").dyn_into().ok()?;
    canvas.set_width(SIZE);
    canvas.set_height(SIZE);
    let pen: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.set_font(&font);
    Reflect::set(&pen, &"fillStyle".into(), &JsValue::from("#808495")).ok()?;
    pen.fill_text(name, 0.0, f64::from(SIZE)).ok()?;
    canvas.to_data_url().ok()
}

fn link(document: &Document, address: &str) {
    let known = document.query_selector("link[rel~=icon]").ok().flatten();
    let link = known.unwrap_or_else(|| {
        let link = make(document, "link");
        set(&link, "rel", "icon");
        if let Some(head) = document.head() {
            append(&head, &link);
        }
        link.into()
    });
    set(&link, "href", address);
}
