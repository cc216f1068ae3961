//! The session of a tab, where the browser keeps it for the tab that comes back: one that was
//! discarded in the background, or reopened.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::manifest::KeptSession;
use brooklet_protocol::wire;
use js_sys::{Function, Object, Promise, Reflect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlDetailsElement, HtmlElement, NodeList, Storage, Window};

/// When a tab goes on with its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Policy {
    /// When the reader has not asked for a new one: not at a reload by hand.
    Unasked,
    Always,
    Never,
}

/// What was on the screen: what no widget holds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct View {
    scrolled: i32,
    tabs: Vec<u32>,
    expanders: Vec<bool>,
}

/// Where the session of this tab is kept.
pub(super) struct SessionStore {
    root: HtmlElement,
    storage: Option<Storage>,
    key: String,
    policy: Policy,
    found: RefCell<Option<KeptSession>>,
    /// What the first run is to bring back.
    view: RefCell<Option<View>>,
    /// Whether a run has ended, so that the screen shows what is worth to be kept.
    is_drawn: Cell<bool>,
    /// Lets go of the session's name.
    release: Rc<RefCell<Option<Function>>>,
    is_claimed: Cell<bool>,
    /// Whether the page has gone: it claims the name no more, for the next one waits for it.
    has_left: Cell<bool>,
    /// The tab's own name for its session.
    id: RefCell<String>,
}

impl SessionStore {
    /// Looks for the session of an app that is to go on.
    pub(super) fn find(root: &HtmlElement, app: &str, policy: Option<&serde_json::Value>) -> Self {
        let window = web_sys::window();
        let policy = match policy.and_then(serde_json::Value::as_str) {
            Some("always") => Policy::Always,
            Some("never") => Policy::Never,
            _ => Policy::Unasked,
        };
        let storage = window
            .as_ref()
            .and_then(|window| window.session_storage().ok());
        let store = Self {
            root: root.clone(),
            storage: storage.flatten().filter(|_| policy != Policy::Never),
            key: format!("brooklet-session {app} {}", root.id()),
            policy,
            found: RefCell::default(),
            view: RefCell::default(),
            is_drawn: Cell::default(),
            release: Rc::default(),
            is_claimed: Cell::default(),
            has_left: Cell::default(),
            id: RefCell::default(),
        };
        let known = store.read("id");
        let id = known.clone().unwrap_or_else(new_id);
        store.id.replace(id);
        if known.is_some() && window.is_some_and(|window| store.is_wanted(&window)) {
            store.found.replace(store.load());
        }
        store
    }

    /// What the reader can choose: whether a reload goes on with the session. `None` where the app
    /// has decided that.
    pub(super) fn choice(&self) -> Option<bool> {
        (self.policy == Policy::Unasked).then(|| self.read_choice().is_some())
    }

    /// The reader chooses otherwise.
    pub(super) fn toggle_choice(&self) {
        let Some(storage) = local_storage() else {
            return;
        };
        // A browser that keeps nothing forgets the choice with the page.
        let _ = if self.read_choice().is_some() {
            storage.remove_item(&self.name("kept"))
        } else {
            storage.set_item(&self.name("kept"), "1")
        };
    }

    fn read_choice(&self) -> Option<String> {
        local_storage()?.get_item(&self.name("kept")).ok()?
    }

    fn is_wanted(&self, window: &Window) -> bool {
        let arrival = Arrival::of(window);
        match self.policy {
            Policy::Never => false,
            Policy::Always => arrival != Arrival::New,
            Policy::Unasked => match arrival {
                Arrival::New => false,
                Arrival::Reload => self.choice() == Some(true),
                Arrival::Discarded | Arrival::History => true,
            },
        }
    }

    fn load(&self) -> Option<KeptSession> {
        let kept = self.read("session")?;
        if self.read("tried").is_some() {
            web_sys::console::warn_1(
                &"The session is not restored a second time: the tab ended as soon as it had been. A new one begins.".into(),
            );
            self.forget();
            return None;
        }
        from_text(&kept)
    }

    /// Gives the session that is to go on, if there is one and no other tab has it; at once where
    /// there is none.
    pub(super) fn take(self: &Rc<Self>, then: impl FnOnce(Option<KeptSession>) + 'static) {
        let Some(session) = self.found.take() else {
            return then(None);
        };
        if web_sys::window().is_some_and(|window| Arrival::of(&window) != Arrival::History) {
            // Only this tab can come so, and its former page may hold the name yet: it takes another.
            self.id.replace(new_id());
            self.go_on();
            return then(Some(session));
        }
        let store = Rc::clone(self);
        self.claim(move |is_own| {
            if is_own {
                store.go_on();
                then(Some(session));
            } else {
                // This tab is the copy of another one.
                store.id.replace(new_id());
                store.is_claimed.set(false);
                then(None);
            }
        });
    }

    /// The session that was found is this tab's.
    fn go_on(&self) {
        self.write("tried", "1");
        let view = self.read("view");
        self.view.replace(view.and_then(|view| from_text(&view)));
    }

    /// A run has ended: the first one brings the view back.
    pub(super) fn run_ended(&self) {
        self.remove("tried");
        self.is_drawn.set(true);
        if let Some(view) = self.view.take() {
            self.show(&view);
        }
    }

    /// Keeps the session as it is now, if any is kept.
    pub(super) fn keep(self: &Rc<Self>, session: impl FnOnce() -> Option<KeptSession>) {
        if self.storage.is_none() {
            return;
        }
        let Some(session) = session() else { return };
        if !self.is_claimed.get() && !self.has_left.get() {
            // The name is this tab's own: nobody else has it.
            self.claim(|_| ());
        }
        self.write("id", &self.id.borrow());
        self.write("session", &to_text(&session));
    }

    /// Keeps what is on the screen. It makes the browser lay out, so it is for moments when nobody
    /// waits for it.
    pub(super) fn keep_view(&self) {
        if self.storage.is_some() && self.is_drawn.get() {
            self.write("view", &to_text(&self.present_view()));
        }
    }

    /// The page goes: whoever takes its place may have the session.
    pub(super) fn release(&self) {
        self.has_left.set(true);
        // A page that leaves in order was not ended by its session.
        self.remove("tried");
        if let Some(release) = self.release.take() {
            self.is_claimed.set(false);
            // A resolver of a promise does not throw.
            let _ = release.call0(&JsValue::UNDEFINED);
        }
    }

    /// The page has come back as it was.
    pub(super) fn come_back(&self) {
        self.has_left.set(false);
    }

    fn forget(&self) {
        for part in ["id", "session", "view", "tried"] {
            self.remove(part);
        }
    }

    /// Whether anything is kept at all.
    pub(super) fn is_kept(&self) -> bool {
        self.storage.is_some()
    }

    pub(super) fn read(&self, part: &str) -> Option<String> {
        let storage = self.storage.as_ref()?;
        storage.get_item(&self.name(part)).ok().flatten()
    }

    pub(super) fn write(&self, part: &str, text: &str) {
        let Some(storage) = &self.storage else {
            return;
        };
        if storage.set_item(&self.name(part), text).is_err() {
            // Rather nothing than what is old.
            self.remove(part);
        }
    }

    pub(super) fn remove(&self, part: &str) {
        if let Some(storage) = &self.storage {
            // What cannot be removed is not there.
            let _ = storage.remove_item(&self.name(part));
        }
    }

    fn name(&self, part: &str) -> String {
        format!("{} {part}", self.key)
    }

    fn all(&self, selector: &str) -> Option<NodeList> {
        self.root.query_selector_all(selector).ok()
    }

    fn main(&self) -> Option<Element> {
        let main = self.root.query_selector("[data-testid=stMain]");
        main.ok().flatten()
    }

    fn present_view(&self) -> View {
        View {
            scrolled: self.main().map_or(0, |main| main.scroll_top()),
            tabs: elements::<Element>(self.all("[data-testid=stTabs]"))
                .map(|tabs| open_tab(&tabs))
                .collect(),
            expanders: elements::<HtmlDetailsElement>(self.all(EXPANDERS))
                .map(|details| details.open())
                .collect(),
        }
    }

    fn show(&self, view: &View) {
        let tabs: Vec<Element> = elements(self.all("[data-testid=stTabs]")).collect();
        if tabs.len() == view.tabs.len() {
            for (tabs, open) in tabs.iter().zip(&view.tabs) {
                let buttons = tabs.query_selector_all("[role=tab]").ok();
                if let Some(button) = elements::<HtmlElement>(buttons).nth(*open as usize) {
                    button.click();
                }
            }
        }
        let expanders: Vec<HtmlDetailsElement> = elements(self.all(EXPANDERS)).collect();
        if expanders.len() == view.expanders.len() {
            for (details, open) in expanders.iter().zip(&view.expanders) {
                details.set_open(*open);
            }
        }
        if let Some(main) = self.main() {
            main.set_scroll_top(view.scrolled);
        }
    }

    /// Takes the session's name, which one tab can have at a time, and says whether it is ours.
    fn claim(self: &Rc<Self>, then: impl FnOnce(bool) + 'static) {
        self.is_claimed.set(true);
        let Some(locks) = locks() else {
            // A page without locks cannot know of others.
            return then(true);
        };
        let store = Rc::clone(self);
        let hold = Closure::once_into_js(move |lock: JsValue| {
            if lock.is_null() {
                then(false);
                return JsValue::UNDEFINED;
            }
            let until = Promise::new(&mut |resolve, _| {
                store.release.replace(Some(resolve));
            });
            then(true);
            until.into()
        });
        let options = Object::new();
        // An object of ours takes every field.
        let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
        let name = format!("brooklet-session {}", self.id.borrow());
        let asked = locks.request(&name, &options, hold.unchecked_ref());
        // It ends when the name is let go of, which nobody waits for.
        spawn_local(async move { drop(JsFuture::from(asked).await) });
    }
}

/// What is kept as text that the browser's storage takes: a character a byte.
fn to_text<T: Serialize>(kept: &T) -> String {
    let bytes = wire::encode(&(wire::LAYOUT, kept));
    bytes.into_iter().map(char::from).collect()
}

fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes: Option<Vec<u8>> = text.chars().map(|byte| u8::try_from(byte).ok()).collect();
    let (layout, kept): (u64, T) = wire::decode(&bytes?).ok()?;
    (layout == wire::LAYOUT).then_some(kept)
}

const EXPANDERS: &str = "[data-testid=stExpander] > details";

fn elements<T: JsCast>(list: Option<NodeList>) -> impl Iterator<Item = T> {
    let count = list.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

fn open_tab(tabs: &Element) -> u32 {
    let buttons = tabs.query_selector_all("[role=tab]").ok();
    let index = elements::<Element>(buttons)
        .position(|button| button.get_attribute("aria-selected").as_deref() == Some("true"));
    index.unwrap_or(0) as u32
}

pub(super) fn new_id() -> String {
    let number = js_sys::Math::random() * f64::from(u32::MAX);
    format!("{:x}{:x}", number as u64, js_sys::Date::now() as u64)
}

/// How the browser has come to this page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrival {
    /// By a link, an address or in a tab of its own.
    New,
    /// The reader has loaded it anew.
    Reload,
    /// The browser had discarded it in the background.
    Discarded,
    /// Back and forth, or as a tab that was closed, left with the browser, or copied.
    History,
}

impl Arrival {
    pub(super) fn of(window: &Window) -> Self {
        let document = window.document();
        let discarded =
            document.and_then(|document| Reflect::get(&document, &"wasDiscarded".into()).ok());
        if discarded.is_some_and(|discarded| discarded.is_truthy()) {
            return Self::Discarded;
        }
        let entries = window
            .performance()
            .map(|performance| performance.get_entries_by_type("navigation"));
        let kind = entries.and_then(|entries| Reflect::get(&entries.get(0), &"type".into()).ok());
        match kind.and_then(|kind| kind.as_string()).as_deref() {
            Some("reload") => Self::Reload,
            Some("back_forward") => Self::History,
            _ => Self::New,
        }
    }
}

pub(super) fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, options: &Object, hold: &Function) -> Promise;
}

fn locks() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
