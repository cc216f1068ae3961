//! How an app begins, and that it is one of several.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use brooklet_protocol::{Outcome, ToEngine, ToPage};
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::fixture::{Fixture, READY, enter, input, pause, spawner, text, until};

#[wasm_bindgen_test]
fn the_worker_is_booted_with_or_without_suspending() {
    let jspi = |fixture: &Fixture| Reflect::get(&fixture.worker().boot(), &"jspi".into()).unwrap();
    assert_eq!(jspi(&Fixture::new()), true);
    assert_eq!(jspi(&Fixture::with(r#"{"jspi": false}"#)), false);
}

#[wasm_bindgen_test]
fn the_engine_gets_the_app_when_both_are_there() {
    let fixture = Fixture::without_files(
        r#"{"entrypoint": "main.py", "config": {"theme": {"base": "dark"}, "a.b": 1}, "secrets": {"k": "v"}, "appId": "me"}"#,
    );
    fixture.worker().say(READY);
    assert!(fixture.worker().heard().is_empty());
    let files = BTreeMap::from([("main.py".to_owned(), b"x = 1".to_vec())]);
    fixture.app.open(files);
    let [ToEngine::Open(manifest)] = &fixture.worker().heard()[..] else {
        panic!("one message opens the app");
    };
    assert_eq!(manifest.entrypoint, "main.py");
    assert_eq!(manifest.files["main.py"].0, b"x = 1");
    assert_eq!(manifest.config["theme.base"], "\"dark\"");
    assert_eq!(manifest.config["a.b"], "1");
    assert_eq!(manifest.secrets, r#"{"k":"v"}"#);
    assert_eq!(manifest.app_id, "me");
    assert!(manifest.url.starts_with("http") && !manifest.time_zone.is_empty());
}

#[wasm_bindgen_test]
fn two_apps_on_a_page_know_nothing_of_each_other() {
    let [one, two] = [Fixture::opened(), Fixture::opened()];
    one.worker().run(1, vec![text("one"), input("name")]);
    two.worker().run(1, vec![text("two"), input("name")]);
    enter(&one, "Ada");
    assert_eq!(one.texts(), ["one"]);
    assert_eq!(two.texts(), ["two"]);
    let heard = two.worker().heard();
    assert!(
        !heard
            .iter()
            .any(|message| matches!(message, ToEngine::Rerun(_)))
    );
    one.app.dispose();
    assert!(one.worker().is_dead() && !two.worker().is_dead());
    assert_eq!(one.root.child_element_count(), 0);
    assert!(!one.root.class_list().contains("brooklet"));
    assert_eq!(two.texts(), ["two"]);
}

#[wasm_bindgen_test]
async fn mount_hands_out_the_app_at_once_and_resolves_after_the_first_run() {
    let document = web_sys::window().unwrap().document().unwrap();
    let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&root).unwrap();
    let (workers, spawn) = spawner();
    let files = Object::new();
    Reflect::set(&files, &"app.py".into(), &"x = 1".into()).unwrap();
    let started: Rc<RefCell<Option<JsValue>>> = Rc::default();
    let sink = started.clone();
    let on_start = Closure::<dyn FnMut(JsValue)>::new(move |app| {
        sink.borrow_mut().replace(app);
    });
    let options = Object::new();
    for (name, value) in [
        ("entrypoint", "app.py".into()),
        ("base", "/pkg/".into()),
        ("files", js_sys::Promise::resolve(&files).into()),
        ("spawn", spawn.as_ref().clone()),
        ("started", on_start.as_ref().clone()),
    ] {
        Reflect::set(&options, &name.into(), &value).unwrap();
    }
    let is_done = Rc::new(RefCell::new(None));
    let done = is_done.clone();
    let mounting = brooklet_page::mount::mount(root.clone(), options.into());
    wasm_bindgen_futures::spawn_local(async move {
        let result = mounting.await.map(|_| ());
        done.borrow_mut().replace(result);
    });
    until("the app is handed out", || started.borrow().is_some()).await;
    let worker = workers.borrow()[0].clone();
    worker.say(READY);
    until("opened", || !worker.heard().is_empty()).await;
    worker.tell(&[ToPage::RunStarted {
        run: 1,
        fragment_ids: Vec::new(),
    }]);
    pause(30).await;
    assert!(is_done.borrow().is_none());
    let outcome = Outcome::Finished;
    worker.tell(&[ToPage::RunEnded { run: 1, outcome }]);
    until("resolved", || is_done.borrow().is_some()).await;
    assert!(matches!(&*is_done.borrow(), Some(Ok(()))));
    root.remove();
}
