//! One app on the page: its worker, its content, its runs.

pub(crate) mod address;
mod files;
mod run;
mod tab_icon;
mod trouble;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use brooklet_client::{Change, Tree, Widgets};
use brooklet_protocol::message::RerunRequest;
use brooklet_protocol::{ToEngine, ToPage, WidgetId, WidgetStates};
use gloo::timers::callback::{Interval, Timeout};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Worker};

use crate::chrome::{Action, Shell, embed};
use crate::dom::{Listener, set, set_optional};
use crate::link::{FromWorker, Link};
use crate::media::Media;
use crate::options::Options;
use crate::sheet;
use crate::style::Theme;
use crate::surface::DomSurface;
use crate::uploads::{self, Uploads};
use crate::view::Context;

/// What the script is doing, as the page tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// The engine is being loaded.
    Loading,
    /// The engine is there, and the first run has not begun.
    Initial,
    /// A run is under way.
    Running,
    /// The last run has ended.
    NotRunning,
    /// The script does not compile.
    CompilationError,
}

impl State {
    fn name(self) -> &'static str {
        match self {
            Self::Loading => "loading",
            Self::Initial => "initial",
            Self::Running => "running",
            Self::NotRunning => "notRunning",
            Self::CompilationError => "compilationError",
        }
    }
}

/// One app on the page.
pub struct App {
    this: Weak<App>,
    root: HtmlElement,
    shell: Shell,
    context: Context,
    theme: Rc<Theme>,
    tree: RefCell<Tree<DomSurface>>,
    options: Options,
    spawn: Function,
    link: RefCell<Option<Link>>,
    files: RefCell<files::Files>,
    engine: Cell<Engine>,
    state: Cell<State>,
    /// How often in a row the engine has ended.
    crashes: Cell<u32>,
    /// What has come from the engine and waits to be drawn.
    waiting: RefCell<VecDeque<ToPage>>,
    pump: RefCell<Option<Timeout>>,
    /// When the last slice of drawing ended, while another is due.
    slice_ended_ms: Cell<Option<f64>>,
    timers: RefCell<Timers>,
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
    /// What the reader did while there was no engine to tell, for when there is one.
    unsent: RefCell<Option<WidgetStates>>,
    first_run: RefCell<Option<Function>>,
    first_promise: Promise,
}

/// What may happen later unless something else happens first.
#[derive(Default)]
struct Timers {
    stale: Option<Timeout>,
    stop: Option<Timeout>,
}

/// How far the engine is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    /// It has not said that it is ready.
    Loading,
    /// It is ready and has not been given the app.
    Ready,
    /// It has the app. After a restart its first run knows no values and only leads to the second
    /// one, which has been asked for.
    Open { leads_on: bool },
    /// It has ended, and the reader decides what comes next.
    Ended,
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
        root.set_text_content(None);
        root.class_list().add_1("brooklet")?;
        let (theme, system_theme) = Theme::apply(root, &options.flat_config(), embed::theme());
        set_optional(
            root,
            "data-error-links",
            options.shows_error_links().then_some(""),
        );
        let mut resolve = None;
        let first_promise = Promise::new(&mut |done, _| resolve = Some(done));
        let app = Rc::new_cyclic(|this: &Weak<Self>| {
            let widgets = Rc::new(Widgets::new(Self::reporter(this)));
            let context = Context {
                document: document.clone(),
                root: root.clone(),
                widgets,
                media: Rc::new(Media::new(Self::asker(this))),
                uploads: Rc::new(Uploads::new(Self::sender(this))),
                stop: Self::stopper(this),
            };
            let shell = Shell::new(&context, Self::actor(this), &theme);
            let tree = RefCell::new(Tree::new(DomSurface::new(context.clone(), shell.roots())));
            Self {
                this: this.clone(),
                root: root.clone(),
                shell,
                context,
                theme,
                tree,
                options,
                spawn,
                link: RefCell::default(),
                files: RefCell::default(),
                engine: Cell::new(Engine::Loading),
                state: Cell::new(State::Loading),
                crashes: Cell::default(),
                waiting: RefCell::default(),
                pump: RefCell::default(),
                slice_ended_ms: Cell::default(),
                timers: RefCell::default(),
                repeats: RefCell::default(),
                listeners: RefCell::default(),
                is_titled: Cell::default(),
                address: RefCell::new((address::query(), address::page())),
                history: RefCell::default(),
                system_theme: RefCell::new(system_theme),
                unsent: RefCell::default(),
                first_run: RefCell::new(resolve),
                first_promise,
            }
        });
        let this = app.this.clone();
        app.context.widgets.set_on_clear(Box::new(move |form| {
            if let Some(app) = this.upgrade() {
                app.tree.borrow_mut().remount(form);
            }
        }));
        app.history.replace(app.follow_history());
        app.connect()?;
        Ok(app)
    }

    /// Reports a change of a widget to the engine.
    fn reporter(this: &Weak<Self>) -> Box<dyn Fn(Change)> {
        let this = this.clone();
        Box::new(move |change| {
            if let Some(app) = this.upgrade() {
                app.request(change);
            }
        })
    }

    /// Asks the engine for the file that a download button promises.
    fn asker(this: &Weak<Self>) -> Box<dyn Fn(WidgetId)> {
        let this = this.clone();
        Box::new(move |id| {
            if let Some(app) = this.upgrade() {
                app.send(&ToEngine::MakeFile(id));
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

    /// Hands files of the reader to the engine.
    fn sender(this: &Weak<Self>) -> uploads::Send {
        let this = this.clone();
        Box::new(move |id, file| {
            if let Some(app) = this.upgrade()
                && let Some(link) = &*app.link.borrow()
                && app.engine.get() != Engine::Loading
            {
                link.send_file(id, file);
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
                Action::ClearCaches => app.send(&ToEngine::ClearCaches),
            }
        })
    }

    fn connect(&self) -> Result<(), JsValue> {
        let worker: Worker = self.spawn.call0(&JsValue::UNDEFINED)?.unchecked_into();
        self.engine.set(Engine::Loading);
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
            FromWorker::Ready => {
                self.engine.set(Engine::Ready);
                if self.state.get() == State::Loading {
                    self.set_state(State::Initial);
                }
                self.open_if_ready();
            }
            FromWorker::Failed if self.engine.get() == Engine::Loading => {
                self.engine_ended("load", "its worker does not start");
            }
            // The engine itself says how it ended.
            FromWorker::Failed => {}
            FromWorker::Fatal { reason, message } => self.engine_ended(&reason, &message),
        }
    }

    fn open_if_ready(&self) {
        if self.engine.get() != Engine::Ready {
            return;
        }
        let Some(files) = self.files.borrow().all() else {
            return;
        };
        let held = self.context.widgets.states();
        let states = self.unsent.take().or((!held.is_empty()).then_some(held));
        self.engine.set(Engine::Open {
            leads_on: states.is_some(),
        });
        self.context.uploads.send_all();
        self.send(&ToEngine::Open(self.options.manifest(files)));
        if let Some(states) = states {
            self.request(Change {
                states,
                ..Change::default()
            });
        }
    }

    /// Runs the script again with the values that the widgets have.
    pub fn rerun(&self) {
        if self.engine.get() == Engine::Ended {
            self.shell.notice(None);
            self.reconnect();
        } else {
            self.request(Change {
                states: self.context.widgets.states(),
                ..Change::default()
            });
        }
    }

    fn request(&self, change: Change) {
        let widget_states = change.states;
        let page = change.page.map(|(page, query)| {
            self.visit(&page, &query);
            page
        });
        match self.engine.get() {
            Engine::Open { .. } => {
                if self.crashes.get() == 0 {
                    self.shell.notice(None);
                }
                self.send(&ToEngine::Rerun(RerunRequest {
                    widget_states,
                    query: Some(address::query()),
                    page,
                    fragment_ids: change.fragment_id.into_iter().collect(),
                }));
            }
            // Before the first run there is nothing that a run could be repeated with.
            Engine::Loading | Engine::Ready if widget_states.is_empty() => {}
            Engine::Loading | Engine::Ready => {
                self.unsent.replace(Some(widget_states));
            }
            Engine::Ended => {}
        }
    }

    /// Tells the engine something. Before it has the app it hears nothing: `Open` holds it all.
    fn send(&self, message: &ToEngine) {
        if matches!(self.engine.get(), Engine::Open { .. })
            && let Some(link) = &*self.link.borrow()
        {
            link.send(message);
        }
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
            let _ = Reflect::set(&detail, &(*name).into(), &(*value).into());
        }
        let _ = Reflect::set(&event, &"type".into(), &kind.into());
        let _ = Reflect::set(&event, &"detail".into(), &detail);
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

    fn set_state(&self, state: State) {
        if self.state.replace(state) == state {
            return;
        }
        let shown = if state == State::Loading {
            State::Initial
        } else {
            state
        };
        set(&self.shell.app, "data-test-script-state", shown.name());
        self.shell.set_running(state == State::Running);
        self.emit("state", &[("state", state.name())]);
    }

    fn first_run_ended(&self) {
        if let Some(resolve) = self.first_run.take() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }

    /// Ends the app and empties its element.
    pub fn dispose(&self) {
        self.engine.set(Engine::Ended);
        self.link.take();
        self.pump.take();
        self.repeats.borrow_mut().clear();
        self.waiting.borrow_mut().clear();
        *self.timers.borrow_mut() = Timers::default();
        self.tree.borrow_mut().clear();
        self.context.media.keep(&[]);
        self.root.set_text_content(None);
        self.shell.dispose();
        self.system_theme.take();
        self.history.take();
        self.theme.remove();
        // An element without the class is what it was before.
        let _ = self.root.class_list().remove_1("brooklet");
        self.listeners.borrow_mut().clear();
        self.first_run_ended();
    }
}
