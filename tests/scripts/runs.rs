//! Runs: how they begin, end, and follow each other.

use brooklet_protocol::message::RerunRequest;
use brooklet_protocol::{Outcome, ToEngine, WidgetValue};
use brooklet_tests::App;
use expect_test::expect;

#[test]
fn a_script_draws_from_top_to_bottom() {
    let app = App::new(
        "import streamlit as st\nst.title('Hello')\nfor i in range(3):\n    st.write(i)\nprint('done')\n",
    );
    expect![[r"
        title: hello
        markdown: `0`
        markdown: `1`
        markdown: `2`
    "]]
    .assert_eq(&app.outline());
    assert_eq!(app.printed(), "done\n");
    assert_eq!(app.outcomes(), [Outcome::Finished]);
}

#[test]
fn rule_2_no_plain_variable_survives_a_run() {
    let mut app = App::new(
        "import streamlit as st\ntry:\n    seen += 1\nexcept NameError:\n    seen = 1\nst.text(seen)\n",
    );
    app.rerun();
    assert_eq!(app.outline(), "text: 1\n");
}

#[test]
fn rule_10_stop_ends_the_run_there() {
    let app = App::new("import streamlit as st\nst.text('a')\nst.stop()\nst.text('b')\n");
    assert_eq!(app.outline(), "text: a\n");
    assert_eq!(app.outcomes(), [Outcome::CutShort]);
}

#[test]
fn rule_11_rerun_begins_again_at_once() {
    let app = App::new(
        "import streamlit as st\nn = st.session_state.setdefault('n', 0)\nst.text(n)\nif n < 3:\n    st.session_state.n += 1\n    st.rerun()\nst.text('end')\n",
    );
    assert_eq!(app.outline(), "text: 3\ntext: end\n");
    let interrupted = app
        .outcomes()
        .iter()
        .filter(|o| **o == Outcome::Interrupted)
        .count();
    assert_eq!(interrupted, 3);
}

#[test]
fn rule_15_many_reruns_do_not_nest() {
    let app = App::new(
        "import streamlit as st\nst.session_state.n = st.session_state.get('n', 0) + 1\nif st.session_state.n < 2000:\n    st.rerun()\nst.text(st.session_state.n)\n",
    );
    assert_eq!(app.outline(), "text: 2000\n");
}

#[test]
fn no_except_of_the_script_catches_the_end_of_a_run() {
    let app = App::new(
        "import streamlit as st\ntry:\n    st.stop()\nexcept Exception:\n    st.text('caught')\n",
    );
    assert_eq!(app.outline(), "");
}

#[test]
fn a_script_may_exit() {
    let app = App::new("import streamlit as st, sys\nst.text('a')\nsys.exit()\nst.text('b')\n");
    assert_eq!(app.outline(), "text: a\n");
    assert_eq!(app.outcomes(), [Outcome::CutShort]);
}

#[test]
fn an_exception_is_shown_where_it_happened() {
    let app = App::new("import streamlit as st\nst.text('before')\n1/0\nst.text('after')\n");
    assert_eq!(
        app.outline(),
        "text: before\nexception: ZeroDivisionError: division by zero\n"
    );
    assert_eq!(app.outcomes(), [Outcome::CutShort]);
}

#[test]
fn a_class_goes_by_its_whole_name_where_nobody_caught_it() {
    let app = App::new(
        "import streamlit as st\nclass E(Exception): pass\nst.exception(E('shown'))\nst.write(E('written'))\nraise E('raised')\n",
    );
    assert_eq!(
        app.outline(),
        "exception: E: shown\nexception: E: written\nexception: __main__.E: raised\n"
    );
}

#[test]
fn an_exception_names_the_authors_lines() {
    let app = App::new("def inner():\n    return 1/0\n\ndef outer():\n    inner()\n\nouter()\n");
    let trace = app.element(|element| match element {
        brooklet_protocol::Element::Exception(error) => Some(error.stack_trace.clone()),
        _ => None,
    });
    let trace = trace.expect("an exception is on the page");
    assert_eq!(
        trace,
        [
            "File \"/app/app.py\", line 7, in <module>\n    outer()\n    ~~~~~^^",
            "File \"/app/app.py\", line 5, in outer\n    inner()\n    ~~~~~^^",
            "File \"/app/app.py\", line 2, in inner\n    return 1/0\n           ~^~",
        ]
    );
}

#[test]
fn a_script_that_does_not_compile_leaves_the_page_alone() {
    let mut app = App::new("import streamlit as st\nst.text('good')\n");
    app.edit("import streamlit as st\nst.text('bad'\n");
    assert_eq!(app.outline(), "text: good\n");
    let Some(Outcome::DoesNotCompile { text }) = app.outcomes().pop() else {
        panic!("the run ends with the error");
    };
    assert!(text.contains("'(' was never closed"), "{text}");
    app.edit("import streamlit as st\nst.text('mended')\n");
    assert_eq!(app.outline(), "text: mended\n");
}

#[test]
fn an_import_that_fails_says_so() {
    let app = App::new("import nothere\n");
    assert_eq!(
        app.outline(),
        "exception: ModuleNotFoundError: No module named 'nothere'\n"
    );
}

#[test]
fn endless_recursion_is_an_exception() {
    let mut app = App::new("def f():\n    f()\nf()\n");
    let outline = app.outline();
    assert!(
        outline.starts_with("exception: RecursionError: maximum recursion depth exceeded"),
        "{outline}"
    );
    app.edit("import streamlit as st\nst.text('well')\n");
    assert_eq!(app.outline(), "text: well\n");
}

#[test]
fn a_loop_without_end_is_stopped() {
    let mut app = App::new("import streamlit as st\nst.text('x')\n");
    let write = ToEngine::WriteFile {
        path: "app.py".into(),
        bytes: brooklet_protocol::manifest::FileBytes(b"while True: pass\n".to_vec()),
    };
    let request = app.request(&[]);
    app.send([write, request, ToEngine::Stop]);
    assert_eq!(app.outcomes().last(), Some(&Outcome::Stopped));
    assert_eq!(app.outline(), "text: x\n");
}

#[test]
fn a_run_that_draws_without_end_is_ended() {
    let app = App::new("import streamlit as st\nwhile True:\n    st.text(1)\n");
    let outline = app.outline();
    let last = outline.lines().last().unwrap_or_default();
    assert!(
        last.starts_with("exception: streamlit.errors.StreamlitAPIException: This run has drawn"),
        "{last}"
    );
}

#[test]
fn sleeping_takes_no_real_time_here_and_passes() {
    let app = App::new(
        "import streamlit as st, time\nt = time.time()\ntime.sleep(1000)\nst.text(round(time.time() - t))\n",
    );
    assert_eq!(app.outline(), "text: 1000\n");
}

#[test]
fn a_click_and_a_value_sent_together_both_arrive() {
    let mut app = App::new(
        "import streamlit as st\nn = st.slider('n', 0, 9)\nst.text(n)\nif st.button('go'):\n    st.text('went')\n",
    );
    let go = app.widget("go");
    let n = app.widget("n");
    let click = app.request(&[(go, WidgetValue::Trigger)]);
    let moved = app.request(&[(n, WidgetValue::Floats(vec![4.0]))]);
    app.send([click, moved]);
    let outline = app.outline();
    assert!(
        outline.contains("text: 4\n") && outline.contains("text: went\n"),
        "{outline}"
    );
}

/// Waits in the second run, for a signal.
const WAITS: &str = "import streamlit as st, time\nst.session_state.runs = st.session_state.get('runs', 0) + 1\nst.text(st.session_state.runs)\nif st.session_state.runs == 2:\n    time.sleep(100)\n    st.text('slept')\n";

#[test]
fn a_signal_ends_a_run_for_the_rerun_that_comes_in_then() {
    let mut app = App::new(WAITS);
    let rerun = ToEngine::Rerun(RerunRequest::default());
    app.signal_in_sleep([rerun]);
    assert_eq!(app.outline(), "text: 3\n");
    let outcomes = app.outcomes();
    assert!(outcomes.ends_with(&[Outcome::Interrupted, Outcome::Finished]));
}

#[test]
fn a_signal_ends_a_run_for_the_stop_that_comes_in_then() {
    let mut app = App::new(WAITS);
    app.signal_in_sleep([ToEngine::Stop]);
    assert_eq!(app.outline(), "text: 2\n");
    assert_eq!(app.outcomes().last(), Some(&Outcome::Stopped));
}

#[test]
fn a_stop_and_a_rerun_after_a_signal_are_done_in_their_order() {
    let mut app = App::new(WAITS);
    let rerun = ToEngine::Rerun(RerunRequest::default());
    app.signal_in_sleep([ToEngine::Stop, rerun]);
    assert_eq!(app.outline(), "text: 3\n");
    assert_eq!(app.outcomes().last(), Some(&Outcome::Finished));
}
