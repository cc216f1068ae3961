//! The way through the pages of the app: forth by the script and the menu, back by the reader.

use brooklet_client::Change;

use super::App;
use crate::dom::{Listener, listen};
use crate::location;

impl App {
    /// Goes to a page of the app: what belongs to embedding stays in the query.
    pub(super) fn visit(&self, page: &str, query: &str) {
        let present = location::query();
        let embedding = present
            .split('&')
            .filter(|field| field.to_lowercase().starts_with("embed"));
        let more = query
            .split('&')
            .filter(|field| !field.is_empty() && !field.to_lowercase().starts_with("embed"));
        let query: Vec<&str> = embedding.chain(more).collect();
        self.change_address(Some(&query.join("&")), Some(page));
    }

    /// Changes the address for the script.
    pub(super) fn change_address(&self, query: Option<&str>, path: Option<&str>) {
        location::change(query, path);
        self.address.replace((location::query(), location::page()));
    }

    /// Follows the reader back and forth through the pages of the app and the changes of the query.
    pub(super) fn follow_history(&self) -> Option<Listener> {
        let this = self.this.clone();
        let window = web_sys::window()?;
        Some(listen(&window, "popstate", move |_| {
            let Some(app) = this.upgrade() else { return };
            // A link to a heading of the page leads to no other page.
            let Some(page) = location::named_page() else {
                return;
            };
            let now = (location::query(), page.clone());
            if app.address.replace(now.clone()) != now {
                app.client.request(Change {
                    states: app.context.widgets.states(),
                    fragment_id: None,
                    page: Some((page, now.0)),
                });
            }
        }))
    }
}
