//! Results that outlive the program: over a reload, between tabs, and what becomes of bad records.

use brooklet_protocol::{Manifest, ToEngine};
use brooklet_tests::{App, TestDisk};

/// A script that says of each call whether it was computed.
fn script(decorator: &str, body: &str) -> String {
    format!(
        "import streamlit as st\ncomputed = []\n{decorator}\ndef f(n=0):\n    computed.append(n)\n    {body}\n    return [n]\nst.text((f(1), f(2), computed))\n"
    )
}

const FRESH: &str = "text: ([1], [2], [1, 2])\n";
const KEPT: &str = "text: ([1], [2], [])\n";

#[track_caller]
fn reload(script: &str, disk: &TestDisk, expected: &str) -> App {
    let app = App::with_disk(script, disk);
    assert_eq!(app.outline(), expected);
    app
}

#[test]
fn results_outlive_the_program_whether_they_are_to_persist_or_not() {
    for decorator in [
        "@st.cache_data",
        "@st.cache_data(persist='disk')",
        "@st.cache_data(persist=True)",
        "@st.experimental_memo",
    ] {
        let script = script(decorator, "pass");
        let disk = TestDisk::default();
        let first = App::with_disk(&script, &disk);
        assert!(first.outline().ends_with(FRESH), "{decorator}");
        assert_eq!(disk.names(), ["__main__.f", "__main__.f"]);
        let second = App::with_disk(&script, &disk);
        assert!(second.outline().ends_with(KEPT), "{decorator}");
    }
}

#[test]
fn resources_and_results_of_a_session_do_not() {
    for decorator in ["@st.cache_resource", "@st.cache_data(scope='session')"] {
        let script = script(decorator, "pass");
        let disk = TestDisk::default();
        reload(&script, &disk, FRESH);
        reload(&script, &disk, FRESH);
        assert!(disk.names().is_empty());
    }
}

#[test]
fn a_session_that_is_forgotten_releases_its_resources() {
    let mut app = App::new(
        "import streamlit as st
released = lambda value: print('released', value)
@st.cache_resource(scope='session', on_release=released)
def own():
    return 'own'
@st.cache_resource(on_release=released)
def shared():
    return 'shared'
own(), shared()
",
    );
    assert_eq!(app.printed(), "");
    app.send([ToEngine::Open(Manifest {
        entrypoint: "app.py".to_owned(),
        ..Manifest::default()
    })]);
    assert_eq!(app.printed(), "released own\n");
}

#[test]
fn what_the_script_wants_to_keep_outlives_other_changes_of_the_app() {
    let changed = |script: &str| format!("{script}# a remark\n");
    for (decorator, after) in [
        ("@st.cache_data", FRESH),
        ("@st.cache_data(persist='disk')", KEPT),
    ] {
        let script = script(decorator, "pass");
        let disk = TestDisk::default();
        reload(&script, &disk, FRESH);
        reload(&changed(&script), &disk, after);
    }
}

#[test]
fn rule_156_another_source_misses() {
    let disk = TestDisk::default();
    let decorator = "@st.cache_data(persist='disk')";
    reload(&script(decorator, "pass"), &disk, FRESH);
    reload(&script(decorator, "len([])"), &disk, FRESH);
    reload(&script(decorator, "pass"), &disk, KEPT);
}

#[test]
fn keys_are_the_same_in_every_run_of_the_program() {
    let script = "import streamlit as st\nimport datetime, decimal\ncomputed = []\n@st.cache_data(persist='disk')\ndef f(*args, **kwargs):\n    computed.append(1)\n    x = n in {'tea', 'pot', 'cup', 'jug'}\n    return 1\nn = 1\nf({'tea', 'pot', 'cup', 'jug'}, frozenset('abcdef'), {'a': 1.5}, b'x', datetime.date(2024, 1, 2), decimal.Decimal('1.5'), int)\nst.text(computed)\n";
    let disk = TestDisk::default();
    reload(script, &disk, "text: [1]\n");
    for _ in 0..3 {
        reload(script, &disk, "text: []\n");
    }
}

#[test]
fn what_a_function_draws_is_kept_too() {
    let script = script(
        "@st.cache_data(show_spinner=False)",
        "st.write('**n**'); st.expander('more').metric('m', n); st.image(b'GIF89a' + bytes(20))",
    );
    let disk = TestDisk::default();
    let first = App::with_disk(&script, &disk).outline();
    let second = App::with_disk(&script, &disk).outline();
    assert!(first.contains("metric"), "{first}");
    assert_eq!(first.replace("[1, 2]", "[]"), second);
}

#[test]
fn rule_199_what_is_to_persist_has_no_end() {
    let script = script("@st.cache_data(ttl=5, persist='disk')", "pass");
    let disk = TestDisk::default();
    let mut app = reload(&script, &disk, FRESH);
    let said = app.warnings();
    assert!(said.iter().any(|text| text.contains("`ttl`")), "{said:?}");
    app.pass(60.0);
    app.rerun();
    assert_eq!(app.outline(), KEPT);
}

#[test]
fn rule_188_time_goes_on_while_nobody_looks() {
    let script = script("@st.cache_data(ttl='1m')", "pass");
    let disk = TestDisk::default();
    reload(&script, &disk, FRESH);
    let mut app = reload(&script, &disk, KEPT);
    app.pass(61.0);
    app.rerun();
    assert_eq!(app.outline(), FRESH);
}

#[test]
fn rule_191_the_limit_counts_what_is_kept() {
    let script = script("@st.cache_data(max_entries=1)", "pass");
    let disk = TestDisk::default();
    reload(&script, &disk, FRESH);
    assert_eq!(disk.names().len(), 1);
    reload(&script, &disk, FRESH);
}

#[test]
fn rules_195_196_198_what_is_cleared_is_gone() {
    let kept = script("@st.cache_data(persist='disk')", "pass");
    for (clear, after) in [
        ("f.clear()", FRESH),
        ("st.cache_data.clear()", FRESH),
        ("f.clear(1)", "text: ([1], [2], [1])\n"),
        ("st.cache_resource.clear()", KEPT),
    ] {
        let disk = TestDisk::default();
        reload(&kept, &disk, FRESH);
        let cleared = kept.replace("st.text", &format!("{clear}\nst.text"));
        reload(&cleared, &disk, after);
    }
    let disk = TestDisk::default();
    let mut app = reload(&kept, &disk, FRESH);
    app.send([ToEngine::ClearCaches]);
    assert!(disk.names().is_empty());
    reload(&kept, &disk, FRESH);
}

#[test]
fn bad_records_are_computed_anew() {
    let script = script("@st.cache_data(persist='disk')", "pass");
    let spoilers: [fn(&mut Vec<u8>); 4] = [
        Vec::clear,
        |content| content.truncate(content.len() - 1),
        |content| content.push(0),
        |content| {
            if let Some(last) = content.last_mut() {
                *last ^= 1;
            }
        },
    ];
    for spoil in spoilers {
        let disk = TestDisk::default();
        reload(&script, &disk, FRESH);
        disk.spoil(spoil);
        reload(&script, &disk, FRESH);
        reload(&script, &disk, KEPT);
    }
}

#[test]
fn rule_183_tabs_share_results() {
    let script = script("@st.cache_data", "pass");
    let disk = TestDisk::default();
    let mut one = reload(&script, &disk, FRESH);
    let mut other = reload(&script, &disk, KEPT);
    other.send([ToEngine::ClearCaches]);
    one.rerun();
    assert_eq!(one.outline(), FRESH, "what one clears is clear for all");
    other.rerun();
    assert_eq!(
        other.outline(),
        KEPT,
        "and what one computes is there for all"
    );
}

#[test]
fn rules_180_181_a_changed_list_is_shared_only_where_it_is_the_same_object() {
    let script = |decorator: &str| {
        format!(
            "import streamlit as st\n@{decorator}\ndef create_list():\n    return [1, 2, 3]\nl = create_list()\nfirst = l[0]\nl[0] = first + 1\nst.text(l[0])\n"
        )
    };
    let disk = TestDisk::default();
    let mut one = reload(&script("st.cache_data"), &disk, "text: 2\n");
    reload(&script("st.cache_data"), &disk, "text: 2\n");
    one.rerun();
    assert_eq!(one.outline(), "text: 2\n");
    let mut one = reload(&script("st.cache_resource"), &disk, "text: 2\n");
    one.rerun();
    assert_eq!(one.outline(), "text: 3\n");
}

#[test]
fn values_are_what_they_were() {
    let script = "import streamlit as st\nimport datetime, decimal, dataclasses, collections\n@dataclasses.dataclass\nclass P:\n    x: int\ncomputed = []\n@st.cache_data\ndef f(n):\n    computed.append(n)\n    return [None, True, 12345678901234567890, 1.5, 'é', b'x', (1,), {1: {2}}, datetime.datetime(2024, 1, 2), decimal.Decimal('1.5'), collections.OrderedDict(a=1), P(3)][n]\nst.text([f(n) for n in range(12)])\nst.text(len(computed))\n";
    let disk = TestDisk::default();
    let first = App::with_disk(script, &disk).outline();
    let second = App::with_disk(script, &disk).outline();
    assert!(first.contains("P(x=3)"), "{first}");
    assert_eq!(second, first.replace("text: 12\n", "text: 0\n"));
}
