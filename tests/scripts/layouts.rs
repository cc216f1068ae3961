//! Containers: `with`, methods, nesting, replacing.

use brooklet_tests::App;

use crate::assertions::tells;

fn page(script: &str) -> String {
    App::new(&format!("import streamlit as st, time\n{script}\n")).outline()
}

#[test]
fn with_and_methods_write_into_a_container() {
    let outline =
        page("c = st.container()\nst.text('below')\nc.text('one')\nwith c:\n    st.text('two')");
    assert_eq!(
        outline,
        "container\n  text: one\n  text: two\ntext: below\n"
    );
}

#[test]
fn columns_stand_beside_each_other() {
    let outline = page("a, b = st.columns([1, 3])\na.text('x')\nwith b:\n    st.text('y')");
    assert_eq!(
        outline,
        "row\n  column 0.25\n    text: x\n  column 0.75\n    text: y\n"
    );
}

#[test]
fn the_sidebar_is_filled_from_anywhere() {
    let outline = page("st.text('main')\nst.sidebar.text('a')\nwith st.sidebar:\n    st.text('b')");
    assert_eq!(outline, "text: main\nsidebar text: a\nsidebar text: b\n");
}

#[test]
fn an_empty_holds_one_element() {
    assert_eq!(
        page("e = st.empty()\ne.text('a')\ne.text('b')"),
        "text: b\n"
    );
    assert_eq!(
        page("e = st.empty()\ne.text('a')\ne.empty()\nst.text('c')"),
        "text: c\n"
    );
    assert_eq!(
        page("e = st.empty()\nwith e.container():\n    st.text('a')\n    st.text('b')"),
        "container\n  text: a\n  text: b\n"
    );
}

#[test]
fn an_element_can_be_replaced() {
    assert_eq!(
        page(
            "bar = st.progress(0)\nfor i in range(5):\n    time.sleep(.1)\n    bar.progress(i * 25)"
        ),
        "progress: 100\n"
    );
}

#[test]
fn an_expander_holds_what_is_in_it() {
    assert_eq!(
        page("with st.expander('More', expanded=True):\n    st.text('x')"),
        "expander \"More\" open\n  text: x\n"
    );
}

#[test]
fn a_spinner_is_gone_when_its_block_ends() {
    assert_eq!(
        page("with st.spinner('Wait'):\n    time.sleep(1)\nst.text('done')"),
        "text: done\n"
    );
}

#[test]
fn a_spinner_takes_no_place_of_what_follows() {
    let mut app = brooklet_tests::App::new(
        "import streamlit as st
said = st.session_state.setdefault('said', [])
for text in said:
    with st.chat_message('assistant'):
        st.text(text)
if st.button('Ask'):
    with st.chat_message('assistant'):
        with st.spinner('Thinking'):
            said.append(f'answer {len(said)}')
        st.text(said[-1])
",
    );
    app.click("Ask");
    app.click("Ask");
    for answer in ["answer 0", "answer 1"] {
        assert_eq!(
            app.outline().matches(answer).count(),
            1,
            "{}",
            app.outline()
        );
    }
}

#[test]
fn dir_lists_the_commands() {
    assert_eq!(
        page("st.text('slider' in dir(st) and 'slider' in dir(st.sidebar))"),
        "text: True\n"
    );
}

#[test]
fn inspect_reads_the_signature() {
    assert_eq!(
        page("import inspect\nst.text(list(inspect.signature(st.title).parameters))"),
        "text: ['body', 'anchor', 'help', 'icon', 'width', 'text_alignment', 'wrap']\n"
    );
}

#[test]
fn a_grid_holds_cells() {
    assert_eq!(
        page(
            "g = st.grid(3, border=True)\ng.text('a')\nwith g.cell(column_span=2):\n    st.text('b')\n    st.text('c')\nwith g:\n    st.text('d')"
        ),
        "grid\n  text: a\n  cell\n    text: b\n    text: c\n  text: d\n"
    );
}

#[test]
fn a_skeleton_stands_until_its_place_is_written_to() {
    assert_eq!(page("st.skeleton()"), "skeleton\n");
    assert_eq!(page("st.skeleton(20).text('a')"), "text: a\n");
    assert_eq!(
        page("with st.skeleton() as s:\n    time.sleep(1)\nst.text('b')"),
        "text: b\n"
    );
    assert_eq!(
        page("with st.skeleton() as s:\n    s.text('a')"),
        "text: a\n"
    );
}

#[test]
fn wrong_layouts_are_refused() {
    for (call, text) in [
        (
            "st.container(wrap=False)",
            "StreamlitIncompatibleParametersError | `wrap=False` | `horizontal=True` | `wrap`",
        ),
        (
            "st.container(horizontal_alignment='x')",
            "StreamlitValueError | `'x'` | 'left' | 'center' | 'right'",
        ),
        (
            "st.container(gap=True)",
            "StreamlitValueError | `True` | 'xxsmall' | 'medium' | 'xxlarge'",
        ),
        ("st.columns(2, wrap=1)", "StreamlitValueError | `wrap`"),
        (
            "st.space('x')",
            "StreamlitValueError | `'x'` | 'stretch' | 'xxsmall' | 'medium'",
        ),
        ("st.space(0)", "StreamlitValueError | `0`"),
        (
            "st.grid(25)",
            "StreamlitValueOutOfRangeError | `columns` | `25` | 1 | 24",
        ),
        (
            "st.grid('x')",
            "StreamlitValueError | `'x'` | 'auto' | 1 | 24",
        ),
        (
            "st.grid(2.0)",
            "StreamlitInvalidParameterTypeError | `float` | 'auto'",
        ),
        (
            "st.grid(wrap=False)",
            "StreamlitIncompatibleParametersError | `wrap=False` | `st.grid(3, wrap=False)`",
        ),
        (
            "st.grid(gap=(1, 'y'))",
            "StreamlitValueError | `the column gap` | `'y'`",
        ),
        ("st.grid(gap=(1, 2, 3))", "StreamlitValueError | `gap` | 3"),
        (
            "st.grid(2).cell(column_span=3)",
            "StreamlitValueOutOfRangeError | `column_span` | `3` | 1 | 2",
        ),
        ("st.grid(2).cell(row_span=0)", "StreamlitValueError | `0`"),
        (
            "st.grid(border=1)",
            "StreamlitInvalidParameterTypeError | `int`",
        ),
        (
            "st.skeleton('content')",
            "StreamlitInvalidHeightError | `'content'` | 'stretch'",
        ),
    ] {
        let outline = page(call);
        tells(&outline, text);
    }
}
