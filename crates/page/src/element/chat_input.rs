//! `st.chat_input` on the page.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::ChatInput;
use brooklet_protocol::element::chat_input::SubmitMode;
use brooklet_protocol::element::file_uploader::Amount;
use brooklet_protocol::{Element, WidgetValue};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{
    Blob, DragEvent, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent,
};

use super::audio_input::file_name;
use super::files::{self, Chip, Terms};
use super::recorder::Recording;
use crate::dom::{
    ClassExt, FocusExt, Listener, StyleExt, append, listen, make_with, set, set_optional,
};
use crate::text::icon;
use crate::uploads;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("chat_input.css");

/// The height of one line in the field, in pixels.
const LINE: i32 = 28;

struct ChatInputView {
    node: HtmlElement,
    parts: Rc<RefCell<Parts>>,
    _listeners: Vec<Listener>,
}

struct Parts {
    this: Weak<RefCell<Parts>>,
    context: Context,
    shown: ChatInput,
    frame: HtmlElement,
    /// The files of the message.
    chips: HtmlElement,
    text: HtmlTextAreaElement,
    input: HtmlInputElement,
    attach: HtmlElement,
    count: HtmlElement,
    send: HtmlElement,
    mic: HtmlElement,
    /// What is being said.
    recording: Option<Recording>,
    /// What the message will have.
    files: Vec<(File, String)>,
    refused: Vec<Chip>,
    removers: Vec<Listener>,
}

/// A view for it.
pub fn view(element: &ChatInput, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let node = make_with(document, "div", "stChatInput", "stChatInput");
    let frame = make_with(document, "div", "bk-chat", "");
    let chips = make_with(document, "div", "bk-files", "stFileChips");
    let text = make_with(document, "textarea", "", "stChatInputTextArea");
    set(&text, "rows", "1");
    let input = files::dialog(context, "stChatInputFileUploadInput");
    let attach = button(context, "add", "stChatInputFileUploadButton");
    let count = make_with(document, "div", "bk-chat-count", "InputInstructions");
    let mic = button(context, "mic", "stChatInputMicButton");
    let send = button(context, "arrow_upward", "stChatInputSubmitButton");
    send.add_class("bk-chat-send");
    for part in [&attach, &text, &count, &mic, &send, input.as_ref()] {
        append(&frame, part);
    }
    append(&node, &frame);
    let parts = Rc::new_cyclic(|this| {
        RefCell::new(Parts {
            this: this.clone(),
            context: context.clone(),
            shown: element.clone(),
            frame,
            chips,
            text: text.unchecked_into(),
            input,
            attach,
            count,
            send,
            mic,
            recording: None,
            files: Vec::new(),
            refused: Vec::new(),
            removers: Vec::new(),
        })
    });
    parts.borrow_mut().paint();
    let listeners = parts.borrow().listen();
    Box::new(ChatInputView {
        node,
        parts,
        _listeners: listeners,
    })
}

fn button(context: &Context, sign: &str, test_id: &str) -> HtmlElement {
    let button = make_with(&context.document, "button", "bk-chat-button", test_id);
    set(&button, "type", "button");
    append(
        &button,
        &icon::icon(&context.document, &format!(":material/{sign}:")),
    );
    button
}

impl Parts {
    fn listen(&self) -> Vec<Listener> {
        let on = |target: &HtmlElement, name, act: fn(&mut Parts)| {
            let this = self.this.clone();
            listen(target, name, move |_| {
                if let Some(parts) = this.upgrade() {
                    act(&mut parts.borrow_mut());
                }
            })
        };
        let this = self.this.clone();
        let keys = listen(&self.text, "keydown", move |event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
                return;
            };
            if key.key() == "Enter" && !key.shift_key() && !key.is_composing() {
                event.prevent_default();
                submit(&this, false);
            }
        });
        let this = self.this.clone();
        let send = listen(&self.send, "click", move |_| submit(&this, true));
        let input = self.input.clone();
        let attach = listen(&self.attach, "click", move |_| input.click());
        let (this, input) = (self.this.clone(), self.input.clone());
        let chosen = listen(&self.input, "change", move |_| {
            let list = files::of(input.files());
            input.set_value("");
            take(&this, list);
        });
        let over = listen(&self.frame, "dragover", |event| event.prevent_default());
        let this = self.this.clone();
        let dropped = listen(&self.frame, "drop", move |event| {
            event.prevent_default();
            let transfer = event
                .dyn_ref::<DragEvent>()
                .and_then(DragEvent::data_transfer);
            take(
                &this,
                files::of(transfer.and_then(|transfer| transfer.files())),
            );
        });
        let this = self.this.clone();
        let speak = listen(&self.mic, "click", move |_| speak(&this));
        let typed = on(&self.text, "input", Parts::measure);
        vec![keys, send, attach, chosen, over, dropped, speak, typed]
    }

    fn paint(&mut self) {
        let element = self.shown.clone();
        self.text.set_placeholder(&element.placeholder);
        set(&self.text, "aria-label", &element.placeholder);
        self.text.set_disabled(element.disabled);
        let most = element.max_chars.filter(|most| *most > 0);
        set_optional(
            &self.text,
            "maxlength",
            most.map(|most| most.to_string()).as_deref(),
        );
        set_optional(
            &self.frame,
            "data-disabled",
            element.disabled.then_some("true"),
        );
        let mode = match element.mode {
            SubmitMode::Submit => "submit",
            SubmitMode::Disable => "disable",
            SubmitMode::Stop => "stop",
        };
        set(&self.frame, "data-mode", mode);
        set_optional(
            &self.attach,
            "hidden",
            element.files.is_none().then_some(""),
        );
        set_optional(&self.attach, "disabled", element.disabled.then_some(""));
        set_optional(&self.mic, "hidden", element.speech.is_none().then_some(""));
        set_optional(&self.mic, "disabled", element.disabled.then_some(""));
        let word = match element.files {
            Some(Amount::Many) => "Upload files",
            Some(Amount::Folder) => "Upload a directory",
            Some(Amount::One) | None => "Upload a file",
        };
        set(&self.attach, "aria-label", word);
        self.input
            .set_multiple(matches!(element.files, Some(Amount::Many | Amount::Folder)));
        let folder = (element.files == Some(Amount::Folder)).then_some("");
        set_optional(&self.input, "webkitdirectory", folder);
        self.input.set_accept(&self.terms().accept());
        if let Some(text) = &element.set_value {
            self.text.set_value(text);
        }
        self.paint_files();
        self.measure();
    }

    fn terms(&self) -> Terms {
        Terms {
            types: self.shown.types.clone(),
            max_megabytes: self.shown.max_megabytes,
        }
    }

    fn paint_files(&mut self) {
        let chip = |(file, name): &(File, String)| Chip {
            name: name.clone(),
            size: file.size(),
            refusal: None,
        };
        let mut chips: Vec<Chip> = self.files.iter().map(chip).collect();
        chips.extend(self.refused.iter().cloned());
        let this = self.this.clone();
        self.removers = files::draw(&self.chips, &chips, false, &self.context, move |place| {
            remove(&this, place);
        });
        if chips.is_empty() {
            self.chips.remove();
        } else {
            // The chips do not hold the frame.
            let _ = self.frame.prepend_with_node_1(&self.chips);
        }
    }

    fn has_message(&self) -> bool {
        !self.text.value().trim().is_empty() || !self.files.is_empty() || self.recording.is_some()
    }

    /// Fits the field to its text, and says what can be done with it.
    fn measure(&mut self) {
        let style = self.text.style();
        style.unset("--bk-text-height");
        set_optional(&self.frame, "data-tall", None);
        // Outside of the page there is nothing to measure.
        if self.text.scroll_height() > LINE {
            set(&self.frame, "data-tall", "");
            let height = self.text.scroll_height();
            style.put("--bk-text-height", &format!("{height}px"));
        }
        let text = self.text.value();
        let count = match self.shown.max_chars.filter(|most| *most > 0) {
            Some(most) if !text.is_empty() => format!("{}/{most}", text.chars().count()),
            _ => String::new(),
        };
        self.count.set_text_content(Some(&count));
        let word = if self.recording.is_some() {
            "Cancel recording"
        } else {
            "Start recording"
        };
        set(&self.mic, "aria-label", word);
        let recording = self.recording.is_some().then_some("");
        set_optional(&self.frame, "data-recording", recording);
        let is_ready = self.has_message() && !self.shown.disabled;
        set_optional(&self.send, "data-ready", is_ready.then_some(""));
        let stops = self.shown.mode == SubmitMode::Stop;
        set_optional(&self.send, "disabled", (!is_ready && !stops).then_some(""));
        set(&self.send, "aria-label", "Send message");
    }

    fn is_running(&self) -> bool {
        let app = self
            .frame
            .closest("[data-test-script-state]")
            .ok()
            .flatten();
        let state = app.and_then(|app| app.get_attribute("data-test-script-state"));
        state.as_deref() == Some("running")
    }
}

/// Sends the message; in some fields a press while the script runs does something else.
fn submit(this: &Weak<RefCell<Parts>>, is_press: bool) {
    let Some(parts) = this.upgrade() else { return };
    let (recording, rate) = {
        let mut parts = parts.borrow_mut();
        if parts.is_running() && parts.shown.mode != SubmitMode::Submit {
            let stop = parts.context.stop.clone();
            let stops = is_press && parts.shown.mode == SubmitMode::Stop;
            drop(parts);
            if stops {
                stop();
            }
            return;
        }
        if !parts.has_message() || parts.shown.disabled {
            return;
        }
        let rate = parts.shown.speech.unwrap_or_default();
        (parts.recording.take(), rate)
    };
    let Some(recording) = recording else {
        return send(&parts, None);
    };
    spawn_local(async move {
        // What cannot be recorded is left out; the rest of the message goes.
        let sound = recording.finish(rate).await.ok();
        send(&parts, sound.map(|sound| sound.wav));
    });
}

/// Sends the message and empties the field.
fn send(parts: &RefCell<Parts>, speech: Option<Blob>) {
    let (context, id, message) = {
        let mut parts = parts.borrow_mut();
        let files = std::mem::take(&mut parts.files);
        let uploads = parts.context.uploads.clone();
        let speech =
            speech.map(|wav| uploads::add_for_one_run(&uploads, &wav, &file_name(), "audio/wav"));
        let speech = speech.map(Box::new);
        let message = WidgetValue::Message {
            text: parts.text.value(),
            files: files
                .iter()
                .map(|(file, name)| uploads::add_for_one_run(&uploads, file, name, &file.type_()))
                .collect(),
            speech,
        };
        parts.text.set_value("");
        parts.refused.clear();
        parts.paint_files();
        parts.measure();
        parts.text.take_focus();
        (parts.context.clone(), parts.shown.id.clone(), message)
    };
    context.widgets.fire(&id, message);
}

/// Begins to listen to the reader, or gives that up.
fn speak(this: &Weak<RefCell<Parts>>) {
    let Some(parts) = this.upgrade() else { return };
    let was_recording = parts.borrow_mut().recording.take().is_some();
    if was_recording {
        return parts.borrow_mut().measure();
    }
    spawn_local(async move {
        let recording = Recording::start().await;
        let mut parts = parts.borrow_mut();
        if recording.is_err() {
            let words = "Microphone access denied";
            parts.count.set_text_content(Some(words));
            return;
        }
        parts.recording = recording.ok();
        parts.measure();
    });
}

fn take(this: &Weak<RefCell<Parts>>, list: Vec<(File, String)>) {
    let Some(parts) = this.upgrade() else { return };
    let mut parts = parts.borrow_mut();
    let Some(amount) = parts.shown.files.filter(|_| !parts.shown.disabled) else {
        return;
    };
    let terms = parts.terms();
    let mut taken = false;
    for (file, name) in list {
        let refusal = if amount == Amount::One && taken {
            Some("Only one file is allowed.".to_owned())
        } else {
            terms.refusal(&name, &file.type_(), file.size())
        };
        if refusal.is_some() {
            parts.refused.push(Chip {
                name,
                size: file.size(),
                refusal,
            });
            continue;
        }
        if amount == Amount::One {
            parts.files.clear();
        }
        parts.files.push((file, name));
        taken = true;
    }
    parts.paint_files();
    parts.measure();
    parts.text.take_focus();
}

fn remove(this: &Weak<RefCell<Parts>>, place: usize) {
    let Some(parts) = this.upgrade() else { return };
    let mut parts = parts.borrow_mut();
    let count = parts.files.len();
    if place < count {
        parts.files.remove(place);
    } else {
        parts.refused.remove(place - count);
    }
    parts.paint_files();
    parts.measure();
    parts.text.take_focus();
}

impl View for ChatInputView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::ChatInput(element) = element else {
            return false;
        };
        let mut parts = self.parts.borrow_mut();
        if parts.shown.id != element.id {
            return false;
        }
        if parts.shown != *element || element.set_value.is_some() {
            parts.shown = element.clone();
            parts.paint();
        }
        true
    }

    fn dispose(&mut self) {
        self.parts.borrow_mut().recording = None;
    }
}
