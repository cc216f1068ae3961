//! The session of a tab, where the browser keeps it for the tab that comes back: one that was
//! discarded in the background, or reopened.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use brooklet_protocol::manifest::RestoredSession;
use brooklet_protocol::wire;
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Element, HtmlDetailsElement, HtmlElement, NodeList, Storage, Window};

/// How often a session's name is asked for, and how long after: the page that had it may be about to
/// let go of it.
const TRIES: u32 = 4;
const BETWEEN_TRIES_MS: u32 = 250;

/// When a tab goes on with its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Policy {
    /// When the reader has not asked for a new one: not at a reload by hand.
    Unasked,
    Always,
    Never,
}

/// What was on the screen: what no widget holds.
#[derive(Debug, Clone, Default, PartialEq)]
struct View {
    scrolled: i32,
    tabs: Vec<u32>,
    expanders: Vec<bool>,
}

/// What is kept: form, session, and the fields of the view.
type Kept = (u64, RestoredSession, i32, Vec<u32>, Vec<bool>);

/// Where the session of this tab is kept.
pub(super) struct SessionStore {
    root: HtmlElement,
    storage: Option<Storage>,
    key: String,
    policy: Policy,
    found: RefCell<Option<(RestoredSession, View)>>,
    /// What the first run is to bring back.
    view: RefCell<Option<View>>,
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

    fn is_wanted(&self, window: &Window) -> bool {
        let kind = navigation_kind(window);
        match self.policy {
            Policy::Never => false,
            Policy::Unasked => was_discarded(window.document().as_ref()) || kind == "back_forward",
            Policy::Always => kind != "navigate" || was_discarded(window.document().as_ref()),
        }
    }

    fn load(&self) -> Option<(RestoredSession, View)> {
        let kept = self.read("session")?;
        if self.read("tried").is_some() {
            web_sys::console::warn_1(
                &"The session is not restored a second time: the tab ended as soon as it had been. A new one begins.".into(),
            );
            self.forget();
            return None;
        }
        let bytes: Option<Vec<u8>> = kept.chars().map(|byte| u8::try_from(byte).ok()).collect();
        let (layout, session, scrolled, tabs, expanders): Kept = wire::decode(&bytes?).ok()?;
        let view = View {
            scrolled,
            tabs,
            expanders,
        };
        (layout == wire::LAYOUT).then_some((session, view))
    }

    /// Gives the session that is to go on, if there is one and no other tab has it; at once where
    /// there is none.
    pub(super) fn take(self: &Rc<Self>, then: impl FnOnce(Option<RestoredSession>) + 'static) {
        let Some((session, view)) = self.found.take() else {
            return then(None);
        };
        let store = Rc::clone(self);
        self.claim(move |is_own| {
            if !is_own {
                // This tab is the copy of another one.
                store.id.replace(new_id());
                return then(None);
            }
            store.write("tried", "1");
            store.view.replace(Some(view));
            then(Some(session));
        });
    }

    /// A run has ended: the first one brings the view back.
    pub(super) fn run_ended(&self) {
        self.remove("tried");
        if let Some(view) = self.view.take() {
            self.show(&view);
        }
    }

    /// Keeps the session as it is now.
    pub(super) fn keep(self: &Rc<Self>, session: Option<RestoredSession>) {
        let Some(session) = session.filter(|_| self.storage.is_some()) else {
            return;
        };
        if !self.is_claimed.get() && !self.has_left.get() {
            // The name is this tab's own: nobody else has it.
            self.claim(|_| ());
        }
        let view = self.present_view();
        let kept: Kept = (
            wire::LAYOUT,
            session,
            view.scrolled,
            view.tabs,
            view.expanders,
        );
        let text: String = wire::encode(&kept).into_iter().map(char::from).collect();
        self.write("id", &self.id.borrow());
        self.write("session", &text);
    }

    /// The page goes: whoever takes its place may have the session.
    pub(super) fn release(&self) {
        self.has_left.set(true);
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
        for part in ["id", "session", "tried"] {
            self.remove(part);
        }
    }

    fn read(&self, part: &str) -> Option<String> {
        let storage = self.storage.as_ref()?;
        storage.get_item(&self.name(part)).ok().flatten()
    }

    fn write(&self, part: &str, text: &str) {
        let Some(storage) = &self.storage else {
            return;
        };
        if storage.set_item(&self.name(part), text).is_err() {
            // Rather nothing than what is old.
            self.remove(part);
        }
    }

    fn remove(&self, part: &str) {
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
        self.ask(TRIES, Box::new(then));
    }

    fn ask(self: &Rc<Self>, tries: u32, then: Box<dyn FnOnce(bool)>) {
        let Some(locks) = locks() else {
            // A page without locks cannot know of others.
            return then(true);
        };
        let store = Rc::clone(self);
        let hold = Closure::once_into_js(move |lock: JsValue| {
            if lock.is_null() {
                store.ask_again(tries - 1, then);
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

    fn ask_again(self: &Rc<Self>, tries: u32, then: Box<dyn FnOnce(bool)>) {
        if tries == 0 {
            return then(false);
        }
        let store = Rc::clone(self);
        Timeout::new(BETWEEN_TRIES_MS, move || store.ask(tries, then)).forget();
    }
}

const EXPANDERS: &str = "[data-testid=stExpander] > details";

fn elements<T: JsCast>(list: Option<NodeList>) -> impl Iterator<Item = T> {
    let count = list.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |index| list.as_ref()?.item(index)?.dyn_into().ok())
}

fn open_tab(tabs: &Element) -> u32 {
    let buttons = tabs.query_selector_all("[role=tab]").ok();
    let place = elements::<Element>(buttons)
        .position(|button| button.get_attribute("aria-selected").as_deref() == Some("true"));
    place.unwrap_or(0) as u32
}

fn new_id() -> String {
    let number = js_sys::Math::random() * f64::from(u32::MAX);
    format!("{:x}{:x}", number as u64, js_sys::Date::now() as u64)
}

/// How the browser has come to this page: `navigate`, `reload` or `back_forward`.
fn navigation_kind(window: &Window) -> String {
    let entries = window
        .performance()
        .map(|performance| performance.get_entries_by_type("navigation"));
    let kind = entries.and_then(|entries| Reflect::get(&entries.get(0), &"type".into()).ok());
    kind.and_then(|kind| kind.as_string()).unwrap_or_default()
}

fn was_discarded(document: Option<&Document>) -> bool {
    let discarded =
        document.and_then(|document| Reflect::get(document, &"wasDiscarded".into()).ok());
    discarded.is_some_and(|discarded| discarded.is_truthy())
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
