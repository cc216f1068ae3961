//! Apps of many pages.

use brooklet_protocol::WidgetValue;
use brooklet_protocol::navigation::NavigationPosition;
use brooklet_tests::App;

use crate::assertions::tells;

const TWO: &str = "import streamlit as st\ndef a():\n    st.text('in a')\n    st.checkbox('box')\ndef b():\n    st.text('in b')\n    st.checkbox('box')\n";

fn two(script: &str) -> App {
    App::new(&format!("{TWO}{script}"))
}

#[test]
fn the_first_page_runs_where_no_other_is_asked_for() {
    let app = two("st.text('frame')\nst.navigation([a, b]).run()\n");
    assert_eq!(app.outline(), "text: frame\ntext: in a\ncheckbox \"box\"\n");
    let menu = app.navigation();
    let pages: Vec<(&str, &str)> = menu
        .pages
        .iter()
        .map(|page| (page.title.as_str(), page.path.as_str()))
        .collect();
    assert_eq!(pages, [("a", ""), ("b", "b")]);
    assert_eq!(menu.position, NavigationPosition::Sidebar);
}

#[test]
fn a_link_of_the_menu_leads_to_its_page() {
    let mut app = two("st.navigation([a, b]).run()\n");
    app.go("b");
    assert_eq!(app.outline(), "text: in b\ncheckbox \"box\"\n");
    assert_eq!(app.path(), "b");
    app.rerun();
    assert_eq!(app.path(), "b", "a rerun stays on the page");
}

#[test]
fn a_deep_link_opens_its_page_and_a_wrong_one_the_first() {
    let mut app = two("st.navigation([a, b]).run()\n");
    app.visit("b", "x=1");
    assert!(app.outline().starts_with("text: in b\n"));
    app.visit("nowhere", "");
    assert!(app.outline().starts_with("text: in a\n"));
    assert_eq!(app.missing().as_deref(), Some("nowhere"));
}

#[test]
fn rule_78_the_same_widget_on_two_pages_is_two() {
    let mut app = two("st.navigation([a, b]).run()\n");
    let on_a = app.widget("box");
    app.set("box", WidgetValue::Bool(true));
    app.go("b");
    assert_ne!(app.widget("box"), on_a);
    assert_eq!(app.shown("box"), None);
    app.go("");
    assert_eq!(
        app.shown("box"),
        None,
        "it was not called on the other page"
    );
}

#[test]
fn rule_107_the_session_state_is_that_of_all_pages() {
    let mut app = App::new(
        "import streamlit as st\ns = st.session_state\ns.setdefault('n', 0)\ndef a():\n    s.n += 1\n    st.text(s.n)\ndef b():\n    s.n += 10\n    st.text(s.n)\nst.navigation([a, b]).run()\n",
    );
    app.go("b");
    assert_eq!(app.outline(), "text: 11\n");
}

#[test]
fn a_widget_beside_the_pages_keeps_its_value() {
    let mut app = two("st.sidebar.checkbox('all')\nst.navigation([a, b]).run()\n");
    app.set("all", WidgetValue::Bool(true));
    app.go("b");
    assert_eq!(app.shown("all"), Some(WidgetValue::Bool(true)));
}

#[test]
fn pages_are_scripts_too_with_names_from_their_files() {
    let script = "import streamlit as st\npg = st.navigation({'Main': ['views/1_📈_big_plot.py'], 'More': [st.Page('other.py', title='Else', icon=':material/home:', url_path='else')]})\nst.text(pg.title)\npg.run()\n";
    let mut app = App::with_files(
        script,
        &[
            (
                "views/1_📈_big_plot.py",
                "import streamlit as st\nx = 1\nst.text(f'{__name__} {__file__}')\n",
            ),
            ("other.py", "'magic here'\n"),
        ],
    );
    assert_eq!(
        app.outline(),
        "text: big plot\ntext: __main__ /app/views/1_📈_big_plot.py\n"
    );
    let menu = app.navigation();
    assert_eq!(
        (menu.pages[0].icon.as_str(), menu.pages[0].section.as_str()),
        ("📈", "Main")
    );
    app.go("else");
    assert!(
        app.outline().starts_with("text: Else\n"),
        "{}",
        app.outline()
    );
}

#[test]
fn the_folder_pages_makes_pages_of_its_files() {
    let mut app = App::with_files(
        "import streamlit as st\nst.text('home')\n",
        &[
            (
                "pages/2_second.py",
                "import streamlit as st\nst.text('two')\nst.page_link('app.py')\n",
            ),
            (
                "pages/1_first_one.py",
                "import streamlit as st\nst.text('one')\nif st.button('on'):\n    st.switch_page('pages/2_second.py')\n",
            ),
            ("pages/__init__.py", ""),
        ],
    );
    assert_eq!(app.outline(), "text: home\n");
    let menu = app.navigation();
    let titles: Vec<&str> = menu.pages.iter().map(|page| page.title.as_str()).collect();
    assert_eq!(titles, ["app", "first one", "second"]);
    app.go("first_one");
    app.click("on");
    assert_eq!(app.outline(), "text: two\npage link \"app\" to \"\"\n");
    assert_eq!(app.path(), "second");
}

#[test]
fn switch_page_goes_on_at_once_and_sets_the_query() {
    let mut app = App::new(
        "import streamlit as st\ndef a():\n    if st.button('go'):\n        st.switch_page(there, query_params={'x': [1, 2]})\n    st.text('in a')\ndef b():\n    st.text(f\"in b {st.query_params.get_all('x')}\")\nthere = st.Page(b)\nst.navigation([a, there]).run()\n",
    );
    app.visit("", "old=1&embed=true");
    app.click("go");
    assert_eq!(app.outline(), "text: in b ['1', '2']\n");
    assert_eq!(app.query(), "embed=true&x=1&x=2");
}

#[test]
fn a_callback_can_switch_the_page() {
    let mut app = App::new(
        "import streamlit as st\ndef a():\n    st.button('go', on_click=lambda: st.switch_page(there))\ndef b():\n    st.text('in b')\nthere = st.Page(b)\nst.navigation([a, there]).run()\n",
    );
    app.click("go");
    assert_eq!(app.outline(), "text: in b\n");
}

#[test]
fn pages_can_be_hidden_and_the_menu_can_be_elsewhere() {
    let app = two(
        "st.navigation([a, st.Page(b, visibility='hidden'), st.Page('https://example.org', title='Out')], position='top', expanded=3).run()\n",
    );
    let menu = app.navigation();
    assert_eq!(menu.position, NavigationPosition::Top);
    assert_eq!(menu.visible_items, Some(3));
    assert!(menu.pages[1].is_hidden);
    assert_eq!(
        menu.pages[2].external_url.as_deref(),
        Some("https://example.org")
    );
}

#[test]
fn a_fragment_of_a_page_runs_as_part_of_it() {
    let mut app = App::new(
        "import streamlit as st\ndef a():\n    st.text('a')\n@st.fragment\ndef part():\n    st.text(st.checkbox('box', key='k'))\ndef b():\n    part()\nst.navigation([a, b]).run()\n",
    );
    app.go("b");
    let before = app.widget("box");
    app.set("box", WidgetValue::Bool(true));
    assert_eq!(app.widget("box"), before);
    assert!(app.outline().contains("text: True"), "{}", app.outline());
}

#[test]
fn mistakes_with_pages_are_said_in_words() {
    let cases = [
        (
            "st.navigation([])",
            "StreamlitMissingRequiredParameterError | `pages` | `st.Page`",
        ),
        (
            "st.navigation([a], position='x')",
            "StreamlitValueError | `position` | 'sidebar' | 'hidden' | 'top'",
        ),
        (
            "st.navigation([a], expanded=-1)",
            "StreamlitValueError | `expanded` | `-1`",
        ),
        (
            "st.navigation([3])",
            "StreamlitInvalidParameterTypeError | `int`",
        ),
        ("st.navigation([a, a])", "StreamlitAPIException | `a`"),
        (
            "st.navigation([st.Page(a, default=True), st.Page(b, default=True)])",
            "StreamlitAPIException | `default=True`",
        ),
        (
            "st.Page('nope.py')",
            "StreamlitPageNotFoundError | 's script `nope.py` is not there. Give its path from the folder of the app'",
        ),
        (
            "st.Page(a, url_path='')",
            "StreamlitMissingRequiredParameterError | `url_path`",
        ),
        (
            "st.Page(a, url_path='x/y')",
            "StreamlitAPIException | `url_path` | `x/y` | `/`",
        ),
        (
            "st.Page(a).run()",
            "StreamlitAPIException | `st.navigation`",
        ),
        (
            "st.Page('https://x.y', title='x', default=True)",
            "StreamlitIncompatibleParametersError | `default=True`",
        ),
        (
            "st.switch_page('nope.py')",
            "StreamlitPageNotFoundError | `nope.py`",
        ),
        (
            "st.page_link('https://x.y')",
            "StreamlitMissingRequiredParameterError | `label`",
        ),
        (
            "st.switch_page(st.Page('https://x.y', title='x'))",
            "StreamlitAPIException | `st.switch_page`",
        ),
    ];
    for (script, error) in cases {
        let app = two(&format!("{script}\n"));
        tells(&app.outline(), error);
    }
}
