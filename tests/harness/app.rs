//! An app under test: its script, its page, and what a reader does.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::time::Duration;

use brooklet_client::media::MadeFile;
use brooklet_client::memory::Content;
use brooklet_client::{Change, Client, Listening, Timer, Widgets};
use brooklet_engine::{DataModules, Engine};
use brooklet_protocol::message::{PageChange, RerunRequest, StoredFile, StoredFilesRequest};
use brooklet_protocol::navigation::Navigation;
use brooklet_protocol::widget::FileRecord;
use brooklet_protocol::{Block, Element, MediaId, Outcome, ToEngine, WidgetId, WidgetValue};
use brooklet_python::World;

use crate::host::{Bytes, Door, Seen, TestHost};
use crate::outline::outline;
use crate::{TestDisk, TestStorage, TestWorld, texts};

/// A running app.
pub struct App {
    pub(crate) engine: Engine,
    pub(crate) world: Rc<TestWorld>,
    pub(crate) client: Rc<Client<TestHost>>,
}

impl App {
    /// Runs a script for the first time.
    pub fn new(script: &str) -> Self {
        Self::with_files(script, &[])
    }

    /// Runs a script that has other files beside it.
    pub fn with_files(script: &str, files: &[(&str, &str)]) -> Self {
        Self::open(
            script,
            files,
            &[],
            &TestDisk::default(),
            &TestStorage::default(),
        )
    }

    /// Runs a script that has other files beside it, and stores files where others may look.
    pub fn with_storage(script: &str, files: &[(&str, &str)], storage: &TestStorage) -> Self {
        Self::open(script, files, &[], &TestDisk::default(), storage)
    }

    /// Runs a script that shares a disk with others.
    pub fn with_disk(script: &str, disk: &TestDisk) -> Self {
        Self::open(script, &[], &[], disk, &TestStorage::default())
    }

    /// Runs a script with settings, values as JSON.
    pub fn with_config(script: &str, config: &[(&str, &str)]) -> Self {
        Self::open(
            script,
            &[],
            config,
            &TestDisk::default(),
            &TestStorage::default(),
        )
    }

    /// Runs a script that imports NumPy, whose archives are kept in a folder of the build; nothing on
    /// a machine that cannot have its wheel.
    pub fn with_arrays(script: &str, folder: &Path) -> Option<Self> {
        let world = Rc::new(TestWorld::default());
        world.set_data(brooklet_wheels::frozen(folder)?);
        let disk = TestDisk::default();
        Some(Self::open_in(&world, script, &[], &[], &disk))
    }

    fn open(
        script: &str,
        files: &[(&str, &str)],
        config: &[(&str, &str)],
        disk: &TestDisk,
        storage: &TestStorage,
    ) -> Self {
        let world = Rc::new(TestWorld::default());
        world.set_storage(storage);
        Self::open_in(&world, script, files, config, disk)
    }

    fn open_in(
        world: &Rc<TestWorld>,
        script: &str,
        files: &[(&str, &str)],
        config: &[(&str, &str)],
        disk: &TestDisk,
    ) -> Self {
        Self::open_on(
            TestHost::new(world.clone(), config),
            world,
            script,
            files,
            disk,
        )
    }

    /// Runs a script at an address with this query, as a link leads to it.
    pub fn at(query: &str, script: &str) -> Self {
        let world = Rc::new(TestWorld::default());
        let host = TestHost::new(world.clone(), &[]);
        query.clone_into(&mut host.seen.borrow_mut().query);
        Self::open_on(host, &world, script, &[], &TestDisk::default())
    }

    /// # Panics
    /// If Python does not start.
    fn open_on(
        host: TestHost,
        world: &Rc<TestWorld>,
        script: &str,
        files: &[(&str, &str)],
        disk: &TestDisk,
    ) -> Self {
        let world = world.clone();
        let page = host.page.clone();
        let client = Client::new(host, |_| page);
        let outlet = Rc::new(Door(client.clone()));
        let library = brooklet_stdlib::CORE.to_vec();
        let data = Some(brooklet_numpy::native_modules as DataModules);
        let tab = Rc::new(disk.tab());
        let engine =
            Engine::boot(world.clone(), library, data, outlet, tab).expect("the engine starts");
        let own = [("app.py", script)];
        let files = files.iter().chain(&own);
        let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        let mut app = Self {
            engine,
            world,
            client,
        };
        app.client.open(files.collect());
        app.client.engine_ready(Listening::Always);
        app.report();
        app
    }

    /// Gives the app a file more, such as a wheel, and runs it again.
    pub fn add_file(&mut self, path: &str, bytes: Vec<u8>) {
        self.client.edit_file(path, Some(bytes));
        self.rerun();
    }

    /// The page gives its signal when the script sleeps for the next time; when the run has ended,
    /// these messages come in.
    pub fn signal_in_sleep(&mut self, messages: impl IntoIterator<Item = ToEngine>) {
        let inbox = self.engine.inbox();
        let signalled = inbox.clone();
        self.world.in_next_sleep(move || signalled.signal());
        self.rerun();
        inbox.end_signal();
        self.send(messages);
    }

    /// Runs the script again. While it sleeps, the time of its fragments that run again and again is
    /// up.
    pub fn rerun_with_ticks(&mut self) {
        let (inbox, client) = (self.engine.inbox(), self.client.clone());
        self.world.in_next_sleep(move || {
            client.time_is_up(Timer::Stale);
            let repeats = client.host().seen.borrow().repeats.clone();
            for id in repeats.into_keys() {
                client.rerun_fragment(&id);
            }
            let outgoing = client.host().outgoing.take();
            for message in outgoing {
                inbox.push(message);
            }
        });
        self.rerun();
    }

    /// Puts messages into the inbox and lets the engine work.
    pub fn send(&mut self, messages: impl IntoIterator<Item = ToEngine>) {
        let inbox = self.engine.inbox();
        messages.into_iter().for_each(|message| inbox.push(message));
        self.engine.work();
    }

    /// Runs the script again, with all values as they are.
    pub fn rerun(&mut self) {
        self.client.rerun();
        self.report();
    }

    /// Clicks a button.
    pub fn click(&mut self, label: &str) {
        self.widgets().trigger(&self.widget(label));
        self.report();
    }

    /// Chooses from a menu, or sends what else holds for one run.
    pub fn fire(&mut self, label: &str, value: WidgetValue) {
        self.widgets().fire(&self.widget(label), value);
        self.report();
    }

    /// Asks for the file that a download button promises: its bytes and its name, or what went wrong.
    ///
    /// # Panics
    /// If no answer comes.
    pub fn make_file(&mut self, label: &str) -> Result<(Bytes, String), String> {
        let id = self.widget(label);
        let answer: Rc<RefCell<Option<MadeFile>>> = Rc::default();
        let taker = answer.clone();
        let take = move |made| drop(taker.replace(Some(made)));
        self.client.parts().media.promise(&id, take);
        self.report();
        let (media, name) = answer.take().expect("an answer")?;
        let bytes = self.media(&media).expect("the bytes of the file");
        Ok((bytes, name))
    }

    /// Rates with the only feedback of the page; `None` takes the rating back.
    ///
    /// # Panics
    /// If the page has none.
    pub fn rate(&mut self, choice: Option<u8>) {
        let id = self.element(|element| match element {
            Element::Feedback(feedback) => Some(feedback.id.clone()),
            _ => None,
        });
        let value = choice.map_or(WidgetValue::None, |choice| WidgetValue::Int(choice.into()));
        self.widgets().set(&id.expect("a feedback"), value);
        self.report();
    }

    /// Goes to a page of the only pagination.
    ///
    /// # Panics
    /// If there is none.
    pub fn turn_to(&mut self, page: i64) {
        let id = self.element(|element| match element {
            Element::Pagination(pagination) => Some(pagination.id.clone()),
            _ => None,
        });
        let id = id.expect("a pagination");
        self.widgets().set(&id, WidgetValue::Int(page));
        self.report();
    }

    /// A component says something that holds for one run.
    pub fn tell(&mut self, name: &str, json: &str) {
        let id = self.widget(name);
        let events = WidgetId(format!("{}-events", id.as_str()));
        let value = WidgetValue::Json(json.to_owned());
        self.widgets().fire_with(&id, events, value);
        self.report();
    }

    /// Sets a widget to several options.
    pub fn choose(&mut self, label: &str, options: &[&str]) {
        self.set(label, texts(options));
    }

    /// Sets a widget to a value; in a form it waits for the submission.
    pub fn set(&mut self, label: &str, value: WidgetValue) {
        self.widgets().set(&self.widget(label), value);
        self.report();
    }

    /// Sets a widget to a value that waits for the next run.
    pub fn set_without_rerun(&mut self, label: &str, value: WidgetValue) {
        let id = self.widget(label);
        self.widgets().set_without_rerun(&id, value);
        self.report();
    }

    /// Presses Enter in a field of this form.
    pub fn enter(&mut self, form: &str) {
        self.widgets().enter(form);
        self.report();
    }

    /// Lets the fragments run that are to run again and again, and says at which intervals in
    /// milliseconds they do.
    pub fn tick(&mut self) -> Vec<u32> {
        let repeats = self.seen(|seen| seen.repeats.clone());
        for id in repeats.keys() {
            self.client.rerun_fragment(id);
        }
        self.report();
        repeats.into_values().collect()
    }

    /// The query of the address.
    pub fn query(&self) -> String {
        self.seen(|seen| seen.query.clone())
    }

    /// The menu of the pages.
    pub fn navigation(&self) -> Navigation {
        self.seen(|seen| seen.navigation.clone())
    }

    /// The path of the app's page in the address.
    pub fn path(&self) -> String {
        let menu = self.navigation();
        menu.pages[menu.current as usize].path.clone()
    }

    /// The path of a page that was asked for and is not there.
    pub fn missing(&self) -> Option<String> {
        self.seen(|seen| seen.missing.clone())
    }

    /// Follows a link to a page of the app.
    pub fn go(&mut self, page: &str) {
        self.widgets().go(page, "");
        self.report();
    }

    /// Goes back or forth in the history to a page and a query.
    pub fn visit(&mut self, page: &str, query: &str) {
        self.widgets().follow_address();
        self.client.request(Change {
            states: self.widgets().states(),
            fragment_id: None,
            page: Some((page.to_owned(), query.to_owned())),
        });
        self.report();
    }

    /// What a widget shows on the page, if it was ever set.
    pub fn shown(&self, label: &str) -> Option<WidgetValue> {
        self.widgets().get(&self.widget(label))
    }

    /// Lets the engine hear what the page has to say.
    pub(crate) fn report(&mut self) {
        let messages = self.client.host().outgoing.take();
        self.send(messages);
    }

    fn widgets(&self) -> &Widgets {
        &self.client.parts().widgets
    }

    fn seen<T>(&self, look: impl FnOnce(&Seen) -> T) -> T {
        look(&self.client.host().seen.borrow())
    }

    /// Asks for something to be done with the stored files; what is stored as the page knows it.
    pub fn stored_files(&mut self, request: StoredFilesRequest) -> Vec<StoredFile> {
        self.send([ToEngine::StoredFiles(request)]);
        self.seen(|seen| seen.stored_files.clone())
    }

    /// The archive of the stored files that was asked for.
    ///
    /// # Panics
    /// If none was.
    pub fn archive(&self) -> Bytes {
        let archive = self.seen(|seen| seen.archive.clone());
        self.media(&archive.expect("an archive"))
            .expect("its bytes")
    }

    /// Lets seconds pass.
    pub fn pass(&self, seconds: f64) {
        self.world.sleep(Duration::from_secs_f64(seconds));
    }

    /// Replaces the script and runs it.
    pub fn edit(&mut self, script: &str) {
        let bytes = script.as_bytes().to_vec();
        self.client.edit_file("app.py", Some(bytes));
        self.rerun();
    }

    /// A request to run with the present values and these.
    pub fn request(&self, more: &[(WidgetId, WidgetValue)]) -> ToEngine {
        let mut widget_states = self.widgets().states();
        widget_states.extend(more.iter().cloned());
        ToEngine::Rerun(RerunRequest {
            widget_states,
            ..RerunRequest::default()
        })
    }

    /// The page, a line for each element.
    pub fn outline(&self) -> String {
        outline(&self.client.host().page)
    }

    /// The last change of the page as a whole.
    pub fn page_change(&self) -> PageChange {
        self.seen(|seen| seen.change.clone())
    }

    /// How the runs have ended.
    pub fn outcomes(&self) -> Vec<Outcome> {
        self.seen(|seen| seen.outcomes.clone())
    }

    /// Hands files to the script, all of this widget's: id, name and content of each.
    pub fn hand_over(&mut self, label: &str, files: &[(&str, &str, &str)]) {
        let value = WidgetValue::Files(self.records(files));
        self.set(label, value);
    }

    /// Lays files down so that the script can read them.
    pub fn records(&self, files: &[(&str, &str, &str)]) -> Vec<FileRecord> {
        let record = |(id, name, text): &(&str, &str, &str)| {
            let record = FileRecord {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                mime: "text/plain".to_owned(),
                size: text.len() as u64,
            };
            let bytes = text.as_bytes().to_vec();
            self.client.parts().uploads.add(bytes, record)
        };
        files.iter().map(record).collect()
    }

    /// The machine around the script.
    pub fn world(&self) -> &TestWorld {
        &self.world
    }

    /// What the script has printed.
    pub fn printed(&self) -> String {
        self.world.printed()
    }

    /// What the console was warned of.
    pub fn warnings(&self) -> Vec<String> {
        self.seen(|seen| seen.warnings.clone())
    }

    /// What an element of the page is, as `pick` sees it.
    pub fn element<T>(&self, pick: impl Fn(&Element) -> Option<T>) -> Option<T> {
        self.find(|content| match content {
            Content::Element(element) => pick(element),
            Content::Block(_) => None,
        })
    }

    fn find<T>(&self, pick: impl Fn(&Content) -> Option<T>) -> Option<T> {
        let page = self.client.host().page.clone();
        let mut found = None;
        page.visit(|_, _, content| {
            if found.is_none() {
                found = pick(content);
            }
        });
        found
    }

    /// The bytes of this name that the page has.
    pub fn media(&self, id: &MediaId) -> Option<Bytes> {
        self.client
            .parts()
            .media
            .get(id)
            .map(|bytes| (*bytes).clone())
    }

    /// How many different bytes the page has.
    pub fn media_count(&self) -> usize {
        self.client.parts().media.count()
    }

    /// The id of the widget with this label.
    ///
    /// # Panics
    /// If the page has none.
    pub fn widget(&self, label: &str) -> WidgetId {
        self.element(|element| {
            let is_it = element.label() == Some(label);
            is_it.then(|| element.widget_id().cloned()).flatten()
        })
        .or_else(|| self.followed(label))
        .unwrap_or_else(|| panic!("no widget {label:?} on\n{}", self.outline()))
    }

    /// The id of the block with this label that the engine follows; tabs go by their first label.
    fn followed(&self, label: &str) -> Option<WidgetId> {
        self.find(|content| {
            let Content::Block(block) = content else {
                return None;
            };
            let text = match block {
                Block::Expander(block) => Some(&block.label),
                Block::Popover(block) => Some(&block.label),
                Block::Tabs(block) => block.labels.first(),
                Block::Dialog(block) => Some(&block.title),
                _ => None,
            };
            (text.map(String::as_str) == Some(label)).then(|| block.widget_id().cloned())?
        })
    }
}
