//! What the address asks for where the app is part of another page: `?embed=true&embed_options=…`.

use web_sys::{HtmlElement, UrlSearchParams};

use crate::dom::set;
use crate::style::Choice;

/// The style.
pub(super) const STYLE: &str = include_str!("embed.css");

/// The options of the address, if the app is embedded.
fn options() -> Option<Vec<String>> {
    let query = web_sys::window()?.location().search().ok()?;
    let query = UrlSearchParams::new_with_str(&query).ok()?;
    let is_embedded = query
        .get("embed")
        .is_some_and(|flag| flag.eq_ignore_ascii_case("true"));
    let words = |value: wasm_bindgen::JsValue| value.as_string().map(|word| word.to_lowercase());
    is_embedded.then(|| {
        query
            .get_all("embed_options")
            .iter()
            .filter_map(words)
            .collect()
    })
}

/// Marks the app with what it leaves out.
pub(super) fn apply(app: &HtmlElement) {
    if let Some(options) = options() {
        set(app, "data-embed", &options.join(" "));
    }
}

/// Whether the app has a toolbar: an embedded one has it where it is asked for.
pub(super) fn shows_toolbar() -> bool {
    options().is_none_or(|options| options.iter().any(|option| option == "show_toolbar"))
}

/// The theme that the address asks for.
pub fn theme() -> Option<Choice> {
    let options = options()?;
    let has = |name: &str| options.iter().any(|option| option == name);
    if has("light_theme") {
        Some(Choice::Light)
    } else {
        has("dark_theme").then_some(Choice::Dark)
    }
}
