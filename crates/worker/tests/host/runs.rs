//! A script runs, prints, and runs again.

use brooklet_protocol::message::{ConsoleLevel, Outcome};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{BOTH, Fixture, WaitStrategy};

const COUNTS: &str = "
import streamlit as st
st.session_state.runs = st.session_state.get('runs', 0) + 1
st.text(f'run {st.session_state.runs}')
";

#[wasm_bindgen_test]
async fn a_script_runs_and_runs_again() {
    for strategy in BOTH {
        let fixture = Fixture::new(strategy);
        assert_eq!(fixture.run(COUNTS).await, Outcome::Finished, "{strategy:?}");
        fixture.rerun();
        fixture.work().finish().await;
        assert_eq!(fixture.texts(), ["run 1", "run 2"], "{strategy:?}");
        assert_eq!(fixture.outcomes(), [Outcome::Finished, Outcome::Finished]);
    }
}

#[wasm_bindgen_test]
async fn prints_are_lines_of_the_console() {
    let fixture = Fixture::new(WaitStrategy::Block);
    fixture
        .run(
            "
import sys
print('a', 1)
print('begun, ', end='')
print('careful', file=sys.stderr)
print('ended')
sys.stdout.write('b\\nc\\nd')
",
        )
        .await;
    let line = |level, text: &str| (level, text.to_owned());
    assert_eq!(
        fixture.console(),
        [
            line(ConsoleLevel::Log, "a 1"),
            line(ConsoleLevel::Error, "careful"),
            line(ConsoleLevel::Log, "begun, ended"),
            line(ConsoleLevel::Log, "b\nc"),
            line(ConsoleLevel::Log, "d"),
        ]
    );
}

#[wasm_bindgen_test]
async fn bytes_that_are_no_message_are_refused_and_lose_nothing() {
    let fixture = Fixture::new(WaitStrategy::Suspend);
    fixture.run(COUNTS).await;
    let refusal = fixture.tell_bytes(&[0xff, 0xff, 0xff]).unwrap_err();
    let refusal = js_sys::Error::from(refusal).message();
    assert!(String::from(refusal).contains("cannot be read"));
    fixture.rerun();
    fixture.work().finish().await;
    assert_eq!(fixture.texts(), ["run 1", "run 2"]);
}

#[wasm_bindgen_test]
async fn two_hosts_share_nothing() {
    let (one, other) = (
        Fixture::new(WaitStrategy::Suspend),
        Fixture::new(WaitStrategy::Suspend),
    );
    one.run(COUNTS).await;
    one.rerun();
    one.work().finish().await;
    other.run(COUNTS).await;
    assert_eq!(one.texts(), ["run 1", "run 2"]);
    assert_eq!(other.texts(), ["run 1"]);
}
