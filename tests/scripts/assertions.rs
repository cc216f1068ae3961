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

/// A script raises an exception that tells these facts.
#[track_caller]
pub(crate) fn raises(call: &str, facts: &str) {
    let outline = app(call).outline();
    assert!(outline.contains("exception: "), "{call}: {outline}");
    tells(&outline, facts);
}

/// What a page says last, of an exception or in a text, names these facts, which ` | ` separates:
/// the type of the exception, the names and values of its message.
#[track_caller]
pub(crate) fn tells(outline: &str, facts: &str) {
    let told = outline.rsplit("exception: ").next().unwrap_or(outline);
    for fact in facts.split(" | ") {
        assert!(told.contains(fact), "{fact:?} is not in\n{told}");
    }
}
