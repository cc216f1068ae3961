//! What the page does for its client: the worker, the timers, the chrome, the address.

use std::rc::{Rc, Weak};

use brooklet_client::{Effect, Host, ScriptState, Timer};
use brooklet_protocol::message::{ConsoleLevel, PageChange};
use brooklet_protocol::navigation::Navigation;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{MediaId, MediaSource, Outcome, ToEngine};
use gloo::timers::callback::{Interval, Timeout};
use web_sys::Blob;

use super::{App, tab_icon};
use crate::dom::{make, set};
use crate::location;
use crate::media::MediaBytes;
use crate::media::MediaExt as _;
use crate::surface::DomSurface;

/// The browser around a client.
pub(super) struct Browser(pub(super) Weak<App>);

impl Host for Browser {
    type Surface = DomSurface;
    type Media = MediaBytes;
    type File = Blob;

    fn perform(&self, effect: Effect<Blob>) {
        if let Some(app) = self.0.upgrade() {
            app.perform(effect);
        }
    }

    fn query(&self) -> Option<String> {
        Some(location::query())
    }
}

impl App {
    fn perform(self: &Rc<Self>, effect: Effect<Blob>) {
        match effect {
            Effect::StartWorker(engine) => {
                if let Err(error) = self.connect(engine) {
                    self.refuse(&error);
                }
            }
            Effect::EndWorker => self.end_worker(),
            Effect::Open(files, restored) => {
                let mut manifest = self.options.manifest(files);
                manifest.restored = restored;
                self.send(&ToEngine::Open(manifest));
            }
            Effect::Signal => {
                if let Some(link) = &*self.link.borrow() {
                    link.signal();
                }
            }
            Effect::Send(message) => self.send(&message),
            Effect::SendFile(id, file) => {
                if let Some(link) = &*self.link.borrow() {
                    link.send_file(&id, file.as_ref());
                }
            }
            Effect::StoreFile(record, file) => self.store_file(record, &file),
            Effect::DiscardFile(id) => self.upload_store.discard(&id),
            Effect::StartTimer(timer, after_ms) => self.start_timer(timer, after_ms),
            Effect::CancelTimer(timer) => self.timers.set(timer, None),
            Effect::Repeat(fragment_id, interval_ms) => self.repeat(fragment_id, interval_ms),
            Effect::StopRepeating(ids) => {
                let mut repeats = self.repeats.borrow_mut();
                repeats.retain(|id, _| !ids.contains(id));
            }
            Effect::StopAllRepeating => self.repeats.borrow_mut().clear(),
            Effect::Visit(page, query) => self.visit(&page, &query),
            Effect::WriteParameter(name, values) => self.write_parameter(&name, values),
            Effect::ShowState(state) => self.show_state(state),
            Effect::Notify(notice) => self.notify(notice.as_ref()),
            Effect::RunStarted => {
                self.is_titled.set(false);
                self.shell.run_started();
            }
            Effect::ClearCompileError => self.shell.compile_error(None),
            Effect::RunEnded(outcome) => self.run_ended(&outcome),
            Effect::KeepSession => self.keep_session(),
            Effect::Console(level, text) => self.print(level, &text),
            Effect::Navigate(navigation) => self.navigate(&navigation),
            Effect::ChangePage(change) => self.change_page(change),
            Effect::ShowStoredFiles(files) => self.shell.show_stored_files(&files),
            Effect::SaveStoredFiles(archive) => self.save_archive(archive),
        }
    }

    fn print(&self, level: ConsoleLevel, text: &str) {
        let level = match level {
            ConsoleLevel::Log => "log",
            ConsoleLevel::Warn => "warn",
            ConsoleLevel::Error => "error",
        };
        self.emit("console", &[("level", level), ("text", text)]);
    }

    /// Stores a file of the reader, or says that it is not.
    fn store_file(&self, record: FileRecord, file: &Blob) {
        let this = self.this.clone();
        let id = record.id.clone();
        let fail = move |reason: String| {
            if let Some(app) = this.upgrade() {
                let text = format!(
                    "The uploaded file {} is not stored, and lasts until this page goes: {reason}.",
                    record.name
                );
                app.print(ConsoleLevel::Warn, &text);
            }
        };
        self.upload_store.store(&id, file, Box::new(fail));
    }

    /// Has the browser save the archive of the stored files.
    fn save_archive(&self, archive: MediaId) {
        if let Some(address) = self.context.media.address(&MediaSource::Bytes(archive)) {
            let link = make(&self.context.document, "a");
            set(&link, "href", &address);
            set(&link, "download", "stored-files.zip");
            link.click();
        }
    }

    /// Lets the worker go, with what has come from it and waits.
    fn end_worker(&self) {
        self.link.take();
        self.waiting.borrow_mut().clear();
        self.pump.take();
        self.repeats.borrow_mut().clear();
        self.timers.stop_all();
        self.shell.remove_skeleton();
    }

    fn start_timer(&self, timer: Timer, after_ms: u32) {
        let this = self.this.clone();
        let timeout = Timeout::new(after_ms, move || {
            if let Some(app) = this.upgrade() {
                app.client.time_is_up(timer);
            }
        });
        self.timers.set(timer, Some(timeout));
    }

    fn show_state(&self, state: ScriptState) {
        let shown = if state == ScriptState::Loading {
            ScriptState::Initial
        } else {
            state
        };
        set(&self.shell.app, "data-test-script-state", shown.name());
        self.shell.set_running(state == ScriptState::Running);
        self.emit("state", &[("state", state.name())]);
        let is_idle = matches!(
            state,
            ScriptState::NotRunning | ScriptState::CompilationError
        );
        if is_idle && self.first_run_ended() {
            self.upload_store.sweep();
        }
    }

    fn run_ended(&self, outcome: &Outcome) {
        self.shell.remove_skeleton();
        if *outcome == Outcome::Finished {
            self.shell.run_ended();
        }
        self.show_edges();
        self.session.run_ended();
        self.keep_session();
        if let Outcome::DoesNotCompile { text } = outcome {
            self.shell.compile_error(Some(text));
            self.emit("compileError", &[("text", text)]);
        }
    }

    /// Runs a fragment again and again.
    fn repeat(&self, fragment_id: String, interval_ms: u32) {
        let (this, id) = (self.this.clone(), fragment_id.clone());
        let interval = Interval::new(interval_ms, move || {
            if let Some(app) = this.upgrade() {
                app.client.rerun_fragment(&id);
            }
        });
        self.repeats.borrow_mut().insert(fragment_id, interval);
    }

    /// Shows the menu of the pages, and in address and title the one that runs.
    fn navigate(&self, navigation: &Navigation) {
        self.shell.navigate(navigation);
        self.show_edges();
        let Some(current) = navigation.pages.get(navigation.current as usize) else {
            return;
        };
        if !self.is_titled.get() {
            self.context.document.set_title(&current.title);
        }
        if current.path != self.address.borrow().1 {
            self.change_address(None, Some(&current.path));
        }
    }

    fn change_page(&self, change: PageChange) {
        if let Some(title) = change.title {
            self.context.document.set_title(&title);
            self.is_titled.set(true);
        }
        if let Some(icon) = change.icon {
            tab_icon::show(&self.context, &icon);
        }
        if let Some(logo) = change.logo {
            self.shell.show_logo(logo);
        }
        if let Some(wide) = change.wide {
            self.shell.set_wide(wide);
        }
        self.shell
            .begin_sidebar(change.sidebar, change.sidebar_width);
        if let Some(items) = &change.menu {
            self.shell.set_menu_items(items);
        }
        if let Some(query) = change.query {
            self.change_address(Some(&query), None);
        }
    }
}
