//! The browser as the world of a Python.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use brooklet_engine::Outlet as _;
use brooklet_protocol::ToPage;
use brooklet_python::World;
use brooklet_python::world::fetch::{Exchange, Request};
use brooklet_python::world::sql::Library;
use brooklet_python::world::storage::Storage;
use brooklet_python::world::{ArchiveFile, BeforeWait, Stream, Upload};
use js_sys::{Date, Function};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WorkerGlobalScope;

use crate::console::{self, Lines};
use crate::outlet::Outlet;
use crate::pause::Pause;
use crate::sql::SideLibrary;
use crate::storage::Storages;
use crate::upload::Uploads;
use crate::{exchange, fetch};

/// The file that holds SQLite.
const SQLITE: &str = "sqlite.wasm";
/// As many random bytes as a browser gives at a time.
const RANDOM_CHUNK: usize = 65_536;

/// A worker of a browser: its clock, its timers, its console.
#[derive(Debug)]
pub struct BrowserWorld {
    outlet: Rc<Outlet>,
    pause: Rc<Pause>,
    lines: RefCell<Lines>,
    address: Function,
    time_zone: String,
    uploads: Uploads,
    storages: Storages,
    before_wait: BeforeWait,
    scope: WorkerGlobalScope,
}

impl BrowserWorld {
    pub(crate) fn new(
        outlet: Rc<Outlet>,
        pause: Rc<Pause>,
        address: Function,
        time_zone: String,
    ) -> Self {
        Self {
            storages: Storages::new(Rc::clone(&pause)),
            outlet,
            pause,
            lines: RefCell::default(),
            address,
            time_zone,
            uploads: Uploads::default(),
            before_wait: BeforeWait::default(),
            scope: js_sys::global().unchecked_into(),
        }
    }

    /// The files that the reader has handed over.
    pub(crate) fn uploads(&self) -> &Uploads {
        &self.uploads
    }

    /// The records of apps.
    pub(crate) fn storages(&self) -> &Storages {
        &self.storages
    }

    /// Lets out begun lines.
    pub(crate) fn flush(&self) {
        let begun = self.lines.borrow_mut().take();
        for (stream, text) in begun {
            self.say(stream, text);
        }
    }

    /// A file beside the engine's own; what keeps it away is said on the console.
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        self.outlet.flush();
        let address = self.address.call1(&JsValue::NULL, &name.into());
        let address = address.ok().and_then(|address| address.as_string());
        match fetch::get(&address.unwrap_or_default(), &self.pause) {
            Ok(bytes) => Some(bytes),
            Err(failure) => {
                let text = format!("{name} did not come: {}", failure.0);
                self.say(Stream::Err, text);
                None
            }
        }
    }

    fn say(&self, stream: Stream, text: String) {
        console::show(stream, &text);
        let level = console::level(stream);
        self.outlet.send(ToPage::Console { level, text });
    }
}

impl World for BrowserWorld {
    fn now(&self) -> Duration {
        Duration::from_secs_f64(Date::now().max(0.0) / 1000.0)
    }

    fn monotonic(&self) -> Duration {
        self.pause.monotonic()
    }

    fn utc_offset_secs(&self, at_secs: i64) -> i32 {
        let date = Date::new(&JsValue::from_f64(at_secs as f64 * 1000.0));
        let minutes_west = date.get_timezone_offset();
        if minutes_west.is_finite() {
            (minutes_west * -60.0) as i32
        } else {
            0
        }
    }

    fn time_zone(&self) -> String {
        self.time_zone.clone()
    }

    fn sleep(&self, duration: Duration) {
        self.before_wait.run();
        self.outlet.flush();
        self.pause.sleep(duration);
    }

    fn can_suspend(&self) -> bool {
        self.pause.can_suspend()
    }

    fn yield_now(&self) {
        self.before_wait.run();
        self.outlet.flush();
        self.pause.yield_now();
    }

    fn before_wait(&self, act: Rc<dyn Fn()>) {
        self.before_wait.set(act);
    }

    fn random(&self, bytes: &mut [u8]) {
        let crypto = self.scope.crypto();
        for chunk in bytes.chunks_mut(RANDOM_CHUNK) {
            if let Ok(crypto) = &crypto {
                // It fails only for more bytes at once than a chunk has.
                let _ = crypto.get_random_values_with_u8_array(chunk);
            }
        }
    }

    fn archive(&self, file: ArchiveFile) -> Option<Vec<u8>> {
        self.file(file.name())
    }

    fn sql(&self) -> Option<Rc<dyn Library>> {
        let wasm = self.file(SQLITE)?;
        match SideLibrary::new(&wasm, &self.pause) {
            Ok(library) => Some(Rc::new(library)),
            Err(error) => {
                let text = format!("{SQLITE} does not run: {}", fetch::in_words(&error));
                self.say(Stream::Err, text);
                None
            }
        }
    }

    fn upload(&self, id: &str) -> Option<Rc<dyn Upload>> {
        self.uploads.get(id)
    }

    fn fetch(&self, request: Request) -> Box<dyn Exchange> {
        self.before_wait.run();
        self.outlet.flush();
        exchange::start(request, &self.scope, &self.pause)
    }

    fn storage(&self, app: &str) -> Option<Rc<dyn Storage>> {
        self.outlet.flush();
        Some(self.storages.get(app))
    }

    fn note_time(&self, what: &str, since: Duration) {
        self.pause.note_time(what, since);
    }

    fn print(&self, stream: Stream, text: &str) {
        let lines = self.lines.borrow_mut().add(stream, text);
        if let Some(lines) = lines {
            self.say(stream, lines);
        }
    }
}
