//! The theme of an app: what its configuration asks for, and what the reader chooses.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use web_sys::{Event, HtmlElement, MediaQueryList, Storage};

use super::properties::{Options, Scheme};
use crate::dom::{Listener, StyleExt, listen, set, unset};

/// The event on the app's element by which hears of another theme what is painted with its colours.
pub const THEMED: &str = "brooklet-themed";

/// Where the reader's choice is kept.
const STORED_AS: &str = "brooklet-theme";

/// The marks that the look of an app may put on its element.
const MARKS: [&str; 6] = [
    "data-theme",
    "data-palette",
    "data-surface",
    "data-sidebar-surface",
    "data-widget-border",
    "data-sidebar-border",
];

/// What the reader chooses in the menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The light theme.
    Light,
    /// The dark theme.
    Dark,
    /// The theme of the app, or else of the system.
    System,
}

impl Choice {
    fn name(self) -> Option<&'static str> {
        match self {
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
            Self::System => None,
        }
    }
}

/// The theme of one app.
pub struct Theme {
    root: HtmlElement,
    options: Options,
    /// What the address asks for.
    embedded: Option<Choice>,
    /// The custom properties that stand on the element.
    properties: RefCell<Vec<(String, String)>>,
    system: Option<MediaQueryList>,
}

impl Theme {
    /// Gives `root` the theme of the configuration, or the one that the reader has chosen before
    /// or that the address asks for, and follows the system from then on until the listener is dropped.
    pub fn apply(
        root: &HtmlElement,
        config: &BTreeMap<String, String>,
        embedded: Option<Choice>,
    ) -> (Rc<Self>, Option<Listener>) {
        let theme = Rc::new(Self {
            root: root.clone(),
            options: Options::of(config),
            embedded,
            properties: RefCell::default(),
            system: system(),
        });
        theme.paint(theme.begins());
        let listener = theme.system.as_ref().map(|system| {
            let theme = theme.clone();
            listen(system, "change", move |_| theme.paint(theme.begins()))
        });
        (theme, listener)
    }

    /// What the reader has chosen, or else what the address asks for: a theme of the app goes
    /// before it.
    fn begins(&self) -> Choice {
        match (stored(), self.embedded) {
            (Choice::System, Some(choice)) if self.options.base().is_none() => choice,
            (choice, _) => choice,
        }
    }

    /// Takes over what the reader chooses, for the next visit too.
    pub fn choose(&self, choice: Choice) {
        if let Some(storage) = storage() {
            // A browser that keeps nothing forgets the choice with the page.
            let _ = match choice.name() {
                Some(name) => storage.set_item(STORED_AS, name),
                None => storage.remove_item(STORED_AS),
            };
        }
        self.paint(choice);
    }

    /// What the reader has chosen.
    pub fn chosen() -> Choice {
        stored()
    }

    fn paint(&self, choice: Choice) {
        self.remove();
        let is_dark = self.system.as_ref().is_some_and(MediaQueryList::matches);
        let system = if is_dark { Scheme::Dark } else { Scheme::Light };
        let (scheme, options) = match choice {
            Choice::Light => (Scheme::Light, &Options::default()),
            Choice::Dark => (Scheme::Dark, &Options::default()),
            Choice::System => (self.options.base().unwrap_or(system), &self.options),
        };
        let look = options.look(scheme);
        set(&self.root, "data-theme", scheme.name());
        for (mark, value) in look.marks {
            set(&self.root, mark, value);
        }
        for (property, value) in &look.properties {
            self.root.style().put(property, value);
        }
        self.properties.replace(look.properties);
        if let Ok(event) = Event::new(THEMED) {
            // It fails only for an event that is under way.
            let _ = self.root.dispatch_event(&event);
        }
    }

    /// Takes the theme off the element.
    pub fn remove(&self) {
        for (property, _) in self.properties.take() {
            self.root.style().unset(&property);
        }
        for mark in MARKS {
            unset(&self.root, mark);
        }
    }
}

fn system() -> Option<MediaQueryList> {
    web_sys::window()?
        .match_media("(prefers-color-scheme: dark)")
        .ok()?
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn stored() -> Choice {
    let stored = storage().and_then(|storage| storage.get_item(STORED_AS).ok()?);
    match stored.as_deref() {
        Some("light") => Choice::Light,
        Some("dark") => Choice::Dark,
        _ => Choice::System,
    }
}
