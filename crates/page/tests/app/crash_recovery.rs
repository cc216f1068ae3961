//! How an engine ends, and what the page does then.

use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::{ToEngine, ToPage, WidgetValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{Fixture, READY, enter, input, text, until, value_of};

#[wasm_bindgen_test]
async fn a_stop_that_is_not_heard_ends_the_worker_and_waits_for_the_reader() {
    let fixture = Fixture::opened();
    let worker = fixture.worker();
    worker.run(1, vec![input("name")]);
    enter(&fixture, "Ada");
    worker.tell(&[ToPage::RunStarted {
        run: 2,
        fragment_ids: Vec::new(),
    }]);
    let stop: HtmlElement = fixture.find("[data-testid=stStatusWidget] button").unwrap();
    stop.click();
    assert_eq!(worker.heard().pop(), Some(ToEngine::Stop));
    assert!(!worker.is_dead());
    until("ended", || worker.is_dead()).await;
    assert_eq!(fixture.state(), "notRunning");
    assert!(fixture.notice().unwrap().contains("did not answer"));
    assert_eq!(
        fixture.count(),
        1,
        "an endless loop does not begin again by itself"
    );
    fixture.app.write_file("app.py", b"mended".to_vec());
    fixture.again().unwrap().click();
    assert_eq!(fixture.count(), 2);
    assert_eq!(fixture.notice(), None);
    fixture.worker().say(READY);
    let [ToEngine::Open(manifest), rerun] = &fixture.worker().heard()[..] else {
        panic!("the app, then the values");
    };
    assert_eq!(manifest.files["app.py"], FileBytes(b"mended".to_vec()));
    let ada = Some(WidgetValue::Text("Ada".into()));
    assert_eq!(value_of(rerun, "name"), ada);
}

#[wasm_bindgen_test]
fn an_engine_that_dies_is_replaced_once_and_gets_the_values() {
    for (reason, words) in [
        ("panic", "ended unexpectedly"),
        ("stack", "deeper"),
        ("memory", "more memory"),
    ] {
        let fixture = Fixture::opened();
        let first = fixture.worker();
        first.run(1, vec![text("a"), input("name")]);
        enter(&fixture, "Ada");
        let fatal = format!(r#"{{"type": "fatal", "reason": "{reason}", "message": "boom"}}"#);
        first.say(&fatal);
        assert!(first.is_dead());
        assert!(fixture.notice().unwrap().contains(words), "{reason}");
        assert!(fixture.again().is_none());
        assert_eq!(fixture.state(), "running");
        assert_eq!(fixture.texts(), ["a"], "the page stays");
        let second = fixture.worker();
        second.say(READY);
        let heard = second.heard();
        assert!(matches!(heard[0], ToEngine::Open(_)));
        let ada = Some(WidgetValue::Text("Ada".into()));
        assert_eq!(value_of(&heard[1], "name"), ada);
        // The first run of the new session knows no values: what it lacks is not forgotten for that.
        second.run(1, vec![text("first")]);
        assert_eq!(fixture.state(), "running");
        second.run(2, vec![text("a"), input("name")]);
        assert_eq!(fixture.state(), "notRunning");
        let field: HtmlInputElement = fixture.find("input").unwrap();
        assert_eq!(field.value(), "Ada");
        assert!(fixture.notice().is_some(), "the reader still can read why");
        enter(&fixture, "Eve");
        assert_eq!(fixture.notice(), None);
    }
}

#[wasm_bindgen_test]
fn a_worker_that_cannot_be_loaded_is_said_in_words() {
    let fixture = Fixture::new();
    fixture.worker().fail();
    assert!(fixture.notice().unwrap().contains("could not be loaded"));
    assert!(fixture.again().is_some());
    assert!(fixture.by_id("stSkeleton").is_none());
    let fixture = Fixture::new();
    fixture
        .worker()
        .say(r#"{"type": "fatal", "reason": "load", "message": "404"}"#);
    assert!(fixture.notice().unwrap().contains("404"));
    assert_eq!(fixture.count(), 1);
}
