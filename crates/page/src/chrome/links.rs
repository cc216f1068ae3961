//! Links to the pages of the app.

use wasm_bindgen::JsCast;
use web_sys::{Event, MouseEvent};

use crate::app::address;

/// Where a link leads: to a page of the app with a query, or out of it.
pub(crate) fn address(page: &str, query: &str, is_external: bool) -> String {
    if is_external {
        page.to_owned()
    } else {
        address::of_page(page, query)
    }
}

/// Whether a click means this tab: with a modifier it is the browser's.
pub(crate) fn is_plain(event: &Event) -> bool {
    event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        event.button() == 0
            && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
    })
}
