//! One app on the page: its worker, its content, its runs.

mod draw;
mod history;
mod host;
mod session_store;
mod tab_icon;
mod upload_store;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use brooklet_client::uploads::held_by;
use brooklet_client::{Client, EngineKind, Notice, Timer};
use brooklet_protocol::{ToEngine, ToPage};
use gloo::timers::callback::{Interval, Timeout};
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, HtmlElement, Worker};

use crate::chrome::{Action, Shell, embed};
use crate::dom::{FocusExt, Listener, listen, listen_below, put, set_optional};
use crate::link::{FromWorker, Link};
use crate::location;
use crate::options::Options;
use crate::sheet;
use crate::style::Theme;
use crate::surface::DomSurface;
use crate::view::Context;
use crate::viewport;
use session_store::SessionStore;
use upload_store::UploadStore;

/// One app on the page.
pub struct App {
    this: Weak<App>,
    root: HtmlElement,
    shell: Shell,
    context: Context,
    theme: Rc<Theme>,
    client: Rc<Client<host::Browser>>,
    options: Options,
    spawn: Function,
    link: RefCell<Option<Link>>,
    /// What has come from the engine and waits to be drawn.
    waiting: RefCell<VecDeque<ToPage>>,
    pump: RefCell<Option<Timeout>>,
    /// When the last slice of drawing ended, while another is due.
    slice_ended_ms: Cell<Option<f64>>,
    timers: Timers,
    /// The fragments that run again and again.
    repeats: RefCell<BTreeMap<String, Interval>>,
    listeners: RefCell<Vec<(String, Function)>>,
    /// Whether the script has said in this run what the browser tab is called.
    is_titled: Cell<bool>,
    /// Query and page of the address, as the script knows them.
    address: RefCell<(String, String)>,
    /// Follows the reader back and forth.
    history: RefCell<Option<Listener>>,
    /// Follows the system's theme.
    system_theme: RefCell<Option<Listener>>,
    /// The session of this tab.
    session: Rc<SessionStore>,
    /// The files of the reader for a page that goes on with it.
    upload_store: Rc<UploadStore>,
    /// Keeps the session when the page may go.
    leaving: RefCell<Vec<Listener>>,
    first_run: RefCell<Option<Function>>,
    first_promise: Promise,
}

/// What may happen later unless something else happens first.
#[derive(Default)]
struct Timers {
    stale: RefCell<Option<Timeout>>,
    stop: RefCell<Option<Timeout>>,
}

impl Timers {
    /// Starts a timer, or ends it.
    fn set(&self, timer: Timer, timeout: Option<Timeout>) {
        let timer = match timer {
            Timer::Stale => &self.stale,
            Timer::Stop => &self.stop,
        };
        timer.replace(timeout);
    }

    fn stop_all(&self) {
        self.stale.take();
        self.stop.take();
    }
}

impl App {
    /// Paints the shell into `root` and starts a worker.
    pub fn start(
        root: &HtmlElement,
        options: Options,
        spawn: Function,
    ) -> Result<Rc<Self>, JsValue> {
        let document = root
            .owner_document()
            .ok_or("brooklet: the element is in no document")?;
        sheet::adopt(&document, |file| options.address(file));
        viewport::fit(&document, root);
        root.set_text_content(None);
        root.class_list().add_1("brooklet")?;
        let (theme, system_theme) = Theme::apply(root, &options.flat_config(), embed::theme());
        set_optional(
            root,
            "data-error-links",
            options.shows_error_links().then_some(""),
        );
        let app = Self::around(root, &document, options, spawn, (theme, system_theme));
        app.history.replace(app.follow_history());
        app.leaving.replace(app.watch_leaving());
        app.shell.show_keeping(app.session.choice());
        let first = app.options.first_engine();
        if app.options.has_data {
            app.client.offer_data(first);
        }
        app.connect(first)?;
        Ok(app)
    }

    /// An app whose worker has not been started.
    fn around(
        root: &HtmlElement,
        document: &Document,
        options: Options,
        spawn: Function,
        (theme, system_theme): (Rc<Theme>, Option<Listener>),
    ) -> Rc<Self> {
        let session = SessionStore::find(root, &options.storage_name(), options.restore_session());
        let session = Rc::new(session);
        let upload_store = UploadStore::new(session.clone(), options.storage_name());
        let upload_store = Rc::new(upload_store);
        let mut resolve = None;
        let first_promise = Promise::new(&mut |done, _| resolve = Some(done));
        Rc::new_cyclic(|this: &Weak<Self>| {
            let mut drawn = None;
            let client = Client::new(host::Browser(this.clone()), |parts| {
                let context = Context {
                    document: document.clone(),
                    root: root.clone(),
                    widgets: parts.widgets.clone(),
                    media: parts.media.clone(),
                    uploads: parts.uploads.clone(),
                    stop: Self::stopper(this),
                };
                let shell = Shell::new(&context, Self::actor(this), &theme);
                let surface = DomSurface::new(context.clone(), shell.roots());
                drawn = Some((context, shell));
                surface
            });
            let (context, shell) = drawn.expect("a client makes its surface at once");
            Self {
                this: this.clone(),
                root: root.clone(),
                shell,
                context,
                theme,
                client,
                options,
                spawn,
                link: RefCell::default(),
                waiting: RefCell::default(),
                pump: RefCell::default(),
                slice_ended_ms: Cell::default(),
                timers: Timers::default(),
                repeats: RefCell::default(),
                listeners: RefCell::default(),
                is_titled: Cell::default(),
                address: RefCell::new((location::query(), location::page())),
                history: RefCell::default(),
                system_theme: RefCell::new(system_theme),
                session,
                upload_store,
                leaving: RefCell::default(),
                first_run: RefCell::new(resolve),
                first_promise,
            }
        })
    }

    /// Ends the run under way.
    fn stopper(this: &Weak<Self>) -> Rc<dyn Fn()> {
        let this = this.clone();
        Rc::new(move || {
            if let Some(app) = this.upgrade() {
                app.stop();
            }
        })
    }

    /// Does what the reader asks for in the chrome.
    fn actor(this: &Weak<Self>) -> Rc<dyn Fn(Action)> {
        let this = this.clone();
        Rc::new(move |action| {
            let Some(app) = this.upgrade() else { return };
            match action {
                Action::Rerun => app.rerun(),
                Action::Stop => app.stop(),
                Action::ToggleKeeping => app.toggle_keeping(),
                Action::ClearCaches => app.client.tell(ToEngine::ClearCaches),
                Action::StoredFiles(request) => app.client.tell(ToEngine::StoredFiles(request)),
            }
        })
    }

    fn connect(&self, engine: EngineKind) -> Result<(), JsValue> {
        let engine = JsValue::from_str(engine.name());
        let worker = self.spawn.call1(&JsValue::UNDEFINED, &engine)?;
        let worker: Worker = worker.unchecked_into();
        let this = self.this.clone();
        let link = Link::new(worker, self.options.jspi != Some(false), move |message| {
            if let Some(app) = this.upgrade() {
                app.receive(message);
            }
        })?;
        self.link.replace(Some(link));
        Ok(())
    }

    fn receive(&self, message: FromWorker) {
        match message {
            FromWorker::Messages(messages) => {
                self.waiting.borrow_mut().extend(messages);
                // A slice that is due takes these along.
                if self.pump.borrow().is_none() {
                    self.pump();
                }
            }
            FromWorker::Bytes(id, bytes) => self.context.media.take(id, bytes),
            FromWorker::Progress { loaded, total } => self.shell.progress(loaded, total),
            FromWorker::Ready(listening) => self.client.engine_ready(listening),
            FromWorker::Failed => self.client.worker_failed(),
            FromWorker::Fatal { reason, message } => self.client.engine_ended(&reason, &message),
        }
    }

    /// Gives the app its files; it begins as soon as the engine is ready.
    pub fn open(&self, files: BTreeMap<String, Vec<u8>>) {
        let (client, uploads) = (Rc::clone(&self.client), Rc::clone(&self.upload_store));
        self.session.take(move |session| {
            let Some(session) = session else {
                uploads.begin_anew();
                return client.open(files);
            };
            uploads.take(&held_by(&session), move |stored| {
                client.restore(session, stored);
                client.open(files);
            });
        });
    }

    /// Keeps the session for a page that may have to go on with it.
    fn keep_session(&self) {
        self.session.keep(|| self.client.kept_session());
    }

    /// The reader chooses whether a reload goes on with the session.
    fn toggle_keeping(&self) {
        self.session.toggle_choice();
        self.shell.show_keeping(self.session.choice());
    }

    /// Lets a form have what is being typed into one of its fields: no run follows.
    fn take_typed(&self) {
        let active = self.context.document.active_element();
        let in_form = |element: &Element| {
            let form = element.closest("[data-testid=stForm]");
            form.is_ok_and(|form| form.is_some())
        };
        if let Some(active) = active.filter(in_form)
            && let Ok(field) = active.dyn_into::<HtmlElement>()
        {
            // A field that loses the focus says what is in it. It has it: it can lose it.
            let _ = field.blur();
            field.take_focus();
        }
    }

    /// Keeps the session when the tab goes to the background, from where it may not come back, or
    /// ends.
    fn watch_leaving(&self) -> Vec<Listener> {
        let Some(window) = web_sys::window() else {
            return Vec::new();
        };
        let (this, reader) = (self.this.clone(), self.this.clone());
        let (leaver, comer) = (self.this.clone(), self.this.clone());
        let hidden = listen(&self.context.document, "visibilitychange", move |_| {
            if let Some(app) = this.upgrade() {
                app.take_typed();
                app.keep_session();
                app.session.keep_view();
            }
        });
        let scrolled = listen_below(&self.root, "scrollend", move |_| {
            if let Some(app) = reader.upgrade() {
                app.session.keep_view();
            }
        });
        let left = listen(&window, "pagehide", move |_| {
            if let Some(app) = leaver.upgrade() {
                app.take_typed();
                app.keep_session();
                app.session.keep_view();
                app.session.release();
            }
        });
        let shown = listen(&window, "pageshow", move |_| {
            if let Some(app) = comer.upgrade() {
                app.session.come_back();
            }
        });
        vec![hidden, scrolled, left, shown]
    }

    /// Writes a file of the app.
    pub fn write_file(&self, path: &str, bytes: Vec<u8>) {
        self.client.edit_file(path, Some(bytes));
    }

    /// Removes a file of the app.
    pub fn remove_file(&self, path: &str) {
        self.client.edit_file(path, None);
    }

    /// Runs the script again with the values that the widgets have.
    pub fn rerun(&self) {
        self.client.rerun();
    }

    /// Ends the run under way. A run that does not listen ends with its worker.
    pub fn stop(&self) {
        self.client.stop();
    }

    /// Says why the app cannot begin.
    pub fn refuse(&self, error: &JsValue) {
        let text = js_sys::Error::from(error.clone()).message().as_string();
        self.client.refuse(text.unwrap_or_default());
    }

    /// Posts a message to the worker.
    fn send(&self, message: &ToEngine) {
        if let Some(link) = &*self.link.borrow() {
            link.send(message);
        }
    }

    fn notify(&self, notice: Option<&Notice>) {
        self.shell.notice(notice);
    }

    /// Resolves when the first run has ended.
    pub fn first_run(&self) -> Promise {
        self.first_promise.clone()
    }

    /// Calls a listener at each event of a type.
    pub fn listen(&self, kind: &str, listener: Function) {
        self.listeners
            .borrow_mut()
            .push((kind.to_owned(), listener));
    }

    /// Ends that.
    pub fn unlisten(&self, kind: &str, listener: &Function) {
        self.listeners
            .borrow_mut()
            .retain(|(known, function)| known != kind || function != listener);
    }

    fn emit(&self, kind: &str, fields: &[(&str, &str)]) {
        let detail = Object::new();
        let event = Object::new();
        for (name, value) in fields {
            put(&detail, name, &(*value).into());
        }
        put(&event, "type", &kind.into());
        put(&event, "detail", &detail);
        let listeners: Vec<Function> = self
            .listeners
            .borrow()
            .iter()
            .filter(|(known, _)| known == kind)
            .map(|(_, function)| function.clone())
            .collect();
        for listener in listeners {
            if let Err(error) = listener.call1(&JsValue::UNDEFINED, &event) {
                web_sys::console::error_1(&error);
            }
        }
    }

    /// Says that the first run has ended, and whether that was new.
    fn first_run_ended(&self) -> bool {
        let Some(resolve) = self.first_run.take() else {
            return false;
        };
        // A resolver of a promise does not throw.
        let _ = resolve.call0(&JsValue::UNDEFINED);
        true
    }

    /// Ends the app and empties its element.
    pub fn dispose(&self) {
        self.link.take();
        self.pump.take();
        self.repeats.borrow_mut().clear();
        self.waiting.borrow_mut().clear();
        self.timers.stop_all();
        self.client.dispose();
        self.root.set_text_content(None);
        self.shell.dispose();
        self.system_theme.take();
        self.history.take();
        self.leaving.take();
        self.session.release();
        self.theme.remove();
        // An element without the class is what it was before.
        let _ = self.root.class_list().remove_1("brooklet");
        self.listeners.borrow_mut().clear();
        self.first_run_ended();
    }
}
