//! The address of the page: its query, and in its fragment the page of the app (`#/name`), so that any
//! host of static files can be linked into.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, Location, MouseEvent, Window};

fn part(read: fn(&Location) -> Result<String, JsValue>) -> String {
    web_sys::window()
        .and_then(|window| read(&window.location()).ok())
        .unwrap_or_default()
}

/// The query string, without `?`.
pub(crate) fn query() -> String {
    let query = part(Location::search);
    query.trim_start_matches('?').to_owned()
}

/// The path of the app's page; empty for the first one, none where the fragment names a heading.
pub(crate) fn named_page() -> Option<String> {
    let fragment = part(Location::hash);
    if fragment.is_empty() {
        return Some(String::new());
    }
    fragment.strip_prefix("#/").map(decoded)
}

/// The letters that an address has written as `%c3%a9` and the like.
fn decoded(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}

/// The path of the app's page that the address leads to; empty for the first one.
pub(crate) fn page() -> String {
    named_page().unwrap_or_default()
}

/// The address of a page of the app with a query.
pub(crate) fn of_page(page: &str, query: &str) -> String {
    let mut address = part(Location::pathname);
    if !query.is_empty() {
        address = format!("{address}?{query}");
    }
    if !page.is_empty() {
        let page = js_sys::encode_uri_component(page);
        address = format!("{address}#/{page}");
    }
    address
}

/// Changes the address; a new page of the app is a step that the reader can go back.
pub(crate) fn change(query: Option<&str>, path: Option<&str>) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let present = part(Location::search);
    let query = query.unwrap_or(present.trim_start_matches('?'));
    let address = match path {
        Some(path) => of_page(path, query),
        None => format!("{}{}", of_page("", query), part(Location::hash)),
    };
    let is_step = path.is_some_and(|path| path != page());
    go(&window, &address, is_step);
}

fn go(window: &Window, address: &str, is_step: bool) {
    if let Ok(history) = window.history() {
        // A page without an address of its own, such as a `srcdoc`, keeps the one it has.
        let _ = if is_step {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        };
    }
}

/// Where a link leads: to a page of the app with a query, or out of it.
pub(crate) fn of_link(page: &str, query: &str, is_external: bool) -> String {
    if is_external {
        page.to_owned()
    } else {
        of_page(page, query)
    }
}

/// Whether a click on a link means this tab: with a modifier it is the browser's.
pub(crate) fn is_for_this_tab(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
    })
}
