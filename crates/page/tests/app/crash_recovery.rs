//! How an engine ends, and what the page does then.

use brooklet_protocol::manifest::FileBytes;
use brooklet_protocol::{ToEngine, ToPage, WidgetValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::bench::{Bench, READY, enter, input, text, until, value_of};

#[wasm_bindgen_test]
async fn a_stop_that_is_not_heard_ends_the_worker_and_waits_for_the_reader() {
    let bench = Bench::opened();
    let worker = bench.worker();
    worker.run(1, vec![input("name")]);
    enter(&bench, "Ada");
    worker.tell(&[ToPage::RunStarted {
        run: 2,
        fragment_ids: Vec::new(),
    }]);
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
