//! Footnotes: marks in the text, and the notes below it in the order of the marks.

use web_sys::{Document, Element, HtmlElement};

use crate::dom::{NodeExt, append, make, set};

/// The footnotes of one text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The labels of the marks, in their order.
    referred: Vec<String>,
    notes: Vec<(String, HtmlElement)>,
}

impl Footnotes {
    /// The mark of a note.
    pub(super) fn refer(&mut self, document: &Document, label: &str) -> HtmlElement {
        let known = self.referred.iter().position(|known| known == label);
        let number = known.unwrap_or_else(|| {
            self.referred.push(label.to_owned());
            self.referred.len() - 1
        }) + 1;
        let mark = make(document, "sup");
        let link = make(document, "a");
        set(&link, "href", &format!("#user-content-fn-{number}"));
        if known.is_none() {
            set(&link, "id", &format!("user-content-fnref-{number}"));
        }
        link.set_text_content(Some(&number.to_string()));
        append(&mark, &link);
        mark
    }

    /// The element that a note is written into.
    pub(super) fn define(&mut self, document: &Document, label: &str) -> HtmlElement {
        let note = make(document, "li");
        self.notes.push((label.to_owned(), note.clone()));
        note
    }

    /// Puts the notes that have a mark at the end of the text.
    pub(super) fn finish(&self, document: &Document, parent: &Element) {
        let list = make(document, "ol");
        for (index, label) in self.referred.iter().enumerate() {
            let Some((_, note)) = self.notes.iter().find(|(known, _)| known == label) else {
                continue;
            };
            let number = index + 1;
            set(note, "id", &format!("user-content-fn-{number}"));
            let back = make(document, "a");
            set(&back, "href", &format!("#user-content-fnref-{number}"));
            set(&back, "aria-label", &format!("Back to reference {number}"));
            back.set_text_content(Some("↩"));
            let last = note.last_element_child();
            let end = last.as_ref().unwrap_or(note);
            end.add(&document.create_text_node(" "));
            append(end, &back);
            append(&list, note);
        }
        if list.has_child_nodes() {
            let notes = make(document, "section");
            notes.set_class_name("footnotes");
            let title = make(document, "h2");
            title.set_text_content(Some("Footnotes"));
            append(&notes, &title);
            append(&notes, &list);
            append(parent, &notes);
        }
    }
}
