//! `st.download_button` on the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::{ButtonProps, DownloadButton};
use brooklet_protocol::{Element, MediaId, MediaSource};
use gloo::timers::callback::Timeout;
use web_sys::HtmlElement;

use super::button_content::ButtonContent;
use crate::dom::{append, make, make_with, set};
use crate::media::MediaExt;
use crate::view::{Context, View};

/// How long it is said that there is no file.
const COMPLAINT_MS: u32 = 5_000;

struct DownloadButtonView {
    node: HtmlElement,
    parts: Rc<RefCell<Parts>>,
}

struct Parts {
    this: Weak<RefCell<Parts>>,
    content: ButtonContent,
    shown: DownloadButton,
    context: Context,
    /// What went wrong, and when that goes.
    complaint: HtmlElement,
    silence: Option<Timeout>,
}

/// A view for it.
pub fn view(element: &DownloadButton, context: &Context) -> Box<dyn View> {
    let content = ButtonContent::new("stDownloadButton", "button", "stBaseButton-", context);
    let complaint = make_with(
        &context.document,
        "div",
        "bk-button-complaint",
        "stDownloadButtonError",
    );
    set(&complaint, "role", "alert");
    let view = DownloadButtonView {
        node: content.node.clone(),
        parts: Rc::new_cyclic(|this| {
            RefCell::new(Parts {
                this: this.clone(),
                content,
                shown: element.clone(),
                context: context.clone(),
                complaint,
                silence: None,
            })
        }),
    };
    view.parts.borrow_mut().paint(false);
    Box::new(view)
}

impl Parts {
    fn paint(&mut self, is_waiting: bool) {
        let this = self.this.clone();
        let props = if is_waiting {
            ButtonProps {
                icon: Some("spinner".to_owned()),
                disabled: true,
                ..self.shown.props.clone()
            }
        } else {
            self.shown.props.clone()
        };
        self.content.paint(&props, move || press(&this));
    }

    fn save(&self, media: &MediaId, name: &str) {
        let source = MediaSource::Bytes(media.clone());
        let Some(address) = self.context.media.address(&source) else {
            return;
        };
        let link = make(&self.context.document, "a");
        set(&link, "href", &address);
        set(&link, "download", name);
        link.click();
    }

    fn complain(&mut self, text: &str) {
        self.complaint.set_text_content(Some(text));
        append(&self.content.node, &self.complaint);
        let complaint = self.complaint.clone();
        self.silence = Some(Timeout::new(COMPLAINT_MS, move || complaint.remove()));
    }
}

/// The file first: the run after the click may let go of it.
fn press(this: &Weak<RefCell<Parts>>) {
    let Some(parts) = this.upgrade() else { return };
    let (shown, context) = {
        let parts = parts.borrow();
        (parts.shown.clone(), parts.context.clone())
    };
    match &shown.content {
        Some(media) => parts.borrow().save(media, &shown.file_name),
        None => {
            parts.borrow_mut().paint(true);
            let this = this.clone();
            context.media.promise(&shown.id, move |file| {
                let Some(parts) = this.upgrade() else { return };
                let mut parts = parts.borrow_mut();
                parts.paint(false);
                match file {
                    Ok((media, name)) => parts.save(&media, &name),
                    Err(text) => parts.complain(&text),
                }
            });
        }
    }
    if shown.reruns {
        context.widgets.trigger(&shown.id);
    }
}

impl View for DownloadButtonView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::DownloadButton(element) = element else {
            return false;
        };
        let mut parts = self.parts.borrow_mut();
        if parts.shown.id != element.id {
            return false;
        }
        let looks_same = parts.shown.props == element.props;
        parts.shown = element.clone();
        if !looks_same {
            parts.paint(false);
        }
        true
    }
}
