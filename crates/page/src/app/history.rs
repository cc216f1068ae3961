//! The way through the pages of the app: forth by the script and the menu, back by the reader.

use brooklet_client::Change;
use web_sys::UrlSearchParams;

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

    /// Writes a parameter of the address, or takes it away. They stand in the order of their names,
    /// so that one state has one address.
    pub(super) fn write_parameter(&self, name: &str, values: Option<Vec<String>>) {
        let present = location::query();
        let Ok(all) = UrlSearchParams::new_with_str(&present) else {
            return;
        };
        all.delete(name);
        if let Some(mut values) = values {
            if values.is_empty() {
                values.push(String::new());
            }
            for value in values {
                all.append(name, &value);
            }
        }
        if all.sort().is_err() {
            return;
        }
        let query = String::from(all.to_string());
        if query != present {
            self.change_address(Some(&query), None);
        }
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
                app.context.widgets.follow_address();
                app.client.request(Change {
                    states: app.context.widgets.states(),
                    fragment_id: None,
                    page: Some((page, now.0)),
                });
            }
        }))
    }
}
