//! The files that the script has written, for who asks in the menu: what is stored, to save, to forget.

use std::rc::Rc;

use brooklet_protocol::message::{StoredFile, StoredFilesRequest};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlDialogElement, HtmlElement};

use super::Action;
use crate::dom::{Listener, append, clear, listen, make_with, set};
use crate::element::files::size_words;
use crate::view::Context;

/// The style.
pub(super) const STYLE: &str = include_str!("stored_files.css");

/// A dialog that has its content only while it is open.
pub(super) struct StoredFiles {
    document: Document,
    dialog: HtmlDialogElement,
    _listeners: [Listener; 2],
}

impl StoredFiles {
    /// The dialog, closed, inside `holder`.
    pub(super) fn new(context: &Context, act: &Rc<dyn Fn(Action)>, holder: &HtmlElement) -> Self {
        let document = &context.document;
        let node = make_with(document, "dialog", "bk-about bk-files", "bkStoredFiles");
        set(&node, "aria-label", "Stored files");
        append(holder, &node);
        let dialog: HtmlDialogElement = node.clone().unchecked_into();
        let (pressed, act) = (dialog.clone(), Rc::clone(act));
        let click = listen(&node, "click", move |event| {
            let button = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlElement>().ok());
            let Some(button) = button.filter(|button| button.tag_name() == "BUTTON") else {
                return;
            };
            match button.get_attribute("data-act").as_deref() {
                Some("archive") => act(Action::StoredFiles(StoredFilesRequest::Archive)),
                Some("ask") => {
                    set(&button, "data-act", "reset");
                    button.set_text_content(Some("Really remove all?"));
                }
                Some("reset") => {
                    act(Action::StoredFiles(StoredFilesRequest::Reset));
                    pressed.close();
                }
                _ => pressed.close(),
            }
        });
        let closed = node.clone();
        let close = listen(&node, "close", move |_| clear(&closed));
        Self {
            document: document.clone(),
            dialog,
            _listeners: [click, close],
        }
    }

    pub(super) fn show(&self, files: &[StoredFile]) {
        clear(&self.dialog);
        let title = make_with(&self.document, "strong", "", "");
        title.set_text_content(Some("Stored files"));
        append(&self.dialog, &title);
        let text = make_with(&self.document, "p", "", "");
        text.set_text_content(Some(if files.is_empty() {
            "This app has written no files that stay."
        } else {
            "This app has written these files. They stay in this browser."
        }));
        append(&self.dialog, &text);
        if !files.is_empty() {
            append(&self.dialog, &self.table(files));
        }
        let buttons = make_with(&self.document, "div", "bk-files-buttons", "");
        if files.iter().any(|file| !file.is_removed) {
            append(&buttons, &self.button("Download all", "archive"));
        }
        if !files.is_empty() {
            append(&buttons, &self.button("Reset", "ask"));
        }
        append(&buttons, &self.button("Close", "close"));
        append(&self.dialog, &buttons);
        if !self.dialog.open() {
            // It fails only where the dialog is off the page.
            let _ = self.dialog.show_modal();
        }
    }

    fn table(&self, files: &[StoredFile]) -> HtmlElement {
        let holder = make_with(&self.document, "div", "bk-files-list", "");
        set(&holder, "tabindex", "0");
        let table = make_with(&self.document, "table", "", "");
        let bytes: u64 = files.iter().map(|file| file.bytes).sum();
        let rows = files.iter().map(|file| {
            let size = if file.is_removed {
                "removed".to_owned()
            } else {
                size_words(file.bytes as f64, 1)
            };
            (file.path.clone(), size)
        });
        for (path, size) in rows.chain([("All".to_owned(), size_words(bytes as f64, 1))]) {
            let row = make_with(&self.document, "tr", "", "");
            for text in [path, size] {
                let cell = make_with(&self.document, "td", "", "");
                cell.set_text_content(Some(&text));
                append(&row, &cell);
            }
            append(&table, &row);
        }
        append(&holder, &table);
        holder
    }

    fn button(&self, label: &str, act: &str) -> HtmlElement {
        let button = make_with(&self.document, "button", "bk-notice-again", "");
        set(&button, "type", "button");
        set(&button, "data-act", act);
        button.set_text_content(Some(label));
        button
    }
}
