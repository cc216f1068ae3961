//! The page's side of the wire, played by the test.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::element::Element;
use brooklet_protocol::manifest::{FileBytes, Manifest};
use brooklet_protocol::message::{ConsoleLevel, Outcome, RerunRequest, ToEngine, ToPage};
use brooklet_protocol::{Delta, wire};
use brooklet_worker::Host;
use js_sys::{ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// A host, and what it has posted.
pub(crate) struct Fixture {
    /// The host as worker.js holds it: an object of JavaScript, whose `work` suspends.
    host: JsValue,
    posted: Rc<RefCell<Vec<ToPage>>>,
    strategy: WaitStrategy,
    _post: Closure<dyn FnMut(JsValue)>,
}

/// How the host waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WaitStrategy {
    /// With its stack suspended.
    Suspend,
    /// With its worker blocked.
    Block,
}

pub(crate) const BOTH: [WaitStrategy; 2] = [WaitStrategy::Suspend, WaitStrategy::Block];

impl Fixture {
    /// Boots a host whose further library is nowhere.
    pub(crate) fn new(strategy: WaitStrategy) -> Self {
        Self::with_library_at(strategy, "data:no-library")
    }

    pub(crate) fn with_library_at(strategy: WaitStrategy, more_url: &str) -> Self {
        let posted = Rc::new(RefCell::new(Vec::new()));
        let takes = Rc::clone(&posted);
        let post = Closure::new(move |message: JsValue| {
            let buffer: ArrayBuffer = message.dyn_into().unwrap();
            let bytes = Uint8Array::new(&buffer).to_vec();
            let messages: Vec<ToPage> = wire::decode(&bytes).unwrap();
            takes.borrow_mut().extend(messages);
        });
        let function: &Function = post.as_ref().unchecked_ref();
        let host = Host::new(
            brooklet_stdlib::CORE.to_vec(),
            strategy == WaitStrategy::Suspend,
            function.clone(),
            Function::new_no_args(&format!("return '{more_url}'")),
            Some("Asia/Kathmandu".to_owned()),
        );
        let host = host.map_err(JsValue::from).unwrap();
        Self {
            host: host.into(),
            posted,
            strategy,
            _post: post,
        }
    }

    /// Opens an app of one script and waits for its first run.
    pub(crate) async fn run(&self, script: &str) -> Outcome {
        self.begin(script).finish().await;
        self.outcome()
    }

    /// Opens an app of one script. A host that suspends is left where it first waits.
    pub(crate) fn begin(&self, script: &str) -> Work {
        let script = FileBytes(script.as_bytes().to_vec());
        self.tell(&ToEngine::Open(Manifest {
            entrypoint: "app.py".to_owned(),
            files: [("app.py".to_owned(), script)].into(),
            ..Manifest::default()
        }));
        self.work()
    }

    /// Sets the host to work on what it has been told.
    pub(crate) fn work(&self) -> Work {
        // As worker.js does it: work that blocks waits until what the app has stored is read.
        let run = match self.strategy {
            WaitStrategy::Suspend => "return host.work()",
            WaitStrategy::Block => "return host.prepared().then(() => host.work_blocking())",
        };
        let run = Function::new_with_args("host", run);
        let promise = run.call1(&JsValue::UNDEFINED, &self.host);
        Work(promise.unwrap().dyn_into().ok())
    }

    pub(crate) fn tell(&self, message: &ToEngine) {
        self.tell_bytes(&wire::encode(message)).unwrap();
    }

    pub(crate) fn tell_bytes(&self, bytes: &[u8]) -> Result<(), JsValue> {
        self.call("receive", &[Uint8Array::from(bytes).into()])?;
        Ok(())
    }

    pub(crate) fn rerun(&self) {
        self.tell(&ToEngine::Rerun(RerunRequest::default()));
    }

    fn call(&self, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
        let method: Function = Reflect::get(&self.host, &name.into())?.dyn_into()?;
        Reflect::apply(&method, &self.host, &arguments.iter().collect())
    }

    /// The texts that `st.text` has drawn, in their order, and the messages of exceptions.
    pub(crate) fn texts(&self) -> Vec<String> {
        let posted = self.posted.borrow();
        let deltas = posted.iter().flat_map(|message| match message {
            ToPage::Deltas(deltas) => deltas.as_slice(),
            _ => &[],
        });
        let texts = deltas.filter_map(|delta| match delta {
            Delta::Element {
                element: Element::Text(text),
                ..
            } => Some(text.body.clone()),
            Delta::Element {
                element: Element::Exception(exception),
                ..
            } => Some(exception.message.clone()),
            _ => None,
        });
        texts.collect()
    }

    /// What went to the console.
    pub(crate) fn console(&self) -> Vec<(ConsoleLevel, String)> {
        let posted = self.posted.borrow();
        let lines = posted.iter().filter_map(|message| match message {
            ToPage::Console { level, text } => Some((*level, text.clone())),
            _ => None,
        });
        lines.collect()
    }

    /// How all runs ended that have.
    pub(crate) fn outcomes(&self) -> Vec<Outcome> {
        let posted = self.posted.borrow();
        let outcomes = posted.iter().filter_map(|message| match message {
            ToPage::RunEnded { outcome, .. } => Some(outcome.clone()),
            _ => None,
        });
        outcomes.collect()
    }

    /// Lets the run that is under way go on until something of it is seen.
    pub(crate) async fn until_drawn(&self) {
        const LOOKS: usize = 250;
        for _ in 0..LOOKS {
            if !self.texts().is_empty() {
                return;
            }
            wait(20).await;
        }
        panic!("nothing was drawn");
    }

    /// How the only run ended.
    pub(crate) fn outcome(&self) -> Outcome {
        let [outcome] = self.outcomes().try_into().unwrap();
        outcome
    }
}

/// Work under way; none where it was done at once.
pub(crate) struct Work(Option<Promise>);

impl Work {
    pub(crate) async fn finish(self) {
        if let Some(promise) = self.0 {
            JsFuture::from(promise).await.unwrap();
        }
    }
}

/// Milliseconds of the worker's clock.
pub(crate) fn clock() -> f64 {
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().unwrap().now()
}

/// Waits, and lets the suspended work go on.
async fn wait(millis: i32) {
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    let timer = Promise::new(&mut |resolve, _| {
        scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis)
            .unwrap();
    });
    JsFuture::from(timer).await.unwrap();
}
