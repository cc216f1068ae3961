//! The app's own modules: run once, and again when a source has changed.

use brooklet_protocol::ToEngine;
use brooklet_protocol::manifest::FileBytes;
use brooklet_tests::App;

/// Counts how often each of its modules is run.
const SCRIPT: &str = "import streamlit as st\nimport tea, shelf.cups\nst.text(tea.KIND)\nst.text(shelf.cups.COUNT)\n";

fn app() -> App {
    let app = App::with_files(
        SCRIPT,
        &[
            ("tea.py", "import kinds\nKIND = kinds.FIRST\nprint('tea')\n"),
            ("kinds.py", "FIRST = 'green'\nprint('kinds')\n"),
            ("shelf/cups.py", "COUNT = 2\nprint('cups')\n"),
        ],
    );
    assert_eq!(app.outline(), "text: green\ntext: 2\n");
    assert_eq!(app.printed(), "kinds\ntea\ncups\n");
    app
}

fn write(path: &str, text: &str) -> ToEngine {
    ToEngine::WriteFile {
        path: path.to_owned(),
        bytes: FileBytes(text.as_bytes().to_vec()),
    }
}

#[test]
fn rule_6_an_imported_module_is_not_run_again() {
    let script = "import streamlit as st\nimport counted\ncounted.n += 1\nst.text(counted.n)\n";
    let mut app = App::with_files(script, &[("counted.py", "n = 0\n")]);
    app.rerun();
    assert_eq!(app.outline(), "text: 2\n");
}

#[test]
fn a_changed_module_is_run_again_with_what_imports_it() {
    let mut app = app();
    let rerun = app.request(&[]);
    app.send([write("kinds.py", "FIRST = 'oolong'\n"), rerun]);
    assert_eq!(app.outline(), "text: oolong\ntext: 2\n");
}

#[test]
fn a_module_of_a_folder_without_init_is_run_again() {
    let mut app = app();
    let rerun = app.request(&[]);
    app.send([write("shelf/cups.py", "COUNT = 3\n"), rerun]);
    assert_eq!(app.outline(), "text: green\ntext: 3\n");
}

#[test]
fn modules_are_kept_while_no_source_changes() {
    let mut app = app();
    let rerun = app.request(&[]);
    app.send([
        write("cups.txt", "two"),
        write("kinds.py", "FIRST = 'green'\nprint('kinds')\n"),
        rerun,
    ]);
    assert_eq!(app.printed(), "kinds\ntea\ncups\n");
}

#[test]
fn a_removed_module_is_missed() {
    let mut app = app();
    let rerun = app.request(&[]);
    let path = "kinds.py".to_owned();
    app.send([ToEngine::RemoveFile { path }, rerun]);
    assert_eq!(
        app.outline(),
        "exception: ModuleNotFoundError: No module named 'kinds'\n"
    );
}

#[test]
fn a_module_that_was_missed_is_found_when_it_is_there() {
    let mut app = App::new("import streamlit as st\nimport late\nst.text(late.here)\n");
    let rerun = app.request(&[]);
    app.send([write("late.py", "here = True\n"), rerun]);
    assert_eq!(app.outline(), "text: True\n");
}

#[test]
fn signals_are_known_and_no_handler_can_be_set_as_in_a_thread_of_a_server() {
    let app = App::new(
        "import signal\nimport streamlit as st\nst.text(signal.SIGUSR1.name + str(signal.alarm(0)))\ntry:\n    signal.signal(signal.SIGTERM, print)\nexcept ValueError as error:\n    st.text(error)\nst.text(signal.getsignal(signal.SIGTERM).name)\n",
    );
    assert_eq!(
        app.outline(),
        "text: SIGUSR10\ntext: signal only works in main thread of the main interpreter\ntext: SIG_DFL\n"
    );
}
