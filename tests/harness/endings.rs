//! What ends an engine or a page, and what takes its place.

use std::rc::Rc;

use brooklet_client::uploads::held_by;
use brooklet_client::{Client, Listening};
use brooklet_engine::{DataModules, Engine};

use crate::host::{Door, TestHost};
use crate::{App, TestDisk};

impl App {
    /// The engine ends by itself, and another one takes over what the page knows of the session.
    ///
    /// # Panics
    /// If Python does not start.
    pub fn crash(&mut self) {
        self.client.engine_ended("panic", "for a test");
        self.start_engine();
    }

    /// The engine ends by itself, and so does the next one before its first run is over; the reader
    /// asks for a third.
    ///
    /// # Panics
    /// If Python does not start.
    pub fn crash_before_the_run(&mut self) {
        self.client.engine_ended("panic", "for a test");
        self.client.engine_ready(Listening::Always);
        self.client.host().outgoing.take();
        self.client.engine_ended("panic", "for a test");
        self.client.rerun();
        self.start_engine();
    }

    /// The page is loaded anew, and goes on with the session as the former one has kept it.
    ///
    /// # Panics
    /// If Python does not start.
    pub fn reopen(&mut self, script: &str) {
        let session = self.client.kept_session();
        let config = self.client.host().config.clone();
        let config: Vec<(&str, &str)> = config
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let stored = self.client.host().seen.take().uploads;
        self.world.forget_uploads();
        let host = TestHost::new(self.world.clone(), &config);
        host.seen.borrow_mut().uploads.clone_from(&stored);
        let page = host.page.clone();
        self.client = Client::new(host, |_| page);
        if let Some(session) = session {
            let held = held_by(&session);
            let found = stored.into_iter().filter(|(id, _)| held.contains(id));
            self.client.restore(session, found.collect());
        }
        let files = [("app.py".to_owned(), script.as_bytes().to_vec())];
        self.client.open(files.into());
        self.start_engine();
    }

    /// The ids of the files of the reader that are stored for a later page.
    pub fn stored_uploads(&self) -> Vec<String> {
        let seen = self.client.host().seen.borrow();
        seen.uploads.keys().cloned().collect()
    }

    /// A file of the reader is stored no more, such as where the browser had no room.
    pub fn lose_upload(&self, id: &str) {
        self.client.host().seen.borrow_mut().uploads.remove(id);
    }

    fn start_engine(&mut self) {
        let outlet = Rc::new(Door(self.client.clone()));
        let library = brooklet_stdlib::CORE.to_vec();
        let data = Some(brooklet_numpy::native_modules as DataModules);
        let tab = Rc::new(TestDisk::default().tab());
        self.engine = Engine::boot(self.world.clone(), library, data, outlet, tab)
            .expect("the engine starts");
        self.client.engine_ready(Listening::Always);
        self.report();
    }
}
