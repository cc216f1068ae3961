//! `st.file_uploader` on the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::element::{ButtonProps, FileUploader};
use brooklet_protocol::widget::{FileRecord, Widget};
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, File, HtmlElement, HtmlInputElement};

use super::button_content::ButtonContent;
use super::files::{self, Chip, Terms};
use crate::dom::{FocusExt, Listener, append, clear, listen, make_with, set, set_optional};
use crate::text::icon;
use crate::text::label::Label;
use crate::text::markdown;
use crate::uploads;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("file_uploader.css");

struct FileUploaderView {
    node: HtmlElement,
    parts: Rc<RefCell<Parts>>,
    _listeners: Vec<Listener>,
}

struct Parts {
    this: Weak<RefCell<Parts>>,
    context: Context,
    shown: Widget<FileUploader>,
    label: Label,
    zone: HtmlElement,
    input: HtmlInputElement,
    /// Holds the button and the words, or the chips.
    inside: HtmlElement,
    button: ButtonContent,
    /// The files that are drawn.
    painted: Vec<FileRecord>,
    /// What was refused, newest last.
    refused: Vec<Chip>,
    listeners: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &Widget<FileUploader>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stFileUploader", "stFileUploader");
    let label = Label::new(&element.label, context);
    let zone = make_with(document, "section", "bk-drop", "stFileUploaderDropzone");
    set(&zone, "role", "group");
    let input = files::dialog(context, "stFileUploaderDropzoneInput");
    let inside = make_with(document, "div", "bk-drop-inside", "");
    append(&node, &label.node);
    append(&node, &zone);
    append(&zone, &input);
    append(&zone, &inside);
    let parts = Rc::new_cyclic(|this| {
        RefCell::new(Parts {
            this: this.clone(),
            context: context.clone(),
            shown: element.clone(),
            label,
            zone,
            input,
            inside,
            button: ButtonContent::new("bk-drop-button", "button", "stBaseButton-", context),
            painted: Vec::new(),
            refused: Vec::new(),
            listeners: Vec::new(),
        })
    });
    parts.borrow_mut().paint();
    let listeners = parts.borrow().listen();
    Box::new(FileUploaderView {
        node,
        parts,
        _listeners: listeners,
    })
}

impl Parts {
    fn held(&self) -> Vec<FileRecord> {
        match self.context.widgets.get(&self.shown.id) {
            Some(WidgetValue::Files(files)) => files,
            _ => Vec::new(),
        }
    }

    fn terms(&self) -> Terms {
        Terms {
            types: self.shown.types.clone(),
            max_megabytes: self.shown.max_megabytes,
        }
    }

    fn listen(&self) -> Vec<Listener> {
        let this = self.this.clone();
        let input = self.input.clone();
        let chosen = listen(&self.input, "change", move |_| {
            let list = files::of(input.files());
            // The same file may be chosen again.
            input.set_value("");
            take(&this, list);
        });
        let zone = self.zone.clone();
        let over = listen(&self.zone, "dragover", move |event| {
            event.prevent_default();
            set(&zone, "data-over", "");
        });
        let zone = self.zone.clone();
        let leave = listen(&self.zone, "dragleave", move |_| {
            set_optional(&zone, "data-over", None);
        });
        let (this, zone) = (self.this.clone(), self.zone.clone());
        let dropped = listen(&self.zone, "drop", move |event| {
            event.prevent_default();
            set_optional(&zone, "data-over", None);
            let transfer = event
                .dyn_ref::<DragEvent>()
                .and_then(DragEvent::data_transfer);
            take(
                &this,
                files::of(transfer.and_then(|transfer| transfer.files())),
            );
        });
        let (input, zone) = (self.input.clone(), self.zone.clone());
        let pressed = listen(&self.zone, "click", move |event| {
            let is_disabled = zone.get_attribute("aria-disabled").as_deref() == Some("true");
            if !is_disabled && !is_on_control(&event) {
                input.click();
            }
        });
        vec![chosen, over, leave, dropped, pressed]
    }

    fn paint(&mut self) {
        let element = self.shown.clone();
        self.label.update(&element.label);
        let name = markdown::plain(&element.label.text);
        set(&self.zone, "aria-label", &name);
        let disabled = element.disabled.then_some("true");
        set(&self.zone, "aria-disabled", disabled.unwrap_or("false"));
        if let Some(node) = self.zone.parent_element() {
            set_optional(&node, "data-disabled", disabled);
        }
        self.input.set_disabled(element.disabled);
        self.input.set_multiple(element.amount != Amount::One);
        let folder = (element.amount == Amount::Folder).then_some("");
        set_optional(&self.input, "webkitdirectory", folder);
        self.input.set_accept(&self.terms().accept());
        self.painted = self.held();
        let chips: Vec<Chip> = self
            .painted
            .iter()
            .map(Chip::from)
            .chain(self.refused.iter().cloned())
            .collect();
        clear(&self.inside);
        self.listeners.clear();
        if chips.is_empty() {
            self.paint_empty(&name);
        } else {
            self.paint_files(&chips);
        }
    }

    fn paint_empty(&mut self, name: &str) {
        let word = match self.shown.amount {
            Amount::Folder => "Upload directories",
            Amount::One | Amount::Many => "Upload",
        };
        let props = ButtonProps {
            label: word.to_owned(),
            icon: Some(":material/upload:".to_owned()),
            disabled: self.shown.disabled,
            ..ButtonProps::default()
        };
        let input = self.input.clone();
        self.button.paint(&props, move || input.click());
        set(
            &self.button.button,
            "aria-label",
            &format!("{word}: {name}"),
        );
        append(&self.inside, &self.button.node);
        let words = make_with(
            &self.context.document,
            "div",
            "bk-drop-words",
            "stFileUploaderDropzoneInstructions",
        );
        words.set_text_content(Some(&self.terms().words()));
        append(&self.inside, &words);
    }

    fn paint_files(&mut self, chips: &[Chip]) {
        let document = &self.context.document;
        let holder = make_with(document, "div", "bk-files", "stFileChips");
        let this = self.this.clone();
        let disabled = self.shown.disabled;
        self.listeners = files::draw(&holder, chips, disabled, &self.context, move |place| {
            remove(&this, place);
        });
        let more = make_with(
            document,
            "button",
            "bk-drop-more",
            "stBaseButton-borderlessIcon",
        );
        set(&more, "type", "button");
        set(&more, "aria-label", "Add files");
        set_optional(&more, "disabled", disabled.then_some(""));
        append(&more, &icon::icon(document, ":material/add:"));
        let input = self.input.clone();
        self.listeners
            .push(listen(&more, "click", move |_| input.click()));
        append(&holder, &more);
        append(&self.inside, &holder);
    }

    /// Takes what fits and keeps the reason of what does not.
    fn sort(&mut self, list: Vec<(File, String)>) -> Option<Vec<FileRecord>> {
        let terms = self.terms();
        let mut held = self.held();
        let mut taken = false;
        for (file, name) in list {
            let one = self.shown.amount == Amount::One;
            let refusal = if one && taken {
                Some("Only one file is allowed.".to_owned())
            } else {
                terms.refusal(&name, &file.type_(), file.size())
            };
            if refusal.is_some() {
                self.refused.push(Chip {
                    name,
                    size: file.size(),
                    refusal,
                });
                continue;
            }
            if one {
                held.clear();
            }
            held.push(uploads::add(
                &self.context.uploads,
                &file,
                &name,
                &file.type_(),
            ));
            taken = true;
        }
        taken.then_some(held)
    }
}

/// Whether an event has begun on something in the zone that acts by itself.
fn is_on_control(event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| matches!(target.closest("button, input, a"), Ok(Some(_))))
}

/// Takes over files that the reader has chosen or dropped.
fn take(this: &Weak<RefCell<Parts>>, list: Vec<(File, String)>) {
    let Some(parts) = this.upgrade() else { return };
    if parts.borrow().shown.disabled || list.is_empty() {
        return;
    }
    let held = {
        let mut parts = parts.borrow_mut();
        if parts.shown.amount == Amount::One {
            parts.refused.clear();
        }
        parts.sort(list)
    };
    report(&parts, held);
}

fn remove(this: &Weak<RefCell<Parts>>, place: usize) {
    let Some(parts) = this.upgrade() else { return };
    let held = {
        let mut parts = parts.borrow_mut();
        let mut held = parts.held();
        if place < held.len() {
            held.remove(place);
            Some(held)
        } else {
            parts.refused.remove(place - held.len());
            None
        }
    };
    report(&parts, held);
    let next = parts
        .borrow()
        .inside
        .query_selector("button")
        .ok()
        .flatten();
    if let Some(button) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        button.take_focus();
    }
}

fn report(parts: &RefCell<Parts>, held: Option<Vec<FileRecord>>) {
    let (context, shown) = {
        let parts = parts.borrow();
        (parts.context.clone(), parts.shown.clone())
    };
    if let Some(held) = held {
        let value = WidgetValue::Files(held);
        context.widgets.commit(&shown.id, value, shown.reruns);
    }
    parts.borrow_mut().paint();
}

impl View for FileUploaderView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::FileUploader(element) = element else {
            return false;
        };
        let mut parts = self.parts.borrow_mut();
        if parts.shown.id != element.id {
            return false;
        }
        if parts.shown != *element || parts.painted != parts.held() {
            parts.shown = element.clone();
            parts.paint();
        }
        true
    }
}
