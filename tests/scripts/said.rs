//! What many tests ask of a short script: how its page ends, and what it raises.

use brooklet_tests::App;

/// Runs a script that knows Streamlit as `st`.
pub(crate) fn app(script: &str) -> App {
    App::new(&format!("import streamlit as st\n{script}\n"))
}

/// The page of a script ends with this.
#[track_caller]
pub(crate) fn shows(script: &str, expected: &str) {
    let outline = app(script).outline();
    assert!(outline.ends_with(expected), "{script}: {outline}");
}

/// The page of a script ends with this exception.
#[track_caller]
pub(crate) fn raises(call: &str, error: &str) {
    shows(call, &format!("exception: {error}\n"));
}
