//! Messages come in while a run sleeps or loops; where the stack cannot be suspended they wait.

use brooklet_protocol::message::{Outcome, ToEngine};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{BOTH, Fixture, WaitStrategy, clock};

#[wasm_bindgen_test]
async fn sleep_takes_its_time() {
    for strategy in BOTH {
        for millis in [2.0, 120.0] {
            let fixture = Fixture::new(strategy);
            let begin = clock();
            fixture
                .run(&format!("import time\ntime.sleep({millis} / 1000)"))
                .await;
            assert!(clock() - begin >= millis, "{strategy:?} {millis}");
        }
    }
}

#[wasm_bindgen_test]
async fn what_is_drawn_before_a_sleep_is_seen_during_it() {
    let fixture = Fixture::new(WaitStrategy::Suspend);
    let script =
        "import streamlit as st, time\nst.text('before')\ntime.sleep(0.3)\nst.text('after')";
    let work = fixture.begin(script);
    fixture.until_drawn().await;
    assert_eq!(fixture.texts(), ["before"]);
    work.finish().await;
    assert_eq!(fixture.texts(), ["before", "after"]);
}

#[wasm_bindgen_test]
async fn stop_ends_what_sleeps_and_what_loops() {
    for waits in [
        "time.sleep(1000)",
        "while True: pass",
        "while True: time.sleep(0.001)",
        "while True: st.text('again')",
    ] {
        let fixture = Fixture::new(WaitStrategy::Suspend);
        let work = fixture.begin(&format!(
            "import streamlit as st, time\nst.text('begun')\n{waits}"
        ));
        fixture.until_drawn().await;
        let begin = clock();
        fixture.tell(&ToEngine::Stop);
        work.finish().await;
        assert_eq!(fixture.outcome(), Outcome::Stopped, "{waits}");
        let took = clock() - begin;
        assert!(took < 500.0, "{waits} took {took} ms to stop");
    }
}

#[wasm_bindgen_test]
async fn a_rerun_interrupts_what_loops() {
    let fixture = Fixture::new(WaitStrategy::Suspend);
    let script = "
import streamlit as st
first = 'seen' not in st.session_state
st.session_state.seen = True
st.text('first' if first else 'second')
while first: pass
";
    let work = fixture.begin(script);
    fixture.until_drawn().await;
    fixture.rerun();
    work.finish().await;
    assert_eq!(fixture.texts(), ["first", "second"]);
    assert_eq!(
        fixture.outcomes(),
        [Outcome::Interrupted, Outcome::Finished]
    );
}
