//! `st.audio_input` on the page.

use std::cell::RefCell;
use std::fmt::Write;
use std::rc::{Rc, Weak};

use brooklet_protocol::element::AudioInput;
use brooklet_protocol::widget::{FileRecord, Widget};
use brooklet_protocol::{Element, WidgetValue};
use gloo::timers::callback::Interval;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlAudioElement, HtmlElement, Url};

use super::recorder::{Recording, Sound};
use crate::dom::{
    Listener, append, clear, halt, listen, make, make_with, revoke, set, set_optional, svg, unset,
};
use crate::text::icon;
use crate::text::label::Label;
use crate::uploads;
use crate::view::{Context, View};

/// The style.
pub const STYLE: &str = include_str!("audio_input.css");

const PLEASE: &str =
    "This app would like to use your microphone. Allow it in the settings of your browser.";
const FAILED: &str = "An error has occurred, please try again.";

/// How often the waveform grows.
const TICK_MS: u32 = 100;

struct AudioInputView {
    node: HtmlElement,
    parts: Rc<RefCell<Parts>>,
    _listeners: Vec<Listener>,
}

struct Parts {
    context: Context,
    shown: Widget<AudioInput>,
    label: Label,
    frame: HtmlElement,
    record: HtmlElement,
    play: HtmlElement,
    remove: HtmlElement,
    wave: HtmlElement,
    time: HtmlElement,
    player: HtmlAudioElement,
    /// How loud the sound is along its way.
    levels: Vec<f32>,
    secs: f64,
    /// The recording that is shown.
    painted: Option<FileRecord>,
    recording: Option<Recording>,
    clock: Option<Interval>,
}

/// A view for it.
pub fn view(element: &Widget<AudioInput>, context: &Context) -> Box<dyn View> {
    let document = &context.document;
    let make_part = |tag, class: &str, test_id: &str| make_with(document, tag, class, test_id);
    let node = make_part("div", "stAudioInput", "stAudioInput");
    let label = Label::new(&element.label, context);
    let frame = make_part("div", "bk-sound", "");
    let button = || {
        let button = make_part("button", "bk-sound-button", "stAudioInputActionButton");
        set(&button, "type", "button");
        button
    };
    let (record, play, remove) = (button(), button(), button());
    let wave = make_part("div", "bk-sound-wave", "stAudioInputWaveSurfer");
    let time = make_part("span", "bk-sound-time", "stAudioInputWaveformTimeCode");
    for part in [&record, &play, &wave, &time, &remove] {
        append(&frame, part);
    }
    append(&node, &label.node);
    append(&node, &frame);
    let parts = Rc::new(RefCell::new(Parts {
        context: context.clone(),
        shown: element.clone(),
        label,
        frame,
        record,
        play,
        remove,
        wave,
        time,
        player: make(document, "audio").unchecked_into(),
        levels: Vec::new(),
        secs: 0.0,
        painted: None,
        recording: None,
        clock: None,
    }));
    parts.borrow_mut().paint();
    let listeners = listeners(&parts);
    Box::new(AudioInputView {
        node,
        parts,
        _listeners: listeners,
    })
}

fn listeners(parts: &Rc<RefCell<Parts>>) -> Vec<Listener> {
    let this = Rc::downgrade(parts);
    let on = |target: &HtmlElement, name, act: fn(&Weak<RefCell<Parts>>)| {
        let this = this.clone();
        listen(target, name, move |_| act(&this))
    };
    let parts = parts.borrow();
    vec![
        on(&parts.record, "click", toggle),
        on(&parts.remove, "click", |this| report(this, None)),
        on(&parts.play, "click", |this| {
            let Some(player) = this.upgrade().map(|parts| parts.borrow().player.clone()) else {
                return;
            };
            if player.paused() {
                drop(player.play());
            } else {
                halt(&player);
            }
        }),
        on(&parts.player, "play", repaint),
        on(&parts.player, "pause", repaint),
        on(&parts.player, "timeupdate", repaint),
        on(&parts.player, "loadedmetadata", repaint),
    ]
}

fn repaint(this: &Weak<RefCell<Parts>>) {
    if let Some(parts) = this.upgrade() {
        parts.borrow_mut().paint();
    }
}

/// Begins or ends a recording.
fn toggle(this: &Weak<RefCell<Parts>>) {
    let Some(parts) = this.upgrade() else { return };
    let (recording, rate) = {
        let mut parts = parts.borrow_mut();
        parts.clock = None;
        (parts.recording.take(), parts.shown.sample_rate)
    };
    let this = this.clone();
    spawn_local(async move {
        match recording {
            Some(recording) => match recording.finish(rate).await {
                Ok(sound) => report(&this, Some(&sound)),
                Err(_) => complain(&this, FAILED),
            },
            None => match Recording::start().await {
                Ok(recording) => begin(&this, recording),
                Err(_) => complain(&this, PLEASE),
            },
        }
    });
}

fn begin(this: &Weak<RefCell<Parts>>, recording: Recording) {
    let Some(parts) = this.upgrade() else { return };
    let mut parts = parts.borrow_mut();
    parts.levels.clear();
    parts.secs = 0.0;
    parts.recording = Some(recording);
    let tick = this.clone();
    parts.clock = Some(Interval::new(TICK_MS, move || {
        let Some(parts) = tick.upgrade() else { return };
        let mut parts = parts.borrow_mut();
        let level = parts.recording.as_ref().map_or(0.0, Recording::level);
        parts.levels.push(level);
        parts.secs += f64::from(TICK_MS) / 1000.0;
        parts.paint();
    }));
    parts.paint();
}

fn complain(this: &Weak<RefCell<Parts>>, words: &str) {
    let Some(parts) = this.upgrade() else { return };
    let mut parts = parts.borrow_mut();
    parts.paint();
    clear(&parts.wave);
    parts.wave.set_text_content(Some(words));
    set(&parts.wave, "role", "alert");
}

/// Reports a recording, or that there is none.
fn report(this: &Weak<RefCell<Parts>>, sound: Option<&Sound>) {
    let Some(parts) = this.upgrade() else { return };
    let (context, shown) = {
        let mut parts = parts.borrow_mut();
        parts.secs = sound.map_or(0.0, |sound| sound.secs);
        parts.levels = sound.map_or_else(Vec::new, |sound| sound.levels.clone());
        (parts.context.clone(), parts.shown.clone())
    };
    let files = sound
        .iter()
        .map(|sound| uploads::add(&context.uploads, &sound.wav, &file_name(), "audio/wav"))
        .collect();
    let value = WidgetValue::Files(files);
    context.widgets.commit(&shown.id, value, shown.reruns);
    parts.borrow_mut().paint();
}

/// Named by the minute in which it was made.
pub(super) fn file_name() -> String {
    let time = String::from(js_sys::Date::new_0().to_iso_string()).replace(':', "-");
    format!("{}_audio.wav", time.get(..16).unwrap_or_default())
}

impl Parts {
    /// The recording that the app knows.
    fn present(&self) -> Option<FileRecord> {
        match self.context.widgets.get(&self.shown.id) {
            Some(WidgetValue::Files(files)) => files.into_iter().next(),
            _ => None,
        }
    }

    fn paint(&mut self) {
        self.label.update(&self.shown.label);
        let present = self.present();
        if self.painted != present {
            self.load(present);
        }
        let (is_recording, disabled) = (self.recording.is_some(), self.shown.disabled);
        let has_sound = self.painted.is_some() && !is_recording;
        let plays = !self.player.paused();
        let (sign, name) = if is_recording {
            ("stop_circle", "Stop recording")
        } else {
            ("mic", "Record")
        };
        self.label_button(&self.record, sign, name);
        let (sign, name) = if plays {
            ("pause", "Pause")
        } else {
            ("play_arrow", "Play")
        };
        self.label_button(&self.play, sign, name);
        self.label_button(&self.remove, "delete", "Clear recording");
        for button in [&self.play, &self.remove] {
            set_optional(button, "hidden", (!has_sound).then_some(""));
        }
        for button in [&self.record, &self.play, &self.remove] {
            set_optional(button, "disabled", disabled.then_some(""));
        }
        set_optional(&self.frame, "data-recording", is_recording.then_some(""));
        if let Some(node) = self.frame.parent_element() {
            set_optional(&node, "data-disabled", disabled.then_some("true"));
        }
        let secs = if plays {
            self.player.current_time()
        } else if has_sound && self.levels.is_empty() {
            // An earlier page has recorded it. The length is not a number before it is known.
            self.player.duration().max(0.0)
        } else {
            self.secs
        };
        let minutes = (secs / 60.0).floor();
        let text = format!("{minutes:02}:{:02}", (secs - minutes * 60.0).floor());
        self.time.set_text_content(Some(&text));
        clear(&self.wave);
        set_optional(&self.wave, "role", None);
        if self.levels.is_empty() {
            set(&self.wave, "data-empty", "");
        } else {
            set_optional(&self.wave, "data-empty", None);
            let drawing = svg(
                &self.context.document,
                &wave(&self.levels),
                "bk-sound-drawing",
            );
            set(&drawing, "viewBox", "0 0 400 48");
            set(&drawing, "preserveAspectRatio", "none");
            append(&self.wave, &drawing);
        }
    }

    fn label_button(&self, button: &HtmlElement, sign: &str, name: &str) {
        if button.get_attribute("aria-label").as_deref() == Some(name) {
            return;
        }
        set(button, "aria-label", name);
        clear(button);
        let sign = icon::icon(&self.context.document, &format!(":material/{sign}:"));
        append(button, &sign);
    }

    /// Puts another recording into the player, or none.
    fn load(&mut self, present: Option<FileRecord>) {
        self.unload();
        if let Some(file) = &present
            && let Some(blob) = self.context.uploads.get(&file.id)
            && let Ok(address) = Url::create_object_url_with_blob(&blob)
        {
            self.player.set_src(&address);
        }
        if present.is_none() && self.recording.is_none() {
            self.levels.clear();
            self.secs = 0.0;
        }
        self.painted = present;
    }

    fn unload(&mut self) {
        if self.painted.take().is_some() {
            revoke(&self.player.src());
            unset(&self.player, "src");
        }
    }
}

/// Levels as a drawing of bars, 400 wide and 48 high.
fn wave(levels: &[f32]) -> String {
    let bars = &levels[levels.len().saturating_sub(100)..];
    let mut path = String::new();
    for (index, level) in bars.iter().enumerate() {
        let half = (level.min(1.0) * 24.0).max(1.0);
        let (left, top) = (index * 4, 24.0 - half);
        // Writing into a text does not fail.
        let _ = write!(path, "M{left} {top:.1}h2v{:.1}h-2z", half * 2.0);
    }
    path
}

impl View for AudioInputView {
    fn node(&self) -> &HtmlElement {
        &self.node
    }

    fn update(&mut self, element: &Element) -> bool {
        let Element::AudioInput(element) = element else {
            return false;
        };
        let mut parts = self.parts.borrow_mut();
        if parts.shown.id != element.id {
            return false;
        }
        if parts.shown != *element || parts.painted != parts.present() {
            parts.shown = element.clone();
            parts.paint();
        }
        true
    }

    fn dispose(&mut self) {
        let mut parts = self.parts.borrow_mut();
        halt(&parts.player);
        parts.clock = None;
        parts.recording = None;
        parts.unload();
    }
}
