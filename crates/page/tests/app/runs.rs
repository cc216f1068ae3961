//! What runs draw and what the reader sets.

use std::cell::RefCell;
use std::rc::Rc;

use brooklet_protocol::message::ConsoleLevel;
use brooklet_protocol::{Outcome, ToPage};
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{Fixture, at_main, drawn, input, text, until};

#[wasm_bindgen_test]
fn a_run_draws_says_how_much_and_ends() {
    let fixture = Fixture::opened();
    let states: Rc<RefCell<Vec<String>>> = Rc::default();
    let sink = states.clone();
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        let detail = Reflect::get(&event, &"detail".into()).unwrap();
        let state = Reflect::get(&detail, &"state".into()).unwrap();
        sink.borrow_mut().push(state.as_string().unwrap());
    });
    let function: Function = listener.as_ref().unchecked_ref::<Function>().clone();
    fixture.app.listen("state", function.clone());
    let worker = fixture.worker();
    worker.tell(&[ToPage::RunStarted {
        run: 1,
        fragment_ids: Vec::new(),
    }]);
    assert_eq!(fixture.state(), "running");
    assert!(!fixture.by_id("stStatusWidget").unwrap().hidden());
    worker.tell(&[ToPage::Deltas(at_main(vec![text("a"), text("b")]))]);
    assert!(fixture.by_id("stSkeleton").is_none());
    assert_eq!(drawn(&worker.heard()), 2);
    worker.tell(&[ToPage::RunEnded {
        run: 1,
        outcome: Outcome::Finished,
    }]);
    assert_eq!(fixture.state(), "notRunning");
    assert!(fixture.by_id("stStatusWidget").unwrap().hidden());
    assert_eq!(fixture.texts(), ["a", "b"]);
    assert_eq!(*states.borrow(), ["running", "notRunning"]);
    fixture.app.unlisten("state", &function);
    worker.run(2, vec![text("c")]);
    assert_eq!(fixture.texts(), ["c"], "what the run did not draw is gone");
    assert_eq!(states.borrow().len(), 2);
}

#[wasm_bindgen_test]
fn what_is_printed_is_an_event() {
    let fixture = Fixture::opened();
    let printed: Rc<RefCell<Vec<JsValue>>> = Rc::default();
    let sink = printed.clone();
    let listener = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        sink.borrow_mut().push(event);
    });
    let function = listener.as_ref().unchecked_ref::<Function>().clone();
    fixture.app.listen("console", function);
    fixture.worker().tell(&[ToPage::Console {
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
fn a_script_that_does_not_compile_says_so_above_what_was_there() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    worker.run(1, vec![text("a")]);
    worker.tell(&[
        ToPage::RunStarted {
            run: 2,
            fragment_ids: Vec::new(),
        },
        ToPage::RunEnded {
            run: 2,
            outcome: Outcome::DoesNotCompile {
                text: "  x = = 1\nSyntaxError: invalid syntax".into(),
            },
        },
    ]);
    assert_eq!(fixture.state(), "compilationError");
    let block: HtmlElement = fixture
        .find("[role=dialog] [data-testid=stErrorCodeBlock]")
        .unwrap();
    let shown = block.text_content().unwrap();
    assert!(shown.ends_with("SyntaxError: invalid syntax"));
    assert_eq!(fixture.texts(), ["a"]);
    worker.run(3, vec![text("b")]);
    assert!(fixture.by_id("stErrorCodeBlock").is_none());
    assert_eq!(fixture.state(), "notRunning");
}

#[wasm_bindgen_test]
async fn what_a_long_run_has_not_drawn_is_dimmed() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    worker.run(1, vec![text("a"), text("b")]);
    worker.tell(&[
        ToPage::RunStarted {
            run: 2,
            fragment_ids: Vec::new(),
        },
        ToPage::Deltas(at_main(vec![text("c")])),
    ]);
    let stale = || -> Option<HtmlElement> { fixture.find("[data-stale=true]") };
    assert!(stale().is_none());
    until("dimmed", || stale().is_some()).await;
    assert_eq!(stale().unwrap().text_content().as_deref(), Some("b"));
    worker.tell(&[ToPage::Deltas(at_main(vec![text("c"), text("d")]))]);
    assert!(stale().is_none());
}

#[wasm_bindgen_test]
async fn many_elements_are_drawn_in_slices_and_in_order() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    let elements = (0..5000).map(|number| text(&number.to_string())).collect();
    worker.run(1, elements);
    assert_eq!(fixture.state(), "running", "the end waits for its deltas");
    assert!(drawn(&worker.heard()) < 5000);
    until("all are drawn", || fixture.state() == "notRunning").await;
    assert_eq!(drawn(&worker.heard()), 5000);
    let texts = fixture.texts();
    assert_eq!(texts.len(), 5000);
    assert_eq!(texts[4999], "4999");
}

#[wasm_bindgen_test]
fn a_field_keeps_focus_caret_and_typed_text_while_elements_come_and_go() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    worker.run(1, vec![text("a"), input("name"), input("other")]);
    let field: HtmlInputElement = fixture.find("input").unwrap();
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
    assert_eq!(fixture.texts(), [""; 0]);
}
