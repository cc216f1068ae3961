//! An app on a page whose worker is played by the test.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_page::app::App;
use brooklet_page::options::Options;
use brooklet_protocol::element::{Text, TextInput};
use brooklet_protocol::widget::{Label, Widget};
use brooklet_protocol::{
    Delta, DeltaPath, Element, Layout, Outcome, Root, ToEngine, ToPage, WidgetId, WidgetValue, wire,
};
use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// Workers that were started, first ones first.
pub(crate) type Workers = Rc<RefCell<Vec<FakeWorker>>>;

/// A worker that keeps what it is sent.
#[derive(Clone)]
pub(crate) struct FakeWorker(pub(crate) JsValue);

impl FakeWorker {
    fn new() -> Self {
        let worker = Object::new();
        let put = |name: &str, value: JsValue| {
            Reflect::set(&worker, &name.into(), &value).unwrap();
        };
        put("sent", Array::new().into());
        put("dead", false.into());
        put("onmessage", JsValue::NULL);
        put("onerror", JsValue::NULL);
        put(
            "postMessage",
            Function::new_with_args("message", "this.sent.push(message)").into(),
        );
        put(
            "terminate",
            Function::new_no_args("this.dead = true").into(),
        );
        Self(worker.into())
    }

    fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.0, &name.into()).unwrap()
    }

    /// Whether it was ended.
    pub(crate) fn is_dead(&self) -> bool {
        self.get("dead") == true
    }

    /// The messages to the engine that it was sent.
    pub(crate) fn heard(&self) -> Vec<ToEngine> {
        let sent: Array = self.get("sent").unchecked_into();
        sent.iter()
            .filter_map(|message| message.dyn_into::<ArrayBuffer>().ok())
            .map(|buffer| wire::decode(&Uint8Array::new(&buffer).to_vec()).unwrap())
            .collect()
    }

    /// The first message that is no message to the engine.
    pub(crate) fn boot(&self) -> JsValue {
        let sent: Array = self.get("sent").unchecked_into();
        sent.get(0)
    }

    fn post(&self, data: &JsValue) {
        let event = Object::new();
        Reflect::set(&event, &"data".into(), data).unwrap();
        let listener: Function = self.get("onmessage").dyn_into().unwrap();
        listener.call1(&JsValue::UNDEFINED, &event).unwrap();
    }

    /// Says something beside the engine's messages.
    pub(crate) fn say(&self, json: &str) {
        self.post(&js_sys::JSON::parse(json).unwrap());
    }

    /// Says something as the engine.
    pub(crate) fn tell(&self, messages: &[ToPage]) {
        let bytes = Uint8Array::from(wire::encode(&messages.to_vec()).as_slice());
        self.post(&bytes.buffer());
    }

    /// Reports an error as a worker does whose script does not load.
    pub(crate) fn fail(&self) {
        let listener: Function = self.get("onerror").dyn_into().unwrap();
        listener.call1(&JsValue::UNDEFINED, &Object::new()).unwrap();
    }

    /// A whole run that draws these in the main column.
    pub(crate) fn run(&self, run: u32, elements: Vec<Element>) {
        self.tell(&[
            ToPage::RunStarted {
                run,
                fragment_ids: Vec::new(),
            },
            ToPage::Deltas(at_main(elements)),
            ToPage::RunEnded {
                run,
                outcome: Outcome::Finished,
            },
        ]);
    }
}

/// An app and its workers.
pub(crate) struct Fixture {
    pub(crate) root: HtmlElement,
    pub(crate) app: Rc<App>,
    pub(crate) workers: Workers,
    _spawn: Closure<dyn FnMut() -> JsValue>,
}

impl Fixture {
    /// An app whose files are there and whose engine is not.
    pub(crate) fn new() -> Self {
        Self::with("{}")
    }

    /// The same with options as JSON.
    pub(crate) fn with(options: &str) -> Self {
        let fixture = Self::without_files(options);
        let files = BTreeMap::from([("app.py".to_owned(), b"old".to_vec())]);
        fixture.app.open(files);
        fixture
    }

    /// An app that waits for its files and its engine.
    pub(crate) fn without_files(options: &str) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&root).unwrap();
        let (workers, spawn) = spawner();
        let plain = js_sys::JSON::parse(options).unwrap();
        Reflect::set(&plain, &"base".into(), &"/pkg/".into()).unwrap();
        let options = Options::read(&plain).unwrap();
        let function = spawn.as_ref().unchecked_ref::<Function>().clone();
        let app = App::start(&root, options, function).unwrap();
        Self {
            root,
            app,
            workers,
            _spawn: spawn,
        }
    }

    /// An app whose engine has just got it.
    pub(crate) fn opened() -> Self {
        let fixture = Self::new();
        fixture.worker().say(READY);
        fixture
    }

    /// The worker that was started last.
    pub(crate) fn worker(&self) -> FakeWorker {
        self.workers.borrow().last().unwrap().clone()
    }

    /// How many workers were started.
    pub(crate) fn count(&self) -> usize {
        self.workers.borrow().len()
    }

    /// An element of the page.
    pub(crate) fn find<T: JsCast>(&self, selector: &str) -> Option<T> {
        let found = self.root.query_selector(selector).unwrap();
        found.map(JsCast::unchecked_into)
    }

    /// An element of the page by its test id.
    pub(crate) fn by_id(&self, test_id: &str) -> Option<HtmlElement> {
        self.find(&format!("[data-testid={test_id}]"))
    }

    /// What the app says its script is doing.
    pub(crate) fn state(&self) -> String {
        let app = self.by_id("stApp").unwrap();
        app.get_attribute("data-test-script-state").unwrap()
    }

    /// The texts of the elements on the page.
    pub(crate) fn texts(&self) -> Vec<String> {
        let found = self
            .root
            .query_selector_all("[data-testid=stText]")
            .unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().text_content().unwrap())
            .collect()
    }

    /// What the page says about the app, if it does.
    pub(crate) fn notice(&self) -> Option<String> {
        let notice = self.by_id("bkNotice").unwrap();
        let text: HtmlElement = self.find(".bk-notice-text").unwrap();
        (!notice.hidden()).then(|| text.text_content().unwrap())
    }

    /// The button that runs an app again which rests.
    pub(crate) fn again(&self) -> Option<HtmlElement> {
        self.by_id("bkRunAgain").filter(|button| !button.hidden())
    }
}

impl Drop for Fixture {
    fn drop(&mut self) {
        self.app.dispose();
        self.root.remove();
    }
}

/// What a worker says when its engine has booted.
pub(crate) const READY: &str = r#"{"type": "ready", "jspi": true}"#;

/// A function that starts fake workers, and the workers.
pub(crate) fn spawner() -> (Workers, Closure<dyn FnMut() -> JsValue>) {
    let workers = Workers::default();
    let started = workers.clone();
    let spawn = Closure::wrap(Box::new(move || {
        let worker = FakeWorker::new();
        started.borrow_mut().push(worker.clone());
        worker.0
    }) as Box<dyn FnMut() -> JsValue>);
    (workers, spawn)
}

/// Lets the page work for a while.
pub(crate) async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        web_sys::window()
            .unwrap()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Waits until something holds.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..500 {
        if holds() {
            return;
        }
        pause(10).await;
    }
    panic!("it never came to: {what}");
}

/// A text.
pub(crate) fn text(body: &str) -> Element {
    Element::Text(Text {
        body: body.to_owned(),
        help: None,
    })
}

/// A field for text.
pub(crate) fn input(id: &str) -> Element {
    Element::TextInput(Widget {
        id: WidgetId::from(id),
        label: Label {
            text: id.to_owned(),
            ..Label::default()
        },
        set_value: None,
        disabled: false,
        reruns: true,
        props: TextInput {
            default: Some(String::new()),
            is_password: false,
            max_chars: None,
            autocomplete: String::new(),
            placeholder: String::new(),
            icon: None,
        },
    })
}

/// An element at a place.
pub(crate) fn delta(root: Root, indices: Vec<u32>, element: Element) -> Delta {
    Delta::Element {
        path: DeltaPath::new(root, indices),
        element,
        layout: Layout::default(),
    }
}

/// Elements below each other in the main column.
pub(crate) fn at_main(elements: Vec<Element>) -> Vec<Delta> {
    let indices = 0..;
    indices
        .zip(elements)
        .map(|(index, element)| delta(Root::Main, vec![index], element))
        .collect()
}

/// Presses a key.
pub(crate) fn press(target: &web_sys::EventTarget, key: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    target.dispatch_event(&event).unwrap();
}

/// Types a text and commits it.
pub(crate) fn enter(fixture: &Fixture, value: &str) {
    let field: HtmlInputElement = fixture.find("input").unwrap();
    field.set_value(value);
    field
        .dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    press(&field, "Enter");
}

/// The value of a widget in a message.
pub(crate) fn value_of(message: &ToEngine, id: &str) -> Option<WidgetValue> {
    let ToEngine::Rerun(request) = message else {
        return None;
    };
    request.widget_states.get(&WidgetId::from(id)).cloned()
}

/// How many deltas the page said it has drawn.
pub(crate) fn drawn(messages: &[ToEngine]) -> u64 {
    let counts = messages.iter().map(|message| match message {
        ToEngine::Drawn { deltas } => *deltas,
        _ => 0,
    });
    counts.sum()
}
