//! Fragments: parts of a script that run again by themselves.

use brooklet_protocol::WidgetValue;
use brooklet_tests::App;

use crate::assertions::tells;

fn app(script: &str) -> App {
    App::new(&format!(
        "import streamlit as st\nfrom datetime import timedelta\ns = st.session_state\ns.setdefault('all', 0)\ns.setdefault('part', 0)\ns.all += 1\n{script}"
    ))
}

const COUNTER: &str = "@st.fragment\ndef part():\n    s.part += 1\n    st.button('here')\n    st.text(f'part {s.part}')\n";

#[test]
fn rule_136_the_older_name_works_bare_called_and_with_an_interval() {
    let app = app(
        "@st.experimental_fragment\ndef a():\n    st.text('a')\n@st.experimental_fragment()\ndef b():\n    st.text('b')\n@st.experimental_fragment(run_every=2)\ndef c():\n    st.text('c')\na()\nb()\nc()\n",
    );
    assert_eq!(
        app.outline(),
        "container\n  text: a\ncontainer\n  text: b\ncontainer\n  text: c\n"
    );
}

#[test]
fn rule_137_a_widget_of_a_fragment_runs_the_fragment_alone() {
    let mut app = app(&format!(
        "{COUNTER}part()\nst.button('all')\nst.text(f'all {{s.all}}')\n"
    ));
    app.click("here");
    app.click("here");
    assert_eq!(
        app.outline(),
        "container\n  button \"here\"\n  text: part 3\nbutton \"all\"\ntext: all 1\n"
    );
}

#[test]
fn rule_138_a_widget_beside_the_fragments_runs_everything() {
    let mut app = app(&format!(
        "{COUNTER}part()\nst.button('all')\nst.text(f'all {{s.all}}')\n"
    ));
    app.click("all");
    assert!(
        app.outline()
            .ends_with("  text: part 2\nbutton \"all\"\ntext: all 2\n")
    );
}

#[test]
fn rule_139_the_body_appears_where_the_fragment_is_called() {
    let mut app = app(&format!(
        "{COUNTER}with st.sidebar:\n    part()\nleft, right = st.columns(2)\nwith right:\n    st.text('right')\n"
    ));
    app.click("here");
    assert_eq!(
        app.outline(),
        "row\n  column 0.50\n  column 0.50\n    text: right\nsidebar container\n  sidebar button \"here\"\n  sidebar text: part 2\n"
    );
}

#[test]
fn rule_140_what_a_fragment_does_not_draw_again_goes() {
    let mut app = app(
        "@st.fragment\ndef part():\n    if not st.checkbox('less'):\n        st.text('one')\n        with st.container():\n            st.text('two')\n    st.text('end')\npart()\nst.text('below')\n",
    );
    app.set("less", WidgetValue::Bool(true));
    assert_eq!(
        app.outline(),
        "container\n  checkbox \"less\"\n  text: end\ntext: below\n"
    );
}

#[test]
fn rule_141_a_fragment_has_a_part_of_its_own_in_a_container_outside() {
    let mut app = app(
        "box = st.container()\nbox.text('above')\n@st.fragment\ndef part():\n    s.part += 1\n    for n in range(s.part):\n        box.text(f'{s.part}.{n}')\n    st.sidebar.text(f'side {s.part}')\n    st.button('here')\npart()\nbox.text('below')\n",
    );
    app.click("here");
    app.click("here");
    assert_eq!(
        app.outline(),
        "container\n  text: above\n  part\n    text: 3.0\n    text: 3.1\n    text: 3.2\n  text: below\ncontainer\n  button \"here\"\nsidebar part\n  sidebar text: side 3\n"
    );
}

#[test]
fn rule_142_an_empty_outside_holds_the_last_thing_written() {
    let mut app = app(
        "place = st.empty()\n@st.fragment\ndef part():\n    s.part += 1\n    place.text('lost')\n    place.text(f'{s.part}')\n    st.button('here')\npart()\n",
    );
    app.click("here");
    assert_eq!(
        app.outline(),
        "part\n  text: 2\ncontainer\n  button \"here\"\n"
    );
}

#[test]
fn a_container_outside_must_have_been_written_to_in_the_full_run() {
    let mut app = app(
        "box = st.container()\n@st.fragment\ndef part():\n    if st.button('here'):\n        box.text('late')\npart()\n",
    );
    app.click("here");
    tells(
        &app.outline(),
        "StreamlitInvalidLayoutContextError | `outside.empty()`",
    );
}

#[test]
fn rule_143_arguments_stay_those_of_the_full_run() {
    let mut app = app(
        "@st.fragment\ndef part(n):\n    st.button('here')\n    st.text(f'{n} {s.all}')\npart(s.all)\nst.button('all')\n",
    );
    app.click("here");
    assert!(app.outline().contains("text: 1 1\n"));
    app.click("all");
    assert!(app.outline().contains("text: 2 2\n"));
}

#[test]
fn rule_144_a_fragment_returns_its_value_in_a_full_run() {
    let app = app("@st.fragment\ndef part():\n    return 7\nst.text(part())\n");
    assert_eq!(app.outline(), "container\ntext: 7\n");
}

#[test]
fn rule_146_rerun_in_a_fragment_runs_everything() {
    let mut app = app(
        "@st.fragment\ndef part():\n    if st.button('all'):\n        st.rerun()\npart()\nst.text(s.all)\n",
    );
    app.click("all");
    assert!(app.outline().ends_with("text: 2\n"));
    assert_eq!(app.outcomes().len(), 3);
}

#[test]
fn a_fragment_can_rerun_itself() {
    let mut app = app(
        "@st.fragment\ndef part():\n    s.part += 1\n    if st.button('here') and s.part < 9:\n        st.rerun(scope='fragment')\n    st.text(s.part)\npart()\nst.text(f'all {s.all}')\n",
    );
    app.click("here");
    assert_eq!(
        app.outline(),
        "container\n  button \"here\"\n  text: 3\ntext: all 1\n"
    );
}

#[test]
fn a_fragment_cannot_rerun_itself_in_a_full_run() {
    let app = app("@st.fragment\ndef part():\n    st.rerun(scope='fragment')\npart()\n");
    tells(
        &app.outline(),
        "StreamlitInvalidLayoutContextError | `scope='fragment'`",
    );
}

#[test]
fn rule_147_an_interval_is_a_number_a_text_or_a_timedelta() {
    let mut app = app(
        "@st.fragment(run_every='1h30m')\ndef a():\n    pass\n@st.fragment(run_every=0.5)\ndef b():\n    pass\n@st.fragment(run_every=timedelta(seconds=3))\ndef c():\n    pass\n@st.fragment(run_every=None)\ndef d():\n    pass\na(); b(); c(); d()\n",
    );
    let mut intervals = app.tick();
    intervals.sort_unstable();
    assert_eq!(intervals, [500, 3000, 5_400_000]);
}

#[test]
fn rule_147_a_text_that_is_no_time_is_an_error() {
    let app = app("@st.fragment(run_every='soon')\ndef a():\n    pass\na()\n");
    tells(
        &app.outline(),
        "StreamlitBadTimeStringError | `'soon'` | `'1d2h34m'` | `'2 days'`",
    );
}

#[test]
fn rule_148_a_fragment_runs_again_by_itself() {
    let mut app = app(
        "@st.fragment(run_every=1)\ndef part():\n    s.part += 1\n    st.text(f'part {s.part}')\npart()\nst.text(f'all {s.all}')\n",
    );
    app.tick();
    app.tick();
    assert_eq!(app.outline(), "container\n  text: part 3\ntext: all 1\n");
}

#[test]
fn rule_149_a_full_run_starts_and_stops_the_repetition() {
    let mut app = app(
        "on = st.checkbox('on')\n@st.fragment(run_every=1 if on else None)\ndef part():\n    s.part += 1\npart()\n",
    );
    assert!(app.tick().is_empty());
    app.set("on", WidgetValue::Bool(true));
    assert_eq!(app.tick(), [1000]);
    app.set("on", WidgetValue::Bool(false));
    assert!(app.tick().is_empty());
}

#[test]
fn rule_151_a_fragment_in_a_fragment_runs_by_itself_and_with_the_other() {
    let mut app = app(
        "@st.fragment\ndef inner():\n    s.part += 1\n    st.button('in')\n    st.text(f'inner {s.part}')\n@st.fragment\ndef outer():\n    s.all += 10\n    st.button('out')\n    st.text(f'outer {s.all}')\n    inner()\nouter()\n",
    );
    app.click("in");
    assert!(
        app.outline().contains("text: outer 11\n") && app.outline().contains("text: inner 2\n")
    );
    app.click("out");
    assert!(
        app.outline().contains("text: outer 21\n") && app.outline().contains("text: inner 3\n")
    );
}

#[test]
fn a_fragment_that_is_not_called_any_more_stops() {
    let mut app = app(
        "@st.fragment(run_every=1)\ndef inner():\n    s.part += 1\n@st.fragment\ndef outer():\n    if not st.checkbox('off'):\n        inner()\nouter()\n",
    );
    assert_eq!(app.tick(), [1000]);
    app.set("off", WidgetValue::Bool(true));
    assert!(app.tick().is_empty());
}

#[test]
fn an_error_in_a_fragment_stands_in_it_and_the_rest_stays() {
    let mut app = app(
        "@st.fragment\ndef part():\n    if st.button('here'):\n        1 / 0\npart()\nst.text('below')\n",
    );
    app.click("here");
    assert_eq!(
        app.outline(),
        "container\n  button \"here\"\n  exception: ZeroDivisionError: division by zero\ntext: below\n"
    );
}

#[test]
fn an_error_in_a_fragment_ends_a_full_run_and_is_shown_once() {
    let app = app("@st.fragment\ndef part():\n    1 / 0\npart()\nst.text('below')\n");
    assert_eq!(
        app.outline(),
        "container\n  exception: ZeroDivisionError: division by zero\n"
    );
}

#[test]
fn rule_154_widgets_beside_a_fragment_keep_their_values_when_it_runs() {
    let mut app = app(&format!(
        "st.checkbox('keep', key='keep')\n{COUNTER}part()\nst.text(s.keep)\n"
    ));
    app.set("keep", WidgetValue::Bool(true));
    app.click("here");
    app.rerun();
    assert!(app.outline().ends_with("text: True\n"));
}

#[test]
fn a_callback_can_run_a_fragment_by_its_key() {
    let mut app = app(
        "@st.fragment(key='chart')\ndef part():\n    s.part += 1\n    st.text(f\"part {s.part} {s.get('which')}\")\npart()\nst.selectbox('which', ['a', 'b'], key='which', on_change=lambda: st.rerun('chart'))\nst.text(f'all {s.all}')\n",
    );
    app.set("which", WidgetValue::Text("b".to_owned()));
    assert_eq!(
        app.outline(),
        "container\n  text: part 2 b\nselectbox \"which\" of a, b\ntext: all 1\n"
    );
}

#[test]
fn fragments_and_scopes_are_checked() {
    let cases = [
        ("st.rerun('x')", "StreamlitAPIException | `st.rerun`"),
        (
            "st.rerun(1.5)",
            "StreamlitInvalidParameterTypeError | `scope`",
        ),
        ("st.rerun('')", "StreamlitValueError | `''`"),
        ("st.rerun([])", "StreamlitValueError | `scope`"),
        ("st.rerun(['app'])", "StreamlitValueError | `'app'`"),
        ("st.fragment(key='app')", "StreamlitAPIException | `app`"),
        (
            "f = st.fragment(lambda: 1, key='k'); g = st.fragment(len, key='k'); f(); g('')",
            "StreamlitDuplicateElementKey | `k`",
        ),
    ];
    for (script, error) in cases {
        let app = app(&format!("{script}\n"));
        tells(&app.outline(), error);
    }
}

#[test]
fn a_method_can_be_a_fragment_and_looks_like_itself() {
    let app = app(
        "class Panel:\n    n = 5\n    @st.fragment\n    def show(self, more=1):\n        'Shows.'\n        st.text(self.n + more)\nPanel().show(more=2)\nst.text(f'{Panel.show.__name__} {Panel.show.__doc__}')\n",
    );
    assert_eq!(app.outline(), "container\n  text: 7\ntext: show Shows.\n");
}

#[test]
fn a_fragment_whose_time_is_up_before_the_run_ends_leaves_the_others_alone() {
    for (name, calls) in [
        ("after both", "part()\nclock()\ntime.sleep(1)\n"),
        ("between them", "clock()\ntime.sleep(1)\npart()\n"),
        ("in the other one", "clock()\nslow = True\npart()\n"),
        (
            "in a container",
            "with st.container():\n    part()\nwith st.container():\n    clock()\ntime.sleep(1)\n",
        ),
    ] {
        let script = format!(
            "import time\nslow = False\n@st.fragment\ndef part():\n    s.part += 1\n    st.button('here')\n    if slow: time.sleep(1)\n    st.text(f'part {{s.part}}')\n@st.fragment(run_every=1)\ndef clock():\n    st.text('clock')\nif s.all > 1:\n    {}st.text('below')\n",
            calls.replace('\n', "\n    ")
        );
        let mut app = app(&script);
        app.rerun_with_ticks();
        let outline = app.outline();
        for text in [
            "button \"here\"",
            "text: part 1",
            "text: clock",
            "text: below",
        ] {
            assert!(
                outline.contains(text),
                "{name}: {text} is not in\n{outline}"
            );
        }
        app.rerun_with_ticks();
        let outline = app.outline();
        for text in [
            "button \"here\"",
            "text: part 2",
            "text: clock",
            "text: below",
        ] {
            assert!(
                outline.contains(text),
                "{name}: {text} is not in\n{outline}"
            );
        }
    }
}
