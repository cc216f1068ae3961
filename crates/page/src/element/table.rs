//! `st.table` on the page.

use brooklet_protocol::Element;
use brooklet_protocol::element::{Table, TableBorder};
use web_sys::HtmlElement;

use crate::dom::{append, clear, make, make_with, set};
use crate::text::markdown;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("table.css");

struct TableView {
    node: HtmlElement,
    shown: Option<Table>,
    context: Context,
}

/// A view for it.
pub fn view(element: &Table, context: &Context) -> Box<dyn View> {
    let mut view = TableView {
        node: make_with(&context.document, "div", "stTable bk-table", "stTable"),
        shown: None,
        context: context.clone(),
    };
    view.paint(element);
    Box::new(view)
}

impl TableView {
    fn paint(&mut self, element: &Table) {
        if self.shown.as_ref() == Some(element) {
            return;
        }
        clear(&self.node);
        let document = &self.context.document;
        let frame = make_with(document, "div", "bk-table-frame", "");
        // A table that is wider or higher than its place is scrolled by keys as well.
        set(&frame, "tabindex", "0");
        // Only what has a name of its own is a landmark.
        let role = if element.alt.is_some() {
            "region"
        } else {
            "group"
        };
        set(&frame, "role", role);
        set(
            &frame,
            "aria-label",
            element.alt.as_deref().unwrap_or("Table"),
        );
        let border = match element.border {
            TableBorder::All => "all",
            TableBorder::Horizontal => "horizontal",
            TableBorder::None => "none",
        };
        set(&frame, "data-border", border);
        let table = make_with(document, "table", "", "stTableStyledTable");
        if let Some(names) = element.header.as_ref().filter(|names| !names.is_empty()) {
            let head = make(document, "thead");
            // Names of several levels have a row each.
            for level in names.chunks(element.numeric.len().max(1)) {
                append(&head, &self.row(element, level, true));
            }
            append(&table, &head);
        }
        let body = make(document, "tbody");
        if element.rows.is_empty() {
            let row = make(document, "tr");
            let cell = make_with(document, "td", "bk-table-empty", "");
            let width = element.numeric.len().max(1);
            set(&cell, "colspan", &width.to_string());
            cell.set_text_content(Some("empty"));
            append(&row, &cell);
            append(&body, &row);
        }
        for cells in &element.rows {
            append(&body, &self.row(element, cells, false));
        }
        append(&table, &body);
        append(&frame, &table);
        append(&self.node, &frame);
        self.shown = Some(element.clone());
    }

    fn row(&self, table: &Table, cells: &[String], is_head: bool) -> HtmlElement {
        let document = &self.context.document;
        let row = make(document, "tr");
        for (index, text) in cells.iter().enumerate() {
            let names_row = table.has_index && index == 0;
            let cell = make(document, if is_head || names_row { "th" } else { "td" });
            if is_head || names_row {
                set(&cell, "scope", if is_head { "col" } else { "row" });
            }
            if table.numeric.get(index) == Some(&true) {
                cell.set_class_name("bk-table-number");
            }
            let holder = make_with(document, "div", "bk-inline", "stMarkdownContainer");
            let paragraph = make(document, "p");
            if text.is_empty() {
                paragraph.set_text_content(Some("\u{a0}"));
            } else {
                markdown::inline(document, &paragraph, text);
            }
            append(&holder, &paragraph);
            append(&cell, &holder);
            append(&row, &cell);
        }
        row
    }
}

impl View for TableView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::Table(element) = element else {
            return false;
        };
        self.paint(element);
        true
    }
}
