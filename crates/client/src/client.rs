//! One app on the page: what is on it, what its widgets hold, and how its runs go on.

mod worker_life;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use brooklet_protocol::manifest::{FileBytes, KeptSession, RestoredSession};
use brooklet_protocol::message::{ConsoleLevel, Handover, RerunRequest};
use brooklet_protocol::{Delta, Outcome, Root, ToEngine, ToPage, WidgetStates};

use crate::crash_recovery::FORCED;
use crate::engine_kind::EngineKind;
use crate::files::Files;
use crate::host::{Effect, Host, Notice, Timer};
use crate::run::{Listening, Opening, Request, Run, ScriptState};
use crate::session_restore::{Restore, SessionRestore};
use crate::uploads::UploadAction;
use crate::{Change, Media, Tree, Uploads, Widgets};

/// How long a run may go on before what it has not drawn yet is dimmed.
const STALE_AFTER_MS: u32 = 500;

/// One app on the page.
pub struct Client<H: Host> {
    host: H,
    tree: RefCell<Tree<H::Surface>>,
    parts: Parts<H>,
    files: RefCell<Files>,
    run: RefCell<Run>,
    session: RefCell<SessionRestore>,
    shown: Cell<ScriptState>,
    engine: Cell<EngineKind>,
    /// Whether the engine with data can be had.
    offers_data: Cell<bool>,
    /// What the last engine has left to the one that is being started.
    handover: RefCell<Option<Handover>>,
}

/// What the views of a page share with its client.
pub struct Parts<H: Host> {
    /// The values of the widgets, and the way to report a change.
    pub widgets: Rc<Widgets>,
    /// The bytes that the script has given.
    pub media: Rc<Media<H::Media>>,
    /// The files that the reader has handed over.
    pub uploads: Rc<Uploads<H::File>>,
}

impl<H: Host + 'static> Client<H> {
    /// An empty page whose first worker is to be started; `surface` makes what it is drawn on.
    pub fn new(host: H, surface: impl FnOnce(&Parts<H>) -> H::Surface) -> Rc<Self> {
        let client = Rc::new_cyclic(|this: &Weak<Self>| {
            let report = with(this, Self::request);
            let ask = with(this, |client, id| client.tell(ToEngine::MakeFile(id)));
            let handle = with(this, Self::handle_file);
            let parts = Parts {
                widgets: Rc::new(Widgets::new(Box::new(report))),
                media: Rc::new(Media::new(Box::new(ask))),
                uploads: Rc::new(Uploads::new(Box::new(handle))),
            };
            Self {
                host,
                tree: RefCell::new(Tree::new(surface(&parts))),
                parts,
                files: RefCell::default(),
                run: RefCell::default(),
                session: RefCell::default(),
                shown: Cell::new(ScriptState::Loading),
                engine: Cell::default(),
                offers_data: Cell::default(),
                handover: RefCell::default(),
            }
        });
        let this = Rc::downgrade(&client);
        let remount = move |form: &str| {
            if let Some(client) = this.upgrade() {
                client.tree.borrow_mut().remount(form);
            }
        };
        client.parts.widgets.set_on_clear(Box::new(remount));
        let write = with(&Rc::downgrade(&client), |client, (name, values)| {
            client.host.perform(Effect::WriteParameter(name, values));
        });
        client.parts.widgets.set_on_bound(Box::new(write));
        client
    }

    /// What is around it.
    pub fn host(&self) -> &H {
        &self.host
    }

    /// What its views share with it.
    pub fn parts(&self) -> &Parts<H> {
        &self.parts
    }

    /// What the script is doing.
    pub fn state(&self) -> ScriptState {
        self.run.borrow().state()
    }

    /// Whether a root has content.
    pub fn has_content(&self, root: Root) -> bool {
        self.tree.borrow().has_content(root)
    }

    /// Says that the engine with data can be had, and which one the first worker has.
    pub fn offer_data(&self, first: EngineKind) {
        self.offers_data.set(true);
        self.engine.set(first);
    }

    /// The app's files are there: it begins as soon as the engine is ready. Where they ask for
    /// another engine than the worker has, that is another worker's.
    pub fn open(&self, files: BTreeMap<String, Vec<u8>>) {
        self.files.borrow_mut().load(files);
        if self.wants_data() {
            self.engine.set(EngineKind::Data);
            self.run.borrow_mut().start_over();
            self.host.perform(Effect::StartWorker(EngineKind::Data));
        }
        self.open_if_ready();
    }

    fn wants_data(&self) -> bool {
        self.offers_data.get()
            && self.engine.get() == EngineKind::Plain
            && self.files.borrow().engine() == EngineKind::Data
    }

    /// Writes a file of the app, or removes it. The next run sees that.
    pub fn edit_file(&self, path: &str, bytes: Option<Vec<u8>>) {
        self.files.borrow_mut().edit(path, bytes.clone());
        let path = path.to_owned();
        self.tell(match bytes {
            Some(bytes) => ToEngine::WriteFile {
                path,
                bytes: FileBytes(bytes),
            },
            None => ToEngine::RemoveFile { path },
        });
    }

    /// The worker says that its engine is ready.
    pub fn engine_ready(&self, listening: Listening) {
        self.run.borrow_mut().engine_ready(listening);
        self.show_state();
        self.open_if_ready();
    }

    fn open_if_ready(&self) {
        let Some(files) = self.files.borrow().all() else {
            return;
        };
        if !self.run.borrow().is_ready() {
            return;
        }
        let takes_over = self.handover.borrow().is_some();
        let (held, restored) = if takes_over {
            // It has the values that the broken run had.
            (WidgetStates::new(), None)
        } else {
            let held = self.parts.widgets.states();
            let restored = self.restored_session(&held);
            (held, restored)
        };
        let has_values = takes_over || restored.is_some();
        let opening = self.run.borrow_mut().open(held, has_values);
        let Some(Opening { mut states }) = opening else {
            return;
        };
        self.parts.uploads.send_all();
        if let Some(mut handover) = self.handover.take() {
            handover.request.add(states.take().unwrap_or_default());
            self.send(ToEngine::TakeOver(handover));
        }
        if self.run.borrow().takes_signals() {
            self.host.perform(Effect::Signal);
        }
        self.host.perform(Effect::Open(files, restored));
        if let Some(states) = states {
            self.request(Change {
                states,
                ..Change::default()
            });
        }
    }

    /// The session that a new engine is to go on with.
    fn restored_session(&self, held: &WidgetStates) -> Option<Box<RestoredSession>> {
        match self.session.borrow_mut().open() {
            Restore::Nothing => None,
            Restore::With(snapshot) => Some(Box::new(RestoredSession {
                snapshot,
                widget_states: held.clone(),
            })),
            Restore::Refused => {
                let text = "The session is not restored a second time: Python ended as soon as it had been. A new one begins.";
                let level = ConsoleLevel::Warn;
                self.host.perform(Effect::Console(level, text.to_owned()));
                None
            }
        }
    }

    /// Goes on with a session that an earlier page has kept, with the files that it has stored. Called
    /// before the app is opened.
    pub fn restore(&self, kept: KeptSession, files: Vec<(String, H::File)>) {
        let KeptSession {
            mut session,
            mut held_back,
        } = kept;
        let Parts {
            widgets, uploads, ..
        } = &self.parts;
        uploads.restore(files);
        let mut missing = uploads.drop_missing(&mut session.widget_states);
        missing.extend(uploads.drop_missing(&mut held_back));
        if !missing.is_empty() {
            let text = format!(
                "The session goes on, but for uploaded files that are not stored: {}.",
                missing.join(", ")
            );
            let level = ConsoleLevel::Warn;
            self.host.perform(Effect::Console(level, text));
        }
        widgets.restore(session.widget_states);
        widgets.restore_held_back(held_back);
        self.session.borrow_mut().take(session.snapshot);
    }

    /// The session as the last run left it, for a later page; `None` before anything is known of it.
    pub fn kept_session(&self) -> Option<KeptSession> {
        let snapshot = self.session.borrow().snapshot().cloned();
        let widget_states = self.parts.widgets.states();
        let held_back = self.parts.widgets.held_back();
        if snapshot.is_none() && widget_states.is_empty() && held_back.is_empty() {
            return None;
        }
        let session = RestoredSession {
            snapshot: snapshot.unwrap_or_default(),
            widget_states,
        };
        Some(KeptSession { session, held_back })
    }

    /// Runs the script again with the values that the widgets have.
    pub fn rerun(&self) {
        if self.run.borrow().has_ended() {
            self.host.perform(Effect::Notify(None));
            self.restart();
        } else {
            self.request(Change {
                states: self.parts.widgets.states(),
                ..Change::default()
            });
        }
    }

    /// Runs a fragment again, with the values that the widgets have.
    pub fn rerun_fragment(&self, fragment_id: &str) {
        self.request(Change {
            states: self.parts.widgets.states(),
            fragment_id: Some(fragment_id.to_owned()),
            page: None,
        });
    }

    /// Asks for a run after a change. Without an engine the values wait for the next one.
    pub fn request(&self, change: Change) {
        let page = change.page.map(|(page, query)| {
            self.host.perform(Effect::Visit(page.clone(), query));
            page
        });
        let request = self.run.borrow_mut().request(change.states);
        let Request::Send(widget_states) = request else {
            return;
        };
        if !self.run.borrow().is_after_crash() {
            self.host.perform(Effect::Notify(None));
        }
        let request = RerunRequest {
            widget_states,
            query: self.host.query(),
            page,
            fragment_ids: change.fragment_id.into_iter().collect(),
        };
        self.send(ToEngine::Rerun(request));
    }

    /// Tells the engine something. Before it has the app it hears nothing: what opens it holds all.
    pub fn tell(&self, message: ToEngine) {
        if self.run.borrow().is_open() {
            self.send(message);
        }
    }

    fn send(&self, message: ToEngine) {
        if self.run.borrow().must_signal(&message) {
            self.host.perform(Effect::Signal);
        }
        self.host.perform(Effect::Send(message));
    }

    fn handle_file(&self, action: UploadAction<H::File>) {
        let effect = match action {
            // What opens the app sends all files.
            UploadAction::Send(..) | UploadAction::TakeBack(_)
                if self.run.borrow().is_loading() =>
            {
                return;
            }
            UploadAction::Send(id, file) => Effect::SendFile(id, Some(file)),
            UploadAction::TakeBack(id) => Effect::SendFile(id, None),
            UploadAction::Store(record, file) => Effect::StoreFile(record, file),
            UploadAction::Discard(id) => Effect::DiscardFile(id),
        };
        self.host.perform(effect);
    }

    /// Takes a message of the engine.
    pub fn receive(&self, message: ToPage) {
        match message {
            ToPage::RunStarted { run, fragment_ids } => self.run_started(run, fragment_ids),
            ToPage::Deltas(deltas) => {
                for delta in deltas {
                    self.apply(delta);
                }
                self.drop_parked();
            }
            ToPage::RunEnded { outcome, .. } => self.run_ended(outcome),
            ToPage::Console { level, text } => self.host.perform(Effect::Console(level, text)),
            ToPage::AutoRerun {
                fragment_id,
                interval_ms,
            } => self.host.perform(Effect::Repeat(fragment_id, interval_ms)),
            ToPage::StopAutoRerun { fragment_ids } => {
                self.host.perform(Effect::StopRepeating(fragment_ids));
            }
            ToPage::Navigation(navigation) => self.host.perform(Effect::Navigate(navigation)),
            ToPage::PageNotFound { path } => self.notify(Notice::Text(format!(
                "The app has no page `{path}`. Its first page is shown instead."
            ))),
            ToPage::Page(change) => self.host.perform(Effect::ChangePage(change)),
            ToPage::Bind(binding) => self.parts.widgets.bind(binding),
            ToPage::Unbind(id) => self.parts.widgets.unbind(&id),
            ToPage::FileMade { id, file } => self.parts.media.keep_promise(&id, file),
            ToPage::Media(id) => self.parts.media.name(id),
            // The first run after a restart knows no values, so what it uses says little.
            ToPage::KeepMedia(_) if self.run.borrow().is_restoring() => {}
            ToPage::KeepMedia(ids) => self.parts.media.keep(&ids),
            ToPage::StoredFiles(files) => self.host.perform(Effect::ShowStoredFiles(files)),
            ToPage::StoredFilesArchive(archive) => {
                self.parts.media.name(archive.clone());
                self.host.perform(Effect::SaveStoredFiles(archive));
            }
            ToPage::Session(snapshot) => {
                self.session.borrow_mut().take(snapshot);
                if self.state() == ScriptState::NotRunning {
                    self.host.perform(Effect::KeepSession);
                }
            }
            ToPage::StoredFilesReset(Ok(())) => {
                self.session.borrow_mut().forget();
                // A new engine has the app's files as they came.
                self.end_worker();
                self.run.borrow_mut().end();
                self.rerun();
            }
            ToPage::NeedsData(handover) => self.change_engine(handover),
            ToPage::StoredFilesReset(Err(reason)) => self.notify(Notice::Text(format!(
                "The stored files could not be removed: {reason}."
            ))),
        }
    }

    /// Applies one change of the page.
    pub fn apply(&self, delta: Delta) {
        self.parts.widgets.take_note(&delta);
        self.tree.borrow_mut().apply(delta);
    }

    /// Lets go of what was replaced and not drawn again. Called where no change waits.
    pub fn drop_parked(&self) {
        self.tree.borrow_mut().drop_parked();
    }

    fn run_started(&self, run: u32, fragment_ids: Vec<String>) {
        self.run.borrow_mut().run_started(run);
        if fragment_ids.is_empty() {
            self.host.perform(Effect::StopAllRepeating);
            self.host.perform(Effect::RunStarted);
        }
        self.tree.borrow_mut().begin_run(fragment_ids);
        self.host.perform(Effect::ClearCompileError);
        self.show_state();
        let timer = Effect::StartTimer(Timer::Stale, STALE_AFTER_MS);
        self.host.perform(timer);
    }

    fn run_ended(&self, outcome: Outcome) {
        self.host.perform(Effect::CancelTimer(Timer::Stale));
        self.host.perform(Effect::CancelTimer(Timer::Stop));
        if !self.run.borrow_mut().run_ended(&outcome) {
            // The next run follows at once, and what it does not draw goes then.
            return;
        }
        self.session.borrow_mut().run_ended();
        match outcome {
            Outcome::Finished | Outcome::CutShort => self.tree.borrow_mut().sweep(),
            Outcome::Stopped | Outcome::Interrupted | Outcome::DoesNotCompile { .. } => {
                self.tree.borrow_mut().unmark_stale();
            }
        }
        if outcome == Outcome::Finished {
            let Parts {
                widgets, uploads, ..
            } = &self.parts;
            widgets.keep(&self.tree.borrow().widget_ids());
            uploads.keep(&widgets.file_ids());
        }
        self.host.perform(Effect::RunEnded(outcome));
        self.show_state();
    }

    /// A time is up that was asked for.
    pub fn time_is_up(&self, timer: Timer) {
        match timer {
            Timer::Stale => self.tree.borrow_mut().mark_stale(),
            Timer::Stop => self.rest(FORCED.to_owned()),
        }
    }

    /// Ends the app and empties its page.
    pub fn dispose(&self) {
        self.run.borrow_mut().end();
        self.tree.borrow_mut().clear();
        self.parts.media.keep(&[]);
    }

    fn notify(&self, notice: Notice) {
        self.host.perform(Effect::Notify(Some(notice)));
    }

    fn show_state(&self) {
        let state = self.state();
        if self.shown.replace(state) != state {
            self.host.perform(Effect::ShowState(state));
        }
    }
}

/// Calls a client that is still there.
fn with<H, A, F>(client: &Weak<Client<H>>, call: F) -> impl Fn(A) + use<H, A, F>
where
    H: Host + 'static,
    F: Fn(&Client<H>, A) + 'static,
{
    let client = client.clone();
    move |argument| {
        if let Some(client) = client.upgrade() {
            call(&client, argument);
        }
    }
}
