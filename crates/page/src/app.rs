//! One app on the page: its worker, its content, its runs.

mod run;
mod trouble;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::RerunRequest;
use brooklet_protocol::{ToEngine, ToPage, WidgetStates};
use gloo::timers::callback::Timeout;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, Worker};

use crate::chrome::{Action, Shell};
use crate::dom::set;
use crate::link::{FromWorker, Link};
use crate::options::Options;
use crate::style;
use crate::tree::Tree;
use crate::view::Context;
use crate::widgets::Widgets;

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
    tree: RefCell<Tree>,
    options: Options,
    spawn: Function,
    link: RefCell<Option<Link>>,
    /// The app's files as they are now, for the next worker. `None` until they are loaded.
    files: RefCell<Option<BTreeMap<String, Vec<u8>>>>,
    engine: Cell<Engine>,
    state: Cell<State>,
    /// How often in a row the engine has ended.
    crashes: Cell<u32>,
    /// What has come from the engine and waits to be drawn.
    waiting: RefCell<VecDeque<ToPage>>,
    pump: RefCell<Option<Timeout>>,
    timers: RefCell<Timers>,
    listeners: RefCell<Vec<(String, Function)>>,
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
    /// It has the app. `values` are to be sent when its first run ends, after a crash.
    Open { resend: bool },
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
        style::adopt(&document, &options.base);
        root.set_text_content(None);
        root.class_list().add_1("brooklet")?;
        style::apply_theme(root, &options.config);
        let mut resolve = None;
        let first_promise = Promise::new(&mut |done, _| resolve = Some(done));
        let app = Rc::new_cyclic(|this: &Weak<Self>| {
            let widgets = Rc::new(Widgets::new(Self::reporter(this)));
            let context = Context {
                document: document.clone(),
                root: root.clone(),
                widgets,
            };
            let shell = Shell::new(&context, Self::actor(this));
            let tree = RefCell::new(Tree::new(context.clone(), shell.roots()));
            Self {
                this: this.clone(),
                root: root.clone(),
                shell,
                context,
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
                timers: RefCell::default(),
                listeners: RefCell::default(),
                first_run: RefCell::new(resolve),
                first_promise,
            }
        });
        app.connect()?;
        Ok(app)
    }

    /// Reports a change of a widget to the engine.
    fn reporter(this: &Weak<Self>) -> Box<dyn Fn(WidgetStates)> {
        let this = this.clone();
        Box::new(move |states| {
            if let Some(app) = this.upgrade() {
                app.request(states);
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
                self.pump();
            }
            FromWorker::Progress { loaded, total } => self.shell.progress(loaded, total),
            FromWorker::Ready => {
                self.engine.set(Engine::Ready);
                if self.state.get() == State::Loading {
                    self.set_state(State::Initial);
                }
                self.open_if_ready();
            }
            FromWorker::Fatal { reason, message } => self.engine_ended(&reason, &message),
        }
    }

    /// Gives the app its files; it begins as soon as the engine is ready.
    pub fn open(&self, files: BTreeMap<String, Vec<u8>>) {
        self.files.replace(Some(files));
        self.open_if_ready();
    }

    fn open_if_ready(&self) {
        if self.engine.get() != Engine::Ready {
            return;
        }
        let Some(files) = self.files.borrow().clone() else {
            return;
        };
        let resend = !self.context.widgets.states().is_empty();
        self.engine.set(Engine::Open { resend });
        self.send(&ToEngine::Open(self.options.manifest(files)));
    }

    /// Runs the script again with the values that the widgets have.
    pub fn rerun(&self) {
        if self.engine.get() == Engine::Ended {
            self.shell.notice(None);
            self.reconnect();
        } else {
            self.request(self.context.widgets.states());
        }
    }

    fn request(&self, widget_states: WidgetStates) {
        if matches!(self.engine.get(), Engine::Open { .. }) {
            let query = web_sys::window()
                .and_then(|window| window.location().search().ok())
                .unwrap_or_default();
            let query = query.trim_start_matches('?').to_owned();
            self.send(&ToEngine::Rerun(RerunRequest {
                widget_states,
                query,
            }));
        }
    }

    fn send(&self, message: &ToEngine) {
        if let Some(link) = &*self.link.borrow() {
            link.send(message);
        }
    }

    /// Writes a file of the app.
    pub fn write_file(&self, path: &str, bytes: Vec<u8>) {
        if let Some(files) = &mut *self.files.borrow_mut() {
            files.insert(path.to_owned(), bytes.clone());
        }
        self.send(&ToEngine::WriteFile {
            path: path.to_owned(),
            bytes: FileBytes(bytes),
        });
    }

    /// Removes a file of the app.
    pub fn remove_file(&self, path: &str) {
        if let Some(files) = &mut *self.files.borrow_mut() {
            files.remove(path);
        }
        self.send(&ToEngine::RemoveFile {
            path: path.to_owned(),
        });
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
        self.state.set(state);
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
        self.link.take();
        self.pump.take();
        *self.timers.borrow_mut() = Timers::default();
        self.tree.borrow_mut().clear();
        self.root.set_text_content(None);
        self.shell.dispose();
        self.listeners.borrow_mut().clear();
        self.first_run_ended();
    }
}
