//! An app under test: its script, its page, and what a reader does.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_engine::{Engine, Outlet};
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::RerunRequest;
use brooklet_protocol::{
    Delta, Element, Manifest, MediaId, Outcome, ToEngine, ToPage, WidgetId, WidgetStates,
    WidgetValue,
};

use crate::{Page, TestWorld};

/// A running app.
pub struct App {
    engine: Engine,
    world: Rc<TestWorld>,
    outside: Rc<RefCell<Outside>>,
    values: WidgetStates,
}

/// What has come out of the engine.
#[derive(Default)]
struct Outside {
    page: Page,
    outcomes: Vec<Outcome>,
    set_by_script: WidgetStates,
    media: BTreeMap<MediaId, Bytes>,
    nameless: Option<Bytes>,
}

/// Bytes that a script has given, and their media type.
pub type Bytes = (String, Vec<u8>);

/// The way to what is outside.
struct Door(Rc<RefCell<Outside>>);

impl Outlet for Door {
    fn send(&self, message: ToPage) {
        self.0.borrow_mut().take(message);
    }

    fn send_bytes(&self, mime: &str, bytes: &[u8]) {
        self.0.borrow_mut().nameless = Some((mime.to_owned(), bytes.to_vec()));
    }
}

impl App {
    /// Runs a script for the first time.
    pub fn new(script: &str) -> Self {
        Self::with_files(script, &[])
    }

    /// Runs a script that has other files beside it.
    pub fn with_files(script: &str, files: &[(&str, &str)]) -> Self {
        Self::open(script, files, &[])
    }

    /// Runs a script with settings, values as JSON.
    pub fn with_config(script: &str, config: &[(&str, &str)]) -> Self {
        Self::open(script, &[], config)
    }

    /// # Panics
    /// If Python does not start.
    fn open(script: &str, files: &[(&str, &str)], config: &[(&str, &str)]) -> Self {
        let world = Rc::new(TestWorld::default());
        let outside = Rc::new(RefCell::new(Outside::default()));
        let outlet = Rc::new(Door(outside.clone()));
        let engine = Engine::boot(world.clone(), brooklet_stdlib::CORE.to_vec(), outlet)
            .expect("the engine starts");
        let mut all: BTreeMap<String, FileBytes> = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), FileBytes(text.as_bytes().to_vec())))
            .collect();
        all.insert("app.py".to_owned(), FileBytes(script.as_bytes().to_vec()));
        let manifest = Manifest {
            entrypoint: "app.py".to_owned(),
            files: all,
            config: config
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            ..Manifest::default()
        };
        let mut app = Self {
            engine,
            world,
            outside,
            values: WidgetStates::new(),
        };
        app.send([ToEngine::Open(manifest)]);
        app
    }

    /// Puts messages into the inbox and lets the engine work.
    pub fn send(&mut self, messages: impl IntoIterator<Item = ToEngine>) {
        let inbox = self.engine.inbox();
        messages.into_iter().for_each(|message| inbox.push(message));
        self.engine.work();
        self.values
            .append(&mut self.outside.borrow_mut().set_by_script);
    }

    /// Runs the script again, with all values as they are.
    pub fn rerun(&mut self) {
        let request = self.request(&[]);
        self.send([request]);
    }

    /// Clicks a button.
    pub fn click(&mut self, label: &str) {
        let id = self.widget(label);
        let request = self.request(&[(id, WidgetValue::Trigger)]);
        self.send([request]);
    }

    /// Sets a widget to a value.
    pub fn set(&mut self, label: &str, value: WidgetValue) {
        self.values.insert(self.widget(label), value);
        self.rerun();
    }

    /// Replaces the script and runs it.
    pub fn edit(&mut self, script: &str) {
        let path = "app.py".to_owned();
        let write = ToEngine::WriteFile {
            path,
            bytes: FileBytes(script.as_bytes().to_vec()),
        };
        let request = self.request(&[]);
        self.send([write, request]);
    }

    /// A request to run with the present values and these.
    pub fn request(&self, more: &[(WidgetId, WidgetValue)]) -> ToEngine {
        let mut widget_states = self.values.clone();
        widget_states.extend(more.iter().cloned());
        ToEngine::Rerun(RerunRequest {
            widget_states,
            query: String::new(),
        })
    }

    /// The page, a line for each element.
    pub fn outline(&self) -> String {
        self.outside.borrow().page.outline()
    }

    /// How the runs have ended.
    pub fn outcomes(&self) -> Vec<Outcome> {
        self.outside.borrow().outcomes.clone()
    }

    /// What the script has printed.
    pub fn printed(&self) -> String {
        self.world.printed()
    }

    /// What an element of the page is, as `pick` sees it.
    pub fn element<T>(&self, pick: impl Fn(&Element) -> Option<T>) -> Option<T> {
        self.outside.borrow().page.elements().find_map(pick)
    }

    /// The bytes of this name that the page has.
    pub fn media(&self, id: &MediaId) -> Option<Bytes> {
        self.outside.borrow().media.get(id).cloned()
    }

    /// How many different bytes the page has.
    pub fn media_count(&self) -> usize {
        self.outside.borrow().media.len()
    }

    /// The id of the widget with this label.
    ///
    /// # Panics
    /// If the page has none.
    pub fn widget(&self, label: &str) -> WidgetId {
        self.element(|element| {
            let (id, text) = match element {
                Element::Button(button) => (&button.id, &button.label),
                Element::Checkbox(input) => (&input.id, &input.label.text),
                Element::NumberInput(input) => (&input.id, &input.label.text),
                Element::Selectbox(input) => (&input.id, &input.label.text),
                Element::Slider(input) => (&input.id, &input.label.text),
                Element::TextInput(input) => (&input.id, &input.label.text),
                _ => return None,
            };
            (text == label).then(|| id.clone())
        })
        .unwrap_or_else(|| panic!("no widget {label:?} on\n{}", self.outline()))
    }
}

impl Outside {
    fn take(&mut self, message: ToPage) {
        match message {
            ToPage::RunStarted { .. } => self.page.begin_run(),
            ToPage::Deltas(deltas) => {
                for delta in deltas {
                    self.adopt(&delta);
                    self.page.apply(delta);
                }
            }
            ToPage::RunEnded { outcome, .. } => {
                if outcome == Outcome::Finished {
                    self.page.sweep();
                }
                self.outcomes.push(outcome);
            }
            ToPage::Media(id) => {
                let bytes = self.nameless.take().expect("bytes come before their name");
                self.media.insert(id, bytes);
            }
            ToPage::KeepMedia(ids) => self.media.retain(|id, _| ids.contains(id)),
            ToPage::Console { .. } | ToPage::Page(_) => {}
        }
    }

    /// The page takes over the values that the script sets.
    fn adopt(&mut self, delta: &Delta) {
        let Delta::Element { element, .. } = delta else {
            return;
        };
        let text =
            |value: &Option<String>| value.clone().map_or(WidgetValue::None, WidgetValue::Text);
        let value = match element {
            Element::Checkbox(input) => input.set_value.map(WidgetValue::Bool),
            Element::NumberInput(input) => input
                .set_value
                .map(|value| value.map_or(WidgetValue::None, WidgetValue::Float)),
            Element::Selectbox(input) => input.set_value.as_ref().map(text),
            Element::Slider(input) => input.set_value.clone().map(WidgetValue::Floats),
            Element::TextInput(input) => input.set_value.as_ref().map(text),
            _ => None,
        };
        if let (Some(id), Some(value)) = (element.widget_id(), value) {
            self.set_by_script.insert(id.clone(), value);
        }
    }
}
