//! An app in a real browser, with a worker played by the test: runs, values, and the engine's end.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bench;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use bench::{Bench, READY, at_main, delta, input, pause, spawner, text, until};
use brooklet_protocol::block::Gap;
use brooklet_protocol::layout::Extent;
use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::message::{ConsoleLevel, PageChange};
use brooklet_protocol::{
    Block, Delta, DeltaPath, Layout, Outcome, Root, ToEngine, ToPage, WidgetId, WidgetValue,
};
use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

wasm_bindgen_test_configure!(run_in_browser);

fn press(target: &web_sys::EventTarget, key: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
    target.dispatch_event(&event).unwrap();
}

/// Types a text and commits it.
fn enter(bench: &Bench, value: &str) {
    let field: HtmlInputElement = bench.find("input").unwrap();
    field.set_value(value);
    field
        .dispatch_event(&web_sys::Event::new("input").unwrap())
        .unwrap();
    press(&field, "Enter");
}

fn value_of(message: &ToEngine, id: &str) -> Option<WidgetValue> {
    let ToEngine::Rerun(request) = message else {
        return None;
    };
    request.widget_states.get(&WidgetId::from(id)).cloned()
}

fn drawn(messages: &[ToEngine]) -> u64 {
    let counts = messages.iter().map(|message| match message {
        ToEngine::Drawn { deltas } => *deltas,
        _ => 0,
    });
    counts.sum()
}

#[wasm_bindgen_test]
fn the_frame_and_a_skeleton_stand_before_the_engine() {
    let bench = Bench::without_files("{}");
    for name in [
        "stApp",
        "stAppViewContainer",
        "stMain",
        "stMainBlockContainer",
        "stMainMenu",
    ] {
        assert!(bench.by_id(name).is_some(), "{name}");
    }
    assert!(bench.by_id("stSkeleton").is_some());
    assert!(bench.by_id("stSidebar").is_none());
    let app = bench.by_id("stApp").unwrap();
    let connection = app.get_attribute("data-test-connection-state");
    assert_eq!(connection.as_deref(), Some("CONNECTED"));
    assert_eq!(bench.state(), "initial");
    bench
        .worker()
        .say(r#"{"type": "progress", "loaded": 25, "total": 100}"#);
    let bar: HtmlElement = bench.find("[role=progressbar]").unwrap();
    assert_eq!(bar.get_attribute("aria-valuenow").as_deref(), Some("25"));
}

#[wasm_bindgen_test]
fn the_worker_is_booted_with_or_without_suspending() {
    let jspi = |bench: &Bench| Reflect::get(&bench.worker().boot(), &"jspi".into()).unwrap();
    assert_eq!(jspi(&Bench::new()), true);
    assert_eq!(jspi(&Bench::with(r#"{"jspi": false}"#)), false);
}

#[wasm_bindgen_test]
fn the_engine_gets_the_app_when_both_are_there() {
    let bench = Bench::without_files(
        r#"{"entrypoint": "main.py", "config": {"theme": {"base": "dark"}, "a.b": 1}, "secrets": {"k": "v"}, "appId": "me"}"#,
    );
    bench.worker().say(READY);
    assert!(bench.worker().heard().is_empty());
    let files = BTreeMap::from([("main.py".to_owned(), b"x = 1".to_vec())]);
    bench.app.open(files);
    let [ToEngine::Open(manifest)] = &bench.worker().heard()[..] else {
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
fn what_is_written_before_the_engine_is_there_comes_with_the_app() {
    let bench = Bench::without_files("{}");
    bench.app.write_file("app.py", b"new".to_vec());
    bench.app.rerun();
    let files = BTreeMap::from([("app.py".to_owned(), b"old".to_vec())]);
    bench.app.open(files);
    bench.app.write_file("b.py", b"b".to_vec());
    assert!(bench.worker().heard().is_empty(), "it has no ears yet");
    bench.worker().say(READY);
    let [ToEngine::Open(manifest)] = &bench.worker().heard()[..] else {
        panic!("one message opens the app");
    };
    assert_eq!(manifest.files["app.py"].0, b"new");
    assert_eq!(manifest.files["b.py"].0, b"b");
    bench.app.remove_file("b.py");
    let path = "b.py".to_owned();
    assert_eq!(bench.worker().heard()[1], ToEngine::RemoveFile { path });
}

#[wasm_bindgen_test]
fn a_run_draws_says_how_much_and_ends() {
    let bench = Bench::opened();
    let states: Rc<RefCell<Vec<String>>> = Rc::default();
    let sink = states.clone();
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let detail = Reflect::get(&event, &"detail".into()).unwrap();
        let state = Reflect::get(&detail, &"state".into()).unwrap();
        sink.borrow_mut().push(state.as_string().unwrap());
    });
    let function: Function = listener.as_ref().unchecked_ref::<Function>().clone();
    bench.app.listen("state", function.clone());
    let worker = bench.worker();
    worker.tell(&[ToPage::RunStarted { run: 1 }]);
    assert_eq!(bench.state(), "running");
    assert!(!bench.by_id("stStatusWidget").unwrap().hidden());
    worker.tell(&[ToPage::Deltas(at_main(vec![text("a"), text("b")]))]);
    assert!(bench.by_id("stSkeleton").is_none());
    assert_eq!(drawn(&worker.heard()), 2);
    worker.tell(&[ToPage::RunEnded {
        run: 1,
        outcome: Outcome::Finished,
    }]);
    assert_eq!(bench.state(), "notRunning");
    assert!(bench.by_id("stStatusWidget").unwrap().hidden());
    assert_eq!(bench.texts(), ["a", "b"]);
    assert_eq!(*states.borrow(), ["running", "notRunning"]);
    bench.app.unlisten("state", &function);
    worker.run(2, vec![text("c")]);
    assert_eq!(bench.texts(), ["c"], "what the run did not draw is gone");
    assert_eq!(states.borrow().len(), 2);
}

#[wasm_bindgen_test]
fn what_is_printed_is_an_event() {
    let bench = Bench::opened();
    let printed: Rc<RefCell<Vec<JsValue>>> = Rc::default();
    let sink = printed.clone();
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        sink.borrow_mut().push(event);
    });
    let function = listener.as_ref().unchecked_ref::<Function>().clone();
    bench.app.listen("console", function);
    bench.worker().tell(&[ToPage::Console {
        level: ConsoleLevel::Warn,
        text: "careful".into(),
    }]);
    let event = js_sys::JSON::stringify(&printed.borrow()[0]).unwrap();
    assert_eq!(
        String::from(event),
        r#"{"type":"console","detail":{"level":"warn","text":"careful"}}"#
    );
}

#[wasm_bindgen_test]
fn an_interrupted_or_stopped_run_leaves_the_page_as_it_is() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![text("a"), text("b")]);
    for (run, outcome) in [(2, Outcome::Interrupted), (3, Outcome::Stopped)] {
        worker.tell(&[
            ToPage::RunStarted { run },
            ToPage::Deltas(at_main(vec![text("c")])),
            ToPage::RunEnded { run, outcome },
        ]);
        assert_eq!(bench.texts(), ["c", "b"]);
    }
    assert_eq!(bench.state(), "notRunning");
}

#[wasm_bindgen_test]
fn a_script_that_does_not_compile_says_so_above_what_was_there() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![text("a")]);
    worker.tell(&[
        ToPage::RunStarted { run: 2 },
        ToPage::RunEnded {
            run: 2,
            outcome: Outcome::DoesNotCompile {
                text: "  x = = 1\nSyntaxError: invalid syntax".into(),
            },
        },
    ]);
    assert_eq!(bench.state(), "compilationError");
    let block: HtmlElement = bench
        .find("[data-testid=stMainBlockContainer] [data-testid=stErrorCodeBlock]")
        .unwrap();
    let shown = block.text_content().unwrap();
    assert!(shown.ends_with("SyntaxError: invalid syntax"));
    assert_eq!(bench.texts(), ["a"]);
    worker.run(3, vec![text("b")]);
    assert!(bench.by_id("stErrorCodeBlock").is_none());
    assert_eq!(bench.state(), "notRunning");
}

#[wasm_bindgen_test]
async fn what_a_long_run_has_not_drawn_is_dimmed() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![text("a"), text("b")]);
    worker.tell(&[
        ToPage::RunStarted { run: 2 },
        ToPage::Deltas(at_main(vec![text("c")])),
    ]);
    let stale = || -> Option<HtmlElement> { bench.find("[data-stale=true]") };
    assert!(stale().is_none());
    until("dimmed", || stale().is_some()).await;
    assert_eq!(stale().unwrap().text_content().as_deref(), Some("b"));
    worker.tell(&[ToPage::Deltas(at_main(vec![text("c"), text("d")]))]);
    assert!(stale().is_none());
}

#[wasm_bindgen_test]
async fn many_elements_are_drawn_in_slices_and_in_order() {
    let bench = Bench::opened();
    let worker = bench.worker();
    let elements = (0..5000).map(|number| text(&number.to_string())).collect();
    worker.run(1, elements);
    assert_eq!(bench.state(), "running", "the end waits for its deltas");
    assert!(drawn(&worker.heard()) < 5000);
    until("all are drawn", || bench.state() == "notRunning").await;
    assert_eq!(drawn(&worker.heard()), 5000);
    let texts = bench.texts();
    assert_eq!(texts.len(), 5000);
    assert_eq!(texts[4999], "4999");
}

#[wasm_bindgen_test]
fn a_field_keeps_focus_caret_and_typed_text_while_elements_come_and_go() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![text("a"), input("name"), input("other")]);
    let field: HtmlInputElement = bench.find("input").unwrap();
    field.focus().unwrap();
    field.set_value("typed");
    field.set_selection_range(2, 3).unwrap();
    let has_it = |when: &str| {
        let document = web_sys::window().unwrap().document().unwrap();
        let active = document.active_element();
        assert_eq!(active.as_ref(), Some(field.as_ref()), "{when}");
        assert_eq!(field.value(), "typed", "{when}");
        assert_eq!(field.selection_start().unwrap(), Some(2), "{when}");
    };
    worker.run(2, vec![text("a"), input("name"), input("other")]);
    has_it("the same again");
    worker.run(3, vec![text("a"), text("b"), input("name"), input("other")]);
    has_it("one above it comes");
    worker.run(4, vec![input("name"), input("other")]);
    has_it("all above it go");
    assert_eq!(bench.texts(), [""; 0]);
}

#[wasm_bindgen_test]
fn a_commit_sends_all_values_and_what_is_gone_is_forgotten() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![input("name")]);
    enter(&bench, "Ada");
    let last = worker.heard().pop().unwrap();
    let ada = Some(WidgetValue::Text("Ada".into()));
    assert_eq!(value_of(&last, "name"), ada);
    worker.run(2, vec![input("name")]);
    bench.app.rerun();
    assert_eq!(value_of(&worker.heard().pop().unwrap(), "name"), ada);
    worker.run(3, vec![text("no field")]);
    bench.app.rerun();
    assert_eq!(value_of(&worker.heard().pop().unwrap(), "name"), None);
}

#[wasm_bindgen_test]
async fn a_stop_that_is_not_heard_ends_the_worker_and_waits_for_the_reader() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![input("name")]);
    enter(&bench, "Ada");
    worker.tell(&[ToPage::RunStarted { run: 2 }]);
    let stop: HtmlElement = bench.find("[data-testid=stStatusWidget] button").unwrap();
    stop.click();
    assert_eq!(worker.heard().pop(), Some(ToEngine::Stop));
    assert!(!worker.is_dead());
    until("ended", || worker.is_dead()).await;
    assert_eq!(bench.state(), "notRunning");
    assert!(bench.notice().unwrap().contains("did not answer"));
    assert_eq!(
        bench.count(),
        1,
        "an endless loop does not begin again by itself"
    );
    bench.app.write_file("app.py", b"mended".to_vec());
    bench.again().unwrap().click();
    assert_eq!(bench.count(), 2);
    assert_eq!(bench.notice(), None);
    bench.worker().say(READY);
    let [ToEngine::Open(manifest), rerun] = &bench.worker().heard()[..] else {
        panic!("the app, then the values");
    };
    assert_eq!(manifest.files["app.py"], FileBytes(b"mended".to_vec()));
    let ada = Some(WidgetValue::Text("Ada".into()));
    assert_eq!(value_of(rerun, "name"), ada);
}

#[wasm_bindgen_test]
async fn a_stop_that_is_heard_keeps_the_worker() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.tell(&[ToPage::RunStarted { run: 1 }]);
    bench.app.stop();
    let outcome = Outcome::Stopped;
    worker.tell(&[ToPage::RunEnded { run: 1, outcome }]);
    pause(1700).await;
    assert!(!worker.is_dead());
    assert_eq!(bench.notice(), None);
}

#[wasm_bindgen_test]
fn an_engine_that_dies_is_replaced_once_and_gets_the_values() {
    for (reason, words) in [
        ("panic", "ended unexpectedly"),
        ("stack", "deeper"),
        ("memory", "more memory"),
    ] {
        let bench = Bench::opened();
        let first = bench.worker();
        first.run(1, vec![text("a"), input("name")]);
        enter(&bench, "Ada");
        let fatal = format!(r#"{{"type": "fatal", "reason": "{reason}", "message": "boom"}}"#);
        first.say(&fatal);
        assert!(first.is_dead());
        assert!(bench.notice().unwrap().contains(words), "{reason}");
        assert!(bench.again().is_none());
        assert_eq!(bench.state(), "running");
        assert_eq!(bench.texts(), ["a"], "the page stays");
        let second = bench.worker();
        second.say(READY);
        let heard = second.heard();
        assert!(matches!(heard[0], ToEngine::Open(_)));
        let ada = Some(WidgetValue::Text("Ada".into()));
        assert_eq!(value_of(&heard[1], "name"), ada);
        // The first run of the new session knows no values: what it lacks is not forgotten for that.
        second.run(1, vec![text("first")]);
        assert_eq!(bench.state(), "running");
        second.run(2, vec![text("a"), input("name")]);
        assert_eq!(bench.state(), "notRunning");
        let field: HtmlInputElement = bench.find("input").unwrap();
        assert_eq!(field.value(), "Ada");
        assert!(bench.notice().is_some(), "the reader still can read why");
        enter(&bench, "Eve");
        assert_eq!(bench.notice(), None);
    }
}

#[wasm_bindgen_test]
fn an_engine_that_dies_twice_waits_for_the_reader() {
    let bench = Bench::opened();
    let fatal = r#"{"type": "fatal", "reason": "panic", "message": "boom"}"#;
    bench.worker().tell(&[ToPage::RunStarted { run: 1 }]);
    bench.worker().say(fatal);
    bench.worker().say(READY);
    bench.worker().tell(&[ToPage::RunStarted { run: 1 }]);
    bench.worker().say(fatal);
    assert_eq!(bench.count(), 2);
    assert_eq!(bench.state(), "notRunning");
    bench.again().unwrap().click();
    assert_eq!(bench.count(), 3);
    bench.worker().say(READY);
    bench.worker().run(1, vec![text("well")]);
    assert_eq!(bench.texts(), ["well"]);
    assert_eq!(bench.state(), "notRunning");
}

#[wasm_bindgen_test]
fn a_worker_that_cannot_be_loaded_is_said_in_words() {
    let bench = Bench::new();
    bench.worker().fail();
    assert!(bench.notice().unwrap().contains("could not be loaded"));
    assert!(bench.again().is_some());
    assert!(bench.by_id("stSkeleton").is_none());
    let bench = Bench::new();
    bench
        .worker()
        .say(r#"{"type": "fatal", "reason": "load", "message": "404"}"#);
    assert!(bench.notice().unwrap().contains("404"));
    assert_eq!(bench.count(), 1);
}

#[wasm_bindgen_test]
fn a_click_while_a_new_engine_starts_is_not_lost() {
    let bench = Bench::opened();
    bench.worker().run(1, vec![input("name")]);
    bench
        .worker()
        .say(r#"{"type": "fatal", "reason": "panic", "message": "boom"}"#);
    enter(&bench, "Ada");
    assert!(bench.worker().heard().is_empty());
    bench.worker().say(READY);
    let ada = Some(WidgetValue::Text("Ada".into()));
    assert_eq!(value_of(&bench.worker().heard()[1], "name"), ada);
}

#[wasm_bindgen_test]
fn blocks_nest_as_people_s_styles_expect() {
    let bench = Bench::opened();
    let block = |indices: Vec<u32>, block| Delta::Block {
        path: DeltaPath::new(Root::Main, indices),
        block,
        layout: Layout {
            key: Some("my key!é.x_y-z".into()),
            ..Layout::default()
        },
    };
    let column = || Block::Column {
        weight: 0.5,
        vertical_alignment: brooklet_protocol::block::VerticalAlignment::Top,
        border: false,
        gap: Gap::Small,
    };
    let keyed = Delta::Element {
        path: DeltaPath::new(Root::Main, vec![2, 0]),
        element: text("in the fold"),
        layout: Layout {
            key: Some("k".into()),
            width: Extent::Px(120),
            ..Layout::default()
        },
    };
    bench.worker().tell(&[
        ToPage::RunStarted { run: 1 },
        ToPage::Deltas(vec![
            block(
                vec![0],
                Block::Vertical {
                    border: true,
                    gap: Gap::Small,
                },
            ),
            delta(Root::Main, vec![0, 0], text("in the box")),
            block(
                vec![1],
                Block::Horizontal {
                    gap: Gap::Small,
                    wrap: true,
                },
            ),
            block(vec![1, 0], column()),
            delta(Root::Main, vec![1, 0, 0], text("in the column")),
            block(
                vec![2],
                Block::Expander {
                    label: "Fold".into(),
                    expanded: true,
                    icon: None,
                },
            ),
            keyed,
        ]),
    ]);
    let id = |name: &str| format!("[data-testid={name}]");
    let container = format!("{} > {}", id("stMainBlockContainer"), id("stVerticalBlock"));
    let wrapper = format!("{container} > {}", id("stLayoutWrapper"));
    let element = id("stElementContainer");
    let vertical = id("stVerticalBlock");
    for way in [
        format!("{wrapper} > {vertical}.st-key-my-key---x_y-z > {element}"),
        format!(
            "{wrapper} > {} > {} > {vertical} > {element}",
            id("stHorizontalBlock"),
            id("stColumn")
        ),
        format!(
            "{wrapper} > {} > details[open] > {} > {vertical} > {element}.st-key-k",
            id("stExpander"),
            id("stExpanderDetails")
        ),
    ] {
        assert!(bench.find::<HtmlElement>(&way).is_some(), "{way}");
    }
    let keyed: HtmlElement = bench.find(".st-key-k").unwrap();
    assert_eq!(keyed.offset_width(), 120);
    // What the reader folds stays folded in the next run.
    let details: web_sys::HtmlDetailsElement = bench.find("details").unwrap();
    details.set_open(false);
    bench.worker().tell(&[
        ToPage::RunStarted { run: 2 },
        ToPage::Deltas(vec![block(
            vec![2],
            Block::Expander {
                label: "Fold".into(),
                expanded: true,
                icon: None,
            },
        )]),
    ]);
    assert!(!details.open() && details.is_connected());
}

#[wasm_bindgen_test]
fn the_sidebar_is_there_while_it_has_content_and_folds() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.tell(&[
        ToPage::RunStarted { run: 1 },
        ToPage::Deltas(vec![delta(Root::Sidebar, vec![0], text("aside"))]),
    ]);
    let sidebar = bench.by_id("stSidebar").unwrap();
    let way = "[data-testid=stSidebar] [data-testid=stSidebarContent] [data-testid=stSidebarUserContent] [data-testid=stText]";
    assert!(bench.find::<HtmlElement>(way).is_some());
    let change = |collapsed| {
        ToPage::Page(PageChange {
            sidebar_collapsed: Some(collapsed),
            ..PageChange::default()
        })
    };
    worker.tell(&[change(false)]);
    let collapsed = || sidebar.get_attribute("data-collapsed").unwrap();
    let fold: HtmlElement = bench
        .find("[data-testid=stSidebarCollapseButton] button")
        .unwrap();
    fold.click();
    assert_eq!(collapsed(), "true");
    let unfold = bench.by_id("stExpandSidebarButton").unwrap();
    assert!(!unfold.hidden());
    unfold.click();
    assert_eq!(collapsed(), "false");
    let outcome = Outcome::Finished;
    worker.tell(&[
        ToPage::RunEnded { run: 1, outcome },
        ToPage::RunStarted { run: 2 },
        ToPage::Deltas(at_main(vec![text("a")])),
        ToPage::RunEnded {
            run: 2,
            outcome: Outcome::Finished,
        },
    ]);
    assert!(bench.by_id("stSidebar").is_none());
}

#[wasm_bindgen_test]
fn the_menu_runs_clears_and_changes_the_theme() {
    let bench = Bench::with(
        r##"{"config": {"theme": {"base": "dark", "primaryColor": "#00f"}, "theme.textColor": "#0f0"}}"##,
    );
    bench.worker().say(READY);
    bench.worker().run(1, vec![text("a")]);
    let theme = || bench.root.get_attribute("data-theme").unwrap();
    let property = |name: &str| bench.root.style().get_property_value(name).unwrap();
    assert_eq!(theme(), "dark");
    assert_eq!(property("--bk-primary"), "#00f");
    assert_eq!(property("--bk-text"), "#0f0");
    let choose = |label: &str| {
        bench.by_id("stMainMenuButton").unwrap().click();
        let items = bench.root.query_selector_all("[role=menuitem]").unwrap();
        let item = (0..items.length())
            .map(|index| items.get(index).unwrap().unchecked_into::<HtmlElement>())
            .find(|item| item.text_content().as_deref() == Some(label))
            .unwrap();
        item.click();
    };
    choose("Light theme");
    assert_eq!(theme(), "light");
    assert_eq!(property("--bk-primary"), "");
    choose("System theme");
    assert_eq!(theme(), "dark");
    choose("Rerun");
    let heard = bench.worker().heard();
    assert!(matches!(heard.last(), Some(ToEngine::Rerun(_))));
    choose("Clear cache");
    assert_eq!(bench.worker().heard().pop(), Some(ToEngine::ClearCaches));
    choose("About");
    let about: web_sys::HtmlDialogElement = bench.find("[data-testid=bkAbout]").unwrap();
    assert!(about.open());
}

#[wasm_bindgen_test]
fn keys_act_on_the_app_that_has_the_focus() {
    let [one, two] = [Bench::opened(), Bench::opened()];
    for bench in [&one, &two] {
        bench.worker().run(1, vec![input("name")]);
    }
    let asked = |bench: &Bench| {
        let heard = bench.worker().heard();
        heard
            .into_iter()
            .filter(|message| matches!(message, ToEngine::Rerun(_) | ToEngine::ClearCaches))
            .count()
    };
    press(&one.find::<HtmlInputElement>("input").unwrap(), "r");
    assert_eq!(asked(&one), 0, "a field takes the key");
    press(&one.by_id("stMainMenuButton").unwrap(), "r");
    press(&one.by_id("stMainMenuButton").unwrap(), "c");
    assert_eq!((asked(&one), asked(&two)), (2, 0));
    let body = web_sys::window()
        .unwrap()
        .document()
        .unwrap()
        .body()
        .unwrap();
    press(&body, "r");
    assert_eq!((asked(&one), asked(&two)), (3, 1));
}

#[wasm_bindgen_test]
fn two_apps_on_a_page_know_nothing_of_each_other() {
    let [one, two] = [Bench::opened(), Bench::opened()];
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
    worker.tell(&[ToPage::RunStarted { run: 1 }]);
    pause(30).await;
    assert!(is_done.borrow().is_none());
    let outcome = Outcome::Finished;
    worker.tell(&[ToPage::RunEnded { run: 1, outcome }]);
    until("resolved", || is_done.borrow().is_some()).await;
    assert!(matches!(&*is_done.borrow(), Some(Ok(()))));
    root.remove();
}
